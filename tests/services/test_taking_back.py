"""A sign-off taken back by a reviewer, who may not unpublish anything in Wagtail, still takes the text from readers."""

from __future__ import annotations

import pytest

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, GlossaryTerm, LedgerEntry, User, reviewed_edition, reviewed_languages
from articles.services import reauthentication, reviews, signing
from articles.services.reauthentication import Proof
from tests.editor.desk.desk import edit_entry, make_signer, under_review
from tests.factories import PASSWORD, make_editor, make_glossary_term

pytestmark = pytest.mark.django_db


def statement() -> signing.Statement:
    return signing.Statement(Meaning.MEDICAL, {question.value: True for question in QUESTIONS[Meaning.MEDICAL]})


def withdraw(signed: LedgerEntry, by: User) -> None:
    signing.withdraw(signed.pk, by=by, presence=reauthentication.confirm(by, Proof(PASSWORD)), reason="I was wrong.")


def test_withdraw__by_a_reviewer_without_rights_on_pages_takes_the_edition_down() -> None:
    physician, request = make_signer(), under_review()
    digest = reviews.state_of(request).reviewed.digest
    presence = reauthentication.confirm(physician, Proof(PASSWORD))
    page = ArticlePage.objects.get(pk=request.page_id)
    signed = signing.sign(page, statement(), signer=physician, presence=presence, digest=digest)
    page.refresh_from_db()
    assert (page.live, reviewed_edition(page).digest) == (True, digest)
    withdraw(signed, physician)
    page.refresh_from_db()
    assert not page.live


def test_withdraw__by_a_reviewer_without_rights_on_vocabulary_takes_its_last_language_down() -> None:
    physician, entry = make_signer(), make_glossary_term(languages=["en"], live=False)
    edit_entry(entry, by=make_editor(), definition_en="It hums.")
    (text,) = reviewed_languages(entry.get_latest_revision_as_object())
    presence = reauthentication.confirm(physician, Proof(PASSWORD))
    (signed,) = signing.sign_entry(entry, statement(), signer=physician, presence=presence, digests={text.language: text.digest})
    assert GlossaryTerm.objects.get(pk=entry.pk).live
    withdraw(signed, physician)
    assert not GlossaryTerm.objects.get(pk=entry.pk).live
