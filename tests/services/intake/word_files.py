"""Word files made by hand: the least that is one, and what hostile people add to it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{W}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Titre{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2, 3)
    )
    + "</w:styles>"
)


def relations(*entries: tuple[str, str, str, str]) -> str:
    """The relationships of the document: (id, kind, target, mode)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"' + (f' TargetMode="{mode}"' if mode else "") + "/>"
        for key, kind, target, mode in (("rIdS", "styles", "styles.xml", ""), *entries)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, heading: int = 0) -> str:
    style = f'<w:pPr><w:pStyle w:val="Titre{heading}"/></w:pPr>' if heading else ""
    return f"<w:p>{style}{content}</w:p>"


def document(body: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def word_file(body: str = "", *, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A file with this body. `parts` add entries, or replace them."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document(body or paragraph(run("Knees glimmer."))),
        "word/styles.xml": _STYLES,
        "word/_rels/document.xml.rels": relations(),
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """The same file with the marks of encryption on its entries: in the central directory, bit 0 of the flags."""
    changed = bytearray(data)
    start = 0
    while (start := changed.find(b"PK\x01\x02", start)) >= 0:
        changed[start + 8] |= 1
        start += 4
    return bytes(changed)


def packed_with(packing: int, data: bytes, *, says: int | None = None) -> bytes:
    """A Word file whose document is these bytes, packed so. `says`: the size that it gives instead of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", data, packing)
    changed = bytearray(stream.getvalue())
    if says is not None:  # in the central directory, 24 bytes from where its entry begins
        start = changed.rfind(b"PK\x01\x02") + 24
        changed[start : start + 4] = says.to_bytes(4, "little")
    return bytes(changed)
