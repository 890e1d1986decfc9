"""What an intake says: why a file was refused, or what was taken out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class IntakeError(ValidationError):
    """A file was refused. Its one message says what is wrong with it, and what to do."""

    def __init__(self, message: Any, code: str, params: dict[str, Any] | None = None) -> None:
        super().__init__(message, code=code, params=params)


class Cleaned(StrEnum):
    """What is taken out of a file, or deserves a look."""

    SCRIPT = "script"
    STYLE = "style"
    FRAME = "frame"
    DRAWING = "drawing"
    FORM = "form"
    COMMENT = "comment"
    HANDLER = "handler"
    LINK = "link"
    PICTURE = "picture"
    HIDDEN = "hidden"
    TABLE = "table"
    CONTROL = "control"
    EMBEDDED = "embedded"
    DELETED = "deleted"
    INSERTED = "inserted"
    REVIEW_COMMENT = "review_comment"
    FOOTNOTE = "footnote"
    PAGE_EDGE = "page_edge"


_SENTENCES: Final = {
    Cleaned.SCRIPT: _("Scripts left out: %(count)s."),
    Cleaned.STYLE: _("Style sheets left out: %(count)s."),
    Cleaned.FRAME: _("Frames and embedded objects left out: %(count)s."),
    Cleaned.DRAWING: _("Drawings left out: %(count)s."),
    Cleaned.FORM: _("Forms taken apart, their words kept: %(count)s."),
    Cleaned.COMMENT: _("Comments in the source left out: %(count)s."),
    Cleaned.HANDLER: _("Instructions that run at a click or on loading left out: %(count)s."),
    Cleaned.LINK: _("Links without an address on the web taken off, their words kept: %(count)s."),
    Cleaned.PICTURE: _("Pictures left out, their alternative texts in the tray: %(count)s."),
    Cleaned.HIDDEN: _("Hidden passages put in the tray: %(count)s."),
    Cleaned.TABLE: _("Tables turned into paragraphs, a row each: %(count)s."),
    Cleaned.CONTROL: _("Control characters left out: %(count)s."),
    Cleaned.EMBEDDED: _("Embedded files not read: %(count)s."),
    Cleaned.DELETED: _("Passages that somebody had marked as deleted left out: %(count)s."),
    Cleaned.INSERTED: _("Passages that somebody had marked as inserted kept: %(count)s."),
    Cleaned.REVIEW_COMMENT: _("Comments put in the tray: %(count)s."),
    Cleaned.FOOTNOTE: _("Footnotes put in the tray: %(count)s."),
    Cleaned.PAGE_EDGE: _("Headers and footers put in the tray: %(count)s."),
}


@dataclass(slots=True)
class Report:
    """What became of a file. `in_tray` and `notes` count what its editor is asked to look at."""

    cleaned: Counter[Cleaned] = field(default_factory=Counter)
    notes: int = 0
    in_tray: int = 0

    @property
    def lines(self) -> list[str]:
        """A sentence for each kind of thing that was left out or changed, in the active language."""
        return [str(_SENTENCES[kind]) % {"count": self.cleaned[kind]} for kind in Cleaned if self.cleaned[kind]]
