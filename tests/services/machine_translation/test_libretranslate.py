"""The HTTP engine against a local stub server: what it sends, what it takes, and every way in which a server can be bad."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from articles.services.machine_translation import EngineError, LibreTranslate

#: What a bad server says at once: status and body.
ANSWERS = {
    "error": (500, b"<html>secret-key</html>"),
    "refused": (403, b'{"error": "Invalid API key"}'),
    "redirect": (307, b""),
    "moved": (302, b""),
    "garbage": (200, b"\x00\xff not JSON"),
    "nested": (200, b'{"translatedText":' + b"[" * 100_000),
    "list": (200, b"[]"),
    "text": (200, b'{"translatedText": "Los huesos"}'),
    "too few": (200, b'{"translatedText": []}'),
    "numbers": (200, b'{"translatedText": [1]}'),
    "large": (200, b" " * (2 * 1024 * 1024)),
}


class Stub(ThreadingHTTPServer):
    """Answers as its `behaviour` says, and keeps the questions."""

    daemon_threads = True
    behaviour = "good"
    stopped: threading.Event
    questions: list[dict[str, Any]]


class _Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append({"path": self.path, **question})
        answers = [text.replace("Bones", "Los huesos") for text in question["q"]]
        good = json.dumps({"translatedText": answers}).encode()
        if self.server.behaviour in ANSWERS:
            status, body = ANSWERS[self.server.behaviour]
            self._answer(status, body, Location="http://127.0.0.1:9/translate")
        elif self.server.behaviour == "short":
            self._answer(200, good[:-9], length=len(good))
        elif self.server.behaviour == "silent":
            self.server.stopped.wait(5)
        elif self.server.behaviour == "dripping":
            self._drip()
        else:
            self._answer(200, good)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.stopped.wait(0.05):
            self.wfile.write(b" ")

    def _answer(self, status: int, body: bytes, *, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(length or len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Stub]:
    stub = Stub(("127.0.0.1", 0), _Handler)
    stub.questions, stub.stopped = [], threading.Event()
    thread = threading.Thread(target=stub.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield stub
    stub.stopped.set()
    stub.shutdown()
    stub.server_close()


def engine(server: Stub, **how: Any) -> LibreTranslate:
    return LibreTranslate(f"http://127.0.0.1:{server.server_address[1]}/", **{"seconds": 3, **how})


def test_texts__come_back_in_order(server: Stub) -> None:
    found = engine(server, api_key="secret-key").translate(["<p>Bones</p>", "No"], "en", "zh-hans", html=True)
    assert found == ["<p>Los huesos</p>", "No"]
    (question,) = server.questions
    assert question == {
        "path": "/translate",
        "q": ["<p>Bones</p>", "No"],
        "source": "en",
        "target": "zh",
        "format": "html",
        "api_key": "secret-key",
    }


def test_many_texts__are_sent_in_parts(server: Stub) -> None:
    texts = [f"Bones {number}" for number in range(60)] + ["x" * 9_000, "y" * 9_000]
    assert engine(server).translate(texts, "en", "es", html=False) == [text.replace("Bones", "Los huesos") for text in texts]
    assert len(server.questions) == 4
    assert all(question["format"] == "text" and "api_key" not in question for question in server.questions)


def test_no_text__asks_nobody(server: Stub) -> None:
    assert engine(server).translate([], "en", "es", html=False) == []
    assert server.questions == []


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        ("error", "status 500"),
        ("refused", "status 403"),
        ("redirect", "not followed"),
        ("moved", "not followed"),
        ("garbage", "as LibreTranslate does"),
        ("nested", "as LibreTranslate does"),
        ("list", "as LibreTranslate does"),
        ("text", "for each text"),
        ("too few", "for each text"),
        ("numbers", "for each text"),
        ("large", "more than 1024 KB"),
        ("short", "could not be reached|as LibreTranslate does"),
    ],
)
def test_bad_server__is_an_error_that_says_why_and_no_secret(server: Stub, behaviour: str, words: str) -> None:
    server.behaviour = behaviour
    with pytest.raises(EngineError, match=words) as refused:
        engine(server, api_key="secret-key").translate(["Bones"], "en", "es", html=False)
    assert "secret-key" not in str(refused.value)
    assert len(server.questions) == 1


@pytest.mark.parametrize("behaviour", ["silent", "dripping"])
def test_slow_server__is_not_waited_for(server: Stub, behaviour: str) -> None:
    server.behaviour = behaviour
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"within 0\.2 seconds"):
        engine(server, seconds=0.2).translate(["Bones"], "en", "es", html=False)
    assert time.monotonic() - began < 3


def test_absent_server__is_an_error(server: Stub) -> None:
    gone = engine(server)
    server.shutdown()
    server.server_close()
    with pytest.raises(EngineError, match="could not be reached"):
        gone.translate(["Bones"], "en", "es", html=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "ftp://localhost",
        "file:///etc/passwd",
        "localhost:5000",
        "",
        "https://",
        "https://[x",
        "http://localhost:99999",
        "https://example.org/?q=1",
        "http://localhost@example.org",
        "http://127.0.0.1.example.org",
    ],
)
def test_address__is_encrypted_or_this_machine(url: str) -> None:
    with pytest.raises(EngineError, match="address"):
        LibreTranslate(url)


def test_address__of_a_real_server_is_taken() -> None:
    assert LibreTranslate("https://translate.example.org/base/").address == "https://translate.example.org/base/translate"
