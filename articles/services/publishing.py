"""Bringing what readers see in line with the sign-offs that stand: publishing what is signed, hiding what no longer is."""

from __future__ import annotations

from copy import copy

from django.utils import timezone
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from articles import queries
from articles.models import (
    ArticlePage,
    Disclaimer,
    GlossaryTerm,
    ReviewPolicy,
    RiskFactor,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.locking import lock_row

from . import entry_gate, searching


def publish_signed_languages(entry: VocabularyEntry, by: User | None) -> list[str]:
    """Makes the latest draft of an entry public in the languages whose words are signed; the others stay as readers know them.

    Publishes nothing while that would take a language from readers. Gives the languages that are public afterwards.
    """
    row = type(entry).objects.get(pk=entry.pk)
    revision = row.get_latest_revision()
    draft = revision.as_object()
    signed = entry_gate.signed_languages(draft)
    if signed and set(signed) == {text.language for text in reviewed_languages(draft)}:
        revision.publish(user=by, skip_permission_checks=True)
        return signed
    merged = _merged(row, draft, signed)
    shown = entry_gate.signed_languages(merged)
    if not shown or set(row.signed_languages if row.live else []) - set(shown):
        return row.signed_languages if row.live else []
    merged.live, merged.has_unpublished_changes, merged.last_published_at = True, True, timezone.now()
    merged.first_published_at = merged.first_published_at or merged.last_published_at
    merged.save()
    log(instance=merged, action="wagtail.publish", user=by, revision=revision)
    return shown


def _merged(row: VocabularyEntry, draft: VocabularyEntry, languages: list[str]) -> VocabularyEntry:
    """The stored entry with the draft's words in some languages. What else the row holds is not shown."""
    merged = copy(row)
    fields = translator.get_options_for_model(type(row)).get_field_names()
    signed = [build_localized_fieldname(field, code) for field in fields for code in languages]
    for name in (*signed, *row.shared_content):
        setattr(merged, name, getattr(draft, name))
    merged.basis = {**row.basis, **{code: basis for code, basis in draft.basis.items() if code in languages}}
    return merged


def enforce(subject: str, language: str, by: User | None) -> bool:
    """Hides from readers what no longer has the sign-offs it needs. Gives whether anything was hidden."""
    page = queries.edition_of(subject, language)
    if page is not None:
        _wait_for_other_writers(page)
        return page.live and not _stands(page) and _unpublish(page, by)
    entry = queries.entry_of(subject)
    if entry is None:
        return False
    _wait_for_other_writers(entry)
    return entry.live and _hide_languages(entry, by)


def _wait_for_other_writers(item: ArticlePage | VocabularyEntry) -> None:
    """Somebody may be publishing it this moment: what they asked the ledger before is true no more when they have finished."""
    lock_row(item)
    item.refresh_from_db()


def _stands(page: ArticlePage) -> bool:
    text = reviewed_edition(page)
    record = queries.record(text.place)
    return not queries.missing_for(text, record, ReviewPolicy.in_force()) or queries.may_stay_public(text, record)


def _unpublish(page: ArticlePage, by: User | None) -> bool:
    """Without asking Wagtail for permissions: whoever withdraws a sign-off need not be able to publish or unpublish anything."""
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    return True


def _hide_languages(entry: VocabularyEntry, by: User | None) -> bool:
    """Takes the languages from readers whose sign-offs no longer stand, and the editions that cannot be without them."""
    signed = entry_gate.signed_languages(entry)
    hidden = set(entry.signed_languages) - set(signed)
    if not hidden:
        return False
    if isinstance(entry, Disclaimer):
        for edition in queries.editions_ending_with(entry).filter(locale__language_code__in=hidden):
            _unpublish(edition, by)
    # Not through `save`: the gate refuses to lose a language, which is what this is for.
    type(entry).objects.filter(pk=entry.pk).update(signed_languages=signed)
    entry.signed_languages = signed
    if isinstance(entry, GlossaryTerm):
        searching.keep_term(entry.pk)
    if isinstance(entry, RiskFactor):
        searching.keep_articles_listing(entry.pk)
    if not signed:
        UnpublishAction(entry, user=by).execute(skip_permission_checks=True)
    return True
