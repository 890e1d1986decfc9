"""A second factor in a real browser: a passkey of a device that is not there, and screens that fit a phone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.demonstration import ROOT, Demonstration, environment
from tests.e2e.reading import horizontal_overflow, violations
from tests.factories import PASSWORD

SET_UP = "/admin/second-factor/"
#: Of a phone or laptop that asks nobody.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def newcomer(demonstration: Demonstration) -> str:
    """An account of these tests' own: who has a second factor is asked for it at every login."""
    script = (
        "from articles.models import User; from django.contrib.auth.models import Group;"
        f"user = User.objects.create_user('newcomer', 'newcomer@example.org', '{PASSWORD}');"
        "user.groups.add(Group.objects.get(name='Editors'))"
    )
    known = environment(demonstration.output.parent) | {"PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "manage.py", "shell", "-c", script], cwd=ROOT, env=known, check=True, capture_output=True)
    return "newcomer"


def give_password(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_passkey__is_added_and_opens_the_next_session(new_context: Callable[..., BrowserContext], newcomer: str) -> None:
    context = new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page.goto("/admin/login/")
    expect(page.get_by_text("it asks for no second factor")).to_be_visible()
    assert horizontal_overflow(page) <= 0
    assert violations(page) == ""
    give_password(page, newcomer)
    page.wait_for_url("**/admin/")
    page.goto(f"{SET_UP}app/")
    expect(page.locator(".door-picture svg")).to_be_visible()
    assert horizontal_overflow(page) <= 0
    assert violations(page) == ""
    page.goto(f"{SET_UP}passkeys/add/")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".door-codes li")).to_have_count(10)
    assert violations(page) == ""

    context.clear_cookies()
    give_password(page, newcomer)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_role("button", name="Use your passkey")).to_be_visible()
    assert violations(page) == ""
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/")
    assert complaints == []
