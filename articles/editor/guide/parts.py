"""What a role's part of the guide is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.urls import reverse


class RoleKey(StrEnum):
    EDITOR = "editor"
    TRANSLATOR = "translator"
    MEDICAL = "medical-reviewer"
    LANGUAGE = "language-reviewer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Way:
    """A link to a screen of the admin, by its name and what stands in its address."""

    label: Any
    name: str
    arguments: tuple[str, ...] = field(default=())

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.arguments)


@dataclass(frozen=True)
class Step:
    title: Any
    text: Any
    way: Way | None = None


@dataclass(frozen=True)
class Limit:
    """What people of this role cannot do, and why that is so."""

    what: Any
    why: Any


@dataclass(frozen=True)
class Role:
    key: RoleKey
    name: Any
    purpose: Any
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...]
    ask: Any
