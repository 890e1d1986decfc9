"""The leaflet of an edition: who gets one, and what stands in it. What is about printing itself needs its libraries."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pikepdf
import pytest
from django.core.checks import run_checks
from django.core.files.storage import storages
from django.test import Client

from articles import checks
from articles.models import ArticlePage, ReviewPolicy
from articles.services import leaflets
from articles.templatetags import leaflet as link
from tests.factories import (
    alias_behind_the_gate,
    callout_block,
    figure_block,
    image,
    key_figure_block,
    make_article,
    make_private,
    make_risk_factor,
    mark_as_demonstration,
    publish,
    reference,
    risk_factor_list_block,
    text_block,
    translate,
)
from tests.pdf import Element, actions, all_words, fonts, headings, opened, require_pdf, structure
from tests.site.reader import one, read, words

pytestmark = pytest.mark.django_db

PRINTED = b"%PDF-1.7 printed %%EOF"
ANSWERS = {
    "en": "Knees glimmer because moonlight stays in them.",
    "es": "Las rodillas brillan porque la luz de la luna se queda dentro.",
    "fr": "Les genoux brillent : le clair de lune y reste, même l’été.",
    "de": "Knie glimmen, weil das Mondlicht in ihnen bleibt – größer als Öl.",
    "ar": "تلمع الركبة ليلا ثم تنام",
    "zh-hans": "膝盖发光，因为月光留在里面。",
}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A press that only notes what it was to print, on a machine that can or cannot print."""
    documents: list[str] = []

    def press(html: str, _resources: object) -> bytes:
        documents.append(html)
        return PRINTED + str(len(documents)).encode() + b"%%EOF"

    for module in (leaflets, link):
        monkeypatch.setattr(module, "can_print", lambda: True)
    monkeypatch.setattr(leaflets, "print_pdf", press)
    return documents


@pytest.fixture
def no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (leaflets, link, checks):
        monkeypatch.setattr(module, "can_print", lambda: False)


def address(page: ArticlePage) -> str:
    return f"{page.url}leaflet/"


def full_article() -> ArticlePage:
    """With one of everything that a leaflet shows in a way of its own."""
    causes = [
        text_block(
            '<p>Fact one.<a id="moon-2001" linktype="citation">[moon-2001]</a> <a href="https://example.org/">Moon</a></p>'
        ),
        figure_block(image(), alt_text="A glimmering knee", caption="By night"),
        figure_block(image(), alt_text="", decorative=True),
        key_figure_block(source="moon-2001"),
        callout_block("emergency"),
        text_block("<h3>A smaller heading</h3><ul><li>First</li><li>Second</li></ul>"),
    ]
    return make_article(
        causes=causes,
        risk_factors=[risk_factor_list_block(make_risk_factor())],
        references=[reference("moon-2001", doi="10.1000/moon")],
        citations=0,
    )


# --- Who gets one ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("printed")
def test_leaflet__is_a_pdf_with_a_name_that_every_system_can_keep(client: Client) -> None:
    page = make_article("ar", title="ما الركبة؟ a/b\\c")
    response = client.get(address(page))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    plain, own = re.fullmatch(
        r"inline; filename=\"([ -~]+)\"; filename\*=UTF-8''([!-~]+)", response["Content-Disposition"]
    ).groups()  # type: ignore[union-attr]
    assert plain == f"{page.slug}-ar.pdf"
    assert unquote(own) == "ما الركبة a b c.pdf"
    assert response.cookies == {}
    assert response["Link"] == f'<http://testserver{page.url}>; rel="canonical"'


