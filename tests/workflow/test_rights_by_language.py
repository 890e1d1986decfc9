"""Who may do what in which language: a table of roles and acts, each tried as a person would, and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from articles import permissions, queries
from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, HomePage, ReviewRequest, RiskFactor, User, subject_of
from tests.editor import forms
from tests.factories import make_article, make_editor, make_risk_factor, make_superuser, make_translator, translate
from tests.signing import signed_off
from tests.workflow import people
from tests.workflow.entries import draft_of
from tests.workflow.people import latest_digest, make_signer, stored

pytestmark = pytest.mark.django_db

EDITOR, TRANSLATOR, MEDICAL, LANGUAGE, ADMINISTRATOR = "editor", "translator", "medical", "language", "administrator"
PEOPLE: dict[str, Callable[[], User]] = {
    EDITOR: make_editor,
    TRANSLATOR: lambda: make_translator(["es"]),
    MEDICAL: lambda: make_signer(meanings=[Meaning.MEDICAL]),
    LANGUAGE: lambda: make_signer(meanings=[Meaning.LANGUAGE], languages=["en", "es"]),
    ADMINISTRATOR: make_superuser,
}
EVERYBODY = set(PEOPLE)
MANAGERS = {EDITOR, ADMINISTRATOR}
WRITERS_OF_SPANISH = {*MANAGERS, TRANSLATOR}


@dataclass
class Desk:
    """A person at work, on a public source with drafts in two other languages, and on texts in three languages under review."""

    user: User
    client: Client
    editions: dict[str, ArticlePage]
    requests: dict[str, ReviewRequest]
    factor: RiskFactor

    def opens(self, address: str) -> bool:
        response = self.client.get(address)
        return response.status_code == 200

    def posts(self, language: str, **how: str) -> ArticlePage:
        """What the editor's form of an edition posts; the answer leads back to the form, which nobody needs to see."""
        page = self.editions[language]
        form = forms.article_form(title=page.title, slug=page.slug, tldr="Changed.")
        self.client.post(forms.edit_address(page), {**form, **how})
        return stored(page)

    def saves(self, language: str) -> bool:
        page = self.posts(language)
        return bool(page.get_latest_revision_as_object().tldr == "Changed.")

    def adds_below(self, language: str) -> bool:
        parent = self.editions[language].get_parent()
        form = forms.article_form(title="A new one", slug="a-new-one")
        self.client.post(forms.add_address("articlepage", parent), form)
        return parent.get_children().filter(slug="a-new-one").exists()

    def submits(self, language: str) -> bool:
        return forms.is_under_review(self.posts(language, **{"action-submit": "action-submit"}))

    def publishes(self, language: str, *, signed: bool) -> bool:
        if not signed:
            return self.posts(language, **{"action-publish": "action-publish"}).live
        page = self.editions[language]
        signed_off(page.get_latest_revision_as_object())
        return bool(stored(page).permissions_for_user(self.user).can_publish())

    def signs(self, language: str, meaning: Meaning) -> bool:
        page = self.requests[language].page
        assert page is not None
        before = latest_digest(page)
        try:
            people.sign(page, self.user, meaning)
        except ValidationError:
            return False
        return before == latest_digest(page)

    def writes(self, column: str) -> bool:
        """Posts a whole entry as it is, one field changed."""
        draft, columns = draft_of(self.factor), [f.name for f in RiskFactor._meta.get_fields() if "_" in f.name]
        words = {name: getattr(draft, name) or "" for name in columns if name.startswith(("name_", "explanation_", "advice_"))}
        where = reverse("wagtailsnippets_articles_riskfactor:edit", args=[self.factor.pk])
        self.client.post(where, {"key": draft.key, "modifiable": "on", **words, column: "" if column == "modifiable" else "New"})
        return bool(getattr(draft_of(self.factor), column) != getattr(draft, column))

    def text(self, language: str) -> str:
        return reverse("review_desk:text", args=[self.requests[language].pk])


def lists_spanish(desk: Desk) -> bool:
    response = desk.client.get(reverse("articles:index"))
    return response.status_code == 200 and desk.editions["es"].title in response.content.decode()


