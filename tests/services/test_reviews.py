"""Requests for review: made by submitting, kept in step with the text, ended by signing, refusing or taking back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Revision, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning
from articles.models import (
    ArticlePage,
    LedgerEntry,
    MedicalReviewTask,
    Notice,
    Reviewed,
    ReviewerProfile,
    ReviewRequest,
    User,
    reviewed_edition,
)
from articles.models.signing_words import SigningError
from articles.services import reviews, signing
from articles.services.reauthentication import Presence
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    home,
    make_article,
    make_editor,
    make_reviewer,
    set_default_disclaimer,
    translate,
)

pytestmark = pytest.mark.django_db

Outcome = ReviewRequest.Outcome


@pytest.fixture(autouse=True)
def _default_disclaimer() -> None:
    set_default_disclaimer()


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def article(editor: User) -> ArticlePage:
    """A draft of the editor's, in the source language."""
    page = make_article(live=False)
    page.save_revision(user=editor)
    return stored(page)


def stored(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def text_of(page: ArticlePage) -> Reviewed:
    return reviewed_edition(stored(page).get_latest_revision_as_object())


def reviewer(*competences: Meaning) -> User:
    user = make_reviewer()
    profile = {"languages": ["en", "de"], "competences": [meaning.value for meaning in competences or Meaning]}
    ReviewerProfile.objects.create(key=user.username, user=user, name_en=user.username, **profile)
    return user


def sign(page: ArticlePage, by: User, meaning: Meaning = Meaning.MEDICAL) -> LedgerEntry:
    statement = signing.Statement(meaning, {question.value: True for question in QUESTIONS[meaning]})
    return signing.sign(page, statement, signer=by, presence=Presence(by.pk), digest=text_of(page).digest)


def write(page: ArticlePage, tldr: str, by: User) -> Revision:
    draft = stored(page).get_latest_revision_as_object()
    draft.tldr = tldr
    return draft.save_revision(user=by)


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


# --- Opening ---------------------------------------------------------------------------------------------------------


def test_workflow__is_seeded_and_attached_to_every_language() -> None:
    workflow = Workflow.objects.get(name="Medical sign-off")
    assert [type(task.specific) for task in workflow.tasks] == [MedicalReviewTask]
    assert {stage.page.locale.language_code for stage in WorkflowPage.objects.filter(workflow=workflow)} == {
        "en", "es", "fr", "de", "ar", "zh-hans",
    }  # fmt: skip
    assert not Workflow.objects.exclude(pk=workflow.pk).exists()


def test_submit__opens_a_request_that_names_the_words(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    text = text_of(article)
    assert (request.subject, request.language, request.title, request.digest) == (*text.place, text.title, text.digest)
    assert (request.page, request.requested_by, request.outcome) == (article, editor, Outcome.OPEN)
    assert request.condition == article.get_parent().translation_key
    assert reviews.is_under_review(stored(article))


def test_submit__asks_those_who_can_sign_and_nobody_else(article: ArticlePage, editor: User) -> None:
    able, unable = reviewer(), make_reviewer()
    reviews.submit(article, editor)
    assert told(able) == [Notice.Kind.REVIEW_WANTED]
    assert told(unable) == told(editor) == []


def test_submit__from_the_editor_opens_a_request_too(client: Client, article: ArticlePage, editor: User) -> None:
    client.force_login(editor)
    client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), {**unchanged_form(client, article), "action-submit": "1"})
    assert ReviewRequest.objects.get().requested_by == editor


def test_submit__where_no_workflow_is_attached_says_so(article: ArticlePage, editor: User) -> None:
    WorkflowPage.objects.all().delete()
    with pytest.raises(SigningError) as refused:
        reviews.submit(article, editor)
    assert refused.value.code == "no_workflow"
    assert not ReviewRequest.objects.exists()


# --- Edits during review ---------------------------------------------------------------------------------------------


