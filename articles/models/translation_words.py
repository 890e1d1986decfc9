"""What may go wrong when something is translated, in words."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class TranslationError(ValidationError):
    """A translation could not be begun, asked for or declared in step. Says why and what to do."""
