"""Taking a text from readers, and the history of what was done about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, GlossaryTerm, LedgerEntry, User, subject_of
from tests.editor.desk.desk import QUEUE, complaints, filled, logged_in, make_signer, sign, under_review
from tests.factories import (
    PASSWORD,
    make_article,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
)
from tests.site.reader import one, read, soup_of, words

pytestmark = pytest.mark.django_db


def of_page(page: ArticlePage) -> str:
    return reverse("review_desk:take_down_page", args=[page.pk])


def of_entry(entry: GlossaryTerm, language: str) -> str:
    return reverse("review_desk:take_down_entry", args=[subject_of(entry), language])


def history_of(page: ArticlePage) -> str:
    return reverse("review_desk:history", args=[subject_of(page), page.locale.language_code])


# --- Taking down -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [make_editor, make_superuser])
def test_take_down__a_publisher_says_why_and_readers_lose_it(client: Client, make: Callable[[], User]) -> None:
    page = make_article()
    logged_in(client, make())
    form = filled(one(read(client, of_page(page)), ".desk form"), reason="A wrong dose.", confirm="on")
    response = client.post(of_page(page), form)
    assert response.headers["Location"] == history_of(page)
    assert not ArticlePage.objects.get(pk=page.pk).live
    act = LedgerEntry.objects.latest("sequence")
    assert (act.kind, act.comment) == ("take_down", "A wrong dose.")
    assert "A wrong dose." in words(read(client, history_of(page)))


@pytest.mark.parametrize(("field", "values"), [("reason", {"reason": " "}), ("confirm", {"confirm": None})])
def test_take_down__without_a_reason_or_by_mistake_is_refused(client: Client, field: str, values: dict[str, str | None]) -> None:
    page = make_article()
    logged_in(client, make_editor())
    form = one(read(client, of_page(page)), ".desk form")
    response = client.post(of_page(page), filled(form, **{"reason": "A wrong dose.", "confirm": "on", **values}))
    soup = soup_of(response)
    assert one(soup, ".desk-field-wrong").select(f"[name=down-{field}]")
    assert len(complaints(response)) == 1
    assert ("A wrong dose." in one(soup, "textarea").text) is (field == "confirm")
    assert ArticlePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("make", [make_translator, make_reviewer, make_signer])
def test_take_down__is_for_publishers(client: Client, make: Callable[[], User]) -> None:
    page, term = make_article(), make_glossary_term()
    logged_in(client, make())
    for address in (of_page(page), of_entry(term, "en")):
        assert client.get(address).status_code == 403
        assert client.post(address, {"down-reason": "Mine.", "down-confirm": "on"}).status_code == 403
    assert ArticlePage.objects.get(pk=page.pk).live
    assert "en" in GlossaryTerm.objects.get(pk=term.pk).signed_languages


def test_take_down__of_an_entry_takes_one_language(client: Client) -> None:
    term = make_glossary_term(languages=["en", "fr"])
    logged_in(client, make_editor())
    form = filled(one(read(client, of_entry(term, "fr")), ".desk form"), reason="Wrong.", confirm="on")
    assert client.post(of_entry(term, "fr"), form).status_code == 302
    term.refresh_from_db()
    assert (term.live, term.signed_languages) == (True, ["en"])


def test_take_down__of_what_is_not_live_says_so(client: Client) -> None:
    page, term = make_article(live=False), make_glossary_term(languages=["en"])
    logged_in(client, make_editor())
    for address in (of_page(page), of_entry(term, "fr")):
        assert "This text is not live" in words(one(read(client, address), ".desk"))
        assert client.post(address, {"down-reason": "Wrong.", "down-confirm": "on"}).status_code == 200
    assert LedgerEntry.objects.filter(kind="take_down").count() == 0


@pytest.mark.parametrize(
    "address",
    ["take-down/page/0/", "take-down/entry/glossaryterm:none/en/", "take-down/entry/article:x/en/", "take-down/entry/reviewerprofile:x/en/",
     "take-down/entry/x/en/", "history/article:x/en/", "history/%00:x/en/", "history/article:%00/en/", "text/0/", "text/0/preview/"],
)  # fmt: skip
def test_nothing_there__is_404(client: Client, address: str) -> None:
    assert logged_in(client, make_superuser()).get(QUEUE + address).status_code == 404


# --- History ---------------------------------------------------------------------------------------------------------


def test_history__every_act_newest_first(client: Client) -> None:
    request = under_review(title="Why?")
    logged_in(client, make_signer(Meaning.MEDICAL, name="Petra"))
    sign(client, request, comment="Read twice.")
    page = ArticlePage.objects.get(pk=request.page_id)
    form = one(read(client, history_of(page)), "#withdraw form")
    response = client.post(history_of(page), filled(form, reason="I was wrong.", password=PASSWORD))
    assert response.status_code == 302
    assert not ArticlePage.objects.get(pk=page.pk).live
    soup = read(client, history_of(page))
    acts = [words(act) for act in soup.select(".desk-acts > li")]
    assert [act.split(" · ")[0] for act in acts] == ["Sign-off withdrawn", "Sign-off"]
    assert "I was wrong." in acts[0]
    assert "Withdrawn later." in acts[1]
    assert "Petra Reader , MD" in acts[1] or "Petra Reader, MD" in acts[1]
    assert not soup.select("#withdraw")


def test_history__withdrawing_with_a_wrong_password_changes_nothing(client: Client) -> None:
    request = under_review()
    logged_in(client, make_signer())
    sign(client, request)
    page = ArticlePage.objects.get(pk=request.page_id)
    form = one(read(client, history_of(page)), "#withdraw form")
    response = client.post(history_of(page), filled(form, reason="I was wrong.", password="wrong"))
    assert one(soup_of(response), "#withdraw .desk-field-wrong").select("[name=withdraw-password]")
    assert "I was wrong." in one(soup_of(response), "#withdraw textarea").text
    assert ArticlePage.objects.get(pk=page.pk).live


def test_history__outlives_the_page(client: Client) -> None:
    page = make_article(title="Gone knee")
    address = history_of(page)
    page.unpublish()
    page.delete()
    assert "Gone knee" in words(read(logged_in(client, make_editor()), address))
