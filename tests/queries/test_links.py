"""Addresses that were written by hand, and where on this site they lead."""

from __future__ import annotations

import pytest

from articles.domain.parity import LinkTarget
from articles.queries.links import links_by_hand
from tests.factories import make_article, translate

pytestmark = pytest.mark.django_db


def test_links__to_another_language_name_the_edition_in_this_one() -> None:
    page = make_article()
    edition = translate(page, "es", title="¿Por qué?")
    (address, root) = page.get_url(), page.get_site().root_url
    for written in (address, f"{root}{address}", f"{address}#causes", address.rstrip("/")):
        assert links_by_hand([written], "es") == {written: LinkTarget("en", written, "¿Por qué?")}
        assert links_by_hand([written], "fr") == {written: LinkTarget("en", written)}
    assert links_by_hand([edition.get_url()], "es") == {}


def test_links__that_lead_to_no_page_of_another_language_are_left_out() -> None:
    elsewhere = ["", "#a", "https://elsewhere.example/en/", "mailto:a@b.example", "//[", "/en/\x00/", "/en/nowhere/", "/xx/a/"]
    assert links_by_hand(elsewhere, "es") == {}
