"""The periods of doses: “a day”, “pro Woche”. A dose by another period is another dose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .numerals import base, level

_PERIODS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    # period: (what says for certain that something is counted by it, what may say so)
    "en": {
        "day": (r"(?:\b(?:per|an?|each|every) |/ ?)day\b|\bdaily\b", r"\bda(?:y|ys|ily)\b"),
        "week": (r"(?:\b(?:per|an?|each|every) |/ ?)week\b|\bweekly\b", r"\bweek"),
        "month": (r"(?:\b(?:per|an?|each|every) |/ ?)month\b|\bmonthly\b", r"\bmonth"),
        "year": (r"(?:\b(?:per|an?|each|every) |/ ?)year\b|\b(?:yearly|annually)\b", r"\byear|\bannual"),
    },
    "es": {
        "day": (r"\b(?:al|por|cada) día\b|/ ?día\b|\bdiari[oa]s?\b|\bdiariamente\b", r"\bdía|\bdiari"),
        "week": (r"\b(?:a la|por|cada) semana\b|/ ?semana\b|\bsemanal(?:es|mente)?\b", r"\bseman"),
        "month": (r"\b(?:al|por|cada) mes\b|/ ?mes\b|\bmensual(?:es|mente)?\b", r"\bmes(?:es)?\b|\bmensual"),
        "year": (r"\b(?:al|por|cada) año\b|/ ?año\b|\banual(?:es|mente)?\b", r"\baño|\banual"),
    },
    "fr": {
        "day": (r"\b(?:par|chaque) jour\b|/ ?j(?:our)?\b|\bquotidien", r"\bjour|\bquotidien|\bjournali|/ ?j\b"),
        "week": (r"\b(?:par|chaque) semaine\b|/ ?semaine\b|\bhebdomadaire", r"\bsemaine|\bhebdomadaire"),
        "month": (r"\b(?:par|chaque) mois\b|/ ?mois\b|\bmensuel", r"\bmois\b|\bmensuel"),
        "year": (r"\b(?:par|chaque) an(?:née)?\b|/ ?an\b|\bannuel", r"\ban(?:s|née|nées)?\b|\bannuel"),
    },
    "de": {
        "day": (r"\b(?:pro|am|je|jeden) Tag\b|/ ?Tag\b|\btäglich", r"tag|täg"),
        "week": (r"\b(?:pro|in der|je|jede) Woche\b|/ ?Woche\b|\bwöchentlich", r"woche|wöchent"),
        "month": (r"\b(?:pro|im|je|jeden) Monat\b|/ ?Monat\b|\bmonatlich", r"monat"),
        "year": (r"\b(?:pro|im|je|jedes) Jahr\b|/ ?Jahr\b|\bjährlich", r"jahr|jähr"),
    },
    "ar": {
        "day": (r"(?:في ال|كل |/ ?)يوم\b|\bيوميا\b|\bيومية\b", r"يوم|ايام"),
        "week": (r"(?:في ال|كل |/ ?)اسبوع\b|\bاسبوعيا\b|\bاسبوعية\b", r"اسبوع|اسابيع"),
        "month": (r"(?:في ال|كل |/ ?)شهر\b|\bشهريا\b|\bشهرية\b", r"شهر|شهور"),
        "year": (r"(?:في ال|كل |/ ?)(?:سنة|عام)\b|\bسنويا\b|\bسنوية\b", r"سنة|سنوي|سنوات|عام|اعوام"),
    },
    "zh": {
        "day": ("每[天日]|/ ?[天日]|一[天日]", "[天日]"),
        "week": ("每个?(?:周|星期)|/ ?周|一周", "周|星期|礼拜"),
        "month": ("每个?月|/ ?月", "月"),
        "year": ("每年|/ ?年", "年"),
    },
}


@lru_cache(maxsize=16)
def _periods(language: str) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    table = _PERIODS.get(base(language), {})
    return {
        period: (re.compile(level(certain), re.IGNORECASE), re.compile(level(possible), re.IGNORECASE))
        for period, (certain, possible) in table.items()
    }


def periods_said(text: str, language: str) -> dict[str, str]:
    """The periods by which a levelled text counts for certain (“a day”), each with its words."""
    found = ((period, certain.search(text)) for period, (certain, _possible) in _periods(language).items())
    return {period: match.group().strip() for period, match in found if match}


def periods_possible(text: str, language: str) -> frozenset[str] | None:
    """The periods that a levelled text may speak of. None where nothing is known of the language."""
    table = _periods(language)
    if not table:
        return None
    return frozenset(period for period, (_certain, possible) in table.items() if possible.search(text))
