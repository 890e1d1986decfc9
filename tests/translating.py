"""Articles whose source moved on: signed, published and translated by nobody real."""

from __future__ import annotations

from typing import Any

from articles.domain.basis import Declared
from articles.domain.signoffs import Severity
from articles.models import ArticlePage, ReviewPolicy
from articles.services import translations
from tests.factories import make_article, make_user, translate
from tests.reviewing import revise, sign


def source_and(language: str = "es", **fields: Any) -> tuple[ArticlePage, ArticlePage]:
    """A live source edition, and a live translation that was made from it."""
    source = make_article(**fields)
    return source, translate(source, language)


def change(source: ArticlePage, severity: Severity = Severity.MEANING, **fields: Any) -> None:
    """Publishes new words of the source, signed as a change of this severity."""
    revise(source, fields or {"tldr": f"{source.tldr} And more."}, severity=severity)


def brought_up_to_date(page: ArticlePage, *sections: str, kind: Declared = Declared.UPDATED, reason: str = "") -> ArticlePage:
    """The translation's draft, in which somebody declared sections in step; not signed, not published."""
    edition: ArticlePage = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    translations.declare(edition, dict.fromkeys(sections, (kind, reason)), by=make_user())
    edition.save_revision()
    return edition


def sign_and_publish(page: ArticlePage) -> None:
    edition = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    sign(edition)
    edition.get_latest_revision().publish()
    page.refresh_from_db()


def set_policy(**values: Any) -> None:
    ReviewPolicy.objects.update_or_create(pk=1, defaults=values)
