"""How a site tells that it is well, and what readers and staff meet when it is not."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, connection, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.models import LedgerEntry
from osteo_site.operations import probes
from osteo_site.operations.error_reports import without_people
from osteo_site.operations.logs import JsonFormatter, RequestFilter
from osteo_site.operations.redis_cache import PatientClient
from osteo_site.operations.requests import current_request
from tests.factories import image_file, make_article, make_editor
from tests.workflow import people

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-tests-only"


@contextmanager
def database_gone() -> Iterator[None]:
    """Every statement fails, as after the server went away."""

    def fail(*_arguments: Any) -> Any:
        raise OperationalError("connection to server at 10.0.0.7 failed: password of health")

    with connection.execute_wrapper(fail):
        yield


@contextmanager
def database_read_only() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET transaction_read_only = on")  # which ends with the savepoint
            yield
            transaction.set_rollback(True)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on")
        yield
        cursor.execute("PRAGMA query_only = off")


class DeadMail(BaseEmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError


# --- Probes ----------------------------------------------------------------------------------------------------------


def test_probes__say_what_is_needed_and_give_nothing_away(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    probe = Client(headers={"host": "10.1.2.3:8000"})  # as a load balancer asks: without TLS, under no name of the site
    for name, word in (("live", b"live\n"), ("ready", b"ready\n")):
        answer = probe.get(f"/-/{name}")
        assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, word, "no-store")
        assert not answer.cookies
    assert probe.post("/-/ready").status_code == 405
    for name in ("", "metrics", "version"):
        assert probe.get(f"/-/{name}").status_code == 404
    with database_gone():
        assert probe.get("/-/live").status_code == 200
        answer = probe.get("/-/ready")
        assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert probe.get("/-/ready").status_code == 200


def test_readiness__waits_for_migrations() -> None:
    middleware = probes.ProbeMiddleware(lambda _request: pytest.fail("asked further"))
    with mock.patch.object(probes, "_is_migrated", return_value=False):
        assert not middleware._is_ready()
    assert middleware._is_ready()


def test_figures__are_for_whoever_has_the_token(client: Client, settings: Settings) -> None:
    assert client.get("/-/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    client.get("/en/none/")
    assert client.get("/-/metrics").status_code == 404
    answer = client.get("/-/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert 'site_answers_total{method="GET",status="404"}' in answer.content.decode()


# --- Requests and logs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [(1, "abc-123_XYZ", True), (0, "abc-123_XYZ", False), (1, "short", False), (1, "a" * 65, False), (1, 'x" "level":"', False)],
)
def test_request__keeps_the_identifier_of_a_proxy_of_ours(
    client: Client, settings: Settings, proxies: int, given: str, kept: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies
    answers = [client.get("/-/live", headers={"x-request-id": given})["X-Request-ID"] for _n in range(2)]
    assert (answers == [given, given]) is kept
    assert kept or answers[0] != answers[1]
    assert current_request() == ""


def test_log__is_a_line_of_json_that_knows_its_request_and_no_reader(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(RequestFilter())
    with caplog.at_level(logging.INFO):
        answer = client.get("/en/none/?q=my+illness", headers={"user-agent": "Browser of Ms Smith"}, REMOTE_ADDR="198.51.100.7")
    logging.getLogger("x").error(
        "two\nlines", exc_info=(ValueError, ValueError("why"), None), extra={"account": 7, "whole": client}
    )
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert not [line for line in lines if "\n" in line]
    told = [json.loads(line) for line in lines]
    (one,) = [record for record in told if record["logger"] == "osteo_site.requests"]
    assert {name: one[name] for name in ("method", "path", "status", "request")} == {
        "method": "GET",
        "path": "/en/none/",
        "status": 404,
        "request": answer["X-Request-ID"],
    }
    assert not [word for word in ("illness", "Smith", "198.51") if word in " ".join(lines)]
    assert (told[-1]["message"], told[-1]["account"], "whole" in told[-1]) == ("two\nlines", 7, False)
    assert "ValueError: why" in told[-1]["exception"]


def test_error_reports__know_nobody() -> None:
    request = {
        "method": "POST",
        "url": "https://x/?q=illness",
        "headers": {},
        "cookies": {},
        "data": "",
        "env": {"REMOTE_ADDR": ""},
    }
    assert without_people({"request": request, "user": {"id": 7}}, {}) == {"request": {"method": "POST"}}


# --- What is down ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("en", "We cannot show this page at the moment"), ("ar", 'dir="rtl"')])
def test_database_gone__is_said_in_the_readers_language_until_it_is_back(client: Client, language: str, words: str) -> None:
    page = make_article(language)
    with database_gone():
        answer = client.get(page.url)
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
        text = answer.content.decode()
        assert words in text
        assert not [secret for secret in ("10.0.0.7", "OperationalError", "password") if secret in text]
        machine = client.get("/api/v2/pages/", headers={"accept": "application/json"})
        assert (machine.status_code, machine["Content-Type"]) == (503, "application/json")
        assert Client(raise_request_exception=False).get(f"/{language}/none/").status_code == 503  # where a middleware asks
    assert client.get(page.url).status_code == 200


def test_database_read_only__is_read_and_keeps_nothing(client: Client) -> None:
    page = make_article()
    client.force_login(make_editor())
    before = list(LedgerEntry.objects.values())
    with database_read_only():
        assert Client().get(page.url).status_code == 200
        answer = client.post(
            f"/admin/review-desk/take-down/page/{page.pk}/", {"down-reason": "It is wrong.", "down-confirm": "on"}
        )
        assert answer.status_code == 503
        assert "We cannot store anything at the moment" in answer.content.decode()
    page.refresh_from_db()
    assert page.live
    assert list(LedgerEntry.objects.values()) == before


def test_disk_full__keeps_no_half_of_a_picture(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(make_editor())

    def full(*_arguments: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    answer = client.post("/admin/images/add/", {"title": "A knee", "file": image_file()})
    assert answer.status_code == 503
    assert "No space" not in answer.content.decode()
    assert client.get("/admin/images/").status_code == 200


def test_mail_server_dead__everything_is_signed_and_public_all_the_same(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DeadMail"
    with mock.patch.object(mail, "get_connection", return_value=DeadMail()), django_capture_on_commit_callbacks(execute=True):
        page, _editor = people.submitted()
        entry = people.sign(page, people.make_signer())
    assert (people.stored(page).live, entry.completes) == (True, True)


def test_redis_gone__each_process_remembers_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a port where nothing answers; asked once, and then left alone for a while."""
    client = PatientClient(["redis://127.0.0.1:1/0"], socket_connect_timeout=0.2)
    assert client.add("once", 1, 60) is True
    monkeypatch.setattr(client, "get_client", lambda *_arguments, **_named: pytest.fail("asked again at once"))
    assert (client.add("once", 1, 60), client.incr("once", 2), client.get("once", None)) == (False, 3, 3)
    client.set_many({"a": 1, "b": 2}, 60)
    assert client.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert client.delete("a")
    assert client.get("a", "nothing") == "nothing"
    with pytest.raises(ValueError, match="not found"):
        client.incr("none", 1)
