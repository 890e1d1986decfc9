"""What a file is: by its name and by what it begins with, which must say the same."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from .report import IntakeError


class FileKind(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    PLAIN = "plain"


SUFFIXES: Final = {
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".docx": FileKind.WORD,
    ".txt": FileKind.PLAIN,
}
_ZIP: Final = b"PK\x03\x04"
#: How files begin that are sent by mistake, or under a false name.
_OTHERS: Final[tuple[tuple[bytes, Any], ...]] = (
    (b"%PDF", _("a PDF")),
    (b"{\\rtf", _("an RTF file")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _("an old Word file, or one with a password")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"MZ", _("a program")),
    (b"\x7fELF", _("a program")),
    (b"\x1f\x8b", _("a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", _("a compressed file")),
    (b"Rar!", _("a compressed file")),
)
_MARKUP: Final = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ANY_TAG: Final = re.compile(r"</?[a-zA-Z!]")


def kind_by_name(name: str) -> FileKind:
    """Raises IntakeError for names of other files."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docm", ".dotm"):
        raise IntakeError(_("The file may hold macros. Save it as .docx, without macros, and bring in that."), "macros")
    if suffix not in SUFFIXES:
        message = _("Files of this kind cannot be brought in. Choose one that ends in %(suffixes)s.")
        raise IntakeError(message, "suffix", {"suffixes": ", ".join(SUFFIXES)})
    return SUFFIXES[suffix]


def refuse_other_content(data: bytes, kind: FileKind) -> None:
    """Raises IntakeError where the content is plainly something else than the name says."""
    found = next((what for start, what in _OTHERS if data.startswith(start)), None)
    if found is None and data.startswith(_ZIP) and kind is not FileKind.WORD:
        found = _("a Word file") if _is_word(data) else _("a compressed file")
    if found is None and kind is FileKind.WORD and not data.startswith(_ZIP):
        found = _("no Word file")
    if found is not None:
        message = _("By its name this is a %(suffix)s file, by its content it is %(found)s. Save the text again as %(suffix)s.")
        raise IntakeError(message, "mismatch", {"suffix": _suffix(kind), "found": found})


def _suffix(kind: FileKind) -> str:
    return next(suffix for suffix, its_kind in SUFFIXES.items() if its_kind is kind)


def _is_word(data: bytes) -> bool:
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def decoded(data: bytes, kind: FileKind) -> str:
    """A text file's characters. Raises IntakeError for any other encoding than UTF-8 and marked UTF-16, and for HTML by
    another name."""
    text = _decoded(data)
    if "\x00" in text:
        raise IntakeError(_("The file is no text: it holds bytes that no text has."), "binary")
    is_page = bool(_MARKUP.match(text[:5000]))
    fits = bool(_ANY_TAG.search(text)) if kind is FileKind.HTML else not is_page
    if not fits:
        found = _("a page in HTML") if is_page else _("plain text")
        message = _("By its name this is a %(suffix)s file, by its content it is %(found)s. Give it the ending that fits.")
        raise IntakeError(message, "mismatch", {"suffix": _suffix(kind), "found": found})
    return text


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = _(
            "The text is not encoded in UTF-8: byte %(position)s does not belong there. Save it again with the encoding UTF-8."
        )
        raise IntakeError(message, "encoding", {"position": error.start + 1}) from error
