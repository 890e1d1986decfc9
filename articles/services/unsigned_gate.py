"""The gate's part for words that nobody signs: no dose and no measured value goes to readers in them, on whatever path."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.log_actions import log
from wagtail.models import Page

from articles import queries
from articles.domain.parity import doses
from articles.models import User
from articles.models.signing_words import GateError
from articles.models.unsigned import describe_doses, unsigned_words

from .saved_columns import touches_no_content

#: That somebody stated of new names in such words that nothing is said about health with them, in Wagtail's audit log.
CONFIRM = "articles.unsigned.confirm"


def guard_unsigned(page: Page, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a home page, a condition or a page about the site. Raises GateError. No query."""
    if not page.live or touches_no_content(update_fields):
        return
    if found := doses(unsigned_words(page), page.locale.language_code):
        raise GateError(page.title, [describe_doses(found)], reason="dose")


def confirmed(page: Page, by: User) -> None:
    """Keeps that the person answers for the names in these words."""
    names = queries.names_in(unsigned_words(page), page.locale.language_code)
    log(instance=page, action=CONFIRM, user=by, data={"names": names})
