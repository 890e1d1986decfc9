"""What of an article is translated, and its content as the rules of translation read it."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.core.validators import MaxLengthValidator
from django.db import models

from articles.blocks.translatable import shape_of
from articles.domain.basis import TITLE
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, SectionKey
from articles.domain.segments import Content, FieldShape, Kind, TextShape

from .article import ArticlePage
from .readiness import section_name

#: The title, and the words that search engines show.
_ABOUT_FIELDS: Final = ("title", "seo_title", "search_description")


def article_shape() -> dict[str, FieldShape]:
    """An article's fields that are translated, in the order of reading. Labels are in the active language.

    References are a publication's own words, and disclaimers a vocabulary's: neither is translated here.
    """
    shape = {name: FieldShape(TITLE, _label(name), _text_shape(name)) for name in _ABOUT_FIELDS}
    for kind in SECTION_KINDS:
        section, name = kind.key.value, section_name(kind.key)
        heading = f"{section}_heading"
        shape[heading] = FieldShape(section, f"{name} › {_label(heading)}", _text_shape(heading))
        if kind.key is SectionKey.TLDR:
            shape[section] = FieldShape(section, name, _text_shape(section))
        elif kind.key in BODY_SECTIONS:
            body = shape_of(ArticlePage._meta.get_field(section).stream_block)
            if body is not None:
                shape[section] = FieldShape(section, name, body)
    return shape


def raw_content(page: ArticlePage) -> Content:
    """The edition's fields that are translated, as this object holds them."""
    bodies: dict[str, Any] = {section.value: raw for section, raw in page.raw_bodies().items()}
    return {name: bodies[name] if name in bodies else getattr(page, name) or "" for name in _names()}


@cache
def _names() -> tuple[str, ...]:
    return tuple(article_shape())


def _text_shape(name: str) -> TextShape:
    field: Any = ArticlePage._meta.get_field(name)
    limits = [validator.limit_value for validator in field.validators if isinstance(validator, MaxLengthValidator)]
    kind = Kind.TEXT if isinstance(field, models.TextField) else Kind.LINE
    return TextShape(kind, min(limits, default=None))


def _label(name: str) -> str:
    return str(ArticlePage._meta.get_field(name).verbose_name)
