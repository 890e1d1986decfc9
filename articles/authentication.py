"""Who may log in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from articles.services import attempts
from articles.services.network import client_address


class AccountBackend(ModelBackend):
    """Django's backend, without demonstration accounts where demonstrations are not allowed: a production site that was
    pointed at a demo's database refuses its well-known people, sessions that are already open included.

    Attempts are counted here, below every form: whatever asks whether a password is right crosses this.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """Raises PermissionDenied, which Django turns into nobody, where there were too many attempts."""
        if not username or password is None:
            return None
        try:
            attempt = attempts.begin(attempts.Kind.PASSWORD, username, client_address(request) if request else "")
        except attempts.TooManyAttemptsError:
            raise PermissionDenied from None
        user = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            attempts.succeed(attempt)
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        if user is not None and user.demonstration and not settings.DEMONSTRATION_ALLOWED:
            return False
        return super().user_can_authenticate(user)
