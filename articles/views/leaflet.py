"""An edition as a leaflet to print: a PDF at an address below the article's."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage
from articles.presentation.leaflet import PART, LeafletView, Mark, is_public, leaflet_view, qr_code
from articles.presentation.printable import printable
from articles.services import leaflets

_METHODS: Final = ["GET", "HEAD", "OPTIONS"]
#: What some system does not take in the name of a file.
_NOT_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff/\\:*?"<>|؟？]+')
#: Raise it when the same document is printed differently, so that nothing that was kept before is served.
_PRINTED_LIKE: Final = "1"


def serve_leaflet(page: Page, request: HttpRequest, _args: Any, kwargs: Any) -> HttpResponse | None:
    """What Wagtail asks before it serves a page. None for whatever is not a leaflet.

    Nobody gets one of a page that is not everybody's: not those either who may read it.
    """
    if kwargs.get("part") != PART or not isinstance(page, ArticlePage):
        return None
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    if request.method == "OPTIONS":
        return HttpResponse(headers={"Allow": ", ".join(_METHODS)})
    if not leaflets.can_print():
        raise Http404
    leaflet = leaflet_view(request, page)
    if not is_public(leaflet.frame):
        raise Http404
    try:
        pdf = _kept(page, leaflet)
    except leaflets.LeafletRefusedError as error:
        raise Http404 from error
    except leaflets.LeafletBusyError:
        return _busy()
    return _answer(request, page, leaflet, pdf)


def printed_draft(request: HttpRequest, page: ArticlePage, mark: Mark) -> HttpResponse:
    """The leaflet that a draft would become, marked as what it is. Nothing of it is kept."""
    leaflet = leaflet_view(request, page, mark)
    try:
        pdf = _print(_document(page, leaflet), page, leaflet)
    except leaflets.LeafletRefusedError as error:
        raise Http404 from error
    except leaflets.LeafletBusyError:
        return _busy()
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": _disposition(page, leaflet)})


def _kept(page: ArticlePage, leaflet: LeafletView) -> bytes:
    """By a digest of all that it shows: a new edition, a lapsed review or another style is another leaflet."""
    html = _document(page, leaflet)
    key = hashlib.sha256(f"{_PRINTED_LIKE}\n{html}".encode()).hexdigest()
    return leaflets.kept(page.pk, key, lambda: _print(html, page, leaflet))


def _document(page: ArticlePage, leaflet: LeafletView) -> str:
    return render_to_string("articles/leaflet/document.html", {"page": page, "leaflet": leaflet})


def _print(html: str, page: ArticlePage, leaflet: LeafletView) -> bytes:
    document, pictures = printable(html, leaflet.address, page)
    code = qr_code(leaflet.address) if leaflet.address else {}
    return leaflets.print_pdf(document, {**pictures, **code})


def _answer(request: HttpRequest, page: ArticlePage, leaflet: LeafletView, pdf: bytes) -> HttpResponse:
    """Asked for again each time, so that what is taken down is gone at once, and sent again only if it changed."""
    etag = f'"{hashlib.sha256(pdf).hexdigest()}"'
    headers = {
        "Cache-Control": "no-cache",
        "Content-Disposition": _disposition(page, leaflet),
        "ETag": etag,
        "Link": f'<{leaflet.address}>; rel="canonical"',
    }
    answer = HttpResponse(pdf, content_type="application/pdf", headers=headers)
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _disposition(page: ArticlePage, leaflet: LeafletView) -> str:
    """A name for the file, in letters that every system knows, and in the title's own (RFC 6266)."""
    plain = re.sub(r"[^a-z0-9-]+", "-", page.slug.lower()).strip("-")[:80] or PART
    own = " ".join(_NOT_IN_NAMES.sub(" ", page.title)[:80].split()) or plain
    return f"inline; filename=\"{plain}-{leaflet.frame.language.code}.pdf\"; filename*=UTF-8''{quote(own, safe='')}.pdf"


def _busy() -> HttpResponse:
    sentence = _("Many leaflets are being printed just now. Please try again in a minute.")
    return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "30"})
