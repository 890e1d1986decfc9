"""The gate as people in the admin meet it: a refusal is a message on the page they came from, and nothing is lost.

Paths in code are in `tests/services/test_publishing.py`.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage, Disclaimer
from tests.editor.forms import add_address, article_form, edit_address, empty_article_form, notices
from tests.factories import make_article, make_condition, make_disclaimer, make_editor, make_superuser, set_default_disclaimer
from tests.signing import signed_off

pytestmark = pytest.mark.django_db

SHORT_ANSWER = "The short answer is missing"


@pytest.fixture(params=["editor", "superuser"])
def publisher(request: pytest.FixtureRequest, client: Client) -> Client:
    """The browser of somebody who may publish. That an administrator may do everything does not open the gate."""
    set_default_disclaimer()
    client.force_login(make_superuser() if request.param == "superuser" else make_editor())
    return client


def incomplete_draft(**fields: Any) -> ArticlePage:
    page = make_article(live=False, **{"tldr": "", **fields})
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def gone_incomplete() -> ArticlePage:
    """A live edition whose disclaimer was taken back after its publication."""
    disclaimer = make_disclaimer()
    page = make_article(disclaimer=disclaimer)
    Disclaimer.objects.filter(pk=disclaimer.pk).update(live=False)
    return ArticlePage.objects.get(pk=page.pk)


def is_live(page: Page) -> bool:
    return ArticlePage.objects.get(pk=page.pk).live


def listing(page: Page) -> str:
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


def bulk(action: str, *pages: Page) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}&next={reverse('wagtailadmin_home')}"


def post(publisher: Client, address: str, data: dict[str, Any] | None = None, *, came_from: str = "") -> HttpResponse:
    headers = {"referer": f"http://testserver{came_from}"} if came_from else {}
    response: HttpResponse = publisher.post(address, data or {}, headers=headers, follow=True)
    assert response.status_code == 200
    return response


# --- Publishing ------------------------------------------------------------------------------------------------------


def test_edit_view__refuses_and_says_why(publisher: Client) -> None:
    page = incomplete_draft()
    response = post(publisher, edit_address(page), {**article_form(tldr=""), "action-publish": "1"})
    assert SHORT_ANSWER in notices(response)
    assert not is_live(page)


def test_edit_view__asked_by_a_script_refuses_too(publisher: Client) -> None:
    page = incomplete_draft()
    response = publisher.post(
        edit_address(page), {**article_form(tldr=""), "action-publish": "1"}, headers={"accept": "application/json"}
    )
    assert response.status_code < 500
    assert not is_live(page)


def test_create_and_publish__refuses_and_keeps_a_draft(publisher: Client) -> None:
    response = post(publisher, add_address("articlepage", make_condition()), {**empty_article_form(), "action-publish": "1"})
    assert SHORT_ANSWER in notices(response)
    assert not ArticlePage.objects.get().live


def test_bulk_publish__refuses_with_a_message(publisher: Client) -> None:
    page = incomplete_draft(title="Why do knees hum?")
    response = post(publisher, bulk("publish", page), came_from=listing(page))
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")  # where the form was told to lead
    assert "“Why do knees hum?” was not published" in notices(response)
    assert SHORT_ANSWER in notices(response)
    assert not is_live(page)


def test_bulk_publish__of_several_leaves_out_what_is_incomplete(publisher: Client) -> None:
    complete, incomplete = make_article(live=False), incomplete_draft()
    signed_off(complete)
    response = post(publisher, bulk("publish", complete, incomplete))
    assert SHORT_ANSWER in notices(response)
    assert is_live(complete)
    assert not is_live(incomplete)


def test_bulk_publish__of_a_condition_with_everything_below_refuses_an_incomplete_article(publisher: Client) -> None:
    page = incomplete_draft()
    response = post(publisher, bulk("publish", page.get_parent()), {"include_descendants": "on"})
    assert SHORT_ANSWER in notices(response)
    assert not is_live(page)


@pytest.mark.parametrize("asked", ["publish_copies", "alias"])
def test_copy__of_what_is_incomplete_is_refused_in_its_form(publisher: Client, asked: str) -> None:
    page = gone_incomplete()
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk), asked: "on"}
    response = post(publisher, reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert ("starts as a draft" if asked == "publish_copies" else "cannot be an alias") in response.content.decode()
    assert ArticlePage.objects.count() == 1
    assert not any(Page.find_problems())


def test_copy__of_a_condition_with_everything_below_copies_no_incomplete_article(publisher: Client) -> None:
    condition = gone_incomplete().get_parent()
    form = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": str(condition.get_parent().pk),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    response = post(publisher, reverse("wagtailadmin_pages:copy", args=[condition.pk]), form)
    assert "starts as a draft" in response.content.decode()
    assert ArticlePage.objects.count() == 1
    assert not any(Page.find_problems())


@pytest.mark.parametrize("action", ["publish", "copy"])
def test_admins_api__answers_in_its_own_form(publisher: Client, action: str) -> None:
    page = incomplete_draft() if action == "publish" else gone_incomplete()
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    response = publisher.post(address, {}, content_type="application/json")
    assert 400 <= response.status_code < 500
    assert "json" in response.headers["Content-Type"]
    assert ("short answer" if action == "publish" else "starts as a draft") in response.content.decode()
    assert ArticlePage.objects.filter(pk=page.pk, live=True).exists() is (action == "copy")
    assert ArticlePage.objects.count() == 1


# --- Refusals lose nothing -------------------------------------------------------------------------------------------


def test_refusal__keeps_the_draft(publisher: Client) -> None:
    page = incomplete_draft(causes_heading="What do knees do at night?")
    before = page.get_latest_revision()
    post(publisher, bulk("publish", page))
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.get_latest_revision() == before
    assert page.get_latest_revision_as_object().causes_heading == "What do knees do at night?"


@pytest.mark.parametrize("came_from", ["", "https://example.org/elsewhere"])
def test_refusal__of_somebody_from_nowhere_leads_to_the_admins_first_page(publisher: Client, came_from: str) -> None:
    """Whatever else refuses: here the conversion of an alias that somebody made behind the gate's back."""
    page, original = make_article(), make_article()
    ArticlePage.objects.filter(pk=page.pk).update(alias_of=original, tldr="Nobody signed this.")
    headers = {"referer": came_from} if came_from else {}
    response = publisher.post(reverse("wagtailadmin_pages:convert_alias", args=[page.pk]), headers=headers)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")


