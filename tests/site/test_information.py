"""Pages about the site as readers get them, and the links to them on every page."""

from __future__ import annotations

import pytest
from django.test import Client

from articles import queries
from tests.factories import (
    alias_behind_the_gate,
    block,
    callout_block,
    cite,
    home,
    make_article,
    make_condition,
    make_information,
    make_private,
    page_link,
    question_answer_block,
    section_block,
    translate,
)
from tests.site.reader import alternates, one, preview, queries_of, read, said, words

pytestmark = pytest.mark.django_db

LINKS = "footer nav.site-links + nav.site-links a"


def links(client: Client, address: str) -> dict[str, str]:
    return {words(link): str(link["href"]) for link in read(client, address).select(LINKS)}


def test_page__has_its_words_in_order_with_one_heading_level_after_the_other(client: Client) -> None:
    body = [
        question_answer_block("Who hums?", "<p>Nobody.</p>"),
        section_block("Who pays?", "<h3>Today</h3><p>Nobody.</p>"),
        callout_block("emergency", "<p>Call for help.</p>"),
        section_block("Who writes?"),
    ]
    page = read(client, make_information(body=body).url)
    main = one(page, "main")
    headings = [(heading.name, words(heading)) for heading in main.select("h1, h2, h3")]
    assert headings == [
        ("h1", "Page about (en)"), ("h2", "On this page"), ("h2", "Who hums?"), ("h2", "Who pays?"), ("h3", "Today"),
        ("h2", "Who writes?"),
    ]  # fmt: skip
    anchors = [str(link["href"]).removeprefix("#") for link in main.select("nav.contents a")]
    assert [words(one(page, f"[id='{anchor}']").h2) for anchor in anchors] == ["Who hums?", "Who pays?", "Who writes?"]
    assert "Introduction of about." in words(main)
    assert one(page, "head meta[name=description]")["content"] == "Introduction of about."


def test_page__that_is_short_has_no_list_of_contents(client: Client) -> None:
    assert not read(client, make_information(body=[section_block(), section_block()]).url).select("nav.contents")


def test_page__says_that_it_is_no_advice(client: Client) -> None:
    sentence = said("This page is about this website. It gives no advice on health.", "ar")
    assert sentence in words(read(client, make_information(language="ar").url))


def test_page__shows_no_citation_and_nothing_that_is_not_allowed(client: Client) -> None:
    bad = f"<p>Fact.{cite('ref-1')}<script>alert(1)</script><img src=x onerror=alert(1)></p>"
    body = [section_block(text=bad), callout_block(text=bad), block("question_answer", {"question": "<b>Q</b>", "answer": bad})]
    main = one(read(client, make_information(body=body).url), "main")
    assert not main.select("script, img, [onerror], sup, [data-cite], h2 b")


def test_links__lead_to_the_edition_in_the_readers_language(client: Client) -> None:
    contact = make_information("contact")
    german = translate(contact, "de")
    page = make_information("about", "de", body=[section_block(text=f"<p>{page_link(contact)}</p>")])
    assert one(read(client, page.url), "main .section a")["href"] == german.url


def test_alternates__are_the_editions_that_there_are(client: Client) -> None:
    page = make_information("privacy")
    translate(page, "ar")
    translate(page, "fr", live=False)
    assert set(alternates(read(client, page.url))) == {"en", "ar"}


def test_footer__links_what_there_is_in_the_language_in_the_order_of_kinds(client: Client) -> None:
    for kind in ("contact", "about", "how-we-review"):
        make_information(kind)
    make_information("other", title="Our prizes", slug="prizes")
    make_information("privacy", live=False)
    make_private(make_information("accessibility"))
    make_information("privacy", "ar")
    expected = {
        "About this site": "/en/about/", "How we review": "/en/how-we-review/", "Contact": "/en/contact/", "Our prizes": "/en/prizes/",
    }  # fmt: skip
    article = make_article()
    for address in ("/en/", article.url, article.get_parent().url, "/en/about/", "/en/reviewers/"):
        assert links(client, address) == expected
        assert list(links(client, address)) == list(expected)
    assert links(client, "/ar/") == {said("Privacy", "ar"): "/ar/privacy/"}
    missing = read(client, "/en/none/", status=404)
    assert len(missing.select(LINKS)) == len(expected)


def test_footer__has_no_links_where_there_are_no_pages(client: Client) -> None:
    make_information("about")
    assert not read(client, "/de/").select(LINKS)


def test_frame__says_where_the_reviewing_is_described(client: Client) -> None:
    make_information("how-we-review")
    found = {}
    for language in ("en", "de"):
        found[language] = client.get(f"/{language}/reviewers/").context["view"].frame.how_we_review
    assert found == {"en": "/en/how-we-review/", "de": ""}


def test_links__cost_one_query_however_many_there_are(client: Client) -> None:
    condition = make_condition()

    def cost() -> int:
        read(client, condition.url)
        return len(queries_of(lambda: read(client, condition.url)))

    without = cost()
    for kind in ("about", "how-we-review", "privacy", "contact", "accessibility"):
        make_information(kind, body=[section_block() for _n in range(5)])
    assert cost() == without
    assert len(queries_of(lambda: queries.nearby("en"))) == 1


def test_page__costs_the_same_with_one_and_ten_sections(client: Client) -> None:
    def cost(address: str) -> int:
        read(client, address)
        return len(queries_of(lambda: read(client, address)))

    targets = [make_condition() for _n in range(10)]
    few = make_information("about", body=[section_block(text=f"<p>{page_link(targets[0])}</p>")])
    many = make_information("privacy", body=[section_block(text=f"<p>{page_link(target)}</p>") for target in targets])
    assert cost(few.url) == cost(many.url) <= 3


@pytest.mark.parametrize("below", ["history/", "leaflet/", "none/", "history/history/"])
def test_address__below_a_page_is_none(client: Client, below: str) -> None:
    read(client, f"{make_information().url}{below}", status=404)


def test_alias__is_nobodys_to_read(client: Client) -> None:
    page = make_information()
    alias_behind_the_gate(page, "de")
    shown = read(client, "/de/about/")
    assert str(one(shown, 'link[rel="canonical"]')["href"]).endswith(page.url), "the real page stands in, and says so"
    assert shown.select('meta[name="robots"][content="noindex"]')
    assert links(client, "/de/") == {}


def test_preview__is_in_its_own_language() -> None:
    page = preview(make_information(language="ar", live=False, body=[]))
    assert page.html["dir"] == "rtl"
    assert words(one(page, "h1")) == "Page about (ar)"


def test_home__does_not_count_them_as_conditions(client: Client) -> None:
    make_information()
    assert not read(client, "/en/").select("#conditions")
    assert home().get_children().count() == 1
