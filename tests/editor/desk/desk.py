"""People, texts and forms of the review desk. Forms are filled as a browser does: from what it was sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, ReviewerProfile, ReviewRequest, User, VocabularyEntry, subject_of
from articles.services import reviews
from tests.factories import LANGUAGES, PASSWORD, make_article, make_editor, make_reviewer, set_default_disclaimer
from tests.site.reader import one, soup_of

QUEUE = "/admin/review-desk/"


def make_signer(
    *meanings: Meaning, languages: Iterable[str] = LANGUAGES, user: User | None = None, name: str = "", **profile: Any
) -> User:
    """A reviewer with a profile that is valid today and holds these competences (all, unless given)."""
    user = user or make_reviewer(first_name=name or "Rosa", last_name="Reader")
    ReviewerProfile.objects.create(
        **{
            "key": f"reviewer-{user.pk}",
            "user": user,
            "live": True,
            "name_en": f"{name or 'Rosa'} Reader",
            "credentials_en": "MD",
            "specialty_en": "Knees",
            "languages": list(languages),
            "competences": [meaning.value for meaning in meanings or Meaning],
            **profile,
        }
    )
    return user


def submit(page: ArticlePage, by: User | None = None) -> ReviewRequest:
    """A review of the page's latest draft, submitted by an editor."""
    page = ArticlePage.objects.get(pk=page.pk)
    if page.latest_revision is None:
        page.save_revision()
    return reviews.submit(ArticlePage.objects.get(pk=page.pk), by or make_editor())


def under_review(language: str = "en", *, by: User | None = None, **fields: Any) -> ReviewRequest:
    """A review of an article that was never live."""
    set_default_disclaimer()
    return submit(make_article(language, live=False, **fields), by)


def changed(page: ArticlePage, by: User | None = None, **fields: Any) -> ReviewRequest:
    """A review of a change to a live article."""
    edit(page, by=by, **fields)
    return submit(page, by)


def edit(page: ArticlePage, *, by: User | None = None, **fields: Any) -> None:
    """Saves a draft with other values."""
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)


def edit_entry(entry: VocabularyEntry, by: User | None = None, **fields: Any) -> list[ReviewRequest]:
    """Saves a draft of an entry; gives what then waits for review, by language."""
    draft = entry.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)
    return list(ReviewRequest.objects.filter(subject=subject_of(entry), outcome="").order_by("language"))


def address(request: ReviewRequest) -> str:
    return reverse("review_desk:text", args=[request.pk])


def logged_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def screen(client: Client, request: ReviewRequest, query: str = "") -> BeautifulSoup:
    response = client.get(address(request) + query)
    assert response.status_code == 200
    return soup_of(response)


def filled(form: Tag, **values: Any) -> dict[str, Any]:
    """What a browser posts: what the form holds, with some fields filled by the last part of their name. None empties."""
    posted: dict[str, Any] = {}
    names: dict[str, str] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name = str(control["name"])
        names[name.rpartition("-")[2] if control.get("type") != "hidden" else name] = name
        if value := _value(control):
            posted.setdefault(name, []).append(value)
    for short, value in values.items():
        posted.pop(names[short], None)
        if value is not None:
            posted[names[short]] = value if isinstance(value, list) else [value]
    return posted


def _value(control: Tag) -> str:
    if control.name == "textarea":
        return control.text.removeprefix("\n")
    if control.name == "select":
        chosen = control.select("option[selected]") or control.select("option")[:1]
        return str(chosen[0]["value"]) if chosen else ""
    if control.get("type") in {"checkbox", "radio"}:
        return str(control.get("value", "on")) if control.has_attr("checked") else ""
    return str(control.get("value", ""))


def sign_form(soup: BeautifulSoup, *, password: str = PASSWORD, **values: Any) -> dict[str, Any]:
    """A sign-off with every point of the checklist ticked."""
    form = one(soup, "#sign form")
    ticks = {str(box["name"]).rpartition("-")[2]: "on" for box in form.select(".desk-checklist input")}
    asked = {"scope": "full", "severity": "meaning"} if form.select('[name$="scope"]') else {}
    return filled(form, **{**ticks, **asked, "password": password, **values})


def sign(client: Client, request: ReviewRequest, query: str = "", **values: Any) -> HttpResponse:
    response: HttpResponse = client.post(address(request), sign_form(screen(client, request, query), **values))
    return response


def complaints(response: HttpResponse) -> list[str]:
    """What the summary on top says is wrong."""
    return [item.get_text(strip=True) for item in soup_of(response).select("#complaints li")]
