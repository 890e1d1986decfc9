"""The gate: nothing medical goes live unless it is complete and the sign-offs for exactly these words stand.

It stands before every save of a row that is live, whoever saves it and on whatever path: edit view, bulk action, API,
workflow, timetable, revert, copy, import, shell. Superusers are unknown here. What SQL can still do behind its back
(`QuerySet.update`, `bulk_create`, raw SQL), `manage.py verify_signoffs` finds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from typing import TypeVar

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _
from modeltranslation.translator import translator
from wagtail.models import Page

from articles import queries
from articles.domain.basis import basis_digests, edition_of_section, is_prepared_ahead
from articles.domain.grace import needs_no_grace
from articles.domain.signoffs import Policy
from articles.models import (
    ArticlePage,
    Disclaimer,
    Reviewed,
    ReviewPolicy,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.readiness import IncompleteEditionError
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.signing_words import GateError, describe_missing_signatures

AnyModel = TypeVar("AnyModel", bound=Model)

#: What stands in the way: parts that are missing, or sign-offs.
Refusal = IncompleteEditionError | GateError

#: Columns that are no content: what Wagtail writes on a live row when it keeps a draft beside it (`save_revision`), when it
#: locks, moves or schedules something, or hands it to another owner.
NOT_CONTENT = frozenset(
    {
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
    }
)


# --- Editions --------------------------------------------------------------------------------------------------------


def guard_page(page: Page, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a page. Raises IncompleteEditionError or GateError if it may not be live as it stands."""
    if touches_no_content(update_fields):
        return
    edition = _edition(page, update_fields)
    if edition is None:
        return
    _refuse_alias(edition)
    if edition.live:
        guard_edition(edition)


def guard_edition(edition: ArticlePage) -> None:
    """Raises IncompleteEditionError or GateError unless the edition may be public exactly as this object holds it.

    At most three queries: the policy, the ledger, and the pictures where there are any. More only where the edition lacks
    what it had when it went live, or the policy asks for more than it did then: what readers see already may be moved.
    """
    reviewed, policy = reviewed_edition(edition), ReviewPolicy.in_force()
    parts = edition.missing_parts()
    if parts and not _is_public_now(edition, reviewed):
        raise IncompleteEditionError(edition.title, parts)
    if (why := why_to_wait_for_source(edition, policy)) and not _is_public_now(edition, reviewed):
        raise GateError(edition.title, [why], reason="source")
    record = queries.record((reviewed.subject, reviewed.language))
    missing = queries.missing_for(reviewed, record, policy)
    if not missing or (queries.may_stay_public(reviewed, record) and _is_public_now(edition, reviewed)):
        return
    raise GateError(edition.title, describe_missing_signatures(missing))


def why_to_wait_for_source(edition: ArticlePage, policy: Policy) -> str:
    """Why a translation cannot go to readers before its source, or before it follows it; empty if nothing is in the way.

    One that was prepared ahead waits until readers have had the source, and its words are those that were signed. Where the
    policy takes down what lacks a change for safety, nothing goes up that lacks one. One query for such a translation or under
    such a policy, else none.
    """
    if edition.locale.language_code == SOURCE_LANGUAGE or not (is_prepared_ahead(edition.basis) or policy.safety_takes_down):
        return ""
    source = queries.source_of(edition)
    if is_prepared_ahead(edition.basis):
        if source.live is None:
            return _("It was prepared ahead of its source, which is not public yet. It can be published after that.")
        if any(edition_of_section(name, made, source.editions) is None for name, made in edition.basis.items()):
            return _("It was prepared from a draft that was signed with other words. Bring it up to date with the source first.")
    if policy.safety_takes_down and needs_no_grace(source.behind(source.basis_of(edition))):
        return _("The source was changed for safety since. Bring the translation up to date first.")
    return ""


def refusal_of(edition: ArticlePage) -> Refusal | None:
    """What the gate would say if this edition went live exactly as this object holds it; None if it would let it pass."""
    try:
        guard_edition(edition)
    except (IncompleteEditionError, GateError) as refusal:
        return refusal
    return None


def touches_no_content(update_fields: Collection[str] | None) -> bool:
    """Whether a save of these columns changes nothing that readers meet."""
    return update_fields is not None and set(update_fields) <= NOT_CONTENT


def _edition(page: Page, update_fields: Collection[str] | None) -> ArticlePage | None:
    """The edition that the database would hold after this save: only the columns that are saved are the object's own.

    One query more where some columns are saved, or a page through its base class.
    """
    if isinstance(page, ArticlePage) and update_fields is None:
        return page
    if update_fields is None and not (page.live or page.alias_of_id):
        return None
    stored = ArticlePage.objects.select_related("locale").filter(pk=page.pk).first()
    if stored is None or (update_fields is None and _only_its_place_changes(stored, page)):
        return None
    after: ArticlePage = _with_columns(stored, page, update_fields)
    return after


def _only_its_place_changes(stored: ArticlePage, page: Page) -> bool:
    """A move saves the row whole, through the base class; the edition may have become incomplete since it went live."""
    changed = [
        field.name for field in Page._meta.concrete_fields if getattr(stored, field.attname) != getattr(page, field.attname)
    ]
    return not page.alias_of_id and touches_no_content(changed)


def _with_columns(stored: AnyModel, saved: Model, update_fields: Collection[str] | None) -> AnyModel:
    """What is stored, with the columns of it that are about to be saved from another object."""
    for field in saved._meta.concrete_fields:
        if update_fields is None or {field.name, field.attname} & set(update_fields):
            setattr(stored, field.attname, getattr(saved, field.attname))
    return stored


