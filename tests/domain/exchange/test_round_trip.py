"""Every edition goes out and comes back without a byte lost, untranslated, translated and half translated."""

from __future__ import annotations

import copy
import re

import pytest

from articles.domain.exchange import Format, Unit
from articles.domain.html import canonical_html
from articles.domain.segments import Segment, with_targets
from articles.models.translatable import article_shape
from tests.domain.exchange.editions import TRANSLATIONS, draft, edition, exported, imported, segments_of
from tests.domain.exchange.translating import translated

FORMATS = list(Format)


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("form", FORMATS)
def test_untranslated_edition__filled_in_outside_is_the_translation(form: Format, language: str) -> None:
    source, goal = edition("en"), edition(language)
    copied = copy.deepcopy(source)
    file = exported(form, draft(source, copied, language))
    words = {segment.key: segment.own or "" for segment in segments_of(source, goal)}
    verdict = imported(translated(form, file, draft(source, copied, language), words), draft(source, copied, language))
    assert (verdict.untouched, verdict.unchanged) == (
        0,
        sum(words[item.key] == item.source for item in segments_of(source, goal)),
    )
    assert {**copied, **with_targets(source, copied, verdict.targets, article_shape())} == goal


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("form", FORMATS)
def test_translated_edition__comes_back_as_it_went(form: Format, language: str) -> None:
    against = draft(edition("en"), edition(language), language)
    verdict = imported(exported(form, against), against)
    assert verdict.targets == {}


@pytest.mark.parametrize("form", FORMATS)
def test_file__is_the_same_each_time(form: Format) -> None:
    against = draft(edition("en"), edition("ar"), "ar")
    assert exported(form, against) == exported(form, against)


@pytest.mark.parametrize("form", FORMATS)
def test_outdated_texts__are_left_alone_until_somebody_confirms_them(form: Format) -> None:
    against = draft(edition("en"), edition("es"))
    file = exported(form, against, outdated=frozenset({"causes"}))
    verdict = imported(file, against)
    assert verdict.targets == {}
    assert verdict.untouched == sum(item.section == "causes" or item.is_untouched for item in against.segments)


