"""What the ledger says of a text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import queries
from articles.domain.signoffs import EntryKind, Meaning, Policy, Scope, Severity, WhyNot
from articles.models import (
    ArticlePage,
    Contribution,
    LedgerEntry,
    Reviewed,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    User,
    reviewed_edition,
)
from articles.services import ledger
from tests.factories import make_article, make_reviewer, make_risk_factor, make_user, translate
from tests.signing import sign_off_text
from tests.site.reader import queries_of

pytestmark = pytest.mark.django_db


def text_of(page: ArticlePage) -> Reviewed:
    return reviewed_edition(page)


def translation() -> Reviewed:
    return text_of(translate(make_article(live=False), "de", live=False))


def act(kind: EntryKind, text: Reviewed, by: User | None = None, **values: object) -> LedgerEntry:
    how = {"meaning": Meaning.MEDICAL, "scope": Scope.FULL, "severity": Severity.MEANING} if kind is EntryKind.SIGN_OFF else {}
    return ledger.append(ledger.Act(kind, text, by, **{**how, **values}))[0]  # type: ignore[arg-type]


def profile(*languages: str, competences: tuple[Meaning, ...] = (Meaning.MEDICAL,), **fields: object) -> ReviewerProfile:
    user = make_reviewer()
    values = {"languages": list(languages), "competences": [meaning.value for meaning in competences], **fields}
    return ReviewerProfile.objects.create(key=user.username, user=user, name_en=user.username, **values)


# --- Records ---------------------------------------------------------------------------------------------------------


def test_record__is_of_one_subject_in_one_language() -> None:
    text, other = translation(), text_of(make_article(live=False))
    sign_off_text(text, other)
    assert [entry.language for entry in queries.record(text.place).sign_offs(text.digest)] == ["de", "de"]
    assert queries.record((text.subject, "fr")).ever == []


def test_records__of_many_texts_take_one_query_and_leave_out_none() -> None:
    texts = [text_of(make_article(live=False)) for _n in range(4)]
    sign_off_text(*texts[:3])
    places = [text.place for text in texts]
    assert len(queries_of(lambda: queries.records(places))) == 1
    found = queries.records(places)
    assert [len(found[place].ever) for place in places] == [1, 1, 1, 0]


def test_missing__is_what_the_policy_asks_for_exactly_these_words() -> None:
    text = translation()
    assert queries.missing_for(text, queries.record(text.place), Policy()) == {Meaning.MEDICAL: 1, Meaning.LANGUAGE: 1}
    act(EntryKind.SIGN_OFF, text, make_user())
    assert queries.missing_for(text, queries.record(text.place), Policy()) == {Meaning.LANGUAGE: 1}
    assert queries.missing_for(text, queries.record(text.place), Policy(medical_for_translation=3)) == {
        Meaning.MEDICAL: 2,
        Meaning.LANGUAGE: 1,
    }


def test_missing__counts_no_sign_off_of_other_words() -> None:
    page = make_article(live=False)
    sign_off_text(text_of(page))
    page.tldr = "Other words."
    assert queries.missing_for(text_of(page), queries.record(text_of(page).place), Policy()) == {Meaning.MEDICAL: 1}


@pytest.mark.parametrize("end", [EntryKind.WITHDRAWAL, EntryKind.TAKE_DOWN])
def test_sign_off__that_was_ended_counts_no_more(end: EntryKind) -> None:
    text = text_of(make_article(live=False))
    (entry,) = sign_off_text(text)
    record = queries.record(text.place)
    assert queries.may_stay_public(text, record)
    act(end, text, withdraws=entry.sequence if end is EntryKind.WITHDRAWAL else None)
    record = queries.record(text.place)
    assert not queries.may_stay_public(text, record)
    assert record.sign_offs(text.digest) == []


def test_refusal__ends_no_sign_off() -> None:
    text = text_of(make_article(live=False))
    sign_off_text(text)
    act(EntryKind.REFUSAL, text, make_user(), comment="Why?")
    assert queries.may_stay_public(text, queries.record(text.place))


# --- States ----------------------------------------------------------------------------------------------------------


def test_state__is_complete_when_nothing_is_missing_and_knows_the_last_review() -> None:
    page = make_article(live=False)
    text = text_of(page)
    assert not queries.review_state(text).is_complete
    assert queries.review_state(text).last_review is None
    (entry,) = sign_off_text(text)
    state = queries.review_state(text)
    assert (state.is_complete, state.last_review) == (True, entry)
    page.tldr = "Other words."
    later = queries.review_state(text_of(page))
    assert (later.is_complete, later.last_review, later.sign_offs) == (False, entry, [])


def test_state__completes_with_the_last_missing_sign_off_only() -> None:
    text, person = translation(), make_user()
    state = queries.review_state(text)
    assert not state.completes_with(Meaning.MEDICAL, person.pk)
    act(EntryKind.SIGN_OFF, text, make_user())
    state = queries.review_state(text)
    assert state.completes_with(Meaning.LANGUAGE, person.pk)
    assert not state.completes_with(Meaning.MEDICAL, person.pk)


def test_states__of_many_texts_take_as_many_queries_as_of_one() -> None:
    texts = [text_of(make_article(live=False)) for _n in range(5)]
    one, many = queries_of(lambda: queries.review_states(texts[:1])), queries_of(lambda: queries.review_states(texts))
    assert (len(one), len(many)) == (3, 3)


def test_policy__is_the_default_one_until_an_administrator_changes_it() -> None:
    assert ReviewPolicy.in_force() == Policy()
    assert not ReviewPolicy.objects.exists()
    ReviewPolicy.objects.create(medical_for_source=2, review_interval_months=12)
    assert ReviewPolicy.in_force() == Policy(medical_for_source=2, review_interval_months=12)


# --- People ----------------------------------------------------------------------------------------------------------


def test_signer__without_a_profile_is_not_qualified_whoever_it_is() -> None:
    superuser = make_user(superuser=True)
    assert queries.signer(superuser).qualification is None
    state = queries.review_state(text_of(make_article(live=False)))
    assert state.why_not(queries.signer(superuser), Meaning.MEDICAL, timezone.localdate()) == [WhyNot.NO_PROFILE]


def test_signer__whose_profile_was_unpublished_is_not_valid() -> None:
    reviewer = profile("en", live=False)
    state = queries.review_state(text_of(make_article(live=False)))
    assert state.why_not(queries.signer(reviewer.user), Meaning.MEDICAL, timezone.localdate()) == [WhyNot.PROFILE_NOT_VALID]


def test_able_to_sign__are_those_who_could_give_what_is_missing_today() -> None:
    text, today = translation(), timezone.localdate()
    physician = profile("de")
    linguist = profile("en", "de", competences=(Meaning.LANGUAGE,))
    profile("en")  # does not read German
    profile("de", competences=(Meaning.LANGUAGE,))  # does not read the source
    profile("de", valid_until=today - timedelta(days=1))
    profile("de", valid_from=today + timedelta(days=1))
    profile("de", live=False)
    gone = profile("de")
    gone.user.is_active = False
    gone.user.save()
    state = queries.review_state(text)
    assert set(queries.able_to_sign(state)) == {physician, linguist}
    act(EntryKind.SIGN_OFF, text, physician.user)
    assert set(queries.able_to_sign(queries.review_state(text))) == {linguist}


def test_able_to_sign__takes_one_query_however_many_reviewers_there_are() -> None:
    state = queries.review_state(text_of(make_article(live=False)))
    profile("en")
    one = len(queries_of(lambda: queries.able_to_sign(state)))
    for _n in range(5):
        profile("en")
    assert len(queries_of(lambda: queries.able_to_sign(state))) == one == 1


# --- What the ledger's names lead to ---------------------------------------------------------------------------------


def test_names__lead_to_the_edition_and_the_entry() -> None:
    page = make_article(live=False)
    german = translate(page, "de", live=False)
    factor = make_risk_factor("moonlight")
    subject = text_of(page).subject
    assert queries.edition_of(subject, "de") == german
    assert queries.edition_of(subject, "fr") is None
    assert queries.entry_of("riskfactor:moonlight") == factor
    for name in ("glossaryterm:moonlight", "reviewerprofile:moonlight", "nothing", "article:x", ""):
        assert queries.entry_of(name) is None
    assert queries.edition_of("riskfactor:moonlight", "en") is None


def test_queue__offers_nobody_the_words_that_they_wrote_even_after_somebody_else_reviewed_them() -> None:
    """The queue and the screen of a text ask the same rule: what one offers, the other does not refuse."""
    author = make_reviewer()
    ReviewerProfile.objects.create(key="author", user=author, live=True, name_en="A", competences=["medical"], languages=["en"])
    text = reviewed_edition(make_article(live=False))
    Contribution.objects.create(subject=text.subject, language=text.language, user=author.pk, digest=text.digest)
    sign_off_text(text)
    ReviewPolicy.objects.create(medical_for_source=2)
    request = ReviewRequest.objects.create(subject=text.subject, language="en", title=text.title, digest=text.digest)
    person = queries.signer(author)
    assert queries.review_state(text).why_not(person, Meaning.MEDICAL, timezone.localdate()) == [WhyNot.CONTRIBUTOR]
    assert queries.Queue([request]).may_give(request, person) == []
