"""Saying what was measured: medians, how far the rounds lie apart, ratios, queries, growth, and the machine."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection

from .growth import growth_of


def machine() -> dict[str, Any]:
    """What the figures are of. Load: how many others were at work before it began."""
    processor = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {
        "processor": processor,
        "processors": os.cpu_count(),
        "memory_gb": memory,
        "python": platform.python_version(),
        "database": connection.vendor,
        "load": [round(number, 1) for number in os.getloadavg()],
        "commit": _commit(),
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def growth_lines(acts: Mapping[str, Any]) -> Iterator[str]:
    """A table in Markdown: milliseconds of the clock and of the processor, by size. The last column compares processor time on
    SQLite, which others on the machine disturb less, and the clock elsewhere, where the database is a process of its own."""
    sizes = sorted({size for of_size in acts.values() for size in of_size}, key=int)
    key = "cpu" if connection.vendor == "sqlite" else "ms"
    yield f"| {connection.vendor}, ms (spread) | queries | {' | '.join(f'{int(size):,}' for size in sizes)} | growth |"
    yield f"| --- | --- |{' --- |' * (len(sizes) + 1)}"
    for act, of_size in acts.items():
        queries = "/".join(dict.fromkeys(str(of_size[size].get("queries", "–")) for size in sizes))
        cells = " | ".join(_cell(of_size[size]) for size in sizes)
        yield f"| {act} | {queries} | {cells} | {growth_of(of_size, key, median):.2f} × |"


def _cell(measured: Mapping[str, Any]) -> str:
    text = f"{_short(median(measured['ms']))} (cpu {_short(median(measured['cpu']))}, {_spread(measured['ms'])})"
    done = measured["done"]
    return f"{text}, {done / median(measured['ms']) * 1000:,.0f}/s" if done > 1 else text


def _spread(values: Sequence[float]) -> str:
    """The least and the greatest."""
    return f"{_short(min(values))}–{_short(max(values))}"


def _short(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def serving_lines(served: Mapping[str, Any]) -> Iterator[str]:
    """The ratios are medians of the rounds' own ratios: what disturbs one round disturbs both sides of it."""
    asked = {name: measured for name, measured in served["asked"].items() if measured["rate"]}
    floors = [name for name in ("raw WSGI function", "bare Django view") if name in asked]
    yield f"| answers a second (spread) | p50 ms | p99 ms | {' | '.join(f'× {name}' for name in floors)} | statuses |"
    yield f"| --- | --- | --- |{' --- |' * (len(floors) + 1)}"
    for name, measured in asked.items():
        ratios = " | ".join(f"{_paired(measured['rate'], asked[floor]['rate']):.3f}" for floor in floors)
        rate = f"{median(measured['rate']):,.0f} ({min(measured['rate']):,.0f}–{max(measured['rate']):,.0f})"
        statuses = ", ".join(f"{status}: {times}" for status, times in measured["statuses"].items())
        yield f"| {name}: {rate} | {median(measured['p50']):.2f} | {median(measured['p99']):.2f} | {ratios} | {statuses} |"


def _paired(values: Sequence[float], floor: Sequence[float]) -> float:
    return median(value / other for value, other in zip(values, floor, strict=True))
