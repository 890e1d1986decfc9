"""A process that publishes and takes down as the newsroom does, one act a line from its standard input. Each act is answered when
it is committed. Started by `tests.page_cache.freshness`."""

from __future__ import annotations

import json
import os
import sys
from itertools import count
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
settings.DEBUG = False
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
django.setup()

from wagtail.models import Site  # noqa: E402 (only now Django is ready)

from articles.models import ArticlePage, SearchDocument, User  # noqa: E402
from articles.services import reviews, signing  # noqa: E402
from tests import factories  # noqa: E402
from tests.workflow import people  # noqa: E402


def prepare(port: int) -> dict[str, Any]:
    """An article that is public with the words of state 0."""
    Site.objects.update(hostname="127.0.0.1", port=port)
    page, editor = people.submitted(tldr="state-0.")
    signer = people.make_signer()
    people.sign(page, signer)
    return {"page": page.pk, "editor": editor.pk, "signer": signer.pk, "address": page.url}


def publish(page: int, editor: int, signer: int, state: int) -> dict[str, Any]:
    by = User.objects.get(pk=editor)
    edited = people.edit(ArticlePage.objects.get(pk=page), by, tldr=f"state-{state}.")
    reviews.submit(edited, by)
    people.sign(edited, User.objects.get(pk=signer))
    return {"live": ArticlePage.objects.get(pk=page).live}


def take_down(page: int, editor: int) -> dict[str, Any]:
    signing.take_down(ArticlePage.objects.get(pk=page), "en", by=User.objects.get(pk=editor), reason="A test.")
    return {"live": ArticlePage.objects.get(pk=page).live}


def touch() -> dict[str, Any]:
    """A change that sends no signal."""
    return {"changed": SearchDocument.objects.update(digest="")}


ACTS = {act.__name__: act for act in (prepare, publish, take_down, touch)}


def main() -> None:
    factories._numbers = count(os.getpid() * 10_000)  # other processes make people and pages on the same database
    for line in sys.stdin:
        values = json.loads(line)
        sys.stdout.write(json.dumps(ACTS[values.pop("act")](**values)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
