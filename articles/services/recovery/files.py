"""The uploaded files, wherever they are kept. Leaflets, pictures for shared links and collected static files are not among
them: all of those are made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

from articles.models import ArticleImage

from .archive import FILES, Part, Reader, Writer, measured

_MADE_ANEW: Final = frozenset({"leaflets", "share_pictures", "staticfiles"})


def everything() -> Iterator[tuple[str, str]]:
    """The storage, by its alias, and the name of every file that must not be lost."""
    for alias in sorted(set(settings.STORAGES) - _MADE_ANEW):
        for name in _stored(storages[alias]):
            yield alias, name


def pack(writer: Writer) -> list[str]:
    """Puts every file into the archive. The names of pictures whose file is not there."""
    for alias, name in everything():
        try:
            with storages[alias].open(name) as file:
                writer.add(f"{FILES}{alias}/{name}", file)
        except FileNotFoundError:  # deleted meanwhile
            continue
    pictures = ArticleImage.objects.order_by("pk").values_list("file", flat=True)
    return [name for name in pictures if f"{FILES}default/{name}" not in writer.parts]


def check(archive: Reader) -> str | None:
    """The alias of a storage that the archive has files of, and that this site has not."""
    return next((alias for alias, _name in archive.files() if alias not in settings.STORAGES or alias in _MADE_ANEW), None)


def unpack(archive: Reader) -> int:
    """Writes every file that is not there already. How many the archive holds."""
    files = archive.files()
    for (alias, name), part in files.items():
        storage = storages[alias]
        if _is_there(storage, name, part):
            continue
        storage.delete(name)
        with archive.open(f"{FILES}{alias}/{name}") as content:
            kept = storage.save(name, File(content, name=name))
        if kept != name:
            storage.delete(kept)
            raise OSError(f"The storage does not take the name {name}.")
    return len(files)


def remove_others(archive: Reader) -> int:
    """Removes what the archive does not hold: a file of the site that was replaced must not stay readable. How many."""
    keep = archive.files()
    others = [place for place in everything() if place not in keep]
    for alias, name in others:
        storages[alias].delete(name)
    return len(others)


def _stored(storage: Storage, directory: str = "") -> Iterator[str]:
    try:
        directories, files = storage.listdir(directory)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for name in sorted(files):
        yield f"{directory}/{name}" if directory else name
    for name in sorted(directories):
        yield from _stored(storage, f"{directory}/{name}" if directory else name)


def _is_there(storage: Storage, name: str, part: Part) -> bool:
    try:
        with storage.open(name) as file:
            return measured(file) == part
    except FileNotFoundError:
        return False
