"""A text in which nothing changed is reviewed again, by whoever signed it before, too; and by as many as the policy asks for."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, LedgerEntry, Notice, ReviewRequest, User
from articles.services import reviews
from tests.editor.desk.desk import logged_in, make_signer, screen, sign, submit
from tests.editor.unchanged_form import unchanged_form
from tests.factories import make_editor
from tests.reviewing import at, draft, make_signed_article
from tests.reviewing import sign as sign_directly
from tests.services.verification.running import verify
from tests.site.reader import one, read, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def physician() -> User:
    return make_signer(Meaning.MEDICAL, name="Ada")


def stored(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def status(client: Client, page: ArticlePage) -> str:
    return words(one(read(client, stored(page).url), ".review-status"))


def test_renewal__by_the_one_who_signed_before_moves_the_date_of_the_review(client: Client, physician: User) -> None:
    with at(2021):
        page = make_signed_article(signed={"medical": physician})
    assert "overdue" in status(client, page)
    request = submit(page)
    assert [notice.kind for notice in Notice.objects.filter(user=physician)] == [Notice.Kind.REVIEW_WANTED]

    shown = screen(logged_in(client, physician), request)
    assert "Nothing has changed since these words were signed" in words(one(shown, "main"))
    assert "1 medical sign-off of exactly this text is missing." in words(one(shown, "main"))
    assert not shown.select('#sign [name$="scope"], #sign [name$="severity"]')
    assert sign(client, request).status_code == 302

    entry = LedgerEntry.objects.latest("sequence")
    assert (entry.scope, entry.severity, entry.completes, entry.signer) == ("renewal", "editorial", True, physician.pk)
    assert ReviewRequest.objects.get().outcome == ReviewRequest.Outcome.SIGNED
    assert not reviews.is_under_review(stored(page))
    assert "overdue" not in status(client, page)
    history = read(client, f"{page.url}history/")
    assert [words(event) for event in history.select(".event h3")] == ["Full review", "First review"]
    assert "The text was reviewed again and did not change." in words(history)
    assert verify()[0] == 0


def test_renewal__of_a_translation_takes_everybody_again(client: Client, physician: User) -> None:
    linguist = make_signer(Meaning.LANGUAGE, name="Lin")
    with at(2021):
        make_signed_article()
        page = make_signed_article("de", signed={"medical": physician, "language": linguist})
    request = submit(page)
    sign(logged_in(client, linguist), request)
    assert ReviewRequest.objects.get(pk=request.pk).outcome == ""
    assert client.get(stored(page).url).content.decode().count("review-overdue") == 1
    shown = screen(client, request)
    assert "1 medical sign-off" in words(one(shown, "main"))
    assert "language sign-off of exactly" not in words(one(shown, "main"))
    assert "You have signed this text already." in words(one(shown, "#sign"))
    sign(logged_in(client, physician), request)
    assert ReviewRequest.objects.get(pk=request.pk).outcome == "signed"
    assert LedgerEntry.objects.latest("sequence").completes


def test_renewal__replaces_a_review_of_changes_alone(client: Client) -> None:
    """Whoever read only the change has no part in the renewal: it is one of the whole article."""
    other = make_signer(Meaning.MEDICAL, name="Bo")
    with at(2021):
        page = make_signed_article()
        edition = draft(page, tldr="Other words.")
        sign_directly(edition, scope="changes")
        edition.get_latest_revision().publish()
    sign(logged_in(client, other), submit(page))
    assert "overdue" not in status(client, page)
    assert "Bo Reader" in status(client, page)


def test_renewal__is_called_what_it_is_where_it_is_asked_for(client: Client) -> None:
    with at(2021):
        page = make_signed_article()
    logged_in(client, make_editor())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, {**unchanged_form(client, stored(page)), "action-submit": "1"}, follow=True)
    said = answer.content.decode()
    assert "has changed since it was signed, so its reviewers are asked to renew their review" in said
    assert re.search(r"due on [^<.]*2023", said)


def test_submission__of_a_change_says_nothing_of_a_renewal(client: Client) -> None:
    page = make_signed_article()
    logged_in(client, make_editor())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {**unchanged_form(client, stored(page)), "tldr": "Other words.", "action-submit": "1"}
    assert "renew" not in client.post(address, form, follow=True).content.decode()


def test_renewal__that_is_edited_becomes_a_review_of_the_change(client: Client, physician: User) -> None:
    page = make_signed_article(signed={"medical": physician})
    request = submit(page)
    draft(stored(page), tldr="Other words.")
    assert screen(logged_in(client, physician), request).select('#sign [name$="severity"]')
    sign(client, request)
    assert LedgerEntry.objects.latest("sequence").scope == "full"
