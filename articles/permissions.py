"""Who may do what. The gate refuses at the lowest layer; these say beforehand what it would let through.

Nothing here knows superusers: where a sign-off is missing, their buttons are gone, too.

Home pages, conditions and pages about the site carry no words about health, and nobody signs them: Wagtail's own tester says
who may write and publish them, by the rights on the home page. Editors may do both; translators write drafts in their language.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Page, PagePermissionTester

from .models import (
    ArticlePage,
    ConditionPage,
    HomePage,
    ReaderReport,
    ReviewerProfile,
    ReviewPolicy,
    User,
    VocabularyEntry,
    may_stay_public,
    missing_for,
    record,
    reviewed_edition,
)


def user_at(request: HttpRequest) -> User:
    """Who is logged in. For views that let nobody else in."""
    return request.user  # type: ignore[return-value]  # AUTH_USER_MODEL, or nobody


def is_signed_off(edition: ArticlePage) -> bool:
    """Whether every sign-off that the policy requires stands for exactly the words that this object holds. Two queries.

    A policy that asks for more than it did takes nothing down, so what is live may be published again as it is.
    """
    text = reviewed_edition(edition)
    acts = record(text.place)
    return not missing_for(text, acts, ReviewPolicy.in_force()) or (edition.live and may_stay_public(text, acts))


def has_right_to_publish(user: User, page: Page) -> bool:
    """Whether the person may publish here at all, whatever the sign-offs say."""
    return bool(PagePermissionTester(user, page).can_publish())


def can_publish_entries(user: User, model: type[VocabularyEntry]) -> bool:
    """Whether the person may publish entries of this kind, once their words are signed."""
    return user.is_active and user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}")


def can_change_profile(user: User, profile: ReviewerProfile) -> bool:
    """Whether the person may say what this reviewer is qualified for. Nobody says it of themselves."""
    is_new = profile.pk is None
    right = f"articles.{'add' if is_new else 'change'}_reviewerprofile"
    return user.is_active and user.has_perm(right) and not is_own_profile(user, profile)


def is_own_profile(user: User, profile: ReviewerProfile) -> bool:
    return profile.user_id is not None and profile.user_id == user.pk


def can_see_desk(user: User | AnonymousUser) -> bool:
    """Whether the person may read what waits for review, and the ledger's acts about it."""
    return user.is_active and user.has_perm("articles.view_reviewrequest")


def can_organise_reviews(user: User | AnonymousUser) -> bool:
    """Whether the person may give reviews to others, and say how urgent they are."""
    return user.is_active and user.has_perm("articles.change_reviewrequest")


def can_see_matrix(user: User | AnonymousUser) -> bool:
    """Whether the person may see where each text is in each language, and what translators are asked for."""
    return user.is_active and user.has_perm("articles.view_translationrequest")


def can_request_translations(user: User | AnonymousUser) -> bool:
    """Whether the person may ask translators for texts, by a day, and say who does it."""
    return user.is_active and user.has_perm("articles.add_translationrequest")


def can_translate_into(user: User, language: str) -> bool:
    """Whether the person may write articles in a language: its home page is theirs to change, and so all below it."""
    homes = HomePage.objects.filter(depth=2, locale__language_code=language)
    return user.is_active and any(home.permissions_for_user(user).can_edit() for home in homes)


def can_see_reports(user: User | AnonymousUser) -> bool:
    """Whether the person may read any reports of readers. Of which editions, `queries.feedback` says."""
    return user.is_active and user.has_perm("articles.view_readerreport")


def can_manage_reports(user: User | AnonymousUser) -> bool:
    """Whether the person sees the reports of all languages, gives them to people, closes them and asks for reviews."""
    return user.is_active and user.has_perm("articles.change_readerreport")


def can_work_on_report(user: User, report: ReaderReport) -> bool:
    """Whether the person may write notes and the answer: whoever manages reports, and whoever has this one."""
    return can_manage_reports(user) or (can_see_reports(user) and report.assignee_id == user.pk)


def can_reset_second_factor(user: User, other: User) -> bool:
    """Whether the person may take a colleague's second factor away. Of their own, they are the owner."""
    return user.is_active and user.is_superuser and user.pk != other.pk


class ArticlePermissionTester(PagePermissionTester):
    """Wagtail's, where publishing takes the right and all sign-offs of the latest saved draft."""

    def can_publish(self) -> bool:
        return super().can_publish() and is_signed_off(self._latest_draft())

    def can_set_view_restrictions(self) -> bool:
        """Who may read a page is no content."""
        return bool(super().can_publish())

    def can_unschedule(self) -> bool:
        """Keeping something from going live takes the right alone."""
        return bool(super().can_publish())

    def _latest_draft(self) -> ArticlePage:
        draft: ArticlePage = self.page.get_latest_revision_as_object()
        return draft


class ConditionPermissionTester(PagePermissionTester):
    """Wagtail's, without creating and publishing an article in one go: a new one was never signed."""

    def can_publish_subpage(self) -> bool:
        return False


def register() -> None:
    """Gives the models their testers, which they cannot import: they are below."""
    ArticlePage.permission_tester = ArticlePermissionTester
    ConditionPage.permission_tester = ConditionPermissionTester
