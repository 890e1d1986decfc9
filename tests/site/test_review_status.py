"""What an article's header says of its review."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import formats, timezone, translation

from articles.domain.signoffs import Meaning, Scope
from articles.models import ArticlePage, ReviewerProfile
from tests.factories import make_article, mark_as_demonstration
from tests.reviewing import HOSTILE, at, draft, make_signed_article, reviewer, revise, sign
from tests.signing import SIGNERS
from tests.site.reader import one, preview, queries_of, read, said, words
from tests.site.test_hostile_text import HARMLESS, assert_inert

pytestmark = pytest.mark.django_db

UNREVIEWED = "Not yet medically reviewed"


def status(client: Client, page: ArticlePage) -> Tag:
    return one(read(client, page.url), ".review-status")


def stated(block: Tag) -> dict[str, list[str]]:
    """What stands under each label."""
    return {words(row.dt).rstrip(": "): [words(value) for value in row.select("dd")] for row in block.select("dl > div")}


def moments(block: Tag) -> list[str]:
    return [str(time["datetime"]) for time in block.select("time")]


def test_status__names_every_reviewer_with_credentials_and_their_page(client: Client) -> None:
    ada, bea = reviewer("ada"), reviewer("bea")
    page = make_signed_article(signed={"medical": ada})
    revise(page, scope=Scope.CHANGES, medical=bea)
    block = status(client, page)
    assert stated(block)["Medically reviewed by"] == ["Name of ada Degree of ada", "Name of bea Degree of bea"]
    addresses = [str(link["href"]) for link in block.select(".signer a")]
    assert addresses == ["/en/reviewers/ada/", "/en/reviewers/bea/"]
    for address in addresses:
        read(client, address)
    assert UNREVIEWED not in words(block)


def test_status__names_who_checked_the_translation(client: Client) -> None:
    page = make_signed_article("de", signed={"medical": reviewer("ada"), "language": reviewer("bea")})
    rows = list(stated(status(client, page)).values())
    assert rows[:2] == [["Name of ada Degree of ada"], ["Name of bea Degree of bea"]]


@pytest.mark.parametrize("change", [{"live": False}, {"user": None}], ids=["unpublished profile", "deleted account"])
def test_status__keeps_the_name_where_there_is_no_page_about_them(client: Client, change: dict[str, object]) -> None:
    page = make_signed_article(signed={"medical": reviewer("ada")})
    ReviewerProfile.objects.update(**change)
    block = status(client, page)
    assert "Name of ada" in words(block)
    assert block.select(".signer a") == []


def test_status__outlives_the_reviewer_s_account(client: Client) -> None:
    ada = reviewer("ada")
    page = make_signed_article(signed={"medical": ada})
    ada.delete()
    assert "Name of ada Degree of ada" in words(status(client, page))


def test_dates__published_last_reviewed_updated_and_due_in_the_future(client: Client) -> None:
    this_year = timezone.localdate().year
    with at(this_year - 1):
        page = make_signed_article()
    with at(this_year - 1, 6):
        revise(page, scope=Scope.CHANGES)
    block = status(client, page)
    assert list(stated(block)) == ["Medically reviewed by", "Published", "Last reviewed", "Last updated", "Next review due"]
    published, reviewed, updated, due = moments(block)
    assert (published, reviewed) == (f"{this_year - 1}-01-01", f"{this_year - 1}-01-01")
    assert (updated, due) == (f"{this_year - 1}-06-01", f"{this_year + 1}-01-01")
    assert block.select(".review-overdue") == []


def test_dates__an_overdue_review_is_said(client: Client) -> None:
    with at(2020):
        page = make_signed_article()
    block = status(client, page)
    assert "overdue" in words(one(block, ".review-overdue"))
    assert moments(block) == ["2020-01-01", "2020-01-01", "2022-01-01"]


@pytest.mark.parametrize("language", ["ar", "zh-hans", "de"])
def test_dates__are_written_as_the_language_writes_them(client: Client, language: str) -> None:
    with at(2024, 8, 31):
        page = make_signed_article(language)
    day = timezone.datetime(2024, 8, 31).date()
    with translation.override(language):
        written = formats.date_format(day, "DATE_FORMAT")
    assert "2024-08-31" not in written
    assert written in words(status(client, page))


def test_status__of_a_preview_that_nobody_signed(client: Client) -> None:
    page = make_signed_article()
    changed = draft(page, tldr="Not signed.")
    header = preview(changed)
    assert UNREVIEWED in words(one(header, ".review-status"))
    assert "Medically reviewed by" not in words(header)
    assert UNREVIEWED not in words(read(client, page.url))


def test_status__of_a_draft_that_waits_for_one_of_two_sign_offs() -> None:
    page = make_article("de", live=False)
    sign(page, complete=False)
    assert said(UNREVIEWED, "de") in words(preview(page))


def test_status__of_words_that_sql_changed_behind_the_ledger(client: Client) -> None:
    page = make_signed_article()
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Something else.")
    assert UNREVIEWED in words(status(client, page))


def test_history__is_linked(client: Client) -> None:
    page = make_signed_article()
    address = str(one(status(client, page), "a[href$='/history/']")["href"])
    assert address == f"http://testserver{page.url}history/"
    read(client, address)


def test_demonstration__marks_every_reviewer_as_invented(client: Client) -> None:
    page = make_signed_article("de", signed={"medical": reviewer("ada"), "language": reviewer("bea")})
    assert status(client, page).select(".invented") == []
    mark_as_demonstration()
    assert [words(mark) for mark in status(client, page).select(".signer .invented")] == ["erfundene Person"] * 2


def test_hostile__name_and_credentials_are_shown_as_text(client: Client) -> None:
    page = make_signed_article(signed={"medical": reviewer("ada", name_en=HOSTILE[:150], credentials_en=HOSTILE)})
    soup = read(client, page.url)
    assert_inert(soup)
    assert soup.get_text().count(HARMLESS) == 2


def test_status__no_query_of_its_own_but_the_ledger_s_however_many_reviewers(client: Client) -> None:
    page = make_signed_article()

    def cost() -> int:
        read(client, page.url)
        return len(queries_of(lambda: read(client, page.url)))

    before = cost()
    for number in range(5):
        revise(page, scope=Scope.CHANGES, medical=reviewer(f"reviewer-{number}"))
    assert cost() == before
    sql = queries_of(lambda: read(client, page.url))
    assert sum("ledgerentry" in query for query in sql) == sum("reviewerprofile" in query for query in sql) == 1


def test_cards__say_nothing_of_reviews(client: Client) -> None:
    page = make_signed_article()
    soup: BeautifulSoup = read(client, page.get_parent().url)
    assert SIGNERS[Meaning.MEDICAL].get_full_name() not in words(soup)
