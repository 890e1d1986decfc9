"""Starting processes that work on a database of their own, and talking to them."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

#: In seconds. Nothing here takes long; whatever does, waits for ever.
PATIENCE = 120
ROOT = Path(__file__).resolve().parents[2]


class Worker:
    """One process. `ask` waits for its answer; `send` and `receive` let others work meanwhile."""

    def __init__(self, environment: Mapping[str, str], seed: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.workflow.worker", str(seed)],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def send(self, act: str, **values: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"act": act, **values}) + "\n")
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """The answer to what was sent. A failure that no service announced is one of the test."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        ready, _writable, _broken = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "No answer: it waits for a lock that nobody gives back."
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()[-3000:]
        answer: dict[str, Any] = json.loads(line)
        assert "failed" not in answer, answer
        return answer

    def ask(self, act: str, **values: Any) -> dict[str, Any]:
        self.send(act, **values)
        return self.receive()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def workers(environment: Mapping[str, str], number: int) -> Iterator[list[Worker]]:
    """Processes that have all started."""
    with ExitStack() as stack:
        started = [Worker(environment, seed) for seed in range(number)]
        for worker in started:
            stack.callback(worker.stop)
        for worker in started:
            worker.ask("state")
        yield started
