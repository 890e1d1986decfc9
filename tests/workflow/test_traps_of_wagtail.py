"""Each trap of design.md §4 that touches sign-off, as it was met in Wagtail 8.0.1: a test named after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from modeltranslation.utils import build_localized_fieldname
from wagtail.actions.publish_page_revision import PublishPagePermissionError, PublishPageRevisionAction
from wagtail.models import Page, TaskState

from articles.domain.signoffs import Meaning, WhyNot
from articles.models import ArticlePage, LedgerEntry, ReviewRequest, User, reviewed_edition
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError, MayNotSignError
from articles.services import publishing
from tests.editor.forms import article_form, edit_address, notices
from tests.editor.states import fresh, live_with_unsigned_draft, signed_draft, under_review, unsigned_draft
from tests.factories import (
    LANGUAGES,
    block,
    locale,
    make_article,
    make_condition,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
    page_link,
    text_block,
    translate,
)
from tests.signing import sign_off_entry, signed_off
from tests.workflow.appointed import qualified, sign

pytestmark = pytest.mark.django_db


def acts_on_articles() -> int:
    return LedgerEntry.objects.filter(subject__startswith="article:").count()


ANYBODY: list[Callable[[], User]] = [make_superuser, make_editor, make_translator, make_reviewer, qualified]


# --- Publishing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", [None, *ANYBODY])
def test_trap__a_revision_publishes_without_a_user_and_without_permission(user: Callable[[], User] | None) -> None:
    page = unsigned_draft()
    with pytest.raises((GateError, PublishPagePermissionError)):
        page.get_latest_revision().publish(user=user() if user else None)
    assert not fresh(page).live


def test_trap__superusers_short_circuit_every_permission_check() -> None:
    superuser = make_superuser()
    assert superuser.has_perm("wagtailcore.publish_page")
    assert not unsigned_draft().permissions_for_user(superuser).can_publish()
    with pytest.raises(MayNotSignError) as refusal:
        sign(under_review(make_editor()), superuser)
    assert refusal.value.reasons == [WhyNot.NO_PROFILE]


def test_trap__a_save_through_the_base_class_calls_no_save_of_the_subclass() -> None:
    page = Page.objects.get(pk=unsigned_draft().pk)
    page.live = True
    with pytest.raises(GateError):
        page.save()


def test_trap__save_revision_saves_the_live_row_so_that_a_careless_guard_stops_drafting() -> None:
    page = live_with_unsigned_draft()
    page.tldr = "Another unsigned draft."
    page.save_revision(user=make_editor())
    assert fresh(page).live
    assert fresh(page).tldr != "Another unsigned draft."


def test_trap__publishing_a_permission_tester_that_says_no_makes_the_stock_finish_raise() -> None:
    """The signer may not publish. Ours publishes what is signed; Wagtail's own action would have raised."""
    page = under_review(make_editor())
    reviewer = qualified()
    with pytest.raises(PublishPagePermissionError):
        PublishPageRevisionAction(page.get_latest_revision(), user=reviewer).execute()
    sign(page, reviewer)
    assert fresh(page).live
    assert fresh(page).live_revision == fresh(page).latest_revision


