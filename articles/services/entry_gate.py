"""The gate's part for the vocabulary: readers see those languages of an entry whose words are signed, and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy

from django.conf import settings
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from articles import queries
from articles.domain.basis import basis_digests, is_prepared_ahead
from articles.models import Disclaimer, Reviewed, ReviewPolicy, VocabularyEntry, reviewed_languages
from articles.models.signing_words import GateError, describe_missing_signatures

from .saved_columns import touches_no_content, with_columns


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


def refusal_of_entry(entry: VocabularyEntry) -> GateError | None:
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
    return with_columns(stored, entry, set(update_fields) - set(plain))


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
