"""What is measured: each act looks up what it needs, and gives a function that does it once and takes it back."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.test import Client
from django.urls import reverse

from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning
from articles.models import ArticlePage, ReviewRequest, User, reviewed_edition
from articles.services import reauthentication, signing
from articles.services.demonstration import demonstration_password
from articles.services.verification import Tally, verify
from osteo_site.wsgi import Utf8Handler
from tests.benchmarks.corpus.texts import word

#: Every act, in the order in which they are measured.
ACTS = (
    "article", "article_es", "search_common", "search_two", "search_rare", "search_misspelt", "sitemap", "queue", "queue_mine",
    "matrix", "publish", "sign", "verify",
)  # fmt: skip
#: Acts that read everything, by their nature: not measured in every round.
WHOLE = ("verify",)
#: A word that is in every article's answer, one that has a letter too few, and their language.
COMMON, TWO, MISSPELT = "bone", "what causes osteoporosis", "osteoprosis"

Work = Callable[[], Any]


class _UndoneError(Exception):
    """Takes a transaction back."""


class Acts:
    def __init__(self) -> None:
        self._application = Utf8Handler()
        self._chance = random.Random(6)
        self._addresses = {code: self._addresses_in(code) for code in ("en", "es")}
        self.editions = ArticlePage.objects.count()
        self._cookies = {name: self._cookie(name) for name in ("editor", "reviewer")}
        self._reviewer = User.objects.get(username="reviewer")
        self._presence = reauthentication.confirm(self._reviewer, reauthentication.Proof(demonstration_password()))

    @staticmethod
    def _addresses_in(language: str) -> list[str]:
        pages = ArticlePage.objects.filter(locale__language_code=language, live=True).order_by("pk")
        return [f"/{language}/{path.split('/', 2)[2]}" for path in pages.values_list("url_path", flat=True)]

    @staticmethod
    def _cookie(name: str) -> str:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())

    # --- Pages ---------------------------------------------------------------------------------------------------------

    def article(self) -> Work:
        return self._get(self._chance.choice(self._addresses["en"]))

    def article_es(self) -> Work:
        return self._get(self._chance.choice(self._addresses["es"] or self._addresses["en"]))

    def search_common(self) -> Work:
        return self._get("/en/search/", q=COMMON)

    def search_two(self) -> Work:
        return self._get("/en/search/", q=TWO)

    def search_rare(self) -> Work:
        return self._get("/en/search/", q=word(self._chance.randrange(len(self._addresses["en"])), "en"))

    def search_misspelt(self) -> Work:
        return self._get("/en/search/", q=MISSPELT)

    def sitemap(self) -> Work:
        return self._get("/sitemap.xml")

    def queue(self) -> Work:
        return self._get(reverse("review_desk:queue"), by="reviewer", tab="all")

    def queue_mine(self) -> Work:
        return self._get(reverse("review_desk:queue"), by="reviewer", tab="mine")

    def matrix(self) -> Work:
        return self._get(reverse("translations:matrix"), by="editor")

    def _get(self, path: str, *, by: str = "", **query: str) -> Work:
        """The whole answer, by Django's own handler: what stands before it (the page cache) is measured by `serving`."""
        environ = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
            "QUERY_STRING": "&".join(f"{name}={quote(value)}" for name, value in query.items()), "HTTP_HOST": "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1",
            **({"HTTP_COOKIE": self._cookies[by]} if by else {}),
        }  # fmt: skip

        def get() -> None:
            answered: list[str] = []

            def start(status: str, _headers: Any, _error: Any = None) -> Any:
                answered.append(status)

            response = self._application({**environ, "wsgi.input": BytesIO()}, start)
            size = sum(len(part) for part in response)
            response.close()  # as a server does
            if not answered[0].startswith("200") or not size:
                raise RuntimeError(f"{path}: {answered[0]}")

        return get

    # --- Acts ----------------------------------------------------------------------------------------------------------

    def publish(self) -> Work:
        """What is signed is published once more: the gate, the rows, the search, the log."""
        pages = ArticlePage.objects.filter(locale__language_code="en", live=True).order_by("pk")
        chosen = pages[self._chance.randrange(pages.count())]
        return _undone(lambda: chosen.live_revision.publish(user=self._reviewer, skip_permission_checks=True))

    def sign(self) -> Work:
        """The last sign-off that a change lacks: it is published with it."""
        waiting = ReviewRequest.objects.filter(outcome="", language="en", page__isnull=False).order_by("pk")
        page = ArticlePage.objects.get(pk=waiting[self._chance.randrange(waiting.count())].page_id)
        digest = reviewed_edition(page.get_latest_revision_as_object()).digest
        questions = {question.value: True for question in QUESTIONS[Meaning.MEDICAL]}
        statement = signing.Statement(Meaning.MEDICAL, checklist=questions)
        return _undone(lambda: signing.sign(page, statement, signer=self._reviewer, presence=self._presence, digest=digest))

    def verify(self) -> Work:
        """Gives how many entries of the ledger were verified, with everything that is public."""

        def whole() -> int:
            tally = Tally()
            if findings := list(verify(tally)):
                raise RuntimeError(str(findings[0]))
            return tally.entries

        return whole


def _undone(act: Work) -> Work:
    def work() -> None:
        try:
            with transaction.atomic():
                act()
                raise _UndoneError
        except _UndoneError:
            pass

    return work
