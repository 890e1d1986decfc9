"""What becomes of a file that is to be a picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from articles.domain.pictures import Flaw, PictureError, cleaned

MOST = 1_000_000
SECRET = b"Marble Elbow Street 7"
MARKUP = b"<script>alert(1)</script><?php echo 1; ?>PK\x05\x06"


def written(kind: str, size: tuple[int, int] = (24, 16), mode: str = "RGB", **options: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "navy" if mode != "P" else 3).save(out, kind, **options)
    return out.getvalue()


def told(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), orientation
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    return exif


def with_text() -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", (SECRET + MARKUP).decode())
    return text


def moving(kind: str) -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("navy", "red")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        written("JPEG", exif=told(), comment=SECRET + MARKUP),
        written("PNG", exif=told(), pnginfo=with_text()),
        written("WEBP", exif=told()),
        written("AVIF", exif=told()),
        written("GIF", comment=SECRET + MARKUP),
        written("PNG", mode="P"),
        written("JPEG", mode="L"),
        written("MPO", exif=told()),
    ],
    ids=["JPEG", "PNG", "WebP", "AVIF", "GIF", "palette", "grey", "phone"],
)
def test_picture__keeps_nothing_but_the_picture(data: bytes) -> None:
    clean = cleaned(data + MARKUP, MOST)
    assert SECRET not in clean
    assert b"script" not in clean
    assert b"PK\x05\x06" not in clean
    with Image.open(BytesIO(clean)) as now, Image.open(BytesIO(data)) as before:
        assert (now.size, dict(now.getexif())) == (before.size, {})
        assert now.format == before.format.replace("MPO", "JPEG") if before.format else False
        colours = [picture.convert("RGB").resize((1, 1)).getpixel((0, 0)) for picture in (now, before)]
        assert all(abs(one - other) < 12 for one, other in zip(*colours, strict=True))


def test_picture__cleaned_again_stays_as_it_is() -> None:
    for kind in ("JPEG", "PNG"):
        once = cleaned(written(kind, exif=told()), MOST)
        assert cleaned(once, MOST) == once


def test_picture__from_a_camera_on_its_side_is_put_upright() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        with Image.open(BytesIO(cleaned(written(kind, exif=told(orientation=6)), MOST))) as now:
            assert now.size == (16, 24), kind


def test_picture__with_a_transparent_ground_keeps_it() -> None:
    with Image.open(BytesIO(cleaned(written("PNG", mode="RGBA"), MOST))) as now:
        assert now.mode == "RGBA"


def bomb() -> bytes:
    """A few bytes that claim to be 60,000 × 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + written("PNG")[33:]


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Flaw.UNREADABLE),
        (b"<!doctype html><script>alert(1)</script>", Flaw.UNREADABLE),
        (b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1)", Flaw.UNREADABLE),
        (written("PNG")[:60], Flaw.UNREADABLE),
        (written("JPEG", (400, 400))[:-300], Flaw.UNREADABLE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", Flaw.UNREADABLE),
        (written("TIFF"), Flaw.UNREADABLE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, Flaw.UNREADABLE),
        (moving("GIF"), Flaw.ANIMATED),
        (moving("WEBP"), Flaw.ANIMATED),
        (moving("PNG"), Flaw.ANIMATED),
        (bomb(), Flaw.TOO_MANY_PIXELS),
        (written("PNG", (1001, 1000), "1"), Flaw.TOO_MANY_PIXELS),
    ],
    ids=[
        "empty", "SVG", "HTML", "script that begins like a GIF", "cut off", "JPEG cut off", "PostScript", "TIFF", "HEIC",
        "GIF", "WebP", "PNG", "bomb", "a pixel too many",
    ],
)  # fmt: skip
def test_file__that_is_no_still_picture_is_refused(data: bytes, flaw: Flaw) -> None:
    with pytest.raises(PictureError) as refusal:
        cleaned(data, MOST)
    assert refusal.value.flaw is flaw


def test_file__that_is_cut_off_is_refused_whatever_a_package_has_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint lets Pillow fill up what is missing, in the whole process, from the first leaflet on."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(PictureError) as refused:
        cleaned(written("JPEG", (400, 400))[:-300], MOST)
    assert refused.value.flaw is Flaw.UNREADABLE
