"""Pictures as readers get them: the renditions, and nothing else that was ever uploaded."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

#: What a file is called decides what it is served as. Anything else is not served.
_TYPES: Final = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
#: In seconds. A name is by chance, and never given to another picture.
_KEPT_FOR: Final = 30 * 24 * 60 * 60


@require_safe
def rendition(request: HttpRequest, path: str) -> FileResponse:
    kind = _TYPES.get(PurePosixPath(path).suffix)
    if kind is None:
        raise Http404
    try:
        file = storages["renditions"].open(path)
    except (OSError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    headers = {"Cache-Control": f"public, max-age={_KEPT_FOR}, immutable"}
    return FileResponse(file, content_type=kind, headers=headers)
