"""Whatever somebody types or stores, a reader's browser runs none of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from articles.blocks import SectionBodyBlock
from articles.models import HomePage
from tests.factories import (
    analogy_block,
    block,
    callout_block,
    cite,
    comparison_block,
    figure_block,
    home,
    image,
    key_figure_block,
    make_article,
    make_condition,
    make_disclaimer,
    make_risk_factor,
    publish,
    question_answer_block,
    questions_to_ask_block,
    reference,
    risk_factor_list_block,
    set_default_disclaimer,
    text_block,
)
from tests.site.reader import preview, read

pytestmark = pytest.mark.django_db

HOSTILE = """'"><script>alert(1)</script><img src=x onerror=alert(1)>"""
#: What it says when it is shown as text.
HARMLESS = """'"><script>alert(1)</script>"""
#: The site's own are its one script, its data for machines, its search box and its drawings.
ACTIVE_ELEMENTS = (
    "script:not([type='application/ld+json']):not([src='/static/articles/site.js']), iframe, object, embed, form:not([role='search']), "
    "base, style, template, math, svg:not(.mark, .globe), img[src='x'], meta[http-equiv]"
)
RUNNABLE = re.compile(r"^[\s\x00-\x20]*(javascript|vbscript|data|file)[\s\x00-\x20]*:", re.IGNORECASE)


def assert_inert(soup: BeautifulSoup) -> None:
    assert soup.select(ACTIVE_ELEMENTS) == []
    attributes = [(name, str(value)) for element in soup.find_all(True) for name, value in element.attrs.items()]
    assert [
        name for name, _value in attributes if name.lower().startswith("on") or name.lower() in ("srcdoc", "style", "formaction")
    ] == []
    assert [value for _name, value in attributes if RUNNABLE.match(re.sub(r"[\t\r\n\0]", "", value))] == []


# --- Plain fields: shown as they were typed --------------------------------------------------------------------------


def cited(**values: Any) -> dict[str, Any]:
    return {"references": [reference("ada", **values)], "causes": [text_block(f"<p>Said{cite('ada')}</p>")], "citations": 0}


def causes(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"causes": [text_block(), *blocks], "citations": 0}


def risk_factor(**fields: Any) -> dict[str, Any]:
    return {"risk_factors": [risk_factor_list_block(make_risk_factor(**fields))]}


PLAIN_FIELDS: dict[str, Callable[[], dict[str, Any]]] = {
    "title": lambda: {"title": HOSTILE},
    "title in search results": lambda: {"seo_title": HOSTILE},
    "short answer": lambda: {"tldr": HOSTILE},
    "heading of the short answer": lambda: {"tldr_heading": HOSTILE},
    "heading of a section": lambda: {"causes_heading": HOSTILE},
    "heading of the disclaimer": lambda: {"disclaimer_heading": HOSTILE},
    "disclaimer's title": lambda: {"disclaimer": make_disclaimer(title_en=HOSTILE)},
    "disclaimer's text": lambda: {"disclaimer": make_disclaimer(text_en=HOSTILE)},
    "analogy's title": lambda: causes(analogy_block(title=HOSTILE)),
    "analogy's limit": lambda: causes(analogy_block(limit=HOSTILE)),
    "question": lambda: causes(question_answer_block(question=HOSTILE)),
    "question to ask": lambda: causes(questions_to_ask_block(HOSTILE)),
    "key figure's value": lambda: causes(key_figure_block(value=HOSTILE)),
    "key figure's unit": lambda: causes(key_figure_block(unit=HOSTILE)),
    "key figure's meaning": lambda: causes(key_figure_block(meaning=HOSTILE)),
    "caption": lambda: causes(figure_block(image(), caption=HOSTILE)),
    "credit": lambda: causes(figure_block(image(), credit=HOSTILE)),
    "credit of the picture": lambda: causes(figure_block(image(credit=HOSTILE))),
    "risk factor's name": lambda: risk_factor(name_en=HOSTILE),
    "risk factor's explanation": lambda: risk_factor(explanation_en=HOSTILE),
    "risk factor's advice": lambda: risk_factor(advice_en=HOSTILE),
    "risk factor's name in another language": lambda: risk_factor(languages=[], name_de=HOSTILE),
    "risk factor's advice in another language": lambda: risk_factor(languages=["en"], advice_en="", advice_ar=HOSTILE),
    "reference's authors": lambda: cited(authors=HOSTILE),
    "reference's title": lambda: cited(title=HOSTILE),
    "reference's source": lambda: cited(source=HOSTILE),
    "reference's DOI": lambda: cited(doi=HOSTILE),
    "reference's PMID": lambda: cited(pmid=HOSTILE),
    "reference's address": lambda: cited(url=HOSTILE),
}


@pytest.mark.parametrize("fields", PLAIN_FIELDS.values(), ids=PLAIN_FIELDS)
def test_plain_field__is_shown_as_text(client: Client, fields: Callable[[], dict[str, Any]]) -> None:
    article = make_article(**fields())
    soup = read(client, article.url)
    assert_inert(soup)
    assert HARMLESS in soup.get_text()
    assert_inert(read(client, article.get_parent().url))
    assert_inert(preview(article))


