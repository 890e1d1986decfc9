"""`manage.py benchmark`: generates corpora of several sizes and measures them side by side."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tests.benchmarks.corpus import LARGEST, SMALLEST
from tests.benchmarks.measuring import growth, report, serving
from tests.benchmarks.measuring.acts import ACTS
from tests.benchmarks.measuring.growth import Place

_ARTICLE = "/en/generated-1/generated-1/"


class Command(BaseCommand):
    help = (
        "Measures what acts cost at several sizes of the site, and how fast an article is served beside floors. Each corpus is kept "
        "under DATA_DIR/benchmarks (PostgreSQL: in a database beside the one of DATABASE_URL) and used again; delete it to make it "
        "anew. Takes some minutes for each thousand editions that are missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", default="100,1000,10000", help="editions, by commas (default: 100,1000,10000)")
        parser.add_argument("--rounds", type=int, default=7, help="how often everything is measured, from 5 on (default: 7)")
        parser.add_argument("--acts", default=",".join(ACTS), help=f"what to measure, by commas (default: {','.join(ACTS)})")
        parser.add_argument("--seconds", type=float, default=2.0, help="of load on each server a round (default: 2; 0: none)")
        parser.add_argument("--output", default="benchmark.json", help="where the figures are kept (default: benchmark.json)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError("Refused: these settings are for production.")
        sizes, acts, rounds = self._sizes(options["sizes"]), self._acts(options["acts"]), options["rounds"]
        if not 5 <= rounds <= 1000 or not 0 <= options["seconds"] <= 30:
            raise CommandError("--rounds: choose from 5 to 1000. --seconds: choose from 0 to 30.")
        found: dict[str, Any] = {"machine": report.machine(), "rounds": rounds}
        self.stdout.write(json.dumps(found["machine"]))
        places = [self._corpus(size) for size in sizes]
        if acts:
            found["acts"] = growth.measure(places, rounds, acts, self._say)
            self._table(report.growth_lines(found["acts"]))
        if options["seconds"]:
            found["serving"] = serving.measure(places[0], _ARTICLE, rounds, options["seconds"], self._say)
            self._table(report.serving_lines(found["serving"]))
        Path(options["output"]).write_text(json.dumps(found, indent=1), encoding="utf-8")
        self.stdout.write(f"Kept in {options['output']}.")

    def _sizes(self, text: str) -> list[int]:
        sizes = [int(part) for part in text.split(",") if part.isdecimal()]
        if len(sizes) != len(text.split(",")) or not sizes or not all(SMALLEST <= size <= LARGEST for size in sizes):
            raise CommandError(f"--sizes {text!r}: numbers from {SMALLEST} to {LARGEST} by commas, for example 100,1000.")
        return sorted(set(sizes))

    def _acts(self, text: str) -> list[str]:
        acts = [part for part in text.split(",") if part]
        if unknown := set(acts) - set(ACTS):
            raise CommandError(f"--acts: {', '.join(sorted(unknown))} is none. Choose from {', '.join(ACTS)}.")
        return acts

    def _corpus(self, size: int) -> Place:
        """One of this size; generated if there is none yet."""
        data = Path(settings.DATA_DIR) / "benchmarks" / f"{connection.vendor}-{size}"
        place = Place(size, data, self._database(size, data))
        done = data / "corpus-is-complete"
        if done.exists():
            self._manage(place, "migrate", "--no-input", "--verbosity", "0")
        else:
            self._say(f"{size} editions")
            self._manage(place, "generate_corpus", "--editions", str(size))
            self._manage(place, "collectstatic", "--no-input", "--verbosity", "0")
            done.touch()
        return place

    def _database(self, size: int, data: Path) -> str:
        data.mkdir(parents=True, exist_ok=True)
        if connection.vendor == "sqlite":
            return f"sqlite:///{data / 'db.sqlite3'}"
        name = f"{connection.settings_dict['NAME']}_corpus_{size}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        return _with_name(name)

    def _manage(self, place: Place, *arguments: str) -> None:
        try:
            subprocess.run([sys.executable, sys.argv[0], *arguments], env=place.environment, check=True)
        except subprocess.CalledProcessError as error:
            raise CommandError(f"{arguments[0]} failed; what it said stands above. Its data: {place.data}") from error

    def _table(self, lines: Any) -> None:
        self.stdout.write("")
        for line in lines:
            self.stdout.write(line)
        self.stdout.write("")

    def _say(self, message: str) -> None:
        self.stderr.write(f"· {message} …")


def _with_name(name: str) -> str:
    """DATABASE_URL with the name of another database on the same server."""
    kept = connection.settings_dict
    host = f"{kept['HOST'] or 'localhost'}:{kept['PORT'] or 5432}"
    who = f"{kept['USER']}:{kept['PASSWORD']}@" if kept["PASSWORD"] else f"{kept['USER']}@" if kept["USER"] else ""
    return urlunsplit(urlsplit(f"postgres://{who}{host}/{name}"))
