"""The real servers on a free port of this machine, and readers of them."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: In seconds. Nothing takes long; whatever does, never ends.
PATIENCE = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(server: str, port: int, workers: int) -> list[str]:
    if server == "gunicorn":
        options = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "2", "--log-level", "error"]
    else:
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
        options += ["--blocking-threads", "2", "--backpressure", "64", "--log-level", "error"]
    return [sys.executable, "-m", server, *options, "osteo_site.wsgi:application"]


@contextmanager
def serving(environment: Mapping[str, str], port: int, *, server: str = "granian", workers: int = 1) -> Iterator[None]:
    """Until it answers, and until all of it has ended."""
    given = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "tests.page_cache.settings",
        "PYTHONWARNINGS": "ignore::UserWarning",
        "LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen(command(server, port, workers), cwd=ROOT, env=given)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(port: int) -> None:
    """Until the server answers."""
    enough = time.monotonic() + PATIENCE
    while True:
        try:
            get(port, "/robots.txt")
        except OSError:
            assert time.monotonic() < enough, "The server does not answer."
            time.sleep(0.2)
        else:
            return


def get(port: int, address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by their names in lower case, body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()
