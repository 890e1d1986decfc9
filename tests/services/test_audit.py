"""Every act of staff leaves an entry in Wagtail's log, and a line without anybody's words in the server's."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ModelLogEntry, PageLogEntry

from articles.models import ReaderReport
from articles.services import audit, feedback
from articles.services.feedback import working
from tests.factories import PASSWORD, image, make_article, make_editor, make_superuser, make_user

pytestmark = pytest.mark.django_db


def acts(on: object) -> list[str]:
    return list(ModelLogEntry.objects.for_instance(on).order_by("pk").values_list("action", flat=True))


def test_coming_and_going__leaves_entries(client: Client) -> None:
    user = make_editor()
    before = len(acts(user))
    client.login(username=user.username, password="wrong")
    client.login(username=user.username, password=PASSWORD)
    client.logout()
    assert acts(user)[before:] == [audit.LOGIN_FAILED, audit.LOGIN, audit.LOGOUT]
    failed = ModelLogEntry.objects.get(action=audit.LOGIN_FAILED)
    assert (failed.user_id, failed.object_id) == (None, str(user.pk))


@pytest.mark.parametrize("name", ["hunter2-typed-in-the-wrong-field", "", "\0", "x" * 10_000])
def test_failed_login__of_nobody_keeps_nothing_that_was_typed(
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    name: str,
) -> None:
    with caplog.at_level(logging.INFO, "osteo.audit"), django_capture_on_commit_callbacks(execute=True):
        audit.failed_login(name)
    assert not ModelLogEntry.objects.filter(action=audit.LOGIN_FAILED).exists()
    (line,) = [record for record in caplog.records if record.name == "osteo.audit"]
    assert line.audit_action == audit.LOGIN_FAILED  # type: ignore[attr-defined]
    assert not name or name not in str(line.__dict__)


def test_rights__given_and_taken_from_every_side() -> None:
    user, group = make_user(), Group.objects.create(name="Knees")
    user.groups.add(group)
    group.user_set.remove(user)
    user.groups.set([group])
    user.groups.clear()
    told = [entry.data for entry in ModelLogEntry.objects.for_instance(user).filter(action=audit.RIGHTS).order_by("pk")]
    assert told == [
        {"given": {"groups": ["Knees"]}},
        {"taken": {"groups": ["Knees"]}},
        {"given": {"groups": ["Knees"]}},
        {"taken": {"groups": ["Knees"]}},
    ]
    permission = Group.objects.get(name="Editors").permissions.first()
    assert permission is not None
    group.permissions.add(permission)
    own = ModelLogEntry.objects.for_instance(group).get(action=audit.RIGHTS)
    assert own.data == {"given": {"permissions": [str(permission)]}}


def test_rights__changed_in_the_admin_name_who_changed_them(client: Client) -> None:
    administrator, group = make_superuser(), Group.objects.create(name="Knees")
    client.force_login(administrator)
    other = make_user(first_name="Ada", last_name="Marble")
    form = {
        "username": other.username, "email": other.email, "first_name": "Ada", "last_name": "Marble", "is_active": "on",
        "groups": [group.pk],
    }  # fmt: skip
    assert client.post(f"/admin/users/edit/{other.pk}/", form).status_code == 302
    entry = ModelLogEntry.objects.for_instance(other).get(action=audit.RIGHTS)
    assert (entry.user, entry.data) == (administrator, {"given": {"groups": ["Knees"]}})


def test_downloads__leave_entries(client: Client) -> None:
    editor = make_editor()
    client.force_login(editor)
    addresses = ["/admin/translations/export/", "/admin/reports/aging-pages/?export=csv", image().file.url]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    told = [entry.data["address"] for entry in ModelLogEntry.objects.filter(action=audit.DOWNLOAD, user=editor).order_by("pk")]
    assert told == addresses


def test_servers_log__names_numbers_and_no_words(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page, editor = make_article(), make_superuser(first_name="Ada")
    feedback.submit_report(feedback.edition_now(page), "causes", "My name is Marble and my knee hums.")
    with caplog.at_level(logging.INFO, "osteo.audit"), django_capture_on_commit_callbacks(execute=True):
        working.close_as_spam([ReaderReport.objects.get().pk], by=editor)
        page.unpublish(user=editor)
    lines = [record.__dict__ for record in caplog.records if record.name == "osteo.audit"]
    assert {line["audit_action"] for line in lines} >= {working.CLOSE, "wagtail.unpublish"}
    unpublished = next(line for line in lines if line["audit_action"] == "wagtail.unpublish")
    assert (unpublished["audit_user"], unpublished["audit_object"]) == (editor.pk, f"articles.articlepage:{page.pk}")
    assert unpublished["audit_entry"] == PageLogEntry.objects.get(action="wagtail.unpublish").pk
    assert [word for word in ("Marble", "Ada", page.title) if word in str(lines)] == []


def test_site_history__shows_them_to_administrators(client: Client) -> None:
    user = make_editor()
    Client().login(username=user.username, password="wrong")
    client.force_login(make_superuser())
    assert "Somebody failed to log in" in client.get("/admin/reports/site-history/").content.decode()
