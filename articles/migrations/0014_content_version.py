"""The content version, by which the page cache knows whether what it holds is what readers would be shown.

`migrate` puts the triggers in place when it is done, because they belong to all tables (`articles.services.content_version`).
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from articles.services import content_version


def take_triggers_off(_apps: Any, schema_editor: Any) -> None:
    content_version.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_index_of_addresses")]

    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=36)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(migrations.RunPython.noop, take_triggers_off),
    ]
