"""What pages tell machines about themselves: valid, true, and silent about a review that is not in date."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.blocks.references import ReferenceBlock
from articles.domain.sections import SECTION_KINDS
from articles.models import ArticlePage, LedgerEntry, ReviewPolicy, subject_of
from articles.presentation.structured_data import as_json
from articles.presentation.structured_data_parts import publication
from tests.factories import (
    LANGUAGES,
    home,
    make_article,
    make_condition,
    make_disclaimer,
    make_glossary_term,
    mark_as_demonstration,
    publish,
    reference,
    translate,
    translate_to_all,
)
from tests.reviewing import at, make_profile, make_signed_article, reviewer, revise, withdraw
from tests.site.reader import TAGS, absolute, one, preview, queries_of, read
from tests.site.schema_org import CONTEXT, problems
from tests.site.test_hostile_text import assert_inert

pytestmark = pytest.mark.django_db

CODES = [
    {"system": "icd-10", "code": "M81.0", "display_name": "Postmenopausal osteoporosis"},
    {"system": "snomed-ct", "code": "64859006", "display_name": "Osteoporosis"},
]


def data_of(soup: BeautifulSoup) -> dict[str, Any]:
    """The structured data of a page, after checking it against schema.org's definitions."""
    data: dict[str, Any] = json.loads(one(soup, 'script[type="application/ld+json"]').string or "")
    assert problems(data) == []
    return data


def told(client: Client, address: str) -> dict[str, Any]:
    """What a page says of itself."""
    thing: dict[str, Any] = data_of(read(client, address))["@graph"][0]
    return thing


def found(data: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(thing for thing in data["@graph"] if thing["@type"] == kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page__is_valid_by_schema_org(client: Client, language: str) -> None:
    ada = reviewer("ada", registration="Register of elbows 7", biography_en="Ada likes elbows.")
    page = make_signed_article(language, signed={"medical": ada}, parent=make_condition(language, codes=CODES))
    addresses = [
        f"/{language}/", page.get_parent().url, page.url, f"{page.url}history/", f"/{language}/reviewers/",
        f"/{language}/reviewers/ada/", f"/{language}/reviewers/ada/?page=2",
    ]  # fmt: skip
    for address in addresses:
        thing = told(client, address)
        assert thing["inLanguage"] == TAGS[language]


def test_article__says_what_it_is(client: Client) -> None:
    article = make_article(citations=2, title="Why?", tldr="Because.")
    thing = told(client, article.url)
    assert thing["@type"] == "MedicalWebPage"
    assert thing["@id"] == thing["url"] == absolute(article)
    assert (thing["name"], thing["description"]) == ("Why?", "Because.")
    assert thing["audience"] == {"@type": "Patient"}
    assert datetime.fromisoformat(thing["datePublished"]) == article.first_published_at.replace(microsecond=0)
    assert datetime.fromisoformat(thing["dateModified"]) == article.last_published_at.replace(microsecond=0)


def test_article__is_about_its_condition_by_names_and_codes(client: Client) -> None:
    condition = make_condition(codes=CODES, also_known_as="Moon knee\nLamp leg")
    about = told(client, make_article(parent=condition).url)["about"]
    assert about["@id"] == f"{absolute(condition)}#condition" == told(client, condition.url)["about"]["@id"]
    assert (about["name"], about["alternateName"]) == (condition.title, ["Moon knee", "Lamp leg"])
    assert [(code["codingSystem"], code["codeValue"]) for code in about["code"]] == [
        ("ICD-10", "M81.0"),
        ("SNOMED CT", "64859006"),
    ]
    assert about == told(client, condition.url)["about"]


def test_article__names_no_condition_that_was_taken_down(client: Client) -> None:
    article = make_article()
    article.get_parent().unpublish()
    soup = read(client, article.url)
    assert article.get_parent().title not in str(soup.head)
    assert [link["href"] for link in soup.select(".crumbs a")] == ["/en/"]
    assert "about" not in told(client, article.url)
    way = found(data_of(soup), "BreadcrumbList")["itemListElement"]
    assert [step["item"] for step in way] == ["http://testserver/en/"]


def test_article__about_a_condition_without_names_and_codes(client: Client) -> None:
    about = told(client, make_article().url)["about"]
    assert not {"alternateName", "code"} & set(about)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_article__has_its_sections_by_aspect_of_health(client: Client, language: str) -> None:
    article = make_article(language)
    soup = read(client, article.url)
    parts = data_of(soup)["@graph"][0]["hasPart"]
    assert [part["url"] for part in parts] == [f"{absolute(article)}#{kind.anchor}" for kind in SECTION_KINDS]
    assert [part["hasHealthAspect"] for part in parts] == [f"{CONTEXT}/{kind.health_aspect}" for kind in SECTION_KINDS]
    for part in parts:
        heading = one(soup, f"#{part['url'].partition('#')[2]} > h2")
        assert part["name"] == heading.get_text()


def test_article__names_the_publications_that_it_cites(client: Client) -> None:
    cited = reference(
        "ref-1", authors="Ralston SH, Uitterlinden AG.", title="Genetics", year=2010, doi="10.1210/er.2009-0044", pmid="20431112"
    )
    article = make_article(citations=1, references=[cited])
    assert told(client, article.url)["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Genetics",
            "datePublished": "2010",
            "identifier": [
                {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1210/er.2009-0044"},
                {"@type": "PropertyValue", "propertyID": "PMID", "value": "20431112"},
            ],
            "url": "https://doi.org/10.1210/er.2009-0044",
            "author": [{"@type": "Person", "name": "Ralston SH"}, {"@type": "Person", "name": "Uitterlinden AG"}],
        }
    ]


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Ralston SH", ["Ralston SH"]),
        ("van der Berg-Ito K, O’Neill ÉM, et al.", ["van der Berg-Ito K", "O’Neill ÉM"]),
        ("World Health Organization", "World Health Organization"),
        ("NIH Consensus Panel, Ralston SH", "NIH Consensus Panel, Ralston SH"),
        ("Smith J; Jones K", "Smith J; Jones K"),
        ("中华医学会", "中华医学会"),
    ],
)
def test_publication__names_people_only_where_they_are_written_like_people(authors: str, expected: Any) -> None:
    known = publication(ReferenceBlock().to_python(reference("x", authors=authors)["value"]))
    people = [author["name"] for author in known.get("author", [])]
    assert (people or known["creditText"]) == expected
    assert known["@type"] == "CreativeWork"


