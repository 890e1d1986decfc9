"""A translation of an entry on the desk: the source beside it, and what its translators declared."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import ReviewRequest
from tests.editor.desk.desk import address, logged_in, make_signer, screen
from tests.factories import make_translator
from tests.site.reader import one, queries_of, read, words
from tests.workflow.entries import confirm, edit, sign, translated_factor

pytestmark = pytest.mark.django_db


def spanish_request() -> ReviewRequest:
    return ReviewRequest.objects.get(language="es", outcome="")


def part(client: Client, name: str) -> Any:
    return one(screen(client, spanish_request()), f"#{name}")


def test_screen__says_that_nothing_needs_to_change_and_why_and_who_says_so(client: Client) -> None:
    factor = translated_factor()
    edit(factor, explanation_en="It shines by day.")
    sign(factor, "en")
    logged_in(client, make_signer())
    confirm(factor, "es", "“Brilla” <b>holds</b>.", by=make_translator(["es"], first_name="Tina", last_name="Tongue"))
    source = words(part(client, "source"))
    assert "Explanation : the source changed, and nothing needs to change here. Reason: “Brilla” <b>holds</b>." in source
    assert "Tina Tongue" in source
    assert "day" in [words(mark).removeprefix("added: ").strip(" .") for mark in part(client, "source").select("ins")][-1]
    assert "Name : the source" not in source  # its source is the same as at the last review
    read(client, address(spanish_request()))
    confirmed = len(queries_of(lambda: read(client, address(spanish_request()))))
    edit(factor, explanation_es="Brilla de día.")
    source = words(part(client, "source"))
    assert "nothing needs to change" not in source
    read(client, address(spanish_request()))
    assert len(queries_of(lambda: read(client, address(spanish_request())))) == confirmed


def test_screen__of_words_prepared_ahead_shows_the_source_that_they_were_prepared_from(client: Client) -> None:
    factor = translated_factor()
    logged_in(client, make_signer())
    edit(factor, explanation_en="It shines by day.", explanation_es="Brilla de día.")
    source = words(part(client, "source"))
    assert "added: by" in source
    assert "not public yet" in source
    assert "basis" not in words(part(client, "changes")).casefold()
