"""Several people at once, in processes of their own: whoever comes first, one outcome that is whole, and a whole chain."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.workflow.processes import Worker, workers

ROUNDS = 4


@pytest.fixture(scope="module")
def pair(own_database: dict[str, str]) -> Iterator[tuple[Worker, Worker]]:
    """Two processes, as two people's requests may be answered by."""
    with workers(own_database, 2) as (first, second):
        yield first, second


def together(first: Worker, second: Worker, acts: tuple[dict[str, Any], dict[str, Any]]) -> list[dict[str, Any]]:
    first.send(**acts[0])
    second.send(**acts[1])
    return [first.receive(), second.receive()]


def test_two_signers_at_once__when_one_is_enough_one_signs_and_the_other_is_told(pair: tuple[Worker, Worker]) -> None:
    first, second = pair
    for _n in range(ROUNDS):
        made = first.ask("prepare")
        acts = [{"act": "sign", "page": made["page"], "digest": made["digest"], "signer": signer} for signer in made["signers"]]
        answers = together(first, second, (acts[0], acts[1]))
        assert sorted(answer.get("error", "signed") for answer in answers) == ["NotUnderReviewError", "signed"]
        after = first.ask("state", page=made["page"])
        assert after["live"]
        assert after["publications"] == len(after["acts"]) == 1
        assert after["requests"] == ["signed"]
        assert after["problems"] == []


def test_two_signers_at_once__when_two_are_needed_both_sign_and_exactly_one_completes(pair: tuple[Worker, Worker]) -> None:
    first, second = pair
    for _n in range(ROUNDS):
        made = first.ask("prepare", required=2)
        acts = [{"act": "sign", "page": made["page"], "digest": made["digest"], "signer": signer} for signer in made["signers"]]
        answers = together(first, second, (acts[0], acts[1]))
        assert sorted(answer["completes"] for answer in answers) == [False, True]
        after = first.ask("state", page=made["page"])
        assert after["live"]
        assert [act[2] for act in after["acts"]] == [False, True]
        assert after["publications"] == 1
        assert after["problems"] == []


def test_one_signer_in_two_windows__signs_once(pair: tuple[Worker, Worker]) -> None:
    first, second = pair
    for _n in range(ROUNDS):
        made = first.ask("prepare", required=2)
        act = {"act": "sign", "page": made["page"], "digest": made["digest"], "signer": made["signers"][0]}
        answers = together(first, second, (act, act))
        assert sorted(answer.get("error", "signed") for answer in answers) == ["MayNotSignError", "signed"]
        after = first.ask("state", page=made["page"])
        assert len(after["acts"]) == 1
        assert not after["live"]
        assert after["problems"] == []


@pytest.mark.parametrize("autosave", [False, True], ids=["a new revision", "autosave in place"])
@pytest.mark.parametrize("live", [False, True], ids=["first publication", "over a live one"])
def test_signature_while_an_edit_is_saved__publishes_what_was_signed_or_refuses(
    pair: tuple[Worker, Worker], live: bool, autosave: bool
) -> None:
    """Whichever comes first. The edit is never lost, never public, and nobody is left waiting for the other for ever."""
    chance = random.Random(7)
    first, second = pair
    for number in range(ROUNDS):
        made = first.ask("prepare", live=live)
        before = first.ask("state", page=made["page"])
        words = f"Words that nobody signed, {number}."
        sign = {"act": "sign", "page": made["page"], "digest": made["digest"], "signer": made["signers"][1]}
        edit = {"act": "edit", "page": made["page"], "editor": made["editor"], "tldr": words, "autosave": autosave}
        waits = {"after": chance.uniform(0, 0.06), "hold": chance.uniform(0, 0.1)}
        signed, _edited = together(first, second, ({**sign, "after": chance.uniform(0, 0.06)}, {**edit, **waits}))
        after = first.ask("state", page=made["page"])
        assert after["draft"] == words
        assert after["problems"] == []
        if "refused" in signed:
            assert signed["error"] == "TextChangedError"
            assert after["acts"] == before["acts"]
            assert (after["live"], after["requests"][-1]) == (live, "")
            assert not live or after["tldr"] == before["tldr"]
        else:
            assert after["live"]
            assert after["tldr"] == (before["draft"])
            assert after["requests"][-1] == "signed"


def test_withdrawal_and_next_signature_at_once__leave_readers_what_is_signed(pair: tuple[Worker, Worker]) -> None:
    first, second = pair
    for _n in range(ROUNDS):
        made = first.ask("prepare", live=True)
        page, signers = made["page"], made["signers"]
        sequence = first.ask("state")["sequences"][-1]
        sign = {"act": "sign", "page": page, "digest": made["digest"], "signer": signers[1]}
        withdraw = {"act": "withdraw", "sequence": sequence, "signer": signers[0]}
        answers = together(first, second, (sign, withdraw))
        assert not any("refused" in answer for answer in answers)
        after = first.ask("state", page=page)
        assert (after["live"], after["tldr"]) == (True, "The next version.")
        assert after["problems"] == []


def test_append__from_several_processes_makes_one_chain(pair: tuple[Worker, Worker]) -> None:
    before = pair[0].ask("state")["sequences"]
    for number, worker in enumerate(pair):
        worker.send("append", name=f"knee-{number}", number=15)
    for worker in pair:
        worker.receive()
    after = pair[0].ask("state")
    assert after["sequences"] == list(range(1, len(before) + 31))
    assert after["problems"] == []
