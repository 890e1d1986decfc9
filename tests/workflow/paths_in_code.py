"""Paths through Python: what imports, scripts, hooks and Wagtail itself call. Most of them ask nobody for permission."""

from __future__ import annotations

import io
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Page

from articles.models import ArticlePage
from tests.factories import home, locale, make_condition
from tests.workflow.paths import EVERYBODY, NOBODY, PUBLISHERS, Actor, Table
from tests.workflow.stage import Stage, hour_comes, make_words

CODE = Table()
A_PROGRAM = (NOBODY,)


def new_page(stage: Stage, **values: object) -> ArticlePage:
    """Another page with the same words."""
    page = stage.draft()
    fresh = make_words(stage.latest)
    for name, value in {"slug": "another", "locale": page.locale, "live": True, **values}.items():
        setattr(fresh, name, value)
    return fresh


# --- Revisions -------------------------------------------------------------------------------------------------------


@CODE.add(EVERYBODY, opens_for=(*PUBLISHERS, NOBODY))
def publishing_the_revision(stage: Stage, actor: Actor) -> None:
    stage.revision().publish(user=actor.user)


@CODE.add(EVERYBODY, opens_for=EVERYBODY)
def publishing_the_revision_without_asking_for_permission(stage: Stage, actor: Actor) -> None:
    stage.revision().publish(user=actor.user, skip_permission_checks=True)


@CODE.add(EVERYBODY, opens_for=(*PUBLISHERS, NOBODY))
def publish_action(stage: Stage, actor: Actor) -> None:
    PublishPageRevisionAction(stage.revision(), user=actor.user).execute()


@CODE.add(EVERYBODY)
def publish_action_going_back(stage: Stage, actor: Actor) -> None:
    first = stage.first_revision()
    PublishPageRevisionAction(first, user=actor.user, previous_revision=first).execute(skip_permission_checks=True)


@CODE.add(EVERYBODY)
def revert_action(stage: Stage, actor: Actor) -> None:
    reverted = RevertToPageRevisionAction(stage.row(), stage.first_revision(), user=actor.user)
    reverted.execute(skip_permission_checks=True).publish()


@CODE.add(EVERYBODY, opens_for=EVERYBODY)
def edit_action(stage: Stage, actor: Actor) -> None:
    EditPageAction(stage.draft(), user=actor.user, publish=True).execute(skip_permission_checks=True)


