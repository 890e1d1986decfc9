"""Machine text goes into a draft only, keeps markup, is marked by section, and the mark goes when a person confirms it."""

from __future__ import annotations

from typing import Any

import pytest

from articles.checks import check_machine_translation
from articles.models import ArticlePage, Contribution
from articles.models.translation_words import TranslationError
from articles.services.machine_translation import EngineError, configured_engine, confirm_section, is_configured, translate_draft
from tests.factories import cite, make_article, make_editor, text_block, translate

pytestmark = pytest.mark.django_db


class Shouting:
    """Translates by writing in capitals, and loses the markup of whatever speaks of `danger`."""

    name = "Shouting machine"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, texts: list[str], source: str, target: str, *, html: bool) -> list[str]:
        self.asked += texts
        return ["X" if "danger" in text else text.replace("glimmers", "GLIMMERS").replace("[ref", "[REF") for text in texts]


def latest(edition: ArticlePage) -> ArticlePage:
    draft: ArticlePage = ArticlePage.objects.get(pk=edition.pk).get_latest_revision_as_object()
    return draft


@pytest.fixture
def edition() -> ArticlePage:
    causes = [text_block(f'<p data-block-key="k">It glimmers.{cite("ref-1")}</p>'), text_block("<p>A <b>danger</b>.</p>")]
    edition: ArticlePage = translate(make_article(causes=causes), "es")
    return edition


def test_machine__fills_what_nobody_translated_and_marks_the_section(edition: ArticlePage) -> None:
    engine, editor = Shouting(), make_editor()
    report = translate_draft(edition, {"causes", "title"}, by=editor, engine=engine)
    draft = latest(edition)
    values = [child["value"] for child in draft.causes.raw_data]
    assert values == [f'<p data-block-key="k">It GLIMMERS.{cite("ref-1")}</p>', "<p>A <b>danger</b>.</p>"]
    assert (report.written, report.sections, report.kept) == (1, ["causes"], [f"causes/{draft.causes.raw_data[1]['id']}"])
    assert draft.machine_made["causes"]["engine"] == "Shouting machine"
    assert list(draft.machine_made) == ["causes"]
    assert not any("[es]" in text for text in engine.asked)  # what a person wrote is left alone
    row = ArticlePage.objects.get(pk=edition.pk)
    assert (row.live, row.machine_made, [child["value"] for child in row.causes.raw_data] == values) == (True, {}, False)
    assert [part.detail for part in draft.missing_parts()] == ["causes"]


def test_confirming__takes_the_mark_off_and_names_who_answers(edition: ArticlePage) -> None:
    translate_draft(edition, {"causes", "genetics"}, by=make_editor(), engine=Shouting())
    person = make_editor()
    with pytest.raises(TranslationError):
        confirm_section(edition, "research", by=person)
    assert not Contribution.objects.filter(user=person.pk).exists()
    confirm_section(edition, "causes", by=person)
    assert "causes" not in latest(edition).machine_made
    assert Contribution.objects.filter(user=person.pk, language="es").exists()


def test_draft_that_changed_meanwhile__is_not_overwritten(edition: ArticlePage) -> None:
    class Slow(Shouting):
        def translate(self, texts: list[str], source: str, target: str, *, html: bool) -> list[str]:
            draft = latest(edition)
            draft.title = "Entretanto"
            draft.save_revision(user=make_editor())
            return super().translate(texts, source, target, html=html)

    with pytest.raises(TranslationError, match="while the machine"):
        translate_draft(edition, {"causes"}, by=make_editor(), engine=Slow())
    assert (latest(edition).title, latest(edition).machine_made) == ("Entretanto", {})


def test_engine__is_off_by_default_and_must_have_a_good_address(settings: Any) -> None:
    assert not is_configured()
    assert check_machine_translation() == []
    with pytest.raises(EngineError, match="MACHINE_TRANSLATION_URL"):
        configured_engine()
    settings.MACHINE_TRANSLATION = {"URL": "http://example.org", "API_KEY": ""}
    (error,) = check_machine_translation()
    assert error.id == "articles.E004"
    settings.MACHINE_TRANSLATION = {"URL": "https://example.org", "API_KEY": "x"}
    assert check_machine_translation() == []
    assert configured_engine().name == "LibreTranslate (example.org)"
