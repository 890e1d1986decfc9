"""What is no reader's doing keeps nothing, breaks nothing, and is answered with a reason. Run on both databases."""

from __future__ import annotations

import hmac
import logging
import pickle
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.core import signing
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage, HelpfulCount, ReaderReport
from articles.services.feedback import guard
from tests.factories import make_article
from tests.site.feedback.forms import WORDS, address, fill, later, post, send_report, send_vote, token
from tests.site.reader import one, soup_of, words
from tests.site.test_cookies import assert_free_of_cookies

pytestmark = pytest.mark.django_db

Change = Callable[[ArticlePage], dict[str, str]]


def complaint(response: HttpResponse) -> str:
    return words(one(soup_of(response), ".feedback-complaint"))


def nothing_is_kept() -> bool:
    return not ReaderReport.objects.exists() and not HelpfulCount.objects.exists()


# --- Tokens and the trap ---------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[Change, str]] = {
    "no token": (lambda _page: {"token": ""}, "could not tell"),
    "made up": (lambda _page: {"token": "a:b:c"}, "could not tell"),
    "tampered": (lambda page: {"token": token(page)[:-3] + "AAA"}, "could not tell"),
    "signed for something else": (lambda _page: {"token": signing.dumps({"form": "report"})}, "could not tell"),
    "of the other form": (lambda page: {"token": token(page, guard.Form.VOTE)}, "could not tell"),
    "of another article": (lambda _page: {"token": token(make_article())}, "could not tell"),
    "too old": (lambda page: {"token": token(page, age=86_401)}, "open for a long time"),
    "too young": (lambda page: {"token": token(page, age=1)}, "very quick"),
    "from the future": (lambda page: {"token": token(page, age=-60)}, "very quick"),
    "the trap is filled": (lambda _page: {"link": "https://example.org"}, "people do not see"),
}


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG)
def test_report__that_no_person_sent_is_sent_back_with_everything_that_was_typed(
    client: Client, change: Change, reason: str
) -> None:
    page = make_article()
    data = {"token": token(page), "text": WORDS, "section": "causes", "link": ""}
    response = post(client, address(page), {**data, **change(page)})
    assert response.status_code == 400
    assert reason in complaint(response)
    assert nothing_is_kept()
    assert_free_of_cookies(response)
    soup = soup_of(response)
    assert one(soup, "textarea").text.strip() == WORDS
    assert one(soup, "option[selected]")["value"] == "causes"
    assert one(soup, "input[name=link]").get("value", "") == ""


def test_report__sent_too_soon_goes_through_when_it_is_sent_again(client: Client) -> None:
    page = make_article()
    data = fill(client, address(page), text=WORDS)
    assert post(client, address(page), data).status_code == 400
    with later(seconds=4):
        assert post(client, address(page), data).status_code == 303
    assert ReaderReport.objects.count() == 1


def test_token__is_good_for_one_use_and_a_double_click_is_one_report(client: Client) -> None:
    page = make_article()
    data = {"token": token(page), "text": WORDS, "section": ""}
    assert post(client, address(page), data).status_code == 303
    assert post(client, address(page), data).status_code == 303
    other = post(client, address(page), {**data, "text": "Something else."})
    assert other.status_code == 400
    assert "already" in complaint(other)
    assert list(ReaderReport.objects.values_list("text", "times")) == [(WORDS, 1)]
    assert one(soup_of(other), "input[name=token]")["value"] != data["token"]


def test_vote__by_double_click_counts_once(client: Client) -> None:
    page = make_article()
    data = {"token": token(page, guard.Form.VOTE), "answer": "yes", "section": ""}
    for _n in range(2):
        assert post(client, address(page, "helpful"), data).status_code == 303
    assert HelpfulCount.objects.get().yes == 1


# --- Where it comes from ---------------------------------------------------------------------------------------------

ORIGINS: dict[str, tuple[dict[str, str | None], bool]] = {
    "browser of today": ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://testserver"}, True),
    "older browser": ({"HTTP_ORIGIN": "http://testserver"}, True),
    "very old browser": ({"HTTP_REFERER": "http://testserver/en/feedback/1/report/"}, True),
    "another site": ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://evil.example"}, False),
    "another site of the same domain": ({"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://testserver"}, False),
    "another site, older browser": ({"HTTP_ORIGIN": "https://evil.example"}, False),
    "another site that looks like ours": ({"HTTP_ORIGIN": "https://testserver.evil.example"}, False),
    "a frame without an origin": ({"HTTP_ORIGIN": "null"}, False),
    "another page leads here": ({"HTTP_REFERER": "https://evil.example/?http://testserver/"}, False),
    "no address": ({"HTTP_ORIGIN": "http://["}, False),
    "nothing is said": ({}, False),
}


