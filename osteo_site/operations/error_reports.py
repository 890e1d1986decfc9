"""Reports of errors to Sentry, without anything of the people who met them. Needs sentry-sdk."""

from __future__ import annotations

from typing import Any, Final

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.types import Event, Hint

#: What a report may keep of a request: not its query, headers, cookies, body or environment.
_KEPT: Final = frozenset({"method"})


def start(dsn: str) -> None:
    sentry_sdk.init(
        dsn=dsn,
        integrations=[DjangoIntegration(transaction_style="url")],
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0,
        before_send=without_people,
        server_name="",
    )


def without_people(event: Event, _hint: Hint) -> Event:
    request: dict[str, Any] = event.get("request") or {}
    event["request"] = {name: value for name, value in request.items() if name in _KEPT}
    event.pop("user", None)
    return event
