"""Signing: whoever comes first, the last missing sign-off publishes exactly what was signed."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import TaskState, WorkflowState

from articles.domain.checklist import VERSION
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, LedgerEntry, Notice, ReviewPolicy, ReviewRequest, User, reviewed_edition
from articles.models.signing_words import MayNotSignError, NotUnderReviewError, ReasonMissingError, TextChangedError
from articles.services import reviews, signing
from articles.services.verification import Tally, verify
from tests.factories import make_article, make_editor, make_translator, translate
from tests.workflow.people import (
    edit,
    latest_digest,
    make_signer,
    open_request,
    require,
    sign,
    statement,
    stored,
    submitted,
    traces,
)

pytestmark = pytest.mark.django_db


def translation() -> tuple[ArticlePage, User]:
    page = translate(make_article(), "de", live=False)
    translator = make_translator()
    reviews.submit(stored(page), translator)
    return stored(page), translator


# --- What a sign-off is ----------------------------------------------------------------------------------------------


def test_sign_off__is_an_entry_that_says_everything() -> None:
    page, _editor = submitted()
    signer = make_signer()
    entry = sign(page, signer, severity=Severity.SAFETY, comment="  Read against the guideline. ")
    assert entry.kind == EntryKind.SIGN_OFF
    assert (entry.subject, entry.language, entry.title) == (f"article:{page.translation_key}", "en", page.title)
    assert (entry.meaning, entry.scope, entry.severity) == ("medical", "full", "safety")
    assert (entry.signer, entry.signer_name, entry.signer_credentials) == (signer.pk, f"Dr {signer.username}", "MD")
    assert entry.comment == "Read against the guideline."
    assert json.loads(entry.checklist) == {"version": VERSION, "answers": dict(statement().checklist)}
    assert entry.completes
    assert json.loads(entry.content)["tldr"] == page.tldr
    assert entry.digest == reviewed_edition(stored(page)).digest


def test_last_sign_off__publishes_exactly_the_signed_words(client: Client) -> None:
    page, _editor = submitted()
    assert client.get(page.url).status_code == 404
    digest = latest_digest(page)
    sign(page, make_signer())
    live = stored(page)
    assert live.live
    assert live.live_revision_id == page.latest_revision_id
    assert reviewed_edition(live).digest == digest
    assert page.tldr in client.get(page.url).content.decode()
    assert not list(verify(Tally()))


def test_last_sign_off__ends_the_review() -> None:
    page, _editor = submitted()
    signer = make_signer()
    sign(page, signer)
    request = ReviewRequest.objects.get(page=page)
    assert request.outcome == ReviewRequest.Outcome.SIGNED
    assert request.closed_at is not None
    task_state = TaskState.objects.get(revision__object_id=str(page.pk))
    assert (task_state.status, task_state.finished_by) == (TaskState.STATUS_APPROVED, signer)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


@pytest.mark.parametrize("order", list(permutations(Meaning)), ids=lambda order: " then ".join(order))
def test_sign_offs__complete_in_any_order(order: tuple[Meaning, ...]) -> None:
    page, _translator = translation()
    first = sign(page, make_signer(meanings=order[:1]), order[0])
    assert not first.completes
    assert not stored(page).live
    assert open_request(page) is not None
    last = sign(page, make_signer(meanings=order[1:]), order[1])
    assert last.completes
    assert stored(page).live
    assert open_request(page) is None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_policy__of_several_medical_sign_offs_is_kept(number: int) -> None:
    require(medical_for_source=number)
    page, _editor = submitted()
    for missing in range(number, 0, -1):
        assert not stored(page).live
        assert sign(page, make_signer()).completes is (missing == 1)
    assert stored(page).live


def test_policy__never_goes_below_one() -> None:
    for value in (0, -1):
        with pytest.raises(ValidationError):
            ReviewPolicy(medical_for_source=value).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewPolicy.objects.create(medical_for_source=0)


def test_policy__that_was_raised_between_two_sign_offs_counts() -> None:
    page, _translator = translation()
    sign(page, make_signer(), Meaning.LANGUAGE)
    require(medical_for_translation=2)
    assert not sign(page, make_signer()).completes
    assert sign(page, make_signer()).completes


# --- Editing during review -------------------------------------------------------------------------------------------


def test_saving_without_a_change__invalidates_no_sign_off() -> None:
    page, translator = translation()
    sign(page, make_signer(), Meaning.LANGUAGE)
    edit(page, translator)
    edit(page, make_editor())
    assert not Notice.objects.filter(kind=Notice.Kind.TEXT_CHANGED).exists()
    assert sign(page, make_signer()).completes


def test_edit__invalidates_the_sign_offs_tells_the_signers_and_keeps_the_review_open() -> None:
    page, translator = translation()
    signer, bystander = make_signer(), make_signer()
    sign(page, signer, Meaning.LANGUAGE)
    edit(page, translator, tldr="Andere Worte.")
    assert open_request(page) is not None
    told = Notice.objects.filter(kind=Notice.Kind.TEXT_CHANGED)
    assert [notice.user for notice in told] == [signer]
    assert not sign(page, bystander).completes
    assert not stored(page).live
    assert sign(page, signer, Meaning.LANGUAGE).completes
    assert stored(page).tldr == "Andere Worte."


def test_edit__that_is_taken_back_brings_the_sign_offs_back() -> None:
    page, translator = translation()
    before = page.get_latest_revision_as_object().tldr
    sign(page, make_signer(), Meaning.LANGUAGE)
    edit(page, translator, tldr="Andere Worte.")
    edit(page, translator, tldr=before)
    assert sign(page, make_signer()).completes


def test_edit__after_publication_stays_a_draft_until_it_is_signed(client: Client) -> None:
    page, editor = submitted()
    signer = make_signer()
    sign(page, signer)
    edit(page, editor, tldr="The next version.")
    assert page.tldr in client.get(page.url).content.decode()
    reviews.submit(stored(page), editor)
    sign(page, signer, scope=Scope.CHANGES, severity=Severity.EDITORIAL)
    assert "The next version." in client.get(page.url).content.decode()


# --- Asking for changes ----------------------------------------------------------------------------------------------


def test_request_for_changes__is_an_entry_and_gives_the_text_back() -> None:
    page, editor = submitted()
    signer = make_signer()
    request = open_request(page)
    assert request is not None
    entry = signing.request_changes(request, by=signer, reason=" The dose is wrong. ", digest=latest_digest(page))
    assert (entry.kind, entry.comment, entry.signer) == (EntryKind.REFUSAL, "The dose is wrong.", signer.pk)
    request.refresh_from_db()
    assert request.outcome == ReviewRequest.Outcome.CHANGES_REQUESTED
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    edit(page, editor, tldr="The right dose.")
    stored(page).current_workflow_state.resume(user=editor)
    assert open_request(page) is not None
    assert sign(page, signer).completes
    assert stored(page).tldr == "The right dose."


def test_request_for_changes__needs_a_reason_the_text_and_a_reviewer() -> None:
    page, editor = submitted()
    request = open_request(page)
    assert request is not None
    digest, signer = latest_digest(page), make_signer()
    before = traces()
    with pytest.raises(ReasonMissingError):
        signing.request_changes(request, by=signer, reason="  ", digest=digest)
    with pytest.raises(TextChangedError):
        signing.request_changes(request, by=signer, reason="Wrong.", digest="0" * 64)
    with pytest.raises(MayNotSignError):
        signing.request_changes(request, by=editor, reason="Wrong.", digest=digest)
    with pytest.raises(MayNotSignError):
        signing.request_changes(request, by=make_signer(languages=["fr"]), reason="Wrong.", digest=digest)
    assert {**traces(), "Notice": before["Notice"]} == before
    signing.request_changes(request, by=signer, reason="Wrong.", digest=digest)
    with pytest.raises(NotUnderReviewError):
        signing.request_changes(request, by=make_signer(), reason="Wrong, too.", digest=digest)
    assert LedgerEntry.objects.filter(kind=EntryKind.REFUSAL).count() == 1
