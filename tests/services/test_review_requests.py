"""Whose turn it is and by when; and the vocabulary, which waits for review by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from articles.domain.signoffs import Meaning
from articles.models import (
    ArticlePage,
    Notice,
    Reviewed,
    ReviewerProfile,
    ReviewRequest,
    User,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.signing_words import SigningError
from articles.services import reviews
from tests.factories import (
    make_article,
    make_condition,
    make_editor,
    make_reviewer,
    make_risk_factor,
    set_default_disclaimer,
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


def told(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


# --- Whose turn, and when --------------------------------------------------------------------------------------------


def test_assign__gives_it_to_somebody_who_can_sign_and_tells_them(article: ArticlePage, editor: User) -> None:
    request, physician = reviews.submit(article, editor), reviewer()
    reviews.assign(request, physician, editor)
    request.refresh_from_db()
    assert request.assignee == physician
    assert Notice.Kind.ASSIGNED in told(physician)
    reviews.assign(request, None, editor)
    assert ReviewRequest.objects.get().assignee is None


def test_assign__to_somebody_who_cannot_sign_is_refused(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    for person in (editor, make_reviewer()):
        with pytest.raises(SigningError) as refused:
            reviews.assign(request, person, editor)
        assert refused.value.code == "not_able"
    assert ReviewRequest.objects.get().assignee is None


def test_claim__tells_nobody_about_their_own_act(article: ArticlePage, editor: User) -> None:
    request, physician = reviews.submit(article, editor), reviewer()
    reviews.assign(request, physician, physician)
    assert Notice.Kind.ASSIGNED not in told(physician)


def test_schedule__keeps_how_urgent_it_is(article: ArticlePage, editor: User) -> None:
    request = reviews.submit(article, editor)
    reviews.schedule(request, priority=ReviewRequest.Priority.URGENT, due=date(2031, 1, 2))
    request.refresh_from_db()
    assert (request.priority, request.due) == (ReviewRequest.Priority.URGENT, date(2031, 1, 2))


@pytest.mark.parametrize("priority", [0, 4, -1])
def test_schedule__refuses_a_priority_that_does_not_exist(article: ArticlePage, editor: User, priority: int) -> None:
    request = reviews.submit(article, editor)
    with pytest.raises(ValidationError):
        reviews.schedule(request, priority=priority, due=None)
    assert ReviewRequest.objects.get().priority == ReviewRequest.Priority.NORMAL


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def test_entry__waits_for_review_in_each_language_that_is_not_signed(editor: User) -> None:
    factor = make_risk_factor(languages=["en", "de"])
    factor.name_de = "Anders"
    factor.save_revision(user=editor)
    assert [(request.language, request.page) for request in ReviewRequest.objects.all()] == [("de", None)]


def test_entry__that_is_edited_again_keeps_its_request_in_step(editor: User) -> None:
    factor = make_risk_factor(live=False, languages=["en"])
    for name in ("One", "Two"):
        factor.name_en = name
        factor.save_revision(user=editor)
    (text,) = reviewed_languages(factor)
    assert ReviewRequest.objects.get().digest == text.digest
    assert reviews.latest_text(ReviewRequest.objects.get()).digest == text.digest


def test_latest_text__of_what_is_gone_says_so(editor: User) -> None:
    factor = make_risk_factor(live=False, languages=["en"])
    factor.save_revision(user=editor)
    request = ReviewRequest.objects.get()
    factor.delete()
    with pytest.raises(SigningError) as refused:
        reviews.latest_text(request)
    assert refused.value.code == "gone"


def test_conditions__are_not_reviewed(editor: User) -> None:
    condition = make_condition()
    condition.save_revision(user=editor)
    assert not ReviewRequest.objects.exists()
