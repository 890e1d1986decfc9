"""The table of every way by which something could become public, as data: `tests/workflow/test_publish_paths.py` walks it.

A path is a function of a stage and of somebody's browser. It is given a name, whom it is for, and for whom a text with all
its sign-offs goes live by it. By none of them does anything else go live.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles.models import User

#: Nobody is a program where the path is a call, and a browser without an account where it is an address.
NOBODY = "nobody"
PEOPLE = ("superuser", "publisher", "author", "reviewer")
PUBLISHERS = ("superuser", "publisher")
EVERYBODY = (*PEOPLE, NOBODY)


@dataclass(frozen=True)
class Actor:
    """Somebody on a path, with their browser."""

    user: User | None
    browser: Client = field(default_factory=Client)

    def post(self, address: str, data: dict[str, Any] | None = None, **extra: Any) -> HttpResponse:
        """Posts what somebody who has an account, or has none, can send. The answer may be a refusal, never an accident."""
        response: HttpResponse = self.browser.post(address, data or {}, **extra)
        assert response.status_code < 500, f"{address} answered {response.status_code}"
        return response


#: Takes the stage of its own table.
Act = Callable[[Any, Actor], object]


@dataclass(frozen=True)
class Path:
    name: str
    act: Act
    actors: Collection[str]
    opens_for: Collection[str]


class Table(list[Path]):
    """A part of the table, filled by decorated functions."""

    def add(self, actors: Collection[str], *, opens_for: Collection[str] = ()) -> Callable[[Act], Act]:
        def register(act: Act) -> Act:
            self.append(Path(act.__name__.replace("_", " "), act, actors, opens_for))
            return act

        return register
