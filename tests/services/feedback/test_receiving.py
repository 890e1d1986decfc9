"""However much arrives, what is kept stays small and usable. Run on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.models import HelpfulCount, ReaderReport, ReviewPolicy
from articles.services import feedback
from articles.services.feedback import MOST_OPEN, Kept, guard
from tests.factories import make_article, make_editor
from tests.services.feedback.reports import make_report
from tests.site.feedback.forms import later
from tests.site.reader import queries_of, read, words

pytestmark = pytest.mark.django_db


def test_report__same_words_are_one_report_that_counts() -> None:
    page = make_article()
    now = feedback.edition_now(page)
    kept = [feedback.submit_report(now, "causes", text) for text in ("Seven moons!", "seven  moons", "SEVEN MOONS", "Nine.")]
    assert kept == [Kept.NEW, Kept.AGAIN, Kept.AGAIN, Kept.NEW]
    assert sorted(ReaderReport.objects.values_list("text", "times")) == [("Nine.", 1), ("Seven moons!", 3)]
    assert feedback.submit_report(now, "genetics", "Seven moons!") is Kept.NEW  # about another section


def test_report__same_words_after_it_was_closed_are_a_new_one_unless_it_was_spam() -> None:
    page, editor = make_article(), make_editor()
    first = make_report(page)
    feedback.close(first, "corrected", by=editor)
    second = make_report(page)
    assert second.pk != first.pk
    feedback.close_as_spam([second.pk], by=editor)
    assert make_report(page).pk == second.pk
    second.refresh_from_db()
    assert (second.state, second.times) == ("closed", 2)


def test_report__same_words_as_spam_are_a_new_one_after_a_month_or_about_another_text() -> None:
    page, editor = make_article(), make_editor()
    spam = make_report(page)
    feedback.close_as_spam([spam.pk], by=editor)
    now = feedback.edition_now(page)
    another = replace(now, digest="0" * 64)
    assert feedback.submit_report(another, spam.section, spam.text) is Kept.NEW
    ReaderReport.objects.exclude(pk=spam.pk).delete()
    with later(days=29):
        assert feedback.submit_report(now, spam.section, spam.text) is Kept.AGAIN
    with later(days=31):
        assert feedback.submit_report(now, spam.section, spam.text) is Kept.NEW


def test_report__time_is_kept_to_the_hour() -> None:
    report = make_report()
    assert (report.first_at.minute, report.first_at.second, report.first_at.microsecond) == (0, 0, 0)


def test_votes__ten_thousand_are_one_row() -> None:
    now = feedback.edition_now(make_article())
    for number in range(200):
        feedback.vote(now, "causes", helpful=number % 4 > 0)
    assert HelpfulCount.objects.update(yes=9_850) == 1
    feedback.vote(now, "causes", helpful=True)
    row = HelpfulCount.objects.get()
    assert (row.yes, row.no, row.unkept) == (9_851, 50, 0)
    assert len(queries_of(lambda: feedback.vote(now, "causes", helpful=True))) == 1


def test_junk__ten_thousand_posts_leave_the_queue_and_the_article_usable(client: Client) -> None:
    """Ten hours long, each text another, each from another address: the forms let through what is taken about one article in
    an hour, and of that the queue keeps what is read about one article."""
    page = make_article()
    genuine = make_report(page, "The dose in the first sentence is wrong.")
    now, admitted = feedback.edition_now(page), 0
    for hour in range(10):
        with later(hours=hour):
            for number in range(1_000):
                if not guard.admit(guard.Form.REPORT, page.pk, f"10.{hour}.{number // 256}.{number % 256}"):
                    feedback.submit_report(now, "", f"Buy marble elbows {hour} {number}")
                    admitted += 1
    assert admitted == 10 * guard.RULES[guard.Form.REPORT].about_edition
    assert ReaderReport.objects.count() == MOST_OPEN
    assert sum(HelpfulCount.objects.values_list("unkept", flat=True)) == admitted + 1 - MOST_OPEN
    assert words(read(client, page.url)).count("elbows") == 0
    client.force_login(make_editor())
    queue = read(client, "/admin/reader-reports/?words=dose")
    assert [link["href"] for link in queue.select("tbody th a")] == [f"/admin/reader-reports/{genuine.pk}/"]
    everything = read(client, "/admin/reader-reports/")
    assert len(everything.select("tbody tr")) == 50
    assert f"{admitted + 1 - MOST_OPEN} more reports" in words(everything)
    junk = ReaderReport.objects.exclude(pk=genuine.pk).values_list("pk", flat=True)
    client.post("/admin/reader-reports/spam/", {"report": list(junk)})
    assert [link["href"] for link in read(client, "/admin/reader-reports/").select("tbody th a")] == [
        f"/admin/reader-reports/{genuine.pk}/"
    ]
    assert feedback.submit_report(now, "", "A second genuine one.") is Kept.NEW  # the way is free again
    assert feedback.submit_report(now, "", "Buy marble elbows 0 7") is Kept.AGAIN  # and the junk stays away


def test_junk__about_one_article_does_not_shut_out_another() -> None:
    page, other = make_article(), make_article()
    now = feedback.edition_now(page)
    for number in range(MOST_OPEN + 1):
        feedback.submit_report(now, "", f"Junk {number}")
    assert feedback.submit_report(feedback.edition_now(other), "", "A mistake.") is Kept.NEW


def test_edition__gone_leaves_its_reports() -> None:
    page = make_article()
    report = make_report(page)
    feedback.vote(feedback.edition_now(page), "", helpful=True)
    page.unpublish()
    page.delete()
    report.refresh_from_db()
    assert (report.page, report.title) == (None, page.title)
    assert HelpfulCount.objects.get().page is None


@pytest.mark.parametrize(("months", "left"), [(12, ["open", "recent"]), (24, ["old", "open", "recent"])])
def test_purge__deletes_what_was_closed_longer_ago_than_the_policy_keeps(
    months: int, left: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    ReviewPolicy.objects.create(reports_kept_months=months)
    page, editor = make_article(), make_editor()
    old, recent = make_report(page, "old"), make_report(page, "recent")
    make_report(page, "open")
    with later(days=-400):
        feedback.close(old, "no_mistake", by=editor)
    with later(days=-300):
        feedback.close(recent, "no_mistake", by=editor)
    ReaderReport.objects.filter(text="open").update(first_at=timezone.now() - timedelta(days=900))
    call_command("purge_feedback")
    assert sorted(ReaderReport.objects.values_list("text", flat=True)) == left
    assert f"{3 - len(left)} settled" in capsys.readouterr().out


def test_purge__counts_from_the_answer_where_nothing_was_closed() -> None:
    page, editor = make_article(), make_editor()
    old, late, before = (make_report(page, text) for text in ("old", "late", "answered before answers had a time"))
    for report, days in ((old, -400), (late, -30), (before, -400)):
        with later(days=days):
            feedback.answer(report, "It was right.", by=editor)
    long_ago = timezone.now() - timedelta(days=900)
    ReaderReport.objects.filter(pk__in=[late.pk, before.pk]).update(first_at=long_ago, last_at=long_ago)
    ReaderReport.objects.filter(pk=before.pk).update(closed_at=None)
    assert feedback.purge() == 2
    assert ReaderReport.objects.get() == late
