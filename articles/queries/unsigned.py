"""Which of the site's own medical names stand in words that nobody signs."""

from __future__ import annotations

from typing import Any

from modeltranslation.utils import build_localized_fieldname

from articles.domain.names import split_names
from articles.domain.parity.texts import plain
from articles.domain.streams import strings
from articles.domain.terms import Terms
from articles.models import ConditionPage, RiskFactor
from articles.models.unsigned import ConfirmedPageForm

from .glossary import signed_glossary


def names_in(words: Any, language: str) -> list[str]:
    """The conditions, signed risk factors and signed glossary terms that are named in a text or in stored blocks, in order, none
    twice. Three queries."""
    conditions = ConditionPage.objects.filter(locale__language_code=language, live=True)
    factor = build_localized_fieldname("name", language)
    factors = RiskFactor.objects.filter(live=True).values_list(factor, "signed_languages")
    names = [name for entry in signed_glossary(language) for _key, name in entry.names]
    names += [
        name for title, others in conditions.values_list("title", "also_known_as") for name in (title, *split_names(others))
    ]
    names += [name for name, signed in factors if name and language in signed]
    terms = Terms([(name, name) for name in names], language)
    return list(dict.fromkeys(found.name for text in strings(words) for found in terms.find(plain(text))))


def register() -> None:
    """Gives the editor's form what it cannot import: it is below."""
    ConfirmedPageForm.find_names = staticmethod(names_in)
