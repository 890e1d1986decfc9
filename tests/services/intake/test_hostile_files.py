"""Hostile files: refused with a sentence that says why, or cleaned with a report."""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
import zipfile
from collections import Counter

import pytest

from articles.domain.intake import Reason
from articles.services.intake.markup import Page
from articles.services.intake.reading import read_file
from articles.services.intake.report import Cleaned, IntakeError
from tests.services.intake.word_files import document, encrypted, packed_with, paragraph, relations, run, word_file

DEEP_XML = "<w:p>" * 150 + "</w:p>" * 150
BILLION = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + document(paragraph(run("x")))
EXTERNAL_ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + document("<w:p>&a;</w:p>")


def refused(name: str, data: bytes | str) -> tuple[str, str]:
    with pytest.raises(IntakeError) as caught:
        read(name, data)
    [message] = caught.value.messages
    return str(caught.value.code), message


def read(name: str, data: bytes | str, cleaned: Counter[Cleaned] | None = None) -> Page:
    cleaned = Counter() if cleaned is None else cleaned
    return read_file(name, data.encode() if isinstance(data, str) else data, "en", cleaned)


def zip_with(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a.docx", b"%PDF-1.7 ...", "mismatch", "a PDF"),
        ("a.txt", b"%PDF-1.7 ...", "mismatch", "a PDF"),
        ("a.md", b"\x89PNG\r\n", "mismatch", "a picture"),
        ("a.html", b"MZ\x90", "mismatch", "a program"),
        ("a.txt", word_file(), "mismatch", "a Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mismatch", "password"),
        ("a.docx", b"Knees glimmer.", "mismatch", "no Word file"),
        ("a.txt", b"<!DOCTYPE html><html><p>Knees.", "mismatch", "HTML"),
        ("a.html", b"Knees glimmer.", "mismatch", "plain text"),
        ("a.docm", word_file(), "macros", "macros"),
        ("a.exe", b"Knees.", "suffix", ".docx"),
        ("noname", b"Knees.", "suffix", ".docx"),
        ("a.txt", b"Kn\xe9es", "encoding", "byte 3"),
        ("a.txt", b"\xff\xfeK\x00n", "encoding", "UTF-8"),
        ("a.txt", b"Knees\x00glimmer", "binary", "no text"),
        ("a.txt", b"", "empty", "no text"),
        ("a.html", b"<p><script>alert(1)</script> </p>", "empty", "no text"),
        ("a.txt", b"x" * (2 * 1024 * 1024 + 1), "too_large", "2 MB"),
        ("a.docx", b"PK\x03\x04" + b"x" * (5 * 1024 * 1024), "too_large", "5 MB"),
        ("a.txt", "Knees. " * 30_000, "too_long", "200,000"),
        ("a.md", "Knees. " * 60_000, "too_long", "200,000"),
        ("a.html", "<p>" + "Knees. " * 30_000, "too_long", "200,000"),
        ("a.html", "<p>Knees." * 2_001, "too_many", "2,000"),
        ("a.html", "<i>x</i>" * 20_001, "too_many_tags", "20,000"),
        ("a.md", "[" * 20_001, "too_many_tags", "20,000"),
        ("a.docx", word_file(paragraph(run("Knees. ")) * 4_001), "too_many", "2,000"),
        ("a.docx", word_file(paragraph(run("Knees. " * 30_000))), "too_long", "200,000"),
        ("a.html", "<div>" * 51 + "x", "too_deep", "50"),
        ("a.md", "> " * 300 + "Knees.", "too_deep", "50"),
        ("a.docx", word_file()[:-40], "damaged", "damaged"),
        ("a.docx", zip_with("x.txt"), "no_document", "no Word document"),
        ("a.docx", encrypted(word_file()), "encrypted", "encrypted"),
        ("a.docx", word_file(parts={"word/vbaProject.bin": b"x"}), "macros", "macros"),
        ("a.docx", word_file(parts={"[Content_Types].xml": "<Types a='application/vnd.ms-word.document.macroEnabled.main+xml'/>"}), "macros", "macros"),
        ("a.docx", word_file(parts={"word/media/big.bin": b"\0" * 30_000_000}), "bomb", "unpacks"),
        ("a.docx", word_file(parts={f"word/x{n}.bin": b"" for n in range(2_001)}), "bomb", "unpacks"),
        ("a.docx", word_file("<w:p/>" * 250_000), "bomb", "unpacks"),
        ("a.docx", word_file(parts={"word/document.xml": BILLION}), "entities", "entities"),
        ("a.docx", word_file(parts={"word/document.xml": EXTERNAL_ENTITY}), "entities", "entities"),
        ("a.docx", word_file(parts={"word/document.xml": "<w:document"}), "damaged", "damaged"),
        ("a.docx", word_file(parts={"word/document.xml": "<html/>"}), "damaged", "damaged"),
        ("a.docx", word_file(DEEP_XML), "too_deep", "50"),
        ("a.docx", packed_with(zipfile.ZIP_BZIP2, document("").encode()), "damaged", "damaged"),
        ("a.docx", packed_with(zipfile.ZIP_LZMA, document("").encode()), "damaged", "damaged"),
        ("a.docx", word_file(parts={"../../etc/cron.d/x": "x"}), "names", "lead out"),
        ("a.docx", word_file(parts={"/etc/x": "x"}), "names", "lead out"),
        ("a.docx", word_file(parts={"word/_rels/document.xml.rels": relations(("rId9", "image", "http://example.org/x.png", "External"))}), "external", "elsewhere"),
        ("a.docx", word_file(parts={"word/_rels/settings.xml.rels": relations(("rId9", "attachedTemplate", "file:///x.dotm", "External"))}), "external", "elsewhere"),
    ],
)  # fmt: skip
def test_a_hostile_file__is_refused_in_one_sentence(name: str, data: bytes | str, code: str, says: str) -> None:
    found, message = refused(name, data)
    assert (found, says in message) == (code, True), message


