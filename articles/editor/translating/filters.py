"""What the language matrix can be narrowed down by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.domain.signoffs import Severity
from articles.domain.translation_state import State
from articles.editor.desk.filters import Filters
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.translation_words import STATE_NAMES
from articles.queries.matrix import Cell, Row

OVERDUE, UNSAFE, MINE, NOBODY = "overdue", "unsafe", "mine", "nobody"


class MatrixFilters(Filters):
    """Filters of the matrix. Rows are shown that are in the chosen state, and given to whom was chosen, in a chosen language."""

    title = forms.CharField(max_length=255, required=False, label=_("Title"))
    condition = forms.ChoiceField(required=False, label=_("Condition"))
    state = forms.ChoiceField(required=False, label=_("State"))
    assignee = forms.ChoiceField(required=False, label=_("Assigned to"))
    language = forms.MultipleChoiceField(required=False, label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, conditions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [("", pgettext_lazy("filter", "Any"))]
        self._choices("condition", [*anything, *conditions.items()])
        if not conditions:
            del self.fields["condition"]
        states = [(state.value, name) for state, name in STATE_NAMES.items()]
        flags = [(UNSAFE, _("Source changed for safety")), (OVERDUE, _("Overdue"))]
        self._choices("state", [*anything, *states, *flags])
        self._choices("assignee", [*anything, (MINE, _("Me")), (NOBODY, _("Nobody"))])
        self._choices("language", list(settings.LANGUAGES))

    @property
    def languages(self) -> list[str]:
        """The columns that were asked for, the source first, in the order of the settings. Call after `is_valid`."""
        codes = [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
        chosen = self.cleaned_data.get("language") or codes
        return [SOURCE_LANGUAGE, *(code for code in codes if code in chosen)]

    def text(self, field: str) -> str:
        """A filter's value, empty where it was not used or not understood."""
        return str(self.cleaned_data.get(field) or "")

    def match(self, row: Row, person: int | None) -> bool:
        """Whether any language that was asked for is in the state, and given to the person, that were."""
        state, assignee = self.text("state"), self.text("assignee")
        chosen = self.cleaned_data.get("language") or row.cells
        return not (state or assignee) or any(
            _is_in(cell, state) and _is_for(cell, assignee, person) for code, cell in row.cells.items() if code in chosen
        )


def _is_in(cell: Cell, state: str) -> bool:
    match state:
        case "":
            return True
        case "overdue":
            return cell.standing.is_overdue
        case "unsafe":
            return cell.standing.severity is Severity.SAFETY
        case _:
            return cell.standing.has(State(state))


def _is_for(cell: Cell, assignee: str, person: int | None) -> bool:
    if not assignee:
        return True
    given_to = cell.asked.assignee_id if cell.asked else None
    return cell.asked is not None and given_to == (person if assignee == MINE else None)
