"""The forms of the reports' screens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.editor.desk.filters import Filters
from articles.editor.desk.forms import DeskForm
from articles.models import ReaderReport, User
from articles.models.feedback import NOTE_MAX_LENGTH
from articles.presentation.desk.words import person_name
from articles.queries.feedback import Languages

UNSETTLED, ALL = "unsettled", "all"
_ANY = ("", pgettext_lazy("filter", "Any"))


class ReportFilters(Filters):
    """Filters of the queue. Without a state it shows what waits."""

    words = forms.CharField(max_length=200, required=False, label=_("Words in it"))
    article = forms.CharField(max_length=255, required=False, label=_("Article"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    state = forms.ChoiceField(required=False, label=_("State"))

    def __init__(self, *args: Any, languages: Languages, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("language", [_ANY, *_languages(languages)])
        waiting = [("", _("Open or assigned")), (ALL, pgettext_lazy("all reports", "All"))]
        self._choices("state", [*waiting, *ReaderReport.State.choices])


class HelpfulFilters(Filters):
    article = forms.CharField(max_length=255, required=False, label=_("Article"))
    language = forms.ChoiceField(required=False, label=_("Language"))

    def __init__(self, *args: Any, languages: Languages, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("language", [_ANY, *_languages(languages)])


def _languages(languages: Languages) -> list[Any]:
    return [(code, name) for code, name in settings.LANGUAGES if languages is None or code in languages]


class AssignForm(DeskForm):
    assignee = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Assigned to"))

    def __init__(self, data: Any = None, *, people: Iterable[User], report: ReaderReport) -> None:
        super().__init__(data, prefix="assign", initial={"assignee": report.assignee_id})
        self.people = {person.pk: person for person in [*people, *([report.assignee] if report.assignee else [])]}
        field = self.fields["assignee"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Nobody")), *((pk, person_name(person)) for pk, person in self.people.items())]


class _TextForm(DeskForm):
    name: str

    def __init__(self, data: Any = None, *, report: ReaderReport) -> None:
        super().__init__(data, prefix=self.name, initial={"text": getattr(report, self.name)})


def _text(label: Any, help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=NOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class NoteForm(_TextForm):
    name = "notes"
    text = _text(_("Notes"), _("Only people who work on reports read them."), required=False)


class AnswerForm(_TextForm):
    name = "answer"
    text = _text(_("What was found?"), _("There is nobody to write to: the answer is for your colleagues."), required=True)


class CloseForm(DeskForm):
    reason = forms.ChoiceField(
        label=_("Why is it closed?"),
        choices=ReaderReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is closed.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="close")
