"""The gate: nothing medical goes live unless it is complete and the sign-offs for exactly these words stand.

It stands before every save of a row that is live, whoever saves it and on whatever path: edit view, bulk action, API,
workflow, timetable, revert, copy, import, shell. Superusers are unknown here. What SQL can still do behind its back
(`QuerySet.update`, `bulk_create`, raw SQL), `manage.py verify_signoffs` finds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from articles import queries
from articles.domain.signoffs import Policy
from articles.models import (
    ArticleImage,
    ArticlePage,
    ConditionPage,
    Disclaimer,
    Reviewed,
    ReviewPolicy,
    VocabularyEntry,
    reviewed_edition,
    reviewed_languages,
)
from articles.models.readiness import IncompleteEditionError
from articles.models.signing_words import GateError, describe_missing_signatures

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
    if _touches_no_content(update_fields):
        return
    if page._state.adding and page.depth:
        refuse_other_language(page, Page.objects.filter(path=page.path[: -page.steplen]).first())
    edition = _edition(page)
    if edition is None:
        return
    _refuse_alias(edition)
    if edition.live:
        guard_edition(edition)


def guard_edition(edition: ArticlePage) -> None:
    """Raises IncompleteEditionError or GateError unless the edition may be public exactly as this object holds it.

    At most three queries: the policy, the ledger, and the pictures where there are any. One more where the policy asks for
    more than it did when the edition went live.
    """
    if parts := edition.missing_parts():
        raise IncompleteEditionError(edition.title, parts)
    reviewed = reviewed_edition(edition)
    record = queries.record(reviewed.place)
    missing = queries.missing_for(reviewed, record, ReviewPolicy.in_force())
    if not missing or (queries.may_stay_public(reviewed, record) and _is_live(edition)):
        return
    raise GateError(edition.title, describe_missing_signatures(missing))


def refusal_of(edition: ArticlePage) -> Refusal | None:
    """What the gate would say if this edition went live exactly as this object holds it; None if it would let it pass."""
    try:
        guard_edition(edition)
    except (IncompleteEditionError, GateError) as refusal:
        return refusal
    return None


def refuse_other_language(page: Page, parent: Page | None) -> None:
    """Raises GateError if a page with articles would stand under a page of another language, and be shown as what it is not."""
    if parent is None or page.locale_id is None or parent.locale_id == page.locale_id:
        return
    if issubclass(page.specific_class or type(page), ArticlePage | ConditionPage):
        raise GateError(
            page.title,
            [_("It stays under the home page of its own language. To bring it to readers of another one, translate it.")],
            reason="other_language",
        )


def _touches_no_content(update_fields: Collection[str] | None) -> bool:
    return update_fields is not None and set(update_fields) <= NOT_CONTENT


def _edition(page: Page) -> ArticlePage | None:
    """The edition that a save would leave: the page itself or, saved through the base class, what it is a part of."""
    if isinstance(page, ArticlePage):
        return page
    if not page.pk or not (page.live or page.alias_of_id) or page.cached_content_type.model_class() is not ArticlePage:
        return None
    edition: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    changed = [field for field in Page._meta.concrete_fields if getattr(edition, field.attname) != getattr(page, field.attname)]
    if _touches_no_content({field.name for field in changed}):
        return None  # a move, of an edition that may have become incomplete since it went live
    for field in changed:
        setattr(edition, field.attname, getattr(page, field.attname))
    return edition


def _is_live(edition: ArticlePage) -> bool:
    return bool(edition.pk) and Page.objects.filter(pk=edition.pk, live=True).exists()


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
    if not entry.needs_sign_off or not entry.live or _touches_no_content(update_fields):
        return
    signed = signed_languages(entry)
    shown = _shown_now(entry)
    lost = [text for text in reviewed_languages(entry) if text.language in shown and text.language not in signed]
    if lost or not signed:
        raise GateError(str(entry), _what_is_missing(entry, lost or list(reviewed_languages(entry))))
    refuse_to_strand_editions(entry, signed)
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
    """The languages in which exactly the words that this object holds are signed. Two queries."""
    texts = list(reviewed_languages(entry))
    policy = ReviewPolicy.in_force()
    records = queries.records(text.place for text in texts)
    return [text.language for text in texts if _may_be_public(text, records[text.place], policy)]


def _may_be_public(text: Reviewed, record: queries.Record, policy: Policy) -> bool:
    return not queries.missing_for(text, record, policy) or queries.may_stay_public(text, record)


def _shown_now(entry: VocabularyEntry) -> list[str]:
    row = type(entry).objects.filter(pk=entry.pk, live=True).values_list("signed_languages", flat=True).first()
    return row or []


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


# --- Pictures --------------------------------------------------------------------------------------------------------


def guard_picture(image: ArticleImage, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a picture. Raises GateError if it would change what a live edition shows."""
    if not image.pk or (update_fields is not None and not {"file", "credit"} & set(update_fields)):
        return
    before = ArticleImage.objects.filter(pk=image.pk).values("file", "credit").first()
    if before is None or (before["file"] == image.file.name and image.file._committed and before["credit"] == image.credit):
        return
    users = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True)
    if ArticlePage.objects.filter(pk__in=[int(pk) for pk in users if str(pk).isdigit()], live=True).exists():
        raise GateError(
            image.title,
            [
                _(
                    "A live article shows this picture, and its sign-offs hold for it as it is. Upload the new one as another picture."
                )
            ],
            reason="picture_in_use",
        )
