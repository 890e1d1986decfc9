"""The one screen for a text: everything that a reviewer must see before signing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, ReviewRequest, User
from articles.presentation.desk.rendering import Renderer
from tests.editor.desk.desk import address, changed, edit_entry, filled, logged_in, make_signer, screen, sign, under_review
from tests.factories import (
    block,
    callout_block,
    cite,
    figure_block,
    image,
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_risk_factor,
    make_translator,
    page_link,
    reference,
    stream,
    text_block,
    translate,
)
from tests.signing import sign_off_entry
from tests.site.reader import one, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client: Client) -> Client:
    return logged_in(client, make_signer())


def part(soup: BeautifulSoup, name: str) -> str:
    return words(one(soup, f"#{name}"))


# --- The page --------------------------------------------------------------------------------------------------------


def frame(client: Client, request: ReviewRequest) -> BeautifulSoup:
    inner = one(screen(client, request), "#page iframe")
    assert "as readers will see it" in str(inner["title"])
    response = client.get(str(inner["src"]))
    assert response.status_code == 200
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    return soup_of(response)


def test_page__is_the_latest_draft_as_readers_will_see_it(at_desk: Client) -> None:
    request = changed(make_article("ar"), tldr="القمر.")
    page = frame(at_desk, request)
    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert "القمر." in words(one(page, ".tldr"))
    assert not page.select("wagtail-userbar, #wagtail-userbar")


def test_page__in_the_frame_is_never_another_text_than_the_one_on_the_screen(at_desk: Client) -> None:
    request = under_review()
    inner = str(one(screen(at_desk, request), "#page iframe")["src"])
    draft = ArticlePage.objects.get(pk=request.page_id).get_latest_revision_as_object()
    draft.tldr = "Other."
    draft.save_revision()
    response = at_desk.get(inner)
    assert response.status_code == 409
    assert "Other." not in response.content.decode()
    assert "Load it again" in response.content.decode()


def test_page__of_an_entry_is_its_words(at_desk: Client) -> None:
    entry = make_glossary_term(languages=["en"], live=False)
    (request,) = edit_entry(entry, by=make_editor(), definition_en="It <hums>.")
    soup = screen(at_desk, request)
    assert "It <hums>." in part(soup, "page")
    assert not soup.select("iframe, #comments")
    assert at_desk.get(reverse("review_desk:preview", args=[request.pk])).status_code == 404


# --- What changed ----------------------------------------------------------------------------------------------------


def change_of(client: Client, before: dict[str, object], after: dict[str, object]) -> BeautifulSoup:
    page = make_article(**before)
    return screen(
        client, changed(page, by=make_editor(), **{k: v if isinstance(v, str) else stream(*v) for k, v in after.items()})
    )


def marked(soup: BeautifulSoup, name: str) -> list[str]:
    """The words in `ins` or `del`, without what is said for screen readers."""
    found = []
    for element in soup.select(f"#changes {name}"):
        for hidden in element.select(".w-sr-only"):
            hidden.extract()
        found.append(words(element))
    return found


def labels(soup: BeautifulSoup) -> list[str]:
    return [words(label) for label in soup.select("#changes .desk-change")]


def test_changes__of_what_was_never_reviewed_are_all_of_it(at_desk: Client) -> None:
    assert "never been reviewed" in part(screen(at_desk, under_review()), "changes")


def test_changes__words_and_numbers(at_desk: Client) -> None:
    soup = change_of(at_desk, {"tldr": "Take 7 mg, gently."}, {"tldr": "Take 70 mg, boldly."})
    assert marked(soup, "del") == ["7 mg", "gently"]
    assert marked(soup, "ins") == ["70 mg", "boldly"]
    assert [words(number) for number in soup.select("#changes ins .desk-number")] == ["70 mg"]
    assert "Causes: no change" in part(soup, "changes")


def test_changes__are_cumulative_since_the_last_review_that_stands(at_desk: Client) -> None:
    page = make_article(tldr="One.")
    request = changed(page, by=make_editor(), tldr="One. Two.")
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.tldr = "One. Two. Three."
    draft.save_revision()
    assert marked(screen(at_desk, request), "ins") == ["Two. Three."]


def test_changes__link_targets_and_emphasis(at_desk: Client) -> None:
    kept = text_block()
    old, new = make_condition(title="Old knee"), make_condition(title="New knee")
    before = {**kept, "value": f"<p>Do <b>not</b> see {page_link(old, 'this')}.</p>"}
    after = {**kept, "value": f"<p>Do not see {page_link(new, 'this')}.</p>"}
    soup = change_of(at_desk, {"genetics": [before]}, {"genetics": [after]})
    assert marked(soup, "del") == ["not [bold]", f"this [link to {old.url}]"]
    assert marked(soup, "ins") == ["not", f"this [link to {new.url}]"]


def test_changes__target_that_no_reader_may_open_is_told_apart_from_another(at_desk: Client) -> None:
    kept = text_block()
    old, new = make_condition(title="Old", live=False), make_condition(title="New", live=False)
    before, after = ({**kept, "value": f"<p>{page_link(page, 'this')}</p>"} for page in (old, new))
    soup = change_of(at_desk, {"genetics": [before]}, {"genetics": [after]})
    assert marked(soup, "del") == [f"this [link to Old ({old.pk})]"]
    assert marked(soup, "ins") == [f"this [link to New ({new.pk})]"]


def test_changes__moved_added_and_removed_blocks(at_desk: Client) -> None:
    a, b, c, d = (text_block(f"<p>Block {name}.</p>") for name in "ABCD")
    soup = change_of(at_desk, {"genetics": [a, b, c]}, {"genetics": [c, a, d]})
    assert labels(soup) == ["Moved", "Removed", "Added"]
    assert marked(soup, "del") == ["Block B."]
    assert marked(soup, "ins") == ["Block D."]


def test_changes__pictures_and_how_urgent_a_callout_is(at_desk: Client) -> None:
    figure, callout = figure_block(image("Knee")), callout_block("tip")
    other = {**figure, "value": {**figure["value"], "image": {**figure["value"]["image"], "image": image("Elbow").pk}}}
    urgent = {**callout, "value": {**callout["value"], "urgency": "emergency"}}
    soup = change_of(at_desk, {"genetics": [figure, callout]}, {"genetics": [other, urgent]})
    assert len(soup.select("#changes .desk-changed del img")) == 1
    assert len(soup.select("#changes .desk-changed ins img")) == 1
    assert "Emergency: call for help now" in " ".join(marked(soup, "ins"))
    assert "Picture files and credits" in [words(heading) for heading in soup.select("#changes h3")]


def test_changes__references_headings_and_search_texts(at_desk: Client) -> None:
    before = {"references": [reference("ref-1")], "causes": [text_block(f"<p>Fact.{cite('ref-1')}</p>")]}
    page = make_article(**before)
    stored = page.references.get_prep_value()
    stored[0]["value"]["year"] = 2002
    soup = screen(
        at_desk,
        changed(page, references=stream(*stored), causes_heading="Why?", search_description="On knees.", seo_title="Knees"),
    )
    names = [words(heading) for heading in soup.select("#changes h3")]
    assert names == ["Title and search texts", "Causes", "References"]
    assert "2002" in " ".join(marked(soup, "ins"))
    assert "On knees." in marked(soup, "ins")


def test_changes__words_of_the_text_are_never_markup(at_desk: Client) -> None:
    soup = change_of(at_desk, {"tldr": "Safe."}, {"tldr": "<script>alert</script> &amp; <b>x</b>"})
    assert not soup.select("#changes script, #changes ins b")
    assert "<script>alert</script> &amp; <b>x</b>" in " ".join(marked(soup, "ins"))


def test_changes__of_an_entry_by_field(at_desk: Client) -> None:
    factor = make_risk_factor(languages=["en"], modifiable=False)
    (request,) = edit_entry(factor, by=make_editor(), explanation_en="Other words.", modifiable=True)
    soup = screen(at_desk, request)
    assert [words(heading) for heading in soup.select("#changes h3")] == ["Explanation", "Can be changed"]
    assert "Yes" in marked(soup, "ins")


def test_changes__block_of_a_kind_that_no_longer_exists_is_shown_as_its_words() -> None:
    """What an older program signed: nothing of it may be lost from the comparison."""
    assert "Old &lt;words&gt;" in Renderer([], "en").piece(block("poem", {"line": "Old <words>"}))


# --- The source ------------------------------------------------------------------------------------------------------


def test_source__live_words_stand_beside_the_translation_by_section(at_desk: Client) -> None:
    source = make_article(tldr="The moon.", genetics=[text_block("<p>From mothers.</p>")])
    edition = translate(source, "ar", live=False, tldr="القمر.")
    soup = screen(at_desk, changed(edition, by=make_translator()))
    beside = one(soup, "#source")
    assert [words(heading) for heading in beside.select("h3")][:3] == ["Title and search texts", "Short answer", "Causes"]
    english, arabic = beside.select(".desk-beside")[1].find_all("div", recursive=False)
    assert (english["lang"], arabic["lang"], arabic["dir"]) == ("en", "ar", "rtl")
    assert "The moon." in words(english)
    assert "القمر." in words(arabic)


def test_source__drafts_of_it_are_not_shown(at_desk: Client) -> None:
    source = make_article(tldr="Live.")
    edition = translate(source, "fr", live=False)
    changed(source, tldr="Draft.")
    said = part(screen(at_desk, changed(edition)), "source")
    assert "Live." in said
    assert "Draft." not in said


def test_source__that_is_not_public_is_said_to_be_missing(at_desk: Client) -> None:
    edition = translate(make_article(live=False), "fr", live=False, tldr="La lune.")
    assert "The source is not public" in part(screen(at_desk, changed(edition)), "source")


def test_source__of_an_entry(at_desk: Client) -> None:
    entry = make_glossary_term(languages=["en", "fr"], live=False)
    entry.live = True
    sign_off_entry(entry, ["en"])
    entry.save()
    french = edit_entry(entry, by=make_editor(), definition_fr="Il bourdonne.")[-1]
    said = part(screen(at_desk, french), "source")
    assert f"Definition of {entry.key} [en]" in said
    assert "Il bourdonne." in said


# --- People, checks, acts --------------------------------------------------------------------------------------------


def test_people__who_wrote_it_since_the_last_review_with_dates(at_desk: Client) -> None:
    page = make_article(tldr="One.")
    early, late = make_editor(first_name="Edda", last_name="Early"), make_editor(first_name="Lasse", last_name="Late")
    changed(page, by=early, tldr="Two.")
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.tldr = "Three."
    draft.save_revision(user=late)
    request = ReviewRequest.objects.get(page=page, outcome="")
    said = part(screen(at_desk, request), "people")
    assert said.index("Lasse Late") < said.index("Edda Early")
    assert "2 times" in said, "she changed it and submitted it"
    late.delete()
    assert "an account that was deleted" in part(screen(at_desk, request), "people")


def test_people__from_before_the_last_review_are_not_named(at_desk: Client) -> None:
    before = make_editor(first_name="Before")
    request = under_review(by=before)
    sign(at_desk, request)
    again = changed(ArticlePage.objects.get(pk=request.page_id), by=make_editor(first_name="After"), tldr="New.")
    said = part(screen(at_desk, again), "people")
    assert "After" in said
    assert "Before" not in said


def test_checks__each_with_a_plain_sentence(at_desk: Client) -> None:
    hidden = make_condition(title="Hidden knee", live=False)
    request = under_review(
        tldr="",
        genetics=[
            text_block(f'<p>It takes 7 moons. See {page_link(hidden)} and <a href="/en/x/">x</a>.</p>'),
            text_block(f"<p>Of 9 knees.{cite('nobody-1999')}</p>"),
        ],
        references=[reference("ref-1"), reference("lonely-2001")],
    )
    said = part(screen(at_desk, request), "checks")
    for sentence in (
        "The short answer is missing.",
        "“Genetics” cites “nobody-1999”, which is not in the list of references.",
        "No passage cites the reference “lonely-2001”",
        "A link leads to “Hidden knee",
        "“Genetics” links to the address /en/x/ by hand.",
        "A passage in “Genetics” states a number and cites nothing: 7",
        "By its measure (LIX",
    ):
        assert sentence in said
    assert "nothing: 9" not in said


def test_checks__that_find_nothing_say_so(at_desk: Client) -> None:
    words_alone = {
        section: [text_block("<p>Knees glimmer by night.</p>")] for section in ("genetics", "risk_factors", "research")
    }
    request = under_review(causes=[text_block(f"<p>Moons.{cite('ref-1')}</p>")], **words_alone)
    said = part(screen(at_desk, request), "checks")
    for sentence in (
        "Every part is there.",
        "Every citation has its reference",
        "Every link",
        "Every passage that states a number",
    ):
        assert sentence in said


def test_checks__reading_level_only_where_there_is_a_measure(at_desk: Client) -> None:
    assert "no trustworthy measure" in part(screen(at_desk, under_review("zh-hans")), "checks")


def test_acts__of_these_words_are_told_apart_from_earlier_ones(at_desk: Client) -> None:
    request = changed(make_article(), by=make_editor(), tldr="New.")
    linguist: User = make_signer(Meaning.MEDICAL, name="Mina")
    logged_in(at_desk, linguist)
    sign(at_desk, request, comment="Well said.")
    acts = one(screen(at_desk, request), "#acts").select(".desk-acts > li")
    assert len(acts) == 2
    assert "About exactly these words." in words(acts[0])
    assert "Mina Reader" in words(acts[0])
    assert "Well said." in words(acts[0])
    assert "About exactly these words." not in words(acts[1])


def test_screen__says_in_the_persons_own_language(client: Client) -> None:
    """Only that the interface follows the account: translations are the catalogues' affair."""
    user = make_signer()
    UserProfile.objects.create(user=user, preferred_language="ar")
    soup = screen(logged_in(client, user), under_review())
    assert soup.html is not None
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    title = one(soup, "h1 span")
    assert (title["lang"], title["dir"]) == ("en", "ltr")