def test_a_word_file__that_says_a_false_size_is_unpacked_no_further() -> None:
    data = packed_with(zipfile.ZIP_DEFLATED, b"\0" * 50_000_000, says=1_000)
    tracemalloc.start()
    try:
        assert refused("a.docx", data)[0] == "damaged"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("html", "kind", "count"),
    [
        ("<script>evil()</script>", Cleaned.SCRIPT, 1),
        ("<SCRIPT\n>evil()", Cleaned.SCRIPT, 1),
        ("<style>p{}</style>", Cleaned.STYLE, 1),
        ("<iframe src='//evil'></iframe>", Cleaned.FRAME, 1),
        ("<object data='evil.swf'></object><embed src=evil>", Cleaned.FRAME, 2),
        ("<svg onload=evil()><a href=x>evil</a></svg>", Cleaned.DRAWING, 1),
        ("<!-- evil --><!-- evil", Cleaned.COMMENT, 2),
        ("<form action=//evil><input name=evil></form>", Cleaned.FORM, 1),
        ('<b onclick="evil()" onmouseover=evil()></b>', Cleaned.HANDLER, 2),
        (
            '<a href="javascript:evil()"></a><a href="data:text/html,evil"></a><a href="&#106;avascript:evil"></a>',
            Cleaned.LINK,
            3,
        ),
        ('<img src="//evil" onerror="evil()">', Cleaned.PICTURE, 1),
    ],
)
def test_hostile_html__is_cleaned_with_a_report(html: str, kind: Cleaned, count: int) -> None:
    cleaned: Counter[Cleaned] = Counter()
    page = read("a.html", f"<p>Knees glimmer.</p>{html}", cleaned)
    assert cleaned[kind] == count
    assert [passage.html for passage in page.passages] == ["Knees glimmer."]


def test_html_within_markdown__is_cleaned_too() -> None:
    cleaned: Counter[Cleaned] = Counter()
    page = read("a.md", 'Knees <b onclick="x()">glimmer</b>.\n\n<script>evil()</script>\n\n[a](javascript:evil)', cleaned)
    assert [passage.html for passage in page.passages][:1] == ["Knees <b>glimmer</b>."]
    assert cleaned[Cleaned.SCRIPT] == cleaned[Cleaned.HANDLER] == 1
    assert not any("href" in passage.html or "evil()" in passage.html for passage in page.passages)


def test_hidden_text__is_for_the_tray() -> None:
    page = read("a.html", '<p>Seen. <span style="display: none">Hidden.</span> Seen again.<p hidden>Hidden, too.')
    assert [(passage.text, passage.aside) for passage in page.passages] == [
        ("Seen.", None),
        ("Hidden.", Reason.HIDDEN),
        ("Seen again.", None),
        ("Hidden, too.", Reason.HIDDEN),
    ]


def test_control_characters__are_left_out() -> None:
    cleaned: Counter[Cleaned] = Counter()
    page = read("a.txt", "Kn\x07ees \u202eglimmer.", cleaned)
    assert (page.passages[0].text, cleaned[Cleaned.CONTROL]) == ("Knees glimmer.", 2)


def test_an_embedded_file__is_not_read() -> None:
    cleaned: Counter[Cleaned] = Counter()
    read("a.docx", word_file(parts={"word/embeddings/inner.docx": word_file()}), cleaned)
    assert cleaned[Cleaned.EMBEDDED] == 1


def test_a_link_with_a_hostile_target__is_no_link() -> None:
    link = f'<w:p><w:hyperlink r:id="rId9">{run("Knees")}</w:hyperlink>{run(" glimmer.")}</w:p>'
    rels = relations(("rId9", "hyperlink", "javascript:evil()", "External"))
    cleaned: Counter[Cleaned] = Counter()
    page = read("a.docx", word_file(link, parts={"word/_rels/document.xml.rels": rels}), cleaned)
    assert (page.passages[0].html, cleaned[Cleaned.LINK]) == ("Knees glimmer.", 1)


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 500_000,
        "<script" * 280_000,
        "<script>" * 19_000,
        "<a " * 19_000,
        '<a "' * 19_000 + ">",
        "<p " + "a=b " * 50_000 + ">x",
        "<p " + " ".join(f"a{n}" for n in range(50_000)) + ">x",
        "<br>" * 19_900 + "x" + "<br>" * 50,
        "&lt" * 60_000,
        "<ul>" * 40 + "<li>x" * 1_900,
        " " * 2_000_000 + "<p>x",
    ],
)
def test_html_made_to_take_long__does_not(html: str) -> None:
    started = time.process_time()
    with contextlib.suppress(IntakeError):
        read("a.html", f"<p>{html}")
    assert time.process_time() - started < 10