QUIET_FIELDS: dict[str, Callable[[], dict[str, Any]]] = {
    "description for search engines": lambda: {"search_description": HOSTILE},
    "alternative text": lambda: causes(figure_block(image(), alt_text=HOSTILE)),
    "title of the picture": lambda: causes(figure_block(image(title=HOSTILE), alt_text="", decorative=True)),
    "urgency": lambda: causes(callout_block(urgency=HOSTILE)),
    "key figure's source": lambda: {
        **causes(key_figure_block(HOSTILE)),
        "references": [reference(HOSTILE)],
    },
    "address that runs": lambda: cited(url="javascript:alert(1)"),
    "address that runs, in disguise": lambda: cited(url=" JaVa\tScRiPt:alert(1)"),
    "address with data": lambda: cited(url="data:text/html,<script>alert(1)</script>"),
    "DOI that closes its link": lambda: cited(doi='10.1000/1"onmouseover="alert(1)'),
    "block of an unknown kind": lambda: causes(block("html", HOSTILE)),
}


@pytest.mark.parametrize("fields", QUIET_FIELDS.values(), ids=QUIET_FIELDS)
def test_field_behind_the_text__does_not_run(client: Client, fields: Callable[[], dict[str, Any]]) -> None:
    article = make_article(**fields())
    assert_inert(read(client, article.url))
    assert_inert(read(client, article.url))


def hostile_home() -> Page:
    page = home()
    page.title, page.introduction, page.seo_title, page.search_description = HOSTILE, HOSTILE, HOSTILE, HOSTILE
    return publish(page)


def hostile_condition() -> Page:
    return make_condition(
        title=HOSTILE,
        also_known_as=f"{HOSTILE}\n{HOSTILE}",
        search_description=HOSTILE,
        codes=[{"system": "icd-10", "code": '"><script>alert(1)</script>', "display_name": HOSTILE}],
    )


@pytest.mark.parametrize("make_page", [hostile_home, hostile_condition])
def test_listing__shows_text_as_text(client: Client, make_page: Callable[[], Page]) -> None:
    page = make_page()
    for address in dict.fromkeys([page.url, "/en/"]):
        soup = read(client, address)
        assert_inert(soup)
        assert HARMLESS in soup.get_text()


def test_breadcrumbs__show_text_as_text(client: Client) -> None:
    HomePage.objects.filter(locale__language_code="en").update(title=HOSTILE)
    assert_inert(read(client, make_article(parent=hostile_condition()).url))


@pytest.mark.parametrize(
    "address", ["/en/%3Cscript%3Ealert(1)%3C/script%3E/", "/en/nothing/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"]
)
def test_404__repeats_nothing_of_the_address(client: Client, address: str) -> None:
    soup = read(client, address, status=404)
    assert_inert(soup)
    assert "alert(1)" not in str(soup)


# --- Rich text: whatever is in the database --------------------------------------------------------------------------

STORED = {
    "script": "<p>Hi<script>alert(1)</script></p>",
    "script in capitals": "<p>Hi<SCRIPT SRC=//example.org/x.js></SCRIPT></p>",
    "handler": '<p onclick="alert(1)">Hi</p>',
    "handler on a link": '<p><a href="https://example.org" onclick="alert(1)">Hi</a></p>',
    "picture": '<p><img src="x" onerror="alert(1)"></p>',
    "frame": '<p>Hi</p><iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "drawing": '<svg onload="alert(1)"></svg>',
    "style": '<p style="background:url(javascript:alert(1))">Hi</p>',
    "link that runs": '<p><a href="javascript:alert(1)">Hi</a></p>',
    "link that runs, in disguise": '<p><a href=" JaVa&#9;ScRiPt:alert(1)">Hi</a></p>',
    "link with data": '<p><a href="data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;">Hi</a></p>',
    "link to a page, with a handler": '<p><a linktype="page" id="1" onclick="alert(1)">Hi</a></p>',
    "link to a page, with an address that runs": '<p><a linktype="page" id="1" href="javascript:alert(1)">Hi</a></p>',
    "link of an unknown kind": '<p><a linktype="x" href="javascript:alert(1)" onclick="alert(1)">Hi</a></p>',
    "citation that closes its attribute": '<p>Hi<a linktype="citation" id="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</a></p>',
    "citation with a script inside": '<p>Hi<a linktype="citation" id="ref-1"><script>alert(1)</script></a></p>',
    "citation that is not closed": '<p>Hi<a linktype="citation" id="ref-1"><script>alert(1)</script></p>',
    "expanded citation": '<p>Hi<a data-cite="ref-1" onclick="alert(1)">x</a></p>',
    "embedded picture": '<embed embedtype="image" id="1" format="left" alt="&quot; onerror=&quot;alert(1)"/>',
    "embedded medium": '<embed embedtype="media" url="javascript:alert(1)"/>',
    "embedded object": '<embed src="//example.org/x.swf">',
    "form": '<form action="javascript:alert(1)"><button>Hi</button></form>',
    "comment": "<p>Hi<!--><script>alert(1)</script>--></p>",
}