def test_headings__are_in_order(at_desk: Client) -> None:
    request = changed(translate(make_article(), "fr", live=False), by=make_translator(), tldr="La lune.")
    levels = [int(heading.name[1]) for heading in screen(at_desk, request).select(".desk h1, .desk h2, .desk h3, .desk h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids__are_unique_and_every_control_has_a_label(at_desk: Client) -> None:
    soup = screen(at_desk, changed(make_article(), tldr="New."))
    ids = [str(element["id"]) for element in soup.select("#main [id]")]
    assert sorted(set(ids)) == sorted(ids)
    for control in soup.select(".desk :is(input:not([type=hidden]), textarea, select)"):
        assert soup.select(f'label[for="{control["id"]}"]'), control


def test_answers__are_nobody_elses_to_keep(at_desk: Client) -> None:
    assert "no-store" in at_desk.get(address(under_review())).headers["Cache-Control"]


# --- Who does it, and by when ----------------------------------------------------------------------------------------


def test_organise__sets_who_how_urgent_and_by_when(client: Client) -> None:
    request, physician = under_review(), make_signer()
    logged_in(client, make_editor())
    form = one(screen(client, request), "#organise form")
    client.post(address(request), filled(form, assignee=str(physician.pk), priority="1", due="2030-02-01"))
    request.refresh_from_db()
    assert (request.assignee, request.priority, str(request.due)) == (physician, 1, "2030-02-01")
    assert "2030" in part(screen(client, request), "organise")


@pytest.mark.parametrize(("field", "value"), [("due", "soon"), ("priority", "9"), ("assignee", "0"), ("priority", "")])
def test_organise__what_is_wrong_is_said_at_its_field(client: Client, field: str, value: str) -> None:
    request = under_review()
    logged_in(client, make_editor())
    form = one(screen(client, request), "#organise form")
    response = client.post(address(request), filled(form, **{field: value}))
    assert one(soup_of(response), "#organise .desk-field-wrong").select(f"[name=organise-{field}]")
    request.refresh_from_db()
    assert (request.assignee, request.priority, request.due) == (None, 2, None)


def test_organise__is_for_those_who_may(at_desk: Client) -> None:
    request = under_review()
    assert not screen(at_desk, request).select("#organise [name=organise-due]")
    response = at_desk.post(address(request), {"act": "organise", "organise-priority": "1"})
    assert response.status_code == 403
