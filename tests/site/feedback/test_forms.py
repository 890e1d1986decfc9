"""Readers say whether a page helped, and report mistakes: the whole way, in each language, without cookies."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.domain.feedback import PLACES
from articles.models import HelpfulCount, LedgerEntry, ReaderReport, reviewed_edition
from tests.factories import LANGUAGES, make_article, make_private, translate
from tests.reviewing import make_signed_article, revise
from tests.site.feedback.forms import WORDS, address, fill, later, post, send_report, send_vote
from tests.site.reader import one, read, said, words
from tests.site.test_cookies import assert_free_of_cookies

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_report__from_the_article_to_the_thanks(client: Client, language: str) -> None:
    page = make_article(language)
    article = read(client, page.url)
    form = one(article, ".feedback p a")["href"]
    assert form == address(page)
    assert one(article, "head link[rel=canonical]")  # the article itself is kept by search engines
    data = fill(client, f"{form}?section=risk-factors", text=f"  {WORDS}  ")
    with later(seconds=5):
        response = post(client, form, data)
    assert response.status_code == 303
    kept = ReaderReport.objects.get()
    assert (kept.text, kept.section, kept.language, kept.title) == (WORDS, "risk_factors", language, page.title)
    assert (kept.page_id, kept.translation_key, kept.state, kept.times) == (page.pk, page.translation_key, "open", 1)
    assert said("Thank you", language) in words(one(read(client, response["Location"]), "h1"))


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_vote__from_the_article_to_the_thanks(client: Client, answer: str) -> None:
    page = make_article()
    link = next(link["href"] for link in read(client, page.url).select(".feedback li a") if answer in str(link["href"]))
    data = fill(client, str(link))
    assert data["answer"] == answer  # what was chosen in the article is chosen already
    with later(seconds=2):
        response = post(client, address(page, "helpful"), data)
    assert response.status_code == 303
    kept = HelpfulCount.objects.get()
    assert (kept.yes, kept.no, kept.section) == (answer == "yes", answer == "no", "")
    assert "Your answer is counted" in words(read(client, response["Location"]))


def test_report__names_the_words_and_the_sign_off_that_the_reader_had_before_them(client: Client) -> None:
    page = make_signed_article()
    first, first_digest = LedgerEntry.objects.latest("sequence"), reviewed_edition(page).digest
    send_report(client, page)
    second = revise(page)
    send_report(client, page, "Another mistake.")
    kept = ReaderReport.objects.order_by("pk")
    assert [(report.sign_off, report.digest) for report in kept] == [
        (first.sequence, first_digest),
        (second.sequence, reviewed_edition(page).digest),
    ]


def test_votes__are_one_row_for_each_section_and_wording_and_day(client: Client) -> None:
    page = make_signed_article()
    for answer, section in (("yes", ""), ("no", ""), ("yes", ""), ("yes", "causes")):
        assert send_vote(client, page, answer, section).status_code == 303
    revise(page)
    send_vote(client, page, "no")
    with later(days=1):
        send_vote(client, page, "no")
    rows = HelpfulCount.objects.order_by("pk").values_list("section", "yes", "no")
    assert list(rows) == [("", 2, 1), ("causes", 1, 0), ("", 0, 1), ("", 0, 1)]


@pytest.mark.parametrize("place", PLACES)
def test_section__of_every_kind_can_be_meant(client: Client, place: str) -> None:
    page = make_article()
    assert send_report(client, page, section=place).status_code == 303
    assert ReaderReport.objects.get().section == PLACES[place]


def test_form__asks_in_the_articles_own_headings(client: Client) -> None:
    page = make_article(causes_heading="Why does it glimmer?")
    options = [option.text for option in read(client, address(page)).select("option")]
    assert "Why does it glimmer?" in options
    assert len(options) == len(PLACES)


@pytest.mark.parametrize("form", ["report", "helpful", "thanks/new", "thanks/again", "thanks/counted", "thanks/vote"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_page__no_cookie_not_indexed_not_stored(client: Client, form: str, language: str) -> None:
    page = make_article(language)
    response = client.get(address(page, form))
    assert_free_of_cookies(response)
    assert "no-store" in response["Cache-Control"]
    soup = read(client, address(page, form))
    assert one(soup, 'meta[name="robots"]')["content"] == "noindex"
    assert soup.html is not None
    assert soup.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert not soup.select("main script, [style], link[rel=canonical]")


def test_post__sets_no_cookie(client: Client) -> None:
    page = make_article()
    for response in (send_report(client, page), send_report(client, page, ""), send_vote(client, page, "perhaps")):
        assert_free_of_cookies(response)


def test_article__stays_free_of_tokens_so_that_caches_may_keep_it(client: Client) -> None:
    page = make_article()
    first = client.get(page.url)
    assert first.content == client.get(page.url).content
    assert b"token" not in first.content
    assert not read(client, page.url).select("main form")


def test_form__every_field_has_a_label_and_the_honeypot_is_hidden_from_people(client: Client) -> None:
    page = make_article()
    for form in ("report", "helpful"):
        soup = read(client, address(page, form))
        for field in soup.select("main select, main textarea, main input:not([type=hidden])"):
            assert soup.select(f'label[for="{field.get("id")}"]') or field.find_parent("label")
        trap = one(soup, "main input[name=link]")
        assert trap.find_parent("div", hidden=True)
        assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")


@pytest.mark.parametrize("form", ["report", "helpful", "thanks/new"])
def test_address__of_what_no_reader_may_open_is_not_found(client: Client, form: str) -> None:
    draft, private, live = make_article(live=False), make_private(make_article()), make_article()
    hidden = [address(draft, form), address(private, form), f"/en/feedback/99999999/{form}/", f"/en/feedback/{'9' * 30}/{form}/"]
    translate(live, "de")
    hidden += [f"/en/feedback/{live.get_parent().pk}/{form}/", f"/de/feedback/{live.pk}/{form}/", address(live, "thanks/nothing")]
    for where in hidden:
        assert client.get(where).status_code == 404, where
        if "thanks" not in where:
            assert post(client, where, {"token": "x"}).status_code == 404, where


def test_post__about_what_was_taken_offline_meanwhile_keeps_nothing(client: Client) -> None:
    page = make_article()
    data = fill(client, address(page), text=WORDS)
    page.unpublish()
    with later(seconds=5):
        assert post(client, address(page), data).status_code == 404
    assert not ReaderReport.objects.exists()


def test_post__about_one_edition_counts_for_no_other(client: Client) -> None:
    page = make_article()
    german = translate(page, "de")
    send_report(client, page)
    send_report(client, german)
    assert sorted(ReaderReport.objects.values_list("language", "times")) == [("de", 1), ("en", 1)]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_form__other_methods_are_refused(client: Client, method: str) -> None:
    page = make_article()
    for form in ("report", "helpful", "thanks/new"):
        assert getattr(client, method)(address(page, form)).status_code == 405
    assert client.head(address(page)).status_code == 200
    assert client.post(address(page, "thanks/new")).status_code == 405
