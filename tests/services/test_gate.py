"""The gate's own judgements: which saves it looks at, what it compares, and what it leaves alone.

Every path that leads to it is in `tests/workflow/test_publish_paths.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from articles.models import ArticlePage, Disclaimer, ReviewPolicy
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError
from tests.factories import (
    locale,
    make_article,
    make_condition,
    make_disclaimer,
    make_superuser,
    publish,
    set_default_disclaimer,
    translate,
)
from tests.signing import signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _default_disclaimer() -> None:
    set_default_disclaimer()


def stored(page: Page) -> ArticlePage:
    """The page as the database has it."""
    return ArticlePage.objects.get(pk=page.pk)


def refused(save: Callable[..., Any], **how: Any) -> GateError:
    with pytest.raises(GateError) as caught:
        save(**how)
    return caught.value


def demand(**numbers: int) -> None:
    """Raises the policy, as an administrator does in the settings."""
    policy = ReviewPolicy.load()
    for name, number in numbers.items():
        setattr(policy, name, number)
    policy.save()


# --- What it looks at ------------------------------------------------------------------------------------------------


def test_gate__names_what_is_missing_and_why() -> None:
    page = translate(make_article(), "de", live=False)
    page.live = True
    error = refused(page.save)
    assert error.title == page.title
    assert error.reason == "not_signed_off"
    text = " ".join(error.messages)
    assert "1 medical sign-off of exactly this text is missing." in text
    assert "1 language sign-off of exactly this text is missing." in text


def test_gate__lets_drafts_be_saved() -> None:
    page = make_article(live=False)
    page.tldr = "Not signed by anybody."
    page.save()
    Page.objects.get(pk=page.pk).save()
    assert stored(page).tldr == "Not signed by anybody."


def test_gate__judges_pages_that_are_no_articles_by_nothing() -> None:
    condition = make_condition()
    condition.title = "Glimmer elbow"
    condition.save()
    Page.objects.get(pk=condition.pk).save()
    assert Page.objects.get(pk=condition.pk).title == "Glimmer elbow"


@pytest.mark.parametrize("fields", [{"tldr": "Other words."}, {"title": "Other words?"}, {"seo_title": "Other words"}])
@pytest.mark.parametrize("only_these", [True, False], ids=["update_fields", "whole row"])
def test_live_edition__takes_no_unsigned_words(fields: dict[str, str], only_these: bool) -> None:
    page = make_article()
    for name, value in fields.items():
        setattr(page, name, value)
    refused(page.save, **({"update_fields": list(fields)} if only_these else {}))
    row = stored(page)
    assert not any(getattr(row, name) == value for name, value in fields.items())


def test_live_edition__takes_no_unsigned_words_from_an_object_that_thinks_it_is_a_draft() -> None:
    """Which columns are saved is not which object they come from: the row stays live."""
    page = make_article()
    page.live, page.tldr = False, "Other words."
    refused(page.save, update_fields=["tldr"])
    assert stored(page).tldr != "Other words."


def test_live_edition__takes_no_unsigned_title_from_a_base_page_that_thinks_it_is_a_draft() -> None:
    page = Page.objects.get(pk=make_article().pk)
    page.live, page.title = False, "Other words?"
    refused(page.save, update_fields=["title"])
    assert stored(page).title != "Other words?"


def test_draft__does_not_go_live_by_the_live_column_of_an_object_that_holds_signed_words() -> None:
    """The words that would be public are the row's, not those of the object whose `live` is saved."""
    page = make_article(live=False)
    signed = signed_off(stored(page))
    page.tldr = "Other words."
    page.save()
    signed.live = True
    refused(signed.save, update_fields=["live"])
    assert not stored(page).live


def test_draft__does_not_go_live_by_the_live_column_of_a_base_page_with_the_signed_title() -> None:
    page = make_article(live=False)
    signed_off(stored(page))
    base = Page.objects.get(pk=page.pk)
    page.title = "Other words?"
    page.save()
    base.live = True
    refused(base.save, update_fields=["live"])
    assert not stored(page).live


