"""What readers send: keeping abuse out (`guard`), taking it in (`receiving`), and working on it (`working`)."""

from __future__ import annotations

from .receiving import MOST_OPEN, EditionNow, Kept, edition_now, submit_report, vote
from .working import answer, ask_for_review, assign, close, close_as_spam, note, purge, reopen

__all__ = [
    "MOST_OPEN",
    "EditionNow",
    "Kept",
    "answer",
    "ask_for_review",
    "assign",
    "close",
    "close_as_spam",
    "edition_now",
    "note",
    "purge",
    "reopen",
    "submit_report",
    "vote",
]
