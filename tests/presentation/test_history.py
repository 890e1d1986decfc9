"""What changed between two signed texts, in words, and the events of a public history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory

from articles.domain.changes import BlockChange, Change
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, LedgerEntry, subject_of
from articles.presentation.changes import PartView
from articles.presentation.history import EventView, ReviewEventView, TakeDownView, WithdrawalView, history_view
from articles.presentation.signed_text import Named, SignedText
from tests.factories import (
    analogy_block,
    block,
    callout_block,
    cite,
    comparison_block,
    figure_block,
    image,
    key_figure_block,
    make_disclaimer,
    make_risk_factor,
    make_superuser,
    page_link,
    question_answer_block,
    questions_to_ask_block,
    reference,
    risk_factor_list_block,
    text_block,
)
from tests.reviewing import act, draft, make_signed_article, revise, sign, withdraw
from tests.signing import SIGNERS

pytestmark = pytest.mark.django_db

Blocks = list[dict[str, Any]]


def events_of(page: ArticlePage) -> list[EventView]:
    """Newest first."""
    fresh = ArticlePage.objects.get(pk=page.pk)
    return history_view(RequestFactory().get("/"), fresh).events


def latest(page: ArticlePage) -> ReviewEventView:
    event = events_of(page)[0]
    assert isinstance(event, ReviewEventView)
    return event


def said(parts: list[PartView], change: Change) -> str:
    """Everything that was added or removed, with what cannot be seen of it."""
    pieces = [
        piece for part in parts for view in part.blocks for run in view.runs if run.change is change for piece in run.pieces
    ]
    return " ".join(f"{piece.text.strip()} {piece.note}".strip() for piece in pieces)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[PartView]:
    page = make_signed_article(**before)
    revise(page, after)
    return latest(page).changes


# --- What changed ----------------------------------------------------------------------------------------------------


def test_change__of_a_word_names_its_part_and_shows_it() -> None:
    (part,) = changes({"tldr": "Knees glimmer at night."}, {"tldr": "Knees glimmer at noon."})
    assert (part.name, [view.change for view in part.blocks]) == ("What is the short answer?", [BlockChange.CHANGED])
    assert (said([part], Change.REMOVED), said([part], Change.ADDED)) == ("night", "noon")
    assert "Knees glimmer at" in said([part], Change.SAME)


def replaced(one: dict[str, Any], value: Any) -> dict[str, Any]:
    return {**one, "value": value}


def in_text(before: str, after: str) -> Callable[[], tuple[Blocks, Blocks]]:
    def blocks() -> tuple[Blocks, Blocks]:
        passage = text_block(before)
        return [passage], [replaced(passage, after)]

    return blocks


def in_value(make: Callable[[], dict[str, Any]], **values: Any) -> Callable[[], tuple[Blocks, Blocks]]:
    def blocks() -> tuple[Blocks, Blocks]:
        one, other = make(), text_block()
        return [other, one], [other, replaced(one, {**one["value"], **values})]

    return blocks


def other_picture() -> tuple[Blocks, Blocks]:
    figure = figure_block(image(), alt_text="A knee")
    other = {**figure["value"]["image"], "alt_text": "An elbow"}
    return [figure], [replaced(figure, {**figure["value"], "image": other})]


def other_questions() -> tuple[Blocks, Blocks]:
    asked = questions_to_ask_block("Will it hum?")
    return [asked], [replaced(asked, {"questions": [block("item", "Will it sing?")]})]


def other_factor() -> tuple[Blocks, Blocks]:
    moon, sun = make_risk_factor("moon"), make_risk_factor("sun")
    factors = risk_factor_list_block(moon)
    return [factors], [replaced(factors, {"factors": [block("item", sun.pk)]})]


IN_BLOCKS = {
    "emphasis": (in_text("<p>Never stop it.</p>", "<p><b>Never</b> stop it.</p>"), "Never", "Never"),
    "target of a link": (
        in_text('<p>See <a href="https://a.example/">it</a></p>', '<p>See <a href="https://b.example/">it</a></p>'),
        "it (link to https://a.example/)",
        "it (link to https://b.example/)",
    ),
    "number": (in_text("<p>Take 5 mg.</p>", "<p>Take 50 mg.</p>"), "5 mg", "50 mg"),
    "citation": (in_text(f"<p>So.{cite('ref-1')}</p>", f"<p>So.{cite('ref-2')}</p>"), "1", "2"),
    "analogy": (in_value(analogy_block, limit="It stops here."), "", "It stops here."),
    "question": (in_value(question_answer_block, question="Does it sing?"), "hum", "sing"),
    "question to ask": (other_questions, "hum", "sing"),
    "urgency": (in_value(callout_block, urgency="urgent"), "Good to know", "Urgent: see a doctor soon"),
    "comparison": (in_value(comparison_block, cause="<p>Sunlight.</p>"), "Moonlight", "Sunlight"),
    "key figure": (in_value(key_figure_block, value="8"), "7", "8"),
    "alternative text": (other_picture, "[A knee]", "[An elbow]"),
    "risk factor": (other_factor, "moon", "sun"),
}


@pytest.mark.parametrize(("blocks", "removed", "added"), IN_BLOCKS.values(), ids=IN_BLOCKS)
def test_change__in_a_block_is_shown_in_words(blocks: Callable[[], tuple[Blocks, Blocks]], removed: str, added: str) -> None:
    before, after = blocks()
    references = [reference("ref-1"), reference("ref-2")]
    cited = [text_block(f"<p>{cite('ref-1')}{cite('ref-2')}</p>")]
    (part,) = changes({"causes": before, "genetics": cited, "references": references}, {"causes": after})
    assert part.name == "What causes it?"
    assert (said([part], Change.REMOVED), said([part], Change.ADDED)) == (removed, added)


def test_change__of_a_link_within_the_site_says_so() -> None:
    one, other = make_signed_article(), make_signed_article()
    before, after = in_text(f"<p>See {page_link(one, 'it')}</p>", f"<p>See {page_link(other, 'it')}</p>")()
    parts = changes({"causes": before, "citations": 0}, {"causes": after})
    assert said(parts, Change.ADDED) == "it (link to another page of this site)"


def test_change__of_a_picture_s_file_behind_the_same_words() -> None:
    first = image()
    other = image()
    figure = figure_block(first, alt_text="A knee")
    type(other).objects.filter(pk=other.pk).update(file_hash="0" * 40)
    swapped = {**figure["value"], "image": {**figure["value"]["image"], "image": other.pk}}
    parts = changes({"causes": [figure], "citations": 0}, {"causes": [replaced(figure, swapped)]})
    assert (said(parts, Change.REMOVED), said(parts, Change.ADDED)) == ("[A knee]", "[A knee]")


def test_change__of_blocks_added_removed_and_moved() -> None:
    a, b, c, d = (text_block(f"<p>Passage {name}.</p>") for name in "abcd")
    (part,) = changes({"causes": [a, b, c], "citations": 0}, {"causes": [c, a, d]})
    assert {view.change for view in part.blocks} == {BlockChange.MOVED, BlockChange.REMOVED, BlockChange.ADDED}
    assert all(view.label for view in part.blocks)


def test_change__of_title_heading_disclaimer_references_and_what_search_engines_show() -> None:
    disclaimer = make_disclaimer(key="other")
    before = {"causes_heading": "", "references": [reference("ref-1")]}
    after = {
        "title": "Another title",
        "causes_heading": "Why, then?",
        "disclaimer": disclaimer,
        "references": [reference("ref-1", year=2002)],
        "seo_title": "For searching",
        "search_description": "Describes it.",
    }
    parts = changes(before, after)
    assert [part.name for part in parts] == [
        "Title",
        "Why, then?",
        "How should I use this information?",
        "References",
        "Title in search results",
        "Description in search results",
    ]
    assert "2002" in said(parts, Change.ADDED)
    assert "Title of other" in said(parts, Change.ADDED)


def test_change__nothing_but_what_readers_cannot_see_in_words() -> None:
    """A figure that is marked as decorative without losing a word of it."""
    figure = figure_block(image(), alt_text="A knee")
    silent = {**figure["value"], "image": {**figure["value"]["image"], "decorative": True}}
    page = make_signed_article(causes=[text_block(), figure], citations=0)
    revise(page, {"causes": [page.causes.raw_data[0], replaced(figure, silent)]})
    event = latest(page)
    assert event.severity
    assert [view.change for part in event.changes for view in part.blocks] == [BlockChange.CHANGED]


def test_change__of_a_kind_of_block_that_there_is_no_more_is_still_shown_in_words() -> None:
    text = SignedText({}, Named("en"))
    assert text.block({"type": "song", "value": {"line": "La <la>", "times": 3}}) == "<p>La &lt;la&gt;</p>"


# --- Events ----------------------------------------------------------------------------------------------------------


def test_events__newest_first_and_the_first_has_nothing_to_compare_with() -> None:
    page = make_signed_article()
    revise(page, scope=Scope.CHANGES, severity=Severity.SAFETY, comment="The old one was wrong.")
    newest, first = events_of(page)
    assert isinstance(newest, ReviewEventView)
    assert isinstance(first, ReviewEventView)
    assert (newest.first, newest.full, newest.correction, first.first, first.full) == (False, False, True, True, True)
    assert (newest.sign_offs[0].comment, first.changes, first.severity) == ("The old one was wrong.", [], "")


def test_events__the_same_words_signed_again_say_so() -> None:
    page = make_signed_article()
    sign(page)
    event = latest(page)
    assert (event.same_text, event.severity, event.changes) == (True, "", [])


@pytest.mark.parametrize("hidden", ["draft", "signed draft", "incomplete", "refusal"])
def test_events__nothing_of_a_text_that_was_not_public(hidden: str) -> None:
    page = make_signed_article("de")
    newer = draft(page, tldr="A secret draft.")
    if hidden == "signed draft":
        sign(newer, comment="secret")
    elif hidden == "incomplete":
        sign(newer, comment="secret", complete=False)
    elif hidden == "refusal":
        act(newer, EntryKind.REFUSAL, SIGNERS[Meaning.MEDICAL], "secret")
    assert len(events_of(page)) == 1


def test_events__a_change_is_measured_against_what_was_public_before() -> None:
    page = make_signed_article(tldr="One.")
    sign(draft(page, tldr="Two, never public."))
    revise(page, {"tldr": "Three."})
    assert (said(latest(page).changes, Change.REMOVED), len(events_of(page))) == ("One", 2)


def test_events__a_withdrawal_names_what_was_withdrawn_and_why() -> None:
    page = make_signed_article()
    before = page.get_latest_revision().as_object()
    signed = events_of(page)[0]
    revise(page)
    first = LedgerEntry.objects.filter(subject=subject_of(page)).order_by("sequence")[0]
    entry = withdraw(first, before)
    withdrawal, _new, old = events_of(page)
    assert isinstance(withdrawal, WithdrawalView)
    assert isinstance(old, ReviewEventView)
    assert (withdrawal.reason, withdrawal.signed_at, withdrawal.anchor) == ("I was wrong.", signed.at, f"entry-{entry.sequence}")
    assert old.stands is False


def test_events__a_take_down_gives_its_reason_and_no_name() -> None:
    page = make_signed_article()
    act(page, EntryKind.TAKE_DOWN, make_superuser(username="a-secret-name"), "It was misread.")
    sign(page)
    _again, taken_down, _first = events_of(page)
    assert isinstance(taken_down, TakeDownView)
    assert taken_down.reason == "It was misread."
    assert "a-secret-name" not in repr(events_of(page))