def test_editions__name_each_other_as_source_and_translations(client: Client) -> None:
    editions = translate_to_all(make_article())
    source = editions.pop("en")
    translate(make_article(), "fr", live=False)
    translations = told(client, source.url)["workTranslation"]
    assert {(work["@id"], work["inLanguage"]) for work in translations} == {
        (absolute(edition), TAGS[language]) for language, edition in editions.items()
    }
    for edition in editions.values():
        assert told(client, edition.url)["translationOfWork"]["@id"] == absolute(source)
    source.unpublish()
    for edition in editions.values():
        assert not {"translationOfWork", "workTranslation"} & set(told(client, edition.url))


# --- Review facts ----------------------------------------------------------------------------------------------------


def test_review__who_with_credentials_as_signed_and_when(client: Client) -> None:
    with at(2024):
        page = make_signed_article("de", signed={"medical": reviewer("ada"), "language": reviewer("bea")})
    with at(2024, 2):
        thing = told(client, page.url)
    assert thing["lastReviewed"] == "2024-01-01"
    assert thing["reviewedBy"] == [
        {
            "@type": "Person",
            "name": "Name of ada",
            "url": "http://testserver/de/reviewers/ada/",
            "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "Degree of ada"},
        }
    ], "the translation's checker did not judge the medicine"


def test_review__without_a_public_page_about_the_reviewer_has_no_address(client: Client) -> None:
    page = make_signed_article(signed={"medical": reviewer("ada", live=False)})
    [who] = told(client, page.url)["reviewedBy"]
    assert "url" not in who
    assert who["name"] == "Name of ada"


def test_review__is_gone_at_the_moment_at_which_it_lapses(client: Client) -> None:
    ReviewPolicy.objects.create(review_interval_months=6)
    with at(2024):
        page = make_signed_article()
    midnight = datetime(2024, 7, 2, tzinfo=UTC)  # the last day is 1 July
    for moment, stands in [(midnight - timedelta(microseconds=1), True), (midnight, False)]:
        with patch("django.utils.timezone.now", return_value=moment):
            assert ({"reviewedBy", "lastReviewed"} <= set(told(client, page.url))) is stands
    assert not {"reviewedBy", "lastReviewed"} & set(told(client, page.url))


def test_review__comes_back_with_the_next_one(client: Client) -> None:
    with at(2015):
        page = make_signed_article()
    assert "reviewedBy" not in told(client, page.url)
    revise(page)
    assert "reviewedBy" in told(client, page.url)


def test_review__of_words_that_nobody_signed_says_nothing(client: Client) -> None:
    page = make_signed_article()
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Changed by SQL.")
    assert not {"reviewedBy", "lastReviewed"} & set(told(client, page.url))


def test_review__that_was_withdrawn_says_nothing(client: Client) -> None:
    page = make_signed_article()
    withdraw(LedgerEntry.objects.filter(subject=subject_of(page)).latest("sequence"), page)
    answer = client.get(page.url)
    assert b"reviewedBy" not in answer.content


# --- Demonstration ---------------------------------------------------------------------------------------------------


