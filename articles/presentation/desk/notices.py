"""A person's messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from articles.models import Notice
from articles.services.messages import sentence


@dataclass(frozen=True, slots=True)
class NoticeView:
    pk: int
    sentence: str
    reason: str
    address: str
    at: datetime
    unread: bool


def notice_views(notices: Iterable[Notice]) -> list[NoticeView]:
    return [
        NoticeView(
            pk=notice.pk,
            sentence=sentence(notice.kind, notice.parameters),
            reason=notice.parameters.get("reason", ""),
            address=notice.address,
            at=notice.at,
            unread=notice.read_at is None,
        )
        for notice in notices
    ]
