"""Filling the readers' forms as a browser does: from what it was sent, some seconds later, from the same site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from bs4 import Tag
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import ArticlePage
from articles.services.feedback import guard
from tests.site.reader import one, read

#: What browsers say of a form that one of our own pages posts.
FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://testserver"}
WORDS = "The page says seven moons, and its source says nine."


@contextmanager
def later(**span: float) -> Iterator[None]:
    moment = timezone.now() + timedelta(**span)
    with patch("django.utils.timezone.now", new=lambda: moment):  # a mock would remember each of its calls
        yield


def address(page: ArticlePage, form: str = "report") -> str:
    return f"/{page.locale.language_code}/feedback/{page.pk}/{form}/"


def token(page: ArticlePage, form: guard.Form = guard.Form.REPORT, *, age: float = 10) -> str:
    with later(seconds=-age):
        return guard.issue_token(form, page.pk)


def filled(form: Tag, **values: str) -> dict[str, str]:
    """What a browser posts: everything that the form holds, with some fields as the reader filled them."""
    posted = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]:not([type=radio])")}
    posted |= {str(field["name"]): str(field["value"]) for field in form.select("input[type=radio][checked]")}
    posted |= {str(field["name"]): field.text.removeprefix("\n") for field in form.select("textarea")}
    for field in form.select("select"):
        chosen = field.select("option[selected]") or field.select("option")[:1]
        posted[str(field["name"])] = str(chosen[0]["value"])
    return {**posted, **values}


def fill(client: Client, where: str, **values: str) -> dict[str, str]:
    return filled(one(read(client, where), "main form"), **values)


def post(client: Client, where: str, data: Any, **extra: Any) -> HttpResponse:
    """A form as it is posted, in the coding of forms."""
    body = data if isinstance(data, bytes) else _encoded(data)
    kind = extra.pop("content_type", "application/x-www-form-urlencoded")
    response: HttpResponse = client.post(where, body, content_type=kind, **{**FROM_HERE, **extra})
    return response


def send_report(client: Client, page: ArticlePage, text: str = WORDS, section: str = "", **extra: Any) -> HttpResponse:
    return post(client, address(page), {"token": token(page), "text": text, "section": section, "link": ""}, **extra)


def send_vote(client: Client, page: ArticlePage, answer: str = "yes", section: str = "", **extra: Any) -> HttpResponse:
    data = {"token": token(page, guard.Form.VOTE), "answer": answer, "section": section, "link": ""}
    return post(client, address(page, "helpful"), data, **extra)


def _encoded(data: dict[str, str]) -> bytes:
    return urlencode(data).encode()
