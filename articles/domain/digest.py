"""The content digest: what identifies the words that a person signed.

Two editions have the same digest if, and only if, a reader of them meets the same content in the same language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

#: Keys of stored blocks that identify a block but are nothing that a reader meets.
#: What else is kept out of an edition's content, because it decides where and when an edition is shown and not what it
#: says: slug and address, place in the tree, menus, privacy, locks, owner, scheduled times, comments.
PRESENTATION_ONLY: Final = frozenset({"id"})


def canonical_json(value: Any) -> str:
    """One spelling for equal values: keys sorted, no white space, characters as they are (compare RFC 8785).

    Raises TypeError for values that JSON does not know and ValueError for numbers that are none (NaN).
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def reviewed_part(content: Any) -> Any:
    """Content without what is presentation only. The order of blocks is content."""
    kind = type(content)
    if kind is str:  # most values by far, and asking whether each is a mapping takes longer than all else here
        return content
    if kind is dict or isinstance(content, Mapping):
        is_block = "type" in content and "value" in content
        return {name: reviewed_part(value) for name, value in content.items() if not (is_block and name in PRESENTATION_ONLY)}
    if isinstance(content, list | tuple):
        return [reviewed_part(item) for item in content]
    return content


def content_digest(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of the reviewed part.

    Raises ValueError for content that names no language: without one, an untranslated copy would pass as signed.
    """
    if not content.get("language"):
        raise ValueError("Content without a language cannot be signed.")
    return hashlib.sha256(canonical_json(reviewed_part(content)).encode()).hexdigest()
