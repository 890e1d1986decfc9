"""Doses and measured values: what nobody may tell readers unsigned."""

from __future__ import annotations

from typing import Any, Final

from articles.domain.streams import strings

from .quantities import stated
from .texts import plain, sentences

#: Units in which medicines are taken and the body's values are measured. Not percentages, times and lengths, which pages about
#: the site need (“200 % text”, “within 24 hours”).
_MEDICAL: Final = frozenset(
    {"g", "mg", "µg", "ng", "µl", "ml", "dl", "mmol", "µmol", "nmol", "pmol", "mmhg", "msv", "µsv", "iu", "kcal"}
)


def doses(raw: Any, language: str) -> list[str]:
    """The doses and measured values in a text or in stored blocks, as they are written, in order, none twice."""
    texts = [sentence for text in strings(raw) for sentence in sentences(plain(text))]
    return list(dict.fromkeys(one.text for one in stated(tuple(texts), language).digits if one.units & _MEDICAL))
