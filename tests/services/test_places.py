"""Editions stand in the tree of their own language."""

from __future__ import annotations

import pytest
from wagtail.models import Locale, Page

from articles.models import ArticlePage, ConditionPage
from articles.models.signing_words import GateError
from tests.factories import home, locale, make_article, make_condition, translate

pytestmark = pytest.mark.django_db


def test_move__of_an_edition_into_another_languages_tree_is_refused() -> None:
    page, target = make_article(), make_condition("fr")
    with pytest.raises(GateError) as refused:
        page.move(target, pos="last-child")
    assert refused.value.reason == "another_language"
    assert Page.objects.get(pk=page.pk).url_path == page.url_path


def test_move__of_a_condition_into_another_languages_tree_is_refused() -> None:
    condition = make_article().get_parent()
    with pytest.raises(GateError):
        condition.move(home("fr"), pos="last-child")
    assert Page.objects.get(pk=condition.pk).get_parent().pk == home("en").pk


def test_move__beside_a_page_of_another_language_is_refused() -> None:
    page, sibling = make_article(), translate(make_article(), "fr")
    with pytest.raises(GateError):
        page.move(sibling, pos="right")


def test_move__within_a_language_is_free() -> None:
    page, target = make_article(), make_condition()
    page.move(target, pos="last-child")
    assert Page.objects.get(pk=page.pk).get_parent().pk == target.pk


def test_copy__into_another_languages_tree_is_refused_even_as_a_draft() -> None:
    page, target = make_article(), make_condition("fr")
    with pytest.raises(GateError):
        page.copy(to=target, keep_live=False, update_attrs={"slug": "copy"})
    assert ArticlePage.objects.count() == 1


def test_copy__of_a_condition_into_another_languages_tree_is_refused() -> None:
    condition = make_article().get_parent()
    with pytest.raises(GateError):
        condition.copy(to=home("fr"), recursive=True, keep_live=False, update_attrs={"slug": "copy"})
    assert ConditionPage.objects.count() == 1


def test_copy_for_translation__stands_where_it_belongs() -> None:
    edition = translate(make_article(), "fr", live=False)
    assert edition.get_parent().locale == locale("fr")


def test_language__of_live_editions_does_not_become_another() -> None:
    page = make_article("fr")
    french = locale("fr")
    french.language_code = "pt"
    with pytest.raises(GateError) as refused:
        french.save()
    assert refused.value.reason == "language_in_use"
    assert ArticlePage.objects.get(pk=page.pk).locale.language_code == "fr"


def test_language__without_live_editions_can_be_corrected() -> None:
    make_article("fr", live=False)
    french = locale("fr")
    french.language_code = "pt"
    french.save()
    assert Locale.all_objects.filter(language_code="pt").exists()
