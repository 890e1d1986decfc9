"""What readers told us, for the people who work here. Constant queries, however many rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Max, Min, Q, QuerySet, Sum
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from articles.domain.signoffs import Qualification, Signer
from articles.models import ArticlePage, HelpfulCount, LedgerEntry, ReaderReport, User, acts
from articles.permissions import can_manage_reports, can_see_reports

from .pages import HOME_DEPTH, public_pages
from .signoffs import reviewers, signer
from .translators import translators_into

Languages = frozenset[str] | None


# --- Who sees what ---------------------------------------------------------------------------------------------------


def languages_seen(user: User, person: Signer | None = None) -> Languages:
    """The languages whose reports a person sees; None is all. Editors see all, translators those that they write, reviewers
    those that their profile lets them sign today. Two queries at most; one where the `person` is known already."""
    if can_manage_reports(user):
        return None
    if not can_see_reports(user):
        return frozenset()
    return _signed_by(person or signer(user)) | frozenset(_written_by(user))


def _signed_by(person: Signer) -> frozenset[str]:
    today = timezone.localdate()
    return frozenset(code for code, _name in settings.LANGUAGES if _may_sign(person.qualification, code, today))


def _written_by(user: User) -> QuerySet[Any]:
    """The languages whose home page the person's groups may change."""
    rights = GroupPagePermission.objects.filter(group__user=user, page__depth=2, permission__codename="change_page")
    return rights.values_list("page__locale__language_code", flat=True)


def may_see_report(user: User, report: ReaderReport) -> bool:
    languages = languages_seen(user)
    return languages is None or report.language in languages


def in_languages(rows: QuerySet[Any], languages: Languages) -> QuerySet[Any]:
    return rows if languages is None else rows.filter(language__in=languages)


# --- The queue -------------------------------------------------------------------------------------------------------


def reports(languages: Languages) -> QuerySet[ReaderReport]:
    """The reports that a person sees, the latest first."""
    return in_languages(ReaderReport.objects.select_related("assignee"), languages)


def unsettled(languages: Languages) -> QuerySet[ReaderReport]:
    return in_languages(ReaderReport.objects.filter(state__in=ReaderReport.UNSETTLED), languages).order_by()


def number_unsettled(user: User, person: Signer) -> int:
    """How many reports wait among those that a person sees. One query: it stands in the menu beside every screen."""
    if can_manage_reports(user):
        return unsettled(None).count()
    return unsettled(None).filter(Q(language__in=_signed_by(person)) | Q(language__in=_written_by(user))).count()


def containing(rows: QuerySet[ReaderReport], words: str) -> QuerySet[ReaderReport]:
    """Those in whose words, notes, answer or title something stands."""
    return rows.filter(
        Q(text__icontains=words) | Q(title__icontains=words) | Q(notes__icontains=words) | Q(answer__icontains=words)
    )


def unkept_reports(languages: Languages, edition: tuple[UUID, str] | None = None) -> int:
    """How many reports were counted only, because too many were open. One query."""
    rows = in_languages(HelpfulCount.objects.filter(unkept__gt=0), languages)
    if edition is not None:
        rows = rows.filter(translation_key=edition[0], language=edition[1])
    return int(rows.aggregate(sum=Sum("unkept"))["sum"] or 0)


def unsettled_about(translation_key: UUID, language: str) -> list[ReaderReport]:
    """What waits about one edition, the latest first. One query; not many rows, since beyond a ceiling they are only counted."""
    about = ReaderReport.objects.filter(translation_key=translation_key, language=language, state__in=ReaderReport.UNSETTLED)
    return list(about.select_related("assignee"))


def report_on_screen(pk: int) -> ReaderReport | None:
    related = ("page__locale", "assignee", "review_request")
    return ReaderReport.objects.select_related(*related).filter(pk=pk).first()


def sign_offs_of(report: ReaderReport) -> list[LedgerEntry]:
    """The sign-offs that the words rested on that readers had before them, oldest first. One query."""
    if report.sign_off is None:
        return []
    series = acts().filter(subject=f"article:{report.translation_key}", language=report.language)
    return list(series.filter(digest=report.digest, kind="sign_off", sequence__lte=report.sign_off))


