"""The picture that stands for an article where its link is shared: drawn once, and kept as long as it is shown.

In a storage of its own, which has no address: what is taken down must not stay readable where it was kept."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _
from django.utils.translation import override

from .drawing import ELLIPSIS, Words, draw
from .fonts import Face, readable

__all__ = ["SharePicture", "forget"]


#: To be raised with every change of what is drawn around the words, so that pictures that were kept are drawn anew.
_DESIGN: Final = 1
#: How every PNG ends.
_END: Final = b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class SharePicture:
    """Shows the title, the site's name and, in a demonstration, that it is one. Never a word about reviews: nobody takes a
    picture back that others have copied.

    Where no font of this machine has all the characters, it shows the site's mark and no words, rather than empty boxes.
    """

    title: str
    language: str
    demonstration: bool

    @cached_property
    def digest(self) -> str:
        """Of all that it shows: two pictures with one digest are the same."""
        face, words = self._readable
        shown = [_DESIGN, self.language, *(face.identity if face else ()), *(astuple(words) if words else ())]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()

    def png(self, edition: int) -> bytes:
        """The picture of an edition, from the storage if it was drawn before. Those that it had before are thrown away."""
        name = f"{edition}/{self.digest}.png"
        if found := _read(name):
            return found
        content = draw(*self._readable, self.language)
        forget(edition)
        _storage().save(name, ContentFile(content))
        return content

    @cached_property
    def _readable(self) -> tuple[Face | None, Words | None]:
        """The words as a font of this machine can write them, and that font."""
        with override(self.language):
            own = [_("Health answers"), _("Demonstration") if self.demonstration else ""]
        found = readable([self.title, *own, ELLIPSIS], self.language)
        return (found[0], Words(*found[1][:-1])) if found else (None, None)


def forget(edition: int) -> None:
    """Throws away what is kept of an edition."""
    with suppress(FileNotFoundError):
        for file in _storage().listdir(str(edition))[1]:
            _storage().delete(f"{edition}/{file}")


def _storage() -> Storage:
    return storages["share_pictures"]


def _read(name: str) -> bytes | None:
    """None for one that is not there, or of which another process has written only a part yet."""
    try:
        with _storage().open(name) as file:
            png: bytes = file.read()
    except FileNotFoundError:
        return None
    return png if png.endswith(_END) else None
