"""The admin's first page: what is the person's to do, nothing that is not, at constant cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles.models import ReviewRequest, TranslationRequest, User, subject_of
from articles.services import reviews
from tests.editor.forms import edit_address, soup, tidy
from tests.editor.states import unsigned_draft
from tests.factories import make_article, make_editor, make_information, make_reviewer, make_superuser, make_translator, translate
from tests.services.feedback.reports import make_report
from tests.site.reader import queries_of
from tests.workflow.people import make_signer

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"
WAITING, TRANSLATIONS, REPORTS, REVIEWS, DRAFTS, NOTHING = (
    "Waiting for you", "Translations that are asked for", "Reader reports", "Your texts under review", "Your drafts",
    "Nothing waits for you",
)  # fmt: skip


def panels(client: Client, user: User) -> dict[str, Tag]:
    """The first page's panels in order, by heading."""
    client.force_login(user)
    found = soup(client.get(reverse(HOME))).select("section.w-panel")
    return {tidy(panel.select_one("[data-panel-heading-text]").get_text()): panel for panel in found}  # type: ignore[union-attr]


def said(panel: Tag) -> str:
    return tidy(panel.select_one(".w-panel__content").get_text(" "))  # type: ignore[union-attr]


def addresses(panel: Tag) -> list[str]:
    return [str(link["href"]) for link in panel.select(".home-rows a")]


def draft_by(user: User, page: Page | None = None, title: str = "Why do elbows hum?") -> Page:
    page = page or make_article(live=False)
    page.title = title
    page.save_revision(user=user)
    return page


def asked(language: str, count: int = 1, **fields: object) -> list[TranslationRequest]:
    pages = [make_article() for _n in range(count)]
    return [
        TranslationRequest.objects.create(subject=subject_of(page), title=page.title, language=language, **fields)
        for page in pages
    ]


@pytest.mark.parametrize("make", [make_editor, make_translator, make_reviewer, make_superuser])
def test_newcomer__is_shown_the_guide_and_nothing_else(client: Client, make: type) -> None:
    draft_by(make_editor())
    found = panels(client, make())
    assert list(found) == [NOTHING]
    assert found[NOTHING].find("a", href=reverse("guide"))


def test_drafts__are_the_persons_own_with_what_readers_see(client: Client) -> None:
    editor, other = make_editor(), make_editor()
    draft, live = draft_by(editor, title="Mine <b>"), draft_by(editor, make_information("about"), title="About, again")
    draft_by(other, title="Somebody else’s")
    draft_by(other, draft_by(editor, title="Taken over"))
    make_article()
    panel = panels(client, editor)[DRAFTS]
    assert addresses(panel) == [edit_address(live), edit_address(draft)]
    assert "Mine <b>" in said(panel)
    assert "Readers do not see it yet." in said(panel)
    assert "Readers see an older version." in said(panel)


def test_drafts__under_review_stand_among_the_reviews(client: Client) -> None:
    editor = make_editor()
    page = unsigned_draft()
    draft_by(editor, page)
    reviews.submit(page, editor)
    found = panels(client, editor)
    assert list(found) == [REVIEWS]
    request = ReviewRequest.objects.get()
    assert addresses(found[REVIEWS]) == [reverse("review_desk:text", args=[request.pk])]
    assert "Still missing: 1 medical sign-off" in said(found[REVIEWS])


def test_waiting__names_the_texts_and_what_is_urgent_or_late(client: Client) -> None:
    reviewer = make_signer()
    reviews.submit(unsigned_draft(title="Why do elbows hum?"), make_editor())
    ReviewRequest.objects.update(priority=1, due=timezone.localdate() - timedelta(days=1))
    words = said(panels(client, reviewer)[WAITING])
    for part in ("1 text waits for your sign-off.", "Why do elbows hum?", "English", "Urgent", "Overdue"):
        assert part in words


def test_waiting__comes_before_everything_else(client: Client) -> None:
    reviewer = make_signer()
    reviews.submit(unsigned_draft(), make_editor())
    draft_by(reviewer)
    assert list(panels(client, reviewer)) == [WAITING, DRAFTS]


def test_translations__are_those_of_the_persons_languages_with_safety_first(client: Client) -> None:
    asked("es", why="asked")
    asked("fr", why="asked")
    (safety,) = asked("es", why="safety", sections=["causes"])
    spanish = translate(make_article(), "es", live=False)
    panel = panels(client, make_translator(["es"]))[TRANSLATIONS]
    rows = [tidy(row.get_text(" ")) for row in panel.select(".home-rows li")]
    assert "2 translations are asked for in your languages." in said(panel)
    assert len(rows) == 2
    assert safety.title in rows[0]
    assert panel.select(".home-rows li:first-child strong .icon-warning")
    assert edit_address(spanish) not in addresses(panel)
    assert TRANSLATIONS not in panels(client, make_translator(["de"]))
    assert TRANSLATIONS not in panels(client, make_reviewer())


def test_reports__are_those_of_the_persons_languages(client: Client) -> None:
    german, spanish = (make_report(make_article(language), text=f"Wrong in {language}.") for language in ("de", "es"))
    for person, found in ((make_editor(), [german, spanish]), (make_translator(["es"]), [spanish])):
        panel = panels(client, person)[REPORTS]
        assert sorted(addresses(panel)) == sorted(reverse("reader_reports:report", args=[report.pk]) for report in found)
    assert "Wrong in es." in said(panel)
    assert REPORTS not in panels(client, make_translator(["fr"]))


def test_panels__name_five_texts_and_count_all(client: Client) -> None:
    asked("es", 7)
    panel = panels(client, make_translator(["es"]))[TRANSLATIONS]
    assert len(addresses(panel)) == 5
    assert "7 translations" in said(panel)
    assert panel.find("a", href=reverse("translations:work"))


def test_first_page__lists_nothing_of_wagtails_that_says_the_same(client: Client) -> None:
    editor = make_editor()
    page = unsigned_draft()
    draft_by(editor, page).save_revision(user=editor, log_action=True)
    reviews.submit(page, editor)
    text = str(soup(client.get(reverse(HOME)))) if not client.force_login(editor) else ""
    assert "recent-edits" not in text
    assert "workflow-moderation" not in text


def test_first_page__costs_the_same_with_one_and_with_ten_of_everything(client: Client) -> None:
    person = make_editor()
    client.force_login(person)

    def add(count: int) -> None:
        asked("es", count, assignee=person)
        for _n in range(count):
            draft_by(person)
            reviews.submit(unsigned_draft(), person)

    def cost() -> int:
        client.get(reverse(HOME))
        return len(queries_of(lambda: client.get(reverse(HOME))))

    add(1)
    with_one = cost()
    add(6)
    assert cost() == with_one <= 45
