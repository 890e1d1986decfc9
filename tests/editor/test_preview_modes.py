"""Previews besides the usual one: on paper, as a leaflet, in the article's other languages; and the checks beside them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles.editor import previews
from articles.models import ArticlePage, User
from articles.services import leaflets
from tests.editor.forms import add_address, article_form
from tests.editor.unchanged_form import unchanged_form
from tests.factories import (
    figure_block,
    image,
    make_article,
    make_condition,
    make_editor,
    make_reviewer,
    make_translator,
    make_user,
    set_default_disclaimer,
    text_block,
    translate,
)
from tests.pdf import all_words, opened, require_pdf
from tests.site.reader import one, queries_of, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_disclaimer() -> None:
    set_default_disclaimer()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A press that only notes what it was to print."""
    documents: list[str] = []
    monkeypatch.setattr(previews, "can_print", lambda: True)
    monkeypatch.setattr(leaflets, "print_pdf", lambda html, _pictures: documents.append(html) or b"%PDF-")
    return documents


def ask(client: Client, page: ArticlePage, mode: str, form: dict[str, str] | None = None) -> HttpResponse:
    """What the preview panel shows in a mode, of what was typed, or of the page as it was opened."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(address, form or unchanged_form(client, page)).json()["is_valid"]
    return client.get(address, {"mode": mode, **({} if mode == "leaflet" else {"in_preview_panel": "true"})})  # type: ignore[return-value]


def modes(client: Client, page: ArticlePage) -> dict[str, str]:
    """What the editor's panel offers."""
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return {str(option["value"]): words(option) for option in soup_of(form).select("#id_preview_mode option")}  # type: ignore[arg-type]


# --- What is offered ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("printed")
def test_editor__offers_paper_and_leaflet_and_every_other_language_that_there_is(editor: Client) -> None:
    page = make_article()
    translate(page, "ar", live=False)
    translate(page, "fr")
    assert modes(editor, page) == {
        "": "As readers see it",
        "paper": "Printed",
        "leaflet": "As a leaflet (PDF)",
        "edition-fr": "French · Français",
        "edition-ar": "Arabic · العربيّة",
    }


def test_editor__offers_no_leaflet_where_none_can_be_printed(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "can_print", lambda: False)
    page = make_article(live=False)
    assert set(modes(editor, page)) == {"", "paper"}
    assert soup_of(ask(editor, page, "leaflet")).h1


def test_editor__offers_phone_tablet_desktop_and_a_sheet_of_paper(editor: Client) -> None:
    form = soup_of(editor.get(reverse("wagtailadmin_pages:edit", args=[make_article().pk])))  # type: ignore[arg-type]
    widths = {str(size["value"]): int(str(size["data-device-width"])) for size in form.select('input[name="preview-size"]')}
    assert widths == {"mobile": 375, "tablet": 768, "desktop": 1280, "paper": 794}


def test_editor__offers_the_same_for_a_new_article(editor: Client) -> None:
    form = soup_of(editor.get(add_address("articlepage", make_condition("de"))))  # type: ignore[arg-type]
    assert "paper" in [option["value"] for option in form.select("#id_preview_mode option")]


def test_modes__cost_one_query(editor: Client) -> None:
    page = make_article(live=False)
    assert len(queries_of(lambda: (page.preview_modes, page.preview_modes, page.default_preview_mode))) == 1


@pytest.mark.parametrize("mode", ["none", "edition-", "edition-xx", "\0", "x" * 5000, "edition-en'"])
def test_preview__of_a_mode_that_there_is_not(editor: Client, mode: str) -> None:
    assert ask(editor, make_article(live=False), mode).status_code in {200, 404}


# --- On paper ----------------------------------------------------------------------------------------------------------


