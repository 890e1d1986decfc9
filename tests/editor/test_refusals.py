"""The gate's refusals of what is not signed, as people meet them in the admin: a message, the way to the desk, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticleImage, ArticlePage, ConditionPage, Disclaimer
from tests.editor.forms import add_address, article_form, edit_address, notices, soup
from tests.editor.states import fresh, live_with_unsigned_draft, signed_draft, unsigned_draft
from tests.factories import (
    figure_block,
    home,
    image,
    image_file,
    make_article,
    make_condition,
    make_disclaimer,
    make_editor,
    make_superuser,
    set_default_disclaimer,
)
from tests.signing import signed_off

pytestmark = pytest.mark.django_db

MISSING = "1 medical sign-off of exactly this text is missing."


@pytest.fixture(params=["editor", "superuser"])
def publisher(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(make_superuser() if request.param == "superuser" else make_editor())
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_superuser())
    return client


def leads_to_the_desk(response: HttpResponse) -> bool:
    return any(link["href"] == reverse("review_desk:queue") for link in soup(response).select(".messages a[href]"))


def bulk(action: str, *pages: Page) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}&next={reverse('wagtailadmin_home')}"


def copy_form(parent: Page, **ticked: str) -> dict[str, str]:
    return {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": str(parent.pk), **ticked}


# --- The edit form ---------------------------------------------------------------------------------------------------


def test_publication__of_an_unsigned_draft_keeps_the_words_and_says_what_is_missing(publisher: Client) -> None:
    page = unsigned_draft()
    form = article_form(tldr="Words that somebody typed.")
    response = publisher.post(edit_address(page), {**form, "action-publish": "1"}, follow=True)
    assert "was not published. It is saved as a draft." in notices(response)
    assert MISSING in notices(response)
    assert leads_to_the_desk(response)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().tldr == "Words that somebody typed."


def test_publication__of_a_signed_draft_with_other_words_posted_keeps_them_and_publishes_nothing(publisher: Client) -> None:
    page = signed_draft()
    form = article_form(tldr="A last-minute change.")
    response = publisher.post(edit_address(page), {**form, "action-publish": "1"}, follow=True)
    assert MISSING in notices(response)
    assert response.redirect_chain[-1][0] == edit_address(page)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().tldr == "A last-minute change."


def test_publication__of_exactly_what_is_signed_goes_through(publisher: Client) -> None:
    page = unsigned_draft()
    publisher.post(edit_address(page), article_form())
    signed_off(fresh(page).get_latest_revision_as_object())
    response = publisher.post(edit_address(page), {**article_form(), "action-publish": "1"}, follow=True)
    assert "has been published" in notices(response)
    assert fresh(page).live


def test_schedule__of_unsigned_words_is_refused_and_another_schedule_stays(publisher: Client) -> None:
    """Wagtail would put them on the timetable unseen: nothing of it goes live that the gate could refuse."""
    page = signed_draft()
    form = article_form(go_live_at="2099-01-01 08:00", tldr="Nobody signed this.")
    response = publisher.post(edit_address(page), {**form, "action-publish": "1"}, follow=True)
    assert MISSING in notices(response)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert fresh(page).get_latest_revision_as_object().go_live_at is not None


def test_refused_publication__leaves_an_earlier_schedule_alone(publisher: Client) -> None:
    page = make_article()
    page.go_live_at = "2099-01-01T08:00:00Z"
    scheduled = page.save_revision()
    scheduled.publish()
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    later = fresh(page)
    later.tldr, later.go_live_at = "Unsigned.", None
    later.save_revision()
    response = publisher.post(bulk("publish", page), follow=True)
    assert MISSING in notices(response)
    assert page.revisions.filter(approved_go_live_at__isnull=False).get() == scheduled


def test_create_and_publish__keeps_the_words_as_a_draft(publisher: Client) -> None:
    set_default_disclaimer()
    response = publisher.post(
        add_address("articlepage", make_condition()), {**article_form(), "action-publish": "1"}, follow=True
    )
    assert "It is saved as a draft." in notices(response)
    assert MISSING in notices(response)
    page = ArticlePage.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().tldr == "Because of the moon."


def test_revert__to_unsigned_words_and_publish_keeps_them_as_the_draft(publisher: Client) -> None:
    page = make_article()
    page.tldr = "Never signed."
    unsigned = page.save_revision()
    page.tldr = "Later words."
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, unsigned.pk])
    form = article_form(title=page.title, slug=page.slug, tldr="Never signed.")
    assert not soup(publisher.get(address)).find("button", attrs={"name": "action-publish"})
    response = publisher.post(address, {**form, "action-publish": "1"}, follow=True)
    assert MISSING in notices(response)
    assert fresh(page).tldr != "Never signed."
    assert fresh(page).get_latest_revision_as_object().tldr == "Never signed."


def test_unschedule__needs_no_sign_off(publisher: Client) -> None:
    page = signed_draft()
    scheduled = fresh(page)
    scheduled.go_live_at = "2099-01-01T08:00:00Z"
    revision = scheduled.save_revision()
    revision.publish()
    assert revision.approved_go_live_at or page.revisions.filter(approved_go_live_at__isnull=False).exists()
    later = fresh(page)
    later.tldr = "Unsigned."
    later.save_revision()
    response = publisher.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk]), follow=True)
    assert "unscheduled" in notices(response)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


# --- Several at once -------------------------------------------------------------------------------------------------


def test_bulk_publish__names_each_article_and_what_it_lacks_beforehand(publisher: Client) -> None:
    page = unsigned_draft(title="Why do knees hum?")
    response = publisher.get(bulk("publish", page))
    text = " ".join(soup(response).get_text(" ").split())
    assert "“Why do knees hum?” was not published." in text
    assert MISSING in text
    assert any(link["href"] == reverse("review_desk:queue") for link in soup(response).select("main a[href]"))


def test_bulk_publish__publishes_what_is_signed_and_says_why_not_the_rest(publisher: Client) -> None:
    signed, unsigned = signed_draft(), unsigned_draft(title="Why do knees hum?")
    response = publisher.post(bulk("publish", signed, unsigned), follow=True)
    assert "1 page has been published" in notices(response)
    assert "“Why do knees hum?” was not published." in notices(response)
    assert leads_to_the_desk(response)
    assert fresh(signed).live
    assert not fresh(unsigned).live


def test_bulk_publish__of_a_condition_names_the_unsigned_articles_below(publisher: Client) -> None:
    condition = make_condition(live=False)
    signed, unsigned = signed_draft(parent=condition), unsigned_draft(parent=condition, title="Why do knees hum?")
    response = publisher.post(bulk("publish", condition), {"include_descendants": "on"}, follow=True)
    assert "“Why do knees hum?” was not published." in notices(response)
    assert ConditionPage.objects.get(pk=condition.pk).live
    assert fresh(signed).live
    assert not fresh(unsigned).live


def test_bulk_unpublish__leaves_articles_alone_and_says_how_they_are_taken_down(publisher: Client) -> None:
    page, condition = make_article(), make_condition()
    assert "with a reason" in publisher.get(bulk("unpublish", page)).content.decode()
    response = publisher.post(bulk("unpublish", page, condition), follow=True)
    assert "1 article was left as it was." in notices(response)
    assert fresh(page).live
    assert not ConditionPage.objects.get(pk=condition.pk).live


def test_bulk_unpublish__of_a_condition_with_everything_below_leaves_its_articles(publisher: Client) -> None:
    page = make_article()
    response = publisher.post(bulk("unpublish", page.get_parent()), {"include_descendants": "on"}, follow=True)
    assert "1 article was left as it was." in notices(response)
    assert fresh(page).live


# --- Copies, aliases, moves ------------------------------------------------------------------------------------------


def test_copy__of_an_article_offers_neither_publication_nor_an_alias(publisher: Client) -> None:
    page = make_article()
    form = soup(publisher.get(reverse("wagtailadmin_pages:copy", args=[page.pk])))
    assert form.find(attrs={"name": "new_title"})
    assert not form.find(attrs={"name": "alias"})
    assert not form.find(attrs={"name": "publish_copies"})


@pytest.mark.parametrize(("ticked", "said"), [("alias", "cannot be an alias"), ("publish_copies", "starts as a draft")])
@pytest.mark.parametrize("of", ["article", "condition"])
def test_copy__that_asks_for_it_all_the_same_is_refused_in_the_form(publisher: Client, of: str, ticked: str, said: str) -> None:
    article = make_article()
    page = article if of == "article" else article.get_parent()
    form = copy_form(page.get_parent(), copy_subpages="on", **{ticked: "on"})
    response = publisher.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert soup(response).find(attrs={"name": "new_title"})["value"] == "A copy"
    assert ArticlePage.objects.count() == 1


def test_copy__of_an_article_is_a_draft(publisher: Client) -> None:
    page = make_article()
    publisher.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy_form(page.get_parent()))
    assert not ArticlePage.objects.get(slug="a-copy").live


def test_copy__under_another_language_is_refused_at_its_field(publisher: Client) -> None:
    page, french = make_article(), make_condition("fr")
    response = publisher.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy_form(french))
    assert "This page is in another language." in response.content.decode()
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("what", ["article", "condition"])
def test_move__under_another_language_is_refused_and_says_why(publisher: Client, what: str) -> None:
    article = make_article()
    page, target = (article, make_condition("fr")) if what == "article" else (article.get_parent(), home("fr"))
    before = page.path
    response = publisher.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]), follow=True)
    assert "stays under the home page of its own language" in notices(response)
    assert Page.objects.get(pk=page.pk).path == before


def test_alias__made_behind_the_forms_back_cannot_be_converted_into_live_words(publisher: Client) -> None:
    page, original = live_with_unsigned_draft(), make_article()
    ArticlePage.objects.filter(pk=page.pk).update(alias_of=original, tldr="Copied from elsewhere.")
    response = publisher.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]), follow=True)
    assert MISSING in notices(response)
    assert fresh(page).alias_of_id == original.pk


# --- Taking down -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_unpublish__of_an_article_leads_to_the_desk_which_asks_for_the_reason(publisher: Client, method: str) -> None:
    page = make_article()
    response = getattr(publisher, method)(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("review_desk:take_down_page", args=[page.pk])
    assert fresh(page).live


def test_unpublish__of_a_condition_works_but_takes_no_article_along(publisher: Client) -> None:
    page = make_article()
    address = reverse("wagtailadmin_pages:unpublish", args=[page.get_parent().pk])
    assert publisher.get(address).status_code == 200
    response = publisher.post(address, {"include_descendants": "on"}, follow=True)
    assert "Take down its articles first" in notices(response)
    assert fresh(page).live
    assert fresh(page).get_parent().live
    publisher.post(address)
    assert not fresh(page).get_parent().live


def test_unpublish__is_closed_to_strangers(client: Client) -> None:
    address = reverse("wagtailadmin_pages:unpublish", args=[make_article().pk])
    assert client.get(address).headers["Location"].startswith(reverse("wagtailadmin_login"))
    client.force_login(make_editor())
    assert client.get(reverse("wagtailadmin_pages:unpublish", args=[999_999])).status_code == 404


# --- Disclaimers and pictures in use ---------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["chosen", "default"])
@pytest.mark.parametrize("way", ["one", "several"])
def test_deletion__of_a_disclaimer_in_use_is_refused_with_a_reason(administrator: Client, use: str, way: str) -> None:
    disclaimer = make_disclaimer(title_en="Knees and you")
    make_article(disclaimer=disclaimer) if use == "chosen" else set_default_disclaimer(disclaimer)
    address = (
        reverse("wagtailsnippets_articles_disclaimer:delete", args=[disclaimer.pk])
        if way == "one"
        else f"{reverse('wagtail_bulk_action', args=['articles', 'disclaimer', 'delete'])}?id={disclaimer.pk}"
    )
    response = administrator.post(address, follow=True)
    assert response.status_code == 200
    assert "“Knees and you” was not deleted" in notices(response)
    assert Disclaimer.objects.filter(pk=disclaimer.pk).exists()


def picture_form(picture: ArticleImage, **values: Any) -> dict[str, Any]:
    return {"title": picture.title, "description": "", "credit": picture.credit, "tags": "", **values}


def picture_of_a_live_article() -> ArticleImage:
    picture = image()
    make_article(causes=[figure_block(picture)], citations=0)
    return picture


@pytest.mark.parametrize(
    ("field", "value"), [("file", lambda: image_file("other.png", (20, 20), "red")), ("credit", lambda: "Somebody else")]
)
def test_picture__of_a_live_article_keeps_its_file_and_credit_and_says_so_at_the_field(
    publisher: Client, field: str, value: Any
) -> None:
    picture = picture_of_a_live_article()
    before = picture.get_file_hash()
    response = publisher.post(
        reverse("wagtailimages:edit", args=[picture.pk]), picture_form(picture, title="A new title", **{field: value()})
    )
    assert response.status_code == 200
    assert "A live article shows this picture" in " ".join(response.context["form"].errors[field])
    assert soup(response).find(attrs={"name": "title"})["value"] == "A new title"
    stored = ArticleImage.objects.get(pk=picture.pk)
    assert (stored.file_hash or stored.get_file_hash()) == before
    assert stored.credit == ""
    assert stored.file.storage.exists(stored.file.name)


def test_picture__of_a_live_article_may_get_another_title(publisher: Client) -> None:
    picture = picture_of_a_live_article()
    publisher.post(reverse("wagtailimages:edit", args=[picture.pk]), picture_form(picture, title="A new title"))
    assert ArticleImage.objects.get(pk=picture.pk).title == "A new title"
