"""The forms of the review desk. What they cannot know is refused by the services, whose reasons come back to their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning, Scope, Severity
from articles.models import ReviewRequest, User
from articles.models.ledger import SCOPE_NAMES, SEVERITY_NAMES
from articles.models.signing_words import QUESTION_TEXTS
from articles.presentation.desk.signing import OtherLanguage
from articles.presentation.desk.words import person_name
from articles.services import comments
from articles.services.reauthentication import Asked
from articles.services.signing import Statement

LONGEST_COMMENT = 4000
_NOT_TRUE = _("Tick this point if it holds. If it does not, request changes.")
_SAY_WHY = _("Say why: the people who wrote it need to know.")


class DeskForm(forms.Form):
    """A form that keeps what was typed, but never a password, and says at each field what is wrong with it."""

    use_required_attribute = False  # the browser's own messages would come before ours, one at a time

    def __init__(self, data: Any = None, *, prefix: str, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=prefix, initial=dict(initial or {}), auto_id="id-%s")

    def refuse(self, error: ValidationError, field: str | None = None) -> None:
        """Puts a service's reason at a field of this form, or above the form."""
        self.add_error(field if field in self.fields else None, error.messages)

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """Everything that is wrong, with the id of the field that each is about; empty for what is about no field."""
        found = [("", str(message)) for message in self.non_field_errors()]
        for field in self:
            found += [
                (_first_control(field), gettext("“%(field)s”: %(message)s") % {"field": field.label, "message": message})
                for message in field.errors
            ]
        return found


def _first_control(field: forms.BoundField) -> str:
    """The id of what takes the focus: of a group, its first choice."""
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else field.auto_id


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("Your password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Enter it again, so that nobody signs at a screen that you left open."),
    )


def _code(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        required=required,
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
        help_text=_("Of your authenticator app, or a recovery code. For the next ten minutes the password alone is enough."),
    )


class ProvenForm(DeskForm):
    """A form that asks who one is: for the password, and for a code unless a second factor was shown lately."""

    asked: Asked

    def ask(self, asked: Asked) -> None:
        """Adds the fields, last."""
        self.asked = asked
        self.fields["password"] = _password()
        if asked.code:
            self.fields["code"] = _code(required=not asked.passkey)  # who has one may confirm with it instead

    def refuse(self, error: ValidationError, field: str | None = None) -> None:
        super().refuse(error, "code" if getattr(error, "code", "") == "code" else field)


def _reason(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _SAY_WHY},
    )


class SignForm(ProvenForm):
    """One sign-off. Each point of the checklist is a box of its own, so that none is missed."""

    scope = forms.ChoiceField(label=_("What did you read?"), widget=forms.RadioSelect)
    severity = forms.ChoiceField(
        label=_("What does the change mean for readers?"),
        choices=[(severity.value, name) for severity, name in SEVERITY_NAMES.items()],
        widget=forms.RadioSelect,
        help_text=_("Translations of an older text are told apart by it. For a new text, choose “Meaning”."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        meaning: Meaning,
        can_sign_changes: bool,
        is_renewal: bool = False,
        asked: Asked,
        also: Iterable[OtherLanguage] = (),
    ) -> None:
        super().__init__(data, prefix="sign")
        self.meaning = meaning
        self._ask_about_the_change(can_sign_changes, is_renewal)
        for question in QUESTIONS[meaning]:
            self.fields[question.value] = forms.BooleanField(
                label=QUESTION_TEXTS[question], error_messages={"required": _NOT_TRUE}
            )
        self.also = list(also)
        if self.also:
            self.fields["also"] = _OtherLanguagesField(self.also)
        self.fields["comment"] = forms.CharField(
            label=_("Comment"),
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            help_text=_("Public: readers see it in the history of this text, with your name."),
        )
        self.ask(asked)

    def _ask_about_the_change(self, can_sign_changes: bool, is_renewal: bool) -> None:
        if is_renewal:  # nothing changed, and all of it is read
            del self.fields["scope"], self.fields["severity"]
            return
        scopes = [Scope.FULL, Scope.CHANGES] if can_sign_changes else [Scope.FULL]
        scope = self.fields["scope"]
        assert isinstance(scope, forms.ChoiceField)  # noqa: S101 - declared above
        scope.choices = [(scope.value, SCOPE_NAMES[scope]) for scope in scopes]
        scope.initial = Scope.FULL.value if len(scopes) == 1 else None

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[question.value] for question in QUESTIONS[self.meaning]]

    @property
    def also_field(self) -> forms.BoundField:
        return self["also"]

    def statement(self) -> Statement:
        """Call after `is_valid`."""
        cleaned = self.cleaned_data
        return Statement(
            meaning=self.meaning,
            checklist={question.value: cleaned[question.value] for question in QUESTIONS[self.meaning]},
            scope=Scope(cleaned.get("scope", Scope.FULL)),
            severity=Severity(cleaned.get("severity", Severity.EDITORIAL)),
            comment=cleaned["comment"],
        )

    def untick(self) -> None:
        """Takes the answers back: they were about other words."""
        ticked = {self.add_prefix(question.value) for question in QUESTIONS[self.meaning]}
        kept = QueryDict(mutable=True)
        for name, values in self.data.lists():  # type: ignore[attr-defined]  # what a browser posted
            if name not in ticked:
                kept.setlist(name, values)
        self.data = kept


