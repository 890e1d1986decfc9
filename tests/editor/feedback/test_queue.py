"""The queue of reports, one report's screen, and what helped: as the people who work here use them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.domain.signoffs import Meaning
from articles.models import ReaderReport, ReviewRequest, User
from articles.services import feedback
from tests.editor.desk.desk import make_signer
from tests.factories import make_article, make_editor, make_reviewer, make_translator, make_user
from tests.reviewing import make_signed_article, revise
from tests.services.feedback.reports import make_report
from tests.site.feedback.forms import send_report
from tests.site.reader import one, queries_of, read, soup_of, words

pytestmark = pytest.mark.django_db

QUEUE = "/admin/reader-reports/"
HELPFUL = f"{QUEUE}helpful/"


def where(report: ReaderReport) -> str:
    return f"{QUEUE}{report.pk}/"


def act(client: Client, report: ReaderReport, name: str, **values: str) -> HttpResponse:
    response: HttpResponse = client.post(where(report), {"act": name, **values})
    return response


def shown(soup: BeautifulSoup) -> list[str]:
    return [words(link) for link in soup.select("tbody th a")]


@pytest.fixture
def editor(client: Client) -> User:
    user = make_editor(first_name="Edda", last_name="Tor")
    client.force_login(user)
    return user


# --- The whole way ---------------------------------------------------------------------------------------------------


def test_report__from_the_reader_to_the_end(client: Client) -> None:
    """Reported, found in the queue, given to a translator, looked up, brought to review, answered and closed."""
    page = make_article("de")
    reader, translator = Client(), make_translator(["de"], first_name="Tara", last_name="Lator")
    assert send_report(reader, page, "Seven moons, not nine.", section="causes").status_code == 303
    report = ReaderReport.objects.get()

    editor = make_editor()
    client.force_login(editor)
    assert "Reader reports (1)" in client.get("/admin/").content.decode()
    assert shown(read(client, QUEUE)) == ["Seven moons, not nine."]
    assert act(client, report, "assign", **{"assign-assignee": str(translator.pk)}).status_code == 302

    client.force_login(translator)
    screen = read(client, where(report))
    assert "Seven moons, not nine." in words(one(screen, "#words blockquote"))
    assert "causes in de" in words(one(screen, "#text .desk-beside"))
    act(client, report, "note", **{"notes-text": "The source says nine."})
    assert act(client, report, "close", **{"close-reason": "corrected"}).status_code == 403

    client.force_login(editor)
    assert act(client, report, "review").status_code == 302
    asked = ReviewRequest.objects.get(page=page, outcome=ReviewRequest.Outcome.OPEN)
    assert one(read(client, where(report)), f'a[href="{reverse("review_desk:text", args=[asked.pk])}"]')
    act(client, report, "answer", **{"answer-text": "It was wrong, and is nine now."})
    report.refresh_from_db()
    assert (report.state, report.notes, report.assignee) == ("answered", "The source says nine.", translator)
    assert shown(read(client, QUEUE)) == []
    assert shown(read(client, f"{QUEUE}?state=answered")) == ["Seven moons, not nine."]
    act(client, report, "close", **{"close-reason": "corrected"})
    report.refresh_from_db()
    assert (report.state, report.reason) == ("closed", "corrected")
    assert "It was wrong, and is nine now." in words(read(client, where(report)))


# --- Who may see it --------------------------------------------------------------------------------------------------

PEOPLE: dict[str, tuple[Callable[[], User], list[str]]] = {
    "editor": (make_editor, ["en", "de"]),
    "translator": (lambda: make_translator(["de"]), ["de"]),
    "reviewer": (lambda: make_signer(Meaning.MEDICAL, languages=["de"]), ["de"]),
    "reviewer without a profile": (make_reviewer, []),
}


@pytest.mark.parametrize(("make", "seen"), PEOPLE.values(), ids=PEOPLE)
def test_queue__shows_each_person_their_languages(client: Client, make: Callable[[], User], seen: list[str]) -> None:
    reports = {language: make_report(text=f"In {language}.", language=language) for language in ("en", "de")}
    for report in reports.values():
        assert report.page is not None
        feedback.vote(feedback.edition_now(report.page), "", helpful=True)
    client.force_login(make())
    assert sorted(shown(read(client, QUEUE))) == sorted(f"In {language}." for language in seen)
    assert len(read(client, HELPFUL).select("tbody tr")) == len(seen)
    for language, report in reports.items():
        assert client.get(where(report)).status_code == (200 if language in seen else 403)
        assert client.post(f"{where(report)}claim/").status_code == (302 if language in seen else 404)


@pytest.mark.parametrize("address", [QUEUE, HELPFUL, f"{QUEUE}1/"])
def test_reports__are_closed_to_others(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302  # to the log-in
    client.force_login(make_user())
    assert client.get(address).status_code in (302, 403)


def test_spam__is_for_editors_and_only_what_was_chosen(client: Client, editor: User) -> None:
    page = make_article()
    first, second = make_report(page, "One."), make_report(page, "Two.")
    client.force_login(make_translator())
    assert client.post(f"{QUEUE}spam/", {"report": [first.pk]}).status_code == 403
    assert not read(client, QUEUE).select("input[type=checkbox]")
    client.force_login(editor)
    assert client.post(f"{QUEUE}spam/", {"report": ["", "x", "9" * 40]}).status_code == 302
    assert ReaderReport.objects.filter(state="open").count() == 2
    client.post(f"{QUEUE}spam/", {"report": [str(first.pk)]})
    assert list(ReaderReport.objects.values_list("pk", "state").order_by("pk")) == [(first.pk, "closed"), (second.pk, "open")]


# --- The queue -------------------------------------------------------------------------------------------------------


def test_queue__is_narrowed_by_words_article_language_and_state(client: Client, editor: User) -> None:
    page, german = make_article(title="Why do knees hum?"), make_article("de")
    make_report(page, "Seven moons.")
    feedback.close(make_report(page, "Nine moons."), "duplicate", by=editor)
    make_report(german, "Sieben Monde.")
    found = {
        "": {"Seven moons.", "Sieben Monde."},
        "?words=MOONS": {"Seven moons."},
        "?article=hum": {"Seven moons."},
        "?language=de": {"Sieben Monde."},
        "?state=closed": {"Nine moons."},
        "?state=all": {"Seven moons.", "Nine moons.", "Sieben Monde."},
        "?words=none": set(),
        "?state=nonsense&language=xx&p=99&words=%00": {"Seven moons.", "Sieben Monde."},
    }
    for query, expected in found.items():
        assert set(shown(read(client, f"{QUEUE}{query}"))) == expected, query


@pytest.mark.parametrize("address", [QUEUE, HELPFUL])
def test_queue__same_queries_with_one_and_sixty_rows(client: Client, editor: User, address: str) -> None:
    def cost() -> int:
        client.get(address)
        return len(queries_of(lambda: read(client, address)))

    feedback.assign(make_report(), editor, by=editor)
    feedback.vote(feedback.edition_now(make_article()), "", helpful=True)
    with_one = cost()
    now = feedback.edition_now(make_article())
    common = {**now.columns, "section": "", "assignee": editor, "state": "assigned"}
    ReaderReport.objects.bulk_create(ReaderReport(**common, text=f"{n}", text_key=f"{n}") for n in range(59))
    for section in ("", "tldr", "causes", "genetics", "risk_factors", "research", "disclaimer", "references"):
        feedback.vote(now, section, helpful=False)
    assert cost() == with_one


def test_screen__same_queries_with_a_short_and_a_long_article(client: Client, editor: User) -> None:
    short, long = make_report(make_article()), make_report(make_article(blocks=8, citations=8, page_links=1, images=1))
    for report in (short, long):
        client.get(where(report))
    costs = [len(queries_of(lambda report=report: read(client, where(report)))) for report in (short, long)]  # type: ignore[misc]
    assert costs[1] <= costs[0] + 5  # the pictures and links of its section
    assert costs[0] <= 40


# --- One report ------------------------------------------------------------------------------------------------------


def test_screen__says_who_had_signed_and_whether_the_words_changed_since(client: Client, editor: User) -> None:
    page = make_signed_article()
    report = make_report(page)
    before = words(one(read(client, where(report)), "#text"))
    assert "These words have not changed since." in before
    assert "Ada Invented" in before
    revise(page)  # another section
    assert "These words have not changed since." in words(one(read(client, where(report)), "#text"))
    changed = revise(page, {"causes_heading": "Why, then?"})
    after = read(client, where(report))
    assert "These words have changed since." in words(one(after, "#text"))
    assert "Why, then?" in words(one(after, "#text .desk-beside"))
    assert changed.sequence != report.sign_off
    page.unpublish()
    assert "not public now" in words(one(read(client, where(report)), "#text"))
    page.delete()
    assert client.get(where(report)).status_code == 200


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</blockquote></main><img src=x onerror=alert(1)>", "{{ 7*7 }}"])
def test_screen__shows_hostile_words_as_words(client: Client, editor: User, text: str) -> None:
    report = make_report(text=text)
    soup = read(client, where(report))
    quote = one(soup, "#words blockquote")
    assert quote.text == text
    assert quote["dir"] == "auto"
    assert text in shown(read(client, f"{QUEUE}?words=%3C"))[:1] or "{{" in text
    assert not quote.find_all(["script", "img"])


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "answer without words": ("answer", {"answer-text": " "}, "What was found?"),
    "answer too long": ("answer", {"answer-text": "k" * 4_001}, "4000"),
    "closed without a reason": ("close", {}, "Choose why it is closed."),
    "closed for a reason that does not exist": ("close", {"close-reason": "boredom"}, "Why is it closed?"),
    "given to nobody known": ("assign", {"assign-assignee": "999999999"}, "Assigned to"),
    "given to no number": ("assign", {"assign-assignee": "x\0"}, "Assigned to"),
    "no such act": ("publish", {}, "This form is not known here."),
}


@pytest.mark.parametrize(("name", "values", "complaint"), REFUSED.values(), ids=REFUSED)
def test_act__that_is_wrong_says_so_and_changes_nothing(
    client: Client, editor: User, name: str, values: dict[str, str], complaint: str
) -> None:
    report = make_report()
    response = act(client, report, name, **values)
    assert complaint in words(one(soup_of(response), "#complaints"))
    report.refresh_from_db()
    assert (report.state, report.assignee, report.answer) == ("open", None, "")


def test_claim__and_release(client: Client, editor: User) -> None:
    report = make_report()
    client.post(f"{where(report)}claim/", {"next": where(report)})
    report.refresh_from_db()
    assert (report.assignee, report.state) == (editor, "assigned")
    client.post(f"{where(report)}release/")
    report.refresh_from_db()
    assert (report.assignee, report.state) == (None, "open")
    assert client.get(f"{where(report)}claim/").status_code == 405


# --- What helped -----------------------------------------------------------------------------------------------------


def test_helpful__least_helpful_first_and_shares_from_five_answers_on(client: Client, editor: User) -> None:
    page = make_article()
    now = feedback.edition_now(page)
    for section, yes, no in (("causes", 4, 1), ("genetics", 1, 5), ("research", 0, 4), ("", 5, 0)):
        for answer in [True] * yes + [False] * no:
            feedback.vote(now, section, helpful=answer)
    rows = [[words(cell) for cell in row.select("td")] for row in read(client, HELPFUL).select("tbody tr")]
    assert [(row[0], row[2], row[3], row[4]) for row in rows] == [
        ("Genetics", "1", "5", "17 % helpful"),
        ("Causes", "4", "1", "80 % helpful"),
        ("The whole page", "5", "0", "100 % helpful"),
        ("Research frontiers", "0", "4", "– too few answers"),
    ]
    assert len(read(client, f"{HELPFUL}?language=fr").select("tbody tr")) == 0
    form = read(client, f"/admin/pages/{page.pk}/edit/")
    panel = next(table for table in form.select("table.listing") if "17 % helpful" in words(table))
    assert len(panel.select("tbody tr")) == 4
    assert "0 reports of mistakes wait." in words(form)
