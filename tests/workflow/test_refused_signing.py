"""Every reason for which nobody gets to sign, and that a refusal leaves no trace at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles.domain.signoffs import Meaning, Scope, WhyNot
from articles.models import ArticlePage, LedgerEntry, ReviewerProfile, User
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import (
    ChecklistError,
    MayNotSignError,
    NotUnderReviewError,
    ReauthenticationError,
    ScopeError,
    TextChangedError,
)
from articles.services import reviews, signing
from articles.services.attempts import RULES, Kind
from articles.services.reauthentication import Presence, Proof, confirm
from tests.factories import PASSWORD, make_article, make_reviewer, make_superuser, translate
from tests.workflow.people import (
    drafted,
    edit,
    latest_digest,
    make_signer,
    present,
    require,
    sign,
    statement,
    stored,
    submitted,
    traces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


def refused(error: type[Exception], act: Callable[[], object]) -> Exception:
    """The error, of an act that left everything as it was."""
    before = traces()
    with pytest.raises(error) as refusal:
        act()
    assert traces() == before
    return refusal.value


def why_not(page: ArticlePage, signer: User, meaning: Meaning = Meaning.MEDICAL) -> list[WhyNot]:
    error = refused(MayNotSignError, lambda: sign(page, signer, meaning))
    assert isinstance(error, MayNotSignError)
    assert len(error.messages) == len(error.reasons)
    return error.reasons


# --- Who -------------------------------------------------------------------------------------------------------------


def with_profile(user: User) -> User:
    ReviewerProfile.objects.create(
        key=user.username, user=user, name_en="Dr Who", competences=["medical", "language"], languages=["en", "de"]
    )
    return user


def test_contributor__may_not_sign() -> None:
    page, _editor = submitted()
    helper = make_signer()
    edit(page, helper, tldr="One comma, more.")
    edit(page, make_signer(), tldr="A colleague's comma does not give the author the button back.")
    assert why_not(page, helper) == [WhyNot.CONTRIBUTOR]


def test_submitter__may_not_sign() -> None:
    page, _editor = drafted()
    submitter = make_signer()
    reviews.submit(page, submitter)
    assert why_not(page, submitter) == [WhyNot.CONTRIBUTOR]


def test_superuser__may_not_sign_without_a_profile_nor_their_own_words() -> None:
    page, _editor = submitted()
    superuser = make_superuser()
    assert why_not(page, superuser) == [WhyNot.NO_PROFILE]
    edit(page, with_profile(superuser), tldr="Words of a superuser.")
    assert why_not(page, superuser) == [WhyNot.CONTRIBUTOR]


def test_reviewer__without_a_profile_may_not_sign() -> None:
    page, _editor = submitted()
    assert why_not(page, make_reviewer()) == [WhyNot.NO_PROFILE]


def test_reviewer__who_lacks_the_competence_may_not_sign() -> None:
    page, _editor = submitted()
    assert why_not(page, make_signer(meanings=[Meaning.LANGUAGE])) == [WhyNot.LACKS_COMPETENCE]


def test_reviewer__who_does_not_read_the_language_may_not_sign() -> None:
    page, _editor = submitted()
    assert why_not(page, make_signer(languages=["de", "fr"])) == [WhyNot.DOES_NOT_READ_LANGUAGE]


def test_reviewer__who_does_not_read_the_source_may_not_sign_for_the_language() -> None:
    page = translation()
    german = make_signer(languages=["de"])
    assert why_not(page, german, Meaning.LANGUAGE) == [WhyNot.DOES_NOT_READ_SOURCE]
    assert sign(page, german).meaning == Meaning.MEDICAL


@pytest.mark.parametrize(
    "profile",
    [
        {"valid_until": timezone.localdate() - timedelta(days=1)},
        {"valid_from": timezone.localdate() + timedelta(days=1)},
        {"live": False},
    ],
    ids=["expired", "not yet", "unpublished"],
)
def test_reviewer__whose_profile_is_not_valid_may_not_sign(profile: dict[str, object]) -> None:
    page, _editor = submitted()
    assert why_not(page, make_signer(**profile)) == [WhyNot.PROFILE_NOT_VALID]  # type: ignore[arg-type]


def test_reviewer__on_the_last_day_may_sign() -> None:
    page, _editor = submitted()
    today = timezone.localdate()
    assert sign(page, make_signer(valid_from=today, valid_until=today)).completes


def test_signer__may_not_sign_twice() -> None:
    require(medical_for_source=2)
    page, _editor = submitted()
    signer = make_signer()
    sign(page, signer)
    assert why_not(page, signer) == [WhyNot.SIGNED_ALREADY]


def translation() -> ArticlePage:
    """A German edition under review."""
    page = translate(make_article(), "de", live=False)
    reviews.submit(stored(page), make_reviewer())
    return stored(page)


@pytest.mark.parametrize("first", Meaning)
def test_signer__may_not_give_both_meanings(first: Meaning) -> None:
    page = translation()
    signer = make_signer()
    (second,) = set(Meaning) - {first}
    sign(page, signer, first)
    assert why_not(page, signer, second) == [WhyNot.SIGNED_OTHER_MEANING]


def test_source__needs_no_language_sign_off() -> None:
    page, _editor = submitted()
    assert why_not(page, make_signer(), Meaning.LANGUAGE) == [WhyNot.NOT_REQUIRED]


# --- That it is them -------------------------------------------------------------------------------------------------


def test_password__that_is_wrong_signs_nothing() -> None:
    page, _editor = submitted()
    signer = make_signer()
    before = traces()
    with pytest.raises(ReauthenticationError):
        confirm(signer, Proof("wrong"))
    assert traces() == before
    assert sign(page, signer).completes


def test_password__of_somebody_else_signs_nothing() -> None:
    page, _editor = submitted()
    signer, other = make_signer(), make_signer()
    digest = latest_digest(page)
    refused(
        ReauthenticationError,
        lambda: signing.sign(page, statement(), signer=signer, presence=present(other), digest=digest),
    )


def test_password__tried_too_often_is_not_even_looked_at() -> None:
    signer = make_signer()
    for _n in range(RULES[Kind.SIGNING].by_both):
        with pytest.raises(ReauthenticationError) as wrong:
            confirm(signer, Proof("wrong"))
        assert wrong.value.code == "password"
    with pytest.raises(ReauthenticationError) as blocked:
        confirm(signer, Proof(PASSWORD))
    assert blocked.value.code == "too_many_attempts"
    assert "15" in blocked.value.messages[0]
    assert confirm(make_signer(), Proof(PASSWORD))


def test_password__that_is_right_forgets_the_wrong_ones() -> None:
    signer = make_signer()
    for _n in range(2):
        for _m in range(RULES[Kind.SIGNING].by_both - 1):
            with pytest.raises(ReauthenticationError):
                confirm(signer, Proof("wrong"))
        assert confirm(signer, Proof(PASSWORD)) == Presence(signer.pk)


def test_account__that_was_closed_signs_nothing() -> None:
    signer = make_signer()
    User.objects.filter(pk=signer.pk).update(is_active=False)
    signer.refresh_from_db()
    with pytest.raises(ReauthenticationError):
        confirm(signer, Proof(PASSWORD))


# --- What ------------------------------------------------------------------------------------------------------------


def test_text__that_changed_since_it_was_read_is_not_signed() -> None:
    page, editor = submitted()
    signer = make_signer()
    read = latest_digest(page)
    edit(page, editor, tldr="An edit between reading and signing.")
    refused(
        TextChangedError,
        lambda: signing.sign(page, statement(), signer=signer, presence=present(signer), digest=read),
    )


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_text__that_was_never_on_the_screen_is_not_signed(digest: str) -> None:
    page, _editor = submitted()
    signer = make_signer()
    refused(
        TextChangedError,
        lambda: signing.sign(page, statement(), signer=signer, presence=present(signer), digest=digest),
    )


@pytest.mark.parametrize("meaning", Meaning)
def test_checklist__with_an_open_question_signs_nothing(meaning: Meaning) -> None:
    page = translation()
    signer = make_signer()
    answers = dict(statement(meaning).checklist)
    answers[next(iter(answers))] = False
    error = refused(ChecklistError, lambda: sign(page, signer, meaning, checklist=answers))
    assert isinstance(error, ChecklistError)
    assert [question.value for question in error.questions] == [next(iter(answers))]
    refused(ChecklistError, lambda: sign(page, signer, meaning, checklist={}))


def test_scope__of_changes_needs_an_earlier_review() -> None:
    page, _editor = submitted()
    refused(ScopeError, lambda: sign(page, make_signer(), scope=Scope.CHANGES))


def test_draft__that_nobody_submitted_is_not_signed() -> None:
    page, _editor = drafted()
    refused(NotUnderReviewError, lambda: sign(page, make_signer()))


def test_review__that_was_cancelled_takes_no_sign_off() -> None:
    page, editor = submitted()
    page.current_workflow_state.cancel(user=editor)
    refused(NotUnderReviewError, lambda: sign(page, make_signer()))


def test_review__that_is_complete_takes_no_further_sign_off() -> None:
    page, _editor = submitted()
    sign(page, make_signer())
    refused(NotUnderReviewError, lambda: sign(page, make_signer()))


def test_review__that_was_refused_takes_no_sign_off() -> None:
    page, _editor = submitted()
    request = signing.ReviewRequest.objects.get(page=page)
    signing.request_changes(request, by=make_signer(), reason="Wrong dose.", digest=latest_digest(page))
    refused(NotUnderReviewError, lambda: sign(page, make_signer()))


def test_edition__that_is_incomplete_is_not_signed() -> None:
    page, _editor = submitted(tldr="")
    error = refused(IncompleteEditionError, lambda: sign(page, make_signer()))
    assert isinstance(error, IncompleteEditionError)
    assert error.parts
    assert not LedgerEntry.objects.filter(subject=f"article:{page.translation_key}").exists()
