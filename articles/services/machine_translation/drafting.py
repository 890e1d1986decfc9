"""Machine text in drafts: filled in where nobody has translated yet, marked by section until a person has confirmed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.domain.exchange import faults
from articles.domain.markup import Form, tokens_of
from articles.domain.segments import Kind, Segment
from articles.models import ArticlePage, User, reviewed_edition
from articles.models.locking import lock_row
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translation_words import TranslationError
from articles.services import contributions
from articles.services.exchange import Work, save_texts, work_on

from .engine import Engine, configured_engine


@dataclass(frozen=True, slots=True)
class MachineReport:
    """What a machine filled in. `kept` names the texts that stay as they were, because its answer would have done harm."""

    written: int
    kept: Sequence[str]
    sections: Sequence[str]
    revision: int | None


def translate_draft(
    page: ArticlePage, sections: Collection[str], *, by: User, engine: Engine | None = None, again: bool = False
) -> MachineReport:
    """Fills sections of the latest draft with machine text: those of its texts that nobody has translated, or all `again`.

    The sections are marked, and nobody can sign before each is confirmed. Raises EngineError, and TranslationError for an
    edition that is no translation, is locked, or was changed while the machine was at work; then nothing is kept.
    """
    engine = engine or configured_engine()
    work = work_on(page)
    chosen = [segment for segment in work.segments if segment.section in sections and (again or segment.is_untouched)]
    answers = dict(_ask(engine, chosen, work.draft.locale.language_code))  # with no lock held: this may take a while
    targets = {item.key: answer for item in chosen if _is_harmless(item, answer := answers[item.key])}
    kept = [segment.key for segment in chosen if segment.key not in targets]
    filled = list(dict.fromkeys(segment.section for segment in chosen if segment.key in targets))
    revision = _save(page, work, targets, filled, engine, by) if targets else None
    return MachineReport(len(targets), kept, filled, revision)


@transaction.atomic
def confirm_section(page: ArticlePage, section: str, *, by: User) -> None:
    """States that a person has read a section that a machine wrote, beside its source, and takes its mark off the latest draft.

    Whoever does so answers for the words as if they had written them, and does not sign them. Raises TranslationError for a
    section that carries no mark.
    """
    draft = _latest(page, by)
    if section not in draft.machine_made:
        raise TranslationError(_("A machine did not write this section, or somebody has confirmed it."), code="not_machine_made")
    draft.machine_made = {name: mark for name, mark in draft.machine_made.items() if name != section}
    draft.save_revision(user=by, log_action=True, clean=False)
    contributions.record_submission(reviewed_edition(draft), by)


def _ask(engine: Engine, chosen: Sequence[Segment], language: str) -> Iterator[tuple[str, str]]:
    for html in (False, True):
        asked = [segment for segment in chosen if (segment.kind is Kind.HTML) is html]
        if asked:
            answers = engine.translate([segment.source for segment in asked], SOURCE_LANGUAGE, language, html=html)
            for segment, answer in zip(asked, answers, strict=True):
                yield segment.key, _with_marks_of(segment.source, answer) if html else answer


def _is_harmless(segment: Segment, answer: str) -> bool:
    return bool(answer.strip()) and not any(faults(segment, answer))


def _with_marks_of(source: str, answer: str) -> str:
    """The answer, in which what stands for itself is stored as in the source: a machine translates a citation's mark, too."""
    stored = {token.meaning: token.raw for token in tokens_of(source) if token.form is Form.ALONE}
    return "".join(stored.get(token.meaning, token.raw) for token in tokens_of(answer))


@transaction.atomic
def _save(page: ArticlePage, work: Work, targets: dict[str, str], filled: Sequence[str], engine: Engine, by: User) -> int:
    present = _latest(page, by)
    if reviewed_edition(present).digest != reviewed_edition(work.draft).digest:
        raise TranslationError(
            _("Somebody changed the draft while the machine was at work. Nothing was overwritten. Try again."), code="changed"
        )
    mark = {"engine": engine.name, "at": timezone.now().isoformat()}
    marks = {**present.machine_made, **dict.fromkeys(filled, mark)}
    return save_texts(replace(work, draft=present), targets, by=by, machine_made=marks)


def _latest(page: ArticlePage, by: User) -> ArticlePage:
    """The latest draft, which nobody else writes until the transaction ends. Raises TranslationError where it is locked."""
    lock_row(page)
    row = ArticlePage.objects.select_related("locale").get(pk=page.pk)
    if row.permissions_for_user(by).page_locked():
        raise TranslationError(_("Somebody has locked this edition. Ask them to unlock it, then try again."), code="locked")
    draft: ArticlePage = row.get_latest_revision_as_object()
    return draft
