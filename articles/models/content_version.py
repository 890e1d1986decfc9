"""Whether anything that readers see has changed: a random mark that is another one after each transaction that changes some."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ContentVersion(models.Model):
    """Written by triggers (`articles.services.content_version`), read by the page cache in front of Django.

    All rows together are the version. SQLite, which has one writer at a time, has one row. PostgreSQL has as many as there
    ever were transactions that changed content at once: each takes a row that no other holds, so that none waits for another.
    The marks are random, not counted: after a restored backup a number could come again with other content behind it.

    Triggers of many tables write here: a migration that changes this table takes them off first, as 0013's way back does.
    """

    mark = models.CharField(max_length=36)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.mark