@pytest.mark.parametrize("person", ANYBODY)
def test_trap__the_finish_action_publishes_the_latest_revision_even_when_another_was_approved(
    person: Callable[[], User],
) -> None:
    page = under_review(make_editor())
    task_state = page.current_workflow_task_state
    with pytest.raises(GateError):
        task_state.approve(user=person())
    assert not fresh(page).live
    assert TaskState.objects.get(pk=task_state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_trap__publishing_silently_cancels_a_running_workflow() -> None:
    page = signed_draft()
    signed = page.get_latest_revision()
    page.tldr = "A newer draft, under review."
    page.save_revision()
    fresh(page).get_workflow().start(fresh(page), make_editor())
    signed.publish()
    assert fresh(page).live
    assert fresh(page).workflow_in_progress
    assert ReviewRequest.objects.get(page=page).outcome == ReviewRequest.Outcome.OPEN


def test_trap__an_alias_puts_english_text_live_under_another_language() -> None:
    page = make_article()
    french = translate(page.get_parent(), "fr")
    for make in (
        lambda: page.create_alias(parent=french, update_locale=locale("fr")),
        lambda: page.create_alias(parent=make_condition()),
        lambda: page.copy_for_translation(locale("fr"), alias=True),
    ):
        with pytest.raises(GateError):
            make()
    assert list(ArticlePage.objects.filter(live=True)) == [page]


def test_trap__a_move_or_a_copy_puts_english_text_under_another_language() -> None:
    page, french = make_article(), make_condition("fr")
    for act in (lambda: page.move(french, pos="last-child"), lambda: page.copy(to=french, keep_live=False)):
        with pytest.raises(GateError):
            act()
    home_fr = french.get_parent()
    for act in (
        lambda: page.get_parent().specific.move(home_fr, pos="last-child"),
        lambda: page.get_parent().specific.copy(to=home_fr, recursive=True, keep_live=False),
    ):
        with pytest.raises(GateError):
            act()
    assert fresh(page).url_path.startswith("/home/")
    assert ArticlePage.objects.count() == 1


def test_trap__a_copy_keeps_live_what_only_the_original_was_signed_for() -> None:
    page = make_article()
    with pytest.raises(GateError):
        page.copy(update_attrs={"slug": "copy"})
    assert ArticlePage.objects.count() == 1


def test_trap__a_new_page_is_live_by_default() -> None:
    parent, page = make_condition(), unsigned_draft()
    values = {name: getattr(page, name) for name in ("tldr", "causes", "genetics", "risk_factors", "research", "references")}
    with pytest.raises(GateError):
        parent.add_child(instance=ArticlePage(title="Why?", slug="why", **values))


def test_trap__a_revert_brings_back_words_whose_sign_off_is_gone() -> None:
    page = make_article()
    unsigned = live_with_unsigned_draft(parent=page.get_parent()).get_latest_revision()
    with pytest.raises(GateError):
        unsigned.publish(previous_revision=unsigned)


def test_trap__a_draft_half_filled_in_goes_live_outside_the_form() -> None:
    """The form asks for what blocks require; `save_revision(clean=False)` and `publish` do not."""
    page = unsigned_draft()
    half = block("question_answer", {"question": "Does it hum?", "answer": ""})
    page.causes = json.dumps([half, *page.raw_bodies()["causes"]])
    page.save_revision(clean=False)
    signed_off(page.get_latest_revision_as_object())
    with pytest.raises(IncompleteEditionError) as refusal:
        page.get_latest_revision().publish()
    assert "only half filled in" in " ".join(refusal.value.messages)


# --- What is signed --------------------------------------------------------------------------------------------------


def test_trap__a_digest_without_the_language_lets_an_untranslated_copy_pass_as_signed() -> None:
    page = make_article()
    german = translate(page, "de", live=False, title=page.title, tldr=page.tldr)
    assert german.raw_bodies() == page.raw_bodies()
    assert reviewed_edition(german).digest != reviewed_edition(page).digest
    with pytest.raises(GateError):
        german.get_latest_revision().publish()


def test_trap__autosave_overwrites_the_latest_revision_so_its_id_does_not_identify_text() -> None:
    page = signed_draft()
    revision = page.get_latest_revision()
    page.tldr = "Overwritten in place."
    page.save_revision(overwrite_revision=revision)
    assert fresh(page).latest_revision_id == revision.pk
    with pytest.raises(GateError):
        fresh(page).get_latest_revision().publish()


def test_trap__autosave_overwrites_a_revision_that_waits_for_its_hour() -> None:
    page = unsigned_draft()
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    scheduled = page.save_revision()
    signed_off(scheduled.as_object())
    scheduled.publish()
    scheduled.refresh_from_db()
    page.tldr = "Typed later."
    page.save_revision(overwrite_revision=scheduled)
    scheduled.refresh_from_db()
    assert scheduled.as_object().tldr != "Typed later."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>See <strong>this</strong>.</p>", "<p>See this.</p>"),
        ('<p>See <a href="https://example.org/a">this</a>.</p>', '<p>See <a href="https://example.org/b">this</a>.</p>'),
    ],
    ids=["emphasis", "link target"],
)
def test_trap__the_comparison_of_revisions_does_not_show_every_change(before: str, after: str) -> None:
    page = signed_draft(causes=[text_block(before)], citations=0)
    page.causes = json.dumps([{**page.raw_bodies()["causes"][0], "value": after}])
    with pytest.raises(GateError):
        page.save_revision().publish()


