"""Keeping what is incomplete from going live."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.readiness import IncompleteEditionError

#: Columns of a page's row that are no content: what Wagtail writes on a live row when it keeps a draft beside it
#: (`save_revision`), when it locks, moves or schedules a page, or hands it to another owner.
NOT_CONTENT = frozenset(
    {
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
    }
)


def refuse_incomplete(page: Page, update_fields: Collection[str] | None = None) -> None:
    """Raises IncompleteEditionError if saving this page would leave an incomplete edition live.

    Called before every save of a page, on whatever path. Saving a draft beside a live edition, moving it or locking it
    touches no content and passes.
    """
    if not page.live or (update_fields is not None and set(update_fields) <= NOT_CONTENT):
        return
    if isinstance(page, ArticlePage):
        edition = page
    elif page.pk and page.cached_content_type.model_class() is ArticlePage:
        if Page.objects.filter(pk=page.pk, live=True).exists():  # moved or renamed: the base class holds none of its words
            return
        edition = page.specific
    else:
        return
    if parts := edition.missing_parts():
        raise IncompleteEditionError(edition.title, parts)
