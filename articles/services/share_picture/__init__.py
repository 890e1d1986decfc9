"""The picture that stands for an article where its link is shared: drawn once, kept in the default storage."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from .drawing import ELLIPSIS, Words, draw
from .fonts import Face, readable

__all__ = ["SharePicture"]

#: To be raised with every change of what is drawn around the words, so that pictures that were kept are drawn anew.
_DESIGN: Final = 1
_FOLDER: Final = "share"


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

    def png(self) -> bytes:
        """The picture, from the storage if it was drawn before."""
        name = f"{_FOLDER}/{self.digest}.png"
        if default_storage.exists(name):
            with default_storage.open(name) as kept:
                content: bytes = kept.read()
            return content
        content = draw(*self._readable, self.language)
        saved = default_storage.save(name, ContentFile(content))
        if saved != name:  # another process was faster
            default_storage.delete(saved)
        return content

    @cached_property
    def _readable(self) -> tuple[Face | None, Words | None]:
        """The words as a font of this machine can write them, and that font."""
        with override(self.language):
            own = [_("Health answers"), _("Demonstration") if self.demonstration else ""]
        found = readable([self.title, *own, ELLIPSIS], self.language)
        return (found[0], Words(*found[1][:-1])) if found else (None, None)