@pytest.mark.parametrize(("headers", "taken"), ORIGINS.values(), ids=ORIGINS)
def test_report__is_taken_from_our_own_pages_only(client: Client, headers: dict[str, str], taken: bool) -> None:
    page = make_article()
    response = client.post(
        address(page),
        f"token={token(page)}&text=Seven+moons.&section=",
        content_type="application/x-www-form-urlencoded",
        **headers,  # type: ignore[arg-type]
    )
    assert response.status_code == (303 if taken else 403)
    assert ReaderReport.objects.exists() is taken
    if not taken:  # what another site wrote is not laid into the reader's hands
        assert "Seven moons" not in response.content.decode()


# --- What is sent ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["tl;dr", "risk_factors", "<script>", "causes\0", "x" * 500])
def test_section__that_does_not_exist(client: Client, section: str) -> None:
    page = make_article()
    for response in (send_report(client, page, section=section), send_vote(client, page, section=section)):
        assert response.status_code == 400
        assert "Choose a part" in complaint(response)
    assert nothing_is_kept()
    assert client.get(address(page), {"section": section, "answer": section}).status_code == 200


@pytest.mark.parametrize("answer", ["", "maybe", "YES\0", "1"])
def test_answer__that_does_not_exist(client: Client, answer: str) -> None:
    assert "Choose “Yes” or “No”" in complaint(send_vote(client, make_article(), answer))
    assert nothing_is_kept()


@pytest.mark.parametrize("text", ["", "   \n\t ", "\0\0", "\u202e\u2066", "?!… – 🦴", "\u0301" * 50])
def test_report__without_words(client: Client, text: str) -> None:
    assert "Write what is wrong" in complaint(send_report(client, make_article(), text))
    assert nothing_is_kept()


@pytest.mark.parametrize("letter", ["k", "ع", "骨"])
def test_report__of_full_length_is_kept_and_one_more_character_is_not(client: Client, letter: str) -> None:
    page = make_article()
    long = send_report(client, page, letter * 1_001)
    assert long.status_code == 400
    assert "1001 characters" in complaint(long)
    assert one(soup_of(long), "#feedback-text[aria-invalid=true]").text.strip() == letter * 1_001
    assert send_report(client, page, letter * 1_000).status_code == 303
    assert ReaderReport.objects.get().text == letter * 1_000


@pytest.mark.parametrize("size", [1_000_000, 3_000_000])
def test_report__far_too_long_is_not_even_read(client: Client, size: int) -> None:
    response = send_report(client, make_article(), "k" * size)
    assert response.status_code == 413
    assert "far too long" in complaint(response)
    assert len(response.content) < 60_000
    assert nothing_is_kept()


def test_report__thousands_of_fields(client: Client) -> None:
    page = make_article()
    assert post(client, address(page), b"&".join(b"x=1" for _n in range(20_000))).status_code == 400


BODIES: dict[str, tuple[bytes, str, set[int]]] = {
    "no UTF-8": (b"text=%ff%fe%c0%af&token=%ff", "application/x-www-form-urlencoded", {400}),
    "raw bytes": (bytes(range(256)) * 20, "application/x-www-form-urlencoded", {400}),
    "another encoding": (b"text=x", "application/x-www-form-urlencoded; charset=utf-16", {400}),
    "multipart": (
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\xfe\r\n--x--',
        "multipart/form-data; boundary=x",
        {415},
    ),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="text"; filename="a.exe"\r\n\r\nMZ\x00\r\n--x--',
        "multipart/form-data; boundary=x",
        {415},
    ),
    "multipart without an end": (b"--x", "multipart/form-data", {415}),
    "JSON": (b'{"text": "x"}', "application/json", {415}),
    "no kind": (b"x", "", {415}),
    "nothing": (b"", "application/x-www-form-urlencoded", {400, 415}),
}


@pytest.mark.parametrize(("body", "kind", "statuses"), BODIES.values(), ids=BODIES)
def test_post__of_something_else(client: Client, body: bytes, kind: str, statuses: set[int]) -> None:
    client.raise_request_exception = False
    page = make_article()
    for form in ("report", "helpful"):
        response = post(client, address(page, form), body, content_type=kind)
        assert response.status_code in statuses
        assert_free_of_cookies(response)
    assert nothing_is_kept()


