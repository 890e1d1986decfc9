"""Which requests the cache answers, and what tells two pages apart.

A page is drawn from nothing but its key (`clean_environ`), so that no header, cookie or parameter that is not part of the key
can get into what others are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Environ = dict[str, Any]

#: Below a language, by the shape of the address: what is a page for everybody, and the parameters that it knows. Whatever has
#: another shape goes to Django: search, feedback, previews, the admin, the API, files, addresses without their last slash.
_NAME: Final = r"[A-Za-z0-9_-]{1,255}"
_LISTS: Final = (re.compile(rf"reviewers/{_NAME}/"), re.compile(rf"{_NAME}/{_NAME}/history/"))
_NOT_CACHED: Final = re.compile(rf"(?:search|feedback)/.*|{_NAME}/{_NAME}/(?:leaflet|picture)/")
_PAGES: Final = re.compile(rf"(?:{_NAME}/){{0,3}}")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_LONGEST_QUERY: Final = 2_000
#: What is left of a request when a page is drawn.
_KEPT_OF_ENVIRON: Final = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR")


@dataclass(frozen=True, slots=True)
class Key:
    """What a page is drawn from. `query` holds known parameters only, in one order."""

    scheme: str
    host: str
    path: str
    query: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}?{self.query}"


class Keys:
    """Reads keys from requests, under the settings of this site."""

    def __init__(self) -> None:
        languages = "|".join(re.escape(code) for code, _name in settings.LANGUAGES)
        self._below_language = re.compile(rf"/(?:{languages})/(.*)", re.DOTALL)
        self._allowed = settings.ALLOWED_HOSTS
        header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
        #: Where a proxy that we trust says the scheme; empty where there is none.
        self.tls_header, self._tls_value = header if header else ("", "")

    def read(self, environ: Environ) -> Key | None:
        """None for whatever is not a page for everybody. Methods and cookies are for the caller to look at."""
        path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
        if environ.get("SCRIPT_NAME") or settings.USE_X_FORWARDED_HOST or not self._is_allowed(host):
            return None
        place = self._below_language.fullmatch(path)
        if place is None or not _PAGES.fullmatch(place[1]) or _NOT_CACHED.fullmatch(place[1]):
            return None
        query = _known_parameters(environ.get("QUERY_STRING", ""), numbered=any(shape.fullmatch(place[1]) for shape in _LISTS))
        return None if query is None else Key(self._scheme(environ), host.lower(), path, query)

    def clean_environ(self, environ: Environ, key: Key) -> Environ:
        """The request that everybody's page is drawn for."""
        clean: Environ = {name: environ[name] for name in _KEPT_OF_ENVIRON if name in environ}
        clean |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
        clean |= {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": key.path,
            "QUERY_STRING": key.query,
            "HTTP_HOST": key.host,
            "wsgi.input": BytesIO(),
        }
        if self.tls_header in environ:
            clean[self.tls_header] = environ[self.tls_header]
        return clean

    def _is_allowed(self, host: str) -> bool:
        domain, _port = split_domain_port(host)
        return bool(domain) and validate_host(domain, self._allowed)

    def _scheme(self, environ: Environ) -> str:
        """As Django reads it, with what the proxy in front says."""
        if self.tls_header in environ:
            said = environ[self.tls_header].split(",", 1)[0].strip()
            return "https" if said == self._tls_value else "http"
        return str(environ.get("wsgi.url_scheme", "http"))


def _known_parameters(query: str, *, numbered: bool) -> str | None:
    """`page` where pages are numbered, as Django would read it; nothing else makes a difference. None if it is not for us."""
    if not query:
        return ""
    if len(query) > _LONGEST_QUERY:
        return None
    if not numbered:
        return ""
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=50))
    except ValueError:
        return None
    number = given.get("page")
    if number is None or number == "1":
        return ""
    return urlencode({"page": number}) if _NUMBER.fullmatch(number) else None


def accepted_encoding(header: str) -> str:
    """The best of what we keep for an Accept-Encoding header (RFC 9110, section 12.5.3): `br`, `gzip`, or `` for none."""
    weights: Mapping[str, float] = dict(map(_weight, header.lower().split(",")))
    anything = weights.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda coding: weights.get(coding, anything))  # of equals the first
    return best if weights.get(best, anything) > 0 else ""


def _weight(part: str) -> tuple[str, float]:
    name, _semicolon, parameter = part.partition(";")
    kind, _equals, value = parameter.partition("=")
    try:
        return name.strip(), float(value) if kind.strip() == "q" else 1.0
    except ValueError:
        return name.strip(), 0.0
