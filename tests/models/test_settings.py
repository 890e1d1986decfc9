"""The reader's site's settings are read without being written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from articles.models import SiteSettings
from tests.factories import make_article, make_disclaimer, set_default_disclaimer

pytestmark = pytest.mark.django_db


def default_site() -> Site:
    return Site.objects.get(is_default_site=True)


def test_stored__without_any_gives_none_and_writes_nothing() -> None:
    assert SiteSettings.stored(default_site()) is None
    assert not SiteSettings.objects.exists()


def test_stored__without_a_site_gives_none() -> None:
    assert SiteSettings.stored(None) is None


def test_stored__knows_its_disclaimer_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    disclaimer, site = set_default_disclaimer(), default_site()
    with django_assert_num_queries(1):
        settings = SiteSettings.stored(site)
        assert settings is not None
        assert settings.default_disclaimer == disclaimer


@pytest.mark.parametrize("address", ["/en/", "/ar/", "/en/no-such-page/"])
def test_readers__write_no_settings(client: Client, address: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert not SiteSettings.objects.exists()


def test_demonstration__cannot_be_ticked_by_anybody() -> None:
    field = SiteSettings._meta.get_field("demonstration")
    assert not field.editable
    assert field.default is False


def test_default_disclaimer__is_not_changed_for_one_that_live_editions_could_not_end_with() -> None:
    set_default_disclaimer()
    make_article("de")
    settings = SiteSettings.objects.get()
    for lacking in (None, make_disclaimer(["en"]), make_disclaimer(live=False)):
        settings.default_disclaimer = lacking
        with pytest.raises(ValidationError) as refused:
            settings.clean()
        assert "German" in str(refused.value.message_dict["default_disclaimer"])
    settings.default_disclaimer = make_disclaimer()
    settings.clean()
