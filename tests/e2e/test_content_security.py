"""Nothing that the site itself shows is against its own content security policy, and what is against it does not run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.e2e.editing import open_article, section, view_draft, write_at_end
from tests.e2e.reading import KINDS, address

#: In every frame, and before any script of the page.
_LISTEN = """
  document.addEventListener("securitypolicyviolation", event =>
    console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/articles/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/settings/articles/reviewpolicy/",
    "/admin/settings/articles/sitesettings/",
    "/admin/snippets/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/account/",
    "/admin/review-desk/",
    "/admin/translations/",
    "/admin/translations/work/",
    "/admin/reader-reports/",
    "/admin/patterns/",
    "/admin/redirects/",
    "/admin/workflows/list/",
    "/admin/collections/",
    "/admin/guide/",
]


@pytest.fixture
def violations() -> list[str]:
    return []


def watched(page: Page, violations: list[str]) -> Page:
    page.add_init_script(_LISTEN)

    def note(message: ConsoleMessage) -> None:
        text = message.text
        if "policy" in text.lower():
            violations.append(f"{page.url}: {text}")

    page.on("console", note)
    return page


def test_public_pages__of_every_kind(new_context: Callable[..., BrowserContext], base_url: str, violations: list[str]) -> None:
    page = watched(new_context().new_page(), violations)
    for kind in KINDS:
        page.goto(address(kind, "en", base_url))
        page.wait_for_load_state("networkidle")
    assert violations == []


def test_admin__its_main_screens(work_as: Callable[[str], Page], violations: list[str]) -> None:
    page = watched(work_as("administrator"), violations)
    for screen in SCREENS:
        answer = page.goto(screen)
        assert answer is not None
        assert answer.status == 200, screen
        page.wait_for_load_state("networkidle")
    assert violations == []


def test_editor__with_its_previews_choosers_and_bar(editor: Page, violations: list[str]) -> None:
    page = watched(editor, violations)
    open_article(page, "What causes osteoporosis?")
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.get_by_role("heading", name="Content metrics")).to_be_visible()
    passage = section(page, "Causes").locator(".public-DraftEditor-content").first
    write_at_end(passage, " Knees.")
    passage.press("Control+A")
    passage.press("Control+K")
    expect(page.get_by_role("dialog").first).to_be_visible()
    open_article(page, "What causes osteoporosis?")
    view_draft(page)
    expect(page.locator("wagtail-userbar")).to_be_attached()
    page.locator("wagtail-userbar").get_by_role("button").first.click()
    assert violations == []


def test_desk__shows_the_draft_in_its_frame(work_as: Callable[[str], Page], violations: list[str]) -> None:
    page = watched(work_as("reviewer"), violations)
    page.goto("/admin/review-desk/")
    page.get_by_role("main").get_by_role("link", name="osteoporosis").first.click()
    expect(page.frame_locator("iframe").first.get_by_role("heading", level=1)).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert violations == []


def test_script__that_got_into_a_page_does_not_run(read: Callable[..., Page]) -> None:
    """The control: the policy is there, and it bites."""
    page = read(address("article", "en"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "window.ran = true" } catch { window.refused = true }
          document.head.append(script);
          const picture = document.createElement("img");
          picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
          document.body.append(picture);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("[window.ran, window.refused]") == [None, True]
    assert [text for text in said if "data:" in text and "policy" in text.lower()]
