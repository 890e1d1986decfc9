"""The language matrix: which text is where in which language. Constant queries, however many texts and languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, Max, Min
from django.utils import timezone

from articles.domain.basis import Behind
from articles.domain.review_dates import next_review_due
from articles.domain.signoffs import EntryKind, Meaning, Policy
from articles.domain.translation_state import Facts, Standing, standing
from articles.models import Contribution, Place, Record, ReviewPolicy, ReviewRequest, TranslationRequest, review_at_hand
from articles.models.reviewed import SOURCE_LANGUAGE

from .matrix_texts import LANGUAGES, Conditions, StoredSubject, StoredText, articles, entries, titles
from .signoffs import SIGNED_VOCABULARY, records
from .translations import Source, sources

ARTICLES: Final = "article"
#: What rows may be of, as the ledger calls them.
KINDS: Final = (ARTICLES, *SIGNED_VOCABULARY)
_TAKEN_BACK = frozenset({EntryKind.TAKE_DOWN, EntryKind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in one language. `review` is the open request for review, `missing` what its text lacks. `behind`: the sections
    whose source changed since."""

    language: str
    standing: Standing
    missing: Mapping[Meaning, int]
    behind: tuple[Behind, ...]
    asked: TranslationRequest | None
    review: int | None
    text: StoredText | None

    @property
    def page(self) -> int | None:
        return self.text.page if self.text else None


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its cells, the source's first. `language` is the one that its title is in."""

    subject: str
    title: str
    language: str
    condition: str
    entry: int | None
    has_source: bool
    source_is_live: bool
    cells: Mapping[str, Cell]


def matrix(
    kind: str, known: Conditions, *, title: str = "", condition: str = "", languages: Collection[str] = LANGUAGES
) -> list[Row]:
    """The rows of a kind whose title in any language holds `title`, in the `languages`, by condition and title. Seven queries
    at most."""
    stored = articles(known) if kind == ARTICLES else entries(SIGNED_VOCABULARY[kind])
    wanted = [item for item in stored if condition in ("", item.condition) and _is_called(item, title)]
    facts = _Known(wanted)
    rows = [facts.row(item, [code for code in LANGUAGES if code in languages]) for item in wanted]
    return sorted(rows, key=lambda row: (known.names.get(row.condition, "").casefold(), row.title.casefold(), row.subject))


def in_step(rows: Collection[Row], language: str) -> int:
    """How many of these texts readers of a language have, with everything that their sources say."""
    return sum(row.cells[language].standing.is_in_step for row in rows)


def _is_called(subject: StoredSubject, title: str) -> bool:
    return not title or any(title.casefold() in name.casefold() for name in titles(subject))


class _Known:
    """Everything about some texts beside the texts themselves. Six queries."""

    def __init__(self, subjects: Collection[StoredSubject]) -> None:
        names = [subject.subject for subject in subjects]
        self._today = timezone.localdate()
        self._policy: Policy = ReviewPolicy.in_force()
        self._sources: Mapping[str, Source] = sources(names)
        self._records: Mapping[Place, Record] = records((item.subject, language) for item in subjects for language in item.texts)
        reviews = ReviewRequest.objects.filter(outcome=ReviewRequest.Outcome.OPEN, subject__in=names)
        self._reviews = {
            (subject, language): (pk, digest)
            for subject, language, pk, digest in reviews.values_list("subject", "language", "pk", "digest")
        }
        asked = TranslationRequest.objects.filter(closed_at=None, subject__in=names).select_related("assignee")
        self._asked = {(request.subject, request.language): request for request in asked}
        self._touched = _touched(subjects)

    def row(self, item: StoredSubject, languages: Collection[str]) -> Row:
        return Row(
            subject=item.subject,
            title=item.title,
            language=item.language,
            condition=item.condition,
            entry=item.entry,
            has_source=SOURCE_LANGUAGE in item.texts,
            source_is_live=item.source_is_live,
            cells={language: self._cell(item, language) for language in languages},
        )

    def _cell(self, item: StoredSubject, language: str) -> Cell:
        place, text = (item.subject, language), item.texts.get(language)
        asked, (review, digest) = self._asked.get(place), self._reviews.get(place, (None, ""))
        record = self._records.get(place)
        behind: list[Behind] = []
        if text and language != SOURCE_LANGUAGE:
            source = self._sources[item.subject]
            behind = source.behind(source.followed(text.basis, text.published))
        facts = Facts(
            exists=text is not None,
            touched=text is not None and (not text.copied or place in self._touched),
            live=text is not None and text.live,
            was_live=text is not None and not text.live and _was_public(text, record),
            changed=text is not None and text.changed,
            in_review=review is not None,
            asked=asked is not None,
            behind=[section.severity for section in behind],
            due=asked.due if asked else None,
            review_due=self._review_due(record) if text and text.live else None,
        )
        missing = self._missing(record, digest, language) if review is not None else {}
        return Cell(language, standing(facts, self._today), missing, tuple(behind), asked, review, text)

    def _missing(self, record: Record | None, digest: str, language: str) -> dict[Meaning, int]:
        required = self._policy.requirements(is_translation=language != SOURCE_LANGUAGE)
        return review_at_hand(record, digest, required).missing if record else dict(required)

    def _review_due(self, record: Record | None) -> date | None:
        review = record.last_full_review() if record else None
        if review is None:
            return None
        return next_review_due(timezone.localtime(review.last.at).date(), self._policy.review_interval_months)


def _was_public(text: StoredText, record: Record | None) -> bool:
    """Whether readers had words that now are not public. An entry's language that merely waits for new sign-offs was not taken
    down: its last act says."""
    if not text.shown_once or record is None or not record.ever:
        return False
    return not text.row_live or record.acts[-1].kind in _TAKEN_BACK


def _touched(subjects: Collection[StoredSubject]) -> set[Place]:
    """The copies that were never public and whose words changed since they were made. One query, none without such copies."""
    copies = [item.subject for item in subjects if any(text.copied and not text.shown_once for text in item.texts.values())]
    if not copies:
        return set()
    places = Contribution.objects.filter(subject__in=copies).values_list("subject", "language")
    changed = places.annotate(first=Min("digest"), last=Max("digest")).exclude(first=F("last"))
    return {(subject, language) for subject, language, _first, _last in changed}
