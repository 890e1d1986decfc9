"""The page about each reviewer, and the list of all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from articles.domain.signoffs import Scope
from articles.models import ArticlePage, ReviewerProfile
from tests.factories import LANGUAGES, image, make_private, mark_as_demonstration
from tests.reviewing import HOSTILE, at, draft, make_profile, make_signed_article, reviewer, revise, sign, withdraw
from tests.site.reader import DIRECTIONS, TAGS, alternates, canonical, one, queries_of, read, switch, words, x_default
from tests.site.test_hostile_text import HARMLESS, assert_inert

pytestmark = pytest.mark.django_db

ADA = "/en/reviewers/ada/"


def listed(soup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in soup.select(".reviewed-editions a")]


# --- The profile -----------------------------------------------------------------------------------------------------


def test_profile__says_who_they_are_and_what_they_may_sign(client: Client) -> None:
    make_profile(
        languages=["en", "ar"], competences=["medical"], registration="GMC 1234567", biography_en="Reads much.\n\nSings."
    )
    main = words(read(client, ADA).main)
    for part in ("Ada Marble", "MD", "Elbows", "GMC 1234567", "English, Arabic", "the medical content", "Reads much.", "Sings."):
        assert part in main
    assert "a translation" not in main
    assert "at present" not in main


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_profile__shows_what_is_missing_in_a_language_in_another_visibly(client: Client, language: str) -> None:
    make_profile()
    soup = read(client, f"/{language}/reviewers/ada/")
    heading = one(soup, "h1")
    assert words(one(heading, "[lang=en]:not(small)")) == "Ada Marble"
    assert "English" in words(one(heading, ".stands-in-label"))
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == (TAGS[language], DIRECTIONS[language])


def test_profile__in_the_reader_s_own_language_where_it_is_written(client: Client) -> None:
    make_profile(name_ar="آدا", credentials_ar="طبيبة")
    soup = read(client, "/ar/reviewers/ada/")
    assert (words(soup.h1), soup.select("h1 .stands-in")) == ("آدا", [])


@pytest.mark.parametrize(
    "fields",
    [{"valid_until": date(2020, 1, 1)}, {"valid_from": timezone.localdate() + timedelta(days=9)}],
    ids=["over", "not yet"],
)
def test_profile__of_somebody_who_may_not_sign_today_says_so(client: Client, fields: dict[str, Any]) -> None:
    make_profile(**fields)
    assert "at present" in words(read(client, ADA).main)


def test_profile__with_a_photo_that_says_whose_it_is(client: Client) -> None:
    make_profile(photo=image())
    assert one(read(client, ADA), "main img")["alt"] == "Photo of Ada Marble"


@pytest.mark.parametrize("key", ["none", "hidden", "ADA", "a" * 500])
def test_profile__that_is_not_there_or_not_published_is_not_found(client: Client, key: str) -> None:
    make_profile()
    make_profile(key="hidden", live=False, name_en="A secret name")
    assert "secret" not in words(read(client, f"/en/reviewers/{key}/", status=404))


@pytest.mark.parametrize("address", ["/en/reviewers/%00/", "/en/reviewers/ada/none/", "/xx/reviewers/", "/en/reviewers/ä/"])
def test_profile__other_addresses_are_not_found(client: Client, address: str) -> None:
    make_profile()
    assert client.get(address, follow=True).status_code == 404


@pytest.mark.parametrize("address", [ADA, "/en/reviewers/"])
def test_pages__are_only_read_and_set_no_cookie(client: Client, address: str) -> None:
    make_profile()
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
    assert not client.get(address).cookies


# --- Languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["reviewers/", "reviewers/ada/"])
def test_languages__the_same_page_in_each(client: Client, below: str) -> None:
    make_profile()
    expected = {TAGS[language]: f"http://testserver/{language}/{below}" for language in LANGUAGES}
    for language in LANGUAGES:
        soup = read(client, f"/{language}/{below}")
        assert alternates(soup) == switch(soup) == expected
        assert x_default(soup) == [expected["en"]]
        assert canonical(soup) == expected[TAGS[language]]
        assert soup.select("meta[name=robots]") == []


# --- What they reviewed ----------------------------------------------------------------------------------------------


def test_reviewed__the_public_editions_in_this_language_newest_first(client: Client) -> None:
    ada = reviewer("ada")
    with at(2024):
        old = make_signed_article(signed={"medical": ada})
    with at(2025):
        new = make_signed_article(signed={"medical": ada})
        french = make_signed_article("fr", signed={"language": ada})
        make_signed_article(signed={"medical": reviewer("bea")})
    soup = read(client, ADA)
    assert listed(soup) == [new.url, old.url]
    assert [str(time["datetime"]) for time in soup.select(".reviewed-editions time")] == ["2025-01-01", "2024-01-01"]
    assert listed(read(client, "/fr/reviewers/ada/")) == [french.url]
    assert listed(read(client, "/de/reviewers/ada/")) == []


def test_reviewed__once_with_the_last_review_that_they_had_a_part_in(client: Client) -> None:
    ada = reviewer("ada")
    with at(2024):
        page = make_signed_article(signed={"medical": ada})
    with at(2025):
        revise(page, medical=ada, scope=Scope.CHANGES)
    with at(2026):
        revise(page, medical=reviewer("bea"))
    soup = read(client, ADA)
    assert listed(soup) == [page.url]
    assert str(one(soup, ".reviewed-editions time")["datetime"]) == "2025-01-01"


def unpublished(page: ArticlePage) -> None:
    page.unpublish()


def private(page: ArticlePage) -> None:
    make_private(page)


@pytest.mark.parametrize("spoil", [unpublished, private])
def test_reviewed__only_what_readers_may_open(client: Client, spoil: Callable[[ArticlePage], None]) -> None:
    page = make_signed_article(signed={"medical": reviewer("ada")})
    spoil(page)
    assert page.title not in words(read(client, ADA))


def test_reviewed__not_what_they_withdrew(client: Client) -> None:
    page = make_signed_article(signed={"medical": reviewer("bea")})
    withdraw(sign(page, medical=reviewer("ada")), page)
    assert listed(read(client, ADA)) == []


def test_reviewed__not_by_a_signature_on_a_text_to_come(client: Client) -> None:
    page = make_signed_article(signed={"medical": reviewer("bea")})
    sign(draft(page, tldr="To come."), medical=reviewer("ada"))
    assert listed(read(client, ADA)) == []


def test_reviewed__not_by_a_signature_on_a_text_to_come_when_the_words_before_it_are_published_again(client: Client) -> None:
    page = make_signed_article(signed={"medical": reviewer("bea")})
    sign(draft(page, tldr="To come."), medical=reviewer("ada"))
    ArticlePage.objects.get(pk=page.pk).save_revision().publish()
    assert listed(read(client, ADA)) == []
    assert listed(read(client, "/en/reviewers/bea/")) == [page.url]


def test_reviewed__nothing_once_the_account_is_gone(client: Client) -> None:
    ada = reviewer("ada")
    make_signed_article(signed={"medical": ada})
    ada.delete()
    soup = read(client, ADA)
    assert (words(soup.h1), listed(soup)) == ("Name of ada", [])


def test_reviewed__twenty_on_a_page_and_the_same_queries_for_one_and_for_many(client: Client) -> None:
    ada = reviewer("ada")
    first = make_signed_article(signed={"medical": ada})
    revise(first, medical=ada)
    parent = first.get_parent().specific

    def cost() -> int:
        read(client, ADA)
        return len(queries_of(lambda: read(client, ADA)))

    few = cost()
    for _number in range(20):
        revise(make_signed_article(parent=parent, signed={"medical": ada}), medical=ada)
    assert cost() == few <= 10
    assert [len(listed(read(client, f"{ADA}?page={number}"))) for number in (1, 2)] == [20, 1]
    assert canonical(read(client, f"{ADA}?page=2")) == f"http://testserver{ADA}?page=2"


# --- All of them -----------------------------------------------------------------------------------------------------


def test_list__every_published_reviewer_by_name_with_a_link(client: Client) -> None:
    make_profile(key="z", name_en="Ada")
    make_profile(key="a", name_en="bea")
    make_profile(key="h", name_en="A secret name", live=False)
    soup = read(client, "/en/reviewers/")
    assert [str(link["href"]) for link in soup.select(".card a")] == ["/en/reviewers/z/", "/en/reviewers/a/"]
    assert "secret" not in words(soup)


def test_list__same_queries_with_one_and_with_ten(client: Client) -> None:
    make_profile(key="first", photo=image())
    few = len(queries_of(lambda: read(client, "/de/reviewers/")))
    for number in range(9):
        make_profile(key=f"more-{number}", photo=image())
    assert len(queries_of(lambda: read(client, "/de/reviewers/"))) == few


def test_list__without_anybody_says_so(client: Client) -> None:
    ReviewerProfile.objects.all().delete()
    assert one(read(client, "/en/reviewers/"), "main .empty")


def test_list__is_linked_from_every_page(client: Client) -> None:
    assert "/de/reviewers/" in [link["href"] for link in read(client, "/de/").select("footer a")]


# --- Demonstration, hostile text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ADA, "/en/reviewers/"])
def test_demonstration__marks_them_as_invented(client: Client, address: str) -> None:
    make_profile()
    assert read(client, address).select(".invented") == []
    mark_as_demonstration()
    assert words(one(read(client, address), ".invented")) == "invented person"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile__profile_is_shown_as_text(client: Client, language: str) -> None:
    texts = dict.fromkeys(("name_en", "credentials_en", "specialty_en", "biography_en", "registration"), HOSTILE)
    make_profile(photo=image(title=HOSTILE), **texts)
    for address in (f"/{language}/reviewers/ada/", f"/{language}/reviewers/"):
        soup = read(client, address)
        assert_inert(soup)
        assert HARMLESS in soup.get_text()
