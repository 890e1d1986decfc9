"""Text that XML can carry."""

from __future__ import annotations

import re
from typing import Final

#: What stands outside XML 1.0's production of `Char` (section 2.2), halves of characters included.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without the characters that no XML document may hold, however they are written."""
    return _NOT_IN_XML.sub("", text)
