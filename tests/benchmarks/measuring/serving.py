"""How fast an article is served: cached, revalidated and rendered, beside floors on the same server, in turn in one run."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from .growth import Place

_FLOORS = "tests.benchmarks.measuring.floors"
#: What is served: its name, the application, and whether that is made by a function.
SERVED = {
    "raw WSGI function": (f"{_FLOORS}:raw", False),
    "bare Django view": (f"{_FLOORS}:bare_view", True),
    "article": ("osteo_site.wsgi:application", False),
    "article, rendered": (f"{_FLOORS}:uncached", True),
}
#: What is asked of which server; `revalidated` with the tag of what the browser has.
ASKED = (
    ("raw WSGI function", "raw WSGI function", False),
    ("bare Django view", "bare Django view", False),
    ("article, cached", "article", False),
    ("article, revalidated", "article", True),
    ("article, rendered", "article, rendered", False),
)
_ENCODING = "Accept-Encoding: br, gzip"


def measure(place: Place, path: str, rounds: int, seconds: float, say: Callable[[str], None]) -> dict[str, Any]:
    """What was asked → answers a second and milliseconds, one of each a round."""
    kept = place.data / "benchmark-bytes.json"
    with ExitStack() as running:
        site = running.enter_context(_server(*SERVED["article"], place, kept))
        _status, headers, body = _get(site, path)
        kept.write_text(json.dumps({"headers": _floor_headers(headers), "body": body.decode("latin-1")}), encoding="utf-8")
        others = {name: _server(*served, place, kept) for name, served in SERVED.items() if name != "article"}
        ports = {"article": site, **{name: running.enter_context(server) for name, server in others.items()}}
        for server in [*ports.values()] * 5:
            _get(server, path)
        found = _rounds(ports, path, rounds, seconds, headers.get("ETag", ""), say)
    return {"bytes": len(body), "encoding": headers.get("Content-Encoding", ""), "asked": found}


def _rounds(
    ports: dict[str, int], path: str, rounds: int, seconds: float, tag: str, say: Callable[[str], None]
) -> dict[str, Any]:
    """In turn, round by round. Nothing is revalidated where the site gives its pages no tag."""
    asked = [(name, served, with_tag) for name, served, with_tag in ASKED if tag or not with_tag]
    found: dict[str, Any] = {name: {"rate": [], "p50": [], "p99": [], "statuses": Counter()} for name, _served, _tag in asked}
    for number in range(rounds):
        say(f"round {number + 1} of {rounds}")
        for name, served, with_tag in asked:
            measured = _load(ports[served], path, seconds, [f"If-None-Match: {tag}"] if with_tag else [])
            for key in ("rate", "p50", "p99"):
                found[name][key].append(measured[key])
            found[name]["statuses"].update(measured["statuses"])
    return found


def _floor_headers(headers: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name.lower() not in {"server", "date", "connection"}]


def _load(port: int, path: str, seconds: float, headers: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.measuring.load", str(port), path, str(seconds), _ENCODING, *headers]
    done = subprocess.run(_on_processor(1, command), check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


@contextmanager
def _server(application: str, factory: bool, place: Place, kept: Path) -> Iterator[int]:
    port = _free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--log-level", "warning", *(["--factory"] if factory else []), application,
    ]  # fmt: skip
    environment = {**place.environment, "BENCHMARK_BYTES": str(kept)}
    process = subprocess.Popen(_on_processor(0, command), env=environment)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _on_processor(number: int, command: list[str]) -> list[str]:
    """The server on one processor and the client on another, where there are two and `taskset`."""
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(available) < 2 or not Path("/usr/bin/taskset").exists():
        return command
    return ["/usr/bin/taskset", "-c", str(available[number]), *command]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            raise RuntimeError("The server ended at once; what it said stands above.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"No server on port {port} within half a minute.")


def _get(port: int, path: str) -> tuple[int, Any, bytes]:
    name, value = _ENCODING.split(": ")
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={name: value, "Host": "localhost"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, answer.headers, answer.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