def _is_public_now(edition: ArticlePage, reviewed: Reviewed) -> bool:
    """Whether readers see exactly these words already. A policy that was raised since takes nothing down."""
    row = ArticlePage.objects.select_related("locale").filter(pk=edition.pk, live=True).first()
    return row is not None and reviewed_edition(row).digest == reviewed.digest


def _refuse_alias(edition: ArticlePage) -> None:
    """An alias is kept in step with another page behind everybody's back, and shows its words in another place or language."""
    if edition.alias_of_id:
        raise GateError(
            edition.title,
            [_("An article cannot be an alias of another. Link to it, or translate it.")],
            reason="alias",
        )


# --- Vocabulary ------------------------------------------------------------------------------------------------------


def guard_entry(entry: VocabularyEntry, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a vocabulary entry. Decides which languages of a live one readers see.

    Raises GateError if no language is signed, or if one that readers see now would go unsigned. Three queries.
    """
    if not entry.needs_sign_off or touches_no_content(update_fields):
        return
    stored = _stored(entry)
    if stored is not None and stored.key != entry.key:
        sentence = _("The short name of an entry never changes: its sign-offs and its contributors are kept under it.")
        raise GateError(str(entry), [sentence], reason="key")
    shown = _shown(stored)
    after = _entry_after(entry, stored, update_fields)
    if not after.live:
        if shown:
            refuse_to_strand_editions(after, ())
        return
    signed = _signed(after, shown)
    lost = [text for text in reviewed_languages(after) if text.language in shown and text.language not in signed]
    if lost or not signed:
        raise GateError(str(entry), _what_is_missing(after, lost or list(reviewed_languages(after))))
    refuse_to_strand_editions(after, signed)
    if update_fields is not None and "signed_languages" not in update_fields and set(signed) != set(shown):
        raise GateError(str(entry), [_("Save the whole entry: which of its languages are public changes with this.")])
    entry.signed_languages = signed


def refusal_of_entry(entry: VocabularyEntry) -> Refusal | None:
    """What the gate would say if this entry went live exactly as this object holds it; None if it would let it pass."""
    candidate = copy(entry)
    candidate.live = True
    try:
        guard_entry(candidate)
    except GateError as refusal:
        return refusal
    return None


def signed_languages(entry: VocabularyEntry) -> list[str]:
    """The languages in which exactly the words that this object holds may be public. Three queries."""
    return _signed(entry, _shown(_stored(entry)))


def _signed(entry: VocabularyEntry, shown: Mapping[str, str]) -> list[str]:
    waiting = _prepared_ahead(entry)
    texts = [text for text in reviewed_languages(entry) if text.language not in waiting]
    policy = ReviewPolicy.in_force()
    records = queries.records((text.subject, text.language) for text in texts)

    def may_be_public(text: Reviewed) -> bool:
        record = records[text.subject, text.language]
        is_public_now = shown.get(text.language) == text.digest
        return not queries.missing_for(text, record, policy) or (is_public_now and queries.may_stay_public(text, record))

    return [text.language for text in texts if may_be_public(text)]


def _prepared_ahead(entry: VocabularyEntry) -> set[str]:
    """The languages whose words were made from source words that nobody has signed. One query where there may be any."""
    ahead = {language: basis for language, basis in entry.basis.items() if is_prepared_ahead(basis)}
    if not ahead:
        return set()
    editions = queries.source_of_entry(entry).editions
    return {
        language
        for language, basis in ahead.items()
        if not any(basis_digests(basis).items() <= edition.sections.items() for edition in editions)
    }


def _stored(entry: VocabularyEntry) -> VocabularyEntry | None:
    return type(entry).objects.filter(pk=entry.pk).first() if entry.pk else None


def _shown(stored: VocabularyEntry | None) -> dict[str, str]:
    """The digests of the words that readers see now, by language."""
    if stored is None or not stored.live:
        return {}
    return {text.language: text.digest for text in reviewed_languages(stored) if text.language in stored.signed_languages}


def _entry_after(
    entry: VocabularyEntry, stored: VocabularyEntry | None, update_fields: Collection[str] | None
) -> VocabularyEntry:
    """The entry that the database would hold after this save."""
    if stored is None or update_fields is None:
        return entry
    # The plain column of a translated field is no reader's, and to set it would set that of the active language.
    plain = translator.get_options_for_model(type(entry)).get_field_names()
    return _with_columns(stored, entry, set(update_fields) - set(plain))


def _what_is_missing(entry: VocabularyEntry, texts: Iterable[Reviewed]) -> list[str]:
    names = dict(settings.LANGUAGES)
    policy = ReviewPolicy.in_force()
    records = queries.records(text.place for text in texts)
    sentences = [
        _("%(language)s: %(sentence)s") % {"language": names[text.language], "sentence": sentence}
        for text in texts
        for sentence in describe_missing_signatures(queries.missing_for(text, records[text.place], policy))
    ]
    return sentences or [_("“%(title)s” has no words in any language.") % {"title": entry}]


def refuse_to_strand_editions(entry: VocabularyEntry, languages: Collection[str]) -> None:
    """Raises GateError if live editions end with this disclaimer in a language that it would no longer have."""
    if not isinstance(entry, Disclaimer) or not entry.pk:
        return
    stranded = {code for code in live_languages_of(entry) if code not in languages}
    if stranded:
        names = dict(settings.LANGUAGES)
        listed = ", ".join(str(names[code]) for code in names if code in stranded)
        raise GateError(
            str(entry),
            [_("Live articles end with this disclaimer in: %(languages)s. Give them another one first.") % {"languages": listed}],
            reason="disclaimer_in_use",
        )


def live_languages_of(disclaimer: Disclaimer) -> set[str]:
    """The languages of the live editions that end with this disclaimer, by their own choice or by the site's default."""
    return set(queries.editions_ending_with(disclaimer).values_list("locale__language_code", flat=True))
