"""The groups of translators: one for each language, made with the language."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from articles.models import HomePage

#: What a translator may do besides writing pages in their language, as (app, codename). The migrations seed the same.
RIGHTS: Final = (
    ("wagtailadmin", "access_admin"),
    ("simple_translation", "submit_translation"),
    *(("articles", f"{verb}_{model}") for model in ("glossaryterm", "riskfactor", "disclaimer") for verb in ("view", "change")),
    ("articles", "view_reviewrequest"),
    ("articles", "view_ledgerentry"),
    ("articles", "view_translationrequest"),
    ("articles", "view_readerreport"),
)
ON_PAGES: Final = ("add_page", "change_page")


def group_name(language: str) -> str:
    """What the group of those who translate into a language is called."""
    return f"Translators ({language})"


def ensure_group(home: HomePage) -> Group | None:
    """The group of those who write below this home page, made where it is missing, with its rights: those on a home page go with
    it when it is deleted. None for a home page without a language, and for one below others."""
    if home.locale_id is None or home.depth != 2:
        return None
    group, _created = Group.objects.get_or_create(name=group_name(home.locale.language_code))
    for app_label, codename in RIGHTS:
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    for codename in ON_PAGES:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    GroupCollectionPermission.objects.get_or_create(
        group=group,
        collection=Collection.objects.get(depth=1),
        permission=Permission.objects.get(content_type__app_label="articles", codename="choose_articleimage"),
    )
    return group
