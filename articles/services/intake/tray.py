"""The tray of an article, as its editor reads it: the notes of the file, then what found no place, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.domain.intake import Reason, Sorted

_REASONS: Final = {
    Reason.NO_SECTION: _("No section was clear:"),
    Reason.TOO_LONG: _("Too long for its place:"),
    Reason.DISCLAIMER: _("A disclaimer of its own. Articles point to one of the vocabulary:"),
    Reason.REFERENCE: _("References that must be entered by hand:"),
    Reason.CLAIMS_REVIEW: _("It speaks of a review or a date of the file. No review here:"),
    Reason.LINK: _("Addresses of links that plain text cannot hold:"),
    Reason.PICTURE: _("Alternative texts of pictures that were left out:"),
    Reason.HIDDEN: _("Hidden in the file:"),
    Reason.PAGE_EDGE: _("From a header or footer:"),
    Reason.COMMENT: _("A comment in the file:"),
    Reason.FOOTNOTE: _("Footnotes:"),
    Reason.PROPERTY: _("From the head of the file:"),
    Reason.LEFT_OVER: _("Found outside of the running text:"),
}


def tray_text(draft: Sorted) -> str:
    return "\n\n".join(_paragraphs(draft))


def _paragraphs(draft: Sorted) -> Iterator[str]:
    if draft.notes:
        yield gettext("Notes from the file (not a review):")
        yield from draft.notes
    for reason, items in groupby(draft.tray, key=lambda item: item.reason):
        yield str(_REASONS[reason])
        yield from (item.text for item in items)
