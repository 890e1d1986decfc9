"""Asking for many translations at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editor.desk.forms import DeskForm
from articles.models import User
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.desk.words import language_name, person_name
from articles.queries.matrix import Row

#: How many texts one page of the table shows, and so how many can be ticked at once.
MOST = 50


class RequestForm(DeskForm):
    """Which of the rows into which languages, by when, by whom. `writers` are the people and the languages that they write."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    due = forms.DateField(required=False, label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    assignee = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=_("Assigned to"),
        help_text=_("Somebody who writes in all languages that you choose. Nobody: all translators of each language are told."),
    )

    def __init__(
        self, data: Any = None, *, writers: Mapping[User, frozenset[str]], rows: Mapping[str, Row] | None = None
    ) -> None:
        super().__init__(data, prefix="ask")
        self._writers = {person.pk: (person, languages) for person, languages in writers.items()}
        self._rows = rows or {}
        languages, assignee = self.fields["languages"], self.fields["assignee"]
        assert isinstance(languages, forms.MultipleChoiceField)  # noqa: S101 - declared above
        assert isinstance(assignee, forms.TypedChoiceField)  # noqa: S101 - declared above
        languages.choices = [(code, name) for code, name in settings.LANGUAGES if code != SOURCE_LANGUAGE]
        assignee.choices = [("", _("Nobody")), *((pk, _named(*known)) for pk, known in self._writers.items())]

    @property
    def chosen(self) -> list[str]:
        """The subjects that were ticked, whatever they are: a screen that comes back keeps its ticks."""
        return list(dict.fromkeys(self.data.getlist("subjects"))) if isinstance(self.data, QueryDict) else []

    @property
    def rows(self) -> list[Row]:
        """The texts that were ticked. Call after `is_valid`."""
        return [self._rows[subject] for subject in self.chosen]

    @property
    def person(self) -> User | None:
        """Who is to do it. Call after `is_valid`."""
        pk = self.cleaned_data["assignee"]
        return self._writers[pk][0] if pk is not None else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_texts()
        self._check_assignee(cleaned.get("assignee"), cleaned.get("languages", []))
        return cleaned

    def _check_texts(self) -> None:
        if not self.chosen:
            self.add_error(None, _("Tick at least one text in the table."))
        elif len(self.chosen) > MOST:
            sentence = ngettext("Tick at most %(count)d text at once.", "Tick at most %(count)d texts at once.", MOST)
            self.add_error(None, sentence % {"count": MOST})
        elif any(subject not in self._rows for subject in self.chosen):
            self.add_error(None, _("A text that you ticked is not in the table any more. Look again and tick what you mean."))

    def _check_assignee(self, pk: int | None, languages: list[str]) -> None:
        if pk is None:
            return
        person, written = self._writers[pk]
        lacking = [language_name(code) for code in languages if code not in written]
        if lacking:
            sentence = _("%(name)s does not write in: %(languages)s. Choose somebody else, or ask for these languages apart.")
            self.add_error("assignee", sentence % {"name": person_name(person), "languages": ", ".join(lacking)})


def _named(person: User, languages: frozenset[str]) -> str:
    if len(languages) == len(settings.LANGUAGES):
        return str(_("%(name)s (all languages)") % {"name": person_name(person)})
    return f"{person_name(person)} ({', '.join(language_name(code) for code, _name in settings.LANGUAGES if code in languages)})"
