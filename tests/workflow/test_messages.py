"""Messages: whom they reach, in which language, and that mail never stands in the way of a sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.users.models import UserProfile

from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, LedgerEntry, Notice, User
from articles.services import messages, reviews, signing
from tests.factories import make_article, make_editor, make_glossary_term, make_superuser, translate
from tests.workflow.people import (
    drafted,
    edit,
    latest_digest,
    make_signer,
    open_request,
    present,
    require,
    sign,
    stored,
    submitted,
)

pytestmark = pytest.mark.django_db

Kind = Notice.Kind


def told(kind: Kind) -> list[User]:
    return [notice.user for notice in Notice.objects.filter(kind=kind).order_by("user")]


def recipients() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


# --- Whom ------------------------------------------------------------------------------------------------------------


def test_submission__asks_those_who_can_meet_a_missing_requirement_and_nobody_else() -> None:
    able = make_signer()
    german = make_signer(languages=["de"])
    linguist = make_signer(meanings=[Meaning.LANGUAGE])
    expired = make_signer(valid_until="2001-01-01")
    inactive = make_signer()
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    make_superuser()
    submitted()
    assert told(Kind.REVIEW_WANTED) == [able]
    assert not {german, linguist, expired, inactive} & set(told(Kind.REVIEW_WANTED))


def test_submission__of_a_translation_asks_for_either_sign_off() -> None:
    physician = make_signer(meanings=[Meaning.MEDICAL], languages=["de"])
    linguist = make_signer(meanings=[Meaning.LANGUAGE], languages=["de", "en"])
    page = translate(make_article(), "de", live=False)
    reviews.submit(stored(page), make_editor())
    assert told(Kind.REVIEW_WANTED) == [physician, linguist]


def test_submission__asks_nobody_about_their_own_words_or_act() -> None:
    page, _editor = drafted()
    writer, submitter, reader = make_signer(), make_signer(), make_signer()
    edit(page, writer, tldr="Words of a reviewer.")
    reviews.submit(stored(page), submitter)
    assert told(Kind.REVIEW_WANTED) == [reader]


def test_submission__of_the_same_words_again_tells_nobody_twice() -> None:
    page, editor = drafted()
    signer = make_signer()
    for _n in range(3):
        reviews.submit(stored(page), editor)
        stored(page).current_workflow_state.cancel(user=editor)
    assert told(Kind.REVIEW_WANTED) == [signer]
    edit(page, editor, tldr="Other words.")
    reviews.submit(stored(page), editor)
    assert told(Kind.REVIEW_WANTED) == [signer] * 2


def test_changes_requested__tells_contributors_the_reason_but_not_the_reviewer() -> None:
    page, editor = submitted()
    helper, reviewer = make_editor(), make_signer()
    edit(page, helper, tldr="One comma, more.")
    request = open_request(page)
    assert request is not None
    signing.request_changes(request, by=reviewer, reason="The dose is wrong.", digest=latest_digest(page))
    assert told(Kind.CHANGES_REQUESTED) == [editor, helper]
    assert {notice.parameters["reason"] for notice in Notice.objects.filter(kind=Kind.CHANGES_REQUESTED)} == {
        "The dose is wrong."
    }


def test_completion__tells_contributors_once_and_not_the_signer() -> None:
    require(medical_for_source=2)
    page, editor = submitted()
    first, last = make_signer(), make_signer()
    sign(page, first)
    assert told(Kind.COMPLETED) == []
    sign(page, last)
    assert told(Kind.COMPLETED) == [editor]


def test_edit_during_review__tells_each_signer_once_and_not_the_editor() -> None:
    require(medical_for_source=3)
    page, editor = submitted()
    first, second, third = make_signer(), make_signer(), make_signer()
    sign(page, first)
    sign(page, second)
    edit(page, second, tldr="A signer edits.")
    assert told(Kind.TEXT_CHANGED) == [first]
    sign(page, third)
    edit(page, editor, tldr="An editor edits.")
    assert told(Kind.TEXT_CHANGED) == [first, third]


def test_assignment__tells_the_person_unless_they_took_it_themselves() -> None:
    page, editor = submitted()
    signer = make_signer()
    request = open_request(page)
    assert request is not None
    reviews.assign(request, signer, signer)
    assert told(Kind.ASSIGNED) == []
    reviews.assign(request, signer, editor)
    reviews.assign(request, signer, editor)
    assert told(Kind.ASSIGNED) == [signer]


def test_vocabulary__asks_for_each_language_those_who_read_it() -> None:
    german = make_signer(languages=["en", "de"])
    english = make_signer(languages=["en"], meanings=[Meaning.MEDICAL])
    term = make_glossary_term(languages=["en", "de"], live=False)
    term.save_revision(user=make_editor())
    asked = Notice.objects.filter(kind=Kind.REVIEW_WANTED).values_list("user", "language")
    assert sorted(asked) == sorted([(german.pk, "en"), (german.pk, "de"), (english.pk, "en")])


# --- Mail ------------------------------------------------------------------------------------------------------------


def test_mail__goes_only_after_the_commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    signer = make_signer()
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        submitted()
    assert told(Kind.REVIEW_WANTED) == [signer]
    assert mail.outbox == []
    for callback in callbacks:
        callback()
    assert recipients() == [signer.email]


def test_mail__of_what_was_rolled_back_is_never_sent(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    make_signer()
    with django_capture_on_commit_callbacks(execute=True):
        page, editor = drafted()
        with transaction.atomic():
            reviews.submit(page, editor)
            assert Notice.objects.exists()
            transaction.set_rollback(True)
    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_mail__is_in_each_persons_own_language_and_leads_to_the_text(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    signers = {language: make_signer() for language in ("de", "fr")}
    for language, signer in signers.items():
        UserProfile.objects.create(user=signer, preferred_language=language)
    with django_capture_on_commit_callbacks(execute=True):
        page, _editor = submitted()
    request = open_request(page)
    assert request is not None
    sent = {message.to[0]: message for message in mail.outbox}
    for language, signer in signers.items():
        parameters = {"title": page.title, "language": "en", "by": "", "reason": ""}
        with translation.override(language):
            assert sent[signer.email].subject == messages.sentence(Kind.REVIEW_WANTED, parameters)
        assert messages.address_of(request) in sent[signer.email].body
    assert translation.get_language() == "en"


def test_mail__respects_each_switch_of_an_account(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    asked, silent = make_signer(), make_signer()
    UserProfile.objects.create(user=silent, submitted_notifications=False)
    with django_capture_on_commit_callbacks(execute=True):
        page, editor = submitted()
    assert recipients() == [asked.email]
    assert told(Kind.REVIEW_WANTED) == [asked, silent]  # in the admin, where it is no disturbance
    mail.outbox.clear()
    UserProfile.objects.create(user=editor, approved_notifications=False, rejected_notifications=False)
    request = open_request(page)
    assert request is not None
    with django_capture_on_commit_callbacks(execute=True):
        signing.request_changes(request, by=asked, reason="Wrong.", digest=latest_digest(page))
        stored(page).current_workflow_state.resume(user=editor)
        sign(page, silent)
    assert editor.email not in recipients()
    assert told(Kind.COMPLETED) == told(Kind.CHANGES_REQUESTED) == [editor]


def test_mail__to_an_account_without_an_address_or_of_the_demonstration_is_not_tried(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    nobody, invented = make_signer(), make_signer()
    User.objects.filter(pk=nobody.pk).update(email="")
    User.objects.filter(pk=invented.pk).update(demonstration=True)
    with django_capture_on_commit_callbacks(execute=True):
        submitted()
    assert mail.outbox == []
    assert told(Kind.REVIEW_WANTED) == [nobody, invented]


class Broken(BaseEmailBackend):
    """A mail server that is not there, in as many ways as there are backends. Takes what goes to nobody in `fails`."""

    fails: tuple[str, ...] = ()
    error: type[Exception] = ConnectionRefusedError
    taken: list[str]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if not self.fails or message.to[0] in self.fails:
                raise self.error
            self.taken.append(message.to[0])
        return len(email_messages)


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError, SMTPServerDisconnected, RuntimeError, ValueError])
def test_mail_server__that_fails_loses_no_sign_off_and_no_message(
    error: type[Exception],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "error", error)
    signer = make_signer()
    with django_capture_on_commit_callbacks(execute=True):
        page, editor = submitted()
        sign(page, signer)
    assert stored(page).live
    assert LedgerEntry.objects.get(subject=f"article:{page.translation_key}").signer == signer.pk
    assert told(Kind.COMPLETED) == [editor]
    assert f"No mail to account {editor.pk}" in caplog.text


def test_mail_server__that_fails_for_one_address_serves_the_others(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    first, second, third = make_signer(), make_signer(), make_signer()
    monkeypatch.setattr(Broken, "fails", (second.email,))
    monkeypatch.setattr(Broken, "error", RuntimeError)
    monkeypatch.setattr(Broken, "taken", [], raising=False)
    with django_capture_on_commit_callbacks(execute=True):
        submitted()
    assert sorted(Broken.taken) == sorted([first.email, third.email])


def test_mail__cannot_be_steered_by_a_title(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    signer = make_signer()
    with django_capture_on_commit_callbacks(execute=True):
        submitted(title="Knees?\nBcc: everybody@example.org")
    (message,) = mail.outbox
    assert message.recipients() == [signer.email]
    assert "\n" not in message.subject


def test_withdrawal__reaches_those_who_wrote_and_signed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    require(medical_for_source=2)
    page, editor = submitted()
    first, second = make_signer(), make_signer()
    entry = sign(page, first)
    sign(page, second)
    with django_capture_on_commit_callbacks(execute=True):
        signing.withdraw(entry.sequence, by=first, presence=present(first), reason="I misread it.")
    assert told(Kind.TAKEN_DOWN) == [editor, second]
    assert recipients() == sorted([editor.email, second.email])
    assert all("I misread it." in message.body for message in mail.outbox)
    assert not ArticlePage.objects.get(pk=page.pk).live
