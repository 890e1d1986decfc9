"""The screen for work outside the CMS: who may use it, what it gives, what it takes back and how it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage
from articles.services.machine_translation import EngineError, LibreTranslate
from tests.editor.forms import edit_address, notices, soup, tidy
from tests.factories import make_article, make_editor, make_reviewer, make_translator, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> ArticlePage:
    edition: ArticlePage = translate(make_article(title="Why?"), "es")
    return edition


@pytest.fixture
def translator(client: Client) -> Client:
    client.force_login(make_translator(["es"]))
    return client


def address(edition: ArticlePage, name: str = "screen") -> str:
    return reverse(f"translation_files:{name}", args=[edition.pk])


def upload(client: Client, edition: ArticlePage, data: bytes, **how: Any) -> HttpResponse:
    response: HttpResponse = client.post(address(edition, "import"), {"file": SimpleUploadedFile("x.po", data)}, **how)
    return response


def test_translator__takes_a_file_out_and_brings_it_back(translator: Client, edition: ArticlePage) -> None:
    link = soup(translator.get(edit_address(edition))).find("a", href=address(edition))
    assert link is not None
    assert tidy(soup(translator.get(address(edition))).find("h1").get_text(" ")) == "Translate outside Why? [es]"
    response = translator.get(address(edition, "export"), {"format": "po"})
    assert response.headers["Content-Disposition"] == f'attachment; filename="{edition.slug}.es.po"'
    answer = upload(translator, edition, response.content.replace(b"Why? [es]", "¿Por qué?".encode()), follow=True)
    assert "1 text was written into a new draft." in notices(answer)
    edition = ArticlePage.objects.get(pk=edition.pk)
    assert (edition.get_latest_revision_as_object().title, edition.title, edition.live) == ("¿Por qué?", "Why? [es]", True)


def test_damaged_file__is_answered_with_its_lines(translator: Client, edition: ArticlePage) -> None:
    file = translator.get(address(edition, "export"), {"format": "xliff"}).content
    revisions = edition.revisions.count()
    damaged = file.replace(b"Why? [es]", b"Why? " * 60).replace(b"</p></target>", b"</target>")
    for data, words in ((damaged, "has 300 characters"), (b"\xff\xfe\x00", "Line 1"), (b"x" * 10, "Line 1"), (b"", "empty")):
        response = upload(translator, edition, data)
        assert response.status_code == 400
        assert words in tidy(soup(response).find("main").get_text(" "))
    assert translator.post(address(edition, "import")).status_code == 400
    assert edition.revisions.count() == revisions


def test_people_without_the_right__are_sent_away(client: Client, edition: ArticlePage) -> None:
    file = b"never read"
    for user in (make_reviewer(), make_translator(["fr"])):
        client.force_login(user)
        for response in (
            client.get(address(edition)),
            client.get(address(edition, "export"), {"format": "po"}),
            upload(client, edition, file),
        ):
            assert (response.status_code, response.headers["Location"]) == (302, reverse("wagtailadmin_home"))
    client.logout()
    assert client.get(address(edition)).headers["Location"].startswith(reverse("wagtailadmin_login"))


def test_odd_requests__end_in_an_answer(client: Client, edition: ArticlePage) -> None:
    client.force_login(make_editor())
    source = ArticlePage.objects.get(translation_key=edition.translation_key, locale__language_code="en")
    assert not soup(client.get(edit_address(source))).find("a", href=address(source))
    assert "not the translation" in client.get(address(source)).content.decode()
    assert client.get(address(source, "export"), {"format": "po"}).status_code == 400
    assert client.get(address(edition, "export"), {"format": "pdf"}).status_code == 404
    assert client.get(address(edition, "import")).status_code == 405
    assert client.post(address(edition, "machine"), {"sections": "causes"}).status_code == 404
    assert client.get(f"/admin/translation/{10**30}/").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor())
    assert upload(strict, edition, b"x").status_code == 403


def test_machine__is_offered_where_one_is_configured(
    translator: Client, edition: ArticlePage, settings: Any, monkeypatch: Any
) -> None:
    settings.MACHINE_TRANSLATION = {"URL": "http://localhost:1", "API_KEY": ""}

    def shout(_self: LibreTranslate, texts: list[str], *_languages: str, **_how: bool) -> list[str]:
        return [text.replace("in en", "IN EN") for text in texts]

    monkeypatch.setattr(LibreTranslate, "translate", shout)
    assert "causes" in [box["value"] for box in soup(translator.get(address(edition))).select("input[name=sections]")]
    assert translator.post(address(edition, "machine")).status_code == 400
    answer = translator.post(address(edition, "machine"), {"sections": ["causes", "nonsense"]}, follow=True)
    assert "A machine wrote 2 texts into a new draft." in notices(answer)
    assert list(ArticlePage.objects.get(pk=edition.pk).get_latest_revision_as_object().machine_made) == ["causes"]

    def fail(*_args: Any, **_kwargs: Any) -> Any:
        raise EngineError("localhost:1 is asleep.")

    monkeypatch.setattr(LibreTranslate, "translate", fail)
    response = translator.post(address(edition, "machine"), {"sections": "genetics"})
    assert response.status_code == 400
    assert "is asleep" in response.content.decode()
