"""Paths through the views and the API of Wagtail's admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.editor.forms import add_address, edit_address
from tests.factories import home, locale, translate
from tests.workflow.paths import EVERYBODY, PUBLISHERS, Actor, Table
from tests.workflow.stage import FIRST, Stage, hour_comes

ADMIN = Table()
PUBLISH = {"action-publish": "action-publish"}


def bulk(action: str, *pages: Any) -> str:
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}&next={reverse('wagtailadmin_home')}"


def api(stage: Stage, actor: Actor, action: str, **data: Any) -> None:
    address = reverse("wagtailadmin_api:pages:action", args=[stage.page.pk, action])
    actor.post(address, data, content_type="application/json")


def copy_form(stage: Stage, **values: str) -> dict[str, str]:
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(stage.condition.pk)}
    return {**form, **values}


# --- The editor ------------------------------------------------------------------------------------------------------


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def edit_view(stage: Stage, actor: Actor) -> None:
    actor.post(edit_address(stage.page), stage.latest.form(**PUBLISH))


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def edit_view_asked_by_a_script(stage: Stage, actor: Actor) -> None:
    actor.post(edit_address(stage.page), stage.latest.form(**PUBLISH), headers={"accept": "application/json"})


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def edit_view_on_a_schedule(stage: Stage, actor: Actor) -> None:
    later = (timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    actor.post(edit_address(stage.page), stage.latest.form(go_live_at=later, **PUBLISH))
    hour_comes()


@ADMIN.add(EVERYBODY)
def edit_view_going_back_to_an_unsigned_version(stage: Stage, actor: Actor) -> None:
    actor.post(edit_address(stage.page), {**FIRST.form(**PUBLISH), "revision": str(stage.first_revision().pk)})


@ADMIN.add(EVERYBODY)
def edit_view_of_other_words(stage: Stage, actor: Actor) -> None:
    actor.post(edit_address(stage.page), stage.latest.form(tldr="Words that nobody has seen.", **PUBLISH))


@ADMIN.add(EVERYBODY)
def create_view(stage: Stage, actor: Actor) -> None:
    actor.post(add_address("articlepage", stage.condition), stage.latest.form(slug="another", **PUBLISH))


# --- Bulk actions ----------------------------------------------------------------------------------------------------


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def bulk_publish(stage: Stage, actor: Actor) -> None:
    actor.post(bulk("publish", stage.page))


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def bulk_publish_of_the_condition_with_all_below(stage: Stage, actor: Actor) -> None:
    actor.post(bulk("publish", stage.condition), {"include_descendants": "on"})


# --- Copies ----------------------------------------------------------------------------------------------------------


@ADMIN.add(EVERYBODY)
def copy_view(stage: Stage, actor: Actor) -> None:
    actor.post(reverse("wagtailadmin_pages:copy", args=[stage.page.pk]), copy_form(stage, publish_copies="on"))


@ADMIN.add(EVERYBODY)
def copy_view_of_the_condition_with_all_below(stage: Stage, actor: Actor) -> None:
    home = str(stage.condition.get_parent().pk)
    form = copy_form(stage, new_parent_page=home, publish_copies="on", copy_subpages="on")
    actor.post(reverse("wagtailadmin_pages:copy", args=[stage.condition.pk]), form)


@ADMIN.add(EVERYBODY)
def copy_view_as_an_alias(stage: Stage, actor: Actor) -> None:
    actor.post(reverse("wagtailadmin_pages:copy", args=[stage.page.pk]), copy_form(stage, alias="on"))


@ADMIN.add(EVERYBODY)
def translate_view(stage: Stage, actor: Actor) -> None:
    translate(stage.condition, "fr")
    address = reverse("simple_translation:submit_page_translation", args=[stage.page.pk])
    actor.post(address, {"locales": [str(locale("fr").pk)], "include_subtree": "on"})


# --- The admin's API -------------------------------------------------------------------------------------------------


@ADMIN.add(EVERYBODY, opens_for=PUBLISHERS)
def api_publish(stage: Stage, actor: Actor) -> None:
    api(stage, actor, "publish")


@ADMIN.add(EVERYBODY)
def api_copy(stage: Stage, actor: Actor) -> None:
    api(stage, actor, "copy", keep_live=True)


@ADMIN.add(EVERYBODY)
def api_create_alias(stage: Stage, actor: Actor) -> None:
    api(stage, actor, "create_alias", recursive=False, update_slug="alias")


@ADMIN.add(EVERYBODY)
def api_copy_for_translation(stage: Stage, actor: Actor) -> None:
    for alias in (True, False):
        api(stage, actor, "copy_for_translation", locale="fr", copy_parents=True, alias=alias)


@ADMIN.add(EVERYBODY)
def api_revert_and_publish(stage: Stage, actor: Actor) -> None:
    api(stage, actor, "revert_to_page_revision", revision_id=stage.first_revision().pk)
    if stage.revision().content["tldr"] == FIRST.tldr:
        api(stage, actor, "publish")


# --- Beside the pages ------------------------------------------------------------------------------------------------


@ADMIN.add(EVERYBODY)
def renaming_the_language(stage: Stage, actor: Actor) -> None:
    """Once the site has given up French, its code is free: what was signed in English would stand under it."""
    home("fr").delete()
    locale("fr").delete()
    actor.post(reverse("wagtaillocales:edit", args=[stage.page.locale_id]), {"language_code": "fr"})
