"""A process that is killed in the middle of signing and publishing leaves all of it or nothing, and never half."""

from __future__ import annotations

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


def test_signing__killed_before_any_of_its_statements_leaves_nothing_of_it(own_database: dict[str, str]) -> None:
    """Every statement in turn, so that no moment in between is left to chance."""
    with workers(own_database, 1) as (worker,):
        made = worker.ask("prepare")
        page = made["page"]
        before = worker.ask("state", page=page)
        values = {"page": page, "digest": made["digest"], "signer": made["signers"][0]}
        for at in range(1, 500):
            answer = worker.ask("killed", act_of="sign", values=values, at=at)
            done = nothing_or_all(worker, page, before)
            assert done is not answer["killed"]
            if done:
                break
        assert answer == {"killed": False, "status": 0}
        assert at > 20  # it does take that many
        after = worker.ask("state", page=page)
        assert (after["live"], after["requests"], after["workflows"]) == (True, ["signed"], ["approved"])
        assert after["publications"] == 1


def test_withdrawal__killed_before_any_of_its_statements_leaves_nothing_of_it(own_database: dict[str, str]) -> None:
    with workers(own_database, 1) as (worker,):
        made = worker.ask("prepare")
        page, signer = made["page"], made["signers"][0]
        signed = worker.ask("sign", page=page, digest=made["digest"], signer=signer)
        before = worker.ask("state", page=page)
        for at in range(1, 500):
            answer = worker.ask("killed", act_of="withdraw", values={"sequence": signed["sequence"], "signer": signer}, at=at)
            done = nothing_or_all(worker, page, before)
            assert done is not answer["killed"]
            if done:
                break
        assert at > 10
        assert not worker.ask("state", page=page)["live"]


@pytest.mark.parametrize("live", [False, True], ids=["first publication", "over a live one"])
def test_signing__killed_at_a_random_moment_leaves_all_or_nothing(own_database: dict[str, str], live: bool) -> None:
    """In the middle of a statement, of the commit, or after it."""
    with workers(own_database, 1) as (worker,):
        outcomes = []
        for _n in range(4):
            made = worker.ask("prepare", live=live)
            page, signer = made["page"], made["signers"][1]
            before = worker.ask("state", page=page)
            values = {"page": page, "digest": made["digest"], "signer": signer}
            for _m in range(4):
                worker.ask("killed", act_of="sign", values=values, within=0.25)
                done = nothing_or_all(worker, page, before)
                outcomes.append(done)
                if done:
                    break
            after = worker.ask("state", page=page)
            assert (after["live"], after["tldr"]) == (done or live, before["draft"] if done else before["tldr"])
        assert False in outcomes  # it was killed in time at least once
