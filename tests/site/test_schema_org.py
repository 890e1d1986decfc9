"""The validator itself: what it must refuse. A test that lets everything through proves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from articles.domain.sections import SECTION_KINDS
from tests.site.schema_org import CONTEXT, VOCABULARY, above, problems

ADDRESS = "https://example.org/"


def document(**properties: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "@graph": [{"@type": "MedicalWebPage", "@id": ADDRESS, **properties}]}


def test_vocabulary__says_where_it_is_from_and_under_which_licence() -> None:
    assert "schema.org" in VOCABULARY["source"]
    assert "ShareAlike 3.0" in VOCABULARY["licence"]


def test_vocabulary__knows_all_that_stands_above_a_type() -> None:
    assert above("Patient") >= {"MedicalAudience", "PeopleAudience", "Audience", "Person", "Thing"}
    assert {kind.health_aspect for kind in SECTION_KINDS} <= set(VOCABULARY["members"]["HealthAspectEnumeration"])


@pytest.mark.parametrize(
    "properties",
    [
        {"name": "Knees"},
        {"lastReviewed": "2024-02-29", "dateModified": "2024-02-29T10:00:00+00:00", "datePublished": "2024"},
        {"audience": {"@type": "Patient"}},
        {"translationOfWork": {"@type": "MedicalWebPage", "@id": "https://example.org/en/"}},
        {"isPartOf": {"@id": ADDRESS}},
    ],
    ids=lambda properties: ", ".join(properties),
)
def test_valid__nothing_to_say(properties: dict[str, Any]) -> None:
    assert problems(document(**properties)) == []


@pytest.mark.parametrize(
    ("properties", "complaint"),
    [
        ({"@type": "MedicalWebsite"}, "unknown type"),
        ({"@type": ["WebPage", "Nothing"]}, "unknown type"),
        ({"@type": []}, "no @type"),
        ({"@id": "/en/"}, "not an absolute address"),
        ({"reviewer": "Ada"}, "unknown property"),
        ({"aspect": "causes"}, "superseded property"),
        ({"codeValue": "M81"}, "not a property of"),
        ({"hasHealthAspect": "https://schema.org/CausesHealthAspect"}, "not a property of"),
        ({"reviewedBy": "Ada"}, "none of"),
        ({"reviewedBy": {"@type": "MedicalCondition", "name": "Ada"}}, "none of"),
        ({"reviewedBy": {"@type": "Person", "lastReviewed": "2024-01-01"}}, "not a property of"),
        ({"lastReviewed": "1 May 2024"}, "none of"),
        ({"lastReviewed": "2024-13-01"}, "none of"),
        ({"dateModified": "2024-01-01T25:00:00Z"}, "none of"),
        ({"name": "  "}, "none of"),
        ({"name": 7}, "none of"),
        ({"url": "/en/"}, "none of"),
        ({"url": "javascript:alert(1)"}, "none of"),
        ({"isPartOf": {"@id": "https://example.org/nothing"}}, "points to nothing"),
        ({"query-input": "name=q"}, "not the input"),
        ({"hasPart": {"@type": "HealthTopicContent", "hasHealthAspect": "https://schema.org/Causes"}}, "none of"),
        ({"hasPart": [{"@type": "HealthTopicContent", "hasHealthAspect": "CausesHealthAspect"}]}, "none of"),
        ({"breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": "x" * 0}]}}, "none of"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_invalid__is_found(properties: dict[str, Any], complaint: str) -> None:
    assert [found for found in problems(document(**properties)) if complaint in found]


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"@context": "http://schema.org", "@graph": []}, {"@context": CONTEXT}, {**document(), "name": "x"}],
    ids=str,
)
def test_document__without_its_context_or_graph_is_refused(data: Any) -> None:
    assert problems(data)


def test_document__that_says_one_thing_twice_is_refused() -> None:
    twice = document()
    twice["@graph"] *= 2
    assert problems(twice) == [f"@id twice: {ADDRESS}"]
