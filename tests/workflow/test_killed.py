"""A process that is killed in the middle of signing and publishing leaves all of it or nothing, and never half."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.workflow.processes import Worker, workers


def nothing_or_all(worker: Worker, page: int, before: dict[str, Any]) -> bool:
    """Whether all of it is there. Whatever is neither all nor nothing fails."""
    after = worker.ask("state", page=page)
    assert after["problems"] == []
    if len(after["acts"]) == len(before["acts"]):
        assert after == before
        return False
    assert len(after["acts"]) == len(before["acts"]) + 1
    return True


def killed_at_many_points(worker: Worker, page: int, act: str, values: dict[str, Any]) -> None:
    """Kills it before its first statement, its last, and some in between; then lets it finish."""
    before = worker.ask("state", page=page)
    number = worker.ask("statements", act_of=act, values=values)["number"]
    assert number > 10
    points = {1, 2, number, *random.Random(number).sample(range(3, number), 7)}
    for at in [*sorted(points), None]:
        answer = worker.ask("killed", act_of=act, values=values, at=at)
        done = nothing_or_all(worker, page, before)
        assert done is not answer["killed"]
        if done:
            return
    raise AssertionError("It was never done.")


@pytest.fixture(scope="module")
def worker(own_database: dict[str, str]) -> Iterator[Worker]:
    with workers(own_database, 1) as (worker,):
        yield worker


@pytest.mark.parametrize("live", [False, True], ids=["first publication", "over a live one"])
def test_signing__killed_before_some_statement_leaves_nothing_of_it(worker: Worker, live: bool) -> None:
    made = worker.ask("prepare", live=live)
    page = made["page"]
    before = worker.ask("state", page=page)
    killed_at_many_points(worker, page, "sign", {"page": page, "digest": made["digest"], "signer": made["signers"][1]})
    after = worker.ask("state", page=page)
    assert (after["live"], after["tldr"]) == (True, before["draft"])
    assert (after["requests"][-1], after["workflows"][-1]) == ("signed", "approved")
    assert after["publications"] == before["publications"] + 1


def test_withdrawal__killed_before_some_statement_leaves_nothing_of_it(worker: Worker) -> None:
    made = worker.ask("prepare")
    page, signer = made["page"], made["signers"][0]
    signed = worker.ask("sign", page=page, digest=made["digest"], signer=signer)
    killed_at_many_points(worker, page, "withdraw", {"sequence": signed["sequence"], "signer": signer})
    assert not worker.ask("state", page=page)["live"]


def test_signing__killed_at_a_random_moment_leaves_all_or_nothing(worker: Worker) -> None:
    """In the middle of a statement, of the commit, or after it."""
    outcomes = []
    for live in (False, True, False):
        made = worker.ask("prepare", live=live)
        page = made["page"]
        before = worker.ask("state", page=page)
        values = {"page": page, "digest": made["digest"], "signer": made["signers"][1]}
        for _n in range(4):
            worker.ask("killed", act_of="sign", values=values, within=0.2)
            outcomes.append(nothing_or_all(worker, page, before))
            if outcomes[-1]:
                break
        after = worker.ask("state", page=page)
        done = outcomes[-1]
        assert (after["live"], after["tldr"]) == (done or live, before["draft"] if done else before["tldr"])
    assert False in outcomes  # it was killed in time at least once
