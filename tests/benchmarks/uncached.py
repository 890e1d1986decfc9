"""An article's page against the page that Wagtail makes of the same article when nothing is tuned, in one process and in turn.

python -m tests.benchmarks.uncached [ADDRESS …]      on the database that DATA_DIR or DATABASE_URL names

The plain page is what Wagtail's own documentation leads to: its router, `{% include_block %}`, `{% pageurl %}`, a menu,
breadcrumbs, a switch of languages, links and pictures that each ask for themselves. It has the article's words and none of what
this product adds: no review, no glossary, no JSON-LD. `per word` is the ratio between pages of the same length.
"""

from __future__ import annotations

import gc
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import brotli
import django
from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import Http404
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import re_path

ROUNDS, REQUESTS = 7, 20
TEMPLATES = Path(__file__).parent / "templates"
DEMONSTRATION = [f"/{language}/osteoporosis/causes/" for language in ("en", "es", "fr", "de", "ar", "zh-hans")]


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the rounds. `ratio` is of the pairs of each round: how many times as many pages as the plain one."""

    queries: int
    plain_queries: int
    milliseconds: float
    plain_milliseconds: float
    ratio: float
    #: What readers are offered to read.
    words: int
    plain_words: int
    #: Compressed with brotli, in bytes.
    weight: int

    @property
    def ratio_by_length(self) -> float:
        """For a plain page with as many words: how many times as many words come in the same time."""
        return self.ratio * self.words / self.plain_words


def plain_view(request: Any, path: str) -> Any:
    """Wagtail's `serve` as it comes, its router included, which our home pages replace."""
    page_model, site_model = (apps.get_model("wagtailcore", name) for name in ("Page", "Site"))
    site = site_model.find_for_request(request)
    home = site.root_page.localized.specific
    page = page_model.route(home, request, [part for part in path.split("/") if part]).page
    for restriction in page.get_view_restrictions():
        if not restriction.accept_request(request):
            raise Http404
    return TemplateResponse(request, "benchmarks/plain.html", {"page": page, "home": home, "request": request})


@contextmanager
def plain_pages() -> Iterator[None]:
    """Serves every page below `/plain/` as a plain one, in the language that its address goes on with."""
    urls = ModuleType("tests.benchmarks.urls")
    urls.__dict__["urlpatterns"] = [
        *i18n_patterns(re_path(r"^plain/(.*)$", plain_view)),
        *import_module(settings.ROOT_URLCONF).urlpatterns,
    ]

    templates = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]
    with override_settings(ROOT_URLCONF=urls, TEMPLATES=templates, ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        engines.__dict__.pop("templates", None)
        yield


def compare(address: str, rounds: int = ROUNDS, requests: int = REQUESTS) -> Measured:
    """Asks for the article and for its plain page in turn. Call it within `plain_pages()`."""
    client = Client()
    language, _slash, rest = address.strip("/").partition("/")

    def ask(where: str) -> Any:
        answer = client.get(where)
        if answer.status_code != 200:
            raise SystemExit(f"{where} answered {answer.status_code}: is this the demonstration's database?")
        return answer

    def queries(where: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(where)
        return len(captured)

    ours, plain = address, f"/{language}/plain/{rest}/"
    bodies = [ask(where).content for where in (ours, plain, ours, plain)][2:]  # the first ones fill Wagtail's caches
    pairs = [(_timed(lambda: ask(ours), requests), _timed(lambda: ask(plain), requests)) for _round in range(rounds)]
    return Measured(
        queries(ours),
        queries(plain),
        statistics.median(own for own, _other in pairs),
        statistics.median(other for _own, other in pairs),
        statistics.median(other / own for own, other in pairs),
        *(words_in(body, language) for body in bodies),
        len(brotli.compress(bodies[0])),
    )


def _timed(action: Callable[[], Any], times: int) -> float:
    """Milliseconds of the processor that one of several takes at the median: others on the machine must not count."""
    took = []
    gc.collect()
    for _number in range(times):
        start = time.process_time()
        action()
        took.append((time.process_time() - start) * 1000)
    return statistics.median(took)


_NO_WORDS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words_in(html: bytes, language: str) -> int:
    """Chinese writes no spaces: its letters count, 1.7 for a word (the usual ratio of translators' offices)."""
    text = _NO_WORDS.sub(" ", html.decode())
    return round(len(re.findall(r"[\u4e00-\u9fff]", text)) / 1.7) if language.startswith("zh") else len(re.findall(r"\w+", text))


def main(addresses: list[str]) -> None:
    with plain_pages():
        sys.stdout.write(
            "address                           SQL  plain     ms  plain  ratio  words  plain  per word  brotli/1,000 words\n"
        )
        for address in addresses or DEMONSTRATION:
            m = compare(address)
            sys.stdout.write(
                f"{address:32} {m.queries:4} {m.plain_queries:6} {m.milliseconds:6.1f} {m.plain_milliseconds:6.1f} {m.ratio:6.2f} "
                f"{m.words:6} {m.plain_words:6} {m.ratio_by_length:9.2f} {m.weight * 1000 / m.words:8.0f}\n"
            )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
    os.environ.setdefault("DEBUG", "0")
    django.setup()
    main(sys.argv[1:])