def assert_passage_inert(client: Client, html: str) -> None:
    """In the preview of a draft, and on the page that readers see where it may be published."""
    article = make_article(
        live=False, causes=[text_block("<p>Hi</p>"), text_block(html)], genetics=[text_block(f"<p>Hi{cite('ref-1')}</p>")]
    )
    assert_inert(preview(article))
    set_default_disclaimer()
    if not article.missing_parts():
        assert_inert(read(client, publish(article).url))


@pytest.mark.parametrize("html", STORED.values(), ids=STORED)
def test_stored_rich_text__does_not_run(client: Client, html: str) -> None:
    """However it came into the database: by an import, a script, another version of the editor."""
    assert_passage_inert(client, html)


def test_stored_rich_text__in_every_kind_of_passage(client: Client) -> None:
    html = '<p>Hi<script>alert(1)</script><a href="javascript:alert(1)">Hi</a></p>'
    article = make_article(
        citations=0,
        causes=[
            analogy_block(text=html),
            question_answer_block(answer=html),
            callout_block(text=html),
            comparison_block(html, html),
        ],
    )
    assert_inert(read(client, article.url))


# --- Rich text: what the editor's own converter lets through ---------------------------------------------------------


def entity(kind: str, **data: Any) -> dict[str, Any]:
    return {"type": kind, "mutability": "MUTABLE", "data": data}


def typed(
    text: str = "Hi there", *, kind: str = "unstyled", entities: list[dict[str, Any]] | None = None, style: str = ""
) -> str:
    """What the editor posts: Draft.js' content state with one paragraph, its first word inside each of the entities."""
    entities = entities or []
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "abcde",
                    "text": text,
                    "type": kind,
                    "depth": 0,
                    "inlineStyleRanges": [{"offset": 0, "length": 2, "style": style}] if style else [],
                    "entityRanges": [{"offset": 0, "length": 2, "key": number} for number, _entity in enumerate(entities)],
                }
            ],
            "entityMap": {str(number): entity for number, entity in enumerate(entities)},
        }
    )


TYPED = {
    "tags as text": typed(HOSTILE),
    "tags as a heading": typed(HOSTILE, kind="header-three"),
    "tags as a list item": typed(HOSTILE, kind="unordered-list-item"),
    "kind that is not offered": typed(HOSTILE, kind="header-one"),
    "kind that does not exist": typed(HOSTILE, kind="script"),
    "style that does not exist": typed(HOSTILE, style="SCRIPT"),
    "link that runs": typed(entities=[entity("LINK", url="javascript:alert(1)")]),
    "link that runs, in capitals": typed(entities=[entity("LINK", url="JAVASCRIPT:alert(1)")]),
    "link that runs, in disguise": typed(entities=[entity("LINK", url=" java\nscript:alert(1)")]),
    "link that runs, in control characters": typed(entities=[entity("LINK", url="\x01javascript:alert(1)")]),
    "link with data": typed(entities=[entity("LINK", url="data:text/html,<script>alert(1)</script>")]),
    "link in an old language": typed(entities=[entity("LINK", url="vbscript:alert(1)")]),
    "link that closes its attribute": typed(entities=[entity("LINK", url='https://example.org/" onclick="alert(1)')]),
    "link with a handler": typed(entities=[entity("LINK", url="https://example.org/", onclick="alert(1)", style="x")]),
    "page that closes its attribute": typed(entities=[entity("LINK", id='1" onclick="alert(1)', parentId=1)]),
    "citation that closes its attribute": typed(entities=[entity("CITATION", id='x"><script>alert(1)</script>')]),
    "citation with a handler": typed(entities=[entity("CITATION", id="ref-1", onclick="alert(1)")]),
    "picture": typed(" ", kind="atomic", entities=[entity("IMAGE", id=1, src="x", alt='" onerror="alert(1)', format="left")]),
    "medium": typed(" ", kind="atomic", entities=[entity("EMBED", url="javascript:alert(1)", embedType="video")]),
    "entity that does not exist": typed(entities=[entity("SCRIPT", src="//example.org/x.js")]),
}


def stored(kind: str, content_state: str) -> str:
    """What a block of rich text stores of what the editor posted."""
    text = SectionBodyBlock().child_blocks[kind]
    html: str = text.value_from_datadict({"text": content_state}, {}, "text").source
    return html


@pytest.mark.parametrize("content_state", TYPED.values(), ids=TYPED)
def test_typed_rich_text__does_not_run(client: Client, content_state: str) -> None:
    assert_passage_inert(client, stored("text", content_state))


@pytest.mark.parametrize("kind", ["unstyled", "header-three", "unordered-list-item", "ordered-list-item"])
def test_typed_rich_text__shows_tags_as_text(client: Client, kind: str) -> None:
    article = make_article(causes=[text_block(stored("text", typed(HOSTILE, kind=kind)))], citations=0)
    assert HARMLESS in read(client, article.url).get_text()
