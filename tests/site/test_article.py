"""What readers meet on an article's page, block by block."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.domain.sections import SectionKey
from articles.models import ArticleImage, ArticlePage
from tests.factories import (
    analogy_block,
    callout_block,
    cite,
    comparison_block,
    figure_block,
    image,
    key_figure_block,
    make_article,
    question_answer_block,
    reference,
    text_block,
)
from tests.site.reader import ANCHORS, one, preview, read, said, words

pytestmark = pytest.mark.django_db


def dated(article: ArticlePage, published: datetime, updated: datetime) -> ArticlePage:
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=published, last_published_at=updated)
    return article


def article_of(client: Client, *blocks: dict[str, object], **fields: object) -> BeautifulSoup:
    """The page of an article whose causes are these blocks, as every visit after the first shows it.

    The first draws the pictures in their sizes; the next ones find them drawn.
    """
    article = make_article(causes=list(blocks), citations=0, **fields)
    read(client, article.url)
    return read(client, article.url)


# --- Header --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_header__says_kind_and_that_nobody_reviewed_a_draft(language: str) -> None:
    article = preview(make_article(language, live=False))
    assert said("Short answer", language) in words(article.select_one("article header"))
    assert said("Not yet medically reviewed", language) in words(article.select_one(".article-facts"))


def test_header__title_is_the_only_first_heading(client: Client) -> None:
    article = make_article()
    soup = read(client, article.url)
    assert [words(heading) for heading in soup.select("h1")] == [article.title]
    assert article.title in words(soup.title)


def unsigned(article: ArticlePage) -> ArticlePage:
    """Live with other words than those that were signed: SQL did it. What signed ones say: `test_review_status`."""
    ArticlePage.objects.filter(pk=article.pk).update(tldr="Nobody signed this.")
    return article


def test_dates__published_and_updated(client: Client) -> None:
    article = dated(unsigned(make_article()), datetime(2024, 3, 1, 9, tzinfo=UTC), datetime(2025, 7, 9, 9, tzinfo=UTC))
    times = read(client, article.url).select(".article-facts time")
    assert [time["datetime"] for time in times] == ["2024-03-01", "2025-07-09"]
    assert ["2024" in words(times[0]), "2025" in words(times[1])] == [True, True]


def test_dates__published_once_on_the_day_it_was_published(client: Client) -> None:
    article = dated(unsigned(make_article()), datetime(2024, 3, 1, 9, tzinfo=UTC), datetime(2024, 3, 1, 17, tzinfo=UTC))
    assert [time["datetime"] for time in read(client, article.url).select(".article-facts time")] == ["2024-03-01"]


def test_dates__none_in_the_preview_of_a_draft_that_was_never_published() -> None:
    assert preview(make_article(live=False)).select("time") == []


# --- Sections ------------------------------------------------------------------------------------------------------


def test_tldr__stands_first_and_in_paragraphs(client: Client) -> None:
    soup = read(client, make_article(tldr="Knees glimmer.\n\nNobody knows why.").url)
    assert [words(paragraph) for paragraph in soup.select("#tldr p")] == ["Knees glimmer.", "Nobody knows why."]


@pytest.mark.parametrize("citations", [0, 2])
def test_contents_list__leads_to_every_section_by_its_heading(client: Client, citations: int) -> None:
    soup = read(client, make_article(citations=citations).url)
    links = {str(link["href"]).removeprefix("#"): words(link) for link in soup.select("nav.contents a")}
    after_the_short_answer = [*ANCHORS[1:], *(["references"] if citations else [])]
    assert [anchor for anchor in links if anchor != "tldr"] == after_the_short_answer
    for anchor, text in links.items():
        assert text == words(one(soup, f"#{anchor} h2"))


def test_sections__each_is_named_by_its_heading(client: Client) -> None:
    soup = read(client, make_article().url)
    for anchor in ANCHORS:
        assert one(soup, f"#{anchor}")["aria-labelledby"] == one(soup, f"#{anchor} h2")["id"]


@pytest.mark.parametrize("language", ["es", "fr", "de", "ar", "zh-hans"])
def test_headings__by_default_in_the_language_of_the_edition(client: Client, language: str) -> None:
    in_english = [words(heading) for heading in read(client, make_article("en").url).select("article section > h2")]
    soup = read(client, make_article(language).url)
    headings = [words(one(soup, f"#{anchor} h2")) for anchor in ANCHORS]
    assert len(set(headings)) == len(ANCHORS)
    assert not set(headings) & set(in_english)


def test_headings__its_own_win(client: Client) -> None:
    own = {section: f"Our own question about {section}?" for section in SectionKey}
    soup = read(client, make_article("de", **{f"{section}_heading": text for section, text in own.items()}).url)
    assert [words(one(soup, f"#{anchor} h2")) for anchor in ANCHORS] == list(own.values())
    assert own[SectionKey.GENETICS] in words(soup.select_one("nav.contents"))


def test_headings__no_level_is_skipped(client: Client) -> None:
    soup = article_of(
        client,
        text_block("<h3>Closer</h3><p>Look.</p>"),
        analogy_block(),
        question_answer_block(),
        comparison_block(),
        callout_block(),
    )
    levels = [int(str(heading.name)[1]) for heading in soup.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


# --- Blocks --------------------------------------------------------------------------------------------------------


def test_text__keeps_its_marks_and_lists(client: Client) -> None:
    soup = article_of(
        client, text_block("<h3>Closer</h3><p>A <b>bold</b> <i>word</i>.</p><ul><li>One</li></ul><ol><li>Two</li></ol>")
    )
    assert [words(one(soup, f"#causes {selector}")) for selector in ("h3", "b", "i", "ul li", "ol li")] == [
        "Closer", "bold", "word", "One", "Two",
    ]  # fmt: skip


def test_analogy__says_where_it_stops(client: Client) -> None:
    section = words(
        one(article_of(client, analogy_block("Think of a lamp", "<p>It flickers.</p>", "Knees need no switch.")), "#causes")
    )
    assert section.index("Think of a lamp") < section.index("It flickers.") < section.index("Knees need no switch.")


def test_question_and_answer__in_this_order(client: Client) -> None:
    section = words(one(article_of(client, question_answer_block("Does it hum?", "<p>Only on Mondays.</p>")), "#causes"))
    assert section.index("Does it hum?") < section.index("Only on Mondays.")


@pytest.mark.parametrize("language", ["en", "de"])
def test_callout__says_its_urgency_in_words_before_the_text(client: Client, language: str) -> None:
    said_first = []
    for urgency in ("emergency", "urgent", "caution", "tip"):
        article = make_article(language, causes=[callout_block(urgency, "<p>Sing to the knee.</p>")], citations=0)
        box, _text, after = words(one(read(client, article.url), ".callout")).partition("Sing to the knee.")
        assert (bool(box.strip()), after) == (True, "")
        said_first.append(box)
    assert len(set(said_first)) == 4


def test_callout__urgency_in_the_language_of_the_edition(client: Client) -> None:
    article = make_article("es", causes=[callout_block("emergency")], citations=0)
    box = words(one(read(client, article.url), ".callout"))
    assert said("Emergency: call for help now", "es") in box
    assert "Emergency" not in box


def test_comparison__says_which_is_which(client: Client) -> None:
    section = words(one(article_of(client, comparison_block("<p>Moonlight.</p>", "<p>Open curtains.</p>")), "#causes"))
    assert section.index("Cause") < section.index("Moonlight.") < section.index("Risk factor") < section.index("Open curtains.")


def test_key_figure__value_unit_meaning_and_source(client: Client) -> None:
    soup = article_of(
        client,
        key_figure_block("lamp-2001", value="7", unit="moons", meaning="until it stops."),
        references=[reference("lamp-2001", title="On lamps")],
    )
    section = one(soup, "#causes")
    assert "7 moons" in words(section)
    assert "until it stops." in words(section)
    mark = one(section, 'a[href="#ref-1"]')
    assert "On lamps" in words(one(soup, str(mark["href"])))


def test_key_figure__without_a_source_has_no_mark(client: Client) -> None:
    section = one(article_of(client, key_figure_block("")), "#causes")
    assert section.select("a") == []
    assert "[" not in words(section)


def test_figure__alternative_text_caption_and_credit(client: Client) -> None:
    figure = one(
        article_of(client, figure_block(image(), alt_text="A knee at night", caption="At night", credit="By a lamp")), "figure"
    )
    assert one(figure, "img")["alt"] == "A knee at night"
    assert words(figure.figcaption) == "At night By a lamp"


def test_figure__decorative_has_empty_alternative_text(client: Client) -> None:
    soup = article_of(client, text_block(), figure_block(image(), alt_text="not said", decorative=True))
    assert one(soup, "figure img")["alt"] == ""
    assert "not said" not in str(soup)


def test_figure__one_picture_used_twice_has_each_use_s_text(client: Client) -> None:
    picture = image()
    soup = article_of(client, figure_block(picture, alt_text="First"), figure_block(picture, alt_text="Second"))
    assert [element["alt"] for element in soup.select("figure img")] == ["First", "Second"]


def test_figure__alternative_text_on_the_first_visit_and_after(client: Client) -> None:
    """The first visit draws the picture's sizes, the next ones load them."""
    blocks = [figure_block(image(), alt_text="A knee at night"), figure_block(image(), decorative=True)]
    article = make_article(causes=[text_block(), *blocks], citations=0)
    for _visit in range(3):
        assert [element["alt"] for element in read(client, article.url).select("figure img")] == ["A knee at night", ""]