def test_paper__shows_the_typed_page_under_the_rules_for_print(editor: Client) -> None:
    page = make_article(live=False)
    shown = soup_of(ask(editor, page, "paper", article_form(title="Typed just now?")))
    assert words(shown.h1) == "Typed just now?"
    sheets = [str(link["href"]) for link in shown.select('head link[rel="stylesheet"]')]
    assert sheets
    for sheet in sheets:
        assert urlsplit(sheet).path == reverse("print_style")
        css = editor.get(sheet)
        assert (css.status_code, css["Content-Type"]) == (200, "text/css; charset=utf-8")
        assert "@media print" not in css.content.decode()
        assert parse_qs(urlsplit(sheet).query)["file"][0].endswith(".css")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "none.css",
        "../../etc/passwd",
        "../x.css",
        "/etc/passwd",
        "articles/icon.png",
        "a\0.css",
        "x" * 5000 + ".css",
        "%2e%2e/x.css",
    ],
)
def test_print_style__of_what_is_no_style_sheet(editor: Client, name: str) -> None:
    assert editor.get(reverse("print_style"), {"file": name}).status_code == 404


def test_print_style__is_for_those_who_work_here(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(reverse("print_style"), {"file": "articles/site.css"}).status_code == 302


# --- As a leaflet ------------------------------------------------------------------------------------------------------


def test_leaflet__of_a_draft_claims_no_review(editor: Client, printed: list[str]) -> None:
    page, mark = make_article(), "Draft: not reviewed"
    response = ask(editor, page, "leaflet", article_form(title="Typed just now?"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    (document,) = printed
    assert "Typed just now?" in document
    assert mark in words(one(BeautifulSoup(document, "html.parser"), "article .mark"))
    assert mark in one(BeautifulSoup(document, "html.parser"), "style").get_text()
    assert "Not yet medically reviewed" in document
    assert "Ada Invented" not in document


def test_leaflet__in_the_panel_stands_within_a_page_in_the_language_of_whoever_looks(client: Client, printed: list[str]) -> None:
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language="ar")
    client.force_login(user)
    page = make_article("fr", live=False)
    ask(client, page, "")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    frame = soup_of(client.get(address, {"mode": "leaflet", "in_preview_panel": "true"}))  # type: ignore[arg-type]
    assert not printed
    assert frame.html is not None
    assert (frame.html["lang"], frame.html["dir"]) == ("ar", "rtl")
    assert one(frame, "object")["data"] == one(frame, "a")["href"] == f"{address}?mode=leaflet"
    assert client.get(str(one(frame, "object")["data"]))["Content-Type"] == "application/pdf"


def test_leaflet__of_signed_words_says_that_it_is_a_preview(editor: Client, printed: list[str]) -> None:
    page = make_article()
    ask(editor, page, "leaflet")
    assert "Preview of a signed text" in printed[0]
    assert "Ada Invented" in printed[0]


def test_leaflet__is_marked_in_the_language_of_whoever_looks(client: Client, printed: list[str]) -> None:
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language="ar")
    client.force_login(user)
    ask(client, make_article("fr", live=False), "leaflet")
    soup = BeautifulSoup(printed[0], "html.parser")
    assert (one(soup, "article .mark")["lang"], one(soup, "article .mark")["dir"]) == ("ar", "rtl")
    assert soup.html is not None
    assert soup.html["lang"] == "fr"


def test_leaflet__of_a_draft_is_not_kept(editor: Client, printed: list[str]) -> None:
    page = make_article(live=False)
    ask(editor, page, "leaflet")
    ask(editor, page, "leaflet")
    assert len(printed) == 2


def test_leaflet__of_a_new_article(editor: Client, printed: list[str]) -> None:
    address = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", make_condition("de").pk])
    assert editor.post(address, article_form(title="Typed just now?")).json()["is_valid"]
    assert editor.get(address, {"mode": "leaflet"})["Content-Type"] == "application/pdf"
    assert "Typed just now?" in printed[0]


def test_leaflet__is_marked_on_every_page(editor: Client) -> None:
    require_pdf()
    page = make_article(live=False, blocks=12)
    pdf = opened(ask(editor, page, "leaflet").content)
    assert len(pdf.pages) > 1
    for sheet in pdf.pages:
        assert "Draft:notreviewed" in all_words(sheet).replace(" ", "")


# --- In the other languages --------------------------------------------------------------------------------------------


def drafted(language: str) -> tuple[ArticlePage, ArticlePage]:
    """A source, and its live edition in a language with a newer draft."""
    page = make_article()
    edition = translate(page, language, tldr="Signed.")
    edition.tldr = "Drafted."
    edition.save_revision()
    return page, edition


def test_edition__is_its_latest_draft_for_those_who_may_edit_it(editor: Client) -> None:
    page, edition = drafted("ar")
    shown = soup_of(ask(editor, page, "edition-ar"))
    assert shown.html is not None
    assert (shown.html["lang"], shown.html["dir"]) == ("ar", "rtl")
    assert words(shown.h1) == edition.title
    assert "Drafted." in words(shown.find(id="tldr"))  # type: ignore[arg-type]


def test_edition__is_what_readers_see_for_those_who_may_not(client: Client) -> None:
    page, _edition = drafted("ar")
    french = translate(page, "fr", live=False)
    client.force_login(make_translator(["fr"]))
    assert "Signed." in words(soup_of(ask(client, french, "edition-ar")).find(id="tldr"))  # type: ignore[arg-type]


def test_edition__a_draft_of_others_that_is_not_public_is_refused(client: Client) -> None:
    page = make_article()
    translate(page, "ar", live=False)
    french = translate(page, "fr", live=False)
    client.force_login(make_translator(["fr"]))
    assert ask(client, french, "edition-ar").status_code == 403


def test_edition__whoever_translates_reads_the_draft_of_the_source(client: Client) -> None:
    page = make_article()
    french = translate(page, "fr", live=False)
    page.tldr = "Drafted."
    page.save_revision()
    client.force_login(make_translator(["fr"]))
    assert "Drafted." in words(soup_of(ask(client, french, "edition-en")).find(id="tldr"))  # type: ignore[arg-type]


@pytest.mark.parametrize("make_stranger", [make_user, make_reviewer])
def test_edition__is_not_for_those_who_may_not_edit_the_article(client: Client, make_stranger: Callable[[], User]) -> None:
    page, _edition = drafted("ar")
    client.force_login(make_stranger())
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.get(address, {"mode": "edition-ar"}).status_code in {302, 403}


# --- Checks ------------------------------------------------------------------------------------------------------------


def test_checks__wagtails_run_on_the_preview(editor: Client) -> None:
    """Its “Checks” panel asks axe in the preview's frame, which needs its bar there."""
    page = make_article(live=False)
    form = soup_of(editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))  # type: ignore[arg-type]
    assert form.select('[data-side-panel="checks"]')
    assert form.find(id="checker-axe-configuration")
    for mode in ("", "paper"):
        shown = soup_of(ask(editor, page, mode))
        assert shown.select("wagtail-userbar, template#wagtail-userbar-template, wagtail-inline-userbar")
        assert shown.find(id="checker-axe-configuration")


