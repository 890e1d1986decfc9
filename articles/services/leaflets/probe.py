"""Whether this machine can print: WeasyPrint needs libraries that pip does not bring.

Asked without importing WeasyPrint, which takes half a second and fails where they are missing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from functools import cache
from importlib.util import find_spec
from typing import Final

#: What brings the libraries on Debian, and the fonts of all languages of this site.
DEBIAN_PACKAGES: Final = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core", "fonts-noto-cjk")
#: As `weasyprint/text/ffi.py` (70.0) names them. Each brings what it needs itself.
_LIBRARIES: Final = {
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
}


@cache
def can_print() -> bool:
    """Looks once in the life of a process."""
    return find_spec("weasyprint") is not None and all(_is_there(*library) for library in _LIBRARIES.items())


def _is_there(name: str, file: str) -> bool:
    if sys.platform != "linux":
        return ctypes.util.find_library(name) is not None
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
