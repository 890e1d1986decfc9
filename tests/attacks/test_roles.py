"""Forced browsing: everybody asks for every address of the admin, and is let in where the table says so, and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.attacks.walking import ALIKE, Stage, addresses, table


@pytest.fixture
def stage(db: None, caplog: pytest.LogCaptureFixture) -> Iterator[Stage]:
    logging.disable(logging.CRITICAL)  # refusals are what is wanted here
    yield Stage()
    logging.disable(logging.NOTSET)


def test_table__names_every_address_and_no_other() -> None:
    assert sorted(table()) == sorted(addresses())


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address__lets_in_whom_the_table_names(stage: Stage, method: str) -> None:
    faults: list[str] = []
    expected = {address: row.reading if method == "get" else row.posting for address, row in table().items()}
    walked = [address for address in expected if not any(kind in address for kind in ALIKE)]
    found = {address: stage.who_may(address, method, faults) for address in walked}
    assert faults == []
    assert {address: who for address, who in found.items() if who != expected[address]} == {}


def test_kinds_of_vocabulary__have_the_same_rows() -> None:
    """Their screens are made by one class, so one of them is walked for all."""
    rows = table()
    for kind in ALIKE:
        for address, row in rows.items():
            if kind in address:
                assert rows[address.replace(kind, "/glossaryterm/")] == row, address


def test_every_post__without_its_token_is_refused(stage: Stage) -> None:
    """As the person who may most: the token alone stands between another site and what they may do."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["sessionid"] = stage.sessions["A"]
    open_to_post = [address for address, row in table().items() if row.posting]
    let_in = [address for address in open_to_post if client.post(stage.filled(address)).status_code != 403]
    assert let_in == []
