"""Work on a live edition goes on while an unsigned draft lies beside it, and the gate costs little."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from articles.models import ArticlePage, User
from articles.services import gate
from tests.editor.forms import edit_address
from tests.factories import figure_block, image, make_article, make_condition, set_default_disclaimer, text_block
from tests.signing import signed_off
from tests.site.reader import queries_of
from tests.workflow.stage import FIRST, LATER, TEXT, Stage, hour_comes, live_then_edited, readings, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """An edition that is live, with an unsigned draft beside it."""
    return live_then_edited()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(by: User, address: str, data: dict[str, str] | None = None, **headers: str) -> None:
    response = browser(by).post(address, data or {}, headers=headers, follow=True)
    assert response.status_code == 200, response.status_code


# --- What people do beside a live edition ----------------------------------------------------------------------------

Work = Callable[[Stage], object]


def saves_a_draft(stage: Stage) -> None:
    post(stage.people["author"], edit_address(stage.page), FIRST.form())
    assert stage.draft().tldr == FIRST.tldr


def saves_a_draft_by_autosave(stage: Stage) -> None:
    by, revisions = stage.people["author"], stage.row().revisions.count()
    revision = stage.revision()
    form = FIRST.form(
        overwrite_revision_id=str(revision.pk),
        loaded_revision_id=str(revision.pk),
        loaded_revision_created_at=revision.created_at.isoformat(),
    )
    post(by, edit_address(stage.page), form, accept="application/json")
    assert (stage.draft().tldr, stage.row().revisions.count()) == (FIRST.tldr, revisions)


def saves_a_draft_in_code(stage: Stage) -> None:
    write(stage.page, FIRST, stage.people["publisher"])
    assert stage.draft().tldr == FIRST.tldr


def locks(stage: Stage) -> None:
    post(stage.people["publisher"], reverse("wagtailadmin_pages:lock", args=[stage.page.pk]))
    assert stage.row().locked


def unlocks(stage: Stage) -> None:
    Page.objects.filter(pk=stage.page.pk).update(locked=True, locked_by=stage.people["publisher"])
    post(stage.people["publisher"], reverse("wagtailadmin_pages:unlock", args=[stage.page.pk]))
    assert not stage.row().locked


def submits(stage: Stage) -> None:
    post(stage.people["author"], edit_address(stage.page), LATER.form(**{"action-submit": "action-submit"}))
    assert stage.row().workflow_in_progress


def comes_under_a_schedule(stage: Stage) -> None:
    """Its hour comes, and finds that nobody has signed it."""
    draft = stage.draft()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=stage.people["author"]).publish()
    hour_comes()
    assert not stage.row().revisions.filter(approved_go_live_at__isnull=False).exists()


def becomes_private_and_public_again(stage: Stage) -> None:
    address = reverse("wagtailadmin_pages:set_privacy", args=[stage.page.pk])
    post(stage.people["publisher"], address, {"restriction_type": "login"})
    assert PageViewRestriction.objects.filter(page=stage.page).exists()
    assert Client().get(stage.page.get_url()).status_code == 302  # to the door
    post(stage.people["publisher"], address, {"restriction_type": "none"})


def is_purged(stage: Stage) -> None:
    for revision in stage.row().revisions.exclude(pk=stage.row().latest_revision_id):
        revision.delete()


WORK: list[Work] = [
    saves_a_draft,
    saves_a_draft_by_autosave,
    saves_a_draft_in_code,
    locks,
    unlocks,
    submits,
    comes_under_a_schedule,
    becomes_private_and_public_again,
    is_purged,
]


@pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)
def test_live_edition__stays_as_it_was_signed_while_somebody(stage: Stage, work: Work) -> None:
    stage.before = readings(Client())
    assert list(stage.before.values()) == [TEXT.reading]
    work(stage)
    assert readings(Client()) == stage.before


def moves_it(stage: Stage) -> None:
    target = make_condition()
    post(stage.people["superuser"], reverse("wagtailadmin_pages:move_confirm", args=[stage.page.pk, target.pk]))


def renames_its_address(stage: Stage) -> None:
    row = stage.row()
    row.slug = "another-address"
    row.save()


def renames_the_address_of_its_condition(stage: Stage) -> None:
    condition = stage.condition
    condition.slug = "another-condition"
    condition.save()


@pytest.mark.parametrize(
    "change", [moves_it, renames_its_address, renames_the_address_of_its_condition], ids=lambda change: change.__name__
)
def test_live_edition__is_found_elsewhere_with_the_same_words_once_somebody(stage: Stage, change: Work) -> None:
    before = readings(Client())
    change(stage)
    after = readings(Client())
    assert list(after.values()) == list(before.values()) == [TEXT.reading]
    assert set(after) != set(before)
    assert stage.draft().tldr == LATER.tldr


def test_schedule__of_signed_words_goes_live_at_the_hour_beside_a_newer_draft(stage: Stage) -> None:
    draft = signed_off(stage.draft())
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=stage.people["author"]).publish()
    write(stage.page, FIRST, stage.people["author"])
    assert list(readings(Client()).values()) == [TEXT.reading]
    hour_comes()
    assert list(readings(Client()).values()) == [LATER.reading]


def test_going_back_to_signed_words__needs_no_new_sign_off(stage: Stage) -> None:
    signed = stage.row().live_revision
    signed_off(stage.draft())
    stage.revision().publish()
    assert list(readings(Client()).values()) == [LATER.reading]
    form = TEXT.form(**{"action-publish": "action-publish"}, revision=str(signed.pk))
    post(stage.people["publisher"], edit_address(stage.page), form)
    assert list(readings(Client()).values()) == [TEXT.reading]


# --- What the gate costs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pictures", [0, 1, 10])
def test_gate__adds_at_most_three_queries_to_a_publish(monkeypatch: pytest.MonkeyPatch, pictures: int) -> None:
    """The policy, the ledger, and the pictures where there are any. What is complete was asked before there were sign-offs."""
    set_default_disclaimer()
    figures = [figure_block(image()) for _n in range(pictures)]
    revisions = []
    for _n in range(3):
        page = make_article(live=False, research=[text_block(), *figures])
        revisions.append(page.save_revision())
        signed_off(revisions[-1].as_object())

    def publish(revision: Revision) -> int:
        return len(queries_of(Revision.objects.get(pk=revision.pk).publish))

    publish(revisions[0])  # what Django remembers of content types is none of the gate's
    with_gate = publish(revisions[1])
    monkeypatch.setattr(gate, "guard_edition", ArticlePage.missing_parts)
    assert with_gate - publish(revisions[2]) == (3 if pictures else 2)
    assert ArticlePage.objects.filter(live=True).count() == 3
