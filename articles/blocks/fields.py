"""The StreamField of this project."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BlockField(StreamField):
    """A StreamField that leaves its blocks out of migrations.

    The database column is JSON whatever the blocks are, so a changed block needs no migration; Wagtail's own
    `deconstruct` would write the whole tree of blocks into every one.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
