"""Texts to compare: the demonstration's six editions as they are stored, and a text with doses. Its figures are invented."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

from articles.domain.parity import GlossaryPair
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS
from articles.services.demonstration import content
from tests.factories import LANGUAGES

TRANSLATIONS = [language for language in LANGUAGES if language != "en"]


@cache
def _demonstration(language: str) -> dict[str, Any]:
    words = content.texts(language)["article"]
    images = dict.fromkeys(content.shared()["images"], 7)
    factors = {key: number for number, key in enumerate(content.shared()["risk_factors"], 1)}
    return {
        "subject": "article:demo",
        "language": language,
        "title": words["title"],
        "seo_title": "",
        "search_description": words["search_description"],
        "headings": {kind.key.value: "" for kind in SECTION_KINDS},
        "tldr": words["tldr"],
        "sections": {key.value: json.loads(content.section_json(key, words[key], images, factors)) for key in BODY_SECTIONS},
        "disclaimer": 1,
        "references": json.loads(content.references_json()),
        "pictures": {},
    }


def demonstration(language: str) -> dict[str, Any]:
    """A demonstration's edition as `reviewed_edition` would make it, for the test to change."""
    return copy.deepcopy(_demonstration(language))


def glossary(language: str) -> list[GlossaryPair]:
    """The demonstration's glossary, from English."""

    def names(entry: dict[str, Any]) -> tuple[str, ...]:
        return (entry["term"], *entry["also_known_as"])

    english, own = (content.texts(code)["glossary"] for code in ("en", language))
    return [GlossaryPair(key, names(english[key]), names(own[key])) for key in english]


def entries(language: str) -> dict[str, dict[str, Any]]:
    """The demonstration's signed entries of the vocabulary, in one language, as `reviewed_entry` would make them."""
    return {
        f"{table}:{key}": {"subject": key, "language": language} | {name: _field(value) for name, value in words.items()}
        for table in ("glossary", "risk_factors", "disclaimers")
        for key, words in content.texts(language)[table].items()
    }


def _field(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else value.strip()


def edition(language: str, *texts: str, section: str = "causes") -> dict[str, Any]:
    """An edition with one section, a block of text for each of the texts."""
    blocks = [{"type": "text", "id": f"block-{number}", "value": f"<p>{text}</p>"} for number, text in enumerate(texts)]
    return {"subject": "article:x", "language": language, "title": "", "tldr": "", "headings": {}, "sections": {section: blocks}}


#: One invented text with every kind of number, in the six languages. No medical statement.
DOSES = {
    "en": "Take 70 mg once a week. In 5% of people, the loss is 60 to 80%. No more than 1,000 IU a day; 0.5 g is enough.",
    "es": "Tome 70 mg una vez a la semana. En el 5 % de las personas, la pérdida es del 60 al 80 %. No más de 1.000 UI al día; "
    "0,5 g bastan.",
    "fr": "Prenez 70 mg une fois par semaine. Chez 5 % des personnes, la perte est de 60 à 80 %. Pas plus de 1 000 UI par jour ; "
    "0,5 g suffit.",
    "de": "Nehmen Sie 70 mg einmal pro Woche. Bei 5 % der Menschen beträgt der Verlust 60 bis 80 %. Nicht mehr als 1.000 IE am "
    "Tag; 0,5 g genügen.",
    "ar": "تناول ٧٠ ملغ مرة في الأسبوع. عند ٥٪ من الناس تكون الخسارة من ٦٠ إلى ٨٠٪. لا أكثر من ١٬٠٠٠ وحدة دولية في اليوم؛ ويكفي "
    "٠٫٥ غرام.",
    "zh-hans": "每周一次，服用70毫克。5%的人损失60%至80%。每天不超过1000国际单位；0.5克就够了。",
}

#: What could happen to it: in each language what is replaced, and by what.
DAMAGES = {
    "70 becomes 700": {"*": ("70 m", "700 m"), "ar": ("٧٠ ملغ", "٧٠٠ ملغ"), "zh-hans": ("70毫克", "700毫克")},
    "70 becomes 7": {"*": ("70 m", "7 m"), "ar": ("٧٠ ملغ", "٧ ملغ"), "zh-hans": ("70毫克", "7毫克")},
    "mg becomes g": {"*": ("70 mg", "70 g"), "ar": ("٧٠ ملغ", "٧٠ غ"), "zh-hans": ("70毫克", "70克")},
    "mg becomes micrograms": {"*": ("70 mg", "70 µg"), "ar": ("ملغ", "ميكروغرام"), "zh-hans": ("70毫克", "70微克")},
    "the unit is gone": {"*": ("70 mg", "70"), "ar": ("٧٠ ملغ", "٧٠"), "zh-hans": ("70毫克", "70")},
    "5 % becomes 50 %": {"*": ("5 %", "50 %"), "en": ("5%", "50%"), "ar": ("٥٪", "٥٠٪"), "zh-hans": ("5%", "50%")},
    "the percent sign is gone": {"*": ("5 %", "5"), "en": ("5%", "5"), "ar": ("٥٪", "٥"), "zh-hans": ("5%", "5")},
    "the first end of a range is gone": {
        "en": ("60 to 80%", "80%"), "es": ("60 al 80", "80"), "fr": ("60 à 80", "80"), "de": ("60 bis 80", "80"),
        "ar": ("من ٦٠ إلى ٨٠٪", "٨٠٪"), "zh-hans": ("60%至80%", "80%"),
    },
    "the second end of a range is gone": {
        "en": ("60 to 80%", "60%"), "es": ("60 al 80", "60"), "fr": ("60 à 80", "60"), "de": ("60 bis 80", "60"),
        "ar": ("من ٦٠ إلى ٨٠٪", "٦٠٪"), "zh-hans": ("60%至80%", "60%"),
    },
    "IU becomes mg": {
        "en": ("IU", "mg"), "es": ("UI", "mg"), "fr": ("UI", "mg"), "de": ("IE", "mg"), "ar": ("وحدة دولية", "ملغ"),
        "zh-hans": ("国际单位", "毫克"),
    },
    "a thousand becomes one": {
        "en": ("1,000", "1.000"), "es": ("1.000", "1"), "fr": ("1 000", "1,000"), "de": ("1.000", "1,000"),
        "ar": ("١٬٠٠٠", "١٫٠٠٠"), "zh-hans": ("1000", "1.000"),
    },
    "the decimal sign is gone": {"*": ("0,5", "05"), "en": ("0.5", "5"), "ar": ("٠٫٥", "٥"), "zh-hans": ("0.5", "5")},
    "a week becomes a day": {
        "en": ("a week", "a day"), "es": ("a la semana", "al día"), "fr": ("par semaine", "par jour"), "de": ("Woche", "Tag"),
        "ar": ("في الأسبوع", "في اليوم"), "zh-hans": ("每周", "每天"),
    },
    "a dose is gone": {"*": ("70 mg", ""), "ar": ("٧٠ ملغ", ""), "zh-hans": ("70毫克", "")},
}  # fmt: skip


def damaged(language: str, damage: str) -> str:
    """The text with doses, after this damage."""
    before, after = DAMAGES[damage].get(language) or DAMAGES[damage]["*"]
    assert before in DOSES[language]
    return DOSES[language].replace(before, after, 1)