def test_edit__during_review_keeps_it_open_and_in_step(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    write(article, "Other words.", editor)
    request.refresh_from_db()
    assert (request.digest, request.outcome) == (text_of(article).digest, Outcome.OPEN)
    assert ReviewRequest.objects.count() == 1
    assert reviews.is_under_review(stored(article))


def test_edit__tells_those_whose_sign_off_no_longer_holds(editor: User) -> None:
    edition = translate(make_article(), "de", live=False)
    request = reviews.submit(edition, editor)
    physician, other = reviewer(Meaning.MEDICAL), reviewer(Meaning.LANGUAGE)
    sign(edition, physician)
    write(edition, "Andere Worte.", editor)
    assert Notice.Kind.TEXT_CHANGED in told(physician)
    assert Notice.Kind.TEXT_CHANGED not in told(other)
    assert set(reviews.state_of(request).missing) == set(Meaning)


def test_saving_without_a_change__invalidates_no_sign_off(editor: User) -> None:
    edition = translate(make_article(), "de", live=False)
    request = reviews.submit(edition, editor)
    physician = reviewer(Meaning.MEDICAL)
    sign(edition, physician)
    stored(edition).get_latest_revision_as_object().save_revision(user=make_editor())
    assert set(reviews.state_of(request).missing) == {Meaning.LANGUAGE}
    assert Notice.Kind.TEXT_CHANGED not in told(physician)


def test_edit__of_an_article_that_nobody_submitted_opens_nothing(article: ArticlePage, editor: User) -> None:
    write(article, "Other words.", editor)
    assert not ReviewRequest.objects.exists()


# --- Ending ----------------------------------------------------------------------------------------------------------


def test_last_sign_off__closes_the_request_and_the_workflow(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    sign(article, reviewer())
    request.refresh_from_db()
    assert request.outcome == Outcome.SIGNED
    assert request.closed_at is not None
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert stored(article).live
    assert told(editor) == [Notice.Kind.COMPLETED]


def test_first_of_two_sign_offs__leaves_it_open(editor: User) -> None:
    edition = translate(make_article(), "de", live=False)
    request = reviews.submit(edition, editor)
    sign(edition, reviewer(Meaning.LANGUAGE), Meaning.LANGUAGE)
    request.refresh_from_db()
    assert (request.outcome, stored(edition).live) == (Outcome.OPEN, False)
    sign(edition, reviewer(Meaning.MEDICAL))
    request.refresh_from_db()
    assert (request.outcome, stored(edition).live) == (Outcome.SIGNED, True)


def test_request_for_changes__ends_it_and_the_same_edition_can_be_submitted_again(article: ArticlePage, editor: User) -> None:
    request, physician = reviews.submit(article, editor), reviewer()
    signing.request_changes(request, by=physician, reason="Which lamps?", digest=text_of(article).digest)
    request.refresh_from_db()
    assert request.outcome == Outcome.CHANGES_REQUESTED
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not reviews.is_under_review(stored(article))
    write(article, "All lamps.", editor)
    WorkflowState.objects.get().resume(user=editor)
    again = ReviewRequest.objects.get(outcome=Outcome.OPEN)
    assert again != request
    assert again.digest == text_of(article).digest
    sign(article, physician)
    assert stored(article).live


def test_cancelling_the_workflow__cancels_the_request(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    stored(article).current_workflow_state.cancel(user=editor)
    request.refresh_from_db()
    assert request.outcome == Outcome.CANCELLED
    assert reviews.submit(stored(article), editor) != request


def test_deleting_the_page__takes_its_requests_along(article: ArticlePage, editor: User) -> None:
    reviews.submit(article, editor)
    stored(article).delete()
    assert not ReviewRequest.objects.exists()


def test_deleting_the_submitter__keeps_the_request(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    editor.delete()
    request.refresh_from_db()
    assert (request.requested_by, request.outcome) == (None, Outcome.OPEN)


def test_task_of_another_kind__opens_no_request(article: ArticlePage, editor: User) -> None:
    stock, workflow = GroupApprovalTask.objects.create(name="Tea"), Workflow.objects.create(name="Tea")
    WorkflowTask.objects.create(workflow=workflow, task=stock)
    WorkflowPage.objects.filter(page=home().pk).update(workflow=workflow)
    article.get_workflow().start(article, editor)
    assert TaskState.objects.exists()
    assert not ReviewRequest.objects.exists()
    assert not reviews.is_under_review(stored(article))
