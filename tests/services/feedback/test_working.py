"""Who may do what with a report, what follows, and that it is written down. Run on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry, Page, WorkflowPage

from articles.domain.signoffs import Meaning
from articles.models import ReaderReport, ReviewRequest, User
from articles.models.feedback import ReportError
from articles.models.signing_words import SigningError
from articles.queries.feedback import languages_seen, people_for_reports
from articles.services import feedback
from tests.editor.desk.desk import make_signer
from tests.factories import LANGUAGES, make_article, make_editor, make_reviewer, make_superuser, make_translator, make_user
from tests.services.feedback.reports import make_report

pytestmark = pytest.mark.django_db

PEOPLE: dict[str, Callable[[], User]] = {
    "administrator": make_superuser,
    "editor": make_editor,
    "translator into German": lambda: make_translator(["de"]),
    "reviewer of German": lambda: make_signer(Meaning.MEDICAL, languages=["de"]),
    "reviewer whose time is over": lambda: make_signer(Meaning.MEDICAL, languages=["de"], valid_until="2001-01-01"),
    "reviewer without a profile": make_reviewer,
    "nobody": make_user,
}
MANAGERS = {"administrator", "editor"}
OF_GERMAN = {*MANAGERS, "translator into German", "reviewer of German"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("administrator", None),
        ("editor", None),
        ("translator into German", {"de"}),
        ("reviewer of German", {"de"}),
        ("reviewer whose time is over", set()),
        ("reviewer without a profile", set()),
        ("nobody", set()),
    ],
)
def test_reports__are_seen_by_language(who: str, seen: set[str] | None) -> None:
    assert languages_seen(PEOPLE[who]()) == seen


def test_people__that_a_report_can_be_given_to_are_those_who_see_it() -> None:
    people = {who: make() for who, make in PEOPLE.items()}
    for language in LANGUAGES:
        seeing = {who for who, user in people.items() if (seen := languages_seen(user)) is None or language in seen}
        offered = {user.pk for user in people_for_reports(language)}
        assert {who for who, user in people.items() if user.pk in offered} == seeing


ACTS: dict[str, tuple[Callable[[ReaderReport, User], object], set[str]]] = {
    "take it": (lambda report, by: feedback.assign(report, by, by=by), OF_GERMAN),
    "give it to another": (lambda report, by: feedback.assign(report, make_editor(), by=by), MANAGERS),
    "note": (lambda report, by: feedback.note(report, "A note.", by=by), MANAGERS),
    "answer": (lambda report, by: feedback.answer(report, "It was right.", by=by), MANAGERS),
    "close": (lambda report, by: feedback.close(report, "no_mistake", by=by), MANAGERS),
    "close many": (lambda report, by: feedback.close_as_spam([report.pk], by=by), MANAGERS),
    "reopen": (lambda report, by: feedback.reopen(report, by=by), MANAGERS),
    "ask for a review": (lambda report, by: feedback.ask_for_review(report, by=by), MANAGERS),
}


@pytest.mark.parametrize("act", ACTS)
def test_act__is_for_those_it_is_meant_for(act: str) -> None:
    do, whom = ACTS[act]
    allowed = set()
    page = make_article("de")
    for number, (who, make) in enumerate(PEOPLE.items()):
        report = make_report(page, f"Mistake {chr(97 + number)}")
        before = ReaderReport.objects.filter(pk=report.pk).values().get()
        try:
            do(report, make())
        except PermissionDenied:
            assert ReaderReport.objects.filter(pk=report.pk).values().get() == before
        else:
            allowed.add(who)
    assert allowed == whom


def test_assignee__notes_and_answers_and_gives_back_but_does_not_close() -> None:
    translator, report = make_translator(["de"]), make_report(language="de")
    feedback.assign(report, translator, by=make_editor())
    feedback.note(report, "I look it up.", by=translator)
    feedback.answer(report, "Seven is right.", by=translator)
    report.refresh_from_db()
    assert (report.state, report.notes, report.answer) == ("answered", "I look it up.", "Seven is right.")
    with pytest.raises(PermissionDenied):
        feedback.close(report, "no_mistake", by=translator)
    feedback.assign(report, None, by=translator)
    report.refresh_from_db()
    assert (report.assignee, report.state) == (None, "answered")  # an answer stays one


def test_assign__to_somebody_who_may_not_read_it_is_refused() -> None:
    report, editor = make_report(language="de"), make_editor()
    for somebody in (make_translator(["fr"]), make_user()):
        with pytest.raises(ReportError):
            feedback.assign(report, somebody, by=editor)
    report.refresh_from_db()
    assert report.assignee is None


def test_assign__somebody_elses_report_cannot_be_taken() -> None:
    first, second, report = make_translator(["de"]), make_translator(["de"]), make_report(language="de")
    feedback.assign(report, first, by=first)
    for to in (second, None):
        with pytest.raises(PermissionDenied):
            feedback.assign(report, to, by=second)


def test_closed__is_neither_answered_nor_assigned_until_it_is_opened_again() -> None:
    report, editor = make_report(), make_editor()
    feedback.close(report, "duplicate", by=editor)
    with pytest.raises(ReportError):
        feedback.answer(report, "It was right.", by=editor)
    with pytest.raises(ReportError):
        feedback.assign(report, editor, by=editor)
    feedback.reopen(report, by=editor)
    report.refresh_from_db()
    assert (report.state, report.reason, report.closed_at) == ("open", "", None)


def test_reopen__of_what_was_reported_again_is_refused() -> None:
    page, editor = make_article(), make_editor()
    report = make_report(page)
    feedback.close(report, "duplicate", by=editor)
    make_report(page)
    with pytest.raises(ReportError):
        feedback.reopen(report, by=editor)


def test_reopen__of_what_is_reported_in_the_same_moment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page, editor = make_article(), make_editor()
    report = make_report(page)
    feedback.close(report, "duplicate", by=editor)
    save = ReaderReport.save

    def others_first(kept: ReaderReport, *args: Any, **options: Any) -> None:
        monkeypatch.setattr(ReaderReport, "save", save)
        make_report(page)
        kept.save(*args, **options)

    monkeypatch.setattr(ReaderReport, "save", others_first)
    with pytest.raises(ReportError, match="open already"):
        feedback.reopen(report, by=editor)
    assert ReaderReport.objects.filter(pk=report.pk, state="closed").exists()


@pytest.mark.parametrize("text", ["", "  ", "k" * 4_001])
def test_answer__without_words_or_with_too_many_is_refused(text: str) -> None:
    report, editor = make_report(), make_editor()
    with pytest.raises(ReportError):
        feedback.answer(report, text, by=editor)
    with pytest.raises(ReportError):
        feedback.close(report, "because", by=editor)


def test_review__is_asked_for_once_and_tied_to_the_report() -> None:
    page, editor = make_article(), make_editor()
    first, second = make_report(page, "One."), make_report(page, "Two.")
    asked = feedback.ask_for_review(first, by=editor)
    assert feedback.ask_for_review(second, by=editor) == asked
    assert (asked.page, asked.outcome, asked.requested_by) == (page, ReviewRequest.Outcome.OPEN, editor)
    assert set(asked.reader_reports.all()) == {first, second}
    asked.delete()
    first.refresh_from_db()
    assert first.review_request is None


def test_review__of_what_is_gone_or_has_no_workflow_is_refused_with_a_reason() -> None:
    page, editor = make_article(), make_editor()
    report = make_report(page)
    WorkflowPage.objects.all().delete()
    with pytest.raises(SigningError):
        feedback.ask_for_review(report, by=editor)
    page.unpublish()
    Page.objects.get(pk=page.pk).delete()
    with pytest.raises(ReportError):
        feedback.ask_for_review(report, by=editor)


def test_acts__are_in_the_audit_log_without_the_readers_words() -> None:
    report, editor = make_report(), make_editor()
    feedback.assign(report, editor, by=editor)
    feedback.note(report, "Hm.", by=editor)
    feedback.ask_for_review(report, by=editor)
    feedback.answer(report, "It was wrong.", by=editor)
    feedback.close(report, "corrected", by=editor)
    feedback.reopen(report, by=editor)
    feedback.close_as_spam([report.pk], by=editor)
    entries = ModelLogEntry.objects.filter(action__startswith="articles.report.").order_by("pk")
    acts = ["assign", "note", "review", "answer", "close", "reopen", "close"]
    assert [(entry.action.rpartition(".")[2], entry.user) for entry in entries] == [(act, editor) for act in acts]
    assert not any(report.text in f"{entry.label}{entry.data}" for entry in entries)
    assert all(str(entry.message) for entry in entries)
