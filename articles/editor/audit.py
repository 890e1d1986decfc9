"""What Wagtail's site history calls the acts that this project adds to it, and the trace that downloads leave there."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.services import audit


def register_log_actions(actions: Any) -> None:
    actions.register_action(audit.LOGIN, _("Log in"), _("Logged in"))
    actions.register_action(audit.LOGOUT, _("Log out"), _("Logged out"))
    actions.register_action(audit.LOGIN_FAILED, _("Fail to log in"), _("Somebody failed to log in to this account"))
    actions.register_action(audit.RIGHTS, _("Change rights"), _("Rights changed"))
    actions.register_action(audit.DOWNLOAD, _("Download"), _("Downloaded a file"))
    actions.register_action(audit.IMPORT, _("Bring a file in"), _("Text brought in from a file"))
    actions.register_action(audit.ASK, _("Ask for a translation"), _("Translation asked for"))


class DownloadsMiddleware:
    """Notes every file that somebody took out of the admin: reports, lists, translations' files, originals of pictures."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.path_info.startswith("/admin/")
            and response.status_code == HTTPStatus.OK
            and response.headers.get("Content-Disposition", "").startswith("attachment")
            and request.user.is_authenticated
        ):
            audit.note(audit.DOWNLOAD, on=request.user, by=request.user, address=request.get_full_path()[:500])
        return response
