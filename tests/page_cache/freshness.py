"""Whether readers ever get what is over: real workers, a newsroom in another process, and clients that look all the time.

`python -m tests.page_cache.freshness --publishes 1000 [--redis | --kill-redis] [--server gunicorn]`, on the database that
DATABASE_URL names a server for, else on SQLite. Needs redis-server for the two with Redis.

The article goes through states, each with its number in its words; in some it is taken down. A client notes the last state that
was committed before it asks, and whatever it is shown must be that state or a later one that has begun.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
import django

from tests.page_cache.servers import PATIENCE, ROOT, free_port, serving

#: How often the article is taken down, and how often something changes that sends no signal, in publications.
TAKEN_DOWN_EVERY, TOUCHED_EVERY = 7, 5
_STATE = re.compile(rb"state-(\d+)\.")


class Newsroom:
    """The publishing process."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.page_cache.publisher"],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, act: str, **values: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, **values}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "The newsroom has ended."
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()


@dataclass
class Record:
    """What was committed, what has begun, and what was seen. `down` holds the states in which the article is not public."""

    committed: int = 0
    begun: int = 0
    down: set[int] = field(default_factory=set)
    answers: int = 0
    unchanged: int = 0
    stale: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    over: bool = False

    def judge(self, seen: int | None, before: int, what: str) -> None:
        """`seen` is the state that was shown; None for an article that is not there."""
        self.answers += 1
        allowed = range(before, self.begun + 1)
        right = any(state in self.down for state in allowed) if seen is None else seen in allowed and seen not in self.down
        if not right:
            self.stale.append(f"{what}: shown {seen}, committed {before}, begun {self.begun}")


def client(port: int, address: str, record: Record, seed: int) -> None:
    chance = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    kept: tuple[str, int] | None = None
    while not record.over:
        headers = {"Accept-Encoding": chance.choice(["br", "gzip", "identity", "gzip, br"])}
        if kept is not None and chance.random() < 0.3:
            headers["If-None-Match"] = kept[0]
        before = record.committed
        query = chance.choice(["", "", "", "?utm_source=letter", f"?x={chance.randrange(1000)}"])
        try:
            connection.request("GET", address + query, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            record.failures.append(repr(error))
            continue
        if answer.status == 304 and kept is not None:
            record.unchanged += 1
            record.judge(kept[1], before, "304")
        elif answer.status == 200:
            seen = int(_STATE.findall(_plain(body, answer.headers.get("Content-Encoding", "")))[0])
            kept = (answer.headers["ETag"], seen) if "ETag" in answer.headers else None
            record.judge(seen, before, "200")
        elif answer.status == 404:
            record.judge(None, before, "404")
        else:
            record.failures.append(f"status {answer.status}")


def _plain(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body


def run(
    environment: Mapping[str, str], *, publishes: int, clients: int, workers: int, server: str = "granian", **more: Any
) -> Record:
    """`halfway`, if given, is called when half of it is done."""
    record, port = Record(), free_port()
    times = []
    with ExitStack() as stack:
        newsroom = Newsroom(environment)
        stack.callback(newsroom.stop)
        made = newsroom.ask("prepare", port=port)
        of = {name: made[name] for name in ("page", "editor", "signer")}
        stack.enter_context(serving(environment, port, server=server, workers=workers))
        threads = [threading.Thread(target=client, args=(port, made["address"], record, n), daemon=True) for n in range(clients)]
        for thread in threads:
            thread.start()
        try:
            for state in range(1, publishes + 1):
                if state == publishes // 2 and more.get("halfway"):
                    more["halfway"]()
                began = time.monotonic()
                _to(state, record, newsroom, of)
                times.append(time.monotonic() - began)
        finally:
            record.over = True
            for thread in threads:
                thread.join(PATIENCE)
    print(
        f"{server}, {workers} workers, {clients} clients: {publishes} changes (median {statistics.median(times) * 1000:.0f} ms), "
        f"{record.answers} answers, {record.unchanged} of them 304: {len(record.stale)} stale, {len(record.failures)} failures"
    )
    return record


def _to(state: int, record: Record, newsroom: Newsroom, of: dict[str, int]) -> None:
    if state % TAKEN_DOWN_EVERY == 0:
        record.down.add(state)
        record.begun = state
        assert not newsroom.ask("take_down", page=of["page"], editor=of["editor"])["live"]
    else:
        record.begun = state
        assert newsroom.ask("publish", state=state, **of)["live"]
    record.committed = state
    if state % TOUCHED_EVERY == 0:
        newsroom.ask("touch")


@contextmanager
def redis_server() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """One of our own, that nothing else uses."""
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        process = subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", scratch, "--loglevel", "warning"]
        )
        try:
            yield f"redis://127.0.0.1:{port}/0", process
        finally:
            process.kill()
            process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publishes", type=int, default=1000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--server", choices=["granian", "gunicorn"], default="granian")
    parser.add_argument("--redis", action="store_true", help="share pages in Redis")
    parser.add_argument("--kill-redis", action="store_true", help="share pages in Redis, and kill it halfway")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
    django.setup()
    from tests.migrated import own_database  # noqa: PLC0415 - only now Django is ready

    class NobodyBlocks:
        unblock = nullcontext

    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        name = f"freshness_{os.getpid()}"
        environment = dict(stack.enter_context(own_database(directory, name, NobodyBlocks())))  # type: ignore[arg-type]
        halfway = None
        if chosen.redis or chosen.kill_redis:
            assert shutil.which("redis-server"), "There is no redis-server."
            environment["REDIS_URL"], process = stack.enter_context(redis_server())
            halfway = process.kill if chosen.kill_redis else None
        how = {"publishes": chosen.publishes, "clients": chosen.clients, "workers": chosen.workers, "server": chosen.server}
        record = run(environment, halfway=halfway, **how)
    for line in [*record.stale[:10], *record.failures[:10]]:
        print(line)
    sys.exit(bool(record.stale or record.failures))


if __name__ == "__main__":
    main()
