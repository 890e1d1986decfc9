"""What a browser posts from the editor, and what the person there reads in the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.blocks.base import RICH_TEXT_FEATURES
from articles.domain.sections import BODY_SECTIONS
from tests.factories import cite

Blocks = list[tuple[str, Any]]


def passage(html: str) -> str:
    """Rich text as the editor posts it."""
    posted: str = rich_text(html, features=RICH_TEXT_FEATURES)
    return posted


def words(text: str = "Knees glimmer by moonlight.") -> Blocks:
    """A section's body: one passage."""
    return [("text", passage(f"<p>{text}</p>"))]


def reference_form(key: str = "knee-2001", **values: Any) -> tuple[str, dict[str, Any]]:
    known = {
        "key": key,
        "authors": "Lamp L",
        "title": "On knees",
        "source": "J Knees 1:1",
        "year": "2001",
        "doi": "",
        "pmid": "",
        "url": "",
    }
    return "reference", {**known, **values}


def article_form(**values: Any) -> dict[str, Any]:
    """A complete article, one of whose passages cites its one reference. Values replace any field."""
    fields: dict[str, Any] = {
        "title": "Why do knees glimmer?",
        "slug": "why-knees-glimmer",
        "tldr": "Because of the moon.",
        **{f"{section}_heading": "" for section in ("tldr", *BODY_SECTIONS, "disclaimer")},
        **{section.value: words(f"Words about {section}.") for section in BODY_SECTIONS},
        "causes": [("text", passage(f"<p>Moonlight does it.{cite('knee-2001')}</p>"))],
        "disclaimer": "",
        "references": [reference_form()],
        "seo_title": "",
        "search_description": "",
        "show_in_menus": "",
        "go_live_at": "",
        "expire_at": "",
        "comment_notifications": "",
        **values,
    }
    streams = {name: streamfield(fields[name]) for name in (*(section.value for section in BODY_SECTIONS), "references")}
    posted: dict[str, Any] = nested_form_data({**fields, **streams, "comments": inline_formset([])})
    return posted


def empty_article_form(**values: Any) -> dict[str, Any]:
    """An article of which there is only the title."""
    nothing: dict[str, Any] = {section.value: [] for section in BODY_SECTIONS}
    return article_form(**{"tldr": "", **nothing, "references": [], **values})


def condition_form(*codes: tuple[str, str, str], **values: Any) -> dict[str, Any]:
    """A condition with codes, each a system, a code and a display name."""
    fields = {
        "title": "Glimmer knee",
        "slug": "glimmer-knee",
        "also_known_as": "",
        "seo_title": "",
        "search_description": "",
        "show_in_menus": "",
        "go_live_at": "",
        "expire_at": "",
        **values,
    }
    rows = [{"system": system, "code": code, "display_name": name, "id": ""} for system, code, name in codes]
    posted: dict[str, Any] = nested_form_data({**fields, "codes": inline_formset(rows), "comments": inline_formset([])})
    return posted


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_address(model: str, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["articles", model, parent.pk])


def save_draft(client: Client, page: Page, form: dict[str, Any]) -> HttpResponse:
    return client.post(edit_address(page), form, follow=True)


def publish(client: Client, page: Page, form: dict[str, Any]) -> HttpResponse:
    return client.post(edit_address(page), {**form, "action-publish": "action-publish"}, follow=True)


def submit(client: Client, page: Page, form: dict[str, Any]) -> HttpResponse:
    """Submits an edition for medical review, which checks it as publication would."""
    return client.post(edit_address(page), {**form, "action-submit": "action-submit"}, follow=True)


def is_under_review(page: Page) -> bool:
    return page.__class__.objects.get(pk=page.pk).workflow_in_progress


# --- What the answer says ------------------------------------------------------------------------------------------


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def tidy(text: str) -> str:
    return " ".join(text.split())


def notices(response: HttpResponse) -> str:
    """The messages at the top of the page."""
    return tidy(" ".join(item.get_text(" ") for item in soup(response).select(".messages li")))


def tabs(response: HttpResponse) -> list[str]:
    found: Iterable[Tag] = soup(response).select('[role="tab"]')
    return [tidy(tab.find(string=True, recursive=False) or "") for tab in found]


def panel(response: HttpResponse, heading: str) -> Tag:
    """The panel of the editor's form under a heading."""
    for section in soup(response).select("section.w-panel"):
        title = section.find(attrs={"data-panel-heading-text": True})
        if title is not None and tidy(title.get_text()) == heading:
            return section
    raise AssertionError(f"There is no panel “{heading}”.")


def field(response: HttpResponse, name: str) -> Tag:
    """Where a field stands in the editor's form."""
    found = soup(response).find(attrs={"data-contentpath": name})
    assert isinstance(found, Tag), f"The form has no field “{name}”."
    return found


def field_errors(response: HttpResponse, name: str) -> str:
    """What a field says in red. Streams are drawn in the browser from the arguments of their element."""
    place = field(response, name)
    drawn = place.find(attrs={"data-w-block-arguments-value": True})
    of_blocks = _sentences(json.loads(drawn["data-w-block-arguments-value"])[1]) if drawn else []
    return tidy(" ".join([*(item.get_text(" ") for item in place.select(".w-field__errors")), *of_blocks]))


def typed_blocks(response: HttpResponse, name: str) -> str:
    """A stream's content as the form shows it again, as text."""
    drawn = field(response, name).find(attrs={"data-w-block-arguments-value": True})
    return json.dumps(json.loads(drawn["data-w-block-arguments-value"])[0], ensure_ascii=False)


def _sentences(errors: Any) -> list[str]:
    match errors:
        case str():
            return [errors]
        case dict():
            return [sentence for item in errors.values() for sentence in _sentences(item)]
        case list():
            return [sentence for item in errors for sentence in _sentences(item)]
        case _:
            return []
