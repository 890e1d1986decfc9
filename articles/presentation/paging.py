"""Numbered pages of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one is in a list. `newer` and `older` are the numbers of its neighbours, None at the ends."""

    number: int
    pages: int
    newer: int | None
    older: int | None


def paging(page: Any) -> Paging:
    """Of a page of Django's Paginator whose list begins with the newest."""
    return Paging(
        number=page.number,
        pages=page.paginator.num_pages,
        newer=page.previous_page_number() if page.has_previous() else None,
        older=page.next_page_number() if page.has_next() else None,
    )
