"""Every path by which something could become public, walked by everybody, over a text in every state of its review.

What counts is what readers get: after each step every address of an article is opened, and shows exactly what it should:
the signed words, what it showed before, or nothing. Nobody is exempt, superusers neither.

The paths come from design.md §4 and from reading Wagtail 8.0.1: its actions, the admin's views and API, its bulk actions
(snippets have none that publishes), its management commands (`publish_scheduled`, `move_pages`), `simple_translation`, its
workflows. API v3 is part of Wagtail and not of this site (`test_api_v3__is_not_here`). The vocabulary has a table of its own,
in `test_vocabulary_paths.py`.

Not here, because nothing in Python stands before them: fixtures (`loaddata`, whose saves are `raw`), `QuerySet.update`,
`bulk_update`, `bulk_create`, and SQL. What they do is found by `manage.py verify_signoffs`.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client

from tests import rows
from tests.workflow.paths import EVERYBODY, Actor, Path, Table
from tests.workflow.paths_in_code import CODE
from tests.workflow.paths_in_the_admin import ADMIN
from tests.workflow.paths_in_workflows import WORKFLOWS
from tests.workflow.stage import STATES, Stage, readings

pytestmark = pytest.mark.django_db

Readings = dict[str, tuple[str, str, str]]

TABLE: dict[str, Table] = {"admin": ADMIN, "code": CODE, "workflows": WORKFLOWS}


def walk(path: Path, stage: Stage, actor: str, before: Readings) -> Readings:
    """What readers get once somebody has gone this way. Afterwards nothing of it has happened.

    The pages are opened after everybody by whom something changed that they could be made of.
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
        found = before if rows.readers_get() == held else readings(Client())
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("part", TABLE)
@pytest.mark.parametrize("state", STATES)
def test_readers__get_nothing_but_signed_words(part: str, state: str, subtests: pytest.Subtests) -> None:
    stage = STATES[state]()
    before = readings(Client())
    signed = {**before, stage.page.get_url(): stage.latest.reading}
    for path in TABLE[part]:
        for actor in path.actors:
            with subtests.test(path=path.name, actor=actor):
                opens = state == "signed" and actor in path.opens_for
                assert walk(path, stage, actor, before) == (signed if opens else before)
    assert readings(Client()) == before


def test_table__has_somebody_for_whom_signed_words_go_live_in_each_part() -> None:
    """Else a site on which nothing can be published would pass."""
    for part in TABLE.values():
        assert sum(bool(path.opens_for) for path in part) >= 3
        assert {actor for path in part for actor in path.actors} == set(EVERYBODY)
    names = [path.name for part in TABLE.values() for path in part]
    assert len(names) == len(set(names))


def test_api_v3__is_not_here(client: Client) -> None:
    for address in ("/api/v3/", "/api/v3/pages/", "/api/v3/pages/1/actions/publish/"):
        assert client.post(address, {"meta": {"action": "publish"}}, content_type="application/json").status_code in (404, 405)
