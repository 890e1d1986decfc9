"""Codes of languages."""

from __future__ import annotations


def base(language: str) -> str:
    """The language without script and region."""
    return language.partition("-")[0].lower()
