"""Taking in what readers send. However much of it is junk, the queue stays short: the same words about an edition are one
report, beyond a ceiling of open ones they are counted only, and votes are a row a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles import queries
from articles.domain.feedback import text_key, without_contacts
from articles.models import ArticlePage, HelpfulCount, ReaderReport, reviewed_edition
from articles.models.feedback import this_hour

#: How many unsettled reports of one edition are kept. Nobody reads more about one article, and an attacker gets no further.
MOST_OPEN: Final = 50
#: How long words that were closed as spam stay away. Somebody may have judged a true report wrongly.
SPAM_STAYS_AWAY: Final = timedelta(days=30)

State, Reason = ReaderReport.State, ReaderReport.Reason


class Kept(StrEnum):
    """What became of a report: a new one, one more of the same, or counted only."""

    NEW = "new"
    AGAIN = "again"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class EditionNow:
    """An edition as readers have it at this moment, in the words that a row keeps of it."""

    page: int
    translation_key: UUID
    language: str
    title: str
    digest: str
    sign_off: int | None

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "page_id": self.page,
            "translation_key": self.translation_key,
            "language": self.language,
            "title": self.title[:255],
            "digest": self.digest,
        }


def edition_now(page: ArticlePage) -> EditionNow:
    """Of a live edition. At most three queries."""
    basis = queries.review_basis(page)
    return EditionNow(
        page=page.pk,
        translation_key=page.translation_key,
        language=page.locale.language_code,
        title=page.title,
        digest=reviewed_edition(page).digest,
        sign_off=basis[-1].last.sequence if basis else None,
    )


@transaction.atomic
def submit_report(edition: EditionNow, section: str, text: str) -> Kept:
    """Keeps a report. `text` is clean and of a length that is allowed; ways to reach its writer are masked here."""
    text = without_contacts(text)
    key = text_key(text)
    if _count_again(edition, section, key):
        return Kept.AGAIN
    if _of_edition(edition).filter(state__in=ReaderReport.UNSETTLED).count() >= MOST_OPEN:
        _count(edition, section, "unkept")
        return Kept.COUNTED
    try:
        with transaction.atomic():
            ReaderReport.objects.create(**edition.columns, section=section, sign_off=edition.sign_off, text=text, text_key=key)
    except IntegrityError:  # the same words arrived in the same moment
        _count_again(edition, section, key)
        return Kept.AGAIN
    return Kept.NEW


def vote(edition: EditionNow, section: str, *, helpful: bool) -> None:
    """Counts whether the edition, or a section of it, helped."""
    _count(edition, section, "yes" if helpful else "no")


def _of_edition(edition: EditionNow) -> Any:
    return ReaderReport.objects.filter(translation_key=edition.translation_key, language=edition.language)


def _count_again(edition: EditionNow, section: str, key: str) -> bool:
    """Whether the same words wait already, or were lately closed as spam: junk that comes back opens nothing, for a while
    and as long as the text that it is about is the same."""
    same = _of_edition(edition).filter(section=section, text_key=key)
    again = {"times": F("times") + 1, "last_at": this_hour()}
    waiting = same.filter(state__in=ReaderReport.UNSETTLED)
    lately = timezone.now() - SPAM_STAYS_AWAY
    spam = same.filter(state=State.CLOSED, reason=Reason.SPAM, digest=edition.digest, closed_at__gt=lately)
    return bool(waiting.update(**again) or spam.update(**again))


def _count(edition: EditionNow, section: str, column: str) -> None:
    place = {
        "translation_key": edition.translation_key,
        "language": edition.language,
        "section": section,
        "digest": edition.digest,
        "day": timezone.localdate(),
    }
    row = HelpfulCount.objects.filter(**place)
    one_more = {column: F(column) + 1}
    if row.update(**one_more):
        return
    try:
        with transaction.atomic():
            HelpfulCount.objects.create(**{**edition.columns, **place, column: 1})
    except IntegrityError:  # somebody else's was the first of the day, in the same moment
        row.update(**one_more)
