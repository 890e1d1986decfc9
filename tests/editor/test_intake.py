"""Importing a text in the admin: who may, what they are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage, ConditionPage
from tests.editor.forms import notices, soup, tidy
from tests.factories import make_condition, make_editor, make_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def condition() -> ConditionPage:
    return make_condition()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def address(condition: ConditionPage) -> str:
    return reverse("import_text", args=[condition.pk])


def send(client: Client, condition: ConditionPage, text: str, name: str = "knees.md") -> HttpResponse:
    posted: Any = client.post(address(condition), {"file": ContentFile(text.encode(), name)}, follow=True)
    return posted


def test_editor__gets_a_draft_and_is_told_what_became_of_the_file(editor: Client, condition: ConditionPage) -> None:
    response = send(editor, condition, "# Why?\n\nKnees like music.\n\n## Causes\n\nMoonlight.<script>x</script>")
    article = ArticlePage.objects.get()
    assert not article.live
    assert response.request["PATH_INFO"] == reverse("wagtailadmin_pages:edit", args=[article.pk])  # type: ignore[attr-defined]
    said = notices(response)
    assert "“Why?” is a draft now. Scripts left out: 1." in said
    assert "1 passage lies in the tray" in said
    assert "Knees like music." in response.content.decode()


def test_refusal__is_said_at_the_field(editor: Client, condition: ConditionPage) -> None:
    response = send(editor, condition, "%PDF-1.7")
    assert response.status_code == 200
    assert "by its content it is a PDF" in tidy(soup(response).select_one(".w-field__errors").get_text(" "))  # type: ignore[union-attr]
    assert not ArticlePage.objects.exists()


def test_no_file__is_said_at_the_field(editor: Client, condition: ConditionPage) -> None:
    response: Any = editor.post(address(condition))
    assert "required" in tidy(soup(response).select_one(".w-field__errors").get_text(" "))  # type: ignore[union-attr]


def test_condition__offers_the_import_to_those_who_may_write(editor: Client, condition: ConditionPage) -> None:
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"):
        assert address(condition) in editor.get(reverse(name, args=[condition.pk])).content.decode()


def test_others__may_not(client: Client, condition: ConditionPage) -> None:
    client.force_login(make_reviewer())
    send(client, condition, "# Why?")
    assert not ArticlePage.objects.exists()
    assert address(condition) not in client.get(reverse("wagtailadmin_explore", args=[condition.pk])).content.decode()


def test_form__without_the_token_of_its_page_is_refused(condition: ConditionPage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert send(client, condition, "# Why?").status_code == 403


@pytest.mark.parametrize("pk", [0, 10**30])
def test_no_condition__is_not_found(editor: Client, pk: int) -> None:
    assert editor.get(f"/admin/pages/{pk}/import-text/").status_code == 404
