"""Uploaded pictures by their content: what is not one still picture is refused, and nothing but the picture is kept."""

from __future__ import annotations

import warnings
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageFile, ImageOps

#: What Pillow may try to read a file as. Its many other readers are never asked.
_FORMATS: Final = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
Image.init()  # its readers beside the most common ones are not there before
#: What belongs to the picture itself. Where it was taken, by whom, with what, comments and thumbnails do not.
_KEPT: Final = frozenset({"icc_profile", "transparency", "adobe", "adobe_transform"})
#: In bytes. Profiles of cameras and screens are far smaller; a larger one carries something else.
_LARGEST_PROFILE: Final = 1_000_000
_BEST: Final[dict[str, dict[str, Any]]] = {
    "AVIF": {"quality": 90},
    "GIF": {},
    "JPEG": {"quality": 95, "subsampling": 0, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 95, "method": 4},
}


class Flaw(StrEnum):
    UNREADABLE = "unreadable"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"


class PictureError(ValueError):
    """A file that cannot be taken as a picture."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


def cleaned(data: bytes, most_pixels: int) -> bytes:
    """The same picture, upright, in the same format, without metadata and without whatever else the file carried.

    Decoded and encoded anew: what only looked like a picture, or was a web page or an archive besides, does not survive it.
    Raises PictureError. The number of pixels is known, and judged, before any of them is decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # which WeasyPrint sets, for the whole process, once a leaflet was printed
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                return _written_anew(picture, most_pixels)
        except PictureError:
            raise
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise PictureError(Flaw.TOO_MANY_PIXELS) from error
        except Exception as error:  # Pillow's readers raise whatever a broken file makes them stumble over
            raise PictureError(Flaw.UNREADABLE) from error


def _written_anew(picture: Image.Image, most_pixels: int) -> bytes:
    if picture.width * picture.height > most_pixels:
        raise PictureError(Flaw.TOO_MANY_PIXELS)
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)  # what many phones write: a JPEG with further views
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise PictureError(Flaw.ANIMATED)
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    options = dict(_BEST[kind])
    if picture.format == "JPEG" and upright.size == picture.size and picture.getexif().get(0x0112, 1) == 1:
        options = {"quality": "keep"}  # the same tables as before: as good as no loss
        upright = picture
    upright.info = {name: value for name, value in picture.info.items() if name in _KEPT}
    if len(upright.info.get("icc_profile") or b"") > _LARGEST_PROFILE:
        del upright.info["icc_profile"]
    out = BytesIO()
    upright.save(out, kind, icc_profile=upright.info.get("icc_profile"), exif=b"", **options)
    return out.getvalue()
