"""What a machine translation engine is to this project, and which one is configured."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings

from .errors import EngineError
from .libretranslate import LibreTranslate


class Engine(Protocol):
    """Translates texts. `name` is what people are told wrote them."""

    name: str

    def translate(self, texts: list[str], source: str, target: str, *, html: bool) -> list[str]:
        """The texts in another language, in the same order. Languages are this site's codes; `html` says that the texts are
        rich text, whose markup must come back as it went. Raises EngineError."""


def is_configured() -> bool:
    """Whether this site has an engine. It has none unless somebody says which."""
    return bool(settings.MACHINE_TRANSLATION["URL"])


def configured_engine() -> Engine:
    """The engine that the settings name. Raises EngineError where they name none, or none that may be used."""
    if not is_configured():
        raise EngineError("No machine translation is configured. Set MACHINE_TRANSLATION_URL.")
    return LibreTranslate(settings.MACHINE_TRANSLATION["URL"], settings.MACHINE_TRANSLATION["API_KEY"])
