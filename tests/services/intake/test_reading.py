"""The formats: what each one's headings, lists, tables and notes become; and no word of a file is lost."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.domain.intake import Kind, Passage, Reason, sort_passages
from articles.services.intake import tray
from articles.services.intake.markup import Page
from articles.services.intake.reading import read_file
from articles.services.intake.report import Cleaned, IntakeError, Report
from tests.domain.intake.texts import TEXTS, Text
from tests.services.intake.word_files import W, document, paragraph, relations, run, word_file


def read(name: str, data: bytes | str, cleaned: Counter[Cleaned] | None = None) -> Page:
    cleaned = Counter() if cleaned is None else cleaned
    return read_file(name, data.encode() if isinstance(data, str) else data, "en", cleaned)


def outline(page: Page) -> list[tuple[str, str]]:
    """Each passage: a heading's level, "-" for a list, "" for a paragraph, the reason of what is aside; and its HTML."""
    return [(_mark(passage), passage.html) for passage in page.passages]


def _mark(passage: Passage) -> str:
    if passage.aside:
        return passage.aside.value
    return {Kind.HEADING: str(passage.level), Kind.LIST: "-", Kind.PARAGRAPH: ""}[passage.kind]


def test_html() -> None:
    page = read(
        "a.html",
        "<!doctype html><html><head><title>Knees\n at night</title></head><body><h1>Why?</h1><div>Bare words<p>One <b>bold</b> <em>word</em><br>here"
        '<p>See <a href="https://example.org/?a=1&amp;b=2" onclick=x>there</a> &lt;now&gt;.<ul><li>One<li>Two<ul><li>Deep</ul></ul>'
        '<blockquote><p>Said.</p></blockquote><img src=x alt="A knee"><dl><dt>Term<dd>Meaning</dl></div></body></html>',
    )
    assert page.title == "Knees at night"
    assert outline(page) == [
        ("1", "Why?"),
        ("", "Bare words"),
        ("", "One <b>bold</b> <i>word</i><br>here"),
        ("", 'See <a href="https://example.org/?a=1&amp;b=2">there</a> &lt;now&gt;.'),
        ("-", "<ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul>"),
        ("", "Said."),
        ("picture", "A knee"),
        ("", "Term"),
        ("", "Meaning"),
    ]


def test_a_list_with_paragraphs_in_its_items__keeps_their_lines() -> None:
    page = read("a.html", "<ul><li><p>One.</p><p>More.</p><li>Two<h3>Three</h3></ul><ol>Loose<ul><li>x</ul></ol>")
    assert outline(page) == [
        ("-", "<ul><li>One.<br>More.</li><li>Two<br>Three</li></ul>"),
        ("-", "<ol><li>Loose<ul><li>x</li></ul></li></ol>"),
    ]


def test_a_table_of_short_cells__is_a_paragraph_for_each_row() -> None:
    page = read("a.html", "<table><tr><th>Knee<th>Glimmer<tr><td><p>Left</p><td>7</table>")
    assert outline(page) == [("", "Knee · Glimmer"), ("", "Left · 7")]


def test_a_table_made_for_the_layout__comes_apart() -> None:
    page = read("a.html", "<table><tr><td><h2>Causes</h2><p>Moon.<p>Light.<td>Side</table>")
    assert outline(page) == [("2", "Causes"), ("", "Moon."), ("", "Light."), ("", "Side")]


