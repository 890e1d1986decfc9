"""A server that speaks LibreTranslate's HTTP interface (https://docs.libretranslate.com/api/operations/translate/).

Drafts of medical texts are sent to it, so the connection is encrypted unless the server is this machine, no redirect is
followed, and whatever it answers is bounded in size and time before it is looked at.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urlsplit

from .errors import EngineError

#: Languages that LibreTranslate knows by another code than this site.
_CODES: Final = {"zh-hans": "zh", "zh-hant": "zt"}
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
#: How much is sent at once, in texts and in characters. A server may allow less, and says so.
_MOST_TEXTS, _MOST_CHARACTERS = 25, 10_000
_LARGEST_ANSWER: Final = 1024 * 1024


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leads to an HTTPError instead: another address might be anybody's."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


class LibreTranslate:
    """`seconds` is how long one request may take altogether. Raises EngineError for an address that may not be used."""

    def __init__(self, url: str, api_key: str = "", *, seconds: float = 30) -> None:
        self.address = _checked(url).rstrip("/") + "/translate"
        self.host = urlsplit(url).netloc.rpartition("@")[2]
        self.name = f"LibreTranslate ({self.host})"
        self._api_key = api_key
        self._seconds = seconds
        handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
        if self.address.startswith("http:"):
            handlers.append(urllib.request.ProxyHandler({}))  # a proxy cannot reach this machine
        self._opener = urllib.request.build_opener(*handlers)

    def translate(self, texts: list[str], source: str, target: str, *, html: bool) -> list[str]:
        found: list[str] = []
        for batch in _batches(texts):
            question = {
                "q": batch,
                "source": _CODES.get(source, source),
                "target": _CODES.get(target, target),
                "format": "html" if html else "text",
                **({"api_key": self._api_key} if self._api_key else {}),
            }
            found += self._translations(self._ask(question), len(batch))
        return found

    def _ask(self, question: Mapping[str, Any]) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(self.address, json.dumps(question).encode(), headers)  # noqa: S310 (see `_checked`)
        end = time.monotonic() + self._seconds
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                return b"".join(self._bounded(response, end))
        except urllib.error.HTTPError as error:
            with error:
                raise EngineError(self._refusal(error)) from None
        except TimeoutError:
            raise self._too_slow() from None
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._too_slow() from None
            raise EngineError(
                f"{self.host} could not be reached: {getattr(error, 'reason', None) or type(error).__name__}."
            ) from None

    def _bounded(self, response: Any, end: float) -> Iterator[bytes]:
        size = 0
        while part := response.read1(64 * 1024):
            size += len(part)
            if size > _LARGEST_ANSWER:
                raise EngineError(f"{self.host} answered with more than {_LARGEST_ANSWER // 1024} KB.")
            if time.monotonic() > end:
                raise self._too_slow()
            yield part

    def _too_slow(self) -> EngineError:
        return EngineError(f"{self.host} did not answer within {self._seconds:g} seconds.")

    def _refusal(self, error: urllib.error.HTTPError) -> str:
        if 300 <= error.code < 400:
            return f"{self.host} sends requests on to another address, which are not followed. Configure that address."
        return f"{self.host} answered with status {error.code}."

    def _translations(self, answer: bytes, count: int) -> Sequence[str]:
        try:
            found = json.loads(answer)["translatedText"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise EngineError(f"{self.host} did not answer as LibreTranslate does.") from None
        if not isinstance(found, list) or len(found) != count or not all(isinstance(text, str) for text in found):
            raise EngineError(f"{self.host} did not answer with a translation for each text.")
        return found


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise EngineError("The machine translation server’s address is none.") from None
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)):
        raise EngineError("The machine translation server’s address must begin with https://, or with http://localhost.")
    if parts.query or parts.fragment:
        raise EngineError("The machine translation server’s address must be without “?” and “#”.")
    return url


def _batches(texts: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) >= _MOST_TEXTS or sum(map(len, batch)) + len(text) > _MOST_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch
