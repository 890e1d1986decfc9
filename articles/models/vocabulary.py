"""The vocabulary: short reference entries, one row for all languages (django-modeltranslation, see `translation.py`).

Read a text by its language's own column (`term_ar`), through `VocabularyEntry.localized`: the plain column (`term`) holds
whatever language was active when the row was last saved.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin
from wagtail.search import index

from articles.domain.localized import LocalizedText, pick_text
from articles.domain.signoffs import Meaning, Qualification

from .locking import OneWriterAtATime, lock_row


def _each_language(*fields: str) -> list[str]:
    return [build_localized_fieldname(field, code) for field in fields for code, _name in settings.LANGUAGES]


class VocabularyEntry(OneWriterAtATime, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model):
    """What all entries share: drafts, history, and a short name that never changes with a translation."""

    #: The translated field that names the entry.
    title_field: ClassVar[str]
    #: Fields that readers of every language meet besides the translated ones.
    shared_content: ClassVar[tuple[str, ...]] = ()
    #: Translated fields that are for translators alone. No reader meets them, and nobody signs them.
    for_translators: ClassVar[tuple[str, ...]] = ()
    #: Whether its words are medical, so that each language of it needs sign-offs before readers see it.
    needs_sign_off: ClassVar[bool] = True

    key = models.SlugField(
        max_length=60,
        unique=True,
        verbose_name=_("short name"),
        help_text=_("In English, small letters and hyphens, for example “bone-density”. Stays the same in every language."),
    )

    #: The languages whose words are signed, decided by the gate whenever the entry is saved live. Readers see no other.
    signed_languages = models.JSONField(default=list, editable=False)
    #: What each language's words were made from: language → field → see `articles.domain.basis`.
    basis = models.JSONField(default=dict, blank=True, editable=False)
    #: Why a finding of the automatic checks is right as it is: the finding's fingerprint → reason, person and time.
    check_reasons = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["key"]

    def __str__(self) -> str:
        text = self.localized(self.title_field)
        return text.text if text else self.key

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """One writer at a time: a withdrawal waits until this is stored, and then hides what is no longer signed."""
        if self.live and self.pk:
            lock_row(self)
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Judges each language's own field. The plain one shows the active language, which an entry need not have."""
        plain = translator.get_options_for_model(type(self)).get_field_names()
        super().clean_fields(exclude={*(exclude or ()), *plain})

    @classmethod
    def reviewed_fields(cls) -> list[str]:
        """The translated fields that readers meet, in order."""
        return [name for name in translator.get_options_for_model(cls).get_field_names() if name not in cls.for_translators]

    def localized(self, field: str, language: str | None = None) -> LocalizedText | None:
        """A field's text in a language (the active one by default), or in the language that stands in for it, saying which.

        None where the field has no text in any language.
        """
        texts = {code: getattr(self, build_localized_fieldname(field, code)) or "" for code, _name in settings.LANGUAGES}
        return pick_text(texts, language or get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)

    def for_readers(self, field: str, language: str | None = None) -> LocalizedText | None:
        """Like `localized`, of what readers may see: a live entry's words in the languages that are signed."""
        if not self.live:
            return None
        if not self.needs_sign_off:
            return self.localized(field, language)
        wanted = language or get_language() or settings.LANGUAGE_CODE
        signed = self.signed_languages
        if wanted in signed and (own := (getattr(self, build_localized_fieldname(field, wanted)) or "").strip()):
            return LocalizedText(own, wanted)
        texts = {code: getattr(self, build_localized_fieldname(field, code)) or "" for code in signed}
        return pick_text(texts, wanted, settings.LANGUAGE_CODE)

    def has_language(self, field: str, language: str) -> bool:
        """Whether the field has a text in exactly this language."""
        return bool((getattr(self, build_localized_fieldname(field, language)) or "").strip())


class GlossaryTerm(VocabularyEntry):
    title_field = "term"
    for_translators = ("avoid",)

    term = models.CharField(max_length=100, verbose_name=_("term"))
    definition = models.TextField(
        max_length=400, verbose_name=_("plain definition"), help_text=_("One or two sentences without other technical terms.")
    )
    also_known_as = models.TextField(
        max_length=500, blank=True, verbose_name=_("also known as"), help_text=_("One name on each line.")
    )
    pronunciation = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("pronunciation"),
        help_text=_("As a reader would sound it out, for example “OSS-tee-oh-klast”."),
    )
    avoid = models.TextField(
        max_length=500,
        blank=True,
        verbose_name=_("words to avoid"),
        help_text=_("Words that translators should not use for it. One on each line. Readers never see them."),
    )

    search_fields: ClassVar[list[Any]] = [
        *(index.SearchField(name, boost=2) for name in _each_language("term")),
        *(index.AutocompleteField(name) for name in _each_language("term", "also_known_as")),
        *(index.SearchField(name) for name in _each_language("definition", "also_known_as")),
        index.FilterField("live"),
    ]

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")


