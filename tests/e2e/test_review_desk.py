"""The review desk in a real browser: from a change to its publication, and everything that must not happen on the way.

Each test works on an edition of its own, and leaves the English change that waits in the queue to newcomers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.demonstration import Demonstration
from tests.e2e.editing import messages, open_article, section
from tests.e2e.reading import address, horizontal_overflow, violations
from tests.e2e.reviewing import (
    CHECKLIST,
    change_short_answer,
    fill_sign_off,
    open_review,
    part,
    sign,
    submit_change,
    title_of,
)

ENGLISH = title_of("en")
DESK = "/admin/review-desk/"


@pytest.fixture
def window(new_context: Callable[..., BrowserContext], session_of: Callable[[str], object]) -> Callable[..., Page]:
    """Gives a window of somebody who is logged in, on any device: `window("reviewer", width=360, color_scheme="dark")`."""

    def window(role: str, *, width: int = 1440, **options: object) -> Page:
        options = {"reduced_motion": "reduce", **options}
        context = new_context(storage_state=session_of(role), viewport={"width": width, "height": 900}, **options)
        return context.new_page()

    return window


# --- From a change to its publication --------------------------------------------------------------------------------


def test_change__of_a_translation_is_live_once_two_people_signed_it(
    work_as: Callable[[str], Page], read: Callable[..., Page], demonstration: Demonstration
) -> None:
    words, title = "La lune n’y est pour rien : c’est un essai.", title_of("fr")
    submit_change(work_as("editor"), "fr", words)
    readers = read(address("article", "fr"))
    expect(readers.locator("#tldr")).not_to_contain_text(words)

    linguist = work_as("language-reviewer")
    open_review(linguist, title, tab="Mine")
    frame = linguist.frame_locator("iframe[title*='as readers will see it']")
    expect(frame.locator("#tldr")).to_contain_text(words)
    expect(part(linguist, "What changed since the last review").locator("ins").first).to_be_visible()
    expect(part(linguist, "The source beside it")).to_contain_text(ENGLISH)
    sign(linguist, demonstration.password)
    expect(messages(linguist)).to_contain_text("waits for other sign-offs")
    readers.reload()
    expect(readers.locator("#tldr")).not_to_contain_text(words)

    physician = work_as("reviewer")
    open_review(physician, title, tab="Mine")
    sign(physician, demonstration.password)
    expect(messages(physician)).to_contain_text("has all its sign-offs now")
    readers.reload()
    expect(readers.locator("#tldr")).to_contain_text(words)


WHY_NOT = {
    "editor": "Nobody signs their own words.",
    "administrator": "You have no reviewer profile.",
    "translator": "You have no reviewer profile.",
    "language-reviewer": "does not name this kind of sign-off",
}


@pytest.mark.parametrize("role", WHY_NOT)
def test_sign__who_may_not_sees_why(work_as: Callable[[str], Page], role: str) -> None:
    page = work_as(role)
    open_review(page, ENGLISH)
    expect(part(page, "Sign")).to_contain_text("You cannot sign this text.")
    expect(part(page, "Sign")).to_contain_text(WHY_NOT[role])
    expect(page.get_by_label("Your password")).to_have_count(0)


def test_sign__an_edit_slipped_in_between_reading_and_signing_is_caught(
    work_as: Callable[[str], Page], read: Callable[..., Page], demonstration: Demonstration
) -> None:
    title, slipped = title_of("es"), "Setenta lunas: nadie lo ha firmado."
    submit_change(work_as("editor"), "es", "Siete lunas: esto es una prueba.")
    linguist = work_as("language-reviewer")
    open_review(linguist, title, tab="Mine")
    fill_sign_off(linguist, demonstration.password)
    part(linguist, "Sign").get_by_label("Comment").fill("Leído con calma.")
    change_short_answer(work_as("editor"), "es", slipped)
    part(linguist, "Sign").get_by_role("button", name="Sign").click()
    summary = part(linguist, "This did not work")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Nothing was signed.")
    meanwhile = part(linguist, "What changed while you were reading")
    expect(meanwhile.locator("del").first).to_contain_text("Siete")
    expect(meanwhile.locator("ins").first).to_contain_text("Setenta")
    expect(part(linguist, "Sign").get_by_label("Comment")).to_have_value("Leído con calma.")
    expect(part(linguist, "Sign").get_by_label("Your password")).to_have_value("")
    for point in part(linguist, "Sign").get_by_role("group", name=CHECKLIST).get_by_role("checkbox").all():
        expect(point).not_to_be_checked()
    expect(part(linguist, "Sign-offs and history")).not_to_contain_text("About exactly these words.")
    expect(read(address("article", "es")).locator("#tldr")).not_to_contain_text(slipped)


def test_comment__on_a_section_is_found_in_the_editor(work_as: Callable[[str], Page]) -> None:
    submit_change(work_as("editor"), "zh-hans", "这是一次试验。")
    reviewer = work_as("reviewer")
    open_review(reviewer, title_of("zh-hans"))
    comments = part(reviewer, "Comments")
    for name, words in {"Short answer": "Which moon?", "Causes": "Which bone?"}.items():
        comments.locator("summary").filter(has_text=name).click()
        comments.locator("details[open]").get_by_label("Comment").fill(words)
        comments.get_by_role("button", name=f"Comment on “{name}”").click()
        expect(messages(reviewer)).to_contain_text("stands in the editor")
        expect(comments).to_contain_text(words)
    editor = work_as("editor")
    open_article(editor, title_of("zh-hans"))
    editor.get_by_role("button", name="Toggle comments").click()
    for words in ("Which moon?", "Which bone?"):
        expect(editor.get_by_text(words).first).to_be_attached()
    expect(section(editor, "Short answer").get_by_role("button", name="comment").first).to_be_attached()


# --- By keyboard, and without JavaScript -----------------------------------------------------------------------------


@contextmanager
def tabbing(page: Page, at_most: int) -> Iterator[Callable[[str], None]]:
    """Gives a way to reach a control by the Tab key alone, by its name. What has the focus must be visible, and outlined."""

    def reach(name: str) -> None:
        for _step in range(at_most):
            page.keyboard.press("Tab")
            if name == page.evaluate(_FOCUSED_NAME):
                assert page.evaluate(_FOCUS_IS_VISIBLE), f"the focus on {name!r} cannot be seen"
                return
        raise AssertionError(f"{name!r} was not reached in {at_most} steps")

    yield reach


_FOCUSED_NAME = """() => {
  const it = document.activeElement;
  return [...(it.labels || [])].map(label => label.textContent.trim()).join(" ") || it.textContent.trim();
}"""
_FOCUS_IS_VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


def test_sign__by_keyboard_alone(work_as: Callable[[str], Page], demonstration: Demonstration) -> None:
    title = title_of("fr")  # the German one is left as it was, for the day of an editor
    submit_change(work_as("editor"), "fr", "La lune n’y est pour rien : c’est un autre essai.")
    page = work_as("language-reviewer")
    page.goto(DESK)
    with tabbing(page, at_most=200) as reach:
        reach(title)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        reach("Sign")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "sign-scope"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _point in range(4):
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Au clavier seul.")
        page.keyboard.press("Tab")
        page.keyboard.type(demonstration.password)
        page.keyboard.press("Enter")
    expect(messages(page)).to_contain_text("waits for other sign-offs")
    expect(part(page, "Sign-offs and history")).to_contain_text("Au clavier seul.")


def test_desk__without_javascript_shows_everything_and_says_what_is_wrong(window: Callable[..., Page]) -> None:
    page = window("reviewer", java_script_enabled=False)
    page.goto(f"{DESK}?tab=all")
    page.locator(".desk-table").get_by_role("link", name=ENGLISH).click()
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(ENGLISH)
    part(page, "Sign").get_by_role("button", name="Sign").click()
    summary = part(page, "This did not work")
    summary.get_by_role("link", name="Your password").click()
    expect(part(page, "Sign").get_by_label("Your password")).to_be_in_viewport()


# --- For everybody, on every screen ----------------------------------------------------------------------------------

SCREENS = ["queue", "text", "translation", "error", "messages", "history", "take-down"]


def show(page: Page, screen: str) -> None:
    match screen:
        case "text":
            open_review(page, ENGLISH)
        case "translation":
            page.goto(f"{DESK}?tab=all&language=ar")
            page.locator(".desk-table tbody").get_by_role("link").first.click()
        case "error":
            open_review(page, ENGLISH)
            part(page, "Request changes").get_by_role("button", name="Request changes").click()
            expect(part(page, "This did not work")).to_be_visible()
        case "messages":
            page.goto(f"{DESK}messages/")
        case "history":
            open_review(page, ENGLISH)
            page.get_by_role("link", name="The whole history").click()
        case "take-down":
            open_article(page, ENGLISH)
            page.goto(f"{DESK}take-down/page/{page.url.rstrip('/').split('/')[-2]}/")
        case _:
            page.goto(f"{DESK}?tab=all&title=o")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (820, "dark"), (360, "light")])
def test_screen__passes_axe_and_fits(
    window: Callable[..., Page], work_as: Callable[[str], Page], screen: str, width: int, scheme: str
) -> None:
    if screen == "translation":
        page = work_as("editor")
        page.goto(f"{DESK}?tab=all&language=ar")
        if not page.locator(".desk-table").count():
            submit_change(page, "ar", "كلمات أخرى للتجربة.")
    page = window("editor" if screen == "take-down" else "reviewer", width=width, color_scheme=scheme)
    show(page, screen)
    assert not violations(page)
    assert horizontal_overflow(page) == 0
    assert not violations(page), "with everything unfolded"
