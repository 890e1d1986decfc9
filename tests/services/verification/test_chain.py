"""What was done to the ledger behind its triggers is found, and a key that does not fit is said plainly."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, connection, transaction
from pytest_django import Settings

from articles.models import (
    LedgerEntry,
    Reviewed,
)
from tests.factories import (
    make_article,
)
from tests.services.verification.running import head, kinds, knees, problems, verify
from tests.signing import sign_off_text
from tests.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("comment", "never said"),
        ("signer", 7),
        ("signer_name", "Somebody Else"),
        ("at", "2001-01-01 00:00:00+00:00"),
        ("severity", "editorial"),
        ("subject", "article:other"),
        ("completes", False),
        ("content", '{"language": "en", "tldr": "Other words."}'),
        pytest.param("content", "no JSON at all", id="content that is none"),
        ("checklist", "["),
        ("entry_hash", "f" * 64),
    ],
)
def test_ledger__a_row_changed_after_its_trigger_was_disabled_is_found(column: str, value: object) -> None:
    sign_off_text(*knees(4))
    assert kinds() == []
    tamper(f"UPDATE ledger SET {column} = %s WHERE sequence = 2", value)
    found = problems()
    assert ("altered", "2") in [(problem["kind"], problem["id"]) for problem in found]
    assert {problem["id"] for problem in found} <= {"2", "3"}


def test_ledger__an_altered_row_is_named_in_one_line() -> None:
    entries = sign_off_text(*knees(3))
    tamper("UPDATE ledger SET comment = 'never said' WHERE sequence = 2")
    what = "Changed after it was written: ledger entry 2, “Knee 1”, article:knee-1 in en"
    code, lines = verify()
    assert code == 1
    assert lines == [
        f"{what} (id 2, since {entries[1].at:%Y-%m-%d %H:%M:%S} UTC)",
        "3 entries, 0 editions, 0 vocabulary texts: 1 problem",
    ]


def test_ledger__a_row_deleted_in_the_middle_is_found() -> None:
    sign_off_text(*knees(4))
    tamper("DELETE FROM ledger WHERE sequence = 2")
    assert [(problem["kind"], problem["id"]) for problem in problems()] == [("gap", "3"), ("broken_link", "3")]


def test_ledger__its_first_rows_deleted_are_found() -> None:
    sign_off_text(*knees(4))
    tamper("DELETE FROM ledger WHERE sequence < 3")
    assert kinds() == ["gap", "broken_link"]


def test_ledger__a_deleted_row_whose_followers_were_numbered_again_is_found() -> None:
    sign_off_text(*knees(4))
    tamper("DELETE FROM ledger WHERE sequence = 2")
    tamper("UPDATE ledger SET sequence = 2 WHERE sequence = 3")
    tamper("UPDATE ledger SET sequence = 3 WHERE sequence = 4")
    assert {"broken_link", "altered"} <= set(kinds())


def test_ledger__an_end_that_was_cut_off_is_found_by_the_head_that_was_noted() -> None:
    sign_off_text(*knees(4))
    noted = head()
    assert kinds("--expect-head", noted) == []
    tamper("DELETE FROM ledger WHERE sequence > 2")
    assert kinds() == []
    assert kinds("--expect-head", noted) == ["head_missing"]
    assert "its end was cut off" in verify("--expect-head", noted)[1][0]


def test_ledger__an_end_that_was_cut_off_and_grew_again_is_found() -> None:
    sign_off_text(*knees(4))
    noted = head()
    tamper("DELETE FROM ledger WHERE sequence > 2")
    sign_off_text(*knees(6))
    assert kinds() == []
    assert kinds("--expect-head", noted) == ["head_missing"]


def test_ledger__that_grew_since_its_head_was_noted_is_in_order() -> None:
    sign_off_text(*knees(2))
    noted = head()
    sign_off_text(*knees(4))
    assert kinds("--expect-head", noted) == []


def test_ledger__that_was_emptied_is_found_by_the_head_that_was_noted() -> None:
    sign_off_text(*knees(2))
    noted = head()
    tamper("DELETE FROM ledger")
    assert kinds("--expect-head", noted) == ["head_missing"]


@pytest.mark.parametrize(
    "text", ["", "3", "3:", ":" + "a" * 64, "x:" + "a" * 64, "3:" + "g" * 64, "-3:" + "a" * 64, "²:" + "a" * 64]
)
def test_expected_head__that_is_none_is_said(text: str) -> None:
    with pytest.raises(CommandError, match="SEQUENCE:HASH"):
        verify(f"--expect-head={text}")


def test_keys__none_at_all_is_said_before_anything_is_printed(settings: Settings) -> None:
    sign_off_text(*knees(1))
    settings.LEDGER_KEYS = {}
    out = io.StringIO()
    with pytest.raises(CommandError, match="LEDGER_KEYS"):
        call_command("verify_signoffs", "--json", stdout=out)
    assert out.getvalue() == ""


def test_keys__a_missing_one_is_said_once_for_all_its_entries(settings: Settings) -> None:
    settings.LEDGER_KEYS = {"old": "o" * 40}
    sign_off_text(*knees(30))
    settings.LEDGER_KEYS = {"new": "n" * 40}
    sign_off_text(*knees(3))
    (problem,) = problems()
    assert problem["kind"] == "unknown_key"
    assert "entries 1 to 30" in problem["where"]
    assert "old" in problem["where"]


def test_keys__a_wrong_one_is_said_plainly(settings: Settings) -> None:
    settings.LEDGER_KEYS = {"main": "o" * 40}
    sign_off_text(*knees(30))
    settings.LEDGER_KEYS = {"main": "another" * 6}
    code, lines = verify()
    assert code == 1
    assert "ledger entries 1 to 30" in lines[0]
    assert "none of the 30 entries of that key verifies" in lines[1]
    assert len(lines) == 3


def test_keys__rotated_ones_verify_what_each_wrote(settings: Settings) -> None:
    settings.LEDGER_KEYS = {"old": "o" * 40}
    sign_off_text(*knees(2))
    settings.LEDGER_KEYS = {"new": "n" * 40, "old": "o" * 40}
    sign_off_text(*knees(2))
    assert set(LedgerEntry.objects.values_list("key_id", flat=True)) == {"old", "new"}
    assert kinds() == []


def test_ledger__a_date_that_is_none_does_not_stop_the_rest() -> None:
    """SQLite keeps anything in any column; PostgreSQL refuses it."""
    page = make_article()
    spoil = ("UPDATE ledger SET at = '2024-99-99 00:00:00' WHERE subject = %s", f"article:{page.translation_key}")
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            tamper(*spoil)
        return
    tamper(*spoil)
    assert kinds() == ["unreadable", "unreadable"]  # the ledger, and the one article; the vocabulary is in order
    page.unpublish()
    page.delete()
    assert kinds() == ["unreadable"]
    assert "the ledger" in verify()[1][0]


def test_memory__does_not_grow_with_the_ledger_or_the_site() -> None:
    def peak() -> int:
        tracemalloc.start()
        try:
            assert verify()[0] == 0
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def grow(number: int) -> None:
        before = LedgerEntry.objects.count()
        sign_off_text(*(text for n in range(number) for text in [_long_text(before + n)]))

    grow(400)
    connection.queries_log.clear()
    peak()
    small = peak()
    grow(3000)
    connection.queries_log.clear()
    assert peak() < small * 1.1 + 300_000


def _long_text(number: int) -> Reviewed:
    subject = f"article:knee-{number}"
    return Reviewed(subject, "en", "Knee", {"language": "en", "subject": subject, "tldr": "Knees glimmer. " * 200})