def test_markdown() -> None:
    page = read(
        "a.md",
        "---\ntitle: 'Knees at night'\nauthor: Ada Lamp\n---\nWhy?\n====\n\nOne **bold**\n*word*.\n\n- a\n- b\n\n## Causes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "See [there][x].\n\n[x]: https://example.org/\n[^1]: https://example.org/unused\n",
    )
    assert page.title == "Knees at night"
    assert outline(page) == [
        ("property", "author: Ada Lamp"),
        ("1", "Why?"),
        ("", "One <b>bold</b> <i>word</i>."),
        ("-", "<ul><li>a</li><li>b</li></ul>"),
        ("2", "Causes"),
        ("", "a · b"),
        ("", "1 · 2"),
        ("", 'See <a href="https://example.org/">there</a>.'),
        ("link", "[^1]: https://example.org/unused"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text(encoding: str) -> None:
    text = "Why do knees glimmer?\n\nThey do\nat night.\n\nCauses\nMoonlight <3.\n\nRisk factors\n------------\n- curtains\n- age and\n  more\n\n1. One\n2. Two\n\nLast line."
    assert outline(read("a.TXT", text.encode(encoding))) == [
        ("1", "Why do knees glimmer?"),
        ("", "They do at night."),
        ("2", "Causes"),
        ("", "Moonlight &lt;3."),
        ("2", "Risk factors"),
        ("-", "<ul><li>curtains</li><li>age and more</li></ul>"),
        ("-", "<ul><li>1. One</li><li>2. Two</li></ul>"),
        ("", "Last line."),
    ]


def test_plain_text_without_empty_lines__is_a_passage_a_line_unless_lines_were_wrapped() -> None:
    wrapped = "Knees that glimmer at night are seen by nobody who sleeps in\na room with a door."
    assert outline(read("a.txt", f"Knees\nThey glimmer.\n{wrapped}")) == [
        ("1", "Knees"),
        ("", "They glimmer."),
        ("", wrapped.replace("\n", " ")),
    ]


def _note(kind: str) -> str:
    return f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:id="7">{paragraph(run(f"A {kind}."))}</w:{kind}></w:{kind}s>'


def test_word() -> None:
    body = "".join(
        [
            paragraph(run("Why?"), heading=1),
            paragraph(run("One ") + "<w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>" + run(" word.")),
            paragraph(run("Causes"), heading=2),
            paragraph(f'<w:hyperlink r:id="rId9">{run("There")}</w:hyperlink>{run(".")}'),
            paragraph(run("Kept") + f'<w:ins w:id="1">{run(" inserted")}</w:ins><w:del w:id="2"><w:r><w:delText> deleted</w:delText></w:r></w:del>' + run(".")),
            paragraph(run("Noted.") + '<w:r><w:footnoteReference w:id="7"/></w:r>'),
            f"<w:tbl><w:tr><w:tc>{paragraph(run('Left'))}</w:tc><w:tc>{paragraph(run('7'))}</w:tc></w:tr></w:tbl>",
            f"<w:p><w:unheardOf>{run('In a drawing.')}</w:unheardOf></w:p>",
        ]
    )  # fmt: skip
    rels = relations(
        ("rId9", "hyperlink", "https://example.org/", "External"),
        ("rId8", "footnotes", "footnotes.xml", ""),
        ("rId7", "comments", "comments.xml", ""),
    )
    parts = {
        "word/_rels/document.xml.rels": rels,
        "word/footnotes.xml": _note("footnote"),
        "word/comments.xml": _note("comment"),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph(run("Glimmer Hospital"))}</w:hdr>',
    }
    cleaned: Counter[Cleaned] = Counter()
    page = read("a.docx", word_file(body, parts=parts), cleaned)
    assert outline(page) == [
        ("1", "Why?"),
        ("", "One <b>bold</b> word."),
        ("2", "Causes"),
        ("", '<a href="https://example.org/">There</a>.'),
        ("", "Kept inserted."),
        ("", "Noted.[1]"),
        ("", "Left · 7"),
        ("footnote", "<ol><li>A footnote.</li></ol>"),
        ("left_over", "In a drawing."),
        ("comment", "A comment."),
        ("page_edge", "Glimmer Hospital"),
    ]
    assert {
        kind: cleaned[kind]
        for kind in (Cleaned.DELETED, Cleaned.INSERTED, Cleaned.FOOTNOTE, Cleaned.REVIEW_COMMENT, Cleaned.PAGE_EDGE)
    } == dict.fromkeys((Cleaned.DELETED, Cleaned.INSERTED, Cleaned.FOOTNOTE, Cleaned.REVIEW_COMMENT, Cleaned.PAGE_EDGE), 1)


def test_a_word_file_without_styles__is_read() -> None:
    assert outline(read("a.docx", word_file(parts={"word/document.xml": document(paragraph(run("Knees & <lamps>.")))}))) == [
        ("", "Knees &amp; &lt;lamps&gt;.")
    ]


def test_a_report__has_a_sentence_for_each_kind_of_thing() -> None:
    report = Report(cleaned=Counter(dict.fromkeys(Cleaned, 3)))
    assert len(report.lines) == len(Cleaned)
    assert all("3" in line for line in report.lines)
    assert Report().lines == []


# --- Whatever comes --------------------------------------------------------------------------------------------------

_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "b",
        "i",
        "em",
        "a",
        "br",
        "img",
        "span",
        "section",
        "pre",
        "blockquote",
        "hr",
        "dl",
        "dt",
        "dd",
        "title",
        "head",
        "body",
        "html",
        "form",
        "option",
        "textarea",
    ]
)
_BITS = st.one_of(
    _TAGS.map(lambda tag: f"<{tag}>"),
    _TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "<a href='https://example.org/'>",
            "<p hidden>",
            "&amp;",
            "&#0;",
            "&nbsp;",
            "<",
            ">",
            '"',
            "<x y='",
            "<!doctype html>",
            "/>",
        ]
    ),
    st.text("abc xyzé光. \n", min_size=1, max_size=8),
)


