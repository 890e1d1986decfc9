"""Whether translations are in step with their source, as readers are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from articles.domain.basis import Behind
from articles.domain.signoffs import Severity
from articles.models import ReviewPolicy
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.queries import Source


class Steps:
    """The translations of one source, each compared with it. One query for all of them where the meaning of any changed."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def told(self, edition: Any) -> list[Behind]:
        """What readers of an edition are told of: a change for safety at once, one of meaning after the policy's days of grace.

        `edition` is a page with the `basis` of an article. Nothing for a source edition.
        """
        if edition.locale.language_code == SOURCE_LANGUAGE:
            return []
        return self._without_grace(self._source.behind(self._source.basis_of(edition)))

    def _without_grace(self, outdated: Iterable[Behind]) -> list[Behind]:
        return [section for section in outdated if section.severity is Severity.SAFETY or section.since <= self._end_of_grace]

    @cached_property
    def _end_of_grace(self) -> datetime:
        return timezone.now() - timedelta(days=ReviewPolicy.in_force().grace_days)
