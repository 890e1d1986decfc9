"""Loading what a page's blocks point to, once for the page.

Wagtail loads the objects that blocks point to for each stream and kind of block apart, and the targets of links for
each passage apart, so that the queries of a page grow with its text. Whoever renders a whole page loads them all first
and renders inside `preloaded(…)`; outside of it (the editor, a block's preview) blocks load as Wagtail does.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

Preloaded = Mapping[type[Model], Mapping[int, Any]]

_objects: ContextVar[Preloaded | None] = ContextVar("preloaded_objects", default=None)


@contextmanager
def preloaded(objects: Preloaded) -> Iterator[None]:
    """Serves choosers and links from `objects` (by model, then by primary key) instead of the database."""
    token = _objects.set(objects)
    try:
        yield
    finally:
        _objects.reset(token)


def from_preloaded(model: type[Model], keys: Sequence[Any]) -> list[Any] | None:
    """The objects with these keys, None for each that is not there; or None where nothing of the model was preloaded."""
    objects = _objects.get()
    if objects is None or model not in objects:
        return None
    by_key = objects[model]
    # Copies, as Wagtail makes them: an image block writes each use's alternative text on its image.
    return [copy.copy(by_key.get(int(key))) if str(key).isdecimal() else None for key in keys]


class PreloadedChooserMixin:
    """A chooser block that asks what is preloaded first."""

    model_class: type[Model]

    def bulk_to_python(self, values: Sequence[Any]) -> list[Any]:
        found = from_preloaded(self.model_class, values)
        return super().bulk_to_python(values) if found is None else found  # type: ignore[misc]


class PreloadedSnippetChooserBlock(PreloadedChooserMixin, SnippetChooserBlock):
    pass


class PreloadedImageChooserBlock(PreloadedChooserMixin, ImageChooserBlock):
    pass


class PreloadedImageBlock(ImageBlock):
    """Wagtail's image block (an image with its alternative text, or marked as decorative), preloaded."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PreloadedImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
