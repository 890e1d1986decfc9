"""One style sheet for readers, gathered from one file for each component, where Django looks for static files.

A component's rules lie in `static/articles/site/<component>.css`. Readers get all of them as `articles/site.css`: one request, no
build step, and nothing generated in the repository. The components themselves are neither served nor collected.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rcssmin
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import FileSystemStorage

COMPONENTS = Path(__file__).parent / "static" / "articles" / "site"
GATHERED = "articles/site.css"
#: What the components build on comes before them, and paper has the last word. Among themselves their order means nothing.
_FIRST = ["tokens", "base", "frame"]
_LAST = ["print"]


def gather(components: Path = COMPONENTS) -> str:
    """The whole style sheet, minified."""
    files = {file.stem: file for file in sorted(components.glob("*.css"))}
    order = [*_FIRST, *(name for name in files if name not in {*_FIRST, *_LAST}), *_LAST]
    return str(rcssmin.cssmin("\n".join(files[name].read_text(encoding="utf-8") for name in order if name in files)))


def write_if_changed(path: Path, text: str) -> None:
    """Replaces a file at once, so that no process reads half of it, and leaves one that already says the same as it is."""
    wanted = text.encode()
    if path.is_file() and path.read_bytes() == wanted:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        draft.write(wanted)
    os.chmod(draft.name, 0o644)  # noqa: PTH101
    os.replace(draft.name, path)  # noqa: PTH105


class Finder(AppDirectoriesFinder):
    """Finds the apps' static files as ever, with the style sheet in place of its components."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        yield from super().list([*(ignore_patterns or []), "articles/site/*"])
        yield GATHERED, self._gathered()

    def find_in_app(self, app: str, path: str) -> str | None:
        if app == "articles" and path == GATHERED:
            return self._gathered().path(path)
        if path.startswith("articles/site/"):
            return None
        found: str | None = super().find_in_app(app, path)
        return found

    def _gathered(self) -> FileSystemStorage:
        storage = FileSystemStorage(location=settings.DATA_DIR / "gathered")
        write_if_changed(Path(storage.path(GATHERED)), gather())
        return storage
