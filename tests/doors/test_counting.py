"""Attempts are counted on the database: exact, equal for unknown names, and no lock on somebody else's door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from articles.models import ProofAttempt, User
from articles.services import attempts
from articles.services.attempts import RULES, Kind, TooManyAttemptsError
from tests.doors.people import LOGIN, STEP, code_of, give_app, is_in, post_code, post_password
from tests.factories import PASSWORD, make_editor
from tests.site.reader import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]

HERE, THERE = "198.51.100.7", "203.0.113.9"


def fail(kind: Kind, name: str, address: str, times: int) -> None:
    for _time in range(times):
        attempts.begin(kind, name, address)


def later(by: timedelta) -> None:
    """Time passes."""
    for row in ProofAttempt.objects.all():
        ProofAttempt.objects.filter(pk=row.pk).update(at=row.at - by)


@pytest.mark.parametrize("exists", [True, False])
def test_password__tried_five_times_pauses_the_name_at_that_address_alone(client: Client, editor: User, exists: bool) -> None:
    name = editor.get_username() if exists else "nobody-here"
    answers = [client.post(LOGIN, {"login": name, "password": "wrong"}).content.decode() for _time in range(6)]
    assert ["do not match" in answer for answer in answers] == [True] * 4 + [False] * 2
    assert "Try again in 15 minutes" in answers[-1]
    for caches_of_a_process in caches.all():
        caches_of_a_process.clear()
    if exists:
        assert "Try again" in post_password(client, editor).content.decode()
        assert "Try again" in client.post(LOGIN, {"login": f" {name.upper()} ", "password": PASSWORD}).content.decode()
        assert post_password(client, editor, REMOTE_ADDR=THERE).status_code == 302
        later(timedelta(minutes=16))
        assert post_password(Client(), editor).status_code == 302


def test_address__that_tries_many_names_is_paused() -> None:
    most = RULES[Kind.PASSWORD].by_address
    for number in range(most):
        attempts.begin(Kind.PASSWORD, f"name-{number}", HERE)
    with pytest.raises(TooManyAttemptsError):
        attempts.begin(Kind.PASSWORD, "one-more", HERE)
    attempts.begin(Kind.PASSWORD, "one-more", THERE)


def test_name__guessed_at_from_everywhere_stays_open_to_known_addresses() -> None:
    attempts.succeed(attempts.begin(Kind.PASSWORD, "rosa", HERE))
    for number in range(RULES[Kind.PASSWORD].by_name):
        attempts.begin(Kind.PASSWORD, "rosa", f"192.0.2.{number}")
    with pytest.raises(TooManyAttemptsError):
        attempts.begin(Kind.PASSWORD, "rosa", THERE)
    attempts.begin(Kind.PASSWORD, "rosa", HERE)
    later(timedelta(hours=25))
    attempts.begin(Kind.PASSWORD, "rosa", THERE)


def test_success__forgets_failures_of_this_name_here_alone() -> None:
    fail(Kind.PASSWORD, "rosa", HERE, 4)
    fail(Kind.PASSWORD, "rosa", THERE, 4)
    fail(Kind.PASSWORD, "vera", HERE, 3)
    attempts.succeed(attempts.begin(Kind.PASSWORD, "rosa", HERE))
    assert ProofAttempt.objects.filter(succeeded=False).count() == 7


def test_rows__are_purged_and_tell_nothing_and_cost_the_same_queries() -> None:
    def cost() -> int:
        return len(queries_of(lambda: attempts.succeed(attempts.begin(Kind.PASSWORD, "rosa", HERE))))

    with_none = cost()
    now = timezone.now()
    ProofAttempt.objects.bulk_create(
        ProofAttempt(kind=Kind.PASSWORD, name=f"{number}", address="x", at=now - timedelta(days=number % 3), succeeded=False)
        for number in range(300)
    )
    assert cost() == with_none == 5
    assert ProofAttempt.objects.filter(succeeded=False).count() == 100
    kept = str(list(ProofAttempt.objects.values_list()))
    assert "rosa" not in kept
    assert HERE not in kept


def test_refused_attempts__fill_no_table_and_prolong_no_pause() -> None:
    for _time in range(40):
        try:
            attempts.begin(Kind.PASSWORD, "rosa", HERE)
        except TooManyAttemptsError:
            continue
    assert ProofAttempt.objects.count() == RULES[Kind.PASSWORD].by_both


def test_code__guessed_five_times_pauses_the_right_one(client: Client, editor: User, secret: str) -> None:
    post_password(client, editor)
    for _time in range(5):
        post_code(client, "000000")
    assert "Try again" in post_code(client, code_of(secret)).content.decode()
    assert not is_in(client)


def test_code__guessed_by_many_machines_is_limited_by_the_account(editor: User, secret: str) -> None:
    for number in range(RULES[Kind.CODE].by_name):
        attempts.begin(Kind.CODE, editor.get_username(), f"192.0.2.{number}")
    client = Client(REMOTE_ADDR=THERE)
    post_password(client, editor)
    assert "Try again" in post_code(client, code_of(secret)).content.decode()


def test_password_reset__answers_equally_and_sends_few(client: Client, editor: User, settings: Any) -> None:
    def asked(email: str) -> tuple[int, str]:
        response = client.post("/admin/password_reset/", {"email": email})
        return response.status_code, response["Location"]

    assert asked(editor.email) == asked("nobody@example.org")
    for _time in range(10):
        asked(editor.email)
    assert len(mail.outbox) == RULES[Kind.RESET].by_both


def test_password_reset__opens_no_session(client: Client, editor: User, secret: str) -> None:
    client.post("/admin/password_reset/", {"email": editor.email})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/confirm/" in line).split("testserver")[-1].strip()
    form = client.get(link)["Location"]
    new = "brass-otter-under-lamp"
    assert client.post(form, {"new_password1": new, "new_password2": new}).status_code == 302
    assert not is_in(client)
    assert post_password(client, User.objects.get(pk=editor.pk), new)["Location"] == STEP


def test_other_person__is_not_paused_by_a_neighbour_s_mistakes(client: Client, editor: User) -> None:
    colleague = make_editor()
    secret = give_app(colleague)
    for _time in range(6):
        post_password(client, editor, "wrong")
    post_password(client, colleague)
    post_code(client, code_of(secret))
    assert is_in(client)