def test_demonstration__says_so_and_claims_nobody_s_credentials(client: Client) -> None:
    mark_as_demonstration()
    page = make_signed_article(signed={"medical": reviewer("ada", registration="Register 7")})
    for address in ("/en/", page.get_parent().url, page.url, "/en/reviewers/ada/"):
        thing = told(client, address)
        assert thing["creativeWorkStatus"] == "Demonstration"
        assert "invented" in thing["disambiguatingDescription"]
        assert "Degree of ada" not in json.dumps(thing)
        assert "Register 7" not in json.dumps(thing)
    [who] = told(client, page.url)["reviewedBy"]
    assert who["name"] == "Name of ada (invented person)"


def test_real_site__says_nothing_of_demonstrations(client: Client) -> None:
    assert not {"creativeWorkStatus", "disambiguatingDescription"} & set(told(client, make_article().url))


# --- Other pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_home__names_the_site_and_how_to_search_it(client: Client, language: str) -> None:
    data = data_of(read(client, f"/{language}/"))
    site = found(data, "WebSite")
    assert site["inLanguage"] == TAGS[language]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"http://testserver/{language}/search/?q={{search_term_string}}"
    assert found(data, "Organization")["url"] == "http://testserver/"


def test_condition__lists_its_articles(client: Client) -> None:
    condition = make_condition(codes=CODES)
    articles = [make_article(parent=condition) for _number in range(2)]
    thing = told(client, condition.url)
    assert thing["@type"] == ["MedicalWebPage", "CollectionPage"]
    assert {part["@id"] for part in thing["hasPart"]} == {absolute(article) for article in articles}


def test_breadcrumbs__lead_from_the_home_page_down(client: Client) -> None:
    article = make_article()
    way = found(data_of(read(client, article.url)), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["item"]) for step in way] == [
        (1, "http://testserver/en/"),
        (2, absolute(article.get_parent())),
    ]


def test_reviewer__is_a_person_with_what_their_page_says(client: Client) -> None:
    make_profile(key="ada", registration="Register 7", languages=["en", "zh-hans"])
    assert told(client, "/en/reviewers/ada/")["mainEntity"] == {
        "@type": "Person",
        "name": "Ada Marble",
        "url": "http://testserver/en/reviewers/ada/",
        "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "MD"},
        "jobTitle": "Elbows",
        "identifier": "Register 7",
        "knowsLanguage": ["en", "zh-Hans"],
    }
    assert "jobTitle" not in told(client, "/fr/reviewers/ada/")["mainEntity"], "it is there in English only"


def test_glossary__is_a_valid_set_of_terms(client: Client) -> None:
    make_glossary_term(key="hum")
    make_glossary_term(key="glimmer")
    terms = told(client, "/en/glossary/")["about"]
    assert terms["@type"] == "DefinedTermSet"
    assert [(term["name"], term["description"], term["url"]) for term in terms["hasDefinedTerm"]] == [
        ("Term glimmer [en]", "Definition of glimmer [en]", "http://testserver/en/glossary/#glimmer"),
        ("Term hum [en]", "Definition of hum [en]", "http://testserver/en/glossary/#hum"),
    ]


# --- As it stands in a page ------------------------------------------------------------------------------------------

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 ]]>"


def test_text__cannot_leave_the_script_element(client: Client) -> None:
    condition = make_condition(title=HOSTILE, also_known_as=HOSTILE)
    article = make_article(
        parent=condition,
        title=HOSTILE,
        tldr=HOSTILE,
        causes_heading=HOSTILE,
        citations=1,
        references=[reference("ref-1", title=HOSTILE, authors=HOSTILE)],
    )
    root = home()
    root.introduction = HOSTILE
    publish(root)
    for address in (article.url, condition.url, "/en/"):
        soup = read(client, address)
        assert_inert(soup)
        assert " ".join(HOSTILE.split()) in " ".join(json.dumps(data_of(soup), ensure_ascii=False).split())


def test_json__keeps_no_half_character_and_no_mark_that_ends_it() -> None:
    text = as_json({"name": f"a\ud800b {HOSTILE}"})
    text.encode("utf-8")
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"] == f"a?b {HOSTILE}"


def test_preview__tells_machines_nothing() -> None:
    soup = preview(make_article(live=False))
    assert soup.select('script[type="application/ld+json"], meta[property^="og:"]') == []


def test_missing_page__tells_machines_nothing(client: Client) -> None:
    soup = read(client, "/en/none/", status=404)
    assert soup.select('script[type="application/ld+json"], meta[property^="og:"], link[type="application/atom+xml"]') == []


def test_article__same_queries_with_one_and_ten_codes_and_references(client: Client) -> None:
    def cost(number: int) -> int:
        codes = [{"system": "icd-10", "code": f"A0{n}", "display_name": "Glimmer"} for n in range(number)]
        article = make_article(parent=make_condition(codes=codes), citations=number, disclaimer=make_disclaimer())
        client.get(article.url)
        return len(queries_of(lambda: client.get(article.url)))

    assert cost(1) == cost(10)
