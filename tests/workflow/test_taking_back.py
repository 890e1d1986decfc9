"""A sign-off withdrawn, a text taken down: readers lose it in the same moment, and nothing brings it back but new sign-offs."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.domain.signoffs import EntryKind, Meaning
from articles.models import (
    ArticlePage,
    Disclaimer,
    GlossaryTerm,
    LedgerEntry,
    Notice,
    User,
    reviewed_edition,
    reviewed_entry,
)
from articles.models.signing_words import GateError, ReasonMissingError, ReauthenticationError, SigningError
from articles.services import ledger, publishing, reviews, signing
from articles.services.verification import Tally, verify
from tests.factories import (
    make_article,
    make_disclaimer,
    make_editor,
    make_glossary_term,
    make_superuser,
    set_default_disclaimer,
    translate,
)
from tests.signing import SIGNERS, sign_off_entry
from tests.site.reader import one, soup_of
from tests.workflow.people import edit, make_signer, present, require, sign, stored, submitted, traces

pytestmark = pytest.mark.django_db


def read(client: Client, page: ArticlePage) -> int:
    """How the page's address answers. Another language's edition that stands in for it is not the page."""
    response = client.get(page.url)
    there = response.status_code != 200 or one(soup_of(response), 'link[rel="canonical"]')["href"].endswith(page.url)
    return response.status_code if there else 404


def live_and_signed() -> tuple[ArticlePage, User, LedgerEntry]:
    page, _editor = submitted()
    signer = make_signer()
    return page, signer, sign(page, signer)


def withdraw(entry: LedgerEntry, signer: User, reason: str = "I misread it.") -> LedgerEntry:
    return signing.withdraw(entry.sequence, by=signer, presence=present(signer), reason=reason)


def in_order() -> bool:
    return not list(verify(Tally()))


# --- Withdrawing -----------------------------------------------------------------------------------------------------


def test_withdrawal__takes_the_edition_down_at_once(client: Client) -> None:
    page, signer, entry = live_and_signed()
    assert read(client, page) == 200
    act = withdraw(entry, signer)
    assert read(client, page) == 404
    assert (act.kind, act.withdraws, act.comment, act.signer) == (
        EntryKind.WITHDRAWAL,
        entry.sequence,
        "I misread it.",
        signer.pk,
    )
    assert act.digest == entry.digest
    assert act.content == entry.content
    assert in_order()


def test_withdrawal__leaves_the_same_words_publishable_by_nobody(client: Client) -> None:
    page, signer, entry = live_and_signed()
    withdraw(entry, signer)
    with pytest.raises(GateError):
        stored(page).get_latest_revision().publish()
    assert read(client, page) == 404


def test_withdrawal__of_the_words_before_leaves_the_live_ones(client: Client) -> None:
    page, signer, entry = live_and_signed()
    editor = make_editor()
    edit(page, editor, tldr="The next version.")
    reviews.submit(stored(page), editor)
    sign(page, make_signer())
    withdraw(entry, signer)
    assert read(client, page) == 200
    assert stored(page).tldr == "The next version."


def test_withdrawal__of_one_sign_off_too_many_leaves_the_edition_live(client: Client) -> None:
    require(medical_for_source=2)
    page, _editor = submitted()
    first, second = make_signer(), make_signer()
    entry = sign(page, first)
    sign(page, second)
    require(medical_for_source=1)
    withdraw(entry, first)
    assert read(client, page) == 200
    assert in_order()


@pytest.mark.parametrize("meaning", Meaning)
def test_withdrawal__of_either_sign_off_takes_a_translation_down(client: Client, meaning: Meaning) -> None:
    source = make_article()
    page = translate(source, "de", live=False)
    reviews.submit(stored(page), make_editor())
    signers = {one: make_signer(meanings=[one]) for one in Meaning}
    entries = {one: sign(page, signers[one], one) for one in Meaning}
    assert read(client, page) == 200
    withdraw(entries[meaning], signers[meaning])
    assert read(client, page) == 404
    assert read(client, source) == 200


def test_withdrawn__can_be_signed_again_by_the_same_person(client: Client) -> None:
    page, signer, entry = live_and_signed()
    withdraw(entry, signer)
    reviews.submit(stored(page), make_editor())
    assert sign(page, signer).completes
    assert read(client, page) == 200


def test_withdrawal__is_for_ones_own_standing_sign_offs_only() -> None:
    page, signer, entry = live_and_signed()
    other = make_signer()
    before = traces()
    for sequence, person in ((entry.sequence, other), (entry.sequence + 1, signer), (0, signer)):
        with pytest.raises(SigningError):
            signing.withdraw(sequence, by=person, presence=present(person), reason="Wrong.")
    with pytest.raises(ReasonMissingError):
        withdraw(entry, signer, reason=" ")
    with pytest.raises(ReauthenticationError):
        signing.withdraw(entry.sequence, by=signer, presence=present(other), reason="Wrong.")
    assert traces() == before
    act = withdraw(entry, signer)
    for sequence in (entry.sequence, act.sequence):
        with pytest.raises(SigningError):
            signing.withdraw(sequence, by=signer, presence=present(signer), reason="Wrong.")
    assert not stored(page).live


# --- Taking down -----------------------------------------------------------------------------------------------------


def test_take_down__hides_the_edition_and_ends_its_sign_offs(client: Client) -> None:
    page, signer, entry = live_and_signed()
    publisher = make_editor()
    act = signing.take_down(stored(page), "en", by=publisher, reason="The trial was retracted.")
    assert read(client, page) == 404
    assert (act.kind, act.comment, act.signer, act.digest) == (
        EntryKind.TAKE_DOWN,
        "The trial was retracted.",
        publisher.pk,
        entry.digest,
    )
    with pytest.raises(GateError):
        stored(page).get_latest_revision().publish()
    with pytest.raises(SigningError):
        withdraw(entry, signer)
    assert in_order()


def test_take_down__keeps_a_newer_draft(client: Client) -> None:
    page, _signer, _entry = live_and_signed()
    edit(page, make_editor(), tldr="The next version.")
    signing.take_down(stored(page), "en", by=make_editor(), reason="Retracted.")
    assert stored(page).get_latest_revision_as_object().tldr == "The next version."


def test_take_down__of_what_is_not_live_or_without_a_reason_does_nothing() -> None:
    page, _editor = submitted()
    live, _signer, _entry = live_and_signed()
    before = traces()
    with pytest.raises(SigningError):
        signing.take_down(page, "en", by=make_editor(username="one"), reason="Retracted.")
    with pytest.raises(ReasonMissingError):
        signing.take_down(stored(live), "en", by=make_editor(username="two"), reason="\n")
    assert traces() == before


def test_take_down__comes_back_only_after_all_sign_offs_again(client: Client) -> None:
    page, signer, _entry = live_and_signed()
    signing.take_down(stored(page), "en", by=make_editor(), reason="Retracted.")
    reviews.submit(stored(page), make_editor())
    assert read(client, page) == 404
    sign(page, signer)
    assert read(client, page) == 200


def test_take_down__of_a_live_edition_that_raw_sql_altered_ends_the_sign_offs_of_the_altered_words(client: Client) -> None:
    page, _signer, _entry = live_and_signed()
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Altered.")
    signing.take_down(stored(page), "en", by=make_editor(), reason="These are not our words.")
    assert read(client, page) == 404


# --- Entries ---------------------------------------------------------------------------------------------------------


def shown(term: GlossaryTerm) -> list[str]:
    row = GlossaryTerm.objects.get(pk=term.pk)
    return row.signed_languages if row.live else []


def test_take_down__of_an_entrys_language_leaves_the_others() -> None:
    term = make_glossary_term(languages=["en", "de"])
    signing.take_down(term, "de", by=make_editor(), reason="Wrong word.")
    assert shown(term) == ["en"]
    assert GlossaryTerm.objects.get(pk=term.pk).for_readers("term", "de").language == "en"  # type: ignore[union-attr]
    with pytest.raises(SigningError):
        signing.take_down(term, "de", by=make_editor(), reason="Wrong word.")


def test_take_down__of_an_entrys_last_language_unpublishes_it() -> None:
    term = make_glossary_term(languages=["en"])
    signing.take_down(term, "en", by=make_editor(), reason="Wrong word.")
    row = GlossaryTerm.objects.get(pk=term.pk)
    assert (row.live, row.signed_languages) == (False, [])
    assert row.for_readers("term", "en") is None
    assert in_order()


def test_withdrawal__hides_the_entrys_language() -> None:
    term = make_glossary_term(languages=["en", "de"])
    text = reviewed_entry(term, "de")
    entry = LedgerEntry.objects.get(subject=text.subject, language="de", meaning="medical")
    ledger.append(ledger.Act(EntryKind.WITHDRAWAL, text, SIGNERS[Meaning.MEDICAL], comment="Wrong.", withdraws=entry.sequence))
    assert publishing.enforce(text.subject, "de", None)
    assert shown(term) == ["en"]
    assert not publishing.enforce(text.subject, "de", None)


def test_entry__whose_language_was_taken_down_may_still_be_saved_in_the_others() -> None:
    term = make_glossary_term(languages=["en", "de"])
    signing.take_down(term, "de", by=make_editor(), reason="Wrong word.")
    row = GlossaryTerm.objects.get(pk=term.pk)
    row.save()
    assert shown(term) == ["en"]


# --- Disclaimers in use ----------------------------------------------------------------------------------------------


def articles_in_two_languages(**fields: Any) -> tuple[ArticlePage, ArticlePage]:
    source = make_article(**fields)
    return source, translate(source, "de", **fields)


def test_disclaimer__that_loses_a_language_takes_the_editions_that_end_with_it_down(client: Client) -> None:
    disclaimer = make_disclaimer(["en", "de"])
    english, german = articles_in_two_languages(disclaimer=disclaimer)
    other = make_article()
    signing.take_down(disclaimer, "de", by=make_editor(), reason="Wrong number of the emergency line.")
    assert [read(client, page) for page in (english, german, other)] == [200, 404, 200]
    assert Disclaimer.objects.get(pk=disclaimer.pk).signed_languages == ["en"]
    assert in_order()


def test_disclaimer__of_the_site_that_loses_a_language_takes_all_editions_in_it_down(client: Client) -> None:
    disclaimer = set_default_disclaimer(make_disclaimer(["en", "de"]))
    english, german = articles_in_two_languages()
    own = make_article(disclaimer=make_disclaimer(["en", "de"]))
    signing.take_down(disclaimer, "en", by=make_editor(), reason="Wrong number.")
    assert [read(client, page) for page in (english, german, own)] == [404, 200, 200]


def test_disclaimer__that_is_signed_again_lets_the_editions_come_back(client: Client) -> None:
    disclaimer = make_disclaimer(["en"])
    page = make_article(disclaimer=disclaimer)
    signing.take_down(disclaimer, "en", by=make_editor(), reason="Wrong number.")
    assert read(client, page) == 404
    row = Disclaimer.objects.get(pk=disclaimer.pk)
    row.live = True
    sign_off_entry(row).save()
    stored(page).get_latest_revision().publish()  # the edition's own sign-offs still stand
    assert read(client, page) == 200


def test_disclaimer__without_a_language_cannot_be_saved_while_editions_end_with_it() -> None:
    disclaimer = make_disclaimer(["en", "de"])
    english, german = articles_in_two_languages(disclaimer=disclaimer)
    row = Disclaimer.objects.get(pk=disclaimer.pk)
    row.title_de = row.text_de = ""
    with pytest.raises(GateError) as refusal:
        row.save()
    assert refusal.value.reason == "disclaimer_in_use"
    assert stored(english).live
    assert stored(german).live


def test_taking_down__tells_those_who_wrote_and_those_who_signed() -> None:
    page, editor = submitted()
    signer, publisher = make_signer(), make_editor()
    sign(page, signer)
    signing.take_down(stored(page), "en", by=publisher, reason="Retracted.")
    told = Notice.objects.filter(kind=Notice.Kind.TAKEN_DOWN)
    assert {notice.user for notice in told} == {editor, signer}
    assert {notice.parameters["reason"] for notice in told} == {"Retracted."}
    assert reviewed_edition(stored(page)).digest == LedgerEntry.objects.latest("sequence").digest


@pytest.mark.parametrize("what", ["itself", "its condition", "in bulk"])
def test_deletion__of_a_live_article_is_refused_until_it_was_taken_down(client: Client, what: str) -> None:
    """Deleted, it would be gone from readers without a reason, and from the public history without a trace."""
    page, administrator = make_article(), make_superuser()
    client.force_login(administrator)
    condition = page.get_parent()
    address, fields = {
        "itself": (f"/admin/pages/{page.pk}/delete/", {}),
        "its condition": (f"/admin/pages/{condition.pk}/delete/", {"confirm_site_name": settings.WAGTAIL_SITE_NAME}),
        "in bulk": (f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/pages/", {}),
    }[what]
    refused = client.post(address, fields, follow=True)
    assert refused.status_code == 200
    assert "Take it down first, with a reason" in refused.content.decode()
    assert ArticlePage.objects.get(pk=page.pk).live
    signing.take_down(page, "en", by=administrator, reason="The dose was wrong.")
    assert client.post(address, fields).status_code == 302
    assert not ArticlePage.objects.filter(pk=page.pk).exists()
    assert LedgerEntry.objects.get(kind=EntryKind.TAKE_DOWN).comment == "The dose was wrong."
