"""Languages as a page names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language_info, to_locale


@dataclass(frozen=True, slots=True)
class LanguageLabel:
    """A language: its tag for `lang` and `hreflang` (BCP 47), its direction, its name in itself."""

    code: str
    tag: str
    direction: str
    endonym: str


@cache
def language_label(code: str) -> LanguageLabel:
    info = get_language_info(code)
    endonym = info["name_local"]
    return LanguageLabel(
        code=code,
        tag=to_locale(code).replace("_", "-"),
        direction="rtl" if info["bidi"] else "ltr",
        # Django writes them as they stand within a sentence ("español"); in a list they stand alone.
        endonym=endonym[:1].upper() + endonym[1:],
    )
