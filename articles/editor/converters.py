"""Parts of addresses in the admin."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import get_converters


class SubjectConverter:
    """What the ledger calls a text, and nothing that a database could not read."""

    regex = r"[a-z]+:[A-Za-z0-9_-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Makes `<subject:…>` known to whatever addresses need it."""
    if "subject" not in get_converters():
        register_converter(SubjectConverter, "subject")
