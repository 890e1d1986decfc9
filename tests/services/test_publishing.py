"""The gate: whatever path makes a page live, an incomplete edition does not pass; work on drafts always does.

Paths through the admin are in `tests/editor/test_gate.py`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from articles.domain.completeness import Missing
from articles.models import ArticlePage, Disclaimer
from articles.models.readiness import IncompleteEditionError
from tests.factories import (
    figure_block,
    home,
    image,
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


def incomplete_draft(**fields: Any) -> ArticlePage:
    """A draft, with a revision, that lacks its short answer."""
    page = make_article(live=False, **{"tldr": "", **fields})
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def live_article_gone_incomplete() -> ArticlePage:
    """A live edition that was complete when it was published; its disclaimer was taken back since."""
    disclaimer = make_disclaimer()
    page = make_article(disclaimer=disclaimer)
    Disclaimer.objects.filter(pk=disclaimer.pk).update(live=False)
    return ArticlePage.objects.get(pk=page.pk)


def live_pages() -> set[int]:
    return set(ArticlePage.objects.filter(live=True).values_list("pk", flat=True))


# --- Every path that makes a page live -------------------------------------------------------------------------------

Path = Callable[[], object]


def publish_revision() -> None:
    incomplete_draft().get_latest_revision().publish()


def publish_revision_as_superuser() -> None:
    incomplete_draft().get_latest_revision().publish(user=make_superuser(), skip_permission_checks=True)


def publish_draft_over_live_page() -> None:
    page = make_article()
    page.tldr = ""
    page.save_revision().publish()


def publish_older_revision_again() -> None:
    page = incomplete_draft()
    incomplete = page.get_latest_revision()
    page.tldr = "The short answer."
    publish(page)
    incomplete.publish(previous_revision=incomplete)


def save_as_live() -> None:
    page = incomplete_draft()
    page.live = True
    page.save()


def save_as_live_without_cleaning() -> None:
    page = incomplete_draft()
    page.live = True
    page.save(clean=False)


def save_only_the_live_column() -> None:
    page = incomplete_draft()
    page.live = True
    page.save(update_fields=["live"])


def save_as_live_through_the_base_class() -> None:
    page = Page.objects.get(pk=incomplete_draft().pk)
    page.live = True
    page.save()


def save_only_the_live_column_through_the_base_class() -> None:
    page = Page.objects.get(pk=incomplete_draft().pk)
    page.live = True
    page.save(update_fields=["live"])


def empty_a_live_page() -> None:
    page = make_article()
    page.causes = "[]"
    page.save()


def empty_a_column_of_a_live_page() -> None:
    page = make_article()
    page.causes = "[]"
    page.save(update_fields=["causes"])


def empty_a_column_of_a_live_page_beside_bookkeeping() -> None:
    page = make_article()
    page.tldr = ""
    page.save(update_fields=["tldr", "latest_revision", "draft_title"])


def add_live_child() -> None:
    condition = make_condition()
    condition.add_child(instance=ArticlePage(title="Why?", slug="why", live=True))


def add_live_child_by_wagtails_default() -> None:
    condition = make_condition()
    condition.add_child(instance=ArticlePage(title="Why?", slug="why"))


def add_live_sibling() -> None:
    make_article().add_sibling(instance=ArticlePage(title="Why?", slug="why", live=True))


def copy_what_is_live() -> None:
    live_article_gone_incomplete().copy(keep_live=True, update_attrs={"slug": "copy"})


def copy_what_is_live_and_empty_it() -> None:
    make_article().copy(keep_live=True, update_attrs={"slug": "copy", "tldr": ""})


def copy_a_condition_with_what_is_live_below() -> None:
    live_article_gone_incomplete().get_parent().copy(recursive=True, keep_live=True, update_attrs={"slug": "copy"})


def copy_by_action() -> None:
    CopyPageAction(live_article_gone_incomplete(), keep_live=True, update_attrs={"slug": "copy"}).execute()


def another_language_without_the_disclaimer() -> None:
    page = make_article(disclaimer=make_disclaimer(["en"]))
    translate(page, "de", live=True)


def picture_without_a_decision_on_its_alternative_text() -> None:
    incomplete_draft(
        tldr="The short answer.", causes=[figure_block(image(), alt_text="")], references=[]
    ).get_latest_revision().publish()


PATHS: list[Path] = [
    publish_revision,
    publish_revision_as_superuser,
    publish_draft_over_live_page,
    publish_older_revision_again,
    save_as_live,
    save_as_live_without_cleaning,
    save_only_the_live_column,
    save_as_live_through_the_base_class,
    save_only_the_live_column_through_the_base_class,
    empty_a_live_page,
    empty_a_column_of_a_live_page,
    empty_a_column_of_a_live_page_beside_bookkeeping,
    add_live_child,
    add_live_child_by_wagtails_default,
    add_live_sibling,
    copy_what_is_live,
    copy_what_is_live_and_empty_it,
    copy_a_condition_with_what_is_live_below,
    copy_by_action,
    another_language_without_the_disclaimer,
    picture_without_a_decision_on_its_alternative_text,
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_incomplete_edition__does_not_go_live(path: Path) -> None:
    with pytest.raises(IncompleteEditionError) as refused:
        path()
    assert refused.value.parts
    assert refused.value.messages
    lacking = {part.reason for page in ArticlePage.objects.filter(live=True) for part in page.missing_parts()}
    assert lacking <= {Missing.NO_DISCLAIMER}  # a page whose disclaimer was taken back before stays as it was
    assert not ArticlePage.objects.filter(slug="copy").exists()
    assert not any(Page.find_problems())


def test_refusal__names_the_edition_and_everything_it_lacks() -> None:
    page = make_article(live=False, tldr="", causes=[], references=[], genetics=[], title="Why do knees glimmer?")
    with pytest.raises(IncompleteEditionError) as refused:
        page.save_revision().publish()
    assert refused.value.title == "Why do knees glimmer?"
    assert [part.reason for part in refused.value.parts] == [Missing.TEXT] * 3
    text = " ".join(refused.value.messages)
    for words in ("short answer", "Causes", "Genetics"):
        assert words in text
    assert "Risk factors" not in text


def test_refusal__keeps_the_draft() -> None:
    page = make_article()
    before = page.tldr
    page.tldr, page.causes_heading = "", "What do knees do at night?"
    revision = page.save_revision()
    with pytest.raises(IncompleteEditionError):
        revision.publish()
    stored = ArticlePage.objects.get(pk=page.pk)
    assert (stored.live, stored.tldr) == (True, before)
    assert stored.has_unpublished_changes
    assert stored.get_latest_revision_as_object().causes_heading == "What do knees do at night?"


def test_complete_edition__goes_live() -> None:
    assert publish(make_article(live=False)).live


# --- The timetable ---------------------------------------------------------------------------------------------------


def scheduled(page: ArticlePage) -> ArticlePage:
    """The page's latest draft is to go live at a time that has come by now."""
    page.go_live_at = timezone.now() + timedelta(hours=1)
    signed_off(page).save_revision().publish()
    past = timezone.now() - timedelta(minutes=1)
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return page


