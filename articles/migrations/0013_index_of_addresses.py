"""Pages are found by their whole address (`HomePage.route`), in a column that Wagtail gives no index: with ten thousand pages, looking
through all of them took three quarters of the time that a page takes.

The table is Wagtail's, so the index is in the database alone and in no model's state. `text_pattern_ops`, because PostgreSQL then
uses it for the beginnings of addresses, too, whatever the order of its letters is.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

INDEX = "articles_page_url_path"
COLUMN = {"postgresql": "url_path text_pattern_ops", "sqlite": "url_path"}


def add(_apps: Any, schema_editor: Any) -> None:
    column = COLUMN[schema_editor.connection.vendor]
    schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON wagtailcore_page ({column})")


def remove(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_search"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(add, remove)]
