"""The public history of an edition: an address below the article's, as public as the article."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.domain.signoffs import EntryKind, Scope, Severity
from articles.models import ArticlePage
from tests.factories import (
    LANGUAGES,
    figure_block,
    image,
    make_article,
    make_condition,
    make_private,
    make_risk_factor,
    make_superuser,
    mark_as_demonstration,
    risk_factor_list_block,
    text_block,
    translate,
    translate_to_all,
)
from tests.reviewing import HOSTILE, act, at, draft, make_signed_article, reviewer, revise, sign, withdraw
from tests.site.reader import (
    DIRECTIONS,
    TAGS,
    absolute,
    alternates,
    canonical,
    one,
    queries_of,
    read,
    switch,
    words,
    x_default,
)
from tests.site.test_hostile_text import HARMLESS, assert_inert

pytestmark = pytest.mark.django_db


def history(client: Client, page: ArticlePage, query: str = "") -> BeautifulSoup:
    return read(client, f"{page.url}history/{query}")


def test_history__says_who_signed_what_when_how_and_what_changed(client: Client) -> None:
    with at(2024):
        page = make_signed_article(tldr="Knees glimmer at night.", signed={"medical": reviewer("ada"), "comment": "Fine."})
    with at(2025, 2):
        fields = {"tldr": "Knees glimmer at noon."}
        revise(page, fields, scope=Scope.CHANGES, severity=Severity.SAFETY, medical=reviewer("bea"), comment="It was wrong.")
    soup = history(client, page)
    newest, first = soup.select(".event")
    assert [str(event.time["datetime"]) for event in (newest, first) if event.time] == ["2025-02-01", "2024-01-01"]
    assert [words(event.h3) for event in (newest, first)] == ["Correction", "First review"]
    for part in ("Name of bea Degree of bea", "read only what changed", "It was wrong.", "could do harm"):
        assert part in words(newest)
    for part in ("Name of ada Degree of ada", "read the whole article", "Fine."):
        assert part in words(first)
    assert (words(one(newest, "del")), words(one(newest, "ins"))) == ("removed: night", "added: noon")
    assert first.select("ins, del, details") == []
    assert [details.has_attr("open") for details in newest.select("details")] == [True]


def test_history__of_a_translation_tells_both_sign_offs(client: Client) -> None:
    page = make_signed_article("fr", signed={"medical": reviewer("ada"), "language": reviewer("bea")})
    assert [words(one(row, ".signer")) for row in history(client, page).select(".sign-offs li")] == [
        "Name of bea Degree of bea",
        "Name of ada Degree of ada",
    ]


def test_history__tells_withdrawals_and_take_downs_with_their_reasons(client: Client) -> None:
    page = make_signed_article()
    old = page.get_latest_revision().as_object()
    first = sign(old, medical=reviewer("ada"))
    revise(page)
    withdraw(first, old, "I misread the study.")
    act(page, EntryKind.TAKE_DOWN, make_superuser(username="a-secret-name"), "It was misread.")
    sign(page)
    text = words(history(client, page))
    for part in (
        "Sign-off withdrawn",
        "I misread the study.",
        "Taken down by the editors",
        "It was misread.",
        "no longer counts",
    ):
        assert part in text
    assert "a-secret-name" not in text


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed and waiting"])
def test_history__never_tells_a_draft(client: Client, signed: bool) -> None:
    page = make_signed_article()
    newer = draft(page, tldr="A secret draft.")
    if signed:
        sign(newer, comment="A secret comment.")
    act(newer, EntryKind.REFUSAL, reviewer("ada"), "A secret refusal.")
    assert "secret" not in words(history(client, page))


# --- Who may read it -------------------------------------------------------------------------------------------------


def unpublished(page: ArticlePage) -> None:
    page.unpublish()


@pytest.mark.parametrize("spoil", [unpublished])
def test_address__is_not_there_without_a_live_article(client: Client, spoil: Callable[[ArticlePage], None]) -> None:
    page = make_signed_article()
    spoil(page)
    read(client, f"{page.url}history/", status=404)


def private(page: ArticlePage) -> None:
    make_private(page)


def under_a_private_condition(page: ArticlePage) -> None:
    make_private(page.get_parent())


@pytest.mark.parametrize("spoil", [private, under_a_private_condition])
def test_address__is_as_private_as_its_article(client: Client, spoil: Callable[[ArticlePage], None]) -> None:
    page = make_signed_article()
    spoil(page)
    response = client.get(f"{page.url}history/")
    assert response.status_code == client.get(page.url).status_code == 302
    assert b"event" not in response.content


@pytest.mark.parametrize("below", ["history/none/", "none/", "History/", "history/history/", "%00/", "history%2F../"])
def test_address__nothing_else_is_below_an_article(client: Client, below: str) -> None:
    read(client, f"{make_signed_article().url}{below}", status=404)


def test_address__nothing_is_below_other_pages(client: Client) -> None:
    condition = make_condition()
    read(client, f"{condition.url}history/", status=404)
    read(client, "/en/history/", status=404)


def test_address__an_article_may_be_called_history(client: Client) -> None:
    page = make_article(slug="history")
    assert words(read(client, page.url).h1) == page.title
    assert one(read(client, f"{page.url}history/"), ".events")


def test_address__cookie_free(client: Client) -> None:
    assert not client.get(f"{make_signed_article().url}history/").cookies


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_address__is_only_read(client: Client, method: str) -> None:
    page = make_signed_article()
    before = client.get(f"{page.url}history/").content
    getattr(client, method)(f"{page.url}history/", {"tldr": "Changed"})
    assert client.get(f"{page.url}history/").content == before


# --- Languages -------------------------------------------------------------------------------------------------------


def test_languages__each_history_leads_to_the_others(client: Client) -> None:
    editions = translate_to_all(make_article())
    expected = {TAGS[language]: f"{absolute(edition)}history/" for language, edition in editions.items()}
    for language, edition in editions.items():
        soup = history(client, edition)
        assert alternates(soup) == expected
        assert switch(soup) == expected
        assert x_default(soup) == [expected["en"]]
        assert canonical(soup) == expected[TAGS[language]]
        assert soup.html is not None
        assert (soup.html["lang"], soup.html["dir"]) == (TAGS[language], DIRECTIONS[language])


def test_languages__not_to_an_edition_that_is_not_live(client: Client) -> None:
    page = make_article()
    translate(page, "fr", live=False)
    assert list(switch(history(client, page))) in ([], ["en"])
    assert list(alternates(history(client, page))) == ["en"]


def test_crumbs__lead_back_to_the_article(client: Client) -> None:
    page = make_signed_article()
    assert [str(link["href"]) for link in history(client, page).select("nav.crumbs a")][-2:] == [page.get_parent().url, page.url]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings__no_level_is_skipped_and_no_id_is_there_twice(client: Client, language: str) -> None:
    page = make_signed_article(language)
    revise(page)
    soup = history(client, page)
    levels = [int(heading.name[1]) for heading in soup.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


# --- Many events -----------------------------------------------------------------------------------------------------


def test_pages__twenty_events_each_and_every_event_once(client: Client) -> None:
    page = make_signed_article()
    for _number in range(24):
        sign(page)
    first, second = history(client, page), history(client, page, "?page=2")
    numbers = [[str(event["id"]) for event in soup.select(".event")] for soup in (first, second)]
    assert [len(ids) for ids in numbers] == [20, 5]
    assert len({*numbers[0], *numbers[1]}) == 25
    assert one(first, ".paging a")["href"] == "?page=2"
    assert canonical(second) == f"{absolute(page)}history/?page=2"
    assert alternates(second) == {}


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "", "%00", "1" * 400, "２", "1&page=2"])
def test_pages__a_number_that_is_none_shows_one_that_is(client: Client, number: str) -> None:
    assert history(client, make_signed_article(), f"?page={number}").select(".event")


def test_queries__the_same_with_one_event_and_with_twenty(client: Client) -> None:
    factors = [make_risk_factor() for _number in range(3)]
    body = [text_block(), figure_block(image()), risk_factor_list_block(*factors)]
    page = make_signed_article(causes=body, citations=0)
    revise(page, {"causes": [*body, text_block()]}, medical=reviewer("ada"))

    def cost() -> int:
        history(client, page)
        return len(queries_of(lambda: history(client, page)))

    few = cost()
    for number in range(18):
        revise(page, {"causes": [*body, text_block(f"<p>{number}</p>")]}, medical=reviewer(f"reviewer-{number}"))
    assert cost() == few <= 18


# --- Demonstration, hostile text -------------------------------------------------------------------------------------


def test_demonstration__marks_every_reviewer_as_invented(client: Client) -> None:
    page = make_signed_article("de", signed={"medical": reviewer("ada")})
    assert history(client, page).select(".invented") == []
    mark_as_demonstration()
    soup = history(client, page)
    assert len(soup.select(".signer .invented")) == len(soup.select(".signer")) == 2


def test_hostile__names_comments_reasons_and_changes_are_shown_as_text(client: Client) -> None:
    ada = reviewer("ada", name_en=HOSTILE, credentials_en=HOSTILE)
    page = make_signed_article(tldr="Before.", signed={"medical": ada, "comment": HOSTILE})
    old = page.get_latest_revision().as_object()
    links = text_block('<p><a href="javascript:alert(1)">Hi</a><a href="https://a.example/&quot;onclick=alert(1)">Hi</a></p>')
    fields = {"title": HOSTILE, "tldr": HOSTILE, "seo_title": HOSTILE, "causes": [links], "references": []}
    first = sign(old, medical=ada)
    revise(page, fields, medical=ada, comment=HOSTILE)
    withdraw(first, old, HOSTILE)
    soup = history(client, page)
    assert_inert(soup)
    assert soup.get_text().count(HARMLESS) > 8
    assert soup.select(".compared a") == []
