"""The buttons below the forms: none that would be refused, and the next step of a review as the first of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import GlossaryTerm, ReviewerProfile, User
from articles.services import reviews
from tests.editor.forms import add_address, article_form, edit_address, notices, panel, save_draft, soup, tidy
from tests.editor.states import draft_of_entry, fresh, live_with_unsigned_draft, signed_draft, under_review, unsigned_draft
from tests.factories import (
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
    set_default_disclaimer,
)
from tests.signing import sign_off_entry, signed_off

pytestmark = pytest.mark.django_db

DESK = "review-desk"


@pytest.fixture(params=["editor", "superuser"])
def publisher(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(make_superuser() if request.param == "superuser" else make_editor())
    return client


def footer(response: HttpResponse) -> BeautifulSoup:
    found = soup(response).select_one("footer")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def buttons(response: HttpResponse) -> list[str]:
    """What can be pressed or followed below the form, the main action first."""
    found = footer(response).select("button[type=submit], a.button")
    return [tidy(item.get_text(" ")) for item in found]


def main_action(response: HttpResponse) -> str:
    return buttons(response)[0]


def edit(client: Client, page: Any) -> HttpResponse:
    response: HttpResponse = client.get(edit_address(page))
    assert response.status_code == 200
    return response


# --- Articles --------------------------------------------------------------------------------------------------------


def test_new_article__is_saved_or_submitted_and_not_published(publisher: Client) -> None:
    response = publisher.get(add_address("articlepage", make_condition()))
    assert main_action(response) == "Save draft"
    assert "Submit for medical review" in buttons(response)
    assert "Publish" not in buttons(response)


def test_new_condition__is_published_as_ever(publisher: Client) -> None:
    response = publisher.get(add_address("conditionpage", make_condition().get_parent()))
    assert "Publish" in buttons(response)


@pytest.mark.parametrize("state", [unsigned_draft, live_with_unsigned_draft])
def test_unsigned_draft__is_submitted_for_medical_review(publisher: Client, state: Callable[[], Any]) -> None:
    page = state()
    response = edit(publisher, page)
    assert main_action(response) == "Submit for medical review"
    assert "Publish" not in buttons(response)
    assert "Save draft" in buttons(response)


def test_incomplete_draft__is_saved_first(publisher: Client) -> None:
    response = edit(publisher, unsigned_draft(tldr=""))
    assert main_action(response) == "Save draft"
    assert "Publish" not in buttons(response)


def test_submitted_draft__is_sent_to_the_desk_with_what_was_typed(publisher: Client) -> None:
    page = unsigned_draft()
    response = publisher.post(edit_address(page), {**article_form(tldr="To be reviewed."), "action-submit": "1"}, follow=True)
    assert "submitted" in notices(response)
    request = page.review_requests.get()
    assert request.outcome == ""
    response = edit(publisher, page)
    link = footer(response).find("a", href=reverse("review_desk:queue"))
    assert link is not None
    assert "Publish" not in buttons(response)
    assert "Submit for medical review" not in buttons(response)


def test_draft_under_review__goes_on_being_edited(publisher: Client) -> None:
    page = under_review(make_editor())
    assert main_action(edit(publisher, page)) == "Save draft"


def test_signed_draft__is_published(publisher: Client) -> None:
    page = signed_draft()
    assert main_action(edit(publisher, page)) == "Publish"


def test_signed_draft__that_became_incomplete_since_is_not_published(publisher: Client) -> None:
    page = signed_draft()
    set_default_disclaimer(None)
    term = page.disclaimer_in_force()
    assert term is not None
    type(term).objects.filter(pk=term.pk).update(live=False)
    assert "Publish" not in buttons(edit(publisher, page))


def test_old_version__is_offered_for_publication_only_if_it_is_signed(publisher: Client) -> None:
    page = make_article()
    signed = page.latest_revision
    page.tldr = "Never signed."
    unsigned = page.save_revision()
    page = fresh(page)
    page.tldr = page.live_revision.as_object().tldr
    page.save_revision()
    address = "wagtailadmin_pages:revisions_revert"
    assert "Publish this version" in buttons(publisher.get(reverse(address, args=[page.pk, signed.pk])))
    assert "Publish this version" not in buttons(publisher.get(reverse(address, args=[page.pk, unsigned.pk])))


def test_live_article__is_taken_down_with_a_reason_and_not_unpublished(publisher: Client) -> None:
    page = make_article()
    response = edit(publisher, page)
    assert "Take down…" in buttons(response)
    assert "Unpublish" not in buttons(response)
    assert footer(response).find("a", href=reverse("review_desk:take_down_page", args=[page.pk]))


def test_translator__submits_what_others_publish(client: Client) -> None:
    client.force_login(make_translator())
    assert main_action(edit(client, unsigned_draft())) == "Submit for medical review"
    assert "Publish" not in buttons(edit(client, signed_draft()))


# --- Where it stands -------------------------------------------------------------------------------------------------


def test_panel__says_what_is_missing_and_leads_to_the_desk(publisher: Client) -> None:
    said = panel(edit(publisher, unsigned_draft()), "Before publication")
    assert "A medical review is still needed." in tidy(said.get_text(" "))
    assert "1 medical sign-off of exactly this text is missing." in tidy(said.get_text(" "))
    assert said.find("a", href=reverse("review_desk:queue"))


def test_panel__of_a_draft_under_review_leads_to_its_review(publisher: Client) -> None:
    page = under_review(make_editor())
    said = panel(edit(publisher, page), "Before publication")
    assert "It is under review." in tidy(said.get_text(" "))
    assert said.find("a", href=reverse("review_desk:text", args=[page.review_requests.get().pk]))


def test_panel__of_a_translation_names_both_sign_offs(publisher: Client) -> None:
    said = tidy(panel(edit(publisher, unsigned_draft(language="de")), "Before publication").get_text(" "))
    assert "1 medical sign-off" in said
    assert "1 language sign-off" in said


def test_panel__of_a_signed_draft_and_of_a_live_one(publisher: Client) -> None:
    said = tidy(panel(edit(publisher, signed_draft()), "Before publication").get_text(" "))
    assert "It has all its sign-offs." in said
    said = tidy(panel(edit(publisher, make_article()), "Before publication").get_text(" "))
    assert "Readers see exactly this text" in said


def test_panel__follows_the_last_saved_draft(publisher: Client) -> None:
    page = make_article()
    save_draft(publisher, page, article_form(title=page.title, slug=page.slug, tldr="Changed."))
    assert "still needed" in tidy(panel(edit(publisher, page), "Before publication").get_text(" "))


def test_edit_form__takes_the_same_queries_for_an_article_with_1_and_with_10_acts(client: Client) -> None:
    client.force_login(make_editor())
    page = make_article()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            edit(client, page)
        return len(queries)

    cost()  # content types and the like are remembered from the first time on
    with_one = cost()
    for number in range(9):
        page.tldr = f"Version {number}."
        page.save_revision()
    publish_signed(page)
    assert cost() <= with_one


def publish_signed(page: Any) -> None:
    from_draft = page.get_latest_revision_as_object()
    signed_off(from_draft)
    page.get_latest_revision().publish()


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def entry_address(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_articles_glossaryterm:{view}", args=args)


def standings(response: HttpResponse) -> dict[str, str]:
    """By language, named in itself: what the panel of an entry says."""
    box = panel(response, "Sign-off, language by language")
    return {
        tidy(name.get_text()): str(words["data-standing"]) for name, words in zip(box.select("dt"), box.select("dd"), strict=True)
    }


def test_entry__is_saved_for_review_and_not_published(publisher: Client) -> None:
    response = publisher.get(entry_address("add"))
    assert buttons(response) == ["Save for medical review"]
    term = make_glossary_term()
    draft_of_entry(term, signed=False, definition_en="Changed.")
    response = publisher.get(entry_address("edit", term.pk))
    assert main_action(response) == "Save for medical review"
    assert "Publish" not in buttons(response)


def test_entry__whose_draft_is_signed_can_be_published(publisher: Client) -> None:
    term = make_glossary_term()
    draft_of_entry(term, signed=True, definition_en="Changed.")
    assert "Publish" in buttons(publisher.get(entry_address("edit", term.pk)))


def test_reviewer_profile__is_published_by_an_administrator_as_ever(client: Client) -> None:
    client.force_login(make_superuser())
    response = client.get(reverse("wagtailsnippets_articles_reviewerprofile:add"))
    assert "Publish" in buttons(response)
    assert "Save for medical review" not in buttons(response)


def test_entry__published_by_force_is_kept_as_a_draft_that_waits(publisher: Client) -> None:
    term = make_glossary_term("glimmer", languages=["en"])
    form = {name: value or "" for name, value in _form_of(term).items()}
    form = {**form, "definition_en": "Changed by force."}
    response = publisher.post(entry_address("edit", term.pk), {**form, "action-publish": "1"}, follow=True)
    assert "was not published. It is saved as a draft." in notices(response)
    assert "1 medical sign-off of exactly this text is missing." in notices(response)
    stored = GlossaryTerm.objects.get()
    assert stored.definition_en == "Definition of glimmer [en]"
    assert stored.get_latest_revision_as_object().definition_en == "Changed by force."
    assert standings(publisher.get(entry_address("edit", term.pk)))["English"] == "change_waits"


def _form_of(term: GlossaryTerm) -> dict[str, Any]:
    names = [
        field.name
        for field in term._meta.concrete_fields
        if field.name.split("_")[0] in {"term", "definition", "also", "pronunciation"}
    ]
    return {"key": term.key, **{name: getattr(term, name) for name in names}}


def test_entry_panel__says_for_each_language_where_it_stands(publisher: Client) -> None:
    term = make_glossary_term(languages=["en", "es", "fr", "de"], live=False)
    term.live = True
    sign_off_entry(term, ["en", "es"])
    term.save()
    draft_of_entry(term, signed=False, definition_es="Otra.", definition_de="Neu.")
    assert standings(publisher.get(entry_address("edit", term.pk))) == {
        "English": "public",
        "Español": "change_waits",
        "Français": "not_signed",
        "Deutsch": "waits",
    }


def test_entry__is_taken_down_language_by_language(publisher: Client) -> None:
    one, several = make_glossary_term("one", languages=["en"]), make_glossary_term("several", languages=["en", "de"])
    response = publisher.get(entry_address("unpublish", one.pk))
    assert response.headers["Location"] == reverse("review_desk:take_down_entry", args=["glossaryterm:one", "en"])
    response = publisher.post(entry_address("unpublish", several.pk))
    assert response.status_code == 200
    for language in ("en", "de"):
        address = reverse("review_desk:take_down_entry", args=["glossaryterm:several", language])
        assert soup(response).find("a", href=address)
    assert GlossaryTerm.objects.filter(live=True).count() == 2


def test_entry__is_not_taken_down_by_those_who_may_not_publish(client: Client) -> None:
    client.force_login(make_translator())
    response = client.get(entry_address("unpublish", make_glossary_term("one", languages=["en"]).pk), follow=True)
    assert "permission" in notices(response)


# --- The first page --------------------------------------------------------------------------------------------------


def reviewer_of(*languages: str) -> User:
    user = make_reviewer()
    ReviewerProfile.objects.create(
        key=f"reviewer-{user.pk}", user=user, live=True, competences=[Meaning.MEDICAL], languages=list(languages)
    )
    return user


def waiting(client: Client, user: User) -> str:
    client.force_login(user)
    panels = soup(client.get(reverse("wagtailadmin_home"))).select("section.w-panel")
    return next((text for text in (tidy(box.get_text(" ")) for box in panels) if text.startswith("Waiting for you")), "")


def test_first_page__tells_a_reviewer_how_much_waits(client: Client) -> None:
    reviewer = reviewer_of("en")
    assert waiting(client, reviewer) == ""
    under_review(make_editor())
    assert "1 text waits for your sign-off." in waiting(client, reviewer)
    under_review(make_editor())
    assert "2 texts wait for your sign-off." in waiting(client, reviewer)


def test_first_page__counts_what_the_person_could_sign_and_nothing_else(client: Client) -> None:
    editor = make_editor()
    ReviewerProfile.objects.create(key="editor", user=editor, live=True, competences=[Meaning.MEDICAL], languages=["en"])
    page = under_review(editor)
    assert waiting(client, editor) == ""  # nobody signs their own words
    assert waiting(client, reviewer_of("de")) == ""
    assert waiting(client, make_superuser()) == ""
    german = reviewer_of("de")
    request = page.review_requests.get()
    request.assignee = german
    request.save()
    assert "1 text waits" in waiting(client, german)


def test_first_page__leads_to_the_desk_and_lists_nothing_to_approve(client: Client) -> None:
    reviewer = reviewer_of("en")
    under_review(make_editor())
    client.force_login(reviewer)
    response = client.get(reverse("wagtailadmin_home"))
    assert soup(response).find("a", href=reverse("review_desk:queue"))
    assert "workflow/action" not in response.content.decode()


def test_first_page__takes_the_same_queries_for_1_and_for_10_texts(client: Client) -> None:
    reviewer = reviewer_of("en")
    editor = make_editor()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            waiting(client, reviewer)
        return len(queries)

    reviews.submit(unsigned_draft(), editor)
    cost()
    with_one = cost()
    for _n in range(9):
        reviews.submit(unsigned_draft(), editor)
    assert cost() == with_one
