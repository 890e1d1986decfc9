"""The demonstration's texts: six files of one structure, with the same facts and the same citations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup

from articles.domain.citations import cited_keys
from articles.domain.identifiers import REFERENCE_KEY, is_doi
from articles.domain.sections import BODY_SECTIONS, TLDR_MAX_LENGTH
from articles.models import ArticlePage, Disclaimer, GlossaryTerm, HomePage, ReviewerProfile, RiskFactor
from articles.services.demonstration import content
from tests.factories import LANGUAGES

TRANSLATIONS = [language for language in LANGUAGES if language != "en"]
CITATION = re.compile(r"\[@([^\]]*)\]")
#: What says which thing a block is about, or how urgent it is: the same in every language.
SHARED = {"block", "image", "urgency", "factors", "source"}
#: Other names and a pronunciation may be worth giving in one language and not in another.
MAY_DIFFER = {"also_known_as", "pronunciation"}


def shape(value: Any) -> Any:
    """A text's structure without its words. A text that is empty is empty in every language."""
    match value:
        case dict():
            return {
                name: (item if name in SHARED else name if name in MAY_DIFFER else shape(item)) for name, item in value.items()
            }
        case list():
            return [shape(item) for item in value]
        case str():
            return "text" if value.strip() else "empty"
        case _:
            return value


def blocks(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each block of a language's article with its place, in order."""
    for section in BODY_SECTIONS:
        for index, block in enumerate(content.texts(language)["article"][section]):
            yield f"{section}/{index}", block


def citations(language: str) -> dict[str, list[str]]:
    """What each block cites, in order."""
    found = {}
    for place, block in blocks(language):
        keys = [
            key for name, text in block.items() if isinstance(text, str) and name != "source" for key in CITATION.findall(text)
        ]
        found[place] = keys + ([block["source"]] if "source" in block else [])
    return found


def passages(language: str) -> Iterator[tuple[str, str]]:
    for place, block in blocks(language):
        for name, text in block.items():
            if isinstance(text, str) and "<" in text:
                yield f"{place}.{name}", text


def stored(language: str) -> dict[str, list[Any]]:
    """The sections' bodies as they are stored."""
    words = content.texts(language)["article"]
    images: Mapping[str, int] = dict.fromkeys(content.shared()["images"], 7)
    factors = {key: number for number, key in enumerate(content.shared()["risk_factors"], 1)}
    return {section: json.loads(content.section_json(section, words[section], images, factors)) for section in BODY_SECTIONS}


def ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        for item in value.values():
            yield from ids(item)
    elif isinstance(value, list):
        for item in value:
            yield from ids(item)


def test_files__are_one_for_each_language_and_one_for_all() -> None:
    assert sorted(path.stem for path in content.DIRECTORY.glob("*.toml")) == sorted([*LANGUAGES, "common"])


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__has_the_structure_of_the_english_text(language: str) -> None:
    assert shape(content.texts(language)) == shape(content.texts("en"))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__keeps_the_order_of_entries(language: str) -> None:
    for table in ("glossary", "risk_factors", "disclaimers", "reviewers", "images"):
        assert list(content.texts(language)[table]) == list(content.texts("en")[table])


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__has_the_same_blocks_in_the_same_order(language: str) -> None:
    assert [(place, block["block"]) for place, block in blocks(language)] == [
        (place, block["block"]) for place, block in blocks("en")
    ]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__cites_the_same_in_every_block(language: str) -> None:
    assert citations(language) == citations("en")


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__has_the_same_tags_in_every_passage(language: str) -> None:
    def outline(which: str) -> dict[str, list[str]]:
        tags = {"p", "ul", "ol", "li", "h3"}
        return {place: [tag.name for tag in BeautifulSoup(text, "html.parser").find_all(tags)] for place, text in passages(which)}

    assert outline(language) == outline("en")


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translation__is_one(language: str) -> None:
    """No passage was left in English."""
    english = dict(passages("en"))
    assert not [place for place, text in passages(language) if text == english[place]]
    for name in ("title", "tldr", "search_description"):
        assert content.texts(language)["article"][name] != content.texts("en")["article"][name]


def test_citations__are_of_references_that_exist_and_each_is_cited() -> None:
    keys = [reference["key"] for reference in content.shared()["references"]]
    assert {key for cited in citations("en").values() for key in cited} == set(keys)
    assert len(set(keys)) == len(keys)
    assert all(REFERENCE_KEY.fullmatch(key) for key in keys)


def test_references__are_as_editors_may_write_them() -> None:
    references = ArticlePage._meta.get_field("references").stream_block
    references.clean(references.to_python(json.loads(content.references_json())))
    assert all(is_doi(reference["doi"]) for reference in content.shared()["references"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_stored_article__cites_all_that_its_text_cites(language: str) -> None:
    written = [key for cited in citations(language).values() for key in cited]
    assert list(cited_keys(list(stored(language).values()))) == written
    assert "[@" not in json.dumps(stored(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_tldr__keeps_to_its_limit(language: str) -> None:
    assert 0 < len(content.texts(language)["article"]["tldr"].strip()) <= TLDR_MAX_LENGTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_home_page__fit_their_fields(language: str) -> None:
    words = content.texts(language)
    assert len(words["home"]["introduction"]) <= HomePage._meta.get_field("introduction").max_length
    for title in (words["home"]["title"], words["condition"]["title"], words["article"]["title"]):
        assert 0 < len(title) <= 255


@pytest.mark.parametrize(
    ("table", "model"),
    [("glossary", GlossaryTerm), ("risk_factors", RiskFactor), ("disclaimers", Disclaimer), ("reviewers", ReviewerProfile)],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_vocabulary__fits_its_fields(language: str, table: str, model: Any) -> None:
    for key, entry in content.texts(language)[table].items():
        for name, value in entry.items():
            limit = model._meta.get_field(name).max_length
            text = "\n".join(value) if isinstance(value, list) else value.strip()
            assert len(text) <= limit, f"{table}.{key}.{name} has {len(text)} characters of {limit}"


def test_risk_factors__are_those_of_the_common_file_and_all_listed() -> None:
    listed = [key for _place, block in blocks("en") if block["block"] == "risk_factor_list" for key in block["factors"]]
    assert listed == list(content.shared()["risk_factors"]) == list(content.texts("en")["risk_factors"])


def test_images__are_there() -> None:
    for key, entry in content.shared()["images"].items():
        assert (content.DIRECTORY / entry["file"]).is_file()
        assert key in content.texts("en")["images"]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_block_ids__are_equal_in_every_language(language: str) -> None:
    assert list(ids(stored(language))) == list(ids(stored("en")))


def test_block_ids__are_all_different() -> None:
    found = list(ids([stored("en"), json.loads(content.references_json())]))
    assert len(found) > 20
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages__hold_only_what_the_editor_keeps(language: str) -> None:
    allowed = {"p", "b", "i", "ul", "ol", "li", "h3", "a"}
    for place, text in passages(language):
        tags = BeautifulSoup(text, "html.parser").find_all(True)
        assert {tag.name for tag in tags} <= allowed, place
        assert not [tag for tag in tags if tag.attrs], place


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures__say_in_words_what_they_show(language: str) -> None:
    described = [block["alt_text"] for _place, block in blocks(language) if block["block"] == "figure"]
    assert described
    assert all(described)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reviewer__is_plainly_invented(language: str) -> None:
    for key, reviewer in content.texts(language)["reviewers"].items():
        assert "(" in reviewer["name"] or "（" in reviewer["name"], f"{key} must say in its name that it is invented"
