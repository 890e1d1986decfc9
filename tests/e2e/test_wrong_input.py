"""Wrong input is refused at its field, in words, and nothing that was typed is lost."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import add_block, field, open_tab, row, save_draft, section, start_article, submit

#: Where SNOMED CT stands in the list of the demonstration's codes, counted from 0.
SNOMED = 3
TOO_LONG = "A made-up answer that does not know when to stop. " * 13


def expect_complaint(control: Locator, message: str) -> None:
    expect(control).to_be_visible()
    expect(field(control)).to_contain_text(message)


def test_short_answer__over_the_limit__is_refused_and_kept(editor: Page) -> None:
    start_article(editor, "How long is too long?")
    answer = editor.get_by_label("Short answer (TL;DR)")
    answer.fill(TOO_LONG)
    save_draft(editor)
    expect_complaint(answer, "600")
    expect(answer).to_have_value(TOO_LONG)
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(editor.get_by_role("textbox", name="Title").first).to_have_value("How long is too long?")


def test_doi__that_is_none__is_refused_and_kept(editor: Page) -> None:
    start_article(editor, "What is no DOI?")
    references = open_tab(editor, "References")
    references.get_by_role("button", name="Insert a block").click()
    typed = {
        "Short name": "made-up-2001", "Authors": "Made Up", "Title": "A made-up title", "Journal or publisher": "Made-up journal",
        "Year": "2001", "DOI": "doi of moonlight",
    }  # fmt: skip
    for label, text in typed.items():
        references.get_by_label(label).and_(references.locator("input")).fill(text)
    save_draft(editor)
    references = open_tab(editor, "References")
    expect_complaint(references.get_by_role("textbox", name="DOI"), "“doi of moonlight” is not a DOI.")
    for label, text in typed.items():
        expect(references.get_by_label(label).and_(references.locator("input"))).to_have_value(text)


def test_figure__without_a_decision_on_alternative_text__is_not_submitted_and_kept(editor: Page) -> None:
    start_article(editor, "What does a picture say?")
    causes = section(editor, "Causes")
    add_block(causes, "Figure")
    causes.get_by_role("button", name="Choose an image").click()
    editor.get_by_role("dialog").get_by_role("link", name="Dense and porous bone").click()
    causes.get_by_label("Caption").fill("A made-up caption")
    alternative = causes.get_by_label("Alt text")
    expect(alternative).not_to_have_value("")  # the chosen picture brings its own, a moment later
    alternative.fill("")
    submit(editor)
    expect_complaint(alternative, "decorative")
    expect(causes.get_by_label("Caption")).to_have_value("A made-up caption")
    expect(causes).to_contain_text("Dense and porous bone")


def test_snomed_code__with_a_wrong_check_digit__is_refused_and_kept(editor: Page) -> None:
    editor.goto("/admin/articles/")
    row(editor, "What causes osteoporosis?").get_by_role("link", name="Osteoporosis", exact=True).click()
    editor.get_by_role("button", name="Actions", exact=True).first.click()
    editor.get_by_role("link", name="Edit", exact=True).first.click()
    snomed = editor.get_by_role("region", name="Codes").get_by_role("textbox", name="Code").nth(SNOMED)
    names = editor.get_by_role("textbox", name="Also known as")
    expect(snomed).to_have_value("64859006")
    snomed.fill("64859007")
    names.fill("Made-up bones")
    save_draft(editor)
    expect_complaint(snomed, "“64859007” is not a SNOMED CT code: its check digit is wrong.")
    expect(snomed).to_have_value("64859007")
    expect(names).to_have_value("Made-up bones")