def test_trap__the_comparison_of_revisions_does_not_show_a_moved_block_or_another_page_linked() -> None:
    one, other = make_condition(), make_condition()
    page = signed_draft(causes=[text_block("<p>First.</p>"), text_block(f"<p>{page_link(one)}</p>")], citations=0)
    first, second = page.raw_bodies()["causes"]
    for changed in ([second, first], [first, {**second, "value": f"<p>{page_link(other)}</p>"}]):
        page.causes = json.dumps(changed)
        with pytest.raises(GateError):
            page.save_revision().publish()


# --- Approving -------------------------------------------------------------------------------------------------------


@pytest.fixture(params=ANYBODY)
def anybody(request: pytest.FixtureRequest, client: Client) -> Client:
    user = request.param()
    if not user.is_superuser:  # somebody who can open the edit form, whatever else they are
        user.groups.add(make_editor().groups.get())
    client.force_login(user)
    return client


def act_address(page: ArticlePage, action: str = "approve", view: str = "workflow_action") -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk, action, page.current_workflow_task_state.pk])


@pytest.mark.parametrize("action", ["approve", "reject", "made-up"])
def test_trap__approve_is_a_button_of_wagtails(anybody: Client, action: str) -> None:
    page = under_review(make_editor())
    for data in ({}, {"comment": "Fine."}, {"act": "1", "sequence": "1", "completes": "true"}):
        response = anybody.post(act_address(page, action), data, follow=True)
        assert "you do not have permission" in notices(response)
        by_script = anybody.post(act_address(page, action), data, headers={"x-requested-with": "XMLHttpRequest"})
        assert by_script.status_code == 403
        collected = anybody.post(act_address(page, action, "collect_workflow_action_data"), data, follow=True)
        assert "you do not have permission" in notices(collected)
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress
    assert not acts_on_articles()


FORGED = [
    "{}",
    '{"comment": "Fine."}',
    '{"act": {"sequence": 1, "kind": "sign_off", "completes": true}}',
    '{"act": null, "skip_permission_checks": true}',
]


@pytest.mark.parametrize("forged", FORGED)
def test_trap__approve_can_carry_an_edit_and_unvalidated_data(anybody: Client, forged: str) -> None:
    page = under_review(make_editor())
    form = {
        **article_form(tldr="Slipped in."),
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": forged,
    }
    response = anybody.post(edit_address(page), form, follow=True)
    assert response.status_code == 200
    assert "A review ends on the review desk, and nowhere else." in notices(response)
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress
    assert not acts_on_articles()


@pytest.mark.parametrize("act", [None, {"sequence": 1, "kind": "sign_off", "completes": True}, "1", True])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_trap__on_action_runs_with_whatever_it_is_given(action: str, act: Any) -> None:
    page = under_review(make_editor())
    task_state = page.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, make_superuser(), action, act=act)
    assert fresh(page).workflow_in_progress


