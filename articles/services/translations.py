"""Keeping translations in step: what they are made from, what a new source does to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction, ParentNotTranslatedError
from wagtail.models import Locale, Revision

from articles import queries
from articles.domain.basis import (
    Declared,
    compared_digests,
    declared,
    entry,
    made_from,
    section_digests,
    taken_back,
)
from articles.domain.grace import needs_no_grace
from articles.models import (
    ArticlePage,
    Contribution,
    ReviewPolicy,
    SourceEdition,
    User,
    VocabularyEntry,
    reviewed_edition,
    reviewed_entry,
    subject_of,
)
from articles.models.locking import lock_row
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translation_words import TranslationError

from . import contributions, signing, translation_requests

# --- Beginning ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def start(source: ArticlePage, language: str, *, by: User, ahead: bool = False) -> ArticlePage:
    """A draft in another language, in the words of the live signed source until somebody translates them.

    Of a source that is not live only where somebody asks to prepare `ahead`. Raises TranslationError if there is an edition
    in the language already, nothing to translate from, or no place for it. Who may do so is for the caller to check.
    """
    lock_row(source)
    refuse_as_source(source, ahead=ahead)
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or language == source.locale.language_code:
        raise TranslationError(_("Choose another language of this site."), code="language")
    if ArticlePage.objects.filter(translation_key=source.translation_key, locale=locale).exists():
        raise TranslationError(_("There is an edition in this language already. Open it instead."), code="exists")
    try:
        page: ArticlePage = CopyPageForTranslationAction(source, locale, user=by).execute(skip_permission_checks=True)
    except ParentNotTranslatedError as error:
        raise TranslationError(
            _("The page above it does not exist in this language yet. Translate that one first."), code="no_place"
        ) from error
    return page


def refuse_as_source(page: ArticlePage, *, ahead: bool) -> None:
    """Raises TranslationError if a translation cannot be made from this edition."""
    if page.locale.language_code != SOURCE_LANGUAGE and queries.source_page(page) is not None:
        raise TranslationError(
            _("This edition is a translation itself. Translate the source edition, so that nothing is lost on the way."),
            code="translation",
        )
    if not page.live and not ahead:
        raise TranslationError(
            _("Nobody has signed this text. Wait for its sign-off, or ask to prepare the translation ahead."), code="unsigned"
        )


def begun(source: ArticlePage, translated: ArticlePage) -> None:
    """Called whenever an edition was copied into another language: keeps which signed source edition it was made from.

    What a machine wrote and what has no place yet are the source's own matter.
    """
    person = contributions.person_at_work()
    before = reviewed_edition(_without_basis(translated))
    translated.basis = _basis_of_copy(source, person.pk if person else None)
    translated.machine_made, translated.tray = {}, ""
    after = reviewed_edition(translated)
    stated = {name: getattr(translated, name) for name in ("basis", "machine_made", "tray")}
    ArticlePage.objects.filter(pk=translated.pk).update(**stated)
    # In place and unseen by the receivers of a revision: it is the same act, by the same person.
    for revision in Revision.objects.for_instance(translated):
        revision.content = {**revision.content, **stated}
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
        if translated.latest_revision_id == revision.pk:
            translated.latest_revision = revision
    Contribution.objects.filter(subject=after.subject, language=after.language, digest=before.digest).update(digest=after.digest)


def _basis_of_copy(source: ArticlePage, by: int | None) -> dict[str, Any]:
    if source.locale.language_code != SOURCE_LANGUAGE:
        return dict(source.basis)
    draft = source if source.live else source.get_latest_revision_as_object()
    text = reviewed_edition(draft)
    known = SourceEdition.objects.filter(subject=text.subject, digest=text.digest).order_by("-sequence").first()
    edition = known.sequence if known and source.live else None
    return made_from(section_digests(text.content), edition, by=by, at=timezone.now())


def _without_basis(page: ArticlePage) -> ArticlePage:
    bare: ArticlePage = page.with_values({})
    bare.basis = {}
    return bare


# --- Declaring ---------------------------------------------------------------------------------------------------------


def declare(page: ArticlePage, declarations: Mapping[str, tuple[Declared | None, str]], *, by: User) -> None:
    """States on a draft, before it is saved, which sections are in step with the live source: section → kind and reason.

    `UNCHANGED` (nothing needs to change) takes a reason. None takes back what the draft declared. Raises TranslationError
    for a section that does not exist, a reason that is missing, or where no signed source is live. One query or two.
    """
    source = queries.source_of(page)
    if source.live is None:
        raise TranslationError(_("The source is not public. There is nothing to be in step with."), code="no_source")
    now = timezone.now()
    basis: Mapping[str, Any] = page.basis
    for section, (kind, reason) in declarations.items():
        if section not in source.live.sections:
            raise TranslationError(_("There is no section “%(section)s”.") % {"section": section}, code="section")
        if kind is Declared.UNCHANGED and not reason.strip():
            raise TranslationError(_("Say why nothing needs to change."), code="reason")
        if kind is None:
            basis = taken_back(basis, section)
        else:
            basis = declared(basis, section, kind, edition=source.live, by=by.pk, at=now, reason=reason.strip())
    page.basis = dict(basis)


def update_entry_basis(
    item: VocabularyEntry,
    changed: Mapping[str, Collection[str]],
    *,
    by: User | None,
    confirmed: Mapping[str, str] | None = None,
) -> None:
    """Keeps on an entry, before it is saved, which source words the `changed` fields of each language were written from.

    What is written first in a language stands for all its fields. `confirmed` are languages whose other words are still right
    although the source's changed, each with the reason. Words that are written in one go with new source words are prepared
    ahead of their signature. One query.
    """
    content = reviewed_entry(item, SOURCE_LANGUAGE)
    known = SourceEdition.objects.filter(subject=content.subject, digest=content.digest).order_by("-sequence").first()
    fields = set(item.reviewed_fields())
    digests = {name: digest for name, digest in compared_digests(content.content).items() if name in fields}
    edition = known.sequence if known else None
    now, person = timezone.now(), by.pk if by else None
    basis = dict(item.basis)
    for language, written in changed.items():
        if language != SOURCE_LANGUAGE:
            kept = basis.get(language, {})
            new = {name: digest for name, digest in digests.items() if name in written or not kept}
            basis[language] = {**kept, **made_from(new, edition, by=person, at=now)}
    for language, reason in (confirmed or {}).items():
        if not reason.strip():
            raise TranslationError(_("Say why nothing needs to change."), code="reason")
        still_right = {
            name: entry(digest, edition, Declared.UNCHANGED, by=person, at=now, reason=reason.strip())
            for name, digest in digests.items()
            if name not in changed.get(language, ())
        }
        basis[language] = {**basis.get(language, {}), **still_right}
    item.basis = basis


# --- When something is published ---------------------------------------------------------------------------------------


def published(page: ArticlePage, by: User | None = None) -> None:
    """Called in the transaction that publishes an edition. A source: its translations may now be outdated. A translation:
    what was asked of its translators may now be done."""
    language = page.locale.language_code
    if language != SOURCE_LANGUAGE:
        source = queries.source_of(page)
        translation_requests.settle(subject_of(page), language, source.behind(source.basis_of(page)))
        return
    text = reviewed_edition(page)
    if _mark_as_published(text.subject, text.digest):
        for edition in queries.translations_of(page):
            _follow(edition, by)


def entry_published(item: VocabularyEntry, by: User | None = None) -> None:
    """The same for an entry of the vocabulary, whose source and translations are one row."""
    text = reviewed_entry(item, SOURCE_LANGUAGE)
    is_new = SOURCE_LANGUAGE in item.signed_languages and _mark_as_published(text.subject, text.digest)
    source = queries.source_of_entry(item)
    behind = {
        language: source.behind(item.basis.get(language, {})) for language in item.signed_languages if language != SOURCE_LANGUAGE
    }
    for language, outdated in behind.items():
        if outdated:
            translation_requests.keep(text.subject, language, str(item), outdated, by)
    translation_requests.close(text.subject, [language for language, outdated in behind.items() if not outdated])
    unsafe = [language for language, outdated in behind.items() if needs_no_grace(outdated)]
    if is_new and unsafe and ReviewPolicy.in_force().safety_takes_down:
        for language in unsafe:
            _take_down(item, language, by)
        item.refresh_from_db(fields=["signed_languages"])


def _mark_as_published(subject: str, digest: str) -> bool:
    """Whether readers now get another source edition than before."""
    editions = queries.sources([subject])[subject]
    now = editions.named(digest)
    if now is None or (editions.live is not None and editions.live.digest == digest):
        return False
    SourceEdition.objects.filter(pk=now.sequence).update(published_at=timezone.now())
    return True


def _follow(edition: ArticlePage, by: User | None) -> None:
    lock_row(edition)
    edition.refresh_from_db()  # somebody may have published it while this waited
    source = queries.source_of(edition)
    draft = edition.get_latest_revision_as_object() if not edition.live else edition
    outdated = source.behind(source.basis_of(draft))
    translation_requests.keep(subject_of(edition), edition.locale.language_code, edition.title, outdated, by)
    if edition.live and needs_no_grace(outdated) and ReviewPolicy.in_force().safety_takes_down:
        _take_down(edition, edition.locale.language_code, by)


def _take_down(item: ArticlePage | VocabularyEntry, language: str, by: User | None) -> None:
    with translation.override(language):
        reason = _("The source text was changed for safety, and this translation does not have the change yet.")
    signing.take_down(item, language, by=by, reason=reason)
