"""Writing an article: drafts may lack anything and lose nothing; publication names everything that is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.users.models import UserProfile

from articles.domain.sections import SectionKey
from articles.models import ArticlePage
from tests.editor.forms import (
    add_address,
    article_form,
    edit_address,
    empty_article_form,
    field,
    field_errors,
    is_under_review,
    notices,
    panel,
    passage,
    reference_form,
    save_draft,
    submit,
    tabs,
    tidy,
    typed_blocks,
    words,
)
from tests.factories import (
    cite,
    image,
    locale,
    make_article,
    make_condition,
    make_disclaimer,
    make_editor,
    make_risk_factor,
    set_default_disclaimer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


@pytest.fixture
def article() -> ArticlePage:
    """A draft, on a site with a default disclaimer."""
    set_default_disclaimer()
    return make_article(live=False)


def stored(article: ArticlePage) -> ArticlePage:
    """The latest draft."""
    draft: ArticlePage = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return draft


def is_live(article: ArticlePage) -> bool:
    return ArticlePage.objects.get(pk=article.pk).live


def every_block() -> list[tuple[str, Any]]:
    """One of each block, filled."""
    factors = [make_risk_factor(), make_risk_factor()]
    listed = {str(n): {"value": str(factor.pk), "order": str(n), "deleted": "", "id": ""} for n, factor in enumerate(factors)}
    texts = ("Will it hum?", "Who turns off the lamp?")
    asked = {str(n): {"value": text, "order": str(n), "deleted": "", "id": ""} for n, text in enumerate(texts)}
    return [
        ("text", passage("<h3>At night</h3><p>Knees <b>glimmer</b>.</p>")),
        ("analogy", {"title": "Think of a lamp", "text": passage("<p>It flickers.</p>"), "limit": "Lamps have switches."}),
        ("question_answer", {"question": "Does it hum?", "answer": passage("<p>On Mondays.</p>")}),
        ("questions_to_ask", {"questions": {**asked, "count": str(len(asked))}}),
        ("callout", {"urgency": "caution", "text": passage("<p>Do not stare.</p>")}),
        (
            "figure",
            {
                "image": {"image": str(image().pk), "alt_text": "A knee that glimmers", "decorative": ""},
                "caption": "A knee",
                "credit": "M. Elbow",
            },
        ),
        ("key_figure", {"value": "7", "unit": "moons", "meaning": "pass until it stops.", "source": "knee-2001"}),
        ("comparison", {"cause": passage("<p>Moonlight.</p>"), "risk_factor": passage("<p>Open curtains.</p>")}),
        ("risk_factor_list", {"factors": {**listed, "count": str(len(factors))}}),
    ]


# --- The form --------------------------------------------------------------------------------------------------------


def test_form__has_three_tabs(editor: Client, article: ArticlePage) -> None:
    assert tabs(editor.get(edit_address(article))) == ["Content", "References", "Promote"]


def test_form__teaches_what_belongs_into_each_section(editor: Client, article: ArticlePage) -> None:
    response = editor.get(edit_address(article))
    for heading in ("Causes", "Genetics", "Risk factors", "Research frontiers"):
        assert len(tidy(" ".join(item.get_text() for item in panel(response, heading).select(".help")))) > 60


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_form__shows_the_usual_heading_of_the_editions_language(editor: Client, language: str) -> None:
    page = make_article(language, live=False)
    for response in (editor.get(edit_address(page)), editor.get(add_address("articlepage", page.get_parent()))):
        shown = field(response, "causes_heading").find("input")["placeholder"]
        assert shown == page.heading(SectionKey.CAUSES)


# --- Drafts ----------------------------------------------------------------------------------------------------------


def test_draft__may_be_nothing_but_a_title(editor: Client, article: ArticlePage) -> None:
    response = save_draft(editor, article, empty_article_form(title="Why do knees hum?"))
    assert "has been updated" in notices(response)
    draft = stored(article)
    assert (draft.title, draft.tldr) == ("Why do knees hum?", "")
    assert not any(draft.raw_bodies().values())


def test_draft__keeps_everything(editor: Client, article: ArticlePage) -> None:
    own = make_disclaimer()
    blocks = every_block()
    form = article_form(
        genetics=blocks,
        genetics_heading="Is it in the genes?",
        tldr="Because of the moon.\n\nNot the lamp.",
        disclaimer=str(own.pk),
        search_description="Knees.",
        references=[reference_form(doi="https://doi.org/10.9999/knee.7", pmid="PMID: 7654321", url="https://example.org/knee")],
    )
    save_draft(editor, article, form)
    draft = stored(article)
    assert draft.genetics_heading == "Is it in the genes?"
    assert draft.tldr.replace("\r\n", "\n") == "Because of the moon.\n\nNot the lamp."
    assert draft.disclaimer == own
    assert draft.search_description == "Knees."
    assert [child.block_type for child in draft.genetics] == [kind for kind, _value in blocks]
    for said in (
        "At night",
        "<b>glimmer</b>",
        "It flickers.",
        "Lamps have switches.",
        "On Mondays.",
        "Do not stare.",
        "moons",
        "Open curtains.",
    ):
        assert said in json.dumps(list(draft.genetics.raw_data))
    kept = {child.block_type: child.value for child in draft.genetics}
    assert kept["figure"]["image"].contextual_alt_text == "A knee that glimmers"
    assert len(kept["risk_factor_list"].present) == 2
    (reference,) = draft.raw_references()
    assert (reference["doi"], reference["pmid"]) == ("10.9999/knee.7", "7654321")
    assert not is_live(article)


def test_draft__opened_and_saved_unchanged_keeps_its_block_ids_and_words(editor: Client, article: ArticlePage) -> None:
    save_draft(editor, article, article_form(genetics=every_block()))
    first = json.loads(json.dumps(list(stored(article).genetics.raw_data)))
    assert all(block["id"] for block in first)
    shown = json.loads(typed_blocks(editor.get(edit_address(article)), "genetics"))
    assert [block["id"] for block in shown] == [block["id"] for block in first]


def test_draft__may_hold_half_filled_blocks(editor: Client, article: ArticlePage) -> None:
    form = article_form(
        causes=[
            ("figure", {"image": {"image": str(image().pk), "alt_text": "", "decorative": ""}, "caption": "Half", "credit": ""}),
            ("key_figure", {"value": "7", "unit": "", "meaning": "", "source": ""}),
            ("question_answer", {"question": "", "answer": passage("<p>Only an answer.</p>")}),
        ],
        references=[reference_form("", authors="", title="On knees", source="", year="")],
    )
    response = save_draft(editor, article, form)
    assert "has been updated" in notices(response)
    draft = stored(article)
    assert draft.causes[0].value["caption"] == "Half"
    assert draft.causes[1].value["value"] == "7"
    assert "Only an answer" in str(draft.causes[2].value["answer"])
    assert draft.references[0].value["title"] == "On knees"


def test_draft__with_half_filled_blocks_can_be_opened_and_previewed_again(editor: Client, article: ArticlePage) -> None:
    save_draft(
        editor,
        article,
        article_form(
            causes=[
                ("figure", {"image": {"image": "", "alt_text": "", "decorative": ""}, "caption": "Half", "credit": ""}),
                ("callout", {"urgency": "", "text": passage("<p>Half.</p>")}),
                ("risk_factor_list", {"factors": {"count": "0"}}),
            ],
            references=[reference_form("", year="")],
        ),
    )
    assert editor.get(edit_address(article)).status_code == 200
    preview = editor.get(f"/admin/pages/{article.pk}/view_draft/")
    assert preview.status_code == 200
    assert "Half" in preview.content.decode()


def test_draft__of_a_new_article_needs_only_a_title(editor: Client) -> None:
    condition = make_condition()
    response = editor.post(add_address("articlepage", condition), empty_article_form(title="Why do knees hum?"), follow=True)
    assert "created" in notices(response)
    (page,) = ArticlePage.objects.child_of(condition)
    assert (page.title, page.live) == ("Why do knees hum?", False)


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_draft__of_a_new_article_in_another_script_gets_an_address_that_can_be_typed(editor: Client, language: str) -> None:
    condition = make_condition(language)
    title = {"ar": "لماذا تتوهج الركب؟", "zh-hans": "膝盖为什么发光？"}[language]
    response = editor.post(add_address("articlepage", condition), empty_article_form(title=title, slug="why-knees"), follow=True)
    assert "created" in notices(response)
    (page,) = ArticlePage.objects.child_of(condition)
    assert (page.title, page.slug, page.locale) == (title, "why-knees", locale(language))


# --- Publication -----------------------------------------------------------------------------------------------------


def test_submission__of_a_complete_article(editor: Client, article: ArticlePage) -> None:
    response = submit(editor, article, article_form(genetics=every_block()))
    assert "has been submitted" in notices(response)
    assert is_under_review(article)
    assert not is_live(article)


MISSING = {
    "tldr": "The short answer is missing",
    "causes": "“Causes” has no text yet",
    "genetics": "“Genetics” has no text yet",
    "risk_factors": "“Risk factors” has no text yet",
    "research": "“Research frontiers” has no text yet",
    "disclaimer": "There is no disclaimer",
}


def test_submission__names_everything_that_is_missing_each_at_its_section(editor: Client) -> None:
    page = make_article(live=False)
    response = submit(editor, page, empty_article_form(title="Why do knees hum?"))
    for name, sentence in MISSING.items():
        assert sentence in field_errors(response, name)
        assert sentence in notices(response)
    assert "6 things are missing" in notices(response)
    assert not is_live(page)


@pytest.mark.parametrize("name", [name for name in MISSING if name != "disclaimer"])
def test_submission__names_the_one_thing_that_is_missing_and_nothing_else(
    editor: Client, article: ArticlePage, name: str
) -> None:
    nothing: Any = "" if name == "tldr" else []
    references = [] if name == "causes" else [reference_form()]
    response = submit(editor, article, article_form(**{name: nothing, "references": references}))
    assert [other for other in (*MISSING, "references") if field_errors(response, other)] == [name]
    assert "1 thing is missing" in notices(response)
    assert not is_live(article)


def test_submission__of_an_incomplete_article_keeps_what_was_typed(editor: Client, article: ArticlePage) -> None:
    response = submit(
        editor,
        article,
        article_form(title="Why do knees hum?", tldr="", genetics=words("Typed just now."), genetics_heading="Typed heading?"),
    )
    assert not is_live(article)
    assert field(response, "title").find("input")["value"] == "Why do knees hum?"
    assert field(response, "genetics_heading").find("input")["value"] == "Typed heading?"
    assert "Typed just now." in typed_blocks(response, "genetics")


def test_submission__over_a_live_page_leaves_it_as_it_was(editor: Client) -> None:
    page = make_article()
    before = (page.title, page.tldr)
    submit(editor, page, article_form(title="Why do knees hum?", tldr=""))
    now = ArticlePage.objects.get(pk=page.pk)
    assert (now.live, now.title, now.tldr) == (True, *before)


def test_submission__of_a_new_article_that_is_incomplete_creates_nothing(editor: Client) -> None:
    condition = make_condition()
    form = {**empty_article_form(title="Why do knees hum?"), "action-submit": "action-submit"}
    response = editor.post(add_address("articlepage", condition), form, follow=True)
    for name, sentence in MISSING.items():
        assert sentence in field_errors(response, name)
    assert field(response, "title").find("input")["value"] == "Why do knees hum?"
    assert not ArticlePage.objects.exists()


def test_submission__of_a_new_article_that_is_complete(editor: Client) -> None:
    set_default_disclaimer()
    condition = make_condition()
    response = editor.post(
        add_address("articlepage", condition), {**article_form(), "action-submit": "action-submit"}, follow=True
    )
    assert "created and submitted" in notices(response)
    made = ArticlePage.objects.child_of(condition).get()
    assert is_under_review(made)
    assert not made.live


def test_submission__names_a_disclaimer_that_lacks_the_editions_language(editor: Client) -> None:
    set_default_disclaimer(make_disclaimer(["en"]))
    page = make_article("de", live=False)
    response = submit(editor, page, article_form())
    assert "does not exist in this article’s language" in field_errors(response, "disclaimer")
    response = submit(editor, page, article_form(disclaimer=str(make_disclaimer(["de"]).pk)))
    assert "has been submitted" in notices(response)


def test_submission__names_citations_without_a_reference_and_references_without_a_citation(
    editor: Client, article: ArticlePage
) -> None:
    citing = [("text", passage(f"<p>Moonlight does it.{cite('nobody-1900')}</p>"))]
    response = submit(editor, article, article_form(research=citing, references=[reference_form(), reference_form("spare-1999")]))
    assert "“nobody-1900”, which is not in the list" in field_errors(response, "research")
    assert "No passage cites the reference “spare-1999”" in field_errors(response, "references")
    assert not is_live(article)


@pytest.mark.parametrize("language", ["ar", "de"])
def test_submission__names_what_is_missing_in_the_editors_own_language(
    client: Client, article: ArticlePage, language: str
) -> None:
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    response = submit(client, article, empty_article_form())
    for name in MISSING:
        if name != "disclaimer":
            assert field_errors(response, name)
            assert MISSING[name] not in field_errors(response, name)


# --- Wrong input -----------------------------------------------------------------------------------------------------

SENDERS = [save_draft, submit]


@pytest.mark.parametrize("send", SENDERS)
def test_tldr__over_the_limit_is_refused_and_the_text_is_kept(editor: Client, article: ArticlePage, send: Any) -> None:
    before = stored(article).tldr
    long = "Knees glimmer. " * 41  # 615 characters
    response = send(editor, article, article_form(tldr=long))
    assert "600" in field_errors(response, "tldr")
    assert field(response, "tldr").find("textarea").get_text().strip() == long.strip()
    assert stored(article).tldr == before
    assert not is_live(article)


def test_tldr__of_600_characters_in_several_paragraphs_is_taken(editor: Client, article: ArticlePage) -> None:
    """A browser sends each line break as two characters; its writer sees one."""
    text = "a" * 299 + "\n\n" + "b" * 299
    assert len(text) == 600
    save_draft(editor, article, article_form(tldr=text.replace("\n", "\r\n")))
    assert stored(article).tldr.replace("\r\n", "\n") == text


@pytest.mark.parametrize("send", SENDERS)
def test_doi__that_is_none_is_refused_and_kept_as_typed(editor: Client, article: ArticlePage, send: Any) -> None:
    response = send(editor, article, article_form(references=[reference_form(doi="glimmer")]))
    assert "“glimmer” is not a DOI" in field_errors(response, "references")
    assert "glimmer" in typed_blocks(response, "references")
    assert not is_live(article)


@pytest.mark.parametrize("send", SENDERS)
def test_short_name__used_twice_is_refused(editor: Client, article: ArticlePage, send: Any) -> None:
    response = send(editor, article, article_form(references=[reference_form(), reference_form(title="Another")]))
    assert "already called “knee-2001”" in field_errors(response, "references")
    assert not is_live(article)


@pytest.mark.parametrize(
    ("decision", "submitted"),
    [
        ({"alt_text": "", "decorative": ""}, False),
        ({"alt_text": "A knee", "decorative": ""}, True),
        ({"alt_text": "", "decorative": "on"}, True),
    ],
    ids=["none", "text", "decorative"],
)
def test_picture__is_submitted_only_with_a_decision_on_its_alternative_text(
    editor: Client, article: ArticlePage, decision: dict[str, str], submitted: bool
) -> None:
    figure = ("figure", {"image": {"image": str(image().pk), **decision}, "caption": "", "credit": ""})
    form = article_form(genetics=[*words(), figure])
    assert "has been updated" in notices(save_draft(editor, article, form))
    response = submit(editor, article, form)
    assert is_under_review(article) is submitted
    if not submitted:
        assert "alt text" in field_errors(response, "genetics")
        assert "decorative" in field_errors(response, "genetics")


def hostile_passage(entity: dict[str, Any]) -> str:
    """What a hostile browser would post of a passage: hostile words, in a style, a kind and an entity that are not offered."""
    text = "<script>alert(1)</script><b onclick=x>Knee</b>"
    whole = {"offset": 0, "length": len(text)}
    styled = {"inlineStyleRanges": [{**whole, "style": "SCRIPT"}], "entityRanges": [{**whole, "key": 0}]}
    plain: dict[str, list[Any]] = {"inlineStyleRanges": [], "entityRanges": []}
    blocks = [
        {"key": "a", "text": text, "type": "unstyled", "depth": 0, **styled},
        {"key": "b", "text": text, "type": "script", "depth": 0, **plain},
    ]
    return json.dumps({"blocks": blocks, "entityMap": {"0": {"mutability": "MUTABLE", **entity}}})


HOSTILE: dict[str, dict[str, Any]] = {
    "link": {"type": "LINK", "data": {"url": "javascript:alert(1)", "onclick": "alert(1)"}},
    "frame": {"type": "EMBED", "data": {"url": "javascript:alert(1)", "html": "<script>"}},
    "citation": {"type": "CITATION", "data": {"id": '"><script>alert(1)</script>', "onclick": "alert(1)"}},
    "picture": {"type": "IMAGE", "data": {"id": "1", "src": "x", "onerror": "alert(1)"}},
}


@pytest.mark.parametrize("send", SENDERS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_script__is_never_stored(editor: Client, article: ArticlePage, hostile: str, send: Any) -> None:
    response = send(editor, article, article_form(genetics=[("text", hostile_passage(HOSTILE[hostile]))]))
    assert response.status_code == 200
    for kept in (stored(article), ArticlePage.objects.get(pk=article.pk)):
        html = BeautifulSoup(" ".join(block["value"] for block in kept.genetics.raw_data), "html.parser")
        assert {tag.name for tag in html.find_all(True)} <= {"p", "a"}
        for tag in html.find_all(True):
            assert set(tag.attrs) <= {"href", "linktype", "id", "data-block-key"}
            assert "script:" not in tag.get("href", "")


@pytest.mark.parametrize("send", SENDERS)
def test_script__among_the_words_is_shown_as_words(editor: Client, article: ArticlePage, send: Any) -> None:
    send(editor, article, article_form(genetics=[("text", passage("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"))]))
    page = BeautifulSoup(editor.get(f"/admin/pages/{article.pk}/view_draft/").content, "html.parser")
    assert "<script>alert(1)</script>" in page.find(id="genetics").get_text()
    assert page.find(id="genetics").script is None


# --- What is missing, at a glance ------------------------------------------------------------------------------------


def readiness(response: Any) -> str:
    return tidy(panel(response, "Before publication").get_text(" "))


def test_readiness__lists_what_the_draft_lacks(editor: Client, article: ArticlePage) -> None:
    save_draft(editor, article, article_form(tldr="", research=[]))
    said = readiness(editor.get(edit_address(article)))
    assert "2 things are missing" in said
    assert "The short answer is missing" in said
    assert "“Research frontiers” has no text yet" in said
    assert "Genetics" not in said


def test_readiness__of_the_draft_not_of_what_is_live(editor: Client) -> None:
    page = make_article()
    save_draft(editor, page, article_form(tldr=""))
    assert "1 thing is missing" in readiness(editor.get(edit_address(page)))
    save_draft(editor, page, article_form())
    assert "thing is missing" not in readiness(editor.get(edit_address(page)))


def test_readiness__of_a_complete_draft_says_so_and_promises_no_review(editor: Client, article: ArticlePage) -> None:
    said = readiness(editor.get(edit_address(article)))
    assert "All parts are there" in said
    assert "review is still needed" in said


def test_readiness__of_a_new_article_says_when_it_will_know(editor: Client) -> None:
    said = readiness(editor.get(add_address("articlepage", make_condition())))
    assert "Save the draft once" in said
    assert "missing before this edition" not in said
