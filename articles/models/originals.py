"""Where originals of pictures are kept: nowhere that readers could open."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage
from django.urls import reverse


class OriginalsStorage(FileSystemStorage):
    """Its addresses are the admin's, which asks who is there."""

    def url(self, name: str | None) -> str:
        return reverse("original_picture", args=[name])
