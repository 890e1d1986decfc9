"""The pages that one process holds, within a number of bytes."""

from __future__ import annotations

import threading
from typing import Any, Final

from .key import Key
from .pages import Finished

#: How many spellings of requests are known. Each is short; what is longer is looked at anew each time.
MOST_SPELLINGS: Final = 20_000
LONGEST_SPELLING: Final = 600
#: What tells requests apart before they are understood: scheme, host, path, query and accepted encodings, as they came.
Spelling = tuple[Any, ...]


class Place:
    """Where a page stands: the last one of its key, of whatever version. `used` saves it once from making room."""

    __slots__ = ("key", "page", "used")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.page: Finished | None = None
        self.used = False


class Memory:
    """Places by their key, and places with an encoding by the spelling of a request: one look for one that came before."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._places: dict[Key, Place] = {}
        self._lock = threading.Lock()
        self.by_spelling: dict[Spelling, tuple[Place, str]] = {}

    def place(self, key: Key) -> Place:
        """The one of this key, or an empty one that is held when something is kept in it."""
        return self._places.get(key) or Place(key)

    def keep(self, place: Place, page: Finished) -> Place:
        """Puts a page into its place, and lets others go where there is no room. Gives the place that is held."""
        with self._lock:
            place = self._places.setdefault(place.key, place)
            self._held += page.weight - (place.page.weight if place.page else 0)
            place.page = page
            self._make_room(place)
        return place

    def remember(self, spelling: Spelling, place: Place, encoding: str) -> None:
        if sum(map(len, spelling)) > LONGEST_SPELLING:
            return
        if len(self.by_spelling) >= MOST_SPELLINGS:
            self.by_spelling.clear()
        self.by_spelling[spelling] = (place, encoding)

    def _make_room(self, newest: Place) -> None:
        """The oldest goes first, unless it was asked for since it was looked at last."""
        while self._held > self._most and len(self._places) > 1:
            key, place = next(iter(self._places.items()))
            del self._places[key]
            if place is newest or place.used:
                place.used = False
                self._places[key] = place
            elif place.page is not None:
                self._held -= place.page.weight
                place.page = None
