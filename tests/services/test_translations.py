"""Translations begin at the signed source, fall behind it where its meaning changed, and are brought up to date by people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction

from articles import queries
from articles.domain.basis import COMPARED, Declared
from articles.domain.signoffs import EntryKind, Meaning, Severity
from articles.models import ArticlePage, LedgerEntry, Notice, SourceEdition, TranslationRequest, reviewed_edition, subject_of
from articles.models.signing_words import GateError, SourceMissingError
from articles.models.translation_words import TranslationError
from articles.services import reviews, translation_requests, translations
from tests.factories import (
    LANGUAGES,
    locale,
    make_article,
    make_condition,
    make_editor,
    make_translator,
    make_user,
    set_default_disclaimer,
    translate,
)
from tests.reviewing import at, draft, sign
from tests.translating import brought_up_to_date, change, set_policy, sign_and_publish, source_and
from tests.workflow import people

pytestmark = pytest.mark.django_db


def outdated(page: ArticlePage) -> dict[str, Severity]:
    page.refresh_from_db()
    source = queries.source_of(page)
    return {section.section: section.severity for section in source.behind(source.basis_of(page))}


def open_requests() -> list[TranslationRequest]:
    return list(TranslationRequest.objects.filter(closed_at=None).order_by("language"))


# --- Beginning ---------------------------------------------------------------------------------------------------------


def test_translation__keeps_which_signed_edition_it_was_made_from() -> None:
    source, translator = make_article(), make_translator(["es"])
    translate(source.get_parent().specific, "es")
    page = translations.start(source, "es", by=translator)
    signed = SourceEdition.objects.get(subject=subject_of(source))
    assert set(page.basis) == set(COMPARED)
    assert {section["edition"] for section in page.basis.values()} == {signed.sequence}
    assert {name: section["digest"] for name, section in page.basis.items()} == signed.sections
    assert ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().basis == page.basis
    assert not page.live


def test_translation__of_a_live_source_with_a_draft_is_made_from_what_is_signed() -> None:
    source = make_article()
    draft(source, tldr="Nobody has signed this.")
    page = translations.start(_with_place(source, "es"), "es", by=make_user())
    assert page.tldr == source.tldr
    assert outdated(page) == {}


def _with_place(source: ArticlePage, language: str) -> ArticlePage:
    translate(source.get_parent().specific, language)
    return source


def test_translation__of_an_unsigned_source_is_made_only_where_somebody_asks_for_it() -> None:
    source = make_article(live=False)
    source.save_revision()
    _with_place(source, "es")
    with pytest.raises(TranslationError, match="Nobody has signed"):
        translations.start(source, "es", by=make_user())
    page = translations.start(source, "es", by=make_user(), ahead=True)
    assert {section["edition"] for section in page.basis.values()} == {None}


def test_translation__prepared_ahead_waits_for_its_source() -> None:
    set_default_disclaimer()
    source = make_article(live=False)
    source.save_revision()
    page = translations.start(_with_place(source, "es"), "es", by=make_user(), ahead=True)
    reviews.submit(page, make_editor())
    with pytest.raises(SourceMissingError, match="prepared ahead"):
        people.sign(page, people.make_signer(), Meaning.MEDICAL)
    with pytest.raises(GateError, match="prepared ahead"):
        sign_and_publish(page)
    sign_and_publish(source)
    sign_and_publish(page)
    assert page.live
    assert outdated(page) == {}


@pytest.mark.parametrize(
    ("what", "message"), [("exists", "an edition in this language"), ("language", "another language"), ("place", "page above")]
)
def test_start__is_refused_with_the_reason(what: str, message: str) -> None:
    source = make_article(parent=make_condition())
    if what == "exists":
        translate(source, "es", live=False)
    with pytest.raises(TranslationError, match=message):
        translations.start(source, "en" if what == "language" else "es", by=make_user())


def test_start__is_refused_from_a_translation_of_a_source() -> None:
    _source, edition = source_and("es")
    with pytest.raises(TranslationError, match="is a translation itself"):
        translations.start(edition, "fr", by=make_user())


def test_copy__within_a_language_was_made_from_nothing_and_keeps_what_is_not_done_yet() -> None:
    page = translate(make_article(), "es", live=False)
    page.machine_made, page.tray = {"tldr": {"engine": "babel", "at": "2030-01-01T09:00:00+00:00"}}, "Left over."
    page.save_revision()
    copy = page.copy(update_attrs={"slug": "another"}, keep_live=False)
    into_french = CopyPageForTranslationAction(page, locale("fr"), copy_parents=True).execute(skip_permission_checks=True)
    for copied, made, tray in ((copy, page.machine_made, "Left over."), (into_french, {}, "")):
        row = ArticlePage.objects.get(pk=copied.pk)
        for text in (row, row.get_latest_revision_as_object()):
            assert (text.machine_made, text.tray) == (made, tray)
    assert copy.basis == {}


# --- In step and outdated ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", Severity)
def test_change_of_the_source__makes_its_section_outdated_unless_it_is_editorial(severity: Severity) -> None:
    source, edition = source_and("es")
    change(source, severity, tldr="Other words.")
    assert outdated(edition) == ({} if severity is Severity.EDITORIAL else {"tldr": severity})
    asked = [(request.language, request.why, request.sections) for request in open_requests()]
    assert asked == ([] if severity is Severity.EDITORIAL else [("es", severity.value, ["tldr"])])


def test_change_of_the_source__counts_when_readers_get_it() -> None:
    source, edition = source_and("es")
    edited = draft(source, tldr="For tomorrow.", go_live_at=timezone.now() + timedelta(days=1))
    sign(edited, severity=Severity.SAFETY)
    edited.get_latest_revision().publish()
    assert outdated(edition) == {}


def test_change_of_the_source__is_told_to_those_who_write_the_language() -> None:
    spanish, french = make_translator(["es"]), make_translator(["fr"])
    source, _edition = source_and("es")
    change(source)
    told = Notice.objects.filter(kind=Notice.Kind.SOURCE_CHANGED)
    assert [notice.user for notice in told] == [spanish]
    assert french not in [notice.user for notice in told]


def test_words_and_basis__are_signed_together() -> None:
    source, edition = source_and("es")
    signed = reviewed_edition(edition).digest
    change(source)
    declared = brought_up_to_date(edition, "tldr", kind=Declared.UNCHANGED, reason="It said so already.")
    assert declared.tldr == edition.tldr
    assert reviewed_edition(declared).digest != signed
    with pytest.raises(GateError):
        declared.get_latest_revision().publish()
    assert outdated(edition) == {"tldr": Severity.MEANING}
    sign_and_publish(edition)
    assert outdated(edition) == {}
    assert open_requests() == []


def test_declaring__only_the_sections_that_are_named() -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY, tldr="Other.", title="Why else?")
    brought_up_to_date(edition, "tldr")
    sign_and_publish(edition)
    assert outdated(edition) == {"title": Severity.SAFETY}
    assert [request.sections for request in open_requests()] == [["title"]]


def test_declaring__can_be_taken_back_and_done_twice() -> None:
    source, edition = source_and("es")
    change(source)
    before = edition.basis["tldr"]
    declared = brought_up_to_date(edition, "tldr")
    once = declared.basis["tldr"]
    person = make_user()
    translations.declare(declared, {"tldr": (Declared.UPDATED, "")}, by=person)
    assert declared.basis["tldr"] == once
    translations.declare(declared, {"tldr": (None, "")}, by=person)
    assert declared.basis["tldr"] == before


@pytest.mark.parametrize(
    ("section", "kind", "reason", "message"),
    [
        ("tldr", Declared.UNCHANGED, " ", "Say why"),
        ("nonsense", Declared.UPDATED, "", "no section"),
    ],
)
def test_declaring__what_makes_no_sense_is_refused(section: str, kind: Declared, reason: str, message: str) -> None:
    _source, edition = source_and("es")
    with pytest.raises(TranslationError, match=message):
        brought_up_to_date(edition, section, kind=kind, reason=reason)


# --- For safety ----------------------------------------------------------------------------------------------------------


def test_safety__takes_outdated_editions_down_where_the_policy_says_so() -> None:
    set_policy(safety_takes_down=True)
    source, edition = source_and("es")
    other = translate(source, "fr")
    brought_up_to_date(other, "tldr")
    change(source, Severity.SAFETY)
    for page in (edition, other):
        page.refresh_from_db()
        assert not page.live
        act = LedgerEntry.objects.filter(kind=EntryKind.TAKE_DOWN, language=page.locale.language_code).get()
        assert act.comment
    assert "seguridad" in LedgerEntry.objects.get(kind=EntryKind.TAKE_DOWN, language="es").comment
    brought_up_to_date(edition, "tldr")
    with pytest.raises(GateError):
        edition.get_latest_revision().publish()
    sign_and_publish(edition)
    assert edition.live
    assert outdated(edition) == {}


def test_safety__takes_nothing_down_unless_the_policy_says_so() -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY)
    edition.refresh_from_db()
    assert edition.live
    assert outdated(edition) == {"tldr": Severity.SAFETY}


# --- Asking --------------------------------------------------------------------------------------------------------------


def test_request__asks_once_and_changes_what_was_asked() -> None:
    editor, translator = make_editor(), make_translator(["fr"])
    source = make_article()
    day = timezone.localdate() + timedelta(days=7)
    assert translation_requests.ask({subject_of(source): source.title}, ["es", "fr"], by=editor) == 2
    translation_requests.ask({subject_of(source): source.title}, ["fr"], by=editor, due=day, assignee=translator)
    assert [(asked.language, asked.due, asked.assignee) for asked in open_requests()] == [
        ("es", None, None),
        ("fr", day, translator),
    ]
    with pytest.raises(TranslationError, match="past"):
        translation_requests.ask({"article:x": "T"}, LANGUAGES, by=editor, due=timezone.localdate() - timedelta(days=1))


def test_request__by_two_people_at_once_is_one_request() -> None:
    editor, colleague, day = make_editor(), make_editor(), timezone.localdate()

    waiting = [TranslationRequest(subject="article:x", language="es", title="T", requested_by=colleague)]

    def colleague_is_faster(execute: Any, sql: str, *rest: Any) -> Any:
        if "INSERT" in sql and "articles_translationrequest" in sql and waiting:
            waiting.pop().save()
        return execute(sql, *rest)

    with connection.execute_wrapper(colleague_is_faster):
        assert translation_requests.ask({"article:x": "T"}, ["es"], by=editor, due=day) == 1
    assert [(asked.requested_by, asked.due) for asked in open_requests()] == [(colleague, day)]


def test_request__of_many_costs_the_same_as_of_few_and_tells_each_person_once() -> None:
    editor, translator = make_editor(), make_translator(["es"])
    costs = []
    for name, count in (("few", 2), ("many", 40)):
        with CaptureQueriesContext(connection) as queries_made:
            translation_requests.ask({f"article:{name}-{n}": f"Text {n}" for n in range(count)}, ["es"], by=editor)
        costs.append(len(queries_made))
    assert costs[0] == costs[1]
    assert [notice.parameters["count"] for notice in Notice.objects.filter(user=translator).order_by("pk")] == [2, 40]


# --- What nobody can slip past -----------------------------------------------------------------------------------------


def test_source_offline__changes_nothing_of_what_a_translation_lacks() -> None:
    source, edition = source_and("es")
    change(source, Severity.SAFETY)
    source.unpublish()
    assert outdated(edition) == {"tldr": Severity.SAFETY}
    draft(edition, title="Otro título.")
    sign_and_publish(edition)
    assert [request.why for request in open_requests()] == ["safety"]


def test_source__that_goes_live_by_saving_its_row_counts() -> None:
    source, edition = source_and("es")
    edited = draft(source, tldr="Other words.")
    sign(edited, severity=Severity.SAFETY)
    edited.live = True
    edited.save()
    assert outdated(edition) == {"tldr": Severity.SAFETY}
    assert [request.why for request in open_requests()] == ["safety"]


def test_translation__prepared_from_words_that_nobody_signed_cannot_go_live_before_it_follows() -> None:
    set_default_disclaimer()
    source = make_article(live=False, tldr="Some words.")
    source.save_revision()
    page = translations.start(_with_place(source, "es"), "es", by=make_user(), ahead=True)
    draft(source, tldr="Other words.")
    sign_and_publish(source)
    with pytest.raises(GateError, match="signed with other words"):
        sign_and_publish(page)
    brought_up_to_date(page, "tldr")
    sign_and_publish(page)
    assert page.live


def test_translation__that_is_public_may_be_corrected_while_its_source_is_not() -> None:
    source = make_article(live=False)
    source.save_revision()
    set_default_disclaimer()
    page = translations.start(_with_place(source, "es"), "es", by=make_user(), ahead=True)
    sign_and_publish(source)
    sign_and_publish(page)
    source.refresh_from_db()
    source.unpublish()
    draft(page, tldr="Palabras mejores.")
    sign_and_publish(page)
    assert page.tldr == "Palabras mejores."


def test_safety__keeps_an_outdated_edition_from_coming_back_on_its_old_sign_offs() -> None:
    set_policy(safety_takes_down=True)
    source, edition = source_and("es")
    edition.unpublish()
    change(source, Severity.SAFETY)
    with pytest.raises(GateError, match="changed for safety"):
        ArticlePage.objects.get(pk=edition.pk).get_latest_revision().publish()


def test_translation__that_is_older_than_such_records_is_measured_from_when_it_was_published() -> None:
    with at(2026, 1, 1):
        source, edition = source_and("es")
    ArticlePage.objects.filter(pk=edition.pk).update(basis={})
    assert outdated(edition) == {}
    with at(2026, 2, 1):
        change(source, Severity.SAFETY)
    assert outdated(edition) == {"tldr": Severity.SAFETY}
