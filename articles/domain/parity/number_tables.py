"""The number words of each language, as far as a text for patients uses them beside digits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from .numerals import level

_EN: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ES: Final = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_ES_TENS: Final = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_FR: Final = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS: Final = ["vingt", "trente", "quarante", "cinquante", "soixante"]
_DE: Final = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_DE_TENS: Final = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
#: Stems without gender and case: the words are looked up without their endings.
_AR: Final = {
    "صفر": 0, "واحد": 1, "واحدة": 1, "احد": 1, "احدي": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "اثنا": 2,
    "اثني": 2, "مرتان": 2, "مرتين": 2, "كلا": 2, "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8,
    "تسع": 9, "عشر": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50,
    "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90,
    "مئة": 100, "مائة": 100, "مئتان": 200, "مئتين": 200, "مائتين": 200, "الف": 1000, "الفان": 2000, "الفين": 2000,
    "الفي": 2000, "مليون": 1_000_000, "مليونان": 2_000_000, "مليونين": 2_000_000, "مليوني": 2_000_000,
}  # fmt: skip
AR_DECADES: Final = {
    "عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50, "ستين": 60, "سبعين": 70, "ثمانين": 80, "تسعين": 90, "عشر": 20,
    "ثلاث": 30, "اربع": 40, "خمس": 50, "سبع": 70, "ثمان": 80, "تسع": 90,
}  # fmt: skip

#: Things that are counted and measured, which Arabic puts in the dual where there are two of them.
_AR_COUNTED: Final = (
    "ثانيت", "دقيقت", "ساعت", "يوم", "اسبوع", "شهر", "سنت", "عام", "مر", "غرام", "جرام", "ملليغرام", "مليغرام",
    "ميكروغرام", "لتر", "متر", "سنتيمتر", "وحدت", "كوب", "حب", "جرع", "كيلوغرام", "شخص", "امرات", "رجل", "طفل",
    "قرص", "كبسول", "ملعق", "كاس", "قطر", "وجب", "جلس", "نوع", "جزء", "مرحل",
)  # fmt: skip


def _duals() -> tuple[str, ...]:
    return tuple(f"{thing}{ending}" for thing in _AR_COUNTED for ending in ("ان", "ين", "تان", "تين"))


_MORE: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        "1": ("once", "first", "single"), "2": ("twice", "second", "both", "double", "pair", "couple"), "3": ("third", "thrice"),
        "4": ("fourth",), "5": ("fifth",), "6": ("sixth",), "7": ("seventh",), "8": ("eighth",), "10": ("tenth",), "12": ("dozen",),
        "100": ("hundred", "hundreds"), "1000": ("thousand", "thousands"), "1000000": ("million", "millions"),
    },
    "es": {
        "1": ("un", "una", "primero", "primera", "primer"), "2": ("segundo", "segunda", "ambos", "ambas", "doble", "par"),
        "3": ("tercero", "tercera", "tercer", "tercio", "tercios"), "4": ("cuarto", "cuarta"), "5": ("quinto", "quinta"),
        "10": ("décimo", "décima"), "12": ("docena",), "21": ("veintiún", "veintiuna"), "100": ("cien", "ciento", "cientos"),
        "500": ("quinientos", "quinientas"), "1000": ("mil", "miles"), "1000000": ("millón",),
    },
    "fr": {
        "1": ("une", "premier", "première"), "2": ("second", "seconde", "deuxième", "double"), "3": ("tiers", "troisième"),
        "4": ("quart", "quarts", "quatrième"), "5": ("cinquième",), "10": ("dixième", "dizaine"), "12": ("douzaine",),
        "70": ("septante",), "80": ("huitante", "octante"), "90": ("nonante",), "100": ("cent", "cents", "centaine"),
        "1000": ("mille", "millier"), "1000000": ("million",),
    },
    "de": {
        "1": ("ein", "eine", "einen", "einem", "einer", "eines", "einmal", "erste", "ersten", "erster", "erstes"),
        "2": ("zweimal", "zweite", "zweiten", "doppelt", "doppelte", "doppelten", "beide", "beiden", "zwo"),
        "3": ("dreimal", "dritte", "dritten", "drittel"), "4": ("viermal", "vierte", "vierten", "viertel"),
        "5": ("fünfte", "fünften", "fünftel"), "10": ("zehnte", "zehnten", "zehntel"), "12": ("dutzend",),
        "100": ("hundert", "hunderte"), "1000": ("tausend", "tausende"), "1000000": ("million",),
    },
    "ar": {"2": ("ضعف", "ضعفي", "ضعفا", *_duals()), "3": ("ثلث", "ثلثا", "ثلثي"), "4": ("ربع",), "5": ("خمس",), "10": ("عشر",)},
}  # fmt: skip

_MONTHS: Final = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "ar": "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
}
#: Parts in words, and the numbers that another language may write for them.
PARTS: Final = {
    "half": ("1", "2", "50", "0.5", "1.5"), "halves": ("2",), "quarter": ("1", "4", "25", "0.25"),
    "quarters": ("3", "4", "75", "0.75"), "third": ("1", "33"), "thirds": ("2", "3", "67"),
    "mitad": ("1", "2", "50"), "medio": ("1", "2", "0.5", "1.5"), "media": ("1", "2", "0.5", "1.5"), "tercio": ("1",),
    "cuarto": ("1", "25"), "cuarta": ("1", "25"), "moitié": ("1", "2", "50"), "demi": ("1", "2", "0.5", "1.5"),
    "demie": ("1", "2", "0.5", "1.5"), "tiers": ("1", "2"), "quart": ("1", "25"), "quarts": ("3", "75"),
    "hälfte": ("1", "2", "50"), "halb": ("0.5", "2"), "halbe": ("1", "2", "0.5"), "halbes": ("1", "2", "0.5"),
    "halben": ("1", "2", "0.5"), "anderthalb": ("1.5",), "eineinhalb": ("1.5",), "zweieinhalb": ("2.5",),
    "drittel": ("1", "2"), "viertel": ("1", "3", "25", "75"), "نصف": ("1", "2", "50", "0.5", "1.5"), "ثلث": ("1",),
    "ثلثا": ("2",), "ثلثي": ("2",), "ربع": ("1", "25"), "半": ("1", "2", "50", "0.5", "1.5"),
}  # fmt: skip
_DECADES: Final = {
    "en": ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"),
    "es": ("veintena", "treintena", "cuarentena", "cincuentena", "sesentena", "setentena", "ochentena", "noventena"),
    "fr": ("vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine"),
    "de": tuple(f"{tens}er" for tens in _DE_TENS),
}


def _compounds(language: str) -> Iterator[tuple[str, int]]:
    match language:
        case "en":
            yield from _with_tens(_EN, _EN_TENS, 20, "{tens}-{unit}")
        case "es":
            yield from ((word, value) for value, word in enumerate(_ES))
            yield from ((tens, 30 + 10 * place) for place, tens in enumerate(_ES_TENS))
        case "fr":
            yield from _with_tens(_FR, _FR_TENS, 20, "{tens}-{unit}")
            yield from ((f"soixante-{word}", 60 + value) for value, word in enumerate(_FR) if value > 9)
            yield from ((f"quatre-vingt-{word}", 80 + value) for value, word in enumerate(_FR) if value)
            yield from (("quatre-vingts", 80), ("quatre-vingt", 80), ("soixante-et-onze", 71))
            yield from ((f"{tens}-et-{one}", 21 + 10 * place) for place, tens in enumerate(_FR_TENS) for one in ("un", "une"))
        case "de":
            yield from _with_tens(_DE, _DE_TENS, 20, "{unit}und{tens}")
            yield from ((f"{unit}hundert", 100 * value) for value, unit in enumerate(_DE[:10]) if value > 1)
            yield from ((f"einund{tens}", 21 + 10 * place) for place, tens in enumerate(_DE_TENS))
            yield from ((f"{unit}tausend", 1000 * value) for value, unit in enumerate(_DE) if value > 1)
            yield from ((f"{tens}tausend", 20_000 + 10_000 * place) for place, tens in enumerate(_DE_TENS))
            yield "hunderttausend", 100_000
        case "ar":
            yield from _AR.items()


def _with_tens(units: list[str], tens: list[str], start: int, shape: str) -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(units))
    for place, ten in enumerate(tens):
        yield ten, start + 10 * place
        yield from ((shape.format(tens=ten, unit=units[unit]), start + 10 * place + unit) for unit in range(1, 10))


@lru_cache(maxsize=8)
def number_table(language: str) -> dict[str, tuple[Decimal, ...]]:
    table: dict[str, tuple[Decimal, ...]] = {}
    for word, *numbers in (*_compounds(language), *_listed(language), *_decades(language)):
        table[level(word)] = (*table.get(level(word), ()), *map(Decimal, numbers))
    return table


def _listed(language: str) -> Iterator[tuple[Any, ...]]:
    for value, words in _MORE.get(language, {}).items():
        yield from ((word, value) for word in words)
    yield from ((month, place + 1) for place, month in enumerate(_MONTHS.get(language, "").split()))
    yield from ((word, *parts) for word, parts in PARTS.items())


def _decades(language: str) -> Iterator[tuple[str, int, int, int]]:
    """“in their twenties” is from 20 to 29 or 30."""
    endings = ("", "n", "jahre", "jahren") if language == "de" else ("",)
    for place, decade in enumerate(_DECADES.get(language, ())):
        yield from ((f"{decade}{ending}", 20 + 10 * place, 29 + 10 * place, 30 + 10 * place) for ending in endings)
