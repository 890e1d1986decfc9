"""Units of measurement, as each language writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .numerals import base, level

PERCENT: Final = "%"
#: Units of time may stand in one language and go without saying in another: “aged 50”, “50 ans”.
TIMES: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
#: Units for which there are names in these languages. In others, a unit that is written out cannot be told from a word.
NAMED: Final = frozenset({"en", "es", "fr", "de", "ar", "zh"})

#: Symbols of every language. Case counts where it tells apart.
_SYMBOLS: Final = {
    "%": r"%",
    "‰": r"‰",
    "kg": "kg|Kg|KG",
    "mg": "mg|Mg",
    "µg": "µg|mcg|ug",
    "ng": "ng",
    "pg": "pg",
    "g": "g|gr",
    "µl": "µl|µL",
    "ml": "ml|mL|ML",
    "dl": "dl|dL",
    "cl": "cl|cL",
    "l": "l|L",
    "km": "km",
    "cm": "cm",
    "mm": "mm",
    "m": "m",
    "kcal": "kcal|Kcal",
    "kj": "kJ|kj",
    "mmol": "mmol",
    "µmol": "µmol",
    "nmol": "nmol",
    "pmol": "pmol",
    "mmhg": "mmHg|mm Hg",
    "msv": "mSv",
    "µsv": "µSv",
    "iu": r"IU|UI|IE|I\.U\.|U\.I\.|I\.E\.",
    "°c": "°C|° C|℃",
    "hour": "h",
    "minute": "min",
}

_METRIC: Final = {
    "en": ("kilo|kilogram|kilogramme", "gram|gramme", "litre|liter", "metre|meter", "s?"),
    "es": ("kilo|kilogramo", "gramo", "litro", "metro", "s?"),
    "fr": ("kilo|kilogramme", "gramme", "litre", "mètre", "s?"),
    "de": ("Kilo|Kilogramm", "Gramms?", "Litern?|Liters", "Metern?|Meters", ""),
}
_PREFIXES: Final = {
    "en": {"m": "milli", "µ": "micro", "d": "deci", "c": "centi", "k": "kilo", "n": "nano"},
    "es": {"m": "mili", "µ": "micro", "d": "deci", "c": "centi", "k": "kiló|kilo", "n": "nano"},
    "fr": {"m": "milli", "µ": "micro", "d": "déci", "c": "centi", "k": "kilo", "n": "nano"},
    "de": {"m": "Milli", "µ": "Mikro", "d": "Dezi", "c": "Zenti", "k": "Kilo", "n": "Nano"},
}

_NAMES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "pp": "percentage points?",
        "%": "per ?cent",
        "iu": "international units?",
        "kcal": "kilocalories?",
        "second": "seconds?",
        "minute": "minutes?|mins",
        "hour": "hours?|hrs?",
        "day": "days?",
        "week": "weeks?",
        "month": "months?",
        "year": "years?|yrs?",
    },
    "es": {
        "pp": "puntos? porcentuale?s?",
        "%": "por ?cientos?",
        "iu": "unidad(?:es)? internacional(?:es)?",
        "kcal": "kilocalorías?",
        "mm": "milímetros?",
        "cm": "centímetros?",
        "second": "segundos?",
        "minute": "minutos?",
        "hour": "horas?",
        "day": "días?",
        "week": "semanas?",
        "month": "mes(?:es)?",
        "year": "años?",
    },
    "fr": {
        "pp": "points? de pourcentage|points? de pour cent",
        "%": "pour[ -]?cents?",
        "iu": "unités? internationales?",
        "kcal": "kilocalories?",
        "second": "secondes?",
        "minute": "minutes?",
        "hour": "heures?",
        "day": "jours?|journées?",
        "week": "semaines?",
        "month": "mois",
        "year": "ans?|années?",
    },
    "de": {
        "pp": "Prozentpunkten?|Prozentpunkt",
        "%": "Prozents?|prozentige?[nrsm]?",
        "iu": "internationalen? Einheit(?:en)?",
        "kcal": "Kilokalorien?",
        "second": "Sekunden?",
        "minute": "Minuten?|minütige?[nrsm]?",
        "hour": "Stunden?|stündige?[nrsm]?|Std",
        "day": "Tage?[ns]?|tägige?[nrsm]?",
        "week": "Wochen?|wöchige?[nrsm]?",
        "month": "Monate?[ns]?|monatige?[nrsm]?",
        "year": "Jahre?[ns]?|jährige?[nrsm]?",
    },
    "ar": {
        "pp": "(?:نقطة|نقاط) مئوية",
        "%": "(?:في |ب)ال(?:مئة|مائة|مية)",
        "kg": "كيلو ?[غج]راما?(?:ات)?|كيلو|كلغ|كغم?|كجم",
        "mg": "مل?لي ?[غج]راما?(?:ات)?|ميل?لي ?[غج]راما?(?:ات)?|ملغم?|ملجم|مغ|مجم",
        "µg": "ميكرو ?[غج]راما?(?:ات)?|مكغم?|مكجم|ميكغ",
        "ng": "نانو ?[غج]راما?(?:ات)?",
        "g": "[غج]راما?(?:ات)?|غم?|جم",
        "ml": "مل?لي ?لترا?(?:ات)?|ميل?لي ?لترا?(?:ات)?|مل",
        "dl": "ديسي ?لتر|دل",
        "l": "لترا?(?:ات)?|ل",
        "km": "كيلو ?مترا?(?:ات)?|كم",
        "cm": "سنتي ?مترا?(?:ات)?|سانتي ?مترا?(?:ات)?|سم",
        "mm": "مل?لي ?مترا?(?:ات)?|ميل?لي ?مترا?(?:ات)?|مم",
        "m": "مترا?|امتار|م",
        "kcal": "كيلو ?سعرة? ?(?:حرارية?)?|سعرة? حراريا?ة?|سعرات حرارية",
        "mmol": "مل?لي ?مول|ميل?لي ?مول",
        "nmol": "نانو ?مول",
        "mmhg": "مل?م زئبق[ي]?|مم زئبق[ي]?",
        "msv": "مل?لي ?سيفرت|ميل?لي ?سيفرت",
        "iu": "وحد(?:ة|ات|تان|تين) دولية|و\\.?د\\.?",
        "°c": "درج(?:ة|ات) مئوية",
        "second": "ثانية|ثوان[ي]?",
        "minute": "دقيقة|دقائق",
        "hour": "ساعة|ساعات",
        "day": "يوما?|ايام",
        "week": "اسبوعا?|اسابيع",
        "month": "شهرا?|اشهر|شهور",
        "year": "سنة|سنوات|سنين|عاما?|اعوام",
    },
    "zh": {
        "pp": "个?百分点",
        "%": "",
        "kg": "千克|公斤",
        "mg": "毫克",
        "µg": "微克",
        "ng": "纳克",
        "pg": "皮克",
        "g": "克",
        "ml": "毫升",
        "dl": "分升",
        "µl": "微升",
        "l": "公?升",
        "km": "公里|千米",
        "cm": "厘米|公分",
        "mm": "毫米",
        "m": "米",
        "kcal": "千卡(?:路里)?|大卡",
        "kj": "千焦",
        "mmol": "毫摩尔",
        "µmol": "微摩尔",
        "nmol": "纳摩尔",
        "mmhg": "毫米汞柱",
        "msv": "毫希沃特",
        "µsv": "微希沃特",
        "iu": "个?国际单位",
        "°c": "摄氏度",
        "second": "秒钟?",
        "minute": "分钟",
        "hour": "个?小时|个?钟头",
        "day": "天|日",
        "week": "个?星期|周(?!岁)",
        "month": "个?月",
        "year": "年|周?岁",
    },
}

#: What stands between a unit and the one that it is counted by: mg/kg, g per decilitre.
_PER: Final = r" ?/ ?| per | por | par | pro | لكل |每"
_SQUARE: Final = r"[²³23]?"


def _metric(language: str) -> dict[str, str]:
    """The names of metric units with their prefixes."""
    if language not in _METRIC:
        return {}
    kilo, gram, litre, metre, plural = _METRIC[language]
    prefix = _PREFIXES[language]
    names = {"kg": f"(?:{kilo}){plural}", "g": f"(?:{gram}){plural}", "l": f"(?:{litre}){plural}", "m": f"(?:{metre}){plural}"}
    names |= {f"{sign}g": f"(?:{prefix[sign]})(?:{gram}){plural}" for sign in ("m", "µ", "n")}
    names |= {f"{sign}l": f"(?:{prefix[sign]})(?:{litre}){plural}" for sign in ("m", "d", "c")}
    names |= {f"{sign}m": f"(?:{prefix[sign]})(?:{metre}){plural}" for sign in ("k", "c", "m")}
    names |= {f"{sign}mol": f"(?:{prefix[sign]})mole?s?" for sign in ("m", "n", "µ")}
    return names | {"msv": f"(?:{prefix['m']})sieverts?"}


@lru_cache(maxsize=16)
def _expression(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What matches a unit behind a number, and the units by the number of their group."""
    language = base(language)
    names, metric = _NAMES.get(language, {}), _metric(language)
    units = list(dict.fromkeys([*_SYMBOLS, *names, *metric]))
    choices = []
    for unit in units:
        words = level("|".join(filter(None, (names.get(unit), metric.get(unit)))))
        end = "" if language == "zh" else r"(?!\w)"
        spelled = [f"(?i:{words}){end}"] if words else []
        symbol = [rf"(?:{_SYMBOLS[unit]})(?![^\W\d_²³一-鿿])"] if unit in _SYMBOLS else []
        choices.append("|".join([*spelled, *symbol]))
    one = "|".join(f"({choice})" for choice in choices)
    pair = "|".join(f"(?:{choice})" for choice in choices)
    gap = r"[ \u00a0\u2009\u202f]{0,2}(?:-[ ]?)?"
    return re.compile(rf"{gap}(?:{one})(?:(?:{_PER})({pair}){_SQUARE})?"), tuple(units)


def unit_at(text: str, position: int, language: str) -> tuple[str | None, str | None, int]:
    """The unit that stands behind a number at this position of a levelled text, what it is counted by, and where it ends."""
    expression, units = _expression(language)
    match = expression.match(text, position)
    if match is None or match.lastindex is None:
        return None, None, position
    unit = next(unit for unit, found in zip(units, match.groups(), strict=False) if found is not None)
    per = match.group(len(units) + 1)
    counted_by = _named(per, language) if per else None
    return unit, counted_by, match.end()


@lru_cache(maxsize=256)
def _named(written: str, language: str) -> str | None:
    expression, units = _expression(language)
    match = expression.match(written)
    return next((unit for unit, found in zip(units, match.groups(), strict=False) if found is not None), None) if match else None
