"""A Word file as the archive that it is, opened with care: what a hostile one holds is refused before anything reads it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext_lazy as _

from .limits import MEGABYTE, too_deep
from .report import Cleaned, IntakeError

MAIN: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"
_MOST_ENTRIES: Final = 2_000
_MOST_UNPACKED: Final = 50 * MEGABYTE
_MOST_XML: Final = 10 * MEGABYTE
#: Text packs to a tenth or a twentieth; only what was made for it packs to less than this.
_MOST_PACKED: Final = 200
#: Elements within elements, and all together. Word's own files stay far below.
_DEEPEST: Final = 100
_MOST_ELEMENTS: Final = 100_000
#: What Word packs with. The others unpack a whole chunk at once, however little of it is asked for.
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVES: Final = (".zip", ".docx", ".docm", ".xlsx", ".pptx", ".jar", ".7z", ".rar", ".gz")
_HYPERLINK: Final = "/hyperlink"


class Package:
    """The parts of a Word file, after everything hostile was refused."""

    def __init__(self, data: bytes, cleaned: Counter[Cleaned]) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        self._names = [entry.filename for entry in self._archive.infolist()]
        self._refuse_strange_archive(self._archive.infolist())
        self._refuse_macros()
        cleaned[Cleaned.EMBEDDED] += sum(_is_embedded(name) for name in self._names)
        self._parts = {name: self._parsed(name) for name in self._names if name.endswith((".xml", ".rels"))}
        self._refuse_what_is_elsewhere()

    def part(self, name: str) -> Element | None:
        return self._parts.get(name)

    def parts(self, start: str) -> Iterator[Element]:
        """The parts whose names begin so, in the order of their names."""
        yield from (part for name, part in sorted(self._parts.items()) if name.startswith(start) and name.endswith(".xml"))

    # --- What is refused ---------------------------------------------------------------------------------------------

    def _refuse_strange_archive(self, entries: list[zipfile.ZipInfo]) -> None:
        if any(entry.flag_bits & 1 for entry in entries):
            raise IntakeError(_("The file is encrypted. Save it without a password, and bring in that."), "encrypted")
        if any(entry.compress_type not in _PACKINGS for entry in entries):
            raise damaged()
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            raise _bomb()
        if any(entry.file_size > MEGABYTE and entry.file_size > _MOST_PACKED * entry.compress_size for entry in entries):
            raise _bomb()
        if sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))) > _MOST_XML:
            raise _bomb()
        if len(set(self._names)) != len(self._names) or any(_leads_out(name) for name in self._names):
            message = _(
                "The file is not made as Word makes files: names inside it are used twice or lead out of it. Save it again."
            )
            raise IntakeError(message, "names")
        if MAIN not in self._names or _TYPES not in self._names:
            raise IntakeError(_("The file holds no Word document. Save the text again as .docx."), "no_document")

    def _refuse_macros(self) -> None:
        types = self._read(_TYPES).lower()
        if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name.lower() for name in self._names):
            message = _("The file holds macros: programs that run when it is opened. Save it as .docx, without macros.")
            raise IntakeError(message, "macros")

    def _refuse_what_is_elsewhere(self) -> None:
        for name, part in self._parts.items():
            if name.endswith(".rels"):
                for relation in part:
                    is_external = (relation.get("TargetMode") or "").lower() == "external"
                    if is_external and not (relation.get("Type") or "").endswith(_HYPERLINK):
                        message = _(
                            "The file fetches parts of itself from elsewhere, for example a picture or a template. Save it without."
                        )
                        raise IntakeError(message, "external")

    # --- Reading -----------------------------------------------------------------------------------------------------

    def _read(self, name: str) -> bytes:
        """Never more than the entry says that it holds, which may be false: the sizes were judged by it."""
        try:
            with self._archive.open(name) as entry:
                return entry.read(self._archive.getinfo(name).file_size)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise damaged() from error

    def _parsed(self, name: str) -> Element:
        depth = count = 0
        root: Any = None
        try:
            for event, element in iterparse(io.BytesIO(self._read(name)), events=("start", "end"), forbid_dtd=True):
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                count += 1
                if depth > _DEEPEST:
                    raise too_deep()
                if count > 2 * _MOST_ELEMENTS:
                    raise _bomb()
        except DefusedXmlException as error:
            message = _("The file declares a document type or entities, which no Word file needs. Save it again with Word.")
            raise IntakeError(message, "entities") from error
        except (ParseError, LookupError, ValueError) as error:
            raise damaged() from error
        if root is None:
            raise damaged()
        return root  # type: ignore[no-any-return]


def damaged() -> IntakeError:
    return IntakeError(_("The file is damaged: it cannot be read as a Word file. Save it again as .docx."), "damaged")


def _bomb() -> IntakeError:
    message = _("The file unpacks to far more than a text needs. Copy its text into a new file, and bring in that.")
    return IntakeError(message, "bomb")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_embedded(name: str) -> bool:
    return name.startswith("word/embeddings/") or name.lower().endswith(_ARCHIVES)
