"""What every answer tells browsers about safety: what may run, be loaded, be framed and be told to others.

The same for all answers of a kind, so that a cache may keep whole answers: no nonces. The outermost middleware, so that refusals
of the framework itself (a wrong host, a broken form) and files carry them, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class Kind(StrEnum):
    """Who gets an answer, and what for."""

    #: Whatever readers open: pages, errors, redirects, feeds, the sitemap, leaflets, pictures for shared links.
    PUBLIC = "public"
    #: A draft as readers would see it, in a frame of the admin, with Wagtail's bar for its staff.
    PREVIEW = "preview"
    #: Wagtail's admin, and whatever else only staff open.
    STAFF = "staff"
    #: For programs; no browser has anything to load for it.
    DATA = "data"
    #: Style sheets, scripts, fonts, drawings of our own.
    STATIC = "static"
    #: What somebody uploaded.
    MEDIA = "media"


_PREFIXES: Final = {
    "/admin/": Kind.STAFF,
    "/accounts/": Kind.STAFF,
    "/api/": Kind.DATA,
    "/-/": Kind.DATA,
    "/static/": Kind.STATIC,
    "/media/": Kind.MEDIA,
}
#: The one header that a view may have set otherwise: for the pictures of shared links, which are shown elsewhere.
_MAY_DIFFER: Final = "Cross-Origin-Resource-Policy"
_ALONE: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def _policies() -> dict[Kind, str]:
    files = " ".join(["'self'", *settings.FILE_ORIGINS])
    readers = (
        f"default-src 'none'; script-src {files}; style-src {files}; img-src {files}; font-src {files}; "
        "form-action 'self'; base-uri 'none'"
    )
    return {
        Kind.PUBLIC: f"{readers}; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        # Wagtail's bar, its checks of accessibility and their styles; what is in the text itself still may not run.
        Kind.PREVIEW: (
            f"default-src 'none'; script-src {files}; style-src {files} 'unsafe-inline'; img-src {files} data:; font-src {files}; "
            "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        ),
        # Wagtail 8.0 writes scripts into its pages (rows of inline panels, fields of dates) and styles (Draftail).
        Kind.STAFF: (
            f"default-src 'none'; script-src {files} 'unsafe-inline'; style-src {files} 'unsafe-inline'; "
            f"img-src {files} data: blob:; font-src {files} data:; connect-src 'self'; frame-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
        ),
        Kind.DATA: _ALONE,
        Kind.STATIC: f"{_ALONE}; style-src 'unsafe-inline'",  # drawings bring styles of their own
        Kind.MEDIA: f"{_ALONE}; sandbox",
    }


#: What the site never asks a browser for. Only names that browsers know: they complain of others.
_UNUSED: Final = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
#: What staff may need: keys in place of passwords, copying and pasting, a preview that fills the screen.
_FOR_STAFF: Final = (
    "clipboard-read",
    "clipboard-write",
    "fullscreen",
    "publickey-credentials-create",
    "publickey-credentials-get",
)


def _permissions(*, staff: bool) -> str:
    unused = [f"{name}=()" for name in (_UNUSED if staff else (*_UNUSED, *_FOR_STAFF))]
    return ", ".join([*unused, *(f"{name}=(self)" for name in _FOR_STAFF if staff)])


class SecurityHeadersMiddleware:
    """Puts them on whatever leaves the site. The first of all middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.headers = {kind: _headers(kind, policy) for kind, policy in _policies().items()}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            "Content-Security-Policy" not in response.headers
        ):  # a preview has been here before, on its way into the admin's answer
            for name, value in self.headers[kind_of(request)].items():
                if name != _MAY_DIFFER or name not in response.headers:
                    response.headers[name] = value
        return response


def kind_of(request: HttpRequest) -> Kind:
    if getattr(request, "is_preview", False):
        return Kind.PREVIEW
    path = request.path_info
    return next((kind for prefix, kind in _PREFIXES.items() if path.startswith(prefix)), Kind.PUBLIC)


def _headers(kind: Kind, policy: str) -> Mapping[str, str]:
    framed = kind in {Kind.STAFF, Kind.PREVIEW}
    return {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "SAMEORIGIN" if framed else "DENY",  # for browsers that do not know `frame-ancestors`
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # what somebody reads about an illness is nobody else's business
        "Permissions-Policy": _permissions(staff=framed),
        "Cross-Origin-Opener-Policy": "same-origin",
        # Files have nothing to hide, and the picture for shared links that stands in for others is one of them.
        "Cross-Origin-Resource-Policy": "cross-origin" if kind is Kind.STATIC else "same-origin",
    }
