"""A flood of junk on the readers' forms, through the same WSGI application that serves the site."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from itertools import count, islice
from random import Random
from time import perf_counter
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from articles.models import ArticlePage
from articles.services.feedback import guard
from osteo_site.wsgi import application
from tests.site.feedback.forms import FROM_HERE, address, later, token

FORM = "application/x-www-form-urlencoded"
_SAME = "Buy glimmering knees now at knees.example"
_HOSTILE = (
    "<script>alert(document.cookie)</script> knees",
    "</textarea><img src=x onerror=alert(1)> knees",
    "{{ 7*7 }}{% debug %} knees",
    "'; DROP TABLE articles_readerreport; -- knees",
    "\0\x1b[31m\u202eseenk\u2066\ufffe knees",
    "k" + "\u0301" * 900,
    "=HYPERLINK(\"https://knees.example\")",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    path: str
    body: bytes
    kind: str = FORM
    headers: dict[str, str] = field(default_factory=lambda: dict(FROM_HERE))


@dataclass(slots=True)
class Figures:
    """What a flood did: answers by status, and what single posts cost at most."""

    statuses: Counter[str] = field(default_factory=Counter)
    queries: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    largest: int = 0

    def of(self, answered: Answer) -> None:
        self.statuses[answered.status] += 1
        self.queries[answered.status] = max(self.queries[answered.status], answered.queries)
        self.seconds.append(answered.seconds)
        self.largest = max(self.largest, answered.size)

    def __str__(self) -> str:
        slowest = sorted(self.seconds)
        return (
            f"{len(slowest)} posts in {sum(slowest):.1f} s: {dict(sorted(self.statuses.items()))}; at most"
            f" {dict(sorted(self.queries.items()))} queries each; median {slowest[len(slowest) // 2] * 1000:.1f} ms,"
            f" 95 % within {slowest[len(slowest) * 95 // 100] * 1000:.1f} ms, slowest {slowest[-1] * 1000:.0f} ms;"
            f" largest answer {self.largest} bytes"
        )


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    size: int
    queries: int
    seconds: float
    cookies: int


def flood(pages: list[ArticlePage], posts: int, *, hours: int) -> Figures:
    """Posts junk about these articles, spread over some hours, so that what an hour lets through meets the lasting ceilings."""
    figures, junk = Figures(), _junk(pages, Random(18))
    for hour in range(hours):
        with later(hours=hour):
            for post, sender in islice(junk, posts // hours):
                answered = _answer(post, sender)
                assert not answered.cookies, post.path
                figures.of(answered)
    return figures


def _junk(pages: list[ArticlePage], dice: Random) -> Iterator[tuple[Post, str]]:
    """Every kind in turn, from an address of either version that seldom comes back."""
    for number in count():
        kinds, network = _kinds(dice.choice(pages), number, dice), dice.getrandbits(32)
        sender = f"2001:db8:{network >> 16:x}:{network & 0xFFFF:x}::1" if number % 4 == 0 else str(IPv4Address(network))
        yield kinds[number % len(kinds)](), "203.0.113.66" if number % 5 == 0 else sender


def _report(page: ArticlePage, text: str, **values: str) -> Post:
    data = {"token": token(page), "text": text, "section": "", "link": "", **values}
    return Post(address(page), urlencode(data).encode())


def _vote(page: ArticlePage, dice: Random) -> Post:
    values = {"token": token(page, guard.Form.VOTE), "answer": dice.choice(["yes", "no"]), "section": dice.choice(["", "causes"])}
    return Post(address(page, "helpful"), urlencode(values).encode())


def _kinds(page: ArticlePage, number: int, dice: Random) -> tuple[Callable[[], Post], ...]:
    """Every kind of junk, each to be made when it is its turn. Words that are new every time come most often."""
    form, vote = address(page), address(page, "helpful")
    new_words = [lambda: _report(page, f"Knees number {number} are on sale, {dice.getrandbits(64):x}.")] * 6
    return (
        *new_words,
        lambda: _report(page, _SAME),
        lambda: _report(page, dice.choice(_HOSTILE) + str(number % 7), section=dice.choice(["causes", "tldr"])),
        lambda: _report(page, f"No token {number}.", token=""),
        lambda: _report(page, f"Made up {number}.", token=f"a{number}:b:c"),
        lambda: _report(page, f"Trapped {number}.", link="https://knees.example"),
        lambda: _report(page, f"Nowhere {number}.", section="<script>"),
        lambda: _report(page, "k" * dice.randint(1_001, 20_000)),
        lambda: _vote(page, dice),
        lambda: Post(vote, b"answer=maybe&section=nowhere"),
        lambda: Post(form, b"text=" + b"k" * 300_000),
        lambda: Post(form, dice.randbytes(2_000)),
        lambda: Post(form, b"text=%ff%fe%c0%af&token=%ff"),
        lambda: Post(form, b"text=x", f"{FORM}; charset={dice.choice(['rot13', 'hex', 'undefined'])}"),
        lambda: Post(form, b'--x\r\nContent-Disposition: form-data; name="text"', "multipart/form-data"),
        lambda: Post(form, b'{"text": "knees"}', "application/json"),
        lambda: Post(form, b"&".join([b"x=1"] * 11_000)),
        lambda: Post(form, b"text=x", headers={"HTTP_ORIGIN": "https://knees.example"}),
        lambda: Post(f"/en/feedback/{dice.getrandbits(200)}/report/", b"text=x"),
    )


@contextmanager
def _one_connection() -> Iterator[None]:
    """The server closes what it thinks is an old connection; the test's own transaction lives in this one."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _answer(post: Post, sender: str) -> Answer:
    path = {"REQUEST_METHOD": "POST", "PATH_INFO": post.path, "REMOTE_ADDR": sender, "HTTP_HOST": "testserver"}
    body = {"CONTENT_TYPE": post.kind, "CONTENT_LENGTH": str(len(post.body)), "wsgi.input": io.BytesIO(post.body)}
    environ: dict[str, Any] = {**path, **body, **post.headers}
    setup_testing_defaults(environ)
    said: list[Any] = []
    asked = 0

    def counted(execute: Callable[..., Any], *query: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*query)

    def start_response(status: str, headers: Iterable[tuple[str, str]], *_error: Any) -> Callable[[bytes], None]:
        said.extend((status, list(headers)))
        return lambda _written: None

    began = perf_counter()
    with _one_connection(), connection.execute_wrapper(counted):
        response = application(environ, start_response)
        size = sum(len(part) for part in response)
        response.close()
    status, headers = said
    cookies = sum(name.lower() == "set-cookie" for name, _value in headers)
    return Answer(status.split(" ")[0], size, asked, perf_counter() - began, cookies)
