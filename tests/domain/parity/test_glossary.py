"""Terms of the glossary that are ignored, and words that it says not to use."""

from __future__ import annotations

import pytest

from articles.domain.parity import Check, Finding, GlossaryPair, findings
from articles.domain.parity.glossary import occurs
from tests.domain.parity.editions import demonstration, edition, glossary
from tests.factories import LANGUAGES

OESTROGEN = GlossaryPair("oestrogen", ("Oestrogen", "Estrogen"), ("Östrogen", "Estrogen"), ("Follikelhormon",))
OSTEOPOROSIS = GlossaryPair("osteoporosis", ("Osteoporosis",), ("Osteoporose",), ("Knochenschwund",))
SECONDARY = GlossaryPair("secondary", ("Secondary osteoporosis",), ("Sekundäre Osteoporose",))


def found(source: str, own: str, *pairs: GlossaryPair, language: str = "de") -> list[Finding]:
    return findings(edition("en", source), edition(language, own), glossary=pairs)


def test_glossary__an_ignored_term_is_named_with_what_to_use() -> None:
    (finding,) = found("Oestrogen falls.", "Das Hormon sinkt.", OESTROGEN)
    assert (finding.check, finding.section, finding.source, finding.detail) == (
        Check.GLOSSARY_IGNORED,
        "causes",
        "Oestrogen",
        "Östrogen",
    )
    assert not finding.blocking


@pytest.mark.parametrize("own", ["Östrogen sinkt.", "Der Östrogenspiegel sinkt.", "ESTROGEN sinkt.", "Die Östrogene sinken."])
def test_glossary__any_of_its_names_in_any_form_will_do(own: str) -> None:
    assert found("Oestrogens fall.", own, OESTROGEN) == []


def test_glossary__only_whole_words_of_the_source_count() -> None:
    assert found("Phytooestrogens and oestrogenic things.", "Dinge.", OESTROGEN) == []


def test_glossary__a_term_within_a_longer_one_does_not_count_by_itself() -> None:
    (finding,) = found("Secondary osteoporosis.", "Das ist anders.", OSTEOPOROSIS, SECONDARY)
    assert finding.source == "Secondary osteoporosis"


def test_glossary__a_forbidden_word_is_named_instead_of_the_ignored_term() -> None:
    (finding,) = found("Osteoporosis is common.", "Knochenschwund ist häufig.", OSTEOPOROSIS)
    assert (finding.check, finding.own, finding.detail) == (Check.GLOSSARY_FORBIDDEN, "Knochenschwund", "Osteoporose")


def test_glossary__a_forbidden_word_within_a_preferred_one_is_allowed() -> None:
    pair = GlossaryPair("osteoporosis", ("Osteoporosis",), ("骨质疏松症",), ("骨质疏松",))
    assert found("Osteoporosis", "骨质疏松症很常见。", pair, language="zh-hans") == []
    assert [finding.own for finding in found("Osteoporosis", "骨质疏松很常见。", pair, language="zh-hans")] == ["骨质疏松"]


def test_glossary__says_nothing_of_a_term_that_the_language_does_not_have_yet() -> None:
    assert found("Oestrogen falls.", "Das Hormon sinkt.", GlossaryPair("oestrogen", ("Oestrogen",), ())) == []


def test_glossary__says_nothing_of_terms_in_a_text_that_is_not_translated() -> None:
    text = "The oestrogen that you have falls."
    assert [finding.check for finding in found(text, text, OESTROGEN)] == [Check.SOURCE_LANGUAGE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary__every_term_that_a_real_edition_uses_is_missed_where_it_is_taken_away(language: str) -> None:
    if language == "en":
        return
    source, empty = demonstration("en"), demonstration(language)
    for blocks in empty["sections"].values():
        for block in blocks:
            block["value"] = "—"
    missed = {f.source for f in findings(source, empty, glossary=glossary(language)) if f.check is Check.GLOSSARY_IGNORED}
    assert {"Osteoporosis", "Osteoclast", "Osteoblast", "Oestrogen", "Peak bone mass", "Epigenetics", "Gut microbiome"} <= missed


@pytest.mark.parametrize(
    ("term", "text", "language", "expected"),
    [
        ("Fractura por fragilidad", "las fracturas por fragilidad", "es", True),
        ("Masse osseuse", "perte de la masse osseuse", "fr", True),
        ("Œstrogènes", "les oestrogènes", "fr", True),
        ("Densité osseuse", "la densité de vos os", "fr", False),
        ("Sekundäre Osteoporose", "von einer sekundären Osteoporose", "de", True),
        ("Osteoklast", "die Osteoblasten", "de", False),
        ("بانية العظم", "والنوع الثاني هو بانيات العظم", "ar", True),
        ("ناقضة العظم", "بانيات العظم", "ar", False),
        ("الإستروجين", "وبالاستروجين", "ar", True),
        ("علم التخلق", "علم التخلّق:", "ar", True),
        ("峰值骨量", "您的峰值骨量", "zh-hans", True),
        ("BMD", "die BMD-Messung", "de", True),
        ("BMD", "bmdx", "de", False),
        ("—", "—", "de", False),
    ],
)
def test_occurs__in_inflected_forms(term: str, text: str, language: str, expected: bool) -> None:
    assert occurs(term, text, language) is expected
