"""The admin is called what the site is called."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.editor.forms import soup, tidy
from tests.factories import make_article, make_editor

pytestmark = pytest.mark.django_db


def test_login__is_to_this_site(client: Client) -> None:
    page = soup(client.get(reverse("wagtailadmin_login")))
    assert tidy(page.h1.get_text()) == "Sign in to Health answers"
    assert tidy(page.title.get_text()) == "Sign in - Health answers"
    assert "Wagtail" not in page.main.get_text()
    assert page.select(".login-logo svg.site-mark")
    assert not page.select(".icon-wagtail")
    assert page.select('link[rel="icon"][href*="articles/icon"]')


def test_admin__bears_the_sites_mark(client: Client) -> None:
    client.force_login(make_editor())
    response = client.get(reverse("wagtailadmin_home"))
    assert tidy(soup(response).title.get_text()) == "Dashboard - Health answers"
    assert '<template data-wagtail-sidebar-branding-logo><svg class="site-mark"' in response.content.decode()


def test_bar__on_readers_pages_bears_the_sites_mark(client: Client) -> None:
    client.force_login(make_editor())
    page = client.get(make_article().url).content.decode()  # Wagtail draws its bar from a template element
    assert '<svg class="w-userbar-icon"' in page
