"""Keeping what was printed, so that a leaflet is printed once however many ask for it.

In a storage of its own, which has no address: what is taken down must not stay readable where it was kept.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from .errors import LeafletBusyError, LeafletRefusedError
from .printing import PATIENCE

logger = logging.getLogger(__name__)

LARGEST_LEAFLET: Final = 15 * 1024 * 1024
#: How many are kept of an edition: a site may be asked for it under more than one of its names.
KEPT_OF_AN_EDITION: Final = 4
#: Seconds after which a printing that was killed no longer keeps others from it.
_LEASE: Final = 60
#: Seconds for which one that cannot be printed is not tried again.
_REFUSED_FOR: Final = 3600


def kept(edition: int, key: str, make: Callable[[], bytes]) -> bytes:
    """What is kept of an edition under a key, which says everything that it shows; printed and kept if there is nothing.

    Raises LeafletBusyError and LeafletRefusedError.
    """
    name, refused = f"{edition}/{key}.pdf", f"leaflet-refused:{key}"
    if found := _read(name):
        return found
    if cache.get(refused):
        raise LeafletRefusedError
    with _one_printer(key):
        if found := _read(name):  # another was faster
            return found
        try:
            return _keep(edition, name, _checked(make()))
        except LeafletRefusedError:
            cache.set(refused, True, _REFUSED_FOR)
            raise


def forget(edition: int) -> None:
    """Throws away what is kept of an edition."""
    for name in _names(edition):
        _storage().delete(name)


def _storage() -> Storage:
    return storages["leaflets"]


def _checked(pdf: bytes) -> bytes:
    if len(pdf) > LARGEST_LEAFLET:
        raise LeafletRefusedError
    return pdf


def _read(name: str) -> bytes | None:
    """None for one that is not there, or of which another process has written only a part yet."""
    try:
        with _storage().open(name) as file:
            pdf: bytes = file.read()
    except OSError:
        return None
    return pdf if pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF") else None


def _keep(edition: int, name: str, pdf: bytes) -> bytes:
    """A full disk keeps nobody from reading it."""
    try:
        _storage().save(name, ContentFile(pdf))
        for old in _names(edition)[KEPT_OF_AN_EDITION:]:
            _storage().delete(old)
    except OSError:
        logger.exception("A leaflet could not be kept.")
    return pdf


def _names(edition: int) -> list[str]:
    """What is kept of an edition, newest first."""
    with suppress(FileNotFoundError):
        _folders, files = _storage().listdir(str(edition))
        names = [f"{edition}/{file}" for file in files]
        return sorted(names, key=_storage().get_modified_time, reverse=True)
    return []


@contextmanager
def _one_printer(key: str) -> Iterator[None]:
    """Whoever asks for what is being printed waits for it, and not for long."""
    lock, until = f"leaflet:{key}", time.monotonic() + PATIENCE
    while not cache.add(lock, True, _LEASE):
        if time.monotonic() > until:
            raise LeafletBusyError
        time.sleep(0.1)
    try:
        yield
    finally:
        cache.delete(lock)
