from __future__ import annotations

from typing import Any

import pytest

from articles.domain.citations import cited_keys, number_citations


def cite(key: str) -> str:
    """A citation link as rich text stores it."""
    return f'<a id="{key}" linktype="citation">1</a>'


def text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": html, "id": "00000000-0000-0000-0000-000000000000"}


def key_figure(source: str) -> dict[str, Any]:
    return {"type": "key_figure", "value": {"value": "60–80", "unit": "%", "meaning": "…", "source": source}, "id": "1"}


def test_cited_keys__in_order_of_appearance_with_repeats() -> None:
    raw = [text(f"<p>One{cite('b')} two{cite('a')}</p>"), text(f"<p>Three{cite('b')}</p>")]
    assert list(cited_keys(raw)) == ["b", "a", "b"]


@pytest.mark.parametrize(
    "link",
    [
        '<a id="k" linktype="citation">x</a>',
        '<a linktype="citation" id="k">x</a>',
        '<a class="mark" linktype="citation" title="y" id="k">x</a>',
        '<a\nid="k"\nlinktype="citation">x</a>',
        '<a id="k" linktype="citation"></a>',
        '<a id="k" linktype="citation">two\nlines <b>bold</b></a>',
    ],
    ids=str,
)
def test_cited_keys__whatever_the_order_of_attributes(link: str) -> None:
    assert list(cited_keys(f"<p>Bone {link}.</p>")) == ["k"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "plain",
        '<a href="https://example.org">x</a>',
        '<a id="3" linktype="page">x</a>',
        '<a id="k">x</a>',
        '<a linktype="citation">x</a>',
        'id="k" linktype="citation"',
        '&lt;a id="k" linktype="citation"&gt;x&lt;/a&gt;',
        '<a href="/">x</a> id="k" linktype="citation">',
        '<abbr id="k" linktype="citation">x</abbr>',
    ],
    ids=str,
)
def test_cited_keys__none_without_a_citation_link(html: str) -> None:
    assert list(cited_keys(html)) == []


def test_cited_keys__neighbouring_links_stay_apart() -> None:
    html = f'<a id="3" linktype="page">page</a>{cite("a")}{cite("b")}<a id="4" linktype="page">page</a>'
    assert list(cited_keys(html)) == ["a", "b"]


def test_cited_keys__key_figure_by_its_source() -> None:
    assert list(cited_keys([key_figure("ralston-2010")])) == ["ralston-2010"]


@pytest.mark.parametrize("source", ["", None])
def test_cited_keys__key_figure_without_a_source(source: Any) -> None:
    assert list(cited_keys([key_figure(source)])) == []


def test_cited_keys__in_any_field_however_deep() -> None:
    comparison = {"type": "comparison", "value": {"cause": f"<p>{cite('a')}</p>", "risk_factor": f"<p>{cite('b')}</p>"}}
    listed = {"type": "list", "value": [{"type": "item", "value": {"text": cite("c")}, "id": "1"}]}
    assert list(cited_keys([comparison, listed, key_figure("d")])) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("raw", [None, 3, True, [], {}, [None, 1, False], {"a": None}], ids=repr)
def test_cited_keys__other_plain_values_cite_nothing(raw: Any) -> None:
    assert list(cited_keys(raw)) == []


def test_number_citations__by_first_citation() -> None:
    assert number_citations(["b", "a", "c"], known=["a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}


def test_number_citations__repeats_keep_their_number() -> None:
    assert number_citations(["b", "a", "b", "c", "a"], known=["a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}


def test_number_citations__unknown_keys_get_none_and_take_none() -> None:
    assert number_citations(["x", "b", "y", "a"], known=["a", "b"]) == {"b": 1, "a": 2}


def test_number_citations__uncited_get_none() -> None:
    assert number_citations(["a"], known=["a", "b"]) == {"a": 1}


def test_number_citations__reads_iterators_once() -> None:
    assert number_citations(iter(["a", "b"]), known=iter(["a", "b"])) == {"a": 1, "b": 2}
