"""The archive: a zip file with the database, the uploaded files, and a manifest that says what must be in it.

The manifest is written last and a zip file ends with its directory, so that one that was cut short is no archive at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

FORMAT: Final = "health-answers-backup/1"
MANIFEST: Final = "manifest.json"
FILES: Final = "files/"
#: Bytes that are read at once, and how large a manifest may be.
_PIECE, _LARGEST_MANIFEST = 1024 * 1024, 256 * 1024 * 1024


class ArchiveError(Exception):
    """The archive cannot be restored: damaged, incomplete, or none of ours."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What the archive holds, and what the database must hold after it was restored."""

    made: str
    vendor: str
    database: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    ledger_head: str | None
    ledger_keys: list[str]
    missing: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    format: str = FORMAT


# --- Writing ---------------------------------------------------------------------------------------------------------


class Writer:
    """Puts parts into an archive, and notes their sizes and checksums."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, content: IO[bytes], *, compress: bool = False) -> None:
        """Pictures are compressed already; a database is not."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        size, digest = 0, hashlib.sha256()
        with self._archive.open(info, "w", force_zip64=True) as part:
            while piece := content.read(_PIECE):
                part.write(piece)
                digest.update(piece)
                size += len(piece)
        self.parts[name] = Part(size, digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        manifest.parts = self.parts
        text = json.dumps(asdict(manifest), indent=1, sort_keys=True, ensure_ascii=False)
        self._archive.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """An archive that bears its name only once it is whole, and that nobody else on this machine can read."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            draft.chmod(0o600)
            with zipfile.ZipFile(file, "w") as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


# --- Reading ---------------------------------------------------------------------------------------------------------


class Reader:
    """An archive every part of which was found to be as its manifest says, when it was opened."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = _manifest(archive)
        _check_names(archive.namelist(), self.manifest.parts)
        for name, part in self.manifest.parts.items():
            self._check(name, part)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Raises ArchiveError for a part that can no longer be read."""
        try:
            with self._archive.open(name) as part:
                yield part
        except (zipfile.BadZipFile, EOFError, ValueError) as error:
            raise ArchiveError(f"The archive is damaged: {name} cannot be read.") from error

    def files(self) -> dict[tuple[str, str], Part]:
        """The uploaded files, by the alias of their storage and their names in it."""
        found = {}
        for name, part in self.manifest.parts.items():
            if name.startswith(FILES):
                alias, _slash, inner = name.removeprefix(FILES).partition("/")
                found[alias, inner] = part
        return found

    def _check(self, name: str, expected: Part) -> None:
        with self.open(name) as part:
            if measured(part) != expected:
                raise ArchiveError(f"The archive is damaged: {name} is not what the manifest says.")


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Raises ArchiveError for what is no whole archive of this program, and OSError for what cannot be read."""
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise ArchiveError(f"{path} is no backup, or it was cut short.") from error
    with archive:
        yield Reader(archive)


def measured(content: IO[bytes]) -> Part:
    size, digest = 0, hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return Part(size, digest.hexdigest())


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        info = archive.getinfo(MANIFEST)
    except KeyError:
        raise ArchiveError("This is no backup of this program, or an incomplete one: it has no manifest.") from None
    if info.file_size > _LARGEST_MANIFEST:
        raise ArchiveError("The archive is damaged: its manifest is too large.")
    try:
        values: dict[str, Any] = json.loads(archive.read(info))
        found = values["format"]
        if found == FORMAT:
            parts = {name: Part(**part) for name, part in values.pop("parts").items()}
            migrations = [(app, name) for app, name in values.pop("migrations")]
            return Manifest(**values, migrations=migrations, parts=parts)
    except (ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile, EOFError) as error:
        raise ArchiveError("The archive is damaged: its manifest cannot be read.") from error
    raise ArchiveError(f"The archive has the format {found!r}; this program reads {FORMAT!r}.")


def _check_names(there: Iterable[str], parts: Mapping[str, Part]) -> None:
    names = [name for name in there if name != MANIFEST]
    if missing := sorted(parts.keys() - set(names)):
        raise ArchiveError(f"The archive is incomplete: {missing[0]} is missing.")
    if len(names) != len(parts):
        raise ArchiveError("The archive holds files that its manifest does not name.")
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or str(path) != name:
            raise ArchiveError(f"The archive holds a file with a name that is not safe: {name!r}")
