"""Making a backup while the site is in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils import timezone

from . import files
from .archive import Manifest, measured, written
from .databases import snapshot

_PREFIX: Final = "backup-"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made. `missing` are pictures whose file was not there to be kept."""

    path: Path
    sha256: str
    size: int
    files: int
    ledger_head: str | None
    missing: list[str]


def back_up(where: Path, *, keep: int | None = None) -> Made:
    """Into a file of this name, or a new one in this directory. `keep` is how many of the directory's backups stay.

    First the database, then the files: one that is uploaded meanwhile is one too many, never one too few. Raises
    DatabaseToolError, and OSError where it cannot be written; then there is no file.
    """
    now = timezone.now().astimezone(UTC)
    path = where / f"{_PREFIX}{now:%Y-%m-%dT%H%M%SZ}.zip" if where.is_dir() else where
    with written(path) as writer:
        with snapshot(path.parent) as taken:
            writer.add(taken.name, taken.content, compress=True)
        manifest = Manifest(
            made=now.isoformat(timespec="seconds"),
            vendor=connection.vendor,
            database=taken.name,
            migrations=taken.migrations,
            rows=taken.rows,
            ledger_head=taken.ledger_head,
            ledger_keys=taken.ledger_keys,
            missing=files.pack(writer),
        )
        writer.close(manifest)
    if keep and where.is_dir():
        _remove_old(where, keep)
    with path.open("rb") as file:
        whole = measured(file)
    return Made(path, whole.sha256, whole.size, len(manifest.parts) - 1, manifest.ledger_head, manifest.missing)


def _remove_old(directory: Path, keep: int) -> None:
    """By their names, which tell when they were made."""
    for path in sorted(directory.glob(f"{_PREFIX}*.zip"))[:-keep]:
        path.unlink()
