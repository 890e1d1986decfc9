"""Uploads in an S3-compatible store, which every machine of a site shares. Needs django-storages[s3]."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.urls import reverse
from storages.backends.s3 import S3Storage


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Callers know what to do when a disk fails; a store that fails is the same to them."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The store of files failed: {type(error).__name__}") from error


class Store(S3Storage):
    def _open(self, name: str, mode: str = "rb") -> Any:
        with _as_os_errors():
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> Any:
        with _as_os_errors():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with _as_os_errors():
            super().delete(name)

    def exists(self, name: str) -> Any:
        with _as_os_errors():
            return super().exists(name)

    def listdir(self, name: str) -> Any:
        with _as_os_errors():
            return super().listdir(name)


class Originals(Store):
    """Of pictures: their addresses are the admin's, which asks who is there, as on one machine (articles.models.originals)."""

    def url(self, name: str | None, *_args: Any, **_kwargs: Any) -> str:
        return reverse("original_picture", args=[name])