def test_figure__credit_of_the_picture_where_the_figure_has_none(client: Client) -> None:
    soup = article_of(client, figure_block(image(credit="By the archive")))
    assert "By the archive" in words(one(soup, "figcaption"))


def test_figure__empty_parts_are_left_out(client: Client) -> None:
    soup = article_of(client, figure_block(image(), caption="At night"))
    assert [element for element in soup.select("figcaption, figcaption *") if not words(element)] == []


def test_figure__of_a_picture_that_was_deleted(client: Client) -> None:
    picture = image()
    article = make_article(causes=[text_block(), figure_block(picture, caption="At night")], citations=0)
    picture_row = ArticleImage.objects.filter(pk=picture.pk)
    picture_row._raw_delete(picture_row.db)  # as only SQL could: the gate keeps what a live edition shows
    assert read(client, article.url).select("img") == []


def test_article__has_no_script_but_the_sites_own_and_no_third_party(client: Client) -> None:
    soup = read(client, make_article(images=1, citations=2).url)
    assert soup.select("script:not([type='application/ld+json'], [src='/static/articles/site.js']), iframe, object, embed") == []
    loaded = [
        str(element.get("src") or element.get("href"))
        for element in soup.select('[src], link[rel~="stylesheet"], link[rel~="icon"]')
    ]
    assert loaded
    assert [address for address in loaded if not address.startswith("/") or address.startswith("//")] == []


def test_article__way_up(client: Client) -> None:
    article = make_article()
    condition = article.get_parent()
    crumbs = read(client, article.url).select("nav.crumbs a")
    assert [(link["href"], words(link)) for link in crumbs] == [("/en/", "Health answers"), (condition.url, condition.title)]


def test_article__description_for_search_engines(client: Client) -> None:
    soup = read(client, make_article(search_description="About knees.").url)
    assert one(soup, 'meta[name="description"]')["content"] == "About knees."
    assert soup.select('meta[name="robots"]') == []


def test_preview__of_an_empty_draft_shows_its_sections() -> None:
    article = make_article(live=False, blocks=0, citations=0, tldr="")
    assert [element["id"] for element in preview(article).select("[id]") if element["id"] in ANCHORS] == ANCHORS


def test_preview__of_a_citation_that_is_in_no_list_has_no_number() -> None:
    soup = preview(make_article(live=False, citations=0, causes=[text_block(f"<p>Said.{cite('nobody-1999')}</p>")]))
    assert words(one(soup, "#causes p")) == "Said."
    assert soup.select("#references") == []
