"""Which changes of the database readers can see. The safe way round: every table counts, except those that are named here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

#: What readers never see: apps, and single models. Their changes are the most frequent ones.
UNSEEN_APPS: Final = frozenset(
    {
        "account",
        "admin",
        "axes",
        "django_tasks_database",
        "django_tasks_db",
        "mfa",
        "modelsearch",
        "sessions",
        "wagtailadmin",
        "wagtailsearch",
        "wagtailusers",
    }
)
UNSEEN_MODELS: Final = frozenset(
    {
        "articles.Contribution",
        "articles.ContentVersion",
        "articles.HelpfulCount",
        "articles.MedicalReviewTask",
        "articles.Notice",
        "articles.ReaderReport",
        "articles.ReviewRequest",
        "articles.SearchKey",  # spelling: search is never cached
        "articles.SearchPosting",  # written and thrown away with its SearchDocument, which counts
        "articles.SearchWord",
        "articles.TranslationRequest",
        "wagtailcore.APIToken",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Revision",  # what is live is in the pages' own rows
        "wagtailcore.Task",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
    }
)
#: What drafts, logins and locks write into rows that count. A list of what does not count, like those above.
_OF_DRAFTS: Final = frozenset({"has_unpublished_changes", "latest_revision"})
UNSEEN_FIELDS: Final = {
    "articles.Disclaimer": _OF_DRAFTS,
    "articles.GlossaryTerm": _OF_DRAFTS,
    "articles.ReviewerProfile": _OF_DRAFTS,
    "articles.RiskFactor": _OF_DRAFTS,
    "articles.User": frozenset({"last_login", "password"}),
    "wagtailcore.Page": _OF_DRAFTS | {"draft_title", "latest_revision_created_at", "locked", "locked_at", "locked_by"},
}
#: A page makes the sizes of its pictures when it is first drawn, and no other page changes with them.
UNSEEN_INSERTS: Final = frozenset({"articles.ArticleRendition"})


LIVE: Final = "live"
PAGE: Final = "page_ptr_id"


class Verb(StrEnum):
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Rule:
    """That a change of a row counts.

    `compared`: an update counts if one of these columns is another afterwards; if there are none, any update does.
    `live`: a row counts if the page is live before or after it. Empty for rows that always count, else LIVE, the row's own
    column, or PAGE, by which what a page of some kind has beside that row names it.
    """

    table: str
    verb: Verb
    compared: tuple[str, ...] = ()
    live: str = ""


def rules(*, exact: bool = True) -> Iterator[Rule]:
    """For every table. Without `exact` any change of a row that may count counts: such rules name no column."""
    for model in apps.get_models(include_auto_created=True):
        if _counts(model):
            yield from _of(model, exact=exact)


def _counts(model: type[Model]) -> bool:
    of = model._meta
    return of.managed and not of.proxy and of.app_label not in UNSEEN_APPS and of.label not in UNSEEN_MODELS


def _of(model: type[Model], *, exact: bool) -> Iterator[Rule]:
    label, table = model._meta.label, model._meta.db_table
    unseen = UNSEEN_FIELDS.get(label, frozenset()) if exact else frozenset()
    compared = tuple(str(field.column) for field in model._meta.local_concrete_fields if unseen and field.name not in unseen)
    live = _live(model) if exact else ""
    for verb in Verb:
        if verb is Verb.INSERT and label in UNSEEN_INSERTS:
            continue
        yield Rule(table, verb, compared if verb is Verb.UPDATE else (), live)


def _live(model: type[Model]) -> str:
    """Nobody reads a page that is not live: drafts of new articles are saved over and over, row and all."""
    if model is Page:
        return LIVE
    link = model._meta.parents.get(Page)
    return PAGE if link is not None and link.column == PAGE else ""
