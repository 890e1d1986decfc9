"""Who may do what: every predicate and every page permission, for every role, in every state of a sign-off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from articles import permissions
from articles.models import Disclaimer, GlossaryTerm, ReviewerProfile, ReviewPolicy, RiskFactor, User
from tests.editor.states import live_with_unsigned_draft, signed_draft, unsigned_draft
from tests.factories import (
    LANGUAGES,
    make_article,
    make_condition,
    make_editor,
    make_information,
    make_reviewer,
    make_superuser,
    make_translator,
    make_user,
)

pytestmark = pytest.mark.django_db

ADMINISTRATOR, EDITOR, TRANSLATOR, REVIEWER, NOBODY = "administrator", "editor", "translator", "reviewer", "nobody"
PEOPLE: dict[str, Callable[[], User]] = {
    ADMINISTRATOR: make_superuser,
    EDITOR: make_editor,
    TRANSLATOR: make_translator,
    REVIEWER: make_reviewer,
    NOBODY: make_user,
}
STAFF = {ADMINISTRATOR, EDITOR, TRANSLATOR, REVIEWER}
PUBLISHERS = {ADMINISTRATOR, EDITOR}


def on(page: Callable[[], Page], question: str) -> Callable[[User], bool]:
    return lambda user: bool(getattr(page().permissions_for_user(user), question)())


def for_new_profile(user: User) -> bool:
    return permissions.can_change_profile(user, ReviewerProfile())


def for_stored_profile(user: User) -> bool:
    return permissions.can_change_profile(user, ReviewerProfile.objects.create(key=f"of-{make_user().pk}"))


def for_own_profile(user: User) -> bool:
    return permissions.can_change_profile(user, ReviewerProfile.objects.create(key=f"own-{user.pk}", user=user))


#: What is asked, and of whom the answer is yes.
QUESTIONS: dict[str, tuple[Callable[[User], bool], set[str]]] = {
    "publish an unsigned draft": (on(unsigned_draft, "can_publish"), set()),
    "publish an unsigned draft of a live article": (on(live_with_unsigned_draft, "can_publish"), set()),
    "publish a signed draft": (on(signed_draft, "can_publish"), PUBLISHERS),
    "publish a live article again as it is": (on(make_article, "can_publish"), PUBLISHERS),
    "publish a condition": (on(make_condition, "can_publish"), PUBLISHERS),
    "publish a page about the site": (on(lambda: make_information("other"), "can_publish"), PUBLISHERS),
    "edit a page about the site": (on(lambda: make_information("other"), "can_edit"), {*PUBLISHERS, TRANSLATOR}),
    "delete a live page about the site": (on(lambda: make_information("other"), "can_delete"), PUBLISHERS),
    "create and publish an article": (on(make_condition, "can_publish_subpage"), set()),
    "edit an unsigned draft": (on(unsigned_draft, "can_edit"), {*PUBLISHERS, TRANSLATOR}),
    "make an unsigned draft private": (on(unsigned_draft, "can_set_view_restrictions"), PUBLISHERS),
    "take an unsigned draft off the timetable": (on(unsigned_draft, "can_unschedule"), PUBLISHERS),
    "hold the right to publish": (lambda user: permissions.has_right_to_publish(user, unsigned_draft()), PUBLISHERS),
    "take down a live article": (lambda user: permissions.has_right_to_publish(user, make_article()), PUBLISHERS),
    "take down a live entry": (lambda user: permissions.can_publish_entries(user, GlossaryTerm), PUBLISHERS),
    **{
        f"publish entries: {model.__name__}": (lambda user, model=model: permissions.can_publish_entries(user, model), PUBLISHERS)
        for model in (GlossaryTerm, RiskFactor, Disclaimer)
    },
    "publish reviewers": (lambda user: permissions.can_publish_entries(user, ReviewerProfile), {ADMINISTRATOR}),
    "make a reviewer’s profile": (for_new_profile, {ADMINISTRATOR}),
    "change a reviewer’s profile": (for_stored_profile, {ADMINISTRATOR}),
    "change one’s own profile": (for_own_profile, set()),
    "see the desk": (permissions.can_see_desk, STAFF),
    "see the language matrix": (permissions.can_see_matrix, STAFF),
    "see readers’ reports": (permissions.can_see_reports, STAFF),
    "manage readers’ reports": (permissions.can_manage_reports, PUBLISHERS),
    "ask for translations": (permissions.can_request_translations, PUBLISHERS),
    "translate into Spanish": (lambda user: permissions.can_translate_into(user, "es"), {*PUBLISHERS, TRANSLATOR}),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_permission__is_held_by_whom_it_is_meant_for(question: str) -> None:
    ask, whom = QUESTIONS[question]
    assert {role for role, make in PEOPLE.items() if ask(make())} == whom


@pytest.mark.parametrize("question", QUESTIONS)
def test_permission__is_held_by_no_inactive_account(question: str) -> None:
    ask, _whom = QUESTIONS[question]
    for make in PEOPLE.values():
        user = make()
        user.is_active = False
        user.save()
        assert not ask(user)


def test_desk__is_closed_to_strangers() -> None:
    assert not permissions.can_see_desk(AnonymousUser())
    assert not permissions.can_see_matrix(AnonymousUser())
    assert not permissions.can_see_reports(AnonymousUser())


def test_translator__of_spanish_writes_no_french() -> None:
    translator = make_translator(languages=["es"])
    assert [code for code in LANGUAGES if permissions.can_translate_into(translator, code)] == ["es"]


def test_tester__is_asked_through_the_base_class_too() -> None:
    """Listings and bulk actions hold plain pages."""
    page, editor = unsigned_draft(), make_editor()
    assert not Page.objects.get(pk=page.pk).permissions_for_user(editor).can_publish()
    assert not Page.objects.get(pk=page.get_parent().pk).permissions_for_user(editor).can_publish_subpage()


def test_raised_policy__lets_a_live_article_be_published_as_it_is_and_no_draft() -> None:
    page, draft, editor = make_article(), signed_draft(), make_editor()
    ReviewPolicy.objects.create(medical_for_source=2)
    assert page.permissions_for_user(editor).can_publish()
    assert not draft.permissions_for_user(editor).can_publish()


def test_tester__takes_the_same_queries_whatever_the_articles_length() -> None:
    short, long, editor = make_article(), make_article(blocks=10, citations=10), make_editor()

    def cost(page: Any) -> int:
        page = type(page).objects.get(pk=page.pk)
        tester = page.permissions_for_user(editor)
        with CaptureQueriesContext(connection) as queries:
            assert tester.can_publish()
        return len(queries)

    cost(short)
    assert cost(long) == cost(short) <= 5


@pytest.mark.parametrize("address", ["wagtailsettings:edit"])
def test_review_policy__is_seen_and_changed_by_administrators_alone(client: Client, address: str) -> None:
    policy = ReviewPolicy.objects.create()
    where = reverse(address, args=["articles", "reviewpolicy", policy.pk])
    opened = set()
    for role, make in PEOPLE.items():
        client.force_login(make())
        if client.get(where).status_code == 200:
            opened.add(role)
    assert opened == {ADMINISTRATOR}