@given(html=st.lists(_BITS, max_size=40).map("".join))
@example(html="<ul></li><li></ul></ul><td>x</tr></table></td>")
def test_any_html__is_read_or_refused(html: str) -> None:
    try:
        page = read("a.html", f"<p>{html}")
    except IntakeError:
        return
    assert all(passage.text and "<script" not in passage.html for passage in page.passages)


@given(words=st.lists(_TAGS, min_size=1, max_size=40), closes=st.lists(st.booleans(), min_size=40, max_size=40))
def test_no_word_of_any_html__is_lost(words: list[str], closes: list[bool]) -> None:
    pieces = [
        f"<{'/' if close else ''}{tag}>word{number} " for number, (tag, close) in enumerate(zip(words, closes, strict=False))
    ]
    page = read("a.html", "<body><p>start " + "".join(pieces))
    found = re.findall(r"word\d+", " ".join([page.title, *(passage.text for passage in page.passages)]))
    assert sorted(found) == sorted(f"word{number}" for number in range(len(words)))


@given(text=st.text(st.sampled_from("ab.?\n -*#>[]()`_<|=1:~&;\t\\!é光"), max_size=120))
def test_any_markdown_and_any_plain_text__is_read_or_refused(text: str) -> None:
    for name in ("a.md", "a.txt"):
        try:
            page = read(name, text)
        except IntakeError:
            continue
        if name == "a.txt":
            written = re.sub(r"[\W_]", "", "".join(passage.text for passage in page.passages))
            assert written == re.sub(r"[\W_]", "", text)


@given(data=st.binary(max_size=60), name=st.sampled_from(["a.md", "a.html", "a.docx", "a.txt"]))
def test_any_bytes__are_read_or_refused(data: bytes, name: str) -> None:
    for content in (data, b"PK\x03\x04" + data, word_file()[: len(data) * 9] + data):
        with suppress(IntakeError):
            read(name, content)


def test_reasons_for_the_tray__are_all_told() -> None:
    assert set(tray._REASONS) == set(Reason)


# --- From a file to its sections, in every language ------------------------------------------------------------------


def _as_file(text: Text, form: str) -> tuple[str, str]:
    parts = [text.short_answer, *text.sections.values(), text.disclaimer]
    if form == "md":
        return "a.md", "\n\n".join([f"# {text.title}", text.reviewed, *(f"## {name}\n\n{body}" for name, body in parts)])
    if form == "html":
        body = "".join(f"<h2>{name}</h2><p>{body}</p>" for name, body in parts)
        return "a.html", f"<h1>{text.title}</h1><p>{text.reviewed}</p>{body}"
    return "a.txt", "\n\n".join([text.title, text.reviewed, *(f"{name}\n\n{body}" for name, body in parts)])


@pytest.mark.parametrize("form", ["md", "html", "txt"])
@pytest.mark.parametrize("language", TEXTS)
def test_a_file__is_sorted_whatever_its_format_and_language(language: str, form: str) -> None:
    text = TEXTS[language]
    name, content = _as_file(text, form)
    page = read_file(name, content.encode(), language, Counter())

    draft = sort_passages(page.passages, language)

    assert (draft.title, draft.notes, draft.tldr) == (text.title, [text.reviewed], text.short_answer[1])
    assert draft.bodies == {section: [f"<p>{body}</p>"] for section, (_name, body) in text.sections.items()}
    assert draft.disclaimer == [text.disclaimer[1]]
    assert draft.tray == []