def test_draft__that_is_signed_goes_live_by_its_live_column() -> None:
    page = make_article(live=False)
    signed_off(stored(page)).live = True
    page.live = True
    page.save(update_fields=["live"])
    assert stored(page).live


def test_deferred_columns__are_judged_as_they_are_stored() -> None:
    page = make_article(live=False)
    signed_off(stored(page))
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Other words.")
    partly = ArticlePage.objects.only("live", "title").get(pk=page.pk)
    partly.live = True
    refused(partly.save)
    assert not stored(page).live


@pytest.mark.parametrize("change", ["locale", "translation_key"])
def test_live_edition__cannot_become_another_text(change: str) -> None:
    page = make_article()
    other = make_article(live=False)
    setattr(page, change, locale("fr") if change == "locale" else other.translation_key)
    if change == "translation_key":
        other.delete()
    refused(page.save)
    assert stored(page).locale.language_code == "en"


# --- Work beside the words -------------------------------------------------------------------------------------------

BESIDE: dict[str, Callable[[ArticlePage], dict[str, Any]]] = {
    "slug": lambda _page: {"slug": "another-address"},
    "menu": lambda _page: {"show_in_menus": True},
    "owner": lambda _page: {"owner": make_superuser()},
    "lock": lambda _page: {"locked": True},
}


@pytest.mark.parametrize("change", BESIDE)
@pytest.mark.parametrize("only_these", [True, False], ids=["update_fields", "whole row"])
def test_live_edition__keeps_its_sign_offs_when_its_words_stay(change: str, only_these: bool) -> None:
    page = make_article()
    values = BESIDE[change](page)
    for name, value in values.items():
        setattr(page, name, value)
    page.save(**({"update_fields": list(values)} if only_these else {}))
    row = stored(page)
    assert row.live
    assert {name: getattr(row, name) for name in values} == values


def test_live_edition__whose_disclaimer_is_gone_can_be_moved_and_says_nothing_new() -> None:
    page = make_article(disclaimer=make_disclaimer())
    Disclaimer.objects.filter(pk=page.disclaimer_id).update(live=False)
    page = stored(page)
    page.move(make_condition(), pos="last-child")
    page = stored(page)
    page.slug = "another-address"
    page.save()
    assert stored(page).slug == "another-address"
    page.tldr = "Other words."
    signed_off(page)
    with pytest.raises(IncompleteEditionError):
        page.save()
    page.unpublish()
    page.live = True
    with pytest.raises(IncompleteEditionError):
        page.save()


# --- A policy that was raised ----------------------------------------------------------------------------------------


def test_raised_policy__leaves_live_editions_live_and_workable() -> None:
    page = make_article()
    demand(medical_for_source=2)
    page.slug = "another-address"
    page.save()
    page.move(make_condition(), pos="last-child")
    row = stored(page)
    assert row.live
    row.tldr = "A draft."
    row.save_revision()
    assert (stored(page).live, stored(page).tldr) == (True, page.tldr)


def test_raised_policy__holds_for_the_next_publication() -> None:
    page = make_article()
    demand(medical_for_source=2)
    page.tldr = "Other words."
    revision = page.save_revision()
    signed_off(revision.as_object())
    refused(revision.publish)


def test_raised_policy__holds_for_going_back_to_older_words() -> None:
    """That they were public once under the old policy lets them stay, not return."""
    page = make_article()
    older = page.get_latest_revision()
    page.tldr = "Other words."
    publish(page)
    demand(medical_for_source=2)
    refused(older.publish)
    assert stored(page).tldr == "Other words."


def test_raised_policy__holds_for_what_was_unpublished() -> None:
    page = make_article()
    page.unpublish()
    demand(medical_for_source=2)
    refused(stored(page).get_latest_revision().publish)
    assert not stored(page).live
