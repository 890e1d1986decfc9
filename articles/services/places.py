"""Where editions stand: in the tree of their own language. What stands elsewhere is shown as what it is not.

Wagtail's forms keep to this by themselves; its copies, moves and programs do not.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from articles.models import ArticlePage, ConditionPage, InformationPage
from articles.models.signing_words import GateError


def guard_new_page(page: Page) -> None:
    """Called before every save of a page below a home page. Raises GateError for a new one under another language's page."""
    if not page._state.adding or not page.path:
        return
    parent = Page.objects.filter(path=page.path[: -page.steplen]).only("locale").first()
    if parent is not None:
        _refuse_another_language(page, parent)


def guard_move(page: Page, parent_after: Page) -> None:
    """Called before every move. Raises GateError if it would lead into another language's tree."""
    if isinstance(page.specific_deferred, ArticlePage | ConditionPage | InformationPage):
        _refuse_another_language(page, parent_after)


def guard_language(locale: Locale) -> None:
    """Called before every save of a language. Raises GateError if pages would become another language's by it.

    Drafts too: addresses under a language that the site no longer has are answered with pages of the default language.
    """
    before = Locale.all_objects.filter(pk=locale.pk).values_list("language_code", flat=True).first()
    if before in (None, locale.language_code):
        return
    if Page.objects.filter(locale=locale).exists():
        raise GateError(
            str(locale),
            [_("Pages are written in this language, and signed in it. Add the other language beside it.")],
            reason="language_in_use",
        )


def _refuse_another_language(page: Page, parent: Page) -> None:
    if page.locale_id is not None and page.locale_id != parent.locale_id:
        raise GateError(
            page.title,
            [_("It belongs under the pages of its own language. To have it in another language, translate it.")],
            reason="another_language",
        )
