"""`manage.py demo`: what a newcomer reads, and that it refuses before it touches anything."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from pytest_django import Settings
from wagtail.models import Page

from articles.models import ArticlePage, User
from articles.services import demonstration
from tests.factories import LANGUAGES, make_condition
from tests.services.demonstration.command import demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir", "no_other_programs")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def refusal(**options: Any) -> str:
    """What the command says when it refuses, having touched nothing."""
    with pytest.raises(CommandError) as refused:
        demo(**options)
    assert not User.objects.filter(demonstration=True).exists()
    assert not ArticlePage.objects.exists()
    return str(refused.value)


def test_demo__builds_shows_its_progress_and_introduces_itself() -> None:
    said = demo(port=8123)
    lines = said.splitlines()
    steps = [line for line in lines if line.startswith("·")]
    assert len(steps) >= 8
    assert lines.index(steps[-1]) < next(number for number, line in enumerate(lines) if "ready" in line)
    for language in LANGUAGES:
        assert f"http://localhost:8123/{language}/osteoporosis/causes/" in said
        assert ArticlePage.objects.filter(live=True, locale__language_code=language).exists()
    assert "http://localhost:8123/admin/" in said
    password = demonstration.demonstration_password()
    for account in demonstration.ACCOUNTS:
        assert any(account.username in line and password in line for line in lines)
    assert "no clinician has read" in said


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
@pytest.mark.parametrize("no_serve", [False, True], ids=["serving", "only preparing"])
def test_demo__refuses_what_is_no_port_and_names_one(port: int, no_serve: bool) -> None:
    message = refusal(port=port, no_serve=no_serve)
    assert str(port) in message
    assert "1 to 65535" in message
    assert "--port 8080" in message


def test_demo__refuses_a_port_that_is_taken_and_names_another(taken_port: int) -> None:
    message = refusal(port=taken_port, no_serve=False)
    assert f"Port {taken_port} cannot be used" in message
    assert "in use" in message
    assert f"--port {taken_port + 1}" in message


def test_demo__refuses_other_content_and_says_what_to_do() -> None:
    make_condition()
    before = Page.objects.count()
    message = refusal()
    assert "holds other content" in message
    assert "DATABASE_URL" in message
    assert "DATA_DIR" in message
    assert Page.objects.count() == before


def test_demo__refuses_production_settings_before_anything_else(settings: Settings, data_dir: Path) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    message = refusal(port=free_port())
    assert "production" in message
    assert "DJANGO_SETTINGS_MODULE" in message
    assert list(data_dir.iterdir()) == []
