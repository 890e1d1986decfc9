"""A finished page: its bytes in each encoding, and the headers that go with them."""

from __future__ import annotations

import gzip
import hashlib
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formatdate
from typing import Final

import brotli
from django.conf import settings

Headers = list[tuple[str, str]]

#: At 5, Brotli is smaller than gzip at its best and takes 2 ms for 60 KB of HTML; at 11 it saves a tenth more and takes 100 ms,
#: which the first reader after each publication would wait for.
BROTLI_QUALITY: Final = 5
GZIP_LEVEL: Final = 6
#: What belongs to one answer, or is made here.
_NOT_KEPT: Final = frozenset(
    {
        "cache-control",
        "cdn-cache-control",
        "connection",
        "content-length",
        "date",
        "etag",
        "expires",
        "last-modified",
        "server-timing",
        "vary",
        "x-request-id",
    }
)
_ASK_AGAIN: Final = "public, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as Django drew it, compressed. `born` and `valid_until` are seconds since 1970.

    `born` is when the drawing began, and nothing that the page tells by the clock holds beyond `valid_until`.
    """

    version: str
    born: float
    valid_until: float
    headers: tuple[tuple[str, str], ...]
    digest: str
    br: bytes
    gz: bytes


def compressed(version: str, born: float, valid_until: float, headers: Iterable[tuple[str, str]], body: bytes) -> Drawn:
    kept = tuple((name, value) for name, value in headers if name.lower() not in _NOT_KEPT)
    digest = hashlib.sha256(repr(sorted(kept)).encode() + body).hexdigest()[:32]
    br = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return Drawn(version, born, valid_until, kept, digest, br, gzip.compress(body, GZIP_LEVEL, mtime=0))


@dataclass(slots=True)
class Answer:
    """What is sent for one encoding. The `careful` headers are for the page's first second and its last ones."""

    etag: str
    last_modified: str
    body: bytes
    headers: Headers
    careful: Headers
    unchanged: Headers
    unchanged_carefully: Headers


@dataclass(slots=True)
class Finished:
    """A page as one process holds it, ready to be sent.

    From `settled` on it is told when it was last modified: Last-Modified counts whole seconds, so that two pages of one second
    could not be told apart. It is the second after the drawing began, and is not told before that second has come.
    From `late` on a CDN must not keep it any more, because it would keep it beyond `valid_until`.
    """

    drawn: Drawn
    version: str
    valid_until: float
    settled: int
    late: float
    br: Answer
    gzip: Answer
    weight: int

    def answer(self, encoding: str) -> Answer:
        """In `br`, in `gzip`, or as it is. The last is asked for by few, and unpacked for them."""
        if encoding == "br":
            return self.br
        return self.gzip if encoding == "gzip" else _answer(self.drawn, "", gzip.decompress(self.drawn.gz))


def finished(drawn: Drawn) -> Finished:
    return Finished(
        drawn=drawn,
        version=drawn.version,
        valid_until=drawn.valid_until,
        settled=_settled(drawn),
        late=drawn.valid_until - settings.PAGE_CACHE["CDN_SECONDS"],
        br=_answer(drawn, "br", drawn.br),
        gzip=_answer(drawn, "gzip", drawn.gz),
        weight=len(drawn.br) + len(drawn.gz) + 8_000,  # the headers and what Python needs to hold them
    )


def _settled(drawn: Drawn) -> int:
    return math.floor(drawn.born) + 1


def _answer(drawn: Drawn, encoding: str, body: bytes) -> Answer:
    etag = f'"{drawn.digest}-{encoding or "plain"}"'
    last_modified = formatdate(_settled(drawn), usegmt=True)
    coded = [("Content-Encoding", encoding)] if encoding else []
    own: Headers = [*drawn.headers, *coded, ("Content-Length", str(len(body)))]
    of_page: Headers = [("ETag", etag), ("Vary", "Accept-Encoding")]
    caching, dated = _caching(settings.PAGE_CACHE["CDN_SECONDS"]), ("Last-Modified", last_modified)
    usual: Headers = [*of_page, *caching, dated]
    careful: Headers = [*of_page, *_caching(0)]
    return Answer(etag, last_modified, body, own + usual, own + careful, usual, careful)


def _caching(seconds: int) -> Headers:
    """Browsers ask each time, which costs them one short answer. A CDN may keep a page for `seconds` in all: the first half as
    it is, the second half while it asks for a newer one (RFC 5861), told to CDNs alone (RFC 9213) because browsers would do
    so, too. With 0, nobody shows a page that was taken down."""
    if not seconds:
        return [("Cache-Control", f"{_ASK_AGAIN}, s-maxage=0")]
    whole = seconds - seconds // 2
    return [
        ("Cache-Control", f"{_ASK_AGAIN}, s-maxage={whole}"),
        ("CDN-Cache-Control", f"max-age={whole}, stale-while-revalidate={seconds // 2}"),
    ]


def is_over(page: Drawn | Finished) -> bool:
    return time.time() >= page.valid_until