class RiskFactor(VocabularyEntry):
    title_field = "name"
    shared_content = ("modifiable",)

    name = models.CharField(max_length=100, verbose_name=_("name"))
    explanation = models.TextField(
        max_length=400, verbose_name=_("explanation"), help_text=_("How it raises the risk, in one or two sentences.")
    )
    advice = models.TextField(
        max_length=400,
        blank=True,
        verbose_name=_("advice"),
        help_text=_("What a reader can do about it. Leave empty where there is nothing."),
    )
    modifiable = models.BooleanField(
        default=False, verbose_name=_("can be changed"), help_text=_("Whether a person can do something about it.")
    )

    search_fields: ClassVar[list[Any]] = [
        *(index.SearchField(name, boost=2) for name in _each_language("name")),
        *(index.AutocompleteField(name) for name in _each_language("name")),
        *(index.SearchField(name) for name in _each_language("explanation", "advice")),
        index.FilterField("live"),
        index.FilterField("modifiable"),
    ]

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("risk factor")
        verbose_name_plural = _("risk factors")


class Disclaimer(VocabularyEntry):
    """What an article ends with. It never falls back to another language: an edition without it cannot be published."""

    title_field = "title"

    title = models.CharField(max_length=120, verbose_name=_("title"))
    text = models.TextField(max_length=1000, verbose_name=_("text"), help_text=_("Plain paragraphs, separated by an empty line."))

    search_fields: ClassVar[list[Any]] = [
        *(index.SearchField(name) for name in _each_language("title", "text")),
        *(index.AutocompleteField(name) for name in _each_language("title")),
        index.FilterField("live"),
    ]

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")


def validate_languages(value: Any) -> None:
    """A list of codes of this site's languages, none twice."""
    codes = [code for code, _name in settings.LANGUAGES]
    if not isinstance(value, list) or len(set(map(str, value))) != len(value) or any(item not in codes for item in value):
        raise ValidationError(_("Choose each language once, from: %(codes)s."), params={"codes": ", ".join(codes)})


def validate_competences(value: Any) -> None:
    """A list of meanings of sign-offs, none twice."""
    known = {meaning.value for meaning in Meaning}
    if not isinstance(value, list) or len(set(map(str, value))) != len(value) or not set(map(str, value)) <= known:
        raise ValidationError(_("Choose from: %(known)s."), params={"known": ", ".join(sorted(known))})


class ReviewerProfile(VocabularyEntry):
    """A reviewer as readers meet them. The account may go; the name under what was reviewed stays."""

    title_field = "name"
    #: Who they are is stated by an administrator, and written into every entry of the ledger that they sign.
    needs_sign_off = False

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviewer_profile",
        verbose_name=_("account"),
    )
    name = models.CharField(max_length=150, verbose_name=_("name"), help_text=_("As it is written in each language’s script."))
    credentials = models.CharField(
        max_length=200, verbose_name=_("credentials"), help_text=_("Degrees and titles, for example “MD, PhD”.")
    )
    specialty = models.CharField(max_length=150, verbose_name=_("specialty"))
    biography = models.TextField(max_length=1000, blank=True, verbose_name=_("biography"))
    competences = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_competences],
        verbose_name=_("may sign"),
        help_text=_("What this person is qualified to state by a sign-off."),
    )
    valid_from = models.DateField(null=True, blank=True, verbose_name=_("valid from"))
    valid_until = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("valid until"),
        help_text=_("The last day on which this person may sign. Empty: no end."),
    )
    languages = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_languages],
        verbose_name=_("languages read"),
        help_text=_("The languages in which this person can judge a medical text."),
    )
    registration = models.CharField(
        max_length=150,
        blank=True,
        verbose_name=_("registration"),
        help_text=_("The register and the number, so that anyone can look it up."),
    )
    photo = models.ForeignKey(
        "articles.ArticleImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("photo")
    )

    search_fields: ClassVar[list[Any]] = [
        *(index.SearchField(name, boost=2) for name in _each_language("name")),
        *(index.AutocompleteField(name) for name in _each_language("name")),
        *(index.SearchField(name) for name in _each_language("specialty")),
        index.FilterField("live"),
    ]

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")

    def qualification(self) -> Qualification:
        """What the rules of sign-off need to know of this person."""
        return Qualification(
            languages=frozenset(self.languages),
            competences=frozenset(Meaning(value) for value in self.competences),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            active=self.live,
        )
