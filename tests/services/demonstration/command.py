"""`manage.py demo`, run without serving."""

from __future__ import annotations

import io
from typing import Any

from django.core.management import call_command


def demo(**options: Any) -> str:
    """Runs the command without serving (unless told otherwise); gives what it prints."""
    out = io.StringIO()
    call_command("demo", **{"no_serve": True, "stdout": out, **options})
    return out.getvalue()
