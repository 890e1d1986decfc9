"""The translators' list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles.models import TranslationRequest
from articles.queries.translation_work import Task

from .desk.words import language_name, person_name
from .matrix import Start, Viewer, edit_address, start_of
from .translation_words import part_name

Why = TranslationRequest.Why


@dataclass(frozen=True, slots=True)
class TaskView:
    """`why` in words. Of an article that does not exist in the language yet, `start` begins it."""

    pk: int
    title: str
    language: str
    code: str
    why: str
    is_safety: bool
    sections: list[str]
    due: date | None
    overdue: bool
    assignee: str
    is_mine: bool
    edit: str
    start: Start | None


def task_views(tasks: Iterable[Task], viewer: Viewer, person: int | None) -> list[TaskView]:
    today = timezone.localdate()
    return [_view(task, viewer, person, today) for task in tasks]


def _view(task: Task, viewer: Viewer, person: int | None, today: date) -> TaskView:
    request = task.request
    can_begin = task.page is None and task.source is not None
    return TaskView(
        pk=request.pk,
        title=request.title,
        language=language_name(request.language),
        code=request.language,
        why=str(request.get_why_display()),
        is_safety=request.why == Why.SAFETY,
        sections=[part_name(request.subject, str(section)) for section in request.sections],
        due=request.due,
        overdue=request.due is not None and request.due < today,
        assignee=person_name(request.assignee) if request.assignee else "",
        is_mine=request.assignee_id == person,
        edit=edit_address(request.subject, request.language, task.page, task.entry, viewer),
        start=start_of(request.subject, request.language, viewer, live=task.source_is_live) if can_begin else None,
    )
