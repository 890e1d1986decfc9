"""What a database holds, so that the demonstration never touches somebody's work."""

from __future__ import annotations

from enum import Enum, auto

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from articles.models import ArticleImage, Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, SiteSettings, User


class DatabaseState(Enum):
    EMPTY = auto()
    DEMONSTRATION = auto()
    OTHER = auto()


def holds_foreign_tables() -> bool:
    """Whether the database has tables that this project's migrations did not make: never migrate over those."""
    tables = set(connection.introspection.table_names())
    if not tables:
        return False
    recorder = MigrationRecorder(connection)
    return not (recorder.has_table() and recorder.migration_qs.filter(app="articles").exists())


def database_state() -> DatabaseState:
    """What a migrated database holds."""
    if SiteSettings.objects.filter(demonstration=True).exists():
        return DatabaseState.DEMONSTRATION
    untouched = (
        not Page.objects.filter(depth__gt=2).exists()
        and not Page.objects.filter(latest_revision__isnull=False).exists()
        and not any(
            model.objects.exists() for model in (User, ArticleImage, GlossaryTerm, RiskFactor, Disclaimer, ReviewerProfile)
        )
    )
    return DatabaseState.EMPTY if untouched else DatabaseState.OTHER
