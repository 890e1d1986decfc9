"""Printing a document as a PDF, one at a time in each process: it takes a second of one core, and much memory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import Final

from .errors import LeafletBusyError, LeafletRefusedError

#: Characters of a document's HTML. A long article has 60,000.
LONGEST_DOCUMENT: Final = 2_000_000
#: Bytes of one picture. The largest that is drawn for a page has a tenth of it.
LARGEST_PICTURE: Final = 8 * 1024 * 1024
#: Seconds that a request waits for the press; and before, for another that prints the same. A worker that waits answers
#: nobody else.
PATIENCE: Final = 1.0

logger = logging.getLogger(__name__)
_press = Lock()


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that a document may show, by the name that it has there. `read` gives at most so many bytes as it is told."""

    kind: str
    read: Callable[[int], bytes]


def print_pdf(html: str, resources: Mapping[str, Resource]) -> bytes:
    """A document as PDF/UA-1. What it may show beside its own words is in `resources`, by address; nothing else is opened.

    Raises LeafletRefusedError for one that is too long or that the printer fails at, LeafletBusyError where others wait
    already.
    """
    if len(html) > LONGEST_DOCUMENT:
        raise LeafletRefusedError
    if not _press.acquire(timeout=PATIENCE):
        raise LeafletBusyError
    try:
        engine = import_module(".engine", __package__)  # not before it is needed, nor where its libraries are missing
        pdf: bytes = engine.run(html, resources)
    except Exception as error:  # whatever WeasyPrint stumbles over: the next attempt would end the same way
        logger.exception("A leaflet could not be printed.")
        raise LeafletRefusedError from error
    finally:
        _press.release()
    return pdf
