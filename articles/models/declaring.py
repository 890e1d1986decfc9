"""What a translator states in the editor besides the words: that a section is in step with its source, that a machine's
words were read, and why a finding of the automatic checks is right as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, to_locale
from django.utils.translation import gettext as _

from articles.domain.basis import COMPARED, Declared, SignedEdition, declared, live_edition, taken_back
from articles.domain.sections import SECTION_KINDS

from .translations import SourceEdition, article_subject

#: The longest reason, in characters.
REASON_LENGTH: Final = 500
#: How many findings may be justified in one form: more than any text has.
_MOST_FINDINGS: Final = 500
_REASON_FIELD: Final = re.compile(r"^check_reason_([0-9a-f]{20})$")
#: The source edition that was on the screen, by the number of its entry in the ledger.
SOURCE_FIELD: Final = "in_step_source"
#: Fields of plain text in the edition's own language. What stands in streams is drawn by a script, and marked by ours.
_PLAIN_TEXTS: Final = ("title", "seo_title", "search_description", "tldr", *(f"{kind.key}_heading" for kind in SECTION_KINDS))

IN_STEP_CHOICES: Final = [
    ("", gettext_lazy("Not yet")),
    (Declared.UPDATED.value, gettext_lazy("Brought up to date")),
    (Declared.UNCHANGED.value, gettext_lazy("Nothing needs to change")),
]


def in_step_field(section: str) -> str:
    return f"in_step_{section}"


def in_step_reason_field(section: str) -> str:
    return f"in_step_reason_{section}"


def confirm_field(section: str) -> str:
    return f"confirm_machine_{section}"


def check_reason_field(fingerprint: str) -> str:
    return f"check_reason_{fingerprint}"


class TranslationForm:
    """The part of an article's form that only translations have. Nothing of it is a field of the model.

    What is posted twice, as autosave does, is stated once. A field that is not posted states nothing.
    """

    #: The sections of a draft that still say what they said before a source was published. Set by `articles.queries.checking`.
    find_unchanged: ClassVar[Callable[[Any, datetime], Collection[str]]] = staticmethod(lambda _draft, _since: ())

    fields: dict[str, forms.Field]
    data: Mapping[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: The names of the fields that this part has added.
        self.beside: list[str] = []
        #: What the panels show, kept by the template tag that works it out.
        self.screen: Any = None
        if self.is_translation:
            for name, field, initial in self._fields_of_translation():
                self.fields[name], self.initial[name] = field, initial  # type: ignore[attr-defined]  # a form's
                self.beside.append(name)
            self._mark_language()

    @cached_property
    def is_translation(self) -> bool:
        """Whether the edition has a source to be in step with. One query."""
        page = self.instance  # type: ignore[attr-defined]  # a form's
        if page.pk is None or page.locale.language_code == settings.LANGUAGE_CODE:
            return False
        editions = type(page).objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
        return bool(editions.filter(locale__language_code=settings.LANGUAGE_CODE).exists())

    # --- The fields ----------------------------------------------------------------------------------------------------

    def _fields_of_translation(self) -> Iterator[tuple[str, forms.Field, Any]]:
        page = self.instance  # type: ignore[attr-defined]
        yield SOURCE_FIELD, forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput), None
        for section in COMPARED:
            kept = page.basis.get(section, {})
            choice = kept.get("kind", "") if "previous" in kept and _is_of(kept, section, self._edition_now) else ""
            yield in_step_field(section), _choice(), choice
            yield (
                in_step_reason_field(section),
                _reason(_("Why nothing needs to change")),
                kept.get("reason", "") if choice else "",
            )
            if section in page.machine_made:
                label = _("I have read this section beside the source, and corrected what was wrong.")
                yield confirm_field(section), forms.BooleanField(required=False, label=label), False
        for fingerprint in self._fingerprints():
            given = page.check_reasons.get(fingerprint, {}).get("reason", "")
            yield check_reason_field(fingerprint), _reason(_("Why this is right as it is")), given

    def _fingerprints(self) -> list[str]:
        posted = [match.group(1) for name in self.data if (match := _REASON_FIELD.match(name))]
        kept = self.instance.check_reasons  # type: ignore[attr-defined]
        return list(dict.fromkeys([*kept, *posted[:_MOST_FINDINGS]]))

    def _is_posted(self, name: str) -> bool:
        return name in self.fields and name in self.data

    def _mark_language(self) -> None:
        """For spelling checkers, screen readers, and the side on which an empty line begins."""
        code = self.instance.locale.language_code  # type: ignore[attr-defined]
        attributes = {"lang": to_locale(code).replace("_", "-"), "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
        for name in _PLAIN_TEXTS:
            if field := self.fields.get(name):
                field.widget.attrs.update(attributes)

    # --- What is wrong with them ---------------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]  # a form's
        if self.is_translation:
            self._validate_declarations()
        return cleaned

    def _validate_declarations(self) -> None:
        stated = [section for section in COMPARED if self._kind_of(section)]
        for section in stated:
            if self._kind_of(section) is Declared.UNCHANGED and not self._reason_of(section):
                error = ValidationError(_("Say why nothing needs to change."), code="reason")
                self.add_error(in_step_reason_field(section), error)  # type: ignore[attr-defined]
        edition = self._edition_on_screen if stated else None
        for section in stated:
            if edition is None or section not in edition.sections:
                sentence = _("There is no signed source that it could be in step with. Open this page again to see the source.")
                self.add_error(in_step_field(section), ValidationError(sentence, code="no_source"))  # type: ignore[attr-defined]
        for section in self._said_without_a_change(stated, edition) if edition else ():
            sentence = _("No word of this section has changed. Choose “Nothing needs to change” and say why.")
            self.add_error(in_step_field(section), ValidationError(sentence, code="no_change"))  # type: ignore[attr-defined]

    def _said_without_a_change(self, stated: list[str], edition: SignedEdition) -> list[str]:
        """The sections that are newly said to be brought up to date, and hold the words that they held before."""
        page = self.instance  # type: ignore[attr-defined]
        updated = [
            section
            for section in stated
            if self._kind_of(section) is Declared.UPDATED and not _is_updated(page.basis.get(section, {}), section, edition)
        ]
        if not updated or edition.published is None:
            return []
        unchanged = type(self).find_unchanged(page.with_values(self.cleaned_data), edition.published)
        return [section for section in updated if section in unchanged]

    def _kind_of(self, section: str) -> Declared | None:
        value = self.cleaned_data.get(in_step_field(section))
        return Declared(value) if value else None

    def _reason_of(self, section: str) -> str:
        return str(self.cleaned_data.get(in_step_reason_field(section)) or "").strip()

    @cached_property
    def _edition_on_screen(self) -> SignedEdition | None:
        """The source edition that the person had beside the translation; else the one that readers got last.

        A source that was published since does not count: nobody has compared with it.
        """
        seen = self.cleaned_data.get(SOURCE_FIELD)
        if seen is None:
            return self._edition_now
        return next((edition for edition in self._editions if edition.sequence == seen), None)

    @property
    def _edition_now(self) -> SignedEdition | None:
        """The source edition that readers got last, which is the one that is shown."""
        return live_edition(self._editions)

    @cached_property
    def _editions(self) -> list[SignedEdition]:
        """The editions of the source that readers ever got. One query."""
        subject = article_subject(self.instance.translation_key)  # type: ignore[attr-defined]
        return [row.as_rules() for row in SourceEdition.objects.filter(subject=subject, published_at__isnull=False)]

    def unconfirmed(self) -> dict[str, Any]:
        """The sections whose words a machine wrote and nobody has read, this form's ticks counted."""
        made: dict[str, Any] = self.instance.machine_made  # type: ignore[attr-defined]
        return {section: mark for section, mark in made.items() if not self.cleaned_data.get(confirm_field(section))}

    # --- Keeping them --------------------------------------------------------------------------------------------------

    def save(self, commit: bool = True) -> Any:
        """With what was stated: in one revision with the edit itself."""
        self.state()
        return super().save(commit=commit)  # type: ignore[misc]  # a form's

    def state(self) -> None:
        """Writes on the draft in the form, not into the database, what is stated about it and is not wrong."""
        for name, value in self.statements().items():
            setattr(self.instance, name, value)  # type: ignore[attr-defined]

    def statements(self) -> dict[str, Any]:
        """What is stated about the draft, by the field of the model that keeps it."""
        if not self.is_translation:
            return {}
        return {"basis": self._basis(), "machine_made": self.unconfirmed(), "check_reasons": self._check_reasons()}

    def _basis(self) -> dict[str, Any]:
        page = self.instance  # type: ignore[attr-defined]
        basis: dict[str, Any] = page.basis
        now = timezone.now()
        for section in COMPARED:
            kind, reason = self._kind_of(section), self._reason_of(section)
            if not self._is_posted(in_step_field(section)) or in_step_field(section) not in self.cleaned_data:
                continue
            if kind is None:
                # Of another edition than the one on the screen it was not offered, so nobody has taken it back.
                if "previous" in basis.get(section, {}) and _is_of(basis[section], section, self._edition_on_screen):
                    basis = taken_back(basis, section)
            elif (edition := self._edition_on_screen) and section in edition.sections and (reason or kind is Declared.UPDATED):
                said = reason if kind is Declared.UNCHANGED else ""
                basis = declared(basis, section, kind, edition=edition, by=self._person, at=now, reason=said)
        return basis

    def _check_reasons(self) -> dict[str, Any]:
        reasons = dict(self.instance.check_reasons)  # type: ignore[attr-defined]
        for fingerprint in self._fingerprints():
            name = check_reason_field(fingerprint)
            if not self._is_posted(name) or name not in self.cleaned_data:
                continue
            reason = self.cleaned_data[name].strip()
            if not reason:
                reasons.pop(fingerprint, None)
            elif reasons.get(fingerprint, {}).get("reason") != reason:
                reasons[fingerprint] = {"reason": reason, "by": self._person, "at": timezone.now().isoformat()}
        return reasons

    @property
    def _person(self) -> int | None:
        person = self.for_user  # type: ignore[attr-defined]  # Wagtail's form has it
        return person.pk if person else None


def _is_of(kept: Mapping[str, Any], section: str, edition: SignedEdition | None) -> bool:
    """Whether a section's basis names the words that the section has in this edition of the source."""
    return edition is not None and kept.get("digest") == edition.sections.get(section)


def _is_updated(kept: Mapping[str, Any], section: str, edition: SignedEdition) -> bool:
    return kept.get("kind") == Declared.UPDATED and _is_of(kept, section, edition)


def _choice() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=IN_STEP_CHOICES, required=False, widget=forms.RadioSelect, label=_("Is this section in step with the source?")
    )


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=REASON_LENGTH, label=label, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
