"""Words that would be markup, program or a header on their way to readers. In pages: `tests/site/test_hostile_text.py`."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks.base import CleanRichText
from articles.presentation.structured_data import as_json
from tests.factories import make_article, make_condition, text_block

HOSTILE = "</script><script>alert(1)</script><!--]]>&\"'\u2028\x0b"
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)",
    "\x01javascript:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)", "vbscript:x", "data:text/html,x",
    "blob:https://x/y", "file:///etc/passwd", "ｊavascript:alert(1)", "jav\u00adascript:alert(1)", "\u200bjavascript:alert(1)",
    "feed:javascript:alert(1)", "view-source:x", "ws://x", "ftp://x/", "intent://x", "javascript\x00:alert(1)",
]  # fmt: skip
_SAFE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def as_browsers_read(address: str) -> str:
    """Without what browsers leave out before they look for a scheme (WHATWG URL, basic parser)."""
    return re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))


@pytest.mark.parametrize("address", ADDRESSES)
def test_link__that_runs_is_no_link(address: str) -> None:
    soup = BeautifulSoup(CleanRichText(f'<p><a href="{address}">Hi</a></p>').source, "html.parser")
    for link in soup.select("a[href]"):
        read = as_browsers_read(str(link["href"]))
        assert _SAFE.match(read) or not _SCHEME.match(read), read


@given(st.text(st.sampled_from("<>/\"'= aonp:&;scriptjv\n\t\x00!-ب"), max_size=80))
def test_rich_text__of_any_characters_holds_what_is_allowed_and_no_more(text: str) -> None:
    clean = CleanRichText(text).source
    soup = BeautifulSoup(clean, "html.parser")
    assert {element.name for element in soup.find_all(True)} <= {"a", "b", "br", "em", "h3", "i", "li", "ol", "p", "strong", "ul"}
    assert {name for element in soup.find_all(True) for name in element.attrs} <= {"href", "id", "linktype", "data-block-key"}
    assert CleanRichText(clean).source == clean


@given(st.text(max_size=60))
def test_data_for_machines__cannot_end_its_element(text: str) -> None:
    written = as_json({"name": text + HOSTILE})
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written)["name"] == (text + HOSTILE).encode("utf-8", "replace").decode()


@pytest.mark.django_db
def test_hostile_title__leaves_feeds_sitemap_data_and_headers_whole(client: Client) -> None:
    condition = make_condition(title=HOSTILE, slug="hostile")
    article = make_article(
        parent=condition, title=HOSTILE, tldr=HOSTILE, causes=[text_block(f"<p>Hi {HOSTILE}</p>")], citations=0
    )
    for address in ("/en/feed/", "/en/feed/hostile/", "/sitemap.xml"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        root = ElementTree.fromstring(answer.getvalue())
        assert [element for element in root.iter() if element.tag.endswith("script")] == []
    for address in (article.url, condition.url, f"{article.url}history/", "/api/v2/pages/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not any("\n" in str(value) for value in answer.headers.values())
        soup = (
            BeautifulSoup(answer.content, "html.parser") if "html" in answer["Content-Type"] else BeautifulSoup("", "html.parser")
        )
        assert [
            script
            for script in soup.select("script")
            if "alert" in script.get_text() and "ld+json" not in str(script.get("type"))
        ] == []
        for script in soup.select("script[type='application/ld+json']"):
            json.loads(script.get_text())
