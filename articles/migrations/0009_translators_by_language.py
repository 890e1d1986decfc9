"""A group of translators for each language, who may write in it and nowhere else; and the source editions signed so far.

Whoever translated into every language is in every one of the new groups. Reversing brings the one group back.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import migrations

from articles.domain.basis import compared_digests

VOCABULARY = ("glossaryterm", "riskfactor", "disclaimer")
RIGHTS = [
    ("wagtailadmin", "admin", ("access_admin",)),
    ("simple_translation", "simpletranslation", ("submit_translation",)),
    *(("articles", model, (f"view_{model}", f"change_{model}")) for model in VOCABULARY),
    ("articles", "reviewrequest", ("view_reviewrequest",)),
    ("articles", "ledgerentry", ("view_ledgerentry",)),
    ("articles", "translationrequest", ("view_translationrequest",)),
]
MATRIX = {"Editors": ("view_translationrequest", "add_translationrequest"), "Medical reviewers": ("view_translationrequest",)}


def group_name(language: str) -> str:
    return f"Translators ({language})"


def create_groups(apps: Any, _schema_editor: Any) -> None:
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    HomePage = apps.get_model("articles", "HomePage")

    for name, codenames in MATRIX.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*(_permission(apps, "articles", "translationrequest", codename) for codename in codenames))
    everywhere = Group.objects.filter(name="Translators").first()
    collection = Collection.objects.get(depth=1)
    for home in HomePage.objects.filter(depth=2).select_related("locale"):
        group, _created = Group.objects.get_or_create(name=group_name(home.locale.language_code))
        for app_label, model, codenames in RIGHTS:
            group.permissions.add(*(_permission(apps, app_label, model, codename) for codename in codenames))
        for codename in ("add_page", "change_page"):
            permission = _permission(apps, "wagtailcore", "page", codename)
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)
        permission = _permission(apps, "articles", "articleimage", "choose_articleimage")
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
        if everywhere:
            group.user_set.add(*everywhere.user_set.all())
    if everywhere:
        everywhere.delete()


def merge_groups(apps: Any, _schema_editor: Any) -> None:
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Page = apps.get_model("wagtailcore", "Page")

    everywhere, _created = Group.objects.get_or_create(name="Translators")
    for app_label, model, codenames in RIGHTS[:-1]:
        everywhere.permissions.add(*(_permission(apps, app_label, model, codename) for codename in codenames))
    root, collection = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for codename in ("add_page", "change_page"):
        permission = _permission(apps, "wagtailcore", "page", codename)
        GroupPagePermission.objects.get_or_create(group=everywhere, page=root, permission=permission)
    permission = _permission(apps, "articles", "articleimage", "choose_articleimage")
    GroupCollectionPermission.objects.get_or_create(group=everywhere, collection=collection, permission=permission)
    for group in Group.objects.filter(name__startswith="Translators ("):
        everywhere.user_set.add(*group.user_set.all())
        group.delete()


def keep_source_editions(apps: Any, _schema_editor: Any) -> None:
    """Those that were signed before. Each counts as shown to readers when it was signed: whether it was is not written."""
    LedgerEntry = apps.get_model("articles", "LedgerEntry")
    SourceEdition = apps.get_model("articles", "SourceEdition")

    completed = LedgerEntry.objects.filter(kind="sign_off", completes=True, language=settings.LANGUAGE_CODE)
    for entry in completed.order_by("sequence").iterator(chunk_size=100):
        severities = LedgerEntry.objects.filter(
            kind="sign_off", subject=entry.subject, language=entry.language, digest=entry.digest, sequence__lte=entry.sequence
        ).values_list("severity", flat=True)
        SourceEdition.objects.update_or_create(
            sequence=entry.sequence,
            defaults={
                "subject": entry.subject,
                "digest": entry.digest,
                "sections": compared_digests(json.loads(entry.content)),
                "severity": max(severities, key=["", "editorial", "meaning", "safety"].index),
                "at": entry.at,
                "published_at": entry.at,
            },
        )


def _permission(apps: Any, app_label: str, model: str, codename: str) -> Any:
    """A permission that Django would only create after the last migration."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ', 1)}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_translation_in_step"),
    ]

    operations = [
        migrations.RunPython(create_groups, merge_groups),
        migrations.RunPython(keep_source_editions, migrations.RunPython.noop),
    ]