#: What is tried, and who succeeds.
ACTS: dict[str, tuple[Callable[[Desk], bool], set[str]]] = {
    "read the source under review": (lambda desk: desk.opens(desk.text("en")), EVERYBODY),
    "read French under review": (lambda desk: desk.opens(desk.text("fr")), EVERYBODY),
    "read the source’s latest draft": (
        lambda desk: desk.opens(reverse("review_desk:source", args=[desk.editions["en"].pk])),
        EVERYBODY,
    ),
    "read the source’s history": (
        lambda desk: desk.opens(reverse("review_desk:history", args=[subject_of(desk.editions["en"]), "en"])),
        EVERYBODY,
    ),
    "take a French draft for a source": (
        lambda desk: desk.opens(reverse("review_desk:source", args=[desk.editions["fr"].pk])),
        set(),
    ),
    "find the Spanish draft in the list": (lists_spanish, WRITERS_OF_SPANISH),
    "open the source in the editor": (lambda desk: desk.opens(forms.edit_address(desk.editions["en"])), MANAGERS),
    "change English": (lambda desk: desk.saves("en"), MANAGERS),
    "change Spanish": (lambda desk: desk.saves("es"), WRITERS_OF_SPANISH),
    "change French": (lambda desk: desk.saves("fr"), MANAGERS),
    "add an article in Spanish": (lambda desk: desk.adds_below("es"), WRITERS_OF_SPANISH),
    "add an article in French": (lambda desk: desk.adds_below("fr"), MANAGERS),
    "submit Spanish": (lambda desk: desk.submits("es"), WRITERS_OF_SPANISH),
    "submit French": (lambda desk: desk.submits("fr"), MANAGERS),
    "publish Spanish that nobody signed": (lambda desk: desk.publishes("es", signed=False), set()),
    "publish signed Spanish": (lambda desk: desk.publishes("es", signed=True), MANAGERS),
    "sign English medically": (lambda desk: desk.signs("en", Meaning.MEDICAL), {MEDICAL}),
    "sign Spanish medically": (lambda desk: desk.signs("es", Meaning.MEDICAL), {MEDICAL}),
    "sign Spanish for its language": (lambda desk: desk.signs("es", Meaning.LANGUAGE), {LANGUAGE}),
    "sign French medically": (lambda desk: desk.signs("fr", Meaning.MEDICAL), {MEDICAL}),
    "sign French for its language": (lambda desk: desk.signs("fr", Meaning.LANGUAGE), set()),
    "see what is to be translated": (lambda desk: desk.user.has_perm("articles.view_translationrequest"), EVERYBODY),
    "ask for translations": (lambda desk: desk.user.has_perm("articles.add_translationrequest"), MANAGERS),
    "change an entry’s Spanish": (lambda desk: desk.writes("name_es"), WRITERS_OF_SPANISH),
    "change an entry’s English": (lambda desk: desk.writes("name_en"), MANAGERS),
    "change an entry’s French": (lambda desk: desk.writes("name_fr"), MANAGERS),
    "change what an entry’s languages share": (lambda desk: desk.writes("modifiable"), MANAGERS),
    "begin an entry": (lambda desk: desk.opens(reverse("wagtailsnippets_articles_riskfactor:add")), MANAGERS),
    "publish entries": (lambda desk: permissions.can_publish_entries(desk.user, RiskFactor), MANAGERS),
}


def _desk(user: User, client: Client) -> Desk:
    client.force_login(user)
    work, read = make_article(), make_article()
    editions = {"en": work, **{code: translate(work, code, live=False) for code in ("es", "fr")}}
    under_review = {"en": read, **{code: translate(read, code, live=False) for code in ("es", "fr")}}
    editor = make_editor()
    people.edit(read, editor, tldr="Another answer.")
    for page in under_review.values():
        people.reviews.submit(stored(page), editor)
    requests = {code: ReviewRequest.objects.get(page=page) for code, page in under_review.items()}
    return Desk(user, client, editions, requests, make_risk_factor("moonlight", modifiable=True))


@pytest.mark.parametrize("role", PEOPLE)
def test_role__may_do_what_its_languages_and_its_office_allow(role: str, client: Client) -> None:
    desk = _desk(PEOPLE[role](), client)
    allowed = set()
    for act, (attempt, _whom) in ACTS.items():
        with transaction.atomic():
            if attempt(desk):
                allowed.add(act)
            transaction.set_rollback(True)
    assert allowed == {act for act, (_attempt, whom) in ACTS.items() if role in whom}


def test_group__comes_with_its_language_and_writes_in_no_other() -> None:
    locale = Locale.objects.create(language_code="it")
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="it", locale=locale))
    group = Group.objects.get(name="Translators (it)")
    spanish = Group.objects.get(name="Translators (es)")
    on_pages = group.page_permissions.values_list("page", "permission__codename")
    assert set(on_pages) == {(home.pk, "add_page"), (home.pk, "change_page")}
    assert set(group.permissions.values_list("pk")) == set(spanish.permissions.values_list("pk"))
    rights = {permission.codename for permission in group.permissions.all()}
    assert not {right for right in rights if right.startswith(("publish", "delete", "add"))}
    on_pictures = group.collection_permissions.values_list("permission__codename", flat=True)
    assert list(on_pictures) == list(spanish.collection_permissions.values_list("permission__codename", flat=True))
    assert queries.languages_written(make_translator(["it"])) == {"it"}
    home.delete()
    Page.get_first_root_node().add_child(instance=HomePage(title="Home again", slug="it", locale=locale))
    assert queries.languages_written(make_translator(["it"])) == {"it"}
