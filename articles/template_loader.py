"""Readers' templates without their indentation, which is for those who write them: 5 % of a page, and 3 % once compressed."""

from __future__ import annotations

import re
from typing import Any, Final

from django.template.loaders import app_directories

_INDENTATION: Final = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(app_directories.Loader):
    """Lines stay lines, so that white space stays where it means something and errors name the right one.

    A text for translation of several lines must be `trimmed`; `.ci/messages` reads the files as they are written.
    """

    def get_contents(self, origin: Any) -> str:
        contents: str = super().get_contents(origin)
        name = str(origin.template_name)
        return _INDENTATION.sub("", contents) if name.startswith("articles/") and name.endswith(".html") else contents
