"""Which fields of the vocabulary exist once for each language."""

from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from .models import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor


class SourceLanguageRequired(TranslationOptions):
    """An entry begins in the source language; every other language may follow."""

    required_languages = ("en",)


@register(GlossaryTerm)
class GlossaryTermTranslation(SourceLanguageRequired):
    fields = ("term", "definition", "also_known_as", "pronunciation", "avoid")


@register(RiskFactor)
class RiskFactorTranslation(SourceLanguageRequired):
    fields = ("name", "explanation", "advice")


@register(Disclaimer)
class DisclaimerTranslation(SourceLanguageRequired):
    fields = ("title", "text")


@register(ReviewerProfile)
class ReviewerProfileTranslation(SourceLanguageRequired):
    fields = ("name", "credentials", "specialty", "biography")
