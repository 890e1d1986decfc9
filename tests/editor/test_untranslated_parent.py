"""Translating a page whose parent does not exist in that language, as a form that was opened earlier may ask for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage
from tests.factories import locale, make_article, make_superuser

pytestmark = pytest.mark.django_db


def test_translation__under_an_untranslated_page_is_refused_in_words(client: Client) -> None:
    client.force_login(make_superuser())
    page = make_article(live=False)
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    response = client.post(address, {"locales": [locale("fr").pk], "ahead": "on"}, follow=True)
    assert response.status_code == 200
    assert "Translate that one first" in response.content.decode()
    assert ArticlePage.objects.count() == 1
