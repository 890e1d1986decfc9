"""What the table of publish paths plays on: people, a text with three versions of its words, and how far it has been signed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.domain.sections import BODY_SECTIONS
from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, ConditionPage, User, reviewed_edition
from articles.services import ledger, signing
from articles.services.reauthentication import Presence
from tests.editor.forms import article_form, passage
from tests.factories import (
    cite,
    locale,
    make_article,
    make_editor,
    make_reviewer,
    make_superuser,
    make_translator,
    reference,
    set_default_disclaimer,
    stream,
    text_block,
)
from tests.signing import SIGNERS, signed_off
from tests.site.reader import one, soup_of, words

#: What a reader finds at an address: title, short answer and the section that carries the words.
Reading = tuple[str, str, str]
#: What the address of the text ends with.
SLUG = "why-knees-glimmer"
#: Every address of an article at which readers find something, with what they find.
Readings = Mapping[str, Reading]

ACTORS: Mapping[str, Callable[[], User]] = {
    "superuser": make_superuser,
    "publisher": make_editor,
    "author": make_translator,
    "reviewer": make_reviewer,
}


@dataclass(frozen=True)
class Words:
    """One version of the text, the same in a form, a revision and a page."""

    name: str

    @property
    def title(self) -> str:
        return f"Why do knees glimmer, {self.name}?"

    @property
    def tldr(self) -> str:
        return f"The {self.name} short answer."

    @property
    def passage(self) -> str:
        return f"<p>Moonlight, {self.name}.{cite('knee-2001')}</p>"

    @property
    def reading(self) -> Reading:
        return self.title, self.tldr, f"Moonlight, {self.name}."

    def fields(self) -> dict[str, Any]:
        """As `make_article` takes them."""
        bodies = {section.value: [text_block(f"<p>Words about {section}.</p>")] for section in BODY_SECTIONS}
        own = {"title": self.title, "tldr": self.tldr, "causes": [text_block(self.passage)], "references": [_reference()]}
        return {**bodies, **own}

    def form(self, **values: Any) -> dict[str, Any]:
        """As the editor posts them."""
        own = {"title": self.title, "tldr": self.tldr, "causes": [("text", passage(self.passage))]}
        return article_form(**{**own, "slug": SLUG, **values})


def _reference() -> dict[str, Any]:
    return reference("knee-2001", authors="Lamp L", title="On knees", source="J Knees 1:1")


FIRST, TEXT, LATER = Words("first"), Words("signed"), Words("later")


@dataclass
class Stage:
    """A text in one state. `latest` are the words of its last draft; `before` is what readers find now."""

    page: ArticlePage
    latest: Words
    people: Mapping[str, User]
    before: Readings = field(default_factory=dict)

    @property
    def condition(self) -> ConditionPage:
        condition: ConditionPage = self.page.get_parent().specific
        return condition

    def row(self) -> ArticlePage:
        """The page as the database has it."""
        row: ArticlePage = ArticlePage.objects.get(pk=self.page.pk)
        return row

    def base(self) -> Page:
        return Page.objects.get(pk=self.page.pk)

    def draft(self) -> ArticlePage:
        """The latest draft, as an object."""
        draft: ArticlePage = self.row().get_latest_revision_as_object()
        return draft

    def revision(self) -> Revision:
        return self.row().latest_revision

    def first_revision(self) -> Revision:
        return self.row().revisions.order_by("pk").first()


# --- States ----------------------------------------------------------------------------------------------------------


def _drafted(language: str = "en", *versions: Words, **fields: Any) -> Stage:
    """A page that is not live, with a revision of the author's for each version of its words."""
    set_default_disclaimer()
    people = {name: make() for name, make in ACTORS.items()}
    page = make_article(language, live=False, slug=SLUG, **FIRST.fields(), **fields)
    for version in versions or (FIRST, TEXT):
        write(page, version, people["author"])
    return Stage(ArticlePage.objects.get(pk=page.pk), (versions or (FIRST, TEXT))[-1], people)


def write(page: ArticlePage, version: Words, by: User) -> Revision:
    """Keeps a draft with these words."""
    draft = ArticlePage.objects.get(pk=page.pk)
    scratch = make_words(version)
    for name in ("title", "tldr", "causes", "references"):
        setattr(draft, name, getattr(scratch, name))
    return draft.save_revision(user=by)


