"""Who wrote what: nobody signs their own words, however they came into the text."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction

from articles import queries
from articles.domain.basis import compared_digests
from articles.domain.signoffs import EntryKind
from articles.models import ArticlePage, Contribution, User, reviewed_edition, reviewed_languages
from articles.presentation.desk.sections import edition_sections
from articles.services import ledger, reviews
from tests.editor.forms import edit_address
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    locale,
    make_article,
    make_condition,
    make_editor,
    make_risk_factor,
    make_translator,
    set_default_disclaimer,
    translate,
)
from tests.signing import sign_off_text, signed_off

pytestmark = pytest.mark.django_db


def write(page: ArticlePage, tldr: str, by: User | None, **how: object) -> None:
    draft = page.get_latest_revision_as_object()
    draft.tldr = tldr
    draft.save_revision(user=by, **how)


def contributors(page: ArticlePage) -> set[int]:
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    text = reviewed_edition(draft)
    return set(queries.contributors(text, queries.record(text.place)))


def review(page: ArticlePage) -> int:
    """A complete review of the latest draft, by nobody real."""
    return sign_off_text(reviewed_edition(ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()))[-1].sequence


def withdraw(page: ArticlePage, sequence: int) -> None:
    text = reviewed_edition(page.get_latest_revision_as_object())
    ledger.append(ledger.Act(EntryKind.WITHDRAWAL, text, None, withdraws=sequence))


@pytest.fixture
def edition() -> ArticlePage:
    return make_article(live=False)


@pytest.fixture
def author() -> User:
    return make_editor()


@pytest.fixture
def colleague() -> User:
    return make_editor()


# --- Who counts ------------------------------------------------------------------------------------------------------


def test_contributors__are_all_who_changed_it_not_only_the_last(edition: ArticlePage, author: User, colleague: User) -> None:
    """With “the last editor may not approve”, a colleague's comma would give the author the button back."""
    write(edition, "One.", author)
    write(edition, "One, two.", colleague)
    assert contributors(edition) == {author.pk, colleague.pk}


def test_contributor__is_nobody_who_saved_it_unchanged(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "One.", author)
    write(edition, "One.", colleague)
    edition.refresh_from_db()
    draft = edition.get_latest_revision_as_object()
    draft.slug = "another-address"
    draft.save_revision(user=colleague)
    assert contributors(edition) == {author.pk}


def test_contributor__is_whoever_saved_the_first_draft(author: User) -> None:
    page = make_article(live=False)
    page.save_revision(user=author)
    assert contributors(page) == {author.pk}


def test_contributor__is_whoever_gives_a_reason(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "New words.", author)
    for reason, person in (("Counted twice.", author), ("Counted in Spain.", colleague)):
        draft = edition.get_latest_revision_as_object()
        before = reviewed_edition(draft)
        draft.check_reasons = {"a" * 20: {"reason": reason, "by": person.pk, "at": "2030-01-01T09:00:00+00:00"}}
        draft.save_revision(user=person)
        after = reviewed_edition(draft)
        assert after.digest != before.digest
        assert compared_digests(after.content) == compared_digests(before.content)
    assert contributors(edition) == {author.pk, colleague.pk}
    assert edition_sections(after.content) == edition_sections(before.content)


def test_contributor__is_nobody_for_what_a_program_wrote(edition: ArticlePage) -> None:
    write(edition, "Imported.", None)
    assert contributors(edition) == set()
    assert not Contribution.objects.exists()


def test_contributor__is_whoever_submits(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "One.", author)
    reviews.submit(ArticlePage.objects.get(pk=edition.pk), colleague)
    assert contributors(edition) == {author.pk, colleague.pk}


def test_contributor__is_whoever_reverts(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "One.", author)
    first = ArticlePage.objects.get(pk=edition.pk).latest_revision
    write(edition, "Two.", author)
    first.as_object().save_revision(user=colleague, previous_revision=first)
    assert contributors(edition) == {author.pk, colleague.pk}


def test_contributors__of_one_language_are_none_of_another(author: User) -> None:
    page = make_article()
    write(page, "One.", author)
    assert contributors(translate(page, "de", live=False)) == set()


# --- Autosave --------------------------------------------------------------------------------------------------------


def test_autosave__that_overwrites_the_revision_in_place_counts_each_text(edition: ArticlePage, author: User) -> None:
    """A revision's id does not identify text: the same one holds other words every few seconds."""
    write(edition, "On", author)
    revision = ArticlePage.objects.get(pk=edition.pk).latest_revision
    write(edition, "One.", author, overwrite_revision=revision)
    assert ArticlePage.objects.get(pk=edition.pk).latest_revision == revision
    assert Contribution.objects.values("digest").distinct().count() == 2
    assert contributors(edition) == {author.pk}


