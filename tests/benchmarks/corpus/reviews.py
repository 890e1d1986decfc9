"""Changes of generated editions that wait for review, as the review desk finds them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from articles.models import ArticlePage, Contribution, MedicalReviewTask, ReviewRequest, reviewed_edition
from articles.models.reviewed import SOURCE_LANGUAGE

from . import rows
from .pages import Numbers
from .signing import People


def write_waiting(pages: Sequence[ArticlePage], conditions: Mapping[str, Page], people: People, numbers: Numbers) -> None:
    """A draft beside what is live for each of these pages, submitted. `conditions` are the pages above them, by path. The pages
    are not written yet: they will know their drafts."""
    if not pages:
        return
    task, workflow = Task.objects.get(content_type=ContentType.objects.get_for_model(MedicalReviewTask)), Workflow.objects.get()
    state, step = rows.first_free(WorkflowState), rows.first_free(TaskState)
    revisions, states, steps, requests, parts = [], [], [], [], []
    own, base = ContentType.objects.get_for_model(ArticlePage), ContentType.objects.get_for_model(Page)
    for place, page in enumerate(pages):
        by = people.writer(is_translation=page.locale.language_code != SOURCE_LANGUAGE)
        at = page.first_published_at + timedelta(days=1)
        draft = page.with_values({"tldr": f"{page.tldr[:590]} (+)"})
        text = reviewed_edition(draft)
        content = {**page.serializable_data(), "tldr": draft.tldr}
        revisions.append(
            Revision(
                pk=next(numbers.revision), content_type=own, base_content_type=base, object_id=str(page.pk), created_at=at,
                user=by, object_str=page.title, content=json.loads(json.dumps(content, cls=DjangoJSONEncoder)),
            )
        )  # fmt: skip
        page.latest_revision_id, page.latest_revision_created_at = revisions[-1].pk, at
        page.has_unpublished_changes = True
        states.append(
            WorkflowState(
                pk=state + place, content_type=own, base_content_type=base, object_id=str(page.pk), workflow=workflow,
                status=WorkflowState.STATUS_IN_PROGRESS, requested_by=by, current_task_state_id=step + place,
            )
        )  # fmt: skip
        steps.append(
            TaskState(
                pk=step + place, workflow_state_id=state + place, revision_id=revisions[-1].pk, task=task,
                status=TaskState.STATUS_IN_PROGRESS, content_type=ContentType.objects.get_for_model(TaskState),
            )
        )  # fmt: skip
        requests.append(
            ReviewRequest(
                subject=text.subject, language=text.language, title=text.title[:255], digest=text.digest, page_id=page.pk,
                condition=conditions[page.path[: -page.steplen]].translation_key, requested_by=by, requested_at=at,
            )
        )  # fmt: skip
        parts.append(Contribution(subject=text.subject, language=text.language, user=by.pk, digest=text.digest))
    for items in (revisions, states, steps):
        rows.insert(items)
    rows.continue_numbering(WorkflowState, TaskState)
    ReviewRequest.objects.bulk_create(requests)
    Contribution.objects.bulk_create(parts)
