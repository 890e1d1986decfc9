"""Why a file was refused, in words: the line, what is wrong with it, and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.domain.exchange import Problem, Reason

#: How much of what a file says is repeated, in characters.
_LONGEST_DETAIL: Final = 160

_EXPORT_AGAIN = gettext_lazy("Export the edition again, and translate that file.")

_SENTENCES: Final = {
    Reason.TOO_LARGE: gettext_lazy("The file is larger than %(limit)s MB."),
    Reason.ENCODING: gettext_lazy("There is something (%(found)s) that is not UTF-8. Save the file as UTF-8."),
    Reason.SYNTAX: gettext_lazy("This cannot be read: %(what)s."),
    Reason.DOCTYPE: gettext_lazy("Document types and entities are not allowed."),
    Reason.TOO_DEEP: gettext_lazy("Elements are nested more than %(limit)s deep."),
    Reason.TOO_MANY: gettext_lazy("There are more than %(limit)s elements."),
    Reason.OTHER_FORMAT: gettext_lazy("This is no PO file and no XLIFF 2 file. %(found)s"),
    Reason.NO_HEADER: gettext_lazy("The header does not say “%(name)s” as it did when the file was exported."),
    Reason.FOREIGN: gettext_lazy("The file belongs to another text (%(found)s)."),
    Reason.LANGUAGE: gettext_lazy("The file’s language is “%(found)s”, and this needs “%(expected)s”."),
    Reason.STALE: gettext_lazy("“%(text)s”: the source says something else by now. %(again)s"),
    Reason.UNKNOWN_TEXT: gettext_lazy("“%(text)s”: the source edition has no such text. %(again)s"),
    Reason.DUPLICATE: gettext_lazy("“%(text)s” is in the file twice."),
    Reason.MISSING_TEXT: gettext_lazy("The file held %(count)s texts and now holds %(found)s. %(texts)s"),
    Reason.UNKNOWN_CODE: gettext_lazy("%(text)s There is an inline code “%(code)s” that the source does not have."),
    Reason.UNKNOWN_ELEMENT: gettext_lazy("There is an element “%(found)s” that has no place here."),
    Reason.TOO_LONG: gettext_lazy("“%(text)s” has %(length)s characters. At most %(limit)s fit."),
    Reason.CONTROL_CHARACTER: gettext_lazy(
        "%(text)s There is a character (%(character)s) that nobody can see or type. Remove it."
    ),
    Reason.LINE_BREAK: gettext_lazy("“%(text)s” has a line break, and must be one line."),
    Reason.CONFLICT: gettext_lazy(
        "“%(text)s” was changed in the draft since the file was exported, and in the file as well. Nothing was overwritten. %(again)s"
    ),
    Reason.NO_PLACE: gettext_lazy("“%(text)s”: the draft has another kind of block there. Put that right in the editor first."),
}


def describe(problem: Problem) -> str:
    """One problem as a sentence, with its line in front where it has one."""
    problem = replace(problem, details={name: _short(value) for name, value in problem.details.items()})
    details = {"again": str(_EXPORT_AGAIN), **problem.details}
    if problem.reason is Reason.MARKUP:
        sentence = _markup(problem)
    else:
        sentence = " ".join((str(_SENTENCES[problem.reason]) % details).split())
    return _("Line %(line)d: %(problem)s") % {"line": problem.line, "problem": sentence} if problem.line else sentence


def _short(value: str | int) -> str | int:
    """A file may quote itself at any length."""
    return value if isinstance(value, int) or len(value) <= _LONGEST_DETAIL else f"{value[:_LONGEST_DETAIL]}…"


def _markup(problem: Problem) -> str:
    """What of the source's markup is missing, was added, or stands in the wrong place."""
    found = {name: str(value) for name, value in problem.details.items()}
    parts = [_("“%(text)s” does not have the source’s markup.") % found]
    if found["missing"]:
        parts.append(_("Missing: %(missing)s") % found)
    if found["unexpected"]:
        parts.append(_("Too much: %(unexpected)s") % found)
    if found["misplaced"]:
        parts.append(_("In the wrong place: %(misplaced)s") % found)
    return " ".join(parts)
