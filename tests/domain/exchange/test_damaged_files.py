"""Files that came back damaged, out of date, or from somewhere else: each is refused, by line and reason, and none crashes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.exchange import LARGEST, Draft, ExchangeError, Format, Reason, read
from tests.domain.exchange.editions import draft, exported, imported
from tests.domain.exchange.translating import translated

Damage = Callable[[bytes], bytes]

SPANISH = {
    "title": "¿Qué causa esto?",
    "tldr": "Breve.",
    "causes/block-1": '<p>Los <b>huesos</b> viven.<a id="nih-2001" linktype="citation">[nih-2001]</a></p><p>Siempre.</p>',
    "causes/block-2/value": "60",
    "causes/block-2/meaning": "de cada cien.",
}


@cache
def against() -> Draft:
    """A small article, not translated yet."""
    passage = '<p>Bones are <b>alive</b>.<a id="nih-2001" linktype="citation">[nih-2001]</a></p><p>Always.</p>'
    figure = {"value": "60%", "unit": "", "meaning": "of a hundred.", "source": "nih-2001"}
    blocks = [{"type": "text", "id": "block-1", "value": passage}, {"type": "key_figure", "id": "block-2", "value": figure}]
    source = {"title": "What causes it?", "tldr": "Short.", "causes": blocks}
    return draft(source, source)


@cache
def good(form: Format) -> bytes:
    return translated(form, exported(form, against()), against(), SPANISH)


def instead(file: bytes) -> Damage:
    return lambda _file: file


def swap(old: str, new: str, count: int = -1) -> Damage:
    def damage(file: bytes) -> bytes:
        assert old.encode() in file
        return file.replace(old.encode(), new.encode(), count)

    return damage


def rewrite(pattern: str, new: str) -> Damage:
    def damage(file: bytes) -> bytes:
        text, times = re.subn(pattern, new, file.decode(), count=1, flags=re.DOTALL)
        assert times == 1
        return text.encode()

    return damage


def twice(pattern: str) -> Damage:
    return rewrite(f"({pattern})", r"\1\n\1")


BOTH: dict[str, tuple[Damage, Reason]] = {
    "empty": (instead(b""), Reason.OTHER_FORMAT),
    "white space": (instead(b" \n\t "), Reason.OTHER_FORMAT),
    "too large": (lambda file: file + b" " * LARGEST, Reason.TOO_LARGE),
    "another article": (swap("article:5f0c2b6e", "article:99999999"), Reason.FOREIGN),
    "source has changed": (swap("Short.", "Shorter."), Reason.STALE),
    "source markup has changed": (swap("nih-2001]", "nih-2002]", 1), Reason.STALE),
    "cut off": (lambda file: file[: len(file) * 2 // 3], Reason.SYNTAX),
    "line break in a line": (swap("¿Qué causa esto?", "¿Qué&#10;causa\\nesto?"), Reason.LINE_BREAK),
    "too long": (swap("Breve.", "Breve. " * 100), Reason.TOO_LONG),
    "unknown text": (swap("causes/block-2/value", "causes/block-9/value"), Reason.UNKNOWN_TEXT),
}
PO: dict[str, tuple[Damage, Reason]] = {
    "other target language": (swap("X-Target-Language: es", "X-Target-Language: fr"), Reason.LANGUAGE),
    "other source language": (swap("X-Source-Language: en", "X-Source-Language: de"), Reason.LANGUAGE),
    "no header": (rewrite(r"^.*?\n\n", ""), Reason.NO_HEADER),
    "no subject": (swap("X-Subject", "X-Sujet"), Reason.NO_HEADER),
    "count is no number": (swap("X-Texts: 5", "X-Texts: five"), Reason.NO_HEADER),
    "not UTF-8": (lambda file: file.replace("Qué".encode(), b"Qu\xe9"), Reason.ENCODING),
    "a passage without end": (swap("Siempre", "Siempre " * 13_000), Reason.TOO_LONG),
    "other charset": (swap("charset=UTF-8", "charset=ISO-8859-1"), Reason.ENCODING),
    "saved as Latin 1": (lambda file: file.decode().encode("latin-1", "replace"), Reason.ENCODING),
    "saved as UTF-16": (lambda file: file.decode().encode("utf-16"), Reason.SYNTAX),
    "NUL": (swap("Breve.", "Bre\0ve."), Reason.CONTROL_CHARACTER),
    "escaped control character": (swap("Breve.", r"Bre\001ve."), Reason.CONTROL_CHARACTER),
    "missing closing quote": (swap('Breve."', "Breve."), Reason.SYNTAX),
    "quote within": (swap("Breve.", 'Bre"ve.'), Reason.SYNTAX),
    "unknown escape": (swap("Breve.", r"Bre\ve\q."), Reason.SYNTAX),
    "no msgctxt": (swap('msgctxt "tldr"\n', ""), Reason.SYNTAX),
    "no msgid": (swap('msgid "Short."\n', ""), Reason.SYNTAX),
    "no msgstr": (swap('msgstr "Breve."\n', ""), Reason.SYNTAX),
    "two msgstr": (swap('msgstr "Breve."', 'msgstr "Breve."\nmsgstr "Muy breve."'), Reason.SYNTAX),
    "plural": (swap('msgid "Short."', 'msgid "Short."\nmsgid_plural "Shorts."'), Reason.SYNTAX),
    "stray words": (swap('msgid "Short."', 'Bonjour\nmsgid "Short."'), Reason.SYNTAX),
    "conflict marks": (swap('msgid "Short."', '<<<<<<< HEAD\nmsgid "Short."'), Reason.SYNTAX),
    "the same text twice": (twice(r'msgctxt "tldr".*?Breve\."\n'), Reason.DUPLICATE),
    "a text is gone": (rewrite(r'msgctxt "tldr".*?Breve\."\n', ""), Reason.MISSING_TEXT),
    "tag is gone": (swap("<b>huesos</b>", "huesos"), Reason.MARKUP),
    "tag is new": (swap("Siempre", "<i>Siempre</i>"), Reason.MARKUP),
    "script": (swap("Siempre", "<script>x</script>"), Reason.MARKUP),
    "event handler": (swap("<p>Los", "<p onclick=x>Los"), Reason.MARKUP),
    "half a tag": (swap("Siempre", "Siempre <b"), Reason.MARKUP),
    "tags crossed": (swap("<b>huesos</b>", "</b>huesos<b>"), Reason.MARKUP),
    "paragraphs moved": (rewrite(r"Siempre\.</p>", "Siempre.<p>"), Reason.MARKUP),
    "other citation": (swap(r"viven.<a id=\"nih-2001\"", r"viven.<a id=\"nih-2002\""), Reason.MARKUP),
    "link instead of a citation": (
        swap(r"viven.<a id=\"nih-2001\" linktype=\"citation\"", r"viven.<a href=\"//x\""),
        Reason.MARKUP,
    ),
}
XLIFF: dict[str, tuple[Damage, Reason]] = {
    "other target language": (swap('trgLang="es"', 'trgLang="fr"'), Reason.LANGUAGE),
    "other source language": (swap('srcLang="en"', 'srcLang="de"'), Reason.LANGUAGE),
    "no target language": (swap(' trgLang="es"', ""), Reason.NO_HEADER),
    "no subject": (swap("X-Subject", "X-Sujet"), Reason.NO_HEADER),
    "no metadata": (rewrite(r"<mda:metadata>.*?</mda:metadata>", ""), Reason.NO_HEADER),
    "document type": (swap("<xliff ", "<!DOCTYPE xliff><xliff "), Reason.DOCTYPE),
    "entities": (swap("<xliff ", '<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff '), Reason.DOCTYPE),
    "a file of the server": (swap("<xliff ", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff '), Reason.DOCTYPE),
    "unknown entity": (swap("Breve.", "&breve;"), Reason.SYNTAX),
    "control character": (swap("Breve.", "Bre\x01ve."), Reason.SYNTAX),
    "control character in its element": (swap("Breve.", 'Bre<cp hex="0001"/>ve.'), Reason.CONTROL_CHARACTER),
    "no code point": (swap("Breve.", 'Bre<cp hex="XY"/>ve.'), Reason.SYNTAX),
    "code point too high": (swap("Breve.", 'Bre<cp hex="FFFFFF"/>ve.'), Reason.SYNTAX),
    "half a character": (swap("Breve.", 'Bre<cp hex="D800"/>ve.'), Reason.CONTROL_CHARACTER),
    "not UTF-8": (lambda file: file.replace("Qué".encode(), b"Qu\xe9"), Reason.SYNTAX),
    "unclosed element": (swap("Breve.</target>", "Breve."), Reason.SYNTAX),
    "deep": (swap("Breve.", "<mrk>" * 60 + "Breve." + "</mrk>" * 60), Reason.TOO_DEEP),
    "very deep": (swap("Breve.", "<mrk>" * 200_000), Reason.TOO_DEEP),
    "many": (swap("Breve.", "<sm/>" * 100_001), Reason.TOO_MANY),
    "HTML": (instead(b"<html><body>Breve.</body></html>"), Reason.OTHER_FORMAT),
    "XLIFF 1.2": (
        instead(b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file/></xliff>'),
        Reason.OTHER_FORMAT,
    ),
    "version 1": (swap('version="2.0"', 'version="1.2"'), Reason.OTHER_FORMAT),
    "no file": (rewrite(r"<file .*</file>", ""), Reason.SYNTAX),
    "two files": (twice(r"<file .*</file>"), Reason.SYNTAX),
    "the same text twice": (twice(r'<unit id="u2".*?</unit>'), Reason.DUPLICATE),
    "a text is gone": (rewrite(r'<unit id="u2".*?</unit>', ""), Reason.MISSING_TEXT),
    "no name": (swap(' name="tldr"', ""), Reason.UNKNOWN_TEXT),
    "no source": (swap("<source>Short.</source>", ""), Reason.SYNTAX),
    "no segment": (rewrite(r'<segment id="s1"(?:(?!</unit>).)*Breve.*?</segment>', ""), Reason.SYNTAX),
    "segments joined": (
        rewrite(
            r"</segment>\s*<ignorable>.*?</ignorable>\s*<segment [^>]*>.*?</segment>(?=\s*<ignorable>\s*<source><ph [^>]*/></source>\s*</ignorable>\s*</unit>)",
            "</segment>",
        ),
        Reason.STALE,
    ),
    "foreign element": (swap("Breve.", "<x:b xmlns:x='urn:x'>Breve.</x:b>"), Reason.UNKNOWN_ELEMENT),
    "HTML in a target": (swap("Breve.", "<b>Breve.</b>"), Reason.UNKNOWN_ELEMENT),
    "code in a plain text": (swap("Breve.", '<ph id="1"/>'), Reason.UNKNOWN_CODE),
    "unknown code": (rewrite(r"(<target>Los <pc [^>]*dataRefStart=)\"d\d+\"", r'\1"d99"'), Reason.UNKNOWN_CODE),
    "code is gone": (rewrite(r"<target>Los <pc [^>]*>huesos</pc>", "<target>Los huesos"), Reason.MARKUP),
    "code twice": (rewrite(r"(<target>Los )(<pc [^>]*>huesos</pc>)", r"\1\2\2"), Reason.MARKUP),
    "structure in a target": (rewrite(r"<target>Los ", '<target>Los <ph id="9" dataRef="d1"/>'), Reason.MARKUP),
    "script among the original data": (
        rewrite(r"(<originalData>)(.*?<target>Los )", r'\1<data id="x">&lt;script></data>\2<ph id="9" dataRef="x"/>'),
        Reason.MARKUP,
    ),
    "other original data": (rewrite(r">&lt;b&gt;<", ">&lt;i&gt;<"), Reason.STALE),
}
CASES = [
    pytest.param(form, *case, id=f"{form}: {name}")
    for form, own in ((Format.PO, PO), (Format.XLIFF, XLIFF))
    for name, case in {**BOTH, **own}.items()
]


@pytest.mark.parametrize("form", list(Format))
def test_file__is_good_before_it_is_damaged(form: Format) -> None:
    assert imported(good(form), against()).targets == SPANISH


@pytest.mark.parametrize(("form", "damage", "reason"), CASES)
def test_damaged_file__is_refused_with_its_reason(form: Format, damage: Damage, reason: Reason) -> None:
    file = damage(good(form))
    with pytest.raises(ExchangeError) as refused:
        imported(file, against())
    assert reason in {problem.reason for problem in refused.value.problems}
    for problem in refused.value.problems:
        assert problem.line is None or 1 <= problem.line <= file.count(b"\n") + 2


@pytest.mark.parametrize("form", list(Format))
def test_problem__names_the_line_that_shows_it(form: Format) -> None:
    file = good(form).replace(b"Breve.", b"Breve. " * 100)
    line = next(number for number, line in enumerate(file.split(b"\n"), start=1) if b"Breve. Breve." in line)
    with pytest.raises(ExchangeError) as refused:
        imported(file, against())
    (problem,) = refused.value.problems
    assert problem.line == line
    assert problem.details == {"text": "tldr", "limit": 600, "length": 700}


@pytest.mark.parametrize("form", list(Format))
def test_problems__are_told_together(form: Format) -> None:
    file = good(form).replace(b"Breve.", b"Breve. " * 100).replace(b"block-2/value", b"block-9/value")
    with pytest.raises(ExchangeError) as refused:
        imported(file, against())
    assert [problem.reason for problem in refused.value.problems] == [Reason.TOO_LONG, Reason.UNKNOWN_TEXT]


@pytest.mark.parametrize("form", list(Format))
def test_draft_that_was_changed_too__is_not_overwritten(form: Format) -> None:
    now = draft({**_source(), "tldr": "Short."}, {**_source(), "tldr": "Otra persona escribió."})
    with pytest.raises(ExchangeError) as refused:
        imported(good(form), now)
    assert [(problem.reason, problem.details) for problem in refused.value.problems] == [(Reason.CONFLICT, {"text": "tldr"})]


def _source() -> dict[str, object]:
    blocks = {item.key: item.source for item in against().segments}
    figure = {
        "value": blocks["causes/block-2/value"],
        "unit": "",
        "meaning": blocks["causes/block-2/meaning"],
        "source": "nih-2001",
    }
    passages = [
        {"type": "text", "id": "block-1", "value": blocks["causes/block-1"]},
        {"type": "key_figure", "id": "block-2", "value": figure},
    ]
    return {"title": blocks["title"], "tldr": blocks["tldr"], "causes": passages}


@pytest.mark.parametrize("form", list(Format))
@given(data=st.data())
def test_any_damage__ends_in_an_answer(form: Format, data: st.DataObject) -> None:
    """Whatever happens to a file on its way, it is taken or refused, and what is taken keeps every limit."""
    file = bytearray(good(form))
    for _time in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(file) - 1))
        file[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    try:
        verdict = imported(bytes(file), against())
    except ExchangeError:
        return
    assert set(verdict.targets) <= set(SPANISH)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"#", b"msgid", b"/etc/passwd", b'"', b"<?xml version='1.0' encoding='x'?><a/>"]
)
def test_scrap__is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError):
        read(data)
