"""An article: its headings, what it lacks before publication, and the disclaimer it ends with."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from wagtail.models import Site

from articles.domain.completeness import Missing, MissingPart
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, TLDR_MAX_LENGTH, SectionKey
from articles.models import ArticlePage, SiteSettings
from tests.factories import (
    LANGUAGES,
    analogy_block,
    callout_block,
    cite,
    figure_block,
    image,
    key_figure_block,
    locale,
    make_article,
    make_disclaimer,
    make_risk_factor,
    reference,
    risk_factor_list_block,
    set_default_disclaimer,
    stream,
    text_block,
)

pytestmark = pytest.mark.django_db

SECTIONS = [kind.key for kind in SECTION_KINDS]


def draft(**fields: Any) -> ArticlePage:
    """An article that lacks nothing but what the fields take away, on a site with a default disclaimer."""
    set_default_disclaimer()
    return make_article(live=False, **fields)


# --- Headings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_heading__by_default_is_a_question_in_the_editions_own_language(language: str, section: SectionKey) -> None:
    heading = ArticlePage(locale=locale(language)).heading(section)
    assert heading.endswith({"ar": "؟", "zh-hans": "？"}.get(language, "?"))
    if language != "en":
        assert heading != ArticlePage(locale=locale("en")).heading(section)


@pytest.mark.parametrize("section", SECTIONS)
def test_heading__by_default_differs_between_languages(section: SectionKey) -> None:
    headings = {language: ArticlePage(locale=locale(language)).heading(section) for language in LANGUAGES}
    assert len(set(headings.values())) == len(LANGUAGES), headings


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings__of_one_edition_all_differ(language: str) -> None:
    page = ArticlePage(locale=locale(language))
    assert len({page.heading(section) for section in SECTIONS}) == len(SECTIONS)


def test_heading__does_not_depend_on_who_looks() -> None:
    page = ArticlePage(locale=locale("de"))
    with translation.override("ar"):
        seen_in_arabic = page.heading(SectionKey.CAUSES)
    with translation.override("zh-hans"):
        assert page.heading(SectionKey.CAUSES) == seen_in_arabic


def test_heading__of_its_own_wins_unless_it_is_blank() -> None:
    page = ArticlePage(locale=locale("en"), causes_heading=" Why do knees glimmer? ", genetics_heading="  ")
    assert page.heading(SectionKey.CAUSES) == "Why do knees glimmer?"
    assert page.heading(SectionKey.GENETICS) == ArticlePage(locale=locale("en")).heading(SectionKey.GENETICS)


# --- What is missing -------------------------------------------------------------------------------------------------


def test_complete_article__lacks_nothing() -> None:
    assert draft(blocks=2, citations=3, images=1).missing_parts() == []


def test_empty_article__lacks_everything_in_order_of_sections() -> None:
    page = make_article(live=False, tldr="", citations=0, **{section.value: [] for section in BODY_SECTIONS})
    assert page.missing_parts() == [
        MissingPart(SectionKey.TLDR, Missing.TEXT),
        MissingPart(SectionKey.CAUSES, Missing.TEXT),
        MissingPart(SectionKey.GENETICS, Missing.TEXT),
        MissingPart(SectionKey.RISK_FACTORS, Missing.TEXT),
        MissingPart(SectionKey.RESEARCH, Missing.TEXT),
        MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER),
    ]


@pytest.mark.parametrize("tldr", ["", "   ", "\n\n"])
def test_tldr__without_words_is_missing(tldr: str) -> None:
    assert draft(tldr=tldr).missing_parts() == [MissingPart(SectionKey.TLDR, Missing.TEXT)]


@pytest.mark.parametrize("section", BODY_SECTIONS)
@pytest.mark.parametrize("body", [[], [text_block("<p></p>")], [text_block("<p>&nbsp;</p>"), callout_block("tip", "<p> </p>")]])
def test_section__without_words_is_missing(section: SectionKey, body: list[Any]) -> None:
    page = draft(citations=0, **{section.value: body})
    assert page.missing_parts() == [MissingPart(section, Missing.TEXT)]


def test_section__of_a_picture_or_of_risk_factors_alone_has_content() -> None:
    page = draft(citations=0, causes=[figure_block(image())], risk_factors=[risk_factor_list_block(make_risk_factor())])
    assert page.missing_parts() == []


@pytest.mark.parametrize(
    "citing",
    [
        text_block(f"<p>Moonlight.{cite('nobody-1900')}</p>"),
        analogy_block(text=f"<p>A lamp.{cite('nobody-1900')}{cite('nobody-1900')}</p>"),
        key_figure_block("nobody-1900"),
    ],
    ids=["passage", "box", "key figure"],
)
def test_citation__of_an_unknown_reference_is_named_once_at_its_section(citing: dict[str, Any]) -> None:
    page = draft(genetics=[citing])
    assert page.missing_parts() == [MissingPart(SectionKey.GENETICS, Missing.UNKNOWN_REFERENCE, "nobody-1900")]


def test_reference__that_no_passage_cites_is_named() -> None:
    page = draft(references=[reference("ref-1"), reference("spare-1999")])
    assert page.missing_parts() == [MissingPart(None, Missing.UNCITED_REFERENCE, "spare-1999")]


def test_disclaimer__without_any_is_missing() -> None:
    assert make_article(live=False).missing_parts() == [MissingPart(SectionKey.DISCLAIMER, Missing.NO_DISCLAIMER)]


@pytest.mark.parametrize("half", ["title", "text"])
@pytest.mark.parametrize("empty", ["", "  ", None])
def test_disclaimer__that_lacks_half_of_the_editions_language_is_missing(half: str, empty: str | None) -> None:
    set_default_disclaimer(make_disclaimer(**{f"{half}_de": empty}))
    assert make_article("de", live=False).missing_parts() == [
        MissingPart(SectionKey.DISCLAIMER, Missing.DISCLAIMER_NOT_IN_LANGUAGE)
    ]
    assert make_article("fr", live=False).missing_parts() == []


def test_missing_parts__are_judged_by_the_editions_language_not_the_editors() -> None:
    set_default_disclaimer(make_disclaimer(["en", "de"]))
    with translation.override("fr"):
        assert make_article("de", live=False).missing_parts() == []


# --- The disclaimer in force -----------------------------------------------------------------------------------------


def test_disclaimer__is_the_sites_default() -> None:
    default = set_default_disclaimer()
    assert make_article(live=False).disclaimer_in_force() == default


def test_disclaimer__of_the_articles_own_choice_wins() -> None:
    set_default_disclaimer()
    own = make_disclaimer()
    assert make_article(live=False, disclaimer=own).disclaimer_in_force() == own


def test_disclaimer__that_is_not_published_does_not_count() -> None:
    set_default_disclaimer(make_disclaimer(live=False))
    assert make_article(live=False).disclaimer_in_force() is None


def test_disclaimer__of_its_own_that_is_not_published_is_not_replaced_by_the_default() -> None:
    set_default_disclaimer()
    assert make_article(live=False, disclaimer=make_disclaimer(live=False)).disclaimer_in_force() is None


def test_disclaimer__of_a_page_in_every_language_is_the_same_sites() -> None:
    default = set_default_disclaimer()
    for language in LANGUAGES:
        assert make_article(language, live=False).disclaimer_in_force() == default


def test_disclaimer__is_the_default_of_the_pages_own_site() -> None:
    set_default_disclaimer()
    page = make_article(live=False)
    other = Site.objects.create(hostname="knees.example.org", root_page=page.get_parent().get_parent(), is_default_site=False)
    Site.objects.filter(is_default_site=True).update(root_page=make_article("de", live=False).get_parent().get_parent())
    Site.clear_site_root_paths_cache()
    own = make_disclaimer()
    SiteSettings.objects.create(site=other, default_disclaimer=own)
    assert ArticlePage.objects.get(pk=page.pk).disclaimer_in_force() == own


# --- Length of the short answer --------------------------------------------------------------------------------------


def test_tldr__of_600_characters_is_kept() -> None:
    page = draft(tldr="m" * TLDR_MAX_LENGTH)
    assert TLDR_MAX_LENGTH == 600
    assert ArticlePage.objects.get(pk=page.pk).tldr == "m" * 600


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_tldr__over_the_limit_is_refused_with_the_limit_and_the_length(language: str) -> None:
    page = ArticlePage(title="Why?", slug="why", locale=locale(language), tldr="字" * 601)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    (message,) = refused.value.message_dict["tldr"]
    assert "600" in message
    assert "601" in message


def test_tldr__over_the_limit_is_not_even_a_draft() -> None:
    page = draft()
    page.tldr = "m" * 601
    with pytest.raises(ValidationError) as refused:
        page.save_revision()
    assert "tldr" in refused.value.message_dict
    assert ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().tldr != page.tldr


# --- Where it stands -------------------------------------------------------------------------------------------------


def test_edition__in_a_language_that_the_article_has_already_is_refused() -> None:
    page = make_article(live=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(live=False, parent=page.get_parent().specific, translation_key=page.translation_key)


def test_with_values__judges_a_copy_and_leaves_the_page_alone() -> None:
    own = make_disclaimer()
    page = draft(disclaimer=own)
    judged = page.with_values({"tldr": "", "disclaimer": None, "slug": "ignored", "causes": page.genetics})
    assert judged.tldr == ""
    assert judged.disclaimer is None
    assert page.tldr
    assert page.disclaimer == own
    assert page.causes.raw_data[0]["value"] == ArticlePage.objects.get(pk=page.pk).causes.raw_data[0]["value"]
    assert judged.slug == page.slug != "ignored"


def test_stream__keeps_what_it_was_given() -> None:
    page = make_article(live=False, causes=stream(text_block("<p>Moonlight.</p>")))
    assert ArticlePage.objects.get(pk=page.pk).raw_bodies()[SectionKey.CAUSES][0]["value"] == "<p>Moonlight.</p>"