def test_refusal__shows_a_hostile_title_as_words(publisher: Client) -> None:
    page = incomplete_draft(title="<script>alert(1)</script>")
    response = post(publisher, bulk("publish", page), came_from=listing(page))
    assert "<script>alert(1)</script>" in notices(response)
    assert b"<script>alert(1)</script>" not in response.content


# --- Work that makes nothing public ----------------------------------------------------------------------------------

EDITIONS = {"complete": make_article, "gone incomplete": gone_incomplete}


@pytest.fixture(params=EDITIONS)
def live_edition(request: pytest.FixtureRequest, publisher: Client) -> ArticlePage:
    page: ArticlePage = EDITIONS[request.param]()
    return page


def test_live_edition__can_be_drafted(publisher: Client, live_edition: ArticlePage) -> None:
    response = post(publisher, edit_address(live_edition), article_form(tldr="", slug=live_edition.slug))
    assert "has been updated" in notices(response)
    assert ArticlePage.objects.get(pk=live_edition.pk).get_latest_revision_as_object().tldr == ""
    assert is_live(live_edition)


def test_live_edition__can_be_moved(publisher: Client, live_edition: ArticlePage) -> None:
    target = make_condition()
    response = post(publisher, reverse("wagtailadmin_pages:move_confirm", args=[live_edition.pk, target.pk]))
    assert "moved" in notices(response)
    assert Page.objects.get(pk=live_edition.pk).get_parent().pk == target.pk


@pytest.mark.parametrize("turn", ["lock", "unlock"])
def test_live_edition__can_be_locked(publisher: Client, live_edition: ArticlePage, turn: str) -> None:
    Page.objects.filter(pk=live_edition.pk).update(locked=turn == "unlock")
    post(publisher, reverse(f"wagtailadmin_pages:{turn}", args=[live_edition.pk]))
    assert ArticlePage.objects.get(pk=live_edition.pk).locked is (turn == "lock")


def test_live_edition__can_be_taken_down_on_the_desk(publisher: Client, live_edition: ArticlePage) -> None:
    response = publisher.post(reverse("wagtailadmin_pages:unpublish", args=[live_edition.pk]))
    assert response.headers["Location"] == reverse("review_desk:take_down_page", args=[live_edition.pk])


def test_live_edition__can_be_copied_as_a_draft(publisher: Client, live_edition: ArticlePage) -> None:
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(live_edition.get_parent().pk)}
    post(publisher, reverse("wagtailadmin_pages:copy", args=[live_edition.pk]), form)
    assert not ArticlePage.objects.get(slug="copy").live
