"""From a change for safety in the source to the last translation that has it, in a demonstration of its own: every edition
of the article takes part, and other tests need them as they are."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.demonstration import ROOT, Demonstration, environment, served_demonstration, shared_by_processes
from tests.e2e.editing import log_in, open_article, save_draft, submit
from tests.e2e.reading import address, horizontal_overflow, violations
from tests.e2e.reviewing import fill_sign_off, open_review, part, short_answer, title_of

#: The short answer in each language, before the change. No medicine: nobody could take it for advice.
BEFORE = {
    "en": "Of 1,000 lamps in this test, 70 glow.",
    "es": "De 1000 lámparas de esta prueba, 70 brillan.",
    "fr": "Sur 1 000 lampes de cet essai, 70 brillent.",
    "de": "Von 1.000 Lampen dieses Tests leuchten 70.",
    "ar": "من بين ١٠٠٠ مصباح في هذا الاختبار يضيء ٧٠.",
    "zh-hans": "在这次测试的1000盏灯中，有70盏亮着。",
}
TRANSLATIONS = [language for language in BEFORE if language != "en"]

#: What the others do by hand in the browser, by the same services: writes, declares, submits and has everything signed.
SCRIPT = """
import json, sys
from articles.domain.basis import Declared
from articles.domain.signoffs import Meaning, Severity
from articles.models import ArticlePage, User
from articles.queries import source_of
from articles.services import translations
from articles.services.demonstration import demonstration_password
from articles.services.demonstration.panel import Panel
people = {user.username: user for user in User.objects.all()}
panel = Panel({Meaning.MEDICAL: people["reviewer"], Meaning.LANGUAGE: people["language-reviewer"]}, demonstration_password())
for language, words in json.loads(%r).items():
    page = ArticlePage.objects.get(slug="causes", locale__language_code=language)
    if page.current_workflow_state:
        page.current_workflow_state.cancel(user=people["editor"])
    draft = page.get_latest_revision_as_object()
    draft.tldr = words
    behind = [section.section for section in source_of(draft).behind(draft.basis)]
    if language != "en":
        translations.declare(draft, {section: (Declared.UPDATED, "") for section in {"tldr", *behind}}, by=people["translator"])
    draft.save_revision(user=people["editor" if language == "en" else "translator"])
    page = ArticlePage.objects.get(pk=page.pk)
    panel.sign_article(page, submitted_by=people["editor"], severity=Severity.EDITORIAL)
"""


@pytest.fixture(scope="module")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Demonstration, Callable[..., None]]]:
    """A demonstration, and a way to write words of several editions into it and have them signed."""
    data = tmp_path_factory.mktemp("in_step")
    with served_demonstration(shared_by_processes(tmp_path_factory), data) as demonstration:

        def write(**words: str) -> None:
            texts = json.dumps({language.replace("_", "-"): text for language, text in words.items()})
            command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", SCRIPT % texts]
            done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-3000:]

        yield demonstration, write


@pytest.fixture
def window(own: tuple[Demonstration, Callable[..., None]], browser: Browser) -> Iterator[Callable[..., Page]]:
    """Gives a window on this demonstration: a reader's, or that of somebody who logs in."""
    contexts: list[BrowserContext] = []

    def window(role: str = "", width: int = 1440) -> Page:
        contexts.append(browser.new_context(base_url=own[0].address, viewport={"width": width, "height": 1000}))
        page = contexts[-1].new_page()
        if role:
            page.on("dialog", lambda dialog: dialog.accept())
            log_in(page, role, own[0].password)
        return page

    yield window
    for context in contexts:
        context.close()


def sign_as(page: Page, language: str, password: str, severity: str) -> None:
    open_review(page, title_of(language))
    fill_sign_off(page, password, scope="The whole edition")
    part(page, "Sign").get_by_label(severity).check()
    with page.expect_navigation():
        part(page, "Sign").get_by_role("button", name="Sign").click()


def test_safety__is_told_on_every_edition_until_its_own_new_sign_offs(
    own: tuple[Demonstration, Callable[..., None]], window: Callable[..., Page]
) -> None:
    demonstration, write = own
    reader = window(width=360)

    def told() -> list[str]:
        found = []
        for language in BEFORE:
            reader.goto(address("article", language))
            if reader.locator(".outdated-safety #outdated-heading").count():
                found.append(language)
        return found

    write(**{language.replace("-", "_"): words for language, words in BEFORE.items()})
    assert told() == []

    editor = window("editor")
    open_article(editor, title_of("en"))
    short_answer(editor).fill(BEFORE["en"].replace("70", "700"))
    submit(editor)
    assert told() == []
    physician = window("reviewer")
    sign_as(physician, "en", demonstration.password, "Safety: the old text could do harm")
    assert told() == TRANSLATIONS

    reader.goto(address("article", "ar"))
    notice = reader.locator(".outdated")
    expect(notice.get_by_role("link").first).to_have_attribute("href", "#tldr")
    assert horizontal_overflow(reader) <= 0
    assert not violations(reader)

    translator = window("translator")
    open_article(translator, title_of("ar"))
    answer = translator.get_by_role("textbox", name="Short answer (TL;DR)")
    answer.fill(BEFORE["ar"].replace("٧٠", "٧٠٠"))
    beside = translator.get_by_role("region", name="Source: Short answer")
    expect(beside.locator("ins").first).to_contain_text("700")
    beside.get_by_label("Brought up to date").check()
    save_draft(translator)
    submit(translator)
    assert told() == TRANSLATIONS

    sign_as(window("language-reviewer"), "ar", demonstration.password, "Editorial: the meaning is the same")
    assert told() == TRANSLATIONS
    sign_as(physician, "ar", demonstration.password, "Editorial: the meaning is the same")
    left = [language for language in TRANSLATIONS if language != "ar"]
    assert told() == left

    # That each clears its own and no other is held in tests/site/test_outdated.py, too, for all of them.
    write(**{language.replace("-", "_"): BEFORE[language].replace("70", "700") for language in left})
    assert told() == []
