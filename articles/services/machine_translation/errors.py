"""What can go wrong with a machine translation engine."""

from __future__ import annotations


class EngineError(Exception):
    """The engine gave no translation. Says why, in English, for whoever runs the site; holds no key and no text."""