class _OtherLanguagesField(forms.MultipleChoiceField):
    """Further languages, each with the digest of the words that were on the screen. Whether it still holds is for the service."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, also: Sequence[OtherLanguage]) -> None:
        super().__init__(
            required=False,
            label=_("Sign these languages, too"),
            choices=[(other.choice, other.language) for other in also],
            help_text=_("The same statement, for the words below in each language that you tick."),
        )
        self._codes = {other.code for other in also}

    def valid_value(self, value: str) -> bool:
        language, _colon, digest = value.partition(":")
        return bool(digest) and language in self._codes

    def clean(self, value: Any) -> dict[str, str]:
        """Digests by language."""
        return dict(item.split(":", 1) for item in super().clean(value))


class RequestChangesForm(DeskForm):
    reason = _reason(_("What has to change, and why?"), _("The people who wrote it get this. It ends this review."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="changes")


class WithdrawForm(ProvenForm):
    sign_off = forms.TypedChoiceField(coerce=int, label=_("Which sign-off?"), widget=forms.RadioSelect)
    reason = _reason(_("Why do you withdraw it?"), _("Public: readers see it in the history of this text."))

    def __init__(self, data: Any = None, *, sign_offs: Mapping[int, str], asked: Asked) -> None:
        super().__init__(data, prefix="withdraw")
        self.ask(asked)
        field = self.fields["sign_off"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = list(sign_offs.items())
        field.initial = next(iter(sign_offs), None)


class CommentForm(DeskForm):
    """A comment on one section. There is one for each section, so ids carry its name."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=comments.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write your comment.")},
    )

    def __init__(self, data: Any = None, *, section: str, name: str) -> None:
        super().__init__(data, prefix=f"comment-{section}")
        self.section = section
        self.name = name


class OrganiseForm(DeskForm):
    """Who gets the review, how urgent it is, and by when."""

    assignee = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Assigned to"))
    priority = forms.TypedChoiceField(coerce=int, choices=ReviewRequest.Priority.choices, label=_("Priority"))
    due = forms.DateField(required=False, label=_("Due"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: Any = None, *, able: Iterable[User], request: ReviewRequest) -> None:
        initial = {"assignee": request.assignee_id, "priority": request.priority, "due": request.due}
        super().__init__(data, prefix="organise", initial=initial)
        self.people = {person.pk: person for person in [*able, *([request.assignee] if request.assignee else [])]}
        field = self.fields["assignee"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Nobody")), *((pk, person_name(person)) for pk, person in self.people.items())]


class TakeDownForm(DeskForm):
    reason = _reason(_("Why is it taken down?"), _("Public: readers see it in the history of this text."))
    confirm = forms.BooleanField(
        label=_("Take it from readers now. To come back, the same words must be signed again."),
        error_messages={"required": _("Confirm that readers are to lose it.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="down")