def test_scheduled_edition__goes_live_when_it_is_complete() -> None:
    page = scheduled(make_article(live=False))
    call_command("publish_scheduled")
    assert page.pk in live_pages()


def test_scheduled_edition__that_is_incomplete_stays_a_draft() -> None:
    page = scheduled(incomplete_draft())
    with contextlib.suppress(IncompleteEditionError):
        call_command("publish_scheduled")
    assert page.pk not in live_pages()
    assert ArticlePage.objects.get(pk=page.pk).get_latest_revision() is not None


def test_scheduled_edition__that_is_incomplete_holds_no_other_up() -> None:
    scheduled(incomplete_draft())
    complete = scheduled(make_article(live=False))
    call_command("publish_scheduled")
    assert complete.pk in live_pages()


def test_scheduled_edition__over_a_live_page_leaves_it_as_it_is_when_incomplete() -> None:
    page = make_article()
    before = page.tldr
    page.tldr = ""
    scheduled(page)
    with contextlib.suppress(IncompleteEditionError):
        call_command("publish_scheduled")
    stored = ArticlePage.objects.get(pk=page.pk)
    assert (stored.live, stored.tldr) == (True, before)


# --- Work that makes nothing public ----------------------------------------------------------------------------------


def draft(page: ArticlePage) -> None:
    page.tldr = ""
    page.save_revision()
    assert page.get_latest_revision_as_object().tldr == ""


def draft_through_the_base_class(page: ArticlePage) -> None:
    draft(Page.objects.get(pk=page.pk).specific)


def move(page: ArticlePage) -> None:
    target = make_condition()
    page.move(target, pos="last-child")
    assert Page.objects.get(pk=page.pk).get_parent().pk == target.pk


def move_with_the_condition(page: ArticlePage) -> None:
    condition = page.get_parent().specific
    condition.slug = "renamed"
    condition.save()
    assert Page.objects.get(pk=page.pk).url_path.split("/")[-3] == "renamed"


def reorder(page: ArticlePage) -> None:
    make_article(live=False, parent=page.get_parent().specific)
    page.move(page.get_parent(), pos="last-child")


def lock(page: ArticlePage) -> None:
    page.locked, page.locked_by, page.locked_at = True, make_superuser(), timezone.now()
    page.save(update_fields=["locked", "locked_by", "locked_at"])
    assert ArticlePage.objects.get(pk=page.pk).locked


def unpublish(page: ArticlePage) -> None:
    page.unpublish()
    assert not ArticlePage.objects.get(pk=page.pk).live


def unpublish_with_the_condition(page: ArticlePage) -> None:
    for descendant in page.get_parent().get_descendants(inclusive=True):
        descendant.unpublish()
    assert not ArticlePage.objects.get(pk=page.pk).live


def expire(page: ArticlePage) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not ArticlePage.objects.get(pk=page.pk).live


def copy_as_draft(page: ArticlePage) -> None:
    assert not page.copy(keep_live=False, update_attrs={"slug": "copy"}).live


def translate_as_draft(page: ArticlePage) -> None:
    assert not translate(page, "de", live=False).live


def delete(page: ArticlePage) -> None:
    page.unpublish()
    page.delete()
    assert not ArticlePage.objects.filter(pk=page.pk).exists()


WORK: list[Callable[[ArticlePage], None]] = [
    draft,
    draft_through_the_base_class,
    move,
    move_with_the_condition,
    reorder,
    lock,
    unpublish,
    unpublish_with_the_condition,
    expire,
    copy_as_draft,
    translate_as_draft,
    delete,
]


@pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)
@pytest.mark.parametrize("edition", [make_article, live_article_gone_incomplete], ids=["complete", "gone incomplete"])
def test_live_edition__can_be_worked_on(edition: Callable[[], ArticlePage], work: Callable[[ArticlePage], None]) -> None:
    page = edition()
    words = (page.tldr, list(page.causes.raw_data))
    work(page)
    stored = ArticlePage.objects.filter(pk=page.pk).first()
    if stored is not None:
        assert (stored.tldr, list(stored.causes.raw_data)) == words


def test_pages_of_other_kinds__are_not_judged() -> None:
    condition = make_condition(live=False)
    condition.save_revision().publish()
    home().save()
    Page.objects.get(pk=condition.pk).save()
    condition.refresh_from_db()
    assert condition.live
