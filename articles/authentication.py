"""Who may log in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    """Django's backend, without demonstration accounts where demonstrations are not allowed: a production site that was
    pointed at a demo's database refuses its well-known people, sessions that are already open included."""

    def user_can_authenticate(self, user: Any) -> bool:
        if user is not None and user.demonstration and not settings.DEMONSTRATION_ALLOWED:
            return False
        return super().user_can_authenticate(user)
