"""A site of its own, as a process: does the steps that are given as JSON in its arguments, and answers each in a line of JSON."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
django.setup()

from django.apps import apps  # noqa: E402 (only now Django is ready)
from django.conf import settings  # noqa: E402
from django.core.files.storage import storages  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from articles.models import ArticleImage, ArticlePage, LedgerEntry, User  # noqa: E402
from articles.services import signing  # noqa: E402
from articles.services.recovery.copying import _is_copied, fingerprint  # noqa: E402
from articles.services.recovery.files import everything  # noqa: E402
from tests import factories  # noqa: E402
from tests.workflow import people  # noqa: E402

Answer = dict[str, Any]


def prepare() -> Answer:
    """Everything that a site has: signed and withdrawn texts, drafts, pictures, people, and somebody who is logged in."""
    with transaction.atomic():
        page, editor = people.submitted(images=1)
        signers = [people.make_signer() for _n in range(2)]
        signed = people.sign(page, signers[0])
        people.edit(page, editor, tldr="أقل من ثلاثة أقمار — 少于三个月亮.")
        other, _editor = people.submitted()
        withdrawn = people.sign(other, signers[1])
        factories.make_glossary_term()
        factories.translate(page, "ar", live=False)
    signing.withdraw(withdrawn.sequence, by=signers[1], presence=people.present(signers[1]), reason="I misread it.")
    assert ArticleImage.objects.get().renditions.count() == 0
    client = Client()
    client.force_login(editor)
    assert client.get(page.get_url(), headers={"host": "localhost"}).status_code == 200
    assert ArticleImage.objects.get().renditions.count() > 0
    return {"page": page.pk, "signed": signed.sequence, "session": client.cookies["sessionid"].value}


def state() -> Answer:
    """What must be the same after a restoration."""
    tables = {
        model._meta.label: fingerprint(model, "default")
        for model in apps.get_models(include_auto_created=True)
        if _is_copied(model)
    }
    files = {}
    for alias, name in everything():
        with storages[alias].open(name) as file:
            files[f"{alias}/{name}"] = hash_of(file.read())
    pages = {page.pk: page.get_url() for page in ArticlePage.objects.filter(live=True)}
    client = Client(headers={"host": "localhost"})
    html = {pk: hash_of(client.get(url).content) for pk, url in pages.items()}
    found = sorted(page.pk for page in ArticlePage.objects.search("glimmer"))
    return {"tables": tables, "files": files, "pages": html, "found": found, "people": User.objects.count()}


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def work() -> Answer:
    """The site goes on: new rows get new numbers, and the ledger grows and still refuses to be changed."""
    before = LedgerEntry.objects.count()
    people.sign(people.submitted(images=1)[0], people.make_signer())
    refused = 0
    for statement in (
        "UPDATE articles_ledgerentry SET comment = 'never said'",
        "DELETE FROM articles_ledgerentry",
        "TRUNCATE articles_ledgerentry"
        if connection.vendor == "postgresql"
        else "REPLACE INTO articles_ledgerentry SELECT * FROM articles_ledgerentry LIMIT 1",
    ):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError:
            refused += 1
    return {"grown": LedgerEntry.objects.count() - before, "refused": refused}


def command(name: str, *arguments: str) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return {"refused": str(error)}
    except SystemExit as end:
        return {"exit": end.code, "said": out.getvalue()}
    return {"said": out.getvalue(), "warned": err.getvalue()}


def spoil(place: str) -> Answer:
    """Somebody deletes a file, and puts another one there."""
    alias, _slash, name = place.partition("/")
    storages[alias].delete(name)
    storages["default"].save("original_images/of-another-site.png", factories.image_file())
    return {}


STEPS: dict[str, Callable[..., Answer]] = {step.__name__: step for step in (prepare, state, work, command, spoil)}


def main() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    factories._numbers = count(os.getpid() * 1000)
    for step, *arguments in json.loads(sys.argv[1]):
        sys.stdout.write(json.dumps(STEPS[step](*arguments)) + "\n")


if __name__ == "__main__":
    main()
