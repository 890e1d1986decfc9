"""How what an act costs grows with the corpus: all sizes are measured in turn, round by round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .acts import ACTS, WHOLE

#: Before the clock counts: caches of the process and of the database are filled.
WARM_UPS = 3


@dataclass(frozen=True)
class Place:
    """Where a corpus is kept."""

    editions: int
    data: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DATA_DIR": str(self.data), "DATABASE_URL": self.database, "DEBUG": "false"}


class Worker:
    """The process that measures one corpus."""

    def __init__(self, place: Place) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.measuring.worker"]
        self.place = place
        self._process = subprocess.Popen(command, env=place.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.editions: int = self._read()["editions"]

    def measure(self, act: str, *, queries: bool = False) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([act, queries]) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process for {self.place.editions} editions ended; what it said stands above.")
        answer: dict[str, Any] = json.loads(line)
        return answer


def measure(
    places: Sequence[Place], rounds: int, acts: Sequence[str] = ACTS, say: Callable[[str], None] = lambda _message: None
) -> dict[str, Any]:
    """Act → size → its measurements, one a round, with the queries of one more run."""
    workers = [Worker(place) for place in places]
    found: dict[str, Any] = {}
    try:
        for act in acts:
            say(act)
            found[act] = _measure(act, workers, 1 if act in WHOLE else rounds)
    finally:
        for worker in workers:
            worker.close()
    return found


def _measure(act: str, workers: Sequence[Worker], rounds: int) -> dict[str, Any]:
    of_size: dict[str, Any] = {str(worker.editions): {"ms": [], "cpu": [], "done": 1} for worker in workers}
    for worker in workers:
        if act not in WHOLE:
            for _again in range(WARM_UPS):
                worker.measure(act)
            of_size[str(worker.editions)]["queries"] = worker.measure(act, queries=True)["queries"]
    for _round in range(rounds):
        for worker in workers:
            measured = worker.measure(act)
            kept = of_size[str(worker.editions)]
            kept["ms"].append(measured["ms"])
            kept["cpu"].append(measured["cpu"])
            kept["done"] = measured["done"]
    return of_size


def growth_of(of_size: Mapping[str, Any], key: str, median: Callable[[Sequence[float]], float]) -> float:
    """The greatest size's median against the least size's; of what reads everything, for each entry."""
    sizes = sorted(of_size, key=int)
    least, greatest = ((median(of_size[size][key]) / of_size[size]["done"]) for size in (sizes[0], sizes[-1]))
    return greatest / least
