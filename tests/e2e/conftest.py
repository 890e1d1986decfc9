"""The browser tests: a real browser reads and edits the real demonstration, as `manage.py demo` serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.demonstration import Demonstration, served_demonstration, shared_by_processes
from tests.e2e.editing import log_in

#: Chromium asks nobody about updates, accounts or experiments: what a test sees on the network is the site's.
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

#: Generous: what is measured is what happens, never how fast, and the machine may be busy.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def demonstration(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The served demonstration. Asks for the browser first: without one there is nothing to wait for."""
    with served_demonstration(shared_by_processes(tmp_path_factory), tmp_path_factory.mktemp("demonstration")) as demonstration:
        yield demonstration


@pytest.fixture(autouse=True)
def _nothing_breaks_behind_the_page(demonstration: Demonstration) -> Iterator[None]:
    """An error that the page at hand hides (in a preview, in an autosave) fails the test that caused it, too."""
    before = demonstration.output.stat().st_size
    yield
    said = demonstration.output.read_bytes()[before:].decode(errors="replace")
    assert "Traceback" not in said, said


@pytest.fixture(scope="session")
def base_url(demonstration: Demonstration) -> str:
    """What pytest-playwright's contexts take addresses from."""
    return demonstration.address


@pytest.fixture(scope="session")
def reader_window(browser: Browser, base_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Gives a reader's browser, one for each way of reading, kept for the session."""
    windows: dict[tuple[tuple[str, Any], ...], BrowserContext] = {}

    def window(*, width: int = 1280, **options: Any) -> BrowserContext:
        key = tuple(sorted({"width": width, **options}.items()))
        if key not in windows:
            options = {"reduced_motion": "reduce", **options}
            windows[key] = browser.new_context(base_url=base_url, viewport={"width": width, "height": 800}, **options)
        return windows[key]

    yield window
    for context in windows.values():
        context.close()


@pytest.fixture
def read(reader_window: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens an address as a reader: `read("/en/", width=360, color_scheme="dark")`."""
    pages = []

    def read(address: str, **options: Any) -> Page:
        page = reader_window(**options).new_page()
        pages.append(page)
        page.goto(address)
        return page

    yield read
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def session_of(browser: Browser, demonstration: Demonstration) -> Callable[[str], Any]:
    """Gives the cookies of somebody who logged in, once a role."""
    sessions: dict[str, Any] = {}

    def session_of(role: str) -> Any:
        if role not in sessions:
            context = browser.new_context(base_url=demonstration.address)
            log_in(context.new_page(), role, demonstration.password)
            sessions[role] = context.storage_state()
            context.close()
        return sessions[role]

    return session_of


@pytest.fixture
def work_as(new_context: Callable[..., BrowserContext], session_of: Callable[[str], Any]) -> Callable[[str], Page]:
    """Gives a window of somebody who is logged in: `work_as("editor")`. Leaving a page never waits for an answer."""

    def work_as(role: str) -> Page:
        page = new_context(storage_state=session_of(role), viewport={"width": 1440, "height": 1000}).new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    return work_as


@pytest.fixture
def editor(work_as: Callable[[str], Page]) -> Page:
    return work_as("editor")
