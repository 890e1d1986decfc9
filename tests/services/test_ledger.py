"""The ledger: nothing and nobody changes it, it outlives everything it speaks of, and its keys can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from articles.domain.ledger import GENESIS
from articles.domain.signoffs import EntryKind, Meaning
from articles.models import ArticlePage, LedgerEntry, Reviewed, ReviewerProfile, reviewed_edition
from articles.models.ledger import LedgerIsAppendOnlyError
from articles.services import ledger
from articles.services.verification import Tally, verify
from tests.factories import make_article, make_editor
from tests.signing import sign_off_text
from tests.workflow.people import make_signer, sign, submitted

pytestmark = pytest.mark.django_db


def text(name: str = "knee", language: str = "en") -> Reviewed:
    subject = f"article:{name}"
    return Reviewed(subject, language, f"Why a {name}?", {"language": language, "subject": subject, "tldr": "It glimmers."})


def rows() -> list[dict[str, Any]]:
    return list(LedgerEntry.objects.order_by("sequence").values())


def in_order() -> bool:
    return not list(verify(Tally()))


# --- Nobody changes it -----------------------------------------------------------------------------------------------


def by_save(entry: LedgerEntry) -> None:
    entry.comment = "never said"
    entry.save()


def by_saving_a_column(entry: LedgerEntry) -> None:
    entry.save(update_fields=["comment"])


def by_delete(entry: LedgerEntry) -> None:
    entry.delete()


def by_putting_another_in_its_place(entry: LedgerEntry) -> None:
    LedgerEntry(**{**rows()[0], "comment": "never said"}).save()


@pytest.mark.parametrize("change", [by_save, by_saving_a_column, by_delete], ids=lambda change: change.__name__)
def test_entry__refuses_to_be_changed(change: Callable[[LedgerEntry], None]) -> None:
    (entry,) = sign_off_text(text())
    before = rows()
    with pytest.raises(LedgerIsAppendOnlyError):
        change(LedgerEntry.objects.get(pk=entry.pk))
    assert rows() == before


def by_queryset_update() -> None:
    LedgerEntry.objects.update(comment="never said")


def by_queryset_delete() -> None:
    LedgerEntry.objects.all().delete()


def by_bulk_update() -> None:
    LedgerEntry.objects.bulk_update([LedgerEntry(pk=1, comment="never said")], ["comment"])


def by_upsert() -> None:
    LedgerEntry.objects.bulk_create(
        [LedgerEntry(**{**rows()[0], "comment": "never said"})],
        update_conflicts=True,
        unique_fields=["sequence"],
        update_fields=["comment"],
    )


def by_same_number() -> None:
    by_putting_another_in_its_place(LedgerEntry.objects.get(pk=1))


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    run.__name__ = statement
    return run


CHANGES = [
    by_queryset_update,
    by_queryset_delete,
    by_bulk_update,
    by_upsert,
    by_same_number,
    sql("UPDATE articles_ledgerentry SET comment = 'never said'"),
    sql("UPDATE articles_ledgerentry SET comment = comment WHERE sequence = 1"),
    sql("DELETE FROM articles_ledgerentry"),
    sql("DELETE FROM articles_ledgerentry WHERE sequence = 2"),
]
if connection.vendor == "postgresql":
    CHANGES += [
        sql("TRUNCATE articles_ledgerentry"),
        sql("TRUNCATE articles_ledgerentry CASCADE"),
        sql(
            "INSERT INTO articles_ledgerentry SELECT * FROM articles_ledgerentry ON CONFLICT (sequence) DO UPDATE SET comment = 'x'"
        ),
    ]
else:
    CHANGES += [
        sql("REPLACE INTO articles_ledgerentry SELECT * FROM articles_ledgerentry WHERE sequence = 1"),
        sql("UPDATE OR REPLACE articles_ledgerentry SET sequence = 1 WHERE sequence = 2"),
    ]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_database__refuses_to_change_the_ledger(change: Callable[[], None]) -> None:
    sign_off_text(text(), text("elbow"))
    before = rows()
    with pytest.raises(DatabaseError), transaction.atomic():
        change()
    assert rows() == before
    assert in_order()


# --- What an entry holds ---------------------------------------------------------------------------------------------


def test_append__numbers_and_chains_what_it_writes() -> None:
    first, second = sign_off_text(text(), text("elbow"))
    (third,) = sign_off_text(text("toe"))
    assert [entry.sequence for entry in (first, second, third)] == [1, 2, 3]
    assert [entry.previous_hash for entry in (first, second, third)] == [GENESIS, first.entry_hash, second.entry_hash]
    assert in_order()


def test_append__nothing_writes_nothing() -> None:
    assert ledger.append() == []
    assert rows() == []


def test_append__writes_all_or_none() -> None:
    fine = ledger.Act(EntryKind.REFUSAL, text(), None)
    content_without_a_language = Reviewed("article:x", "en", "X", {"tldr": "X"})
    with pytest.raises(ValueError, match="language"):
        ledger.append(fine, ledger.Act(EntryKind.REFUSAL, content_without_a_language, None))
    assert rows() == []


def test_append__keeps_the_signer_as_they_were() -> None:
    signer = make_signer(name_de="Dr. Knie", credentials_de="Dr. med.")
    (entry,) = ledger.append(ledger.Act(EntryKind.SIGN_OFF, text(language="de"), signer, meaning=Meaning.MEDICAL))
    profile = ReviewerProfile.objects.get(user=signer)
    profile.name_de, profile.credentials_de = "Somebody", "Nothing"
    profile.save()
    kept = LedgerEntry.objects.get(pk=entry.pk)
    assert (kept.signer, kept.signer_name, kept.signer_credentials) == (signer.pk, "Dr. Knie", "Dr. med.")


def test_append__without_a_profile_keeps_the_name_of_the_account() -> None:
    editor = make_editor(first_name="Eve", last_name="Editor")
    (entry,) = ledger.append(ledger.Act(EntryKind.TAKE_DOWN, text(), editor))
    assert (entry.signer_name, entry.signer_credentials) == ("Eve Editor", "")


# --- What it outlives ------------------------------------------------------------------------------------------------


def signed_article() -> tuple[ArticlePage, LedgerEntry]:
    page, _editor = submitted()
    return page, sign(page, make_signer())


def delete_the_people(page: ArticlePage, entry: LedgerEntry) -> None:
    get_user_model().objects.all().delete()


def delete_the_profile(page: ArticlePage, entry: LedgerEntry) -> None:
    ReviewerProfile.objects.all().delete()


def delete_the_page(page: ArticlePage, entry: LedgerEntry) -> None:
    live = ArticlePage.objects.get(pk=page.pk)
    live.unpublish()
    live.delete()


def delete_the_revisions(page: ArticlePage, entry: LedgerEntry) -> None:
    page.revisions.all().delete()


def purge_the_revisions(page: ArticlePage, entry: LedgerEntry) -> None:
    for _n in range(3):
        ArticlePage.objects.get(pk=page.pk).save_revision()
    call_command("purge_revisions", "--days", "0")
    call_command("purge_revisions")


@pytest.mark.parametrize(
    "loss",
    [delete_the_people, delete_the_profile, delete_the_page, delete_the_revisions, purge_the_revisions],
    ids=lambda loss: loss.__name__,
)
def test_ledger__outlives(loss: Callable[[ArticlePage, LedgerEntry], None]) -> None:
    page, entry = signed_article()
    before = rows()
    loss(page, entry)
    assert rows() == before
    assert in_order()


@pytest.mark.parametrize("loss", [delete_the_people, purge_the_revisions], ids=lambda loss: loss.__name__)
def test_live_edition__stays_live_and_may_be_saved_without(loss: Callable[[ArticlePage, LedgerEntry], None]) -> None:
    page, entry = signed_article()
    loss(page, entry)
    live = ArticlePage.objects.get(pk=page.pk)
    assert live.live
    live.save()
    assert reviewed_edition(live).digest == entry.digest


# --- Keys ------------------------------------------------------------------------------------------------------------


def test_keys__the_newest_writes_and_the_old_ones_verify(settings: Settings) -> None:
    settings.LEDGER_KEYS = {"2025": "o" * 40}
    sign_off_text(text())
    settings.LEDGER_KEYS = {"2026": "n" * 40, "2025": "o" * 40}
    sign_off_text(text("elbow"))
    assert [row["key_id"] for row in rows()] == ["2025", "2026"]
    assert in_order()


def test_keys__one_that_is_gone_is_found(settings: Settings) -> None:
    settings.LEDGER_KEYS = {"2025": "o" * 40}
    sign_off_text(text())
    settings.LEDGER_KEYS = {"2026": "n" * 40}
    sign_off_text(text("elbow"))
    assert [(finding.kind, finding.id) for finding in verify(Tally())] == [("unknown_key", "1")]


def test_keys__without_any_nothing_can_be_signed(settings: Settings) -> None:
    settings.LEDGER_KEYS = {}
    with pytest.raises(ImproperlyConfigured, match="LEDGER_KEYS"):
        sign_off_text(text())
    assert rows() == []


def test_removed_page__leaves_a_ledger_that_a_new_page_of_its_address_cannot_use() -> None:
    page, _entry = signed_article()
    copy = page.copy(keep_live=False, update_attrs={"slug": "again"})
    delete_the_page(page, _entry)
    assert reviewed_edition(copy.specific).subject != f"article:{page.translation_key}"
    assert make_article().live
    assert in_order()
