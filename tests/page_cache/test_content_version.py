"""The content version is another one after whatever readers can see, on whatever path, and after nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Revision, Site

from articles.models import ArticlePage, ContentVersion, HelpfulCount, LedgerEntry, ReviewPolicy, SiteSettings, User
from articles.services import content_version
from articles.services.content_version.rules import UNSEEN_APPS, UNSEEN_MODELS
from tests.factories import make_article, make_editor, make_glossary_term
from tests.migrated import own_database

Act = Callable[[], Any]


def version() -> list[str]:
    return list(ContentVersion.objects.order_by("id").values_list("mark", flat=True))


def changes(act: Act) -> bool:
    """Whether it does. A transaction changes the version once on PostgreSQL; here a test begins another within its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('articles.content_changed_in', '', true)")
    before = version()
    act()
    return version() != before


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def article(db: None) -> ArticlePage:
    return make_article()


@pytest.fixture
def draft(db: None) -> ArticlePage:
    return make_article(live=False)


SEEN: dict[str, Callable[[ArticlePage], Any]] = {
    "words": lambda article: ArticlePage.objects.filter(pk=article.pk).update(tldr="Other words."),
    "words by SQL": lambda article: sql("UPDATE articles_articlepage SET tldr = 'Other' WHERE page_ptr_id = %s", article.pk),
    "title in bulk": lambda article: Page.objects.bulk_update([Page(pk=article.pk, title="Other")], ["title"]),
    "address": lambda article: Page.objects.filter(pk=article.pk).update(url_path="/other/"),
    "unpublication": lambda article: Page.objects.filter(pk=article.pk).update(live=False),
    "deletion by SQL": lambda article: sql("DELETE FROM articles_articlepage WHERE page_ptr_id = %s", article.pk),
    "another public page": lambda _article: make_article(),
    "privacy": lambda article: PageViewRestriction.objects.create(page=article, restriction_type="login"),
    "redirect": lambda _article: Redirect.objects.create(old_path="/old", redirect_link="/en/"),
    "site": lambda _article: Site.objects.update(port=8080),
    "language": lambda _article: Locale.objects.filter(language_code="de").update(language_code="da"),
    "settings": lambda _article: SiteSettings.objects.update_or_create(site=Site.objects.get(), defaults={"demonstration": True}),
    "policy": lambda _article: ReviewPolicy.objects.create(grace_days=3),
    "vocabulary": lambda _article: make_glossary_term(),
    "a person's name": lambda _article: User.objects.update(first_name="Somebody"),
}
UNSEEN: dict[str, Callable[[ArticlePage], Any]] = {
    "draft of a public page": lambda article: article.save_revision(user=None),
    "lock": lambda article: Page.objects.filter(pk=article.pk).update(locked=True, locked_at=timezone.now()),
    "login": lambda _article: User.objects.update(last_login=timezone.now(), password="!"),
    "the same once more": lambda article: Page.objects.filter(pk=article.pk).update(title=article.title),
    "revision": lambda article: Revision.objects.filter(object_id=str(article.pk)).update(content={}),
    "votes": lambda article: HelpfulCount.objects.create(
        page_id=article.pk, translation_key=article.translation_key, language="en", title="", digest="", section="", yes=1
    ),
}


@pytest.mark.parametrize("act", SEEN.values(), ids=SEEN)
def test_change_that_readers_see__is_another_version(article: ArticlePage, act: Callable[[ArticlePage], Any]) -> None:
    make_editor()
    assert changes(lambda: act(article))


@pytest.mark.parametrize("act", UNSEEN.values(), ids=UNSEEN)
def test_change_that_readers_do_not_see__is_none(article: ArticlePage, act: Callable[[ArticlePage], Any]) -> None:
    make_editor()
    article.save_revision()
    assert not changes(lambda: act(article))


def test_draft_of_a_page_that_is_not_public__is_none_until_it_is(draft: ArticlePage) -> None:
    assert not changes(lambda: ArticlePage.objects.filter(pk=draft.pk).update(tldr="Other words."))
    assert not changes(lambda: Page.objects.filter(pk=draft.pk).update(title="Other"))
    assert changes(lambda: Page.objects.filter(pk=draft.pk).update(live=True))


def test_what_is_taken_back__takes_the_version_back(article: ArticlePage) -> None:
    def taken_back() -> None:
        with transaction.atomic():
            Page.objects.filter(pk=article.pk).update(title="Other")
            transaction.set_rollback(True)

    assert not changes(taken_back)
    assert changes(lambda: Page.objects.filter(pk=article.pk).update(title="Other"))


def test_ledger__counts(db: None) -> None:
    """What is signed, withdrawn and taken down is told in public histories."""
    assert LedgerEntry._meta.label not in UNSEEN_MODELS


def test_triggers__stand_on_every_table_that_is_not_named_as_unseen(db: None) -> None:
    """A table of a package that comes later counts by itself."""
    module = import_module(f"articles.services.content_version.{connection.vendor}")
    with connection.cursor() as cursor:
        cursor.execute(module.EXISTING, ["content_version_%"])
        guarded = {table for table, _name in cursor.fetchall()}
    unseen = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in UNSEEN_APPS or model._meta.label in UNSEEN_MODELS
    }
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert guarded == tables - unseen
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert known >= UNSEEN_MODELS, "a name of no model"


def test_triggers__are_put_back_where_they_are_missing_and_otherwise_left_alone(db: None) -> None:
    assert not changes(lambda: content_version.ensure(connection))
    assert changes(lambda: content_version.loosen(connection))
    assert changes(lambda: Page.objects.filter(depth=2).update(draft_title="Draft"))  # while `migrate` runs, anything counts
    assert changes(lambda: content_version.ensure(connection))
    assert not changes(lambda: Page.objects.filter(depth=2).update(draft_title="Other"))
    content_version.remove(connection)
    assert not changes(lambda: Page.objects.filter(depth=2).update(title="Other"))
    content_version.ensure(connection)


# --- At once -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time.")
    with own_database(tmp_path, f"version_{os.getpid()}", django_db_blocker) as environment:
        yield environment["DATABASE_URL"]


def test_transactions_at_once__neither_wait_nor_hide_each_other(server: str) -> None:
    """Whichever is committed first, each commit is another version."""

    def open_one(**how: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(server, options="-c lock_timeout=2000", **how)

    with open_one(autocommit=True) as reader, open_one() as first, open_one() as second, open_one() as third:

        def seen() -> str:
            row = reader.execute("SELECT string_agg(mark, ' ' ORDER BY id) FROM articles_contentversion").fetchone()
            assert row is not None
            return str(row[0])

        for _round in range(3):
            versions = [seen()]
            homes = reader.execute("SELECT id FROM wagtailcore_page WHERE depth = 2 ORDER BY id LIMIT 3").fetchall()
            for writer, (home,) in zip((first, second, third), homes, strict=True):
                writer.execute("UPDATE wagtailcore_page SET title = title || '.' WHERE id = %s", [home])
            assert seen() == versions[0]
            for writer in (second, third, first):
                writer.commit()
                versions.append(seen())
            assert len(set(versions)) == 4
        row = reader.execute("SELECT count(*) FROM articles_contentversion").fetchone()
        assert row == (3,)
