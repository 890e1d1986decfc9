"""Signing, asking for changes and withdrawing, as a person does it on the screen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from articles.domain.checklist import VERSION
from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, LedgerEntry, ReviewRequest, User
from articles.services import signing
from tests.editor.desk.desk import (
    address,
    changed,
    complaints,
    edit,
    edit_entry,
    filled,
    logged_in,
    make_signer,
    screen,
    sign,
    sign_form,
    under_review,
)
from tests.factories import (
    PASSWORD,
    make_article,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
    translate,
)
from tests.site.reader import one, soup_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def physician() -> User:
    return make_signer(Meaning.MEDICAL, name="Petra")


@pytest.fixture
def at_desk(client: Client, physician: User) -> Client:
    return logged_in(client, physician)


def signed(request: ReviewRequest) -> list[LedgerEntry]:
    """What the ledger says of the text, oldest first."""
    return list(LedgerEntry.objects.filter(subject=request.subject, language=request.language).order_by("sequence"))


def is_live(request: ReviewRequest) -> bool:
    return ArticlePage.objects.get(pk=request.page_id).live


# --- Signing ---------------------------------------------------------------------------------------------------------


def test_sign__with_the_last_missing_sign_off_publishes_exactly_the_words_on_the_screen(at_desk: Client, physician: User) -> None:
    request = under_review(tldr="Moons do it.")
    response = sign(at_desk, request, comment="Read twice.", severity="safety")
    assert (response.status_code, response.headers["Location"]) == (302, reverse("review_desk:queue"))
    page = ArticlePage.objects.get(pk=request.page_id)
    assert (page.live, page.tldr) == (True, "Moons do it.")
    entry = signed(request)[0]
    assert (entry.signer, entry.meaning, entry.scope, entry.severity, entry.comment) == (
        physician.pk, "medical", "full", "safety", "Read twice.",
    )  # fmt: skip
    assert VERSION in entry.checklist
    request.refresh_from_db()
    assert request.outcome == "signed"


def test_sign__one_of_two_keeps_the_review_open(client: Client) -> None:
    request = under_review("fr")
    linguist = make_signer(Meaning.LANGUAGE)
    response = sign(logged_in(client, linguist), request)
    assert response.headers["Location"] == address(request)
    assert not is_live(request)
    said = words(one(screen(client, request), "#sign"))
    assert "You have signed this text already." in said
    sign(logged_in(client, make_signer(Meaning.MEDICAL)), request)
    assert is_live(request)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"password": "wrong"}, "password", "This is not your password"),
        ({"password": ""}, "password", "required"),
        ({"facts": None}, "facts", "Tick this point if it holds"),
        ({"severity": None}, "severity", "required"),
        ({"scope": None}, "scope", "required"),
        ({"scope": "changes"}, "scope", "valid choice"),
        ({"severity": "none"}, "severity", "valid choice"),
        ({"comment": "x" * 4001}, "comment", "4000"),
    ],
)
def test_sign__what_is_wrong_is_said_at_its_field_and_everything_else_stays(
    at_desk: Client, values: dict[str, str | None], field: str, sentence: str
) -> None:
    request = under_review()
    response = sign(at_desk, request, **{"comment": "A long thought.", **values})
    assert response.status_code == 200
    form = one(soup_of(response), "#sign form")
    (wrong,) = form.select(".desk-field-wrong")
    assert sentence in words(wrong)
    assert wrong.select(f"[name=sign-{field}]")
    if "comment" not in values:
        assert "A long thought." in form.select("textarea")[0].text
    ticked = {str(box["name"]) for box in form.select(".desk-checklist input[checked]")}
    assert len(ticked) == (4 if field == "facts" else 5)
    assert not one(form, "input[type=password]").get("value")
    assert not signed(request)


def test_sign__the_summary_leads_to_what_is_wrong_and_takes_the_focus(at_desk: Client) -> None:
    soup = soup_of(sign(at_desk, under_review(), facts=None, severity=None, scope=None))
    summary = one(soup, "#complaints")
    assert summary.has_attr("autofocus")
    assert summary["tabindex"] == "-1"
    links = summary.select("a")
    assert len(links) == 3
    for link in links:
        assert one(soup, str(link["href"])).name == "input"


def test_sign__in_one_meaning_never_counts_as_the_other(client: Client) -> None:
    """The form is for one kind of sign-off; posting the name of the other one does not make it that."""
    request = under_review("fr")
    client.force_login(make_signer(Meaning.LANGUAGE))
    posted = {**sign_form(screen(client, request)), "meaning": "medical"}
    response = client.post(address(request), posted)
    assert "Nothing was signed" in complaints(response)[0]
    assert not signed(request)


def test_sign__who_may_give_both_chooses_which(client: Client) -> None:
    request = under_review("fr")
    client.force_login(make_signer())
    tabs = screen(client, request).select("#sign nav a")
    assert [tab.get_text() for tab in tabs] == ["Medical", "Language"]
    sign(client, request, "?meaning=language")
    assert signed(request)[0].meaning == "language"


def test_sign__changes_alone_only_where_a_review_stands(at_desk: Client) -> None:
    page = make_article()
    request = changed(page, tldr="Other words.")
    sign(at_desk, request, scope="changes")
    assert signed(request)[-1].scope == "changes"
    assert ArticlePage.objects.get(pk=page.pk).tldr == "Other words."


def test_sign__an_incomplete_edition_is_refused_with_what_is_missing(at_desk: Client) -> None:
    request = under_review(tldr="")
    response = sign(at_desk, request)
    assert any("The short answer is missing" in complaint for complaint in complaints(response))
    assert not signed(request)


def test_sign__too_many_wrong_passwords_pause_it(at_desk: Client) -> None:
    request = under_review()
    for _time in range(5):
        sign(at_desk, request, password="wrong")
    response = sign(at_desk, request)
    assert "Too many wrong passwords" in complaints(response)[0]
    assert not signed(request)


def test_sign__asks_for_a_token_against_forgery(physician: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(physician)
    request = under_review()
    assert strict.post(address(request), {"act": "sign"}).status_code == 403
    assert not signed(request)


# --- Who may not -----------------------------------------------------------------------------------------------------


def author(request: ReviewRequest) -> User:
    return make_signer(user=User.objects.get(pk=request.requested_by_id))


NOT_SIGNERS = {
    "the author": (author, ["Nobody signs their own words"]),
    "a superuser": (lambda _request: make_superuser(), ["You have no reviewer profile"]),
    "an unqualified reviewer": (lambda _request: make_reviewer(), ["You have no reviewer profile"]),
    "an editor": (lambda _request: make_editor(), ["You have no reviewer profile"]),
    "a translator": (lambda _request: make_translator(), ["You have no reviewer profile"]),
    "a reviewer of another language": (
        lambda _request: make_signer(languages=["fr"]),
        ["Your reviewer profile does not list this language."],
    ),
    "a linguist": (lambda _request: make_signer(Meaning.LANGUAGE), ["does not name this kind of sign-off"]),
    "a reviewer whose time is over": (
        lambda _request: make_signer(valid_until="2001-01-01"),
        ["Your reviewer profile is not valid today."],
    ),
    "a superuser with the profile of somebody who wrote it": (
        lambda request: author(request),
        ["You wrote, changed or submitted this text."],
    ),
}


@pytest.mark.parametrize("who", NOT_SIGNERS)
def test_sign__is_not_offered_and_the_reason_is_said(client: Client, who: str) -> None:
    request = under_review()
    make, sentences = NOT_SIGNERS[who]
    client.force_login(make(request))
    soup = screen(client, request)
    assert not soup.select("#sign form")
    assert "You cannot sign this text." in words(one(soup, "#sign"))
    for sentence in sentences:
        assert sentence in words(one(soup, "#sign"))


@pytest.mark.parametrize("who", NOT_SIGNERS)
def test_sign__posted_by_hand_signs_nothing_either(client: Client, at_desk: Client, who: str) -> None:
    request = under_review()
    posted = sign_form(screen(at_desk, request))
    client.force_login(NOT_SIGNERS[who][0](request))
    response = client.post(address(request), posted)
    assert response.status_code == 200
    assert "Nothing was signed" in complaints(response)[0]
    assert not signed(request)
    assert not is_live(request)


# --- A text that changed meanwhile -----------------------------------------------------------------------------------


def test_text_changed__nothing_is_signed_and_the_screen_says_what_changed(at_desk: Client) -> None:
    request = under_review(tldr="Take 7 moons.")
    posted = sign_form(screen(at_desk, request), comment="I read seven.")
    page = ArticlePage.objects.get(pk=request.page_id)
    edit(page, by=make_editor(), tldr="Take 70 moons.")
    response = at_desk.post(address(request), posted)
    assert "The text changed while you were reading" in complaints(response)[0]
    assert not signed(request)
    soup = soup_of(response)
    meanwhile = one(soup, "#meanwhile")
    assert "7" in words(one(meanwhile, "del"))
    assert "70" in words(one(meanwhile, "ins"))
    form = one(soup, "#sign form")
    assert "I read seven." in one(form, "textarea").text
    assert not form.select(".desk-checklist input[checked]"), "the answers were about other words"
    assert at_desk.post(address(request), sign_form(soup)).status_code == 302
    assert is_live(request)


def test_text_changed__words_that_autosave_wrote_over_are_said_to_be_gone(at_desk: Client) -> None:
    request = under_review()
    posted = sign_form(screen(at_desk, request))
    page = ArticlePage.objects.get(pk=request.page_id)
    draft = page.get_latest_revision_as_object()
    draft.tldr = "Slipped in."
    draft.save_revision(overwrite_revision=page.latest_revision)
    response = at_desk.post(address(request), posted)
    assert "The text changed" in complaints(response)[0]
    assert "no longer kept" in words(one(soup_of(response), "#meanwhile"))
    assert not signed(request)


@pytest.mark.parametrize("digest", ["", "0" * 64, "\x00", "é"])
def test_text_changed__whatever_digest_is_posted(at_desk: Client, digest: str) -> None:
    request = under_review()
    response = at_desk.post(address(request), {**sign_form(screen(at_desk, request)), "digest": digest})
    assert "The text changed" in complaints(response)[0]
    assert not signed(request)


def test_text_changed__back_and_forth_holds(at_desk: Client) -> None:
    """A digest stands for words, not for a revision: the same words again are what was read."""
    request = under_review(tldr="Moons.")
    posted = sign_form(screen(at_desk, request))
    page = ArticlePage.objects.get(pk=request.page_id)
    edit(page, tldr="Suns.")
    edit(page, tldr="Moons.")
    assert at_desk.post(address(request), posted).status_code == 302


def test_review_ended_meanwhile__nothing_is_signed(at_desk: Client) -> None:
    request = under_review()
    posted = sign_form(screen(at_desk, request))
    ArticlePage.objects.get(pk=request.page_id).current_workflow_state.cancel(user=make_editor())
    response = at_desk.post(address(request), posted)
    assert response.status_code == 200
    assert complaints(response)
    assert "This review has ended: Cancelled." in words(one(soup_of(response), ".desk-state"))
    assert not signed(request)


# --- Requesting changes ----------------------------------------------------------------------------------------------


def test_request_changes__ends_the_review_and_gives_the_reason(at_desk: Client) -> None:
    request = under_review()
    form = one(screen(at_desk, request), "#request-changes form")
    response = at_desk.post(address(request), filled(form, reason="The moon is wrong."))
    assert response.status_code == 302
    request.refresh_from_db()
    assert request.outcome == "changes_requested"
    assert signed(request)[0].comment == "The moon is wrong."


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_request_changes__without_a_reason_is_refused_at_its_field(at_desk: Client, reason: str | None) -> None:
    request = under_review()
    form = one(screen(at_desk, request), "#request-changes form")
    response = at_desk.post(address(request), filled(form, reason=reason))
    assert "Say why" in words(one(soup_of(response), "#request-changes .desk-field-wrong"))
    assert not signed(request)


def test_request_changes__of_other_words_is_refused_and_keeps_the_reason(at_desk: Client) -> None:
    request = under_review()
    form = one(screen(at_desk, request), "#request-changes form")
    edit(ArticlePage.objects.get(pk=request.page_id), tldr="Other.")
    response = at_desk.post(address(request), filled(form, reason="The moon is wrong."))
    assert "The text changed" in complaints(response)[0]
    assert "The moon is wrong." in one(soup_of(response), "#request-changes textarea").text
    request.refresh_from_db()
    assert request.outcome == ""


def test_request_changes__is_not_offered_to_who_could_sign_nothing(client: Client, at_desk: Client) -> None:
    request = under_review()
    form = filled(one(screen(at_desk, request), "#request-changes form"), reason="No.")
    client.force_login(make_superuser())
    assert not screen(client, request).select("#request-changes")
    assert "You cannot request changes" in complaints(client.post(address(request), form))[0]
    assert not signed(request)


# --- Withdrawing -----------------------------------------------------------------------------------------------------


def test_withdraw__takes_down_what_was_public_because_of_it(at_desk: Client) -> None:
    request = under_review()
    sign(at_desk, request)
    assert is_live(request)
    form = one(screen(at_desk, request), "#withdraw form")
    response = at_desk.post(address(request), filled(form, reason="I was wrong.", password=PASSWORD))
    assert response.status_code == 302
    assert not is_live(request)
    assert signed(request)[-1].kind == "withdrawal"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"password": "wrong"}, "password"),
        ({"reason": ""}, "reason"),
        ({"password": None}, "password"),
        ({"sign_off": "0"}, "sign_off"),
    ],
)
def test_withdraw__what_is_wrong_is_said_at_its_field(at_desk: Client, values: dict[str, str | None], field: str) -> None:
    request = under_review()
    sign(at_desk, request)
    form = one(screen(at_desk, request), "#withdraw form")
    response = at_desk.post(address(request), filled(form, **{"reason": "I was wrong.", "password": PASSWORD, **values}))
    assert response.status_code == 200
    assert one(soup_of(response), "#withdraw .desk-field-wrong").select(f"[name=withdraw-{field}]")
    assert is_live(request)


def test_withdraw__of_somebody_elses_sign_off_is_refused(at_desk: Client, client: Client) -> None:
    request = under_review()
    sign(at_desk, request)
    form = filled(one(screen(at_desk, request), "#withdraw form"), reason="Not mine.", password=PASSWORD)
    client.force_login(make_signer(name="Other"))
    assert not screen(client, request).select("#withdraw")
    assert "no such sign-off" in complaints(client.post(address(request), form))[0]
    assert is_live(request)


# --- Comments --------------------------------------------------------------------------------------------------------


def comment_form(client: Client, request: ReviewRequest, section: str) -> dict[str, str]:
    (form,) = (form for form in screen(client, request).select("#comments form") if form.select(f"input[value={section}]"))
    return filled(form, comment="Which moon?")


def test_comment__stands_where_editors_find_it(at_desk: Client, physician: User) -> None:
    request = under_review()
    page = ArticlePage.objects.get(pk=request.page_id)
    digest = signing.reviews.state_of(request).reviewed.digest
    paths = {
        "title": "title",
        "tldr": "tldr",
        "causes": f"causes.{page.causes[0].id}",
        "disclaimer": "disclaimer",
        "references": f"references.{page.references[0].id}.key",
    }
    for section in paths:
        assert at_desk.post(address(request), comment_form(at_desk, request, section)).status_code == 302
    comments = Comment.objects.filter(page_id=page.pk)
    assert [comment.contentpath for comment in comments.order_by("pk")] == list(paths.values())
    draft = page.get_latest_revision_as_object()
    assert all(comment.has_valid_contentpath(draft) for comment in comments)
    assert signing.reviews.state_of(request).reviewed.digest == digest
    editors = Client()
    editors.force_login(make_editor())
    assert "Which moon?" in editors.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Which moon?" in words(one(screen(at_desk, request), "#comments"))


def test_comment__without_words_is_refused_at_its_field(at_desk: Client) -> None:
    request = under_review()
    posted = {**comment_form(at_desk, request, "tldr"), "comment-tldr-comment": " "}
    soup = soup_of(at_desk.post(address(request), posted))
    assert "Write your comment." in words(one(soup, "#comments .desk-field-wrong"))
    assert one(soup, "#comments details[open]").select("[name=comment-tldr-comment]")
    assert not Comment.objects.exists()


def test_comment__on_a_section_that_does_not_exist_is_refused(at_desk: Client) -> None:
    request = under_review()
    posted = {**comment_form(at_desk, request, "tldr"), "section": "nowhere"}
    assert complaints(at_desk.post(address(request), posted))
    assert not Comment.objects.exists()


def test_comment__is_for_those_who_may_request_changes(at_desk: Client, client: Client) -> None:
    request = under_review()
    posted = comment_form(at_desk, request, "tldr")
    client.force_login(make_superuser())
    assert not screen(client, request).select("#comments form")
    assert "You cannot comment" in complaints(client.post(address(request), posted))[0]
    assert not Comment.objects.exists()


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def test_entry__is_signed_in_several_languages_at_once(client: Client) -> None:
    entry = make_glossary_term(languages=["en", "fr", "de"], live=False)
    requests = edit_entry(entry, by=make_editor(), definition_en="It hums.", definition_fr="Il bourdonne.")
    assert [request.language for request in requests] == ["de", "en", "fr"]
    german, _english, french = requests
    client.force_login(make_signer(Meaning.LANGUAGE))
    soup = screen(client, french)
    assert "Il bourdonne." in words(one(soup, "#page"))
    others = one(soup, "#sign form").select("input[name=sign-also]")
    assert len(others) == 1, "German waits for the same sign-off; English needs no language sign-off"
    sign(client, french, also=[str(others[0]["value"])])
    assert [act.meaning for act in [*signed(french), *signed(german)]] == ["language", "language"]
    client.force_login(make_signer(Meaning.MEDICAL, languages=["fr", "de"]))
    also = [str(box["value"]) for box in screen(client, german).select("input[name=sign-also]")]
    sign(client, german, also=also)
    entry.refresh_from_db()
    assert (entry.live, sorted(entry.signed_languages)) == (True, ["de", "fr"])


def test_entry__whose_other_language_changed_meanwhile_is_signed_in_none(client: Client) -> None:
    entry = make_glossary_term(languages=["en", "fr", "de"], live=False)
    german, _english, french = edit_entry(entry, by=make_editor(), definition_fr="Il bourdonne.")
    client.force_login(make_signer(Meaning.LANGUAGE))
    soup = screen(client, french)
    posted = sign_form(soup, also=[str(box["value"]) for box in soup.select("input[name=sign-also]")])
    edit_entry(entry, by=make_editor(), definition_de="Es summt.")
    response = client.post(address(french), posted)
    assert "The text changed" in complaints(response)[0]
    assert not signed(french)
    assert not signed(german)


def test_entry__a_language_that_was_never_offered_is_refused(client: Client) -> None:
    entry = make_glossary_term(languages=["en", "fr"], live=False)
    _english, french = edit_entry(entry, by=make_editor(), definition_fr="Il bourdonne.")
    client.force_login(make_signer(Meaning.LANGUAGE))
    posted = {**sign_form(screen(client, french)), "sign-also": ["de:" + "0" * 64]}
    assert client.post(address(french), posted).status_code < 500
    assert not LedgerEntry.objects.filter(language="de").exists()


# --- Anything at all -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["", "publish", "sign", "request_changes", "withdraw", "comment", "organise", "\x00"])
def test_post__of_nothing_does_nothing(at_desk: Client, act: str) -> None:
    request = under_review()
    response = at_desk.post(address(request), {"act": act})
    assert response.status_code in {200, 403}
    assert not signed(request)
    request.refresh_from_db()
    assert request.outcome == ""


def test_text_that_does_not_exist_any_more__says_so(client: Client) -> None:
    entry = make_glossary_term(languages=["en", "fr"], live=False)
    _english, french = edit_entry(entry, by=make_editor(), definition_fr="Il bourdonne.")
    entry.delete()
    response = logged_in(client, make_signer()).get(address(french))
    assert response.status_code == 404
    assert "does not exist any more" in response.content.decode()


def test_translation__is_signed_by_two(client: Client) -> None:
    edition = translate(make_article(), "fr", live=False, tldr="À cause de la lune.")
    request = changed(edition, tldr="C’est la lune.")
    for meaning in Meaning:
        sign(logged_in(client, make_signer(meaning)), request)
    assert ArticlePage.objects.get(pk=edition.pk).tldr == "C’est la lune."
