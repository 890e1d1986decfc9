"""Sorting existing texts: by headings, by cues in running text, in every language; and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.domain.intake import Kind, Passage, Reason, Sorted, lost_sentences, sort_passages
from articles.domain.intake import sorting as module
from articles.domain.intake.cues import CUES
from articles.domain.sections import BODY_SECTIONS, SectionKey
from tests.domain.intake.texts import TEXTS, Text


def heading(text: str, level: int = 2) -> Passage:
    return Passage(Kind.HEADING, text, level)


def paragraph(text: str) -> Passage:
    return Passage(Kind.PARAGRAPH, text)


def with_headings(text: Text) -> list[Passage]:
    passages = [heading(text.title, 1), paragraph(text.reviewed), paragraph(text.stray)]
    for name, body in (text.short_answer, *text.sections.values(), text.disclaimer):
        passages += [heading(name), paragraph(body)]
    return [*passages, paragraph(text.updated)]


def without_headings(text: Text) -> list[Passage]:
    bodies = (text.lead, *(body for _name, body in text.sections.values()), text.disclaimer[1])
    return [*map(paragraph, bodies), paragraph(text.stray), paragraph(text.reviewed), paragraph(text.updated)]


def tray(draft: Sorted) -> list[str]:
    return [item.text for item in draft.tray]


@pytest.fixture(params=TEXTS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_sorting__by_headings_in_every_language(language: str) -> None:
    text = TEXTS[language]

    draft = sort_passages(with_headings(text), language)

    assert draft.title == text.title
    assert draft.tldr == text.short_answer[1]
    assert draft.bodies == {section: [f"<p>{body}</p>"] for section, (_name, body) in text.sections.items()}
    named = {section: name for section, (name, _body) in text.sections.items()}
    assert draft.headings == {SectionKey.TLDR: text.short_answer[0], **named, SectionKey.DISCLAIMER: text.disclaimer[0]}
    assert draft.disclaimer == [text.disclaimer[1]]
    assert tray(draft) == [text.stray]


def test_sorting__by_cues_where_there_are_no_headings(language: str) -> None:
    text = TEXTS[language]

    draft = sort_passages(without_headings(text), language)

    assert draft.tldr == text.lead
    assert draft.bodies == {section: [f"<p>{body}</p>"] for section, (_name, body) in text.sections.items()}
    assert draft.disclaimer == [text.disclaimer[1]]
    assert tray(draft) == [text.stray]


@pytest.mark.parametrize("passages", [with_headings, without_headings])
def test_a_line_about_a_review_or_a_date__is_a_note_and_nothing_else(language: str, passages: object) -> None:
    text = TEXTS[language]
    draft = sort_passages(with_headings(text) if passages is with_headings else without_headings(text), language)

    assert draft.notes == [text.reviewed, text.updated]


def test_every_language_has_all_kinds_of_cues(language: str) -> None:
    cues = CUES[language]
    assert set(cues.headings) == set(SectionKey)
    assert set(cues.text) == set(BODY_SECTIONS)
    assert all([cues.references, cues.leads, cues.disclaims, cues.replaces, cues.counsel, cues.labels, cues.claims])


def test_a_language_without_cues__has_everything_in_the_tray() -> None:
    text = TEXTS["en"]
    draft = sort_passages(with_headings(text), "eo")
    assert draft.title == text.title
    assert not any(draft.bodies.values())


def test_a_heading_that_names_two_sections__is_judged_by_the_words_below_it() -> None:
    body = TEXTS["en"].sections[SectionKey.GENETICS][1]
    draft = sort_passages([heading("Knees", 1), heading("Genes and causes"), paragraph(body), paragraph(body)], "en")
    assert draft.headings == {SectionKey.GENETICS: "Genes and causes"}
    assert draft.bodies[SectionKey.GENETICS] == [f"<p>{body}</p><p>{body}</p>"]


def test_an_unclear_paragraph__goes_to_the_tray_with_its_reason_and_its_links() -> None:
    draft = sort_passages([paragraph('The <a href="https://example.org/">gene</a> of the cause raises a risk.')], "en")
    assert [(item.text, item.reason) for item in draft.tray] == [
        ("The gene of the cause raises a risk.\n→ https://example.org/", Reason.NO_SECTION)
    ]


def test_a_lower_heading__stays_in_its_section() -> None:
    draft = sort_passages(
        [heading("Causes"), paragraph("Moonlight."), heading("And at noon?", 3), paragraph("Less."), heading("Causes of mist")],
        "en",
    )
    assert draft.headings == {SectionKey.CAUSES: "Causes"}
    assert draft.bodies[SectionKey.CAUSES] == [
        "<p>Moonlight.</p>",
        "<h3>And at noon?</h3><p>Less.</p>",
        "<h3>Causes of mist</h3>",
    ]


def test_a_heading_too_long_for_a_section__is_one_within_its_text() -> None:
    long = "What causes it " + "really " * 30 + "?"
    draft = sort_passages([heading("Knees", 1), heading(long), paragraph("Moonlight.")], "en")
    assert draft.bodies[SectionKey.CAUSES] == [f"<h3>{long}</h3><p>Moonlight.</p>"]


def test_a_name_set_as_a_paragraph__is_a_heading() -> None:
    draft = sort_passages([paragraph("<b>Risk factors:</b>"), paragraph("Curtains.")], "en")
    assert draft.bodies[SectionKey.RISK_FACTORS] == ["<p>Curtains.</p>"]


def test_a_long_short_answer__keeps_whole_sentences_and_leaves_the_rest_in_the_tray() -> None:
    sentence = "Knees glimmer in the light of the moon and hum a little."
    draft = sort_passages([heading("Summary"), paragraph(" ".join([sentence] * 12)), paragraph("Short.")], "en")
    assert draft.tldr == " ".join([sentence] * 10)
    assert [item.reason for item in draft.tray] == [Reason.TOO_LONG, Reason.TOO_LONG]
    assert tray(draft)[1] == "Short."


def test_a_title_longer_than_a_page_takes__is_whole_in_the_tray() -> None:
    title = "Why " + "oh why " * 50
    draft = sort_passages([heading(title, 1)], "en")
    assert len(draft.title) <= 255
    assert tray(draft) == [title.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Medically reviewed by Dr. Ada Lamp. Last updated May 2024.", "note"),
        ("Last updated: May 2024. " + "Knees glimmer. " * 30, "tray"),
        ("<ul><li>Reviewed by A. Lamp</li><li>Knees glimmer.</li></ul>", "tray"),
        ("The guideline was written in 2020, and it was updated.", "tray as any other"),
    ],
)
def test_claims_of_review_within_other_words(text: str, expected: str) -> None:
    kind = Kind.LIST if text.startswith("<ul>") else Kind.PARAGRAPH
    draft = sort_passages([heading("Causes"), Passage(kind, text)], "en")
    in_body = bool(draft.bodies[SectionKey.CAUSES])
    assert (bool(draft.notes), [item.reason for item in draft.tray], in_body) == {
        "note": (True, [], False),
        "tray": (False, [Reason.CLAIMS_REVIEW], False),
        "tray as any other": (False, [], True),
    }[expected]


def test_a_dated_line_set_as_a_heading__does_not_swallow_what_follows() -> None:
    draft = sort_passages([heading("Causes"), heading("Last updated: May 2024"), paragraph("Moonlight.")], "en")
    assert draft.notes == ["Last updated: May 2024"]
    assert draft.bodies[SectionKey.CAUSES] == ["<p>Moonlight.</p>"]


def test_what_replaces_no_counsel__is_a_disclaimer_and_what_replaces_something_else_is_not() -> None:
    draft = sort_passages([heading("Causes"), paragraph("A lamp is no substitute for the moon.")], "en")
    assert not draft.disclaimer


def test_a_list_of_references__is_structured_where_it_is_plain_and_else_left_in_the_tray() -> None:
    plain = "Ralston SH, Uitterlinden AG. Genetics of osteoporosis. Endocr Rev. 2010;31:629-62. doi:10.1210/er.2009-0044"
    vague = "A book about knees, by a friend"
    draft = sort_passages([heading("References"), Passage(Kind.LIST, f"<ol><li>{plain}</li><li>{vague}</li></ol>")], "en")
    assert [reference.key for reference in draft.references] == ["ralston-2010"]
    assert tray(draft) == ["References", vague]


# --- Nothing is lost -------------------------------------------------------------------------------------------------

_CUE_WORDS = sorted(
    {
        phrase.rstrip("*")
        for cues in CUES.values()
        for phrases in (*cues.headings.values(), cues.references, cues.leads, cues.disclaims, cues.labels, cues.claims)
        for phrase in phrases
    }
)
_WORDS = st.one_of(
    st.sampled_from(_CUE_WORDS),
    st.sampled_from(["knee", "moon", "10.1000/x", "PMID: 5", "12", "(b)", "é", "光"]),
    st.text(st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8),
)
_SENTENCE = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(_WORDS, min_size=1, max_size=8),
    st.sampled_from([".", "?", "", "。", "؟", ":", "…"]),
)
_TEXT = st.builds(" ".join, st.lists(_SENTENCE, min_size=1, max_size=40))
_PASSAGE = st.one_of(
    st.builds(heading, _SENTENCE, st.integers(1, 6)),
    st.builds(paragraph, _TEXT),
    st.builds(
        lambda items: Passage(Kind.LIST, "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"),
        st.lists(_TEXT, min_size=1, max_size=3),
    ),
    st.builds(lambda text: Passage(Kind.PARAGRAPH, f'<b>{text}</b> <a href="https://example.org/">there</a>'), _TEXT),
    st.builds(lambda text: Passage(Kind.PARAGRAPH, text, aside=Reason.HIDDEN), _TEXT),
)


@given(passages=st.lists(_PASSAGE, max_size=12), language=st.sampled_from([*CUES, "eo"]))
def test_every_sentence__is_in_the_draft_without_the_last_net(passages: list[Passage], language: str) -> None:
    sorter = module._Sorter(language)
    sorter.sort(passages)
    assert lost_sentences(passages, sorter.draft) == []
    assert len(sorter.draft.tldr) <= 600
    assert all(len(words) <= 150 for words in sorter.draft.headings.values())


def test_a_sentence_that_would_be_lost__is_found() -> None:
    assert lost_sentences([paragraph("Kept. Lost.")], Sorted(tldr="Kept.")) == ["Lost."]


def test_a_sentence_that_would_be_lost__lands_in_the_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._Sorter, "_place", lambda *_: None)
    draft = sort_passages([paragraph("Knees glimmer.")], "en")
    assert [(item.text, item.reason) for item in draft.tray] == [("Knees glimmer.", Reason.LEFT_OVER)]
