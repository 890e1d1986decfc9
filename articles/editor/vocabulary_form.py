"""The form of a vocabulary entry: each person writes in their own languages, and says what their words are a translation of."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.forms import WagtailAdminModelForm

from articles import queries
from articles.models import User, VocabularyEntry, reviewed_entry
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.vocabulary import SourceMoved, source_moves
from articles.services import translations

TRANSLATED: Final = tuple(code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE)
REASON_MAX_LENGTH: Final = 500


def still_right_field(language: str) -> str:
    """The field by which a person says that a language's words are still right although the source's changed."""
    return build_localized_fieldname("still_right", language)


def reason_field(language: str) -> str:
    """The field for why they are."""
    return build_localized_fieldname("still_right_because", language)


def _still_right() -> forms.BooleanField:
    return forms.BooleanField(required=False, label=gettext_lazy("Still right: nothing needs to change"))


def _reason() -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=REASON_MAX_LENGTH,
        label=gettext_lazy("Why nothing needs to change"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


#: Two fields for each language of a translation. Declared, for Wagtail's forms take no others.
Declarations = type(
    "Declarations",
    (forms.Form,),
    {
        name: field
        for code in TRANSLATED
        for name, field in ((still_right_field(code), _still_right()), (reason_field(code), _reason()))
    },
)


class EntryForm(Declarations, WagtailAdminModelForm):  # type: ignore[misc, valid-type]
    """What a person may not write in is shown to be read: whatever is posted for it is ignored.

    The short name is chosen once: the ledger knows the entry by it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance, person = kwargs.get("instance"), kwargs.get("for_user")
        self._forbidden = _languages_not_written(person)
        if instance is not None and instance.pk and self._forbidden:
            _keep_latest_words(instance, self._forbidden)
        super().__init__(*args, **kwargs)
        self._words = _words(self.instance)
        self._disable()
        self._offer_declarations()

    @cached_property
    def source_moves(self) -> dict[str, SourceMoved]:
        """What changed in the source since, for each language whose words were written from others. Three queries."""
        return source_moves(self.instance) if self.instance.pk else {}

    def _disable(self) -> None:
        for language in self._forbidden:
            for name in _columns(type(self.instance), language):
                self._disable_field(name)
        if SOURCE_LANGUAGE in self._forbidden:
            for name in ("key", *self.instance.shared_content):
                self._disable_field(name)
        if self.instance.pk:
            self._disable_field("key")

    def _disable_field(self, name: str) -> None:
        if name in self.fields:
            self.fields[name].disabled = True

    def _offer_declarations(self) -> None:
        """Only where the source has moved on, and to those who write in the language."""
        for language in TRANSLATED:
            if language in self._forbidden or language not in self.source_moves:
                for name in (still_right_field(language), reason_field(language)):
                    self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        self._validate_reasons(cleaned_data)
        return cleaned_data

    def _validate_reasons(self, cleaned_data: dict[str, Any]) -> None:
        for language in TRANSLATED:
            field = reason_field(language)
            if cleaned_data.get(still_right_field(language)) and field in cleaned_data and not cleaned_data[field].strip():
                self.add_error(field, _("Say why nothing needs to change."))

    def save(self, commit: bool = True) -> VocabularyEntry:
        """Keeps with the words of each language which source words they were written from, or are still right for.

        Whoever writes one field anew has said nothing of the others.
        """
        entry: VocabularyEntry = self.instance
        after = _words(entry)
        written = {
            language: {name for name, words in after[language].items() if words != self._words[language][name]}
            for language in TRANSLATED
        }
        changed = {language: fields for language, fields in written.items() if fields}
        confirmed = {
            language: self.cleaned_data[reason_field(language)]
            for language in TRANSLATED
            if self.cleaned_data.get(still_right_field(language))
        }
        if changed or confirmed:
            translations.update_entry_basis(entry, changed, by=self.for_user, confirmed=confirmed)
        saved: VocabularyEntry = super().save(commit=commit)
        return saved


def _languages_not_written(person: User | None) -> frozenset[str]:
    """Nobody in particular writes in no language."""
    written = queries.languages_written(person) if person else frozenset()
    return frozenset(code for code, _name in settings.LANGUAGES) - written


def _columns(model: type[VocabularyEntry], language: str) -> list[str]:
    return [build_localized_fieldname(name, language) for name in translator.get_options_for_model(model).get_field_names()]


def _keep_latest_words(entry: VocabularyEntry, languages: frozenset[str]) -> None:
    """Whoever goes back to an earlier revision goes back in their own languages alone. Two queries."""
    latest = type(entry).objects.get(pk=entry.pk).get_latest_revision_as_object()
    shared = entry.shared_content if SOURCE_LANGUAGE in languages else ()
    for name in (*shared, *(column for language in languages for column in _columns(type(entry), language))):
        setattr(entry, name, getattr(latest, name))
    kept = {language: basis for language, basis in entry.basis.items() if language not in languages}
    entry.basis = {**kept, **{language: basis for language, basis in latest.basis.items() if language in languages}}


def _words(entry: VocabularyEntry) -> dict[str, dict[str, Any]]:
    """What readers meet of each language, without what all languages share."""
    contents = {language: reviewed_entry(entry, language).content for language in TRANSLATED}
    return {language: {name: content[name] for name in entry.reviewed_fields()} for language, content in contents.items()}
