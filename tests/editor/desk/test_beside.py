"""The review desk's source beside the translation: what changed is marked on both sides."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from tests.editor.desk.desk import address, logged_in, make_signer, submit
from tests.site.reader import read, words
from tests.translating import brought_up_to_date, change, source_and

pytestmark = pytest.mark.django_db


def sections(soup: BeautifulSoup) -> dict[str, tuple[Tag, Tag, bool]]:
    """By name: the source's side, the translation's, and whether the screen warns that nobody brought it up to date."""
    found = {}
    for block in soup.select("#source .desk-beside"):
        heading = block.find_previous("h3")
        assert heading is not None
        source, own = block.find_all("div", recursive=False)
        previous = block.find_previous_sibling()
        assert isinstance(previous, Tag)
        found[words(heading)] = (source, own, "desk-outdated" in (previous.get("class") or []))
    return found


def screen(client: Client, page: ArticlePage) -> dict[str, tuple[Tag, Tag, bool]]:
    logged_in(client, make_signer())
    return sections(read(client, address(submit(page))))


def test_change__is_marked_in_the_source_and_in_the_translation(client: Client) -> None:
    source, edition = source_and("es", tldr="About 70 knees.")
    change(source, Severity.SAFETY, tldr="About 700 knees.")
    draft = brought_up_to_date(edition, "tldr")
    draft.tldr = "Unas 700 rodillas."
    draft.save_revision()
    theirs, own, warned = screen(client, edition)["Short answer"]
    assert [words(mark) for mark in theirs.select("del")] == ["removed: 70"]
    assert [words(mark) for mark in theirs.select("ins")] == ["added: 700"]
    assert "Unas" in " ".join(words(mark) for mark in own.select("ins"))
    assert not warned


def test_section__that_nobody_brought_up_to_date_is_named(client: Client) -> None:
    source, edition = source_and("es", tldr="About 70 knees.")
    change(source, Severity.SAFETY, tldr="About 700 knees.", title="Why do they?")
    brought_up_to_date(edition, "tldr")
    shown = screen(client, edition)
    assert {name for name, (_theirs, _own, warned) in shown.items() if warned} == {"Title and search texts"}


def test_section__that_did_not_change_is_shown_as_it_is(client: Client) -> None:
    source, edition = source_and("es")
    change(source, tldr="Other words.")
    brought_up_to_date(edition, "tldr")
    theirs, own, warned = screen(client, edition)["Causes"]
    assert not theirs.select("ins, del")
    assert not own.select("ins, del")
    assert not warned
