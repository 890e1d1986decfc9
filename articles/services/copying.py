"""Copying a page, and what is below it, into another language. Articles only from what is signed, or asked for ahead of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page

from articles.models import ArticlePage, User
from articles.models.translation_words import TranslationError

from . import translations


@dataclass(slots=True)
class Copied:
    """What was made, and the articles that were left out because nobody has signed them or they are translations."""

    made: list[Page] = field(default_factory=list)
    skipped: list[Page] = field(default_factory=list)


@transaction.atomic
def copy_into(page: Page, locale: Locale, *, by: User, below: bool = False, ahead: bool = False) -> Copied:
    """Makes drafts of a page, and of those `below` it, in a language. Pages that exist in it already stay as they are.

    Raises TranslationError if the page itself is an article that no translation can be made from. Who may do so is for the
    caller to check.
    """
    copied = Copied([_copy(page, locale, by, ahead)])
    if below:
        _copy_below(page, locale, copied, by, ahead)
    return copied


def _copy(page: Page, locale: Locale, by: User, ahead: bool) -> Page:
    if isinstance(page, ArticlePage):
        return translations.start(page, locale.language_code, by=by, ahead=ahead)
    made: Page = CopyPageForTranslationAction(page, locale, user=by).execute(skip_permission_checks=True)
    return made


def _copy_below(page: Page, locale: Locale, copied: Copied, by: User, ahead: bool) -> None:
    for child in page.get_children().specific():
        if isinstance(child, ArticlePage):
            try:
                translations.refuse_as_source(child, ahead=ahead)
            except TranslationError:
                copied.skipped.append(child)
                continue
        if not child.has_translation(locale):
            copied.made.append(_copy(child, locale, by, ahead))
        _copy_below(child, locale, copied, by, ahead)