HOSTILE = {
    "script": "<script>alert(1)</script> seven",
    "image": "<img src=x onerror=alert(1)> seven",
    "end of the field": "</textarea><script>alert(1)</script> seven",
    "template": "{{ 7*7 }}{% debug %} seven",
    "SQL": "'; DROP TABLE articles_readerreport; -- seven",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_report__hostile_words_are_words(client: Client, text: str) -> None:
    page = make_article()
    back = send_report(client, page, text, section="nowhere")
    assert one(soup_of(back), "textarea").text.strip() == text
    assert not soup_of(back).select("main script, main img[onerror]")
    assert send_report(client, page, text).status_code == 303
    assert ReaderReport.objects.get().text == text


def test_report__characters_that_do_mischief_are_not_kept(client: Client) -> None:
    send_report(client, make_article(), "se\0ven\x1b[31m \u202emoons\u2066\u200f \ufffe\ue000ni\u0301ne\r\n\r\n\r\n\r\nend")
    assert ReaderReport.objects.get().text == "seven[31m moons n\u00edne\n\nend"


def test_report__half_characters_are_not_kept(client: Client) -> None:
    page = make_article()
    body = f"token={token(page)}&section=&text=seven{quote_from_bytes(bytes([0xED, 0xA0, 0x80]))}moons".encode()
    assert post(client, address(page), body).status_code == 303
    ReaderReport.objects.get().text.encode()


def test_report__ways_to_reach_its_writer_are_not_kept(client: Client) -> None:
    send_report(client, make_article(), "Write to ada.m@example.org or call +44 20 7946 0958: it was 7 in 1998-2004.")
    assert ReaderReport.objects.get().text == "Write to [@…] or call [☎…]: it was 7 in 1998-2004."


# --- Limits ----------------------------------------------------------------------------------------------------------


def test_limit__holds_for_one_address_and_not_for_another(client: Client) -> None:
    page = make_article()
    most = guard.RULES[guard.Form.REPORT].from_address
    for number in range(most):
        assert send_report(client, page, f"Mistake {number}.", REMOTE_ADDR="203.0.113.7").status_code == 303
    refused = send_report(client, page, "One & more.", REMOTE_ADDR="203.0.113.7")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "One &amp; more." in refused.content.decode()  # nobody has to write it again
    assert_free_of_cookies(refused)
    assert send_report(client, page, "Another reader.", REMOTE_ADDR="203.0.113.8").status_code == 303
    assert send_vote(client, page, REMOTE_ADDR="203.0.113.7").status_code == 303  # votes are counted apart
    with later(hours=1):
        assert send_report(client, page, "An hour later.", REMOTE_ADDR="203.0.113.7").status_code == 303


def test_limit__about_one_article_and_in_all(client: Client) -> None:
    page, other, third = make_article(), make_article(), make_article()
    rules = guard.Rules(youngest=3, oldest=60, from_address=99, about_edition=3, in_all=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(guard.RULES, guard.Form.REPORT, rules)  # type: ignore[misc]
        statuses = [
            send_report(client, where, f"Mistake {n}.", REMOTE_ADDR=f"198.51.100.{n}").status_code
            for n, where in enumerate([page] * 4 + [other] * 3 + [third])
        ]
    assert statuses == [303, 303, 303, 429, 303, 303, 429, 429]


def test_limit__asks_the_database_for_nothing(client: Client) -> None:
    page = make_article()
    address(page)
    for _number in range(guard.RULES[guard.Form.REPORT].from_address):
        guard.admit(guard.Form.REPORT, page.pk, "127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        assert send_report(client, page).status_code == 429
    assert len(queries) == 0


def test_address__of_version_6_counts_by_its_network() -> None:
    assert guard.address_hash("2001:db8:1:2::1") == guard.address_hash("2001:db8:1:2:ffff::9")
    assert guard.address_hash("2001:db8:1:2::1") != guard.address_hash("2001:db8:1:3::1")
    assert guard.address_hash("192.0.2.1") != guard.address_hash("192.0.2.2")


def test_address__is_another_the_next_day() -> None:
    today = guard.address_hash("192.0.2.1")
    with later(days=1):
        assert guard.address_hash("192.0.2.1") != today


def test_address__is_not_told_by_what_the_cache_holds() -> None:
    """Whoever reads the cache has the hashes and the day's random part. The key is made with SECRET_KEY, too."""
    known = guard.address_hash("192.0.2.1")
    cache: Any = caches["feedback"]
    [part] = [pickle.loads(value) for key, value in cache._cache.items() if ":secret:" in key]
    assert not hmac.new(part.encode(), b"192.0.2.1", "sha256").hexdigest().startswith(known)
    with override_settings(SECRET_KEY="another"):
        assert guard.address_hash("192.0.2.1") != known


@pytest.mark.parametrize(("proxies", "known"), [(0, "192.0.2.1"), (1, "203.0.113.9"), (2, "198.51.100.4"), (3, "192.0.2.1")])
def test_address__is_what_our_own_proxies_saw(client: Client, proxies: int, known: str) -> None:
    seen: list[str] = []
    page = make_article()
    with pytest.MonkeyPatch.context() as patch, override_settings(TRUSTED_PROXIES=proxies):
        patch.setattr(guard, "admit", lambda _form, _edition, address: seen.append(address) or 0)
        send_report(client, page, REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.4, 203.0.113.9")
    assert seen == [known]


def test_address__is_in_no_row_no_log_and_no_cache(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    page, secret = make_article(), "203.0.113.77"
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        for response in (
            send_report(client, page, REMOTE_ADDR=secret),
            send_vote(client, page, REMOTE_ADDR=secret),
            send_report(client, page, "", REMOTE_ADDR=secret),
            post(client, address(page), b"x", REMOTE_ADDR=secret, HTTP_SEC_FETCH_SITE="cross-site"),
        ):
            assert secret not in response.content.decode()
    assert secret not in caplog.text
    assert not any(secret in query["sql"] for query in queries.captured_queries)
    cache: Any = caches["feedback"]
    assert cache._cache
    for key, value in cache._cache.items():
        assert secret not in key
        assert secret.encode() not in value
