"""Whether translations are in step with their source, as readers are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from articles.domain.basis import Behind
from articles.domain.signoffs import Policy, Severity
from articles.domain.validity import holds_until
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.queries import Source


class Steps:
    """The translations of one source, each compared with it."""

    def __init__(self, source: Source, policy: Policy) -> None:
        self._source, self._policy = source, policy

    def told(self, edition: Any, language: str) -> list[Behind]:
        """What readers of an edition are told of: a change for safety at once, one of meaning after the policy's days of grace.

        `edition` is a page in this language with the `basis` of an article. Nothing for a source edition.
        """
        if language == SOURCE_LANGUAGE:
            return []
        return self._without_grace(self._source.behind(self._source.basis_of(edition)))

    def _without_grace(self, outdated: Iterable[Behind]) -> list[Behind]:
        return [section for section in outdated if section.severity is Severity.SAFETY or self._is_over(section.since)]

    def _is_over(self, since: datetime) -> bool:
        end = since + self._grace
        if end > self._now:
            holds_until(end)
        return end <= self._now

    @cached_property
    def _now(self) -> datetime:
        return timezone.now()

    @cached_property
    def _grace(self) -> timedelta:
        return timedelta(days=self._policy.grace_days)