@pytest.mark.usefixtures("printed")
def test_leaflet__is_sent_again_only_if_it_changed(client: Client) -> None:
    page = make_article()
    first = client.get(address(page))
    assert re.fullmatch(r'"[0-9a-f]{64}"', first["ETag"])
    assert first["Cache-Control"] == "no-cache"
    again = client.get(address(page), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    publish_with(page, tldr="Another answer.")
    assert client.get(address(page), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.usefixtures("printed")
def test_leaflet__head_says_the_same_without_the_document(client: Client) -> None:
    page = make_article()
    got, asked = client.get(address(page)), client.head(address(page))
    assert (asked.status_code, asked.content) == (200, b"")
    for header in ("Content-Type", "Content-Disposition", "ETag", "Content-Length"):
        assert asked[header] == got[header]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_leaflet__is_only_read(client: Client, printed: list[str], method: str) -> None:
    response = getattr(client, method)(address(make_article()))
    assert response.status_code == 405
    assert "GET" in response["Allow"]
    assert not printed


def test_leaflet__options_prints_nothing(client: Client, printed: list[str]) -> None:
    assert client.options(address(make_article()))["Allow"] == "GET, HEAD, OPTIONS"
    assert not printed


def _draft() -> str:
    return address(make_article(live=False))


def _private() -> str:
    return address(make_private(make_article()))  # type: ignore[arg-type]


def _taken_down() -> str:
    page = make_article()
    page.unpublish()
    return address(page)


@pytest.mark.parametrize("closed", [_draft, _private, _taken_down])
def test_leaflet__of_what_is_not_public_is_not_found(client: Client, printed: list[str], closed: Callable[[], str]) -> None:
    assert client.get(closed()).status_code == 404
    assert not printed


def test_leaflet__of_an_alias_leads_to_the_real_edition(client: Client, printed: list[str]) -> None:
    page = make_article()
    response = client.get(address(alias_behind_the_gate(page, "fr")))  # type: ignore[arg-type]
    assert (response.status_code, response["location"]) == (302, address(page))
    assert not printed


@pytest.mark.parametrize("below", ["leaflet/leaflet/", "leaflet/x/", "Leaflet/", "leaflet/history/"])
def test_leaflet__has_nothing_below_it(client: Client, printed: list[str], below: str) -> None:
    assert client.get(f"{make_article().url}{below}").status_code == 404
    assert not printed


@pytest.mark.usefixtures("printed")
def test_article__offers_its_leaflet(client: Client) -> None:
    page = make_article()
    offered = one(read(client, page.url), ".leaflet-link a")
    assert offered["href"] == f"http://testserver{address(page)}"
    assert offered["type"] == "application/pdf"


@pytest.mark.usefixtures("no_libraries")
def test_without_the_libraries__there_is_no_leaflet_and_none_is_offered(client: Client) -> None:
    page = make_article()
    assert not read(client, page.url).select(".leaflet-link")
    assert words(one(read(client, address(page), status=404), "h1"))


@pytest.mark.usefixtures("no_libraries")
def test_without_the_libraries__a_check_says_what_to_install() -> None:
    (found,) = [message for message in run_checks() if message.id == "articles.I001"]
    assert not found.is_serious(20 + 10)
    assert "libpango-1.0-0" in str(found.hint)


# --- Printed once ------------------------------------------------------------------------------------------------------


def publish_with(page: ArticlePage, **values: str) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    publish(draft)


def test_leaflet__is_printed_once(client: Client, printed: list[str]) -> None:
    page = make_article()
    assert client.get(address(page)).content == client.get(address(page)).content
    assert len(printed) == 1


def test_leaflet__is_printed_again_when_anything_on_it_changes(client: Client, printed: list[str]) -> None:
    page = make_article()
    client.get(address(page))
    publish_with(page, tldr="Another answer.")
    client.get(address(page))
    assert len(printed) == 2
    ReviewPolicy.objects.update_or_create(defaults={"review_interval_months": 1})
    client.get(address(page))
    assert len(printed) == 3
    mark_as_demonstration()
    client.get(address(page))
    assert len(printed) == 4
    client.get(address(page))
    assert len(printed) == 4


def test_leaflet__shows_what_is_live_and_nothing_of_a_draft(client: Client, printed: list[str]) -> None:
    page = make_article()
    page.tldr = "An unsigned answer."
    page.save_revision()
    client.get(address(page))
    assert "An unsigned answer." not in printed[0]
    assert "The short answer in en" in printed[0]


def test_leaflet__a_page_that_is_taken_down_leaves_none_behind(
    client: Client, printed: list[str], django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    page = make_article()
    client.get(address(page))
    assert storages["leaflets"].listdir(str(page.pk))[1]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        page.unpublish()
    assert storages["leaflets"].listdir(str(page.pk))[1] == []


def test_leaflet__that_cannot_be_printed_is_not_found(
    client: Client, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> bytes:
        raise leaflets.LeafletRefusedError

    monkeypatch.setattr(leaflets, "print_pdf", refuse)
    assert client.get(address(make_article())).status_code == 404


def test_leaflet__asks_for_patience_where_the_press_is_busy(
    client: Client, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_waiting(*_args: object) -> bytes:
        raise leaflets.LeafletBusyError

    monkeypatch.setattr(leaflets, "print_pdf", keep_waiting)
    response = client.get(address(make_article()))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


# --- What stands in it -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("printed")
def test_document__carries_its_own_pictures_and_whole_addresses(client: Client, printed: list[str]) -> None:
    page = full_article()
    client.get(address(page))
    document = printed[0]
    assert set(re.findall(r'<img[^>]*\bsrc="([^"]*)"', document)) == {"leaflet:picture-0", "leaflet:address"}
    assert "url(leaflet:picture-1)" in document
    targets = set(re.findall(r'<a [^>]*href="([^"#][^"]*)"', document))
    assert {"https://example.org/", "https://doi.org/10.1000/moon", f"http://testserver{page.url}"} == targets
    for element in ("<picture", "<source", "<script", "<button", "<dl"):
        assert element not in document


def test_document__says_that_nobody_reviewed_what_nobody_signed(client: Client, printed: list[str]) -> None:
    """As only SQL can make it: the gate keeps such an edition from being live."""
    page = make_article()
    ArticlePage.objects.filter(pk=page.pk).update(tldr="Behind the gate.")
    client.get(address(page))
    assert "Not yet medically reviewed" in printed[0]
    assert "Medically reviewed by" not in printed[0]
    assert "fingerprint" not in printed[0].partition("</style>")[2]


def test_document__names_the_reviewers_of_each_kind(client: Client, printed: list[str]) -> None:
    page = translate(make_article(), "fr")
    client.get(address(page))
    assert "Ada Invented" in printed[0]
    assert "Lin Invented" in printed[0]


@pytest.fixture(scope="module")
def pdf_of(django_db_setup: None, django_db_blocker: object) -> None:
    require_pdf()


@pytest.mark.usefixtures("pdf_of")
def test_pdf__is_tagged_for_people_who_cannot_see_it(client: Client) -> None:
    page = full_article()
    pdf = opened(client.get(address(page)).content)
    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(pdf.docinfo["/Title"]) == page.title
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == page.title
    assert actions(pdf) == {"/URI"}
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts(pdf))
    tree = structure(pdf)
    assert_in_the_pages_order(client, page, pdf)
    assert_read_as_what_they_are(tree)


def assert_in_the_pages_order(client: Client, page: ArticlePage, pdf: pikepdf.Pdf) -> None:
    on_page = [
        (tag.name, words(tag).replace(" ", "")) for tag in one(read(client, page.url), "article").find_all(["h1", "h2", "h3"])
    ]
    in_pdf = [(level, text.replace(" ", "")) for level, text in headings(pdf)]
    assert in_pdf[-1] == ("h2", "Aboutthisleaflet")
    assert in_pdf[:-1] == [heading for heading in on_page if heading in in_pdf]
    shown = {("h1", page.title), ("h2", "What causes it?"), ("h3", "A smaller heading"), ("h2", "References")}
    assert {(level, text.replace(" ", "")) for level, text in shown} <= set(in_pdf)


def assert_read_as_what_they_are(tree: Element) -> None:
    elements = list(tree.walk())
    assert next(e.alternative for e in elements if e.tag == "Figure") == "A glimmering knee"
    assert all(e.alternative for e in elements if e.tag == "Figure")
    links = [e.text for e in elements if e.tag == "Link"]
    assert "1" in links
    assert "doi:10.1000/moon" in links
    assert all(item.tag == "LI" for e in elements if e.tag == "L" for item in e.children)
    assert "Emergency: call for help now" in tree.text
    assert tree.text.index("The short answer in en") < tree.text.index("Fact one.") < tree.text.index("Title of moon-2001")


@pytest.mark.usefixtures("pdf_of")
@pytest.mark.parametrize("language", ANSWERS)
def test_pdf__holds_the_short_answer_in_every_language(client: Client, language: str) -> None:
    page = make_article(language, tldr=ANSWERS[language])
    pdf = opened(client.get(address(page)).content)
    read_out = structure(pdf, from_the_right=language == "ar").text
    assert "\N{REPLACEMENT CHARACTER}" not in read_out
    assert ANSWERS[language].replace(" ", "") in read_out.replace(" ", "")


@pytest.mark.usefixtures("pdf_of")
def test_pdf__of_a_demonstration_says_so_on_every_page(client: Client) -> None:
    mark_as_demonstration()
    page = make_article(blocks=12)
    pdf = opened(client.get(address(page)).content)
    assert len(pdf.pages) > 1
    for number, sheet in enumerate(pdf.pages, start=1):
        painted = all_words(sheet).replace(" ", "")
        assert "Donotrelyonthemforyourhealth." in painted
        assert f"Page{number}of{len(pdf.pages)}" in painted
