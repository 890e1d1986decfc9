"""A leaflet of an edition: what stands on paper besides the words of its page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import ArticlePage, reviewed_edition
from articles.services.leaflets import Resource

from .article import ArticleView, article_view
from .frame import Frame, frame
from .languages import LanguageLabel

#: The address of an article's leaflet, below the article's own.
PART: Final = "leaflet"
#: What the drawing of the address is called in the document.
QR_CODE: Final = "leaflet:address"
_NUMBER, _PAGES = "\x01", "\x02"
#: Around words whose direction is their own.
_ISOLATED, _END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a draft says of itself, in the language of whoever looks at it."""

    text: str
    language: LanguageLabel


@dataclass(frozen=True, slots=True)
class LeafletView:
    """`page_rules` is style: what stands in the margins of every page. `fingerprint` is empty for words that nobody signed."""

    frame: Frame
    article: ArticleView
    address: str
    edition_of: datetime | None
    fingerprint: str
    mark: Mark | None
    page_rules: SafeString
    qr_code: str = QR_CODE


def leaflet_view(request: HttpRequest, page: ArticlePage, mark: Mark | None = None) -> LeafletView:
    """`mark` stands on top of every page."""
    around = frame(request, page)
    article = article_view(page, around)
    return LeafletView(
        frame=around,
        article=article,
        address=around.canonical,
        edition_of=page.last_published_at,
        fingerprint=_in_groups(reviewed_edition(page).digest[:16]) if article.review else "",
        mark=mark,
        page_rules=_page_rules(around, mark),
    )


def is_public(around: Frame) -> bool:
    """Whether any reader may open the page of this frame: the switch lists what they may."""
    return any(alternate.current for alternate in around.alternates)


def leaflet_address(around: Frame) -> str:
    return f"{around.canonical}{PART}/" if around.canonical else ""


def qr_code(address: str) -> dict[str, Resource]:
    """The drawing of an address, as a document refers to it."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return {QR_CODE: Resource("image/svg+xml", lambda limit: drawing.getvalue()[:limit])}


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _page_rules(around: Frame, mark: Mark | None) -> SafeString:
    """The margins of every page. CSS has no logical names for its sixteen boxes, so each direction says its own."""
    start, end = ("right", "left") if around.language.direction == "rtl" else ("left", "right")
    said = [mark.text if mark else "", _demonstration() if around.demonstration else ""]
    top = " · ".join(f"{_ISOLATED}{sentence}{_END}" for sentence in said if sentence)
    boxes = {
        f"@top-{start}": "none" if top else _quoted(_("Health answers")),
        "@top-center": _quoted(top) if top else "none",
        f"@bottom-{start}": "string(title)",
        f"@bottom-{end}": _page_number(),
    }
    rules = "".join(f"{box} {{ direction: {around.language.direction}; content: {content} }} " for box, content in boxes.items())
    return mark_safe(f"@page {{ {rules}}}")  # noqa: S308 - every text in it is quoted


def _demonstration() -> str:
    """In the words of the band on top of every page of the site."""
    warning = _("The people named here are invented, and no clinician has read these texts. Do not rely on them for your health.")
    return f"{_('Demonstration.')} {warning}"


def _page_number() -> str:
    """“Page 1 of 3”, as its language puts it."""
    sentence = _("Page %(number)s of %(pages)s") % {"number": _NUMBER, "pages": _PAGES}
    counters = {_NUMBER: "counter(page)", _PAGES: "counter(pages)"}
    return " ".join(counters.get(piece) or _quoted(piece) for piece in re.split(f"([{_NUMBER}{_PAGES}])", sentence) if piece)


def _quoted(text: str) -> str:
    """As a string of CSS that stands in HTML."""
    return '"' + re.sub(r'[\\"<>&\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'
