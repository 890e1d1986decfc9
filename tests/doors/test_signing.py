"""Signing asks once more who one is: for the password always, for the second factor unless it was shown lately."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import LedgerEntry, ReviewRequest, User
from articles.models.signing_words import ReauthenticationError
from articles.services import reauthentication, staff_sessions
from articles.services.reauthentication import Proof
from tests.doors.people import SET_UP, code_of, give_app, give_codes, log_in
from tests.editor.desk.desk import address, complaints, make_signer, screen, sign_form, under_review
from tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real")]


@pytest.fixture
def physician(db: None) -> User:
    return make_signer()


def post(client: Client, request: ReviewRequest, **values: Any) -> Any:
    """Fills the form that is on the screen now."""
    return client.post(address(request), sign_form(screen(client, request), **values))


def signed_by(person: User) -> int:
    return LedgerEntry.objects.filter(signer=person.pk).count()


def asks_for_code(client: Client, request: ReviewRequest) -> bool:
    return screen(client, request).select_one("#sign [name=sign-code]") is not None


def test_signing__soon_after_login_asks_for_the_password_alone(client: Client, physician: User) -> None:
    log_in(client, physician, give_app(physician))
    request = under_review()
    assert not asks_for_code(client, request)
    post(client, request)
    assert signed_by(physician) == 1


def test_signing__later_asks_for_a_code_once_and_then_for_the_password_again(
    client: Client, physician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = give_app(physician)
    log_in(client, physician, secret)
    first, second = under_review(), under_review()
    now = staff_sessions.now()
    monkeypatch.setattr(staff_sessions, "now", lambda: now + 11 * 60)
    assert asks_for_code(client, first)
    for wrong, said in (("", "required"), ("000000", "This code is wrong"), (code_of(secret), "was used before")):
        assert any(said in complaint for complaint in complaints(post(client, first, code=wrong)))
    post(client, first, password="wrong", code=code_of(secret, 1))
    assert signed_by(physician) == 0
    post(client, first, code=code_of(secret, 1))
    assert signed_by(physician) == 1
    assert not asks_for_code(client, second)
    assert "wrong" not in str(complaints(post(client, second)))
    assert signed_by(physician) == 2


def test_signing__takes_a_confirmation_in_another_window_in_the_place_of_a_code(
    client: Client, physician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = give_app(physician)
    codes = give_codes(physician)
    log_in(client, physician, secret)
    request = under_review()
    now = staff_sessions.now()
    monkeypatch.setattr(staff_sessions, "now", lambda: now + 11 * 60)
    form = sign_form(screen(client, request))
    done = client.post(f"{SET_UP}confirm/?next={SET_UP}confirmed/", {"code": codes[0]})
    assert "go on in the other" in client.get(done["Location"]).content.decode()
    client.post(address(request), form)
    assert signed_by(physician) == 1


def test_service__refuses_whoever_shows_too_little(physician: User) -> None:
    """A shell or an API has no other way to a Presence."""

    def refused(proof: Proof) -> str:
        with pytest.raises(ReauthenticationError) as error:
            reauthentication.confirm(physician, proof)
        assert "Nothing was signed" in error.value.messages[0]
        return str(error.value.code)

    now = staff_sessions.now()
    assert refused(Proof(PASSWORD)) == "no_factor"
    secret = give_app(physician)
    assert refused(Proof(PASSWORD)) == "code"
    assert refused(Proof(PASSWORD, proven_at=now - 11 * 60)) == "code"
    assert refused(Proof(PASSWORD, proven_at=now + 60)) == "code"
    assert refused(Proof("wrong", code_of(secret))) == "password"
    assert reauthentication.confirm(physician, Proof(PASSWORD, code_of(secret))).user == physician.pk
    assert refused(Proof(PASSWORD, code_of(secret))) == "code"
    assert reauthentication.confirm(physician, Proof(PASSWORD, proven_at=now - 60)).user == physician.pk
    for _time in range(5):
        assert refused(Proof(PASSWORD, "000000")) == "code"
    assert refused(Proof(PASSWORD, code_of(secret, 1))) == "too_many_attempts"


def test_demonstration__asks_those_with_a_factor_all_the_same(physician: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert reauthentication.confirm(physician, Proof(PASSWORD))
    give_app(physician)
    with pytest.raises(ReauthenticationError):
        reauthentication.confirm(physician, Proof(PASSWORD))
