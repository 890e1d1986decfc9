"""Where a text's first sentence ends, in every script of the site."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"(?:[.!?؟…][”’»\"')]*(?=\s+[^\Wa-z0-9_]|\s+[“«¿¡„\"]|\s*$))|[。！？][”’」]*")
#: A sentence that is shorter, in characters, says too little by itself.
SHORTEST: Final = 20


def first_sentence(text: str) -> str:
    """The first sentence, or as many as say something. A text without an end of a sentence is one."""
    text = " ".join(text.split())
    ends = (match.end() for match in _END.finditer(text))
    return text[: next((end for end in ends if end >= SHORTEST), len(text))]