def test_checks__stand_with_what_is_missing(editor: Client) -> None:
    page = make_article(causes=[text_block("<p>There are 7 moons.</p>")], citations=0, live=False)
    page.save_revision()
    form = soup_of(editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))  # type: ignore[arg-type]
    said = words(one(form, ".text-checks"))
    assert "states a number and cites nothing: 7" in said
    assert "LIX" in said
    assert " words: about 1 minute to read aloud." in said


def test_checks__of_chinese_count_characters_and_measure_nothing(editor: Client) -> None:
    page = make_article("zh-hans", causes=[text_block("<p>膝盖发光。</p>")], citations=0, live=False)
    page.save_revision()
    form = soup_of(editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))  # type: ignore[arg-type]
    said = words(one(form, ".text-checks"))
    assert "4 characters: about 1 minute to read aloud." in said
    assert "no trustworthy measure" in said


def test_checks__cost_the_same_queries_with_one_and_ten_pictures(editor: Client) -> None:
    def cost(pictures: int) -> int:
        page = make_article(causes=[text_block(), *(figure_block(image()) for _n in range(pictures))], citations=0, live=False)
        page.save_revision()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        editor.get(address)
        return len([sql for sql in queries_of(lambda: editor.get(address)) if "articles_article" in sql])

    assert cost(1) == cost(10)