HARD = {
    "spaces": "  two  spaces,\ta tab and \u00a0no break  ",
    "signs": "5 < 6 & 7 > 2 \"quoted\" 'single' \\back \\n &amp; %(name)s",
    "lines": "one\n\ntwo\r\nthree\n",
    "separators": "a\u2028b\u0085c\u2029d",
    "scripts": "عربي \u200f(x)\u200e 骨质疏松 🦴 \U0001f9b4",
    "marks": "<b>not bold</b> <!-- not a comment --> ]]> &lt;",
    "control": "bell \x07 and \ufffe",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_plain_text__keeps_every_sign(form: Format, text: str) -> None:
    source, own = {**edition("en"), "tldr": text}, {**edition("en"), "tldr": "Kurz."}
    file = exported(form, draft(source, {**own, "tldr": text}))
    back = imported(translated(form, file, draft(source, own), {"tldr": text + "!"}), draft(source, {**own, "tldr": text}))
    assert {key: target.replace("\r\n", "\n") for key, target in back.targets.items()} == {
        "tldr": (text + "!").replace("\r\n", "\n")
    }


RICH = {
    "block keys": '<p data-block-key="a1b2c">Knees <b>glimmer</b>.</p><p data-block-key="d3">Yes.</p>',
    "escapes": "<p>It doesn&#x27;t &amp; won&#39;t &quot;hum&quot;; 5 &lt; 6&nbsp;moons.</p>",
    "nested": '<ul><li>One <b>two <i>three</i></b></li>\n<li><a linktype="page" id="7">a <b>link</b></a><br/>x</li></ul>',
    "citations": '<p>Fact.<a id="lamp-2001" linktype="citation">[lamp-2001]</a><a id="moon" linktype="citation">[moon]</a></p>',
    "no paragraph": "just words &amp; <i>more</i>",
    "crossing": "<p>One <b>two <i>three</b> four</i></p>",
    "broken": "<p>a < b > c & d</p> tail",
    "same tags": "<p><b>a</b> <b>b</b> <strong>c</strong><em>d</em></p>",
    "edges": "\n<p>a</p>\n\n<p> </p><h3>b</h3>\n",
}


def _rich(html: str) -> dict[str, object]:
    return {"causes": [{"type": "text", "id": "block-1", "value": html}]}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("html", RICH.values(), ids=RICH)
def test_rich_text__keeps_markup_and_spelling(form: Format, html: str) -> None:
    """A translation that is there goes and comes unchanged, and so does a text that was never touched."""
    own = html.replace("a", "ä").replace("<ä", "<a").replace("</ä", "</a").replace("dätä", "data").replace("citätion", "citation")
    for against in (draft(_rich(html), _rich(html)), draft(_rich(html), _rich(own))):
        assert imported(exported(form, against), against).targets == {}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("html", [html for name, html in RICH.items() if name not in {"crossing", "broken"}])
def test_rich_text__is_put_together_from_what_translators_type(form: Format, html: str) -> None:
    against = draft(_rich(html), _rich(html))
    new = re.sub(r">([^<\[]*[a-zA-Z][^<]*)<", r">¡\1!<", html) if "<p" in html or "<ul" in html else f"¡{html}"
    verdict = imported(translated(form, exported(form, against), against, {"causes/block-1": new}), against)
    (result,) = verdict.targets.values()
    assert canonical_html(result) == canonical_html(new)


@pytest.mark.parametrize("form", FORMATS)
def test_paragraphs_of_another_number__go_as_one_text(form: Format) -> None:
    """Where a translation has other paragraphs than its source, nothing is cut, and it may keep its own markup."""
    against = draft(_rich("<p>One <b>two</b>.</p><p>Three.</p>"), _rich("<p>Uno <b>dos</b>. Tres.</p>"))
    file = exported(form, against)
    assert imported(file, against).targets == {}
    verdict = imported(file.replace(b"Tres", "Tres días".encode()), against)
    assert verdict.targets == {"causes/block-1": "<p>Uno <b>dos</b>. Tres días.</p>"}


@pytest.mark.parametrize("form", FORMATS)
def test_notes_and_glossary__are_in_the_file(form: Format) -> None:
    against = draft(edition("en"), edition("es"))
    unit = Unit(against.segments[0], True, ("Causes\n› Text",), (("bone mass", "masa ósea"),), previous="Why\n“not”?")
    text = exported(form, against, units=[unit]).decode()
    for part in ("bone mass", "masa ósea", "› Text", "“not”?"):
        assert part in text


@pytest.mark.parametrize("form", FORMATS)
def test_draft_that_went_on__keeps_what_the_file_did_not_change(form: Format) -> None:
    source, own = edition("en"), edition("es")
    before, after = draft(source, own), draft(source, {**own, "title": "Un título nuevo"})
    file = exported(form, before)
    assert imported(file, after).targets == {}
    changed = translated(form, file, before, {"tldr": "Breve."})
    assert imported(changed, after).targets == {"tldr": "Breve."}


def test_half_translated_passage__keeps_the_rest() -> None:
    against = draft(_rich("<p>One.</p><p>Two.</p>"), _rich("<p>One.</p><p>Two.</p>"))
    file = exported(Format.XLIFF, against).replace(
        b'state="initial">\n        <source>One.</source>\n', b">\n<source>One.</source><target>Uno.</target>"
    )
    assert imported(file, against).targets == {"causes/block-1": "<p>Uno.</p><p>Two.</p>"}


def test_tools_of_translators__may_split_pairs_mark_terms_and_leave_references_out() -> None:
    against = draft(_rich("<p>One <b>two</b>.</p>"), _rich("<p>One <b>two</b>.</p>"))
    target = '<target>Uno <sc id="2"/><mrk id="m1" type="term">dos</mrk><ec startRef="2"/>.<cp hex="0021"/></target></segment>'
    file = exported(Format.XLIFF, against).decode().replace("</segment>", target).replace('state="initial"', 'state="final"')
    assert imported(file.encode(), against).targets == {"causes/block-1": "<p>Uno <b>dos</b>.!</p>"}


def test_segment__has_a_name_for_every_text() -> None:
    found: list[Segment] = segments_of(edition("en"), edition("es"))
    assert len({segment.key for segment in found}) == len(found) == 31
