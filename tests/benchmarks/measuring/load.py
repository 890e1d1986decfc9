"""A small bounded client, in a process of its own: `python -m tests.benchmarks.measuring.load PORT PATH SECONDS [HEADER…]`.

Keeps eight connections open on 127.0.0.1, asks again on each as soon as it has been answered, and prints JSON: answers a second,
the median and the 99th percentile in milliseconds, and how many answers there were of each status. Its own ceiling is some ten
thousand answers a second a processor; whoever has `wrk` measures with that.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys
import time

CONNECTIONS, LONGEST = 8, 30.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class _Connection:
    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self.ask()

    def ask(self) -> None:
        self._held = b""
        self._asked = time.perf_counter()
        self.socket.sendall(self._request)

    def answered(self) -> tuple[str, float] | None:
        """The status and the seconds that it took, once all of it is there."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("The server closed the connection.")
        self._held += part
        head, end, body = self._held.partition(b"\r\n\r\n")
        if not end:
            return None
        length = _LENGTH.search(head)
        status = head[9:12].decode("ascii")
        if status != "304" and (length is None or len(body) < int(length[1])):
            if length is None:
                raise ConnectionError(f"An answer without a length: {head[:200]!r}")
            return None
        return status, time.perf_counter() - self._asked


def load(port: int, path: str, seconds: float, headers: list[str]) -> dict[str, object]:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    request = "\r\n".join(lines).encode("ascii")
    choose = selectors.DefaultSelector()
    for _number in range(CONNECTIONS):
        connection = _Connection(port, request)
        choose.register(connection.socket, selectors.EVENT_READ, connection)
    took: list[float] = []
    statuses: dict[str, int] = {}
    began = time.perf_counter()
    until = began + min(seconds, LONGEST)
    while time.perf_counter() < until:
        for key, _events in choose.select(timeout=1):
            if answer := key.data.answered():
                statuses[answer[0]] = statuses.get(answer[0], 0) + 1
                took.append(answer[1])
                key.data.ask()
    elapsed = time.perf_counter() - began
    took.sort()
    return {
        "rate": len(took) / elapsed,
        "p50": took[len(took) // 2] * 1000 if took else None,
        "p99": took[len(took) * 99 // 100] * 1000 if took else None,
        "statuses": statuses,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(load(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4:])) + "\n")