def test_autosave__after_a_review_makes_a_contributor_again(edition: ArticlePage, author: User) -> None:
    write(edition, "One.", author)
    review(edition)
    revision = ArticlePage.objects.get(pk=edition.pk).latest_revision
    write(edition, "One more.", author, overwrite_revision=revision)
    assert contributors(edition) == {author.pk}


def test_editor__counts_who_posts_a_change_and_not_who_posts_none(client: Client, edition: ArticlePage) -> None:
    set_default_disclaimer()
    edition.save_revision()
    reader, writer = make_editor(), make_translator()
    writer.groups.add(Group.objects.get(name="Editors"))
    client.force_login(reader)
    client.post(edit_address(edition), unchanged_form(client, edition))
    client.force_login(writer)
    client.post(edit_address(edition), {**unchanged_form(client, edition), "tldr": "Other words."})
    assert ArticlePage.objects.get(pk=edition.pk).get_latest_revision_as_object().tldr == "Other words."
    assert writer.pk in contributors(edition)


# --- Translations ----------------------------------------------------------------------------------------------------


def test_copy_for_translation__makes_its_translator_a_contributor_by_their_words(author: User, colleague: User) -> None:
    page = make_article(live=False)
    write(page, "One.", author)
    copy = CopyPageForTranslationAction(page, locale("de"), copy_parents=True, user=colleague).execute(
        skip_permission_checks=True
    )
    write(copy, "Eins.", colleague)
    assert contributors(copy) == {colleague.pk}
    assert contributors(page) == {author.pk}


# --- Since the last complete review ----------------------------------------------------------------------------------


def test_complete_review__ends_the_contributions_before_it(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "One.", author)
    review(edition)
    write(edition, "Two.", colleague)
    assert contributors(edition) == {colleague.pk}


def test_complete_review__does_not_make_ones_words_somebody_elses(edition: ArticlePage, author: User) -> None:
    """Else the author could sign what another reviewer has signed, and keep it public when that one withdraws."""
    write(edition, "One.", author)
    review(edition)
    assert contributors(edition) == {author.pk}


def test_words_that_come_back__are_their_writers(edition: ArticlePage, author: User, colleague: User) -> None:
    """Somebody brings back a version from before the last review: its own author still may not sign it."""
    write(edition, "One.", author)
    older = ArticlePage.objects.get(pk=edition.pk).latest_revision
    write(edition, "Two.", colleague)
    review(edition)
    third = make_editor()
    older.as_object().save_revision(user=third, previous_revision=older)
    assert contributors(edition) == {author.pk, third.pk}


def test_incomplete_review__ends_nothing(author: User) -> None:
    edition = translate(make_article(live=False), "de", live=False)
    write(edition, "Eins.", author)
    text = reviewed_edition(edition.get_latest_revision_as_object())
    ledger.append(ledger.Act(EntryKind.SIGN_OFF, text, None, completes=False))
    assert contributors(edition) == {author.pk}


def test_withdrawn_review__brings_earlier_contributors_back(edition: ArticlePage, author: User, colleague: User) -> None:
    write(edition, "One.", author)
    sequence = review(edition)
    edition = ArticlePage.objects.get(pk=edition.pk)
    withdraw(edition, sequence)
    write(edition, "Two.", colleague)
    assert contributors(edition) == {author.pk, colleague.pk}


def test_account_that_was_deleted__stays_a_contributor(edition: ArticlePage, author: User) -> None:
    key = author.pk
    write(edition, "One.", author)
    author.delete()
    assert contributors(edition) == {key}


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def test_entry__has_contributors_by_language(author: User) -> None:
    factor = make_risk_factor(languages=["en", "de"])
    factor.name_de = "Anders"
    factor.save_revision(user=author)
    texts = {text.language: text for text in reviewed_languages(factor)}
    states = queries.review_states(list(texts.values()))
    assert {text.language: set(states[text.place].contributors) for text in texts.values()} == {"en": set(), "de": {author.pk}}


def test_entry__whose_shared_field_changes_has_a_contributor_in_every_language(author: User) -> None:
    factor = make_risk_factor(languages=["en", "de"])
    factor.modifiable = not factor.modifiable
    factor.save_revision(user=author)
    states = queries.review_states(list(reviewed_languages(factor)))
    assert [set(state.contributors) for state in states.values()] == [{author.pk}, {author.pk}]


def test_pages_that_are_not_signed__have_no_contributors(author: User) -> None:
    make_condition().save_revision(user=author)
    assert not Contribution.objects.exists()


def test_signed_text__that_goes_live_makes_nobody_a_contributor(edition: ArticlePage, author: User) -> None:
    set_default_disclaimer()
    edition.save_revision()
    signed_off(edition).get_latest_revision().publish(user=author, skip_permission_checks=True)
    assert contributors(edition) == set()
