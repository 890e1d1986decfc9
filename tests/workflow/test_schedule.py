"""Sign now, live at the hour: exactly the signed revision, whatever was drafted since, and nothing that holds others up."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.models import ArticlePage, GlossaryTerm, User
from articles.models.signing_words import GateError
from articles.services import signing
from articles.services.verification import Tally, verify
from tests.factories import make_article, make_glossary_term, publish, set_default_disclaimer
from tests.signing import sign_off_entry, signed_off
from tests.workflow.people import edit, make_signer, present, sign, stored, submitted

pytestmark = pytest.mark.django_db

LOGGER = "articles.management.commands.publish_scheduled"


def in_an_hour() -> Any:
    return timezone.now() + timedelta(hours=1)


def signed_for_later() -> tuple[ArticlePage, User, User]:
    """A signed edition that waits for its hour, its editor, and its signer."""
    page, editor = submitted(go_live_at=in_an_hour())
    signer = make_signer()
    sign(page, signer)
    return stored(page), editor, signer


def the_hour_comes() -> None:
    """The timetable runs two hours later: every time on it is moved, as the clock would."""
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        early = timezone.now() - timedelta(minutes=1)
        content = {**revision.content, "go_live_at": early.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=early, content=content)
    call_command("publish_scheduled")


def waiting(page: Page) -> list[int]:
    return list(page.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True))


def read(client: Client, page: ArticlePage) -> str:
    response = client.get(page.url)
    return response.content.decode() if response.status_code == 200 else ""


def test_signed_now__is_not_live_before_its_hour(client: Client) -> None:
    page, _editor, _signer = signed_for_later()
    assert waiting(page) == [page.latest_revision_id]
    assert not page.live
    call_command("publish_scheduled")
    assert not stored(page).live
    assert read(client, page) == ""


def test_signed_now__is_live_at_its_hour(client: Client) -> None:
    page, _editor, _signer = signed_for_later()
    the_hour_comes()
    assert stored(page).live
    assert page.tldr in read(client, page)
    assert waiting(page) == []
    assert not list(verify(Tally()))


def test_signed_now__goes_live_as_it_was_signed_although_a_newer_draft_exists(client: Client) -> None:
    page, editor, _signer = signed_for_later()
    edit(page, editor, tldr="A newer draft that nobody signed.")
    the_hour_comes()
    assert page.tldr in read(client, page)
    assert "A newer draft" not in read(client, page)
    live = stored(page)
    assert live.has_unpublished_changes
    assert live.get_latest_revision_as_object().tldr == "A newer draft that nobody signed."


def test_signed_now__goes_live_as_it_was_signed_although_autosave_wanted_to_overwrite_it(client: Client) -> None:
    page, editor, _signer = signed_for_later()
    scheduled = page.get_latest_revision()
    draft = scheduled.as_object()
    draft.tldr = "Words of an autosave."
    saved = draft.save_revision(user=editor, overwrite_revision=scheduled)
    assert saved.pk != scheduled.pk
    assert waiting(page) == [scheduled.pk]
    the_hour_comes()
    assert page.tldr in read(client, page)
    assert stored(page).get_latest_revision_as_object().tldr == "Words of an autosave."


def test_signed_now__is_kept_by_an_autosave_that_was_loaded_before_the_sign_off(client: Client) -> None:
    page, editor = submitted(go_live_at=in_an_hour())
    stale = page.get_latest_revision()
    sign(page, make_signer())
    draft = stale.as_object()
    draft.tldr = "Words of an autosave."
    assert draft.save_revision(user=editor, overwrite_revision=stale).pk != stale.pk
    the_hour_comes()
    assert page.tldr in read(client, page)


def test_live_revision__is_not_overwritten_by_autosave_either() -> None:
    page, editor = submitted()
    sign(page, make_signer())
    live = stored(page).live_revision
    draft = live.as_object()
    draft.tldr = "Words of an autosave."
    assert draft.save_revision(user=editor, overwrite_revision=live).pk != live.pk
    live.refresh_from_db()
    assert live.content["tldr"] == page.tldr


def test_autosave__overwrites_a_draft_that_nobody_waits_for() -> None:
    page, editor = submitted()
    draft = page.get_latest_revision_as_object()
    draft.tldr = "Words of an autosave."
    revision = page.get_latest_revision()
    revision.user = editor
    revision.save()
    assert draft.save_revision(user=editor, overwrite_revision=revision).pk == revision.pk


def test_next_version__waits_while_readers_keep_the_old_one(client: Client) -> None:
    page, editor = submitted()
    signer = make_signer()
    sign(page, signer)
    edit(page, editor, tldr="The next version.", go_live_at=in_an_hour())
    page = stored(page)
    page.get_workflow().start(page, editor)
    sign(page, signer)
    assert page.tldr in read(client, page)
    the_hour_comes()
    assert "The next version." in read(client, page)


def test_withdrawn_sign_off__is_skipped_and_logged_and_the_others_go_on(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    page, _editor, signer = signed_for_later()
    other, _editor, _signer = signed_for_later()
    sequence = sign_off_of(page)
    signing.withdraw(sequence, by=signer, presence=present(signer), reason="I misread it.")
    assert waiting(page)
    with caplog.at_level(logging.WARNING, LOGGER):
        the_hour_comes()
    assert not stored(page).live
    assert waiting(page) == []
    (record,) = [record for record in caplog.records if record.name == LOGGER]
    assert record.levelno == logging.WARNING
    for part in (page.title, str(page.pk), "1 medical sign-off"):
        assert part in record.getMessage()
    assert other.tldr in read(client, other)


def sign_off_of(page: ArticlePage) -> int:
    return signing.LedgerEntry.objects.get(subject=f"article:{page.translation_key}").sequence


def test_withdrawn_sign_off__of_the_next_version_leaves_the_live_one(client: Client) -> None:
    page, editor = submitted()
    signer, second = make_signer(), make_signer()
    sign(page, signer)
    edit(page, editor, tldr="The next version.", go_live_at=in_an_hour())
    stored(page).get_workflow().start(stored(page), editor)
    entry = sign(page, second)
    signing.withdraw(entry.sequence, by=second, presence=present(second), reason="I misread it.")
    the_hour_comes()
    assert page.tldr in read(client, page)


def test_scheduled_without_a_sign_off__does_not_go_live(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    page, _editor = submitted()
    early = timezone.now() - timedelta(minutes=1)
    page.revisions.update(approved_go_live_at=early)
    with caplog.at_level(logging.WARNING, LOGGER):
        call_command("publish_scheduled")
    assert read(client, page) == ""
    assert len([record for record in caplog.records if record.name == LOGGER]) == 1
    caplog.clear()
    call_command("publish_scheduled")
    assert not caplog.records  # said once, not every five minutes


def test_error__about_one_page_is_logged_with_its_cause_and_the_others_go_on(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = signed_for_later()[0], signed_for_later()[0]
    publish = Revision.publish

    def fail_for_the_first(self: Revision, *args: Any, **kwargs: Any) -> Any:
        if self.object_id != str(first.pk):
            return publish(self, *args, **kwargs)
        publish(self, *args, **kwargs)
        with connection.cursor() as cursor:
            return cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr(Revision, "publish", fail_for_the_first)
    the_hour_comes()
    (record,) = [record for record in caplog.records if record.name == LOGGER]
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert issubclass(record.exc_info[0] or type(None), DatabaseError)
    assert first.title in record.getMessage()
    assert read(client, first) == ""  # what it had done before it failed was taken back
    assert second.tldr in read(client, second)
    assert waiting(first)
    monkeypatch.undo()
    call_command("publish_scheduled")
    assert first.tldr in read(client, first)


def test_error__about_an_expired_page_holds_nothing_up(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [make_article(), make_article()]
    due = signed_for_later()[0]
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=timezone.now() - timedelta(minutes=1))
    unpublish = Page.unpublish

    def fail_for_the_first(self: Page, *args: Any, **kwargs: Any) -> Any:
        if self.pk == pages[0].pk:
            raise RuntimeError("The disk is full.")
        return unpublish(self, *args, **kwargs)

    monkeypatch.setattr(Page, "unpublish", fail_for_the_first)
    the_hour_comes()
    assert [stored(page).live for page in pages] == [True, False]
    assert due.tldr in read(client, due)
    assert "The disk is full." in caplog.text


def test_expiry__takes_editions_and_entries_down(client: Client) -> None:
    page, term = make_article(), make_glossary_term()
    early = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(expire_at=early)
    GlossaryTerm.objects.filter(pk=term.pk).update(expire_at=early)
    call_command("publish_scheduled")
    assert (stored(page).live, stored(page).expired) == (False, True)
    assert not GlossaryTerm.objects.get(pk=term.pk).live
    assert read(client, page) == ""


def test_expiry__that_the_gate_refuses_is_logged_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_glossary_term(), make_glossary_term()
    unpublish = GlossaryTerm.unpublish

    def refuse_the_first(self: GlossaryTerm, *args: Any, **kwargs: Any) -> Any:
        if self.pk == first.pk:
            raise GateError(str(self), ["Live articles end with it."])
        return unpublish(self, *args, **kwargs)

    monkeypatch.setattr(GlossaryTerm, "unpublish", refuse_the_first)
    GlossaryTerm.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert [GlossaryTerm.objects.get(pk=term.pk).live for term in (first, second)] == [True, False]
    assert f"Not taken down on time: glossary term {first.pk}" in caplog.text
    assert "Live articles end with it." in caplog.text


def test_scheduled_entry__goes_live_if_it_is_signed_and_not_otherwise() -> None:
    signed, unsigned = make_glossary_term(live=False), make_glossary_term(live=False)
    early = timezone.now() - timedelta(minutes=1)
    for term in (signed, unsigned):
        term.save_revision()
        term.revisions.update(approved_go_live_at=early)
    sign_off_entry(signed.get_latest_revision_as_object())
    call_command("publish_scheduled")
    assert GlossaryTerm.objects.get(pk=signed.pk).live
    assert not GlossaryTerm.objects.get(pk=unsigned.pk).live


def test_dry_run__publishes_nothing() -> None:
    page, _editor, _signer = signed_for_later()
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    out = io.StringIO()
    call_command("publish_scheduled", "--dryrun", stdout=out)
    assert page.title in out.getvalue()
    assert not stored(page).live


def test_signing__a_newer_text_for_a_later_hour_leaves_the_live_one_where_it_is() -> None:
    set_default_disclaimer()
    page = make_article(live=False)
    draft = page.save_revision().as_object()
    publish(page)
    draft.tldr, draft.go_live_at = "Words of next week.", timezone.now() + timedelta(days=7)
    signed_off(draft)
    revision = ArticlePage.objects.get(pk=page.pk).save_revision()
    revision.content = {**revision.content, "tldr": draft.tldr, "go_live_at": draft.go_live_at.isoformat(), "live_revision": None}
    revision.save()
    revision.publish()
    now = ArticlePage.objects.get(pk=page.pk)
    assert (now.live, now.tldr) == (True, page.tldr)
