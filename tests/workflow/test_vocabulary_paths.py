"""Every path by which an entry of the vocabulary could become public, as `test_publish_paths.py` does it for editions.

Wagtail 8.0.1 publishes snippets by their edit and create views, by `EditAction` and `CreateAction`, by revisions and by the
timetable; there is no bulk action that publishes and no copy view (`test_copy_view__is_not_here`). Fixtures,
`QuerySet.update`, `bulk_update` and `bulk_create` are found by `manage.py verify_signoffs`.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction
from wagtail.actions.publish_revision import PublishRevisionAction

from articles.models import RiskFactor
from tests import rows
from tests.workflow.paths import EVERYBODY, NOBODY, PUBLISHERS, Actor, Path, Table
from tests.workflow.stage import hour_comes
from tests.workflow.vocabulary_stage import FIRST, STATES, Shown, Stage, explanation, form, name

pytestmark = pytest.mark.django_db

VOCABULARY = Table()
A_PROGRAM = (NOBODY,)
PUBLISH = {"action-publish": "action-publish"}


def address(view: str, *args: object) -> str:
    return reverse(RiskFactor.snippet_viewset.get_url_name(view), args=[quote(arg) for arg in args])


def another(stage: Stage, **values: object) -> RiskFactor:
    """A new entry with the same words, live unless somebody says otherwise: that is Wagtail's default."""
    texts = {"name_en": name(stage.latest), "explanation_en": explanation(stage.latest)}
    return RiskFactor(**{"key": "another", "modifiable": True, **texts, **values})


# --- Views -----------------------------------------------------------------------------------------------------------


@VOCABULARY.add(EVERYBODY, opens_for=PUBLISHERS)
def edit_view(stage: Stage, actor: Actor) -> None:
    actor.post(address("edit", stage.entry.pk), form(stage.latest, **PUBLISH))


@VOCABULARY.add(EVERYBODY)
def edit_view_of_other_words(stage: Stage, actor: Actor) -> None:
    actor.post(address("edit", stage.entry.pk), form(stage.latest, name_en="Words that nobody has seen", **PUBLISH))


@VOCABULARY.add(EVERYBODY)
def edit_view_going_back_to_an_unsigned_version(stage: Stage, actor: Actor) -> None:
    actor.post(address("edit", stage.entry.pk), form(FIRST, revision=str(stage.first_revision().pk), **PUBLISH))


@VOCABULARY.add(EVERYBODY, opens_for=PUBLISHERS)
def edit_view_under_another_short_name(stage: Stage, actor: Actor) -> None:
    """The ledger knows an entry by its short name: the form keeps it, whatever is posted."""
    actor.post(address("edit", stage.entry.pk), form(stage.latest, key="renamed", **PUBLISH))


@VOCABULARY.add(EVERYBODY)
def create_view(stage: Stage, actor: Actor) -> None:
    actor.post(address("add"), form(stage.latest, key="another", **PUBLISH))


# --- Calls -----------------------------------------------------------------------------------------------------------


@VOCABULARY.add(EVERYBODY, opens_for=(*PUBLISHERS, NOBODY))
def publishing_the_revision(stage: Stage, actor: Actor) -> None:
    stage.revision().publish(user=actor.user)


@VOCABULARY.add(EVERYBODY, opens_for=EVERYBODY)
def publish_action_without_asking_for_permission(stage: Stage, actor: Actor) -> None:
    PublishRevisionAction(stage.revision(), user=actor.user).execute(skip_permission_checks=True)


@VOCABULARY.add(EVERYBODY, opens_for=EVERYBODY)
def edit_action(stage: Stage, actor: Actor) -> None:
    EditAction(stage.draft(), user=actor.user, publish=True).execute(skip_permission_checks=True)


@VOCABULARY.add(EVERYBODY)
def create_action(stage: Stage, actor: Actor) -> None:
    CreateAction(another(stage, live=False), user=actor.user, publish=True).execute(skip_permission_checks=True)


@VOCABULARY.add(A_PROGRAM)
def publishing_an_older_revision(stage: Stage, actor: Actor) -> None:
    stage.first_revision().publish(previous_revision=stage.first_revision())


@VOCABULARY.add(A_PROGRAM, opens_for=A_PROGRAM)
def timetable(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    hour_comes()


@VOCABULARY.add(A_PROGRAM, opens_for=A_PROGRAM)
def saving_the_draft_as_live(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live = True
    draft.save()


@VOCABULARY.add(A_PROGRAM)
def saving_it_live_under_another_short_name(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live, draft.key = True, "renamed"
    draft.save()


@VOCABULARY.add(A_PROGRAM)
def saving_only_the_live_column(stage: Stage, actor: Actor) -> None:
    """The row still holds the words that it was made with."""
    draft = stage.draft()
    draft.live = True
    draft.save(update_fields=["live", "signed_languages"])


@VOCABULARY.add(A_PROGRAM)
def saving_words_from_an_object_that_thinks_it_is_a_draft(stage: Stage, actor: Actor) -> None:
    draft = stage.draft()
    draft.live, draft.name_en = False, "Words that nobody has seen"
    if stage.row().live:
        draft.save(update_fields=["name_en"])


@VOCABULARY.add(A_PROGRAM)
def naming_the_language_as_signed(stage: Stage, actor: Actor) -> None:
    row = stage.row()
    row.name_en, row.live, row.signed_languages = "Words that nobody has seen", True, ["en"]
    row.save()


@VOCABULARY.add(A_PROGRAM)
def creating_it_live_by_default(stage: Stage, actor: Actor) -> None:
    another(stage).save()


@VOCABULARY.add(A_PROGRAM)
def getting_or_creating(stage: Stage, actor: Actor) -> None:
    RiskFactor.objects.update_or_create(key="moonlight", defaults={"name_en": "Words that nobody has seen", "live": True})


def walk(path: Path, stage: Stage, actor: str, before: Shown) -> Shown:
    """What readers get once somebody has gone this way. Afterwards nothing of it has happened.

    The article is opened after everybody by whom something changed that it could be made of.
    """
    somebody = Actor(stage.people.get(actor))
    if somebody.user is not None:
        somebody.browser.force_login(somebody.user)
    held = rows.readers_get()
    with transaction.atomic():
        try:
            with transaction.atomic():
                path.act(stage, somebody)
        except (ValidationError, PermissionDenied):
            pass  # what matters is what readers get
        found = before if rows.readers_get() == held else stage.shown()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", STATES)
def test_readers__get_nothing_but_signed_words(state: str, subtests: pytest.Subtests) -> None:
    stage = STATES[state]()
    before = stage.shown()
    for path in VOCABULARY:
        for actor in path.actors:
            with subtests.test(path=path.name, actor=actor):
                opens = state == "signed" and actor in path.opens_for
                assert walk(path, stage, actor, before) == (stage.once_public() if opens else before)
    assert (before != ("", {})) is (state == "live then edited")


def test_copy_view__is_not_here() -> None:
    with pytest.raises(NoReverseMatch):
        address("copy", 1)
