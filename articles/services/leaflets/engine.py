"""WeasyPrint, shut in: it sees the document that it is given, and of files only those that come with it.

Import this only where `probe.can_print()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from weasyprint import HTML, URLFetcher
from weasyprint.urls import URLFetcherResponse

from .printing import LARGEST_PICTURE, Resource

#: Where relative addresses of a document lead: nowhere.
_NOWHERE: Final = "leaflet:nowhere/"
#: Pictures are printed finer than this by nobody's printer at home.
_DOTS_PER_INCH: Final = 220


class OnlyWhatComesWithIt(URLFetcher):
    """Opens neither files nor connections. WeasyPrint leaves out what is refused, and prints the rest."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._resources = resources

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        resource = self._resources.get(url)
        if resource is None:
            raise ValueError("Not part of this document.")
        content = resource.read(LARGEST_PICTURE + 1)
        if len(content) > LARGEST_PICTURE:
            raise ValueError("Too large.")
        return URLFetcherResponse(url, content, {"Content-Type": resource.kind})


def run(html: str, resources: Mapping[str, Resource]) -> bytes:
    document = HTML(string=html, base_url=_NOWHERE, url_fetcher=OnlyWhatComesWithIt(resources), media_type="print")
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, optimize_images=True, dpi=_DOTS_PER_INCH)
    return pdf