@CODE.add(A_PROGRAM, opens_for=A_PROGRAM)
def timetable(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    hour_comes()


@CODE.add(A_PROGRAM, opens_for=A_PROGRAM)
def timetable_that_was_written_by_hand(stage: Stage, actor: Actor) -> None:
    stage.row().revisions.filter(pk=stage.revision().pk).update(approved_go_live_at=timezone.now())
    hour_comes()


# --- Saving ----------------------------------------------------------------------------------------------------------


@CODE.add(A_PROGRAM, opens_for=A_PROGRAM)
def saving_the_draft_as_live(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live = True
    draft.save()


@CODE.add(A_PROGRAM, opens_for=A_PROGRAM)
def saving_the_draft_as_live_without_cleaning(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live = True
    draft.save(clean=False)


@CODE.add(A_PROGRAM, opens_for=A_PROGRAM)
def saving_the_draft_over_what_is_live(stage: Stage, actor: Actor) -> None:
    """Columns alone, as from an object that knows nothing of being live."""
    draft = stage.draft()
    draft.live = False
    draft.save(update_fields=["title", "tldr", "causes", "references"])
    live = stage.row()
    live.live = True
    live.save(update_fields=["live"])


@CODE.add(A_PROGRAM)
def saving_only_the_live_column(stage: Stage, actor: Actor) -> None:
    """The row still holds the words that it was made with; the object holds those of the latest draft."""
    draft = stage.draft()
    draft.live = True
    draft.save(update_fields=["live"])


@CODE.add(A_PROGRAM)
def saving_the_base_page(stage: Stage, actor: Actor) -> None:
    page = stage.base()
    page.live = True
    page.save()


@CODE.add(A_PROGRAM)
def saving_the_base_page_with_the_drafts_title(stage: Stage, actor: Actor) -> None:
    page = stage.base()
    page.live, page.title = True, "Words that nobody has seen?"
    page.save()


@CODE.add(A_PROGRAM)
def saving_only_the_live_column_of_the_base_page(stage: Stage, actor: Actor) -> None:
    page = stage.base()
    page.live = True
    page.save(update_fields=["live"])


# --- New pages with old words ----------------------------------------------------------------------------------------


@CODE.add(A_PROGRAM)
def adding_a_live_child(stage: Stage, actor: Actor) -> None:
    stage.condition.add_child(instance=new_page(stage))


@CODE.add(A_PROGRAM)
def adding_a_live_sibling(stage: Stage, actor: Actor) -> None:
    stage.row().add_sibling(instance=new_page(stage))


@CODE.add(A_PROGRAM)
def adding_a_live_edition_in_another_language(stage: Stage, actor: Actor) -> None:
    """Its subject and its words are those that are signed; its language is not."""
    instance = new_page(stage, locale=locale("fr"), translation_key=stage.page.translation_key)
    make_condition("fr").add_child(instance=instance)


@CODE.add(A_PROGRAM)
def copying_what_is_live(stage: Stage, actor: Actor) -> None:
    stage.row().copy(keep_live=True, update_attrs={"slug": "copy", "live": True})


@CODE.add(EVERYBODY)
def copy_action(stage: Stage, actor: Actor) -> None:
    CopyPageAction(stage.row(), keep_live=True, update_attrs={"slug": "copy"}, user=actor.user).execute(
        skip_permission_checks=True
    )


@CODE.add(A_PROGRAM)
def copying_the_condition_with_all_below(stage: Stage, actor: Actor) -> None:
    stage.condition.copy(recursive=True, keep_live=True, update_attrs={"slug": "copy"})


@CODE.add(A_PROGRAM)
def copying_under_the_same_key_into_another_language(stage: Stage, actor: Actor) -> None:
    attributes = {"slug": "copy", "locale": locale("fr"), "live": True}
    stage.row().copy(to=make_condition("fr"), keep_live=True, reset_translation_key=False, update_attrs=attributes)


# --- Aliases ---------------------------------------------------------------------------------------------------------


def kept_behind_the_gate(stage: Stage) -> ArticlePage:
    """An alias that is a draft, as SQL alone can make one."""
    alias = stage.row().copy(keep_live=False, update_attrs={"slug": "alias"})
    ArticlePage.objects.filter(pk=alias.pk).update(alias_of=stage.page.pk)
    return ArticlePage.objects.get(pk=alias.pk)


@CODE.add(A_PROGRAM)
def creating_an_alias(stage: Stage, actor: Actor) -> None:
    stage.row().create_alias(update_slug="alias")


@CODE.add(EVERYBODY)
def alias_action(stage: Stage, actor: Actor) -> None:
    CreatePageAliasAction(stage.row(), update_slug="alias", user=actor.user).execute(skip_permission_checks=True)


@CODE.add(A_PROGRAM)
def creating_an_alias_in_another_language(stage: Stage, actor: Actor) -> None:
    stage.row().create_alias(parent=make_condition("fr"), update_locale=locale("fr"), reset_translation_key=False)


@CODE.add(A_PROGRAM)
def alias_for_translation(stage: Stage, actor: Actor) -> None:
    stage.row().copy_for_translation(locale("fr"), copy_parents=True, alias=True)


@CODE.add(A_PROGRAM)
def keeping_an_alias_in_step(stage: Stage, actor: Actor) -> None:
    kept_behind_the_gate(stage)
    stage.row().update_aliases()


@CODE.add(A_PROGRAM)
def converting_an_alias(stage: Stage, actor: Actor) -> None:
    alias = kept_behind_the_gate(stage)
    ConvertAliasPageAction(alias).execute()
    alias.live = True
    alias.save()


# --- Languages and places --------------------------------------------------------------------------------------------


@CODE.add(A_PROGRAM)
def copying_for_translation(stage: Stage, actor: Actor) -> None:
    stage.row().copy_for_translation(locale("fr"), copy_parents=True)


@CODE.add(A_PROGRAM)
def publishing_an_untranslated_copy(stage: Stage, actor: Actor) -> None:
    stage.row().copy_for_translation(locale("fr"), copy_parents=True).save_revision().publish()


@CODE.add(A_PROGRAM)
def giving_the_page_another_language(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live, draft.locale = True, locale("fr")
    draft.save()


@CODE.add(A_PROGRAM)
def renaming_the_language_in_code(stage: Stage, actor: Actor) -> None:
    for language in (locale("fr"), stage.row().locale):
        language.language_code = "pt" if language.language_code == "fr" else "fr"
        language.save()


@CODE.add(A_PROGRAM)
def moving_into_another_languages_tree(stage: Stage, actor: Actor) -> None:
    stage.row().move(make_condition("fr"), pos="last-child")


@CODE.add(A_PROGRAM)
def moving_the_condition_into_another_languages_tree(stage: Stage, actor: Actor) -> None:
    stage.condition.move(home("fr"), pos="last-child")


@CODE.add(A_PROGRAM)
def move_command(stage: Stage, actor: Actor) -> None:
    call_command("move_pages", str(stage.condition.pk), str(make_condition("fr").pk), stdout=io.StringIO())


@CODE.add(A_PROGRAM)
def giving_the_page_the_key_of_a_signed_text(stage: Stage, actor: Actor) -> None:
    """The ledger knows a text by its key; the words of one do not pass for those of another."""
    other = make_condition().add_child(instance=new_page(stage, live=False))
    Page.objects.filter(pk=stage.page.pk).update(locale=locale("ar"))
    other.translation_key, other.tldr, other.live = stage.page.translation_key, "Words that nobody has seen.", True
    other.save()