def people_for_reports(language: str) -> list[User]:
    """Everyone whom a report in a language may be given to: those for whom `may_see_report` holds, by name. Four queries."""
    found = {person.pk: person for person in _with_right("change_readerreport")}
    seeing = {person.pk: person for person in _with_right("view_readerreport")}
    today = timezone.localdate()
    involved = {person.pk for person in translators_into(language)}
    involved |= {
        profile.user_id
        for profile in reviewers()
        if profile.user_id is not None and _may_sign(profile.qualification(), language, today)
    }
    found |= {pk: seeing[pk] for pk in involved if pk in seeing}
    return sorted(found.values(), key=lambda person: (person.get_full_name() or person.get_username()).casefold())


def _with_right(codename: str) -> QuerySet[User]:
    right = {"content_type__app_label": "articles", "codename": codename}
    holds = Permission.objects.filter(**right)
    has = Q(groups__permissions__in=holds) | Q(user_permissions__in=holds) | Q(is_superuser=True)
    return User.objects.filter(has, is_active=True).distinct()


def _may_sign(qualification: Qualification | None, language: str, today: date) -> bool:
    """Whether the profile lets its holder sign anything in a language today."""
    return (
        qualification is not None
        and bool(qualification.competences)
        and qualification.is_valid(today)
        and language in qualification.languages
    )


# --- The public side -------------------------------------------------------------------------------------------------


def public_edition(pk: int, language: str) -> ArticlePage | None:
    """A live article that readers of a language are shown: in it, or standing in for the edition that it lacks. None for what
    no reader may open, and for an edition of another language than one that there is. One query; two for what stands in."""
    # By the row that all pages share: a number too large for the database is refused there, and not by a parent link.
    page = public_pages(ArticlePage.objects.filter(page_ptr__id=pk)).select_related("locale").first()
    if page is None or page.locale.language_code == language:
        return page
    own = public_pages(Page.objects.filter(locale__language_code=language))
    depths = own.filter(Q(translation_key=page.translation_key) | Q(depth=HOME_DEPTH)).values_list("depth", flat=True)
    if set(depths) != {HOME_DEPTH}:  # there is an edition, or no home page above it
        return None
    page.stands_in_for = language
    return page


# --- What helped -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Helped:
    """How many found a part of an edition helpful, in the words that it has now or had before."""

    translation_key: UUID
    language: str
    title: str
    section: str
    yes: int
    no: int
    since: date
    page: int | None

    @property
    def votes(self) -> int:
        return self.yes + self.no

    @property
    def share(self) -> float:
        """Of those who said it helped."""
        return self.yes / self.votes if self.votes else 0.0


def helped(rows: QuerySet[HelpfulCount] | None = None) -> list[Helped]:
    """The answers so far by edition and section. One query."""
    counted = (HelpfulCount.objects.all() if rows is None else rows).exclude(yes=0, no=0).order_by()
    by_place = counted.values("translation_key", "language", "section").annotate(
        yes_=Sum("yes"), no_=Sum("no"), since=Min("day"), title_=Max("title"), page_=Max("page")
    )
    return [
        Helped(
            row["translation_key"],
            row["language"],
            row["title_"],
            row["section"],
            row["yes_"],
            row["no_"],
            row["since"],
            row["page_"],
        )
        for row in by_place
    ]


def helped_by_edition(page: ArticlePage) -> list[Helped]:
    """The answers about one edition, by section. One query, where its language is loaded."""
    rows = HelpfulCount.objects.filter(translation_key=page.translation_key, language=page.locale.language_code)
    return helped(rows)


def least_helpful_first(found: Iterable[Helped], enough: int) -> list[Helped]:
    """By the share of those who said that it helped; where there are not enough answers for a share, at the end."""
    return sorted(found, key=lambda one: (one.votes < enough, one.share, -one.votes, one.title, one.section))
