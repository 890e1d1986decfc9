"""Running `manage.py verify_signoffs` in a test, and what the ledger may hold besides pages."""

from __future__ import annotations

import io
import json
from typing import Any

from django.core.management import call_command

from articles.models import (
    LedgerEntry,
    Reviewed,
)


def verify(*arguments: str) -> tuple[int, list[str]]:
    """The exit code, and what was printed."""
    out = io.StringIO()
    try:
        call_command("verify_signoffs", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def problems(*arguments: str) -> list[dict[str, Any]]:
    """What is found, as `--json` tells it. The exit code agrees with it."""
    code, lines = verify("--json", *arguments)
    report = json.loads("\n".join(lines))
    assert (code == 0) is report["in_order"] is (not report["problems"])
    found: list[dict[str, Any]] = report["problems"]
    return found


def kinds(*arguments: str) -> list[str]:
    return [problem["kind"] for problem in problems(*arguments)]


def knees(number: int) -> list[Reviewed]:
    """Texts that exist in the ledger alone."""
    return [
        Reviewed(f"article:knee-{n}", "en", f"Knee {n}", {"language": "en", "subject": f"article:knee-{n}", "tldr": f"Knee {n}."})
        for n in range(number)
    ]


def head() -> str:
    last = LedgerEntry.objects.latest("sequence")
    return f"{last.sequence}:{last.entry_hash}"
