"""Work outside the CMS: an edition's texts as a file for translators' tools, and back."""

from __future__ import annotations

from enum import StrEnum

from . import po, xliff, xliff_reading
from .document import LARGEST, ExchangeError, Header, Incoming, Problem, Reason, Unit, refuse
from .judging import Draft, Verdict, faults, judge

__all__ = [
    "LARGEST",
    "Draft",
    "ExchangeError",
    "Format",
    "Header",
    "Incoming",
    "Problem",
    "Reason",
    "Unit",
    "Verdict",
    "faults",
    "judge",
    "read",
    "refuse",
    "write",
]


class Format(StrEnum):
    PO = "po"
    XLIFF = "xliff"

    @property
    def label(self) -> str:
        """What the format is called."""
        return {"po": "PO (gettext)", "xliff": "XLIFF 2.0"}[self]

    @property
    def ending(self) -> str:
        """What the names of such files end with."""
        return {"po": "po", "xliff": "xlf"}[self]

    @property
    def media_type(self) -> str:
        """What browsers are told. XLIFF’s is registered with IANA; PO files have none but this customary one."""
        return {"po": "text/x-gettext-translation", "xliff": "application/xliff+xml"}[self]


def write(form: Format, header: Header, units: list[Unit]) -> bytes:
    return po.write(header, units) if form is Format.PO else xliff.write(header, units)


def read(data: bytes) -> Incoming:
    """Tells the format by the first sign of the file. Raises ExchangeError for whatever it cannot be."""
    if len(data) > LARGEST:
        raise refuse(None, Reason.TOO_LARGE, limit=LARGEST // (1024 * 1024))
    if not data.strip():
        raise refuse(None, Reason.OTHER_FORMAT, found="")
    begins_as_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return xliff_reading.read(data) if begins_as_xml else po.read(data)
