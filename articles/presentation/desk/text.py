"""The one screen for a text: all that a reviewer needs to see before signing it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import queries as all_queries
from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.models import ArticlePage, VocabularyEntry, reviewed_entry
from articles.models.readiness import section_name
from articles.models.signing_words import describe_missing_signatures
from articles.presentation.languages import LanguageLabel, language_label
from articles.queries import Record
from articles.queries import desk as queries

from .beside import SourceView, source_beside
from .changes import SectionChange, changes
from .checks import Check, edition_checks, entry_checks, translation_check
from .declared import DeclaredView, declared
from .history import ActView, act_views
from .rendering import Chosen, Renderer
from .sections import REFERENCES, TITLE, Content, Section, raw_pieces, sections_of
from .words import language_name, person_name

#: How many of the newest acts the screen shows. All of them are on the text's own history.
NEWEST_ACTS = 20


@dataclass(frozen=True, slots=True)
class Review:
    """The last complete review that stands."""

    at: datetime
    who: str
    scope: str


@dataclass(frozen=True, slots=True)
class CommentView:
    section: str
    who: str
    at: datetime
    text: str
    replies: list[tuple[str, datetime, str]]


@dataclass(frozen=True, slots=True)
class TextScreen:
    """What the screen shows, forms apart. `changes` is None where nothing was ever reviewed."""

    pk: int
    title: str
    label: LanguageLabel
    language: str
    is_open: bool
    ended: str
    digest: str
    is_article: bool
    is_translation: bool
    preview: str
    history: str
    edit: str
    submitted: datetime
    submitted_by: str
    fields: list[tuple[str, SafeString]]
    last_review: Review | None
    changes: list[SectionChange] | None
    source: SourceView | None
    declared: list[DeclaredView]
    contributors: list[queries.Contributed]
    checks: list[Check]
    missing: list[str]
    is_renewal: bool
    acts: list[ActView]
    comments: list[CommentView]
    commentable: list[tuple[str, str]]


def text_screen(text: queries.DeskText) -> TextScreen:
    """The screen of a text under review, or of one whose review has ended."""
    state, request = text.state, text.request
    reviewed = state.reviewed
    new = sections_of(reviewed, text.entry_model)
    review = state.last_review
    before = json.loads(review.content) if review else None
    old = sections_of(before, text.entry_model) if before is not None else None
    texts = all_queries.source_texts(text.draft) if isinstance(text.draft, ArticlePage) and reviewed.is_translation else None
    source = source_beside(text, before or {}, texts)
    chosen = Chosen(raw_pieces(new, old or [], *(source.texts if source else ())))
    people = queries.contributed(state)
    renderer = Renderer(raw_pieces(new, old or []), reviewed.language, chosen)
    own_changes = None if old is None else changes(old, new, renderer, renderer)
    is_article = isinstance(text.draft, ArticlePage)
    return TextScreen(
        pk=request.pk,
        title=reviewed.title,
        label=language_label(reviewed.language),
        language=language_name(reviewed.language),
        is_open=text.is_open,
        ended="" if text.is_open else str(request.get_outcome_display()),
        digest=reviewed.digest,
        is_article=is_article,
        is_translation=reviewed.is_translation,
        preview=f"{reverse('review_desk:preview', args=[request.pk])}?digest={reviewed.digest}" if is_article else "",
        history=reverse("review_desk:history", args=text.place),
        edit=_edit_address(text),
        submitted=request.requested_at,
        submitted_by=person_name(request.requested_by) if request.requested_by else "",
        fields=[] if is_article else [(section.name, renderer.section(section)) for section in new],
        last_review=Review(review.at, review.signer_name, str(review.get_scope_display())) if review else None,
        changes=own_changes,
        source=source.view(new, renderer, chosen, own_changes) if source else None,
        declared=declared(text, before, new, people),
        contributors=people,
        checks=_checks(text, new, renderer, texts),
        missing=describe_missing_signatures(state.at_hand.missing),
        is_renewal=state.at_hand.is_renewal,
        acts=act_views(state.record.acts[: -NEWEST_ACTS - 1 : -1], reviewed.digest),
        comments=_comments(text.draft),
        commentable=[(section, commentable_name(section)) for section in COMMENTABLE] if is_article else [],
    )


def changes_between(text: queries.DeskText, shown: Content) -> list[SectionChange]:
    """What changed between the words that somebody had on the screen and the words there are now, changed sections only."""
    old, new = sections_of(shown, text.entry_model), sections_of(text.state.reviewed, text.entry_model)
    renderer = Renderer(raw_pieces(old, new), text.state.reviewed.language)
    return [section for section in changes(old, new, renderer, renderer) if section.changed]


def entry_fields(entry: VocabularyEntry, language: str) -> list[tuple[str, SafeString]]:
    """An entry's words in one of its languages, by field."""
    sections = sections_of(reviewed_entry(entry, language), type(entry))
    renderer = Renderer([], language)
    return [(section.name, renderer.section(section)) for section in sections if any(p["value"] for p in section.pieces)]


# --- Checks, comments, ways out --------------------------------------------------------------------------------------


def _checks(
    text: queries.DeskText, sections: list[Section], renderer: Renderer, texts: all_queries.SourceTexts | None
) -> list[Check]:
    if isinstance(text.draft, ArticlePage):
        checks = edition_checks(sections, text.draft.missing_parts(), renderer)
        if texts is None:
            return checks
        return [translation_check(text.draft, all_queries.findings_of(text.draft, texts)), *checks]
    return entry_checks(sections, renderer)


#: What can be commented on, in the order of the text.
COMMENTABLE = (
    TITLE,
    SectionKey.TLDR.value,
    *(section.value for section in BODY_SECTIONS),
    SectionKey.DISCLAIMER.value,
    REFERENCES,
)


def commentable_name(section: str) -> str:
    match section:
        case "title":
            return _("Title")
        case "references":
            return section_name(None)
        case _ if section in list(SectionKey):
            return section_name(SectionKey(section))
        case _:
            return _("Elsewhere")


def _comments(draft: ArticlePage | VocabularyEntry) -> list[CommentView]:
    if not isinstance(draft, ArticlePage):
        return []
    return [
        CommentView(
            section=commentable_name(comment.contentpath.partition(".")[0].removesuffix("_heading")),
            who=person_name(comment.user),
            at=comment.created_at,
            text=comment.text,
            replies=[(person_name(reply.user), reply.created_at, reply.text) for reply in comment.replies.all()],
        )
        for comment in queries.comments_on(draft)
    ]


def _edit_address(text: queries.DeskText) -> str:
    if isinstance(text.draft, ArticlePage):
        return reverse("wagtailadmin_pages:edit", args=[text.draft.pk])
    name = f"wagtailsnippets_{text.draft._meta.app_label}_{text.draft._meta.model_name}:edit"
    return reverse(name, args=[text.draft.pk])


def own_sign_offs(record: Record, person: int) -> Mapping[int, str]:
    """A person's own sign-offs of one text that stand, of whatever words, as choices."""
    found = [act for act in record.standing() if act.signer == person]
    return {
        act.sequence: _("%(meaning)s, %(language)s, “%(title)s”, %(day)s")
        % {
            "meaning": act.get_meaning_display(),
            "language": language_name(act.language),
            "title": act.title,
            "day": date_format(timezone.localtime(act.at), "DATE_FORMAT"),
        }
        for act in found
    }
