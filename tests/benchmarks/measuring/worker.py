"""One process for one corpus: measures what it is told, a line of JSON in and a line out, and keeps nothing that it has done.

Started by `manage.py benchmark`, so that corpora of several sizes are measured in turn, on a machine that others use, too.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import Any

import django


def main() -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 - after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from .acts import Acts  # noqa: PLC0415

    acts = Acts()
    _answer({"ready": True, "editions": acts.editions})
    for line in sys.stdin:
        name, count_queries = json.loads(line)
        act = getattr(acts, name)
        work = act()  # what it needs is looked up before the clock runs
        if count_queries:
            with CaptureQueriesContext(connection) as run:
                work()
            _answer({"queries": len(run)})
            continue
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        done: Any = work()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        _answer({"ms": wall * 1000, "cpu": cpu * 1000, "done": done if isinstance(done, int) else 1})


def _answer(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
