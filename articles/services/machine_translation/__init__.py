"""Machine translation: off unless configured, and never more than a draft that says what it is."""

from __future__ import annotations

from .drafting import MachineReport, confirm_section, translate_draft
from .engine import Engine, configured_engine, is_configured
from .errors import EngineError
from .libretranslate import LibreTranslate

__all__ = [
    "Engine",
    "EngineError",
    "LibreTranslate",
    "MachineReport",
    "configured_engine",
    "confirm_section",
    "is_configured",
    "translate_draft",
]