def make_words(version: Words) -> ArticlePage:
    """An unsaved page with these words."""
    page = ArticlePage(title=version.title, tldr=version.tldr)
    for name in ("causes", "references"):
        setattr(page, name, stream(*version.fields()[name]))
    return page


def unsigned() -> Stage:
    return _drafted()


def signed() -> Stage:
    stage = _drafted()
    signed_off(stage.draft())
    return stage


def signed_then_edited() -> Stage:
    """Signed, and changed before it was ever public."""
    stage = signed()
    write(stage.page, LATER, stage.people["author"])
    stage.latest = LATER
    return stage


def live_then_edited() -> Stage:
    """Public, with an unsigned draft beside it."""
    stage = signed()
    stage.revision().publish()
    write(stage.page, LATER, stage.people["author"])
    stage.latest = LATER
    return stage


def signed_in_another_language() -> Stage:
    """An untranslated copy: the very words that are signed and live in English."""
    source = signed()
    source.revision().publish()
    source.condition.copy_for_translation(locale("de")).save_revision().publish()
    copy = source.row().copy_for_translation(locale("de"))
    write(copy, FIRST, source.people["author"])
    write(copy, TEXT, source.people["author"])
    return Stage(copy, TEXT, source.people)


def translation_half_signed() -> Stage:
    """A translation that a physician signed and that nobody compared with its source."""
    stage = signed_in_another_language()
    write(stage.page, LATER, stage.people["author"])
    stage.latest = LATER
    ledger.append(_sign_off(stage.draft(), SIGNERS[Meaning.MEDICAL], completes=False))
    return stage


def withdrawn() -> Stage:
    """Public until the reviewer took the sign-off back."""
    stage = _drafted()
    reviewer = stage.people["reviewer"]
    (entry,) = ledger.append(_sign_off(stage.draft(), reviewer, completes=True))
    stage.revision().publish()
    signing.withdraw(entry.sequence, by=reviewer, presence=Presence(reviewer.pk), reason="I was wrong.")
    return stage


def taken_down() -> Stage:
    stage = signed()
    stage.revision().publish()
    signing.take_down(stage.row(), "en", by=stage.people["publisher"], reason="It does harm.")
    return stage


#: How far a text has been signed, by name.
STATES: Mapping[str, Callable[[], Stage]] = {
    state.__name__.replace("_", " "): state
    for state in (
        unsigned,
        signed,
        signed_then_edited,
        live_then_edited,
        signed_in_another_language,
        translation_half_signed,
        withdrawn,
        taken_down,
    )
}


def _sign_off(page: ArticlePage, by: User, *, completes: bool) -> ledger.Act:
    return ledger.Act(
        EntryKind.SIGN_OFF,
        reviewed_edition(page),
        by,
        meaning=Meaning.MEDICAL,
        scope=Scope.FULL,
        severity=Severity.MEANING,
        completes=completes,
    )


# --- What readers get ------------------------------------------------------------------------------------------------


def readings(reader: Client) -> dict[str, Reading]:
    """What a reader finds at the address of every article that there is, live or not. Only found or not found will do. Where one
    edition stands in for another that is not there, its words must be those at its own address, and count as found there."""
    found = {}
    for page in ArticlePage.objects.order_by("pk"):
        address = page.get_url()
        response = reader.get(address, headers={"cookie": ""})
        if response.status_code == 200:
            soup = soup_of(response)
            for mark in soup.select("#causes sup, #causes .citation"):
                mark.decompose()
            reading = (words(one(soup, "h1")), words(one(soup, "#tldr p")), words(one(soup, "#causes p")))
            own = urlsplit(str(one(soup, 'link[rel="canonical"]')["href"])).path
            assert found.setdefault(own, reading) == reading
        else:
            assert response.status_code == 404, f"{address} answered {response.status_code}"
    return found


def hour_comes() -> None:
    """What was scheduled is due, and the timetable runs."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content, approved_go_live_at=past)
    call_command("publish_scheduled", stderr=io.StringIO())
