"""Seeds what every site starts with: the languages, a home page in each, and the groups.

Home pages are written as rows because historical models have no tree methods. Reversing removes only what is still as
it was made: a home page that holds pages, and a group that holds people, stay.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations

LANGUAGES = ["en", "es", "fr", "de", "ar", "zh-hans"]
TITLES = {
    "en": "Health answers",
    "es": "Respuestas de salud",
    "fr": "Réponses santé",
    "de": "Gesundheitsfragen, klar beantwortet",
    "ar": "إجابات صحية",
    "zh-hans": "健康问答",
}
INTRODUCTIONS = {
    "en": "Short, plain answers to questions about health.",
    "es": "Respuestas breves y claras a preguntas sobre la salud.",
    "fr": "Des réponses courtes et claires à vos questions de santé.",
    "de": "Kurze, verständliche Antworten auf Fragen zur Gesundheit.",
    "ar": "إجابات قصيرة وواضحة عن أسئلة الصحة.",
    "zh-hans": "用简短易懂的话，回答您的健康问题。",
}
VOCABULARY = ["glossaryterm", "riskfactor", "disclaimer", "reviewerprofile"]
#: By group: permissions on models as (app, model, codenames), then on pages, then on images.
GROUPS: dict[str, dict[str, Any]] = {
    "Editors": {
        "models": [
            ("wagtailadmin", "admin", ["access_admin"]),
            ("simple_translation", "simpletranslation", ["submit_translation"]),
            *(
                ("articles", model, [f"{action}_{model}" for action in ("view", "add", "change", "publish")])
                for model in VOCABULARY[:3]
            ),
            ("articles", "reviewerprofile", ["view_reviewerprofile"]),
        ],
        "pages": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
        "images": ["add_articleimage", "change_articleimage", "choose_articleimage"],
    },
    "Translators": {
        "models": [
            ("wagtailadmin", "admin", ["access_admin"]),
            ("simple_translation", "simpletranslation", ["submit_translation"]),
            *(("articles", model, [f"{action}_{model}" for action in ("view", "change")]) for model in VOCABULARY[:3]),
        ],
        "pages": ["add_page", "change_page"],
        "images": ["choose_articleimage"],
    },
    "Medical reviewers": {
        "models": [
            ("wagtailadmin", "admin", ["access_admin"]),
            *(("articles", model, [f"view_{model}"]) for model in VOCABULARY),
        ],
        "pages": [],
        "images": [],
    },
}


def create_home_pages(apps: Any, _schema_editor: Any) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("articles", "HomePage")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    root = Page.objects.get(depth=1)
    # Wagtail's own migrations leave a welcome page and a site that shows it.
    Site.objects.filter(root_page__content_type__model="page").delete()
    Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0).delete()
    content_type, _created = ContentType.objects.get_or_create(app_label="articles", model="homepage")
    homes = {page.locale.language_code: page for page in HomePage.objects.filter(depth=2)}  # that hold pages, from before
    translation_key = next((page.translation_key for page in homes.values()), None) or uuid.uuid4()
    used = set(Page.objects.filter(depth=2).values_list("path", flat=True))
    paths = (path for n in range(1, 1000) if (path := f"{root.path}{n:04d}") not in used)
    for code in LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if code in homes:
            continue
        slug = "home" if code == "en" else f"home-{code}"
        homes[code] = HomePage.objects.create(
            title=TITLES[code],
            draft_title=TITLES[code],
            introduction=INTRODUCTIONS[code],
            slug=slug,
            content_type=content_type,
            path=next(paths),
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            show_in_menus=False,
            live=True,
            locale=locale,
            translation_key=translation_key,
        )
    Page.objects.filter(pk=root.pk).update(numchild=Page.objects.filter(depth=2).count())
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", port=80, site_name="", root_page_id=homes["en"].pk, is_default_site=True)


def remove_home_pages(apps: Any, _schema_editor: Any) -> None:
    HomePage = apps.get_model("articles", "HomePage")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")

    empty = HomePage.objects.filter(numchild=0, depth=2)
    Site.objects.filter(root_page_id__in=empty.values("pk")).delete()
    Page.objects.filter(pk__in=list(empty.values_list("pk", flat=True))).delete()
    Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())


def create_groups(apps: Any, _schema_editor: Any) -> None:
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Page = apps.get_model("wagtailcore", "Page")

    # Wagtail's own "Moderators" may publish, and its "Editors" may upload documents: nobody here means that.
    Group.objects.filter(name="Moderators", user__isnull=True).delete()
    editors = Group.objects.filter(name="Editors").first()
    if editors:
        editors.permissions.remove(*editors.permissions.filter(content_type__app_label="wagtaildocs"))
        GroupCollectionPermission.objects.filter(group=editors, permission__content_type__app_label="wagtaildocs").delete()
    root, collection = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for name, rights in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        for app_label, model, codenames in rights["models"]:
            group.permissions.add(*(_permission(apps, app_label, model, codename) for codename in codenames))
        for codename in rights["pages"]:
            permission = _permission(apps, "wagtailcore", "page", codename)
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for codename in rights["images"]:
            permission = _permission(apps, "articles", "articleimage", codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def remove_groups(apps: Any, _schema_editor: Any) -> None:
    Group = apps.get_model("auth", "Group")
    # "Editors" is Wagtail's own: its migrations made it, and theirs remove it.
    Group.objects.filter(name__in=[name for name in GROUPS if name != "Editors"], user__isnull=True).delete()


def _permission(apps: Any, app_label: str, model: str, codename: str) -> Any:
    """A permission that Django would only create after the last migration."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ', 1)}"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_pages_and_vocabulary"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("simple_translation", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        # These give every group that exists the right to choose; ours get what GROUPS says, whatever the order.
        ("wagtaildocs", "0011_add_choose_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]

    operations = [
        migrations.RunPython(create_home_pages, remove_home_pages),
        migrations.RunPython(create_groups, remove_groups),
    ]