def test_trap__approve_publishes_before_its_signal_is_sent_so_the_ledger_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where publication fails, the sign-off is not kept either; where it works, it found the entry."""
    page, reviewer = under_review(make_editor()), qualified()
    seen: list[int] = []
    publish = ArticlePage.publish_latest_if_signed

    def watched(self: ArticlePage, user: Any) -> None:
        seen.append(acts_on_articles())
        publish(self, user)

    monkeypatch.setattr(ArticlePage, "publish_latest_if_signed", watched)
    sign(page, reviewer)
    assert seen == [1]
    assert fresh(page).live


def test_trap__with_last_editor_may_not_approve_a_colleagues_comma_gives_the_author_the_button_back() -> None:
    author, colleague = qualified(make_editor()), make_editor()
    page = unsigned_draft()
    page.tldr = "Written by the author."
    page.save_revision(user=author)
    page.tldr = "Written by the author, with a comma."
    page.save_revision(user=colleague)
    fresh(page).get_workflow().start(fresh(page), colleague)
    with pytest.raises(MayNotSignError) as refusal:
        sign(fresh(page), author)
    assert refusal.value.reasons == [WhyNot.CONTRIBUTOR]


def test_trap__a_copy_for_translation_is_saved_without_the_name_of_who_asked_for_it(client: Client) -> None:
    page = make_article()
    translate(page.get_parent(), "de")
    translator = qualified(make_translator(), languages=["en", "de"])
    client.force_login(translator)
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    client.post(address, {"locales": [locale("de").pk], "include_subtree": ""})
    german = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="de")
    assert not german.live
    assert german.latest_revision.user is None  # Wagtail's own; if this fails, our workaround can go
    german.get_workflow().start(german, make_editor())
    with pytest.raises(MayNotSignError) as refusal:
        sign(german, translator, Meaning.LANGUAGE)
    assert WhyNot.CONTRIBUTOR in refusal.value.reasons


# --- What is forgotten -----------------------------------------------------------------------------------------------


def test_trap__deleting_a_user_forgets_who_approved() -> None:
    page, reviewer = under_review(make_editor()), qualified()
    entry = sign(page, reviewer)
    number, name = reviewer.pk, entry.signer_name
    reviewer.delete()
    assert not TaskState.objects.filter(finished_by__isnull=False).exists()
    kept = LedgerEntry.objects.get(pk=entry.pk)
    assert (kept.signer, kept.signer_name) == (number, name)
    assert fresh(page).permissions_for_user(make_editor()).can_publish()


def test_trap__purge_revisions_deletes_what_was_approved() -> None:
    page = under_review(make_editor())
    entry = sign(page, qualified())
    page = fresh(page)
    page.tldr = "A newer draft."
    page.save_revision()
    call_command("purge_revisions", "--days=0", verbosity=0)
    kept = LedgerEntry.objects.get(pk=entry.pk)
    assert json.loads(kept.content)["tldr"] == fresh(page).tldr
    assert fresh(page).live
    assert reviewed_edition(fresh(page)).digest == kept.digest
    fresh(page).save()  # readers' words may be saved again as they are


# --- What is shown ---------------------------------------------------------------------------------------------------


def test_trap__the_reviewers_panel_runs_a_query_or_more_for_each_task(client: Client) -> None:
    client.force_login(qualified())
    editor = make_editor()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("wagtailadmin_home")).status_code == 200
        return len(queries)

    under_review(editor)
    cost()
    with_one = cost()
    for _n in range(9):
        under_review(editor)
    assert cost() == with_one


def test_trap__a_revision_of_an_entry_carries_every_language() -> None:
    """So a draft in one language never takes another language's signed words from readers."""
    term = make_glossary_term("glimmer")
    term.definition_de = "Neu."
    term.save_revision()
    draft = term.get_latest_revision_as_object()
    for language in LANGUAGES:
        assert getattr(draft, build_localized_fieldname("term", language)) == f"Term glimmer [{language}]"
    sign_off_entry(draft, ["de"])
    assert publishing.publish_signed_languages(term, None) == LANGUAGES
    stored = type(term).objects.get(pk=term.pk)
    assert stored.definition_de == "Neu."
    assert stored.signed_languages == LANGUAGES
