"""Whatever readers see that the ledger does not cover is found."""

from __future__ import annotations

from typing import Any

import pytest

from articles.domain.signoffs import EntryKind, Scope
from articles.models import (
    ArticlePage,
    GlossaryTerm,
    LedgerEntry,
    RiskFactor,
    reviewed_edition,
    reviewed_entry,
)
from articles.services import ledger
from tests.factories import (
    locale,
    make_article,
    make_condition,
    make_disclaimer,
    make_glossary_term,
    make_risk_factor,
    set_default_disclaimer,
    stream,
    text_block,
    translate,
)
from tests.services.verification.running import kinds, problems, verify
from tests.signing import SIGNERS, sign_off_text

pytestmark = pytest.mark.django_db


def alter(page: ArticlePage, **values: Any) -> None:
    ArticlePage.objects.filter(pk=page.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Do knees shine?"},
        {"tldr": "They do not."},
        {"causes": stream(text_block("<p>Other causes.</p>"))},
        {"genetics": "no JSON"},
        {"references": "[]"},
        {"tldr_heading": "In short"},
        {"seo_title": "Buy glimmer oil"},
        {"disclaimer_id": None},
    ],
    ids=lambda values: next(iter(values)),
)
def test_edition__altered_by_raw_sql_is_found(values: dict[str, Any]) -> None:
    disclaimer = make_disclaimer()
    page = make_article(disclaimer=disclaimer)
    other = make_article()
    assert kinds() == []
    alter(page, **values)
    (problem,) = problems()
    assert problem["kind"] == "not_as_signed"
    assert problem["id"] == str(page.pk) != str(other.pk)
    assert problem["address"].endswith(page.url)
    signed = LedgerEntry.objects.get(subject=f"article:{page.translation_key}")
    assert f"entry {signed.sequence}" in problem["what"]


def test_edition__made_live_by_raw_sql_without_a_sign_off_is_found_with_the_time() -> None:
    set_default_disclaimer()
    page = make_article(live=False)
    page.save_revision()
    alter(page, live=True, last_published_at="2020-02-02T02:02:02+00:00")
    code, lines = verify()
    assert code == 1
    assert lines[0].startswith(f"Live without the sign-offs that it needs: article “{page.title}” in en (id {page.pk}, http")
    assert lines[0].endswith("since 2020-02-02 02:02:02 UTC)")


def test_edition__of_which_only_a_part_is_signed_is_found() -> None:
    set_default_disclaimer()
    source = make_article()
    page = translate(source, "de", live=False).get_latest_revision_as_object()
    page = ArticlePage.objects.get(pk=page.pk)
    text = reviewed_edition(page)
    ledger.append(ledger.Act(EntryKind.SIGN_OFF, text, SIGNERS["medical"], meaning="medical", scope=Scope.FULL))  # type: ignore[arg-type,index]
    alter(page, live=True)
    assert kinds() == ["never_signed"]


def test_edition__put_back_by_raw_sql_after_its_sign_off_was_withdrawn_is_found_with_the_time() -> None:
    page = make_article()
    text = reviewed_edition(page)
    signed = LedgerEntry.objects.get(subject=text.subject)
    (act,) = ledger.append(ledger.Act(EntryKind.WITHDRAWAL, text, None, comment="Wrong.", withdraws=signed.sequence))
    (problem,) = problems()
    assert problem["kind"] == "withdrawn"
    assert problem["since"] == act.at.isoformat()


def test_edition__with_the_words_of_another_language_is_found() -> None:
    page = make_article()
    translate(page.get_parent().specific, "de")
    alter(page, locale=locale("de"))
    assert kinds() == ["never_signed"]


def test_edition__that_is_a_live_alias_is_found() -> None:
    page = make_article()
    copy = page.copy(to=make_condition(), keep_live=False, update_attrs={"slug": "twin"})
    alter(copy, live=True, alias_of=page)
    (problem,) = problems()
    assert (problem["kind"], problem["id"]) == ("alias", str(copy.pk))


def test_edition__older_words_that_were_signed_before_are_no_problem_while_they_stand() -> None:
    page = make_article()
    before = page.tldr
    page.tldr = "New words."
    sign_off_text(reviewed_edition(page))
    alter(page, tldr="New words.")
    assert kinds() == []
    alter(page, tldr=before)
    assert kinds() == []


def test_drafts__are_nobodys_business() -> None:
    page = make_article()
    page.tldr = "A draft that nobody signed."
    page.save_revision()
    make_article(live=False)
    assert kinds() == []


def test_entry__altered_by_raw_sql_is_found_in_its_language_alone() -> None:
    term = make_glossary_term(languages=["en", "de"])
    GlossaryTerm.objects.filter(pk=term.pk).update(definition_de="Etwas anderes.")
    (problem,) = problems()
    assert (problem["kind"], problem["id"]) == ("not_as_signed", str(term.pk))
    assert f"“{term.key}” in de" in problem["where"]
    assert f"/{term.pk}/" in problem["address"]


def test_entry__whose_shared_field_was_altered_is_found_in_every_language() -> None:
    factor = make_risk_factor(languages=["en", "de"], modifiable=True)
    RiskFactor.objects.filter(pk=factor.pk).update(modifiable=False)
    assert kinds() == ["not_as_signed"] * 2


def test_entry__that_shows_a_language_that_nobody_signed_is_found() -> None:
    term = make_glossary_term(languages=["en"])
    GlossaryTerm.objects.filter(pk=term.pk).update(signed_languages=["en", "fr"], definition_fr="Un genou.")
    (problem,) = problems()
    assert problem["kind"] == "never_signed"
    assert "in fr" in problem["where"]


@pytest.mark.parametrize("listed", [["en", "xx"], "fr", {"en": 1}, [["en"]], 7])
def test_entry__with_a_list_of_languages_that_is_none_is_found(listed: object) -> None:
    term = make_glossary_term(languages=["en"])
    GlossaryTerm.objects.filter(pk=term.pk).update(signed_languages=listed)
    assert set(kinds()) <= {"language_unknown", "never_signed"}
    assert kinds()


def test_entry__words_that_are_not_shown_need_no_sign_off() -> None:
    term = make_glossary_term(languages=["en"])
    GlossaryTerm.objects.filter(pk=term.pk).update(definition_fr="Un genou qui brille.")
    assert kinds() == []


def test_entry__made_live_by_raw_sql_shows_nothing_and_is_no_problem() -> None:
    term = make_glossary_term(languages=["en"], live=False)
    GlossaryTerm.objects.filter(pk=term.pk).update(live=True)
    assert kinds() == []
    GlossaryTerm.objects.filter(pk=term.pk).update(signed_languages=["en"])
    assert kinds() == ["never_signed"]
    sign_off_text(reviewed_entry(GlossaryTerm.objects.get(pk=term.pk), "en"))
    assert kinds() == []
