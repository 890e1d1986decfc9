"""The queue: who finds what in it, and who takes or gives a review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.domain.signoffs import Meaning
from articles.models import ReviewRequest, User
from tests.editor.desk.desk import QUEUE, edit_entry, logged_in, make_signer, sign, under_review
from tests.factories import (
    make_condition,
    make_editor,
    make_glossary_term,
    make_reviewer,
    make_superuser,
    make_translator,
    make_user,
)
from tests.site.reader import one, read, soup_of, words

pytestmark = pytest.mark.django_db


def titles(soup: BeautifulSoup) -> list[str]:
    return [words(cell) for cell in soup.select(".desk-table tbody th bdi")]


def listed(client: Client, **parameters: str) -> list[str]:
    response = client.get(QUEUE, {"tab": "all", **parameters})
    assert response.status_code == 200
    return titles(soup_of(response))


def update(request: ReviewRequest, **values: Any) -> ReviewRequest:
    ReviewRequest.objects.filter(pk=request.pk).update(**values)
    return request


# --- Who sees it -----------------------------------------------------------------------------------------------------

PEOPLE = {"editor": make_editor, "translator": make_translator, "reviewer": make_reviewer, "superuser": make_superuser}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("place", ["", "messages/", "?tab=mine", "?tab=languages", "?tab=nothing", "?p=9999", "?p=x"])
def test_desk__opens_for_those_who_work_with_reviews(client: Client, who: str, place: str) -> None:
    logged_in(client, PEOPLE[who]())
    assert client.get(QUEUE + place).status_code == 200


ADDRESSES = [
    "",
    "messages/",
    "text/1/",
    "text/1/preview/",
    "history/article:x/en/",
    "take-down/page/1/",
    "take-down/entry/glossaryterm:x/en/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_desk__answers_403_to_everybody_else(client: Client, address: str) -> None:
    user = make_user()
    user.user_permissions.add(*_access())
    response = logged_in(client, user).get(QUEUE + address)
    assert response.status_code == 403
    assert "Not for your account" in response.content.decode()


def _access() -> Any:
    return Permission.objects.filter(codename="access_admin")


@pytest.mark.parametrize("address", ADDRESSES)
def test_desk__sends_strangers_to_the_login(client: Client, address: str) -> None:
    assert client.get(QUEUE + address).headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("address", ["text/1/claim/", "text/1/release/", "text/1/assign/", "messages/read/", "messages/1/read/"])
def test_acts__are_posted(client: Client, address: str) -> None:
    assert logged_in(client, make_superuser()).get(QUEUE + address).status_code == 405


# --- Tabs and rows ---------------------------------------------------------------------------------------------------


def test_mine__is_what_i_can_sign_or_was_given(client: Client) -> None:
    english, french = under_review(title="English"), under_review("fr", title="French")
    given = under_review("de", title="Given")
    physician = make_signer(Meaning.MEDICAL, languages=["en"])
    update(given, assignee=physician)
    logged_in(client, physician)
    assert set(listed(client, tab="mine")) == {"English", "Given"}
    assert listed(client, tab="languages") == ["English"]
    assert len(listed(client, tab="all")) == 3
    sign(client, english)
    assert listed(client, tab="mine") == ["Given"]
    assert french.outcome == ""


def test_mine__has_none_that_i_wrote_or_signed(client: Client) -> None:
    author = make_signer()
    under_review(by=author)
    assert listed(logged_in(client, author), tab="mine") == []


def test_row__says_what_is_missing_who_submitted_it_and_that_it_is_overdue(client: Client) -> None:
    request = under_review("fr", by=make_editor(first_name="Edda", last_name="Editor"))
    update(request, due=timezone.localdate() - timedelta(days=1), priority=1)
    row = words(one(soup_of(logged_in(client, make_signer()).get(QUEUE)), ".desk-table tbody tr"))
    for part in ("French", "1 medical sign-off", "1 language sign-off", "Edda Editor", "Overdue", "Urgent"):
        assert part in row


def test_vocabulary__waits_in_the_queue_too(client: Client) -> None:
    edit_entry(make_glossary_term("hum", languages=["en"], live=False), by=make_editor(), definition_en="It hums.")
    logged_in(client, make_signer())
    assert listed(client) == ["Term hum [en]"]
    assert "Vocabulary" in words(one(soup_of(client.get(QUEUE)), ".desk-table tbody th"))


def test_queue__without_a_profile_says_why_it_is_empty(client: Client) -> None:
    under_review()
    assert "You have no reviewer profile" in logged_in(client, make_editor()).get(QUEUE).content.decode()


def test_queue__most_urgent_and_longest_waiting_first(client: Client) -> None:
    now = timezone.now()
    update(under_review(title="Late"), requested_at=now)
    update(under_review(title="Early"), requested_at=now - timedelta(days=3))
    update(under_review(title="Urgent"), priority=1)
    assert listed(logged_in(client, make_signer())) == ["Urgent", "Early", "Late"]


def test_queue__in_pages(client: Client) -> None:
    ReviewRequest.objects.bulk_create(
        ReviewRequest(subject=f"article:{n}", language="en", title=f"T{n}", digest="0" * 64) for n in range(60)
    )
    logged_in(client, make_signer())
    pages = [listed(client, p=str(number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert len({title for page in pages for title in page}) == 60
    second = soup_of(client.get(QUEUE, {"tab": "all", "p": "2", "priority": "2"}))
    assert one(second, ".desk-pages [aria-current]").get_text(strip=True).endswith("2")
    assert all("priority=2" in str(link["href"]) for link in second.select(".desk-pages a"))


# --- Filters ---------------------------------------------------------------------------------------------------------


def test_filters__narrow_the_queue(client: Client) -> None:
    condition = make_condition(title="Glimmer")
    wanted = under_review(title="Wanted 100% _sure_", parent=condition)
    update(wanted, requested_at=timezone.now() - timedelta(days=40), priority=1, due=timezone.localdate() - timedelta(days=1))
    under_review("fr", title="Other")
    logged_in(client, make_signer())
    key = str(condition.translation_key)
    for name, value in {
        "title": "100%", "language": "en", "condition": key, "age": "30", "priority": "1",
    }.items():  # fmt: skip
        assert listed(client, **{name: value}) == ["Wanted 100% _sure_"], name
    assert listed(client, age="overdue") == ["Wanted 100% _sure_"]
    assert listed(client, waiting_for="language") == ["Other"]
    assert len(listed(client, waiting_for="medical")) == 2
    assert listed(client, title="Wanted", language="fr") == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"language": "xx"},
        {"condition": "no"},
        {"age": "-1"},
        {"priority": "x"},
        {"waiting_for": "?"},
        {"title": "\x00"},
        {"title": "x" * 300},
    ],
)
def test_filters__what_is_wrong_is_said_at_its_field_and_narrows_nothing(client: Client, parameters: dict[str, str]) -> None:
    under_review()
    soup = soup_of(logged_in(client, make_signer()).get(QUEUE, {"tab": "all", **parameters}))
    assert one(soup, ".desk-filters .desk-field-wrong .errorlist")
    assert len(titles(soup)) == 1
    assert one(soup, ".desk-filters").has_attr("open")


def test_condition_filter__names_conditions_in_the_readers_language(client: Client) -> None:
    condition = make_condition("fr", title="Genou")
    under_review("fr", parent=condition)
    soup = soup_of(logged_in(client, make_signer()).get(QUEUE))
    assert [words(option) for option in soup.select("select[name=condition] option")] == ["Any", "Genou"]


# --- Taking and giving -----------------------------------------------------------------------------------------------


def post(client: Client, name: str, request: ReviewRequest, **data: Any) -> str:
    """What the answer to an act says."""
    response = client.post(reverse(f"review_desk:{name}", args=[request.pk]), data, follow=True)
    assert response.status_code == 200
    request.refresh_from_db()
    return words(one(soup_of(response), ".messages"))


def test_claim__and_give_back(client: Client) -> None:
    request, physician = under_review(), make_signer()
    logged_in(client, physician)
    assert "is yours" in post(client, "claim", request)
    assert request.assignee == physician
    assert "Give back" in words(one(soup_of(client.get(QUEUE)), ".desk-table"))
    post(client, "release", request)
    assert request.assignee is None


def test_claim__of_what_somebody_has_is_refused(client: Client) -> None:
    request, other = under_review(), make_signer(name="Olga")
    post(logged_in(client, other), "claim", request)
    assert "Olga Reader has taken this review already" in post(logged_in(client, make_signer()), "claim", request)
    assert request.assignee == other


@pytest.mark.parametrize("who", PEOPLE)
def test_claim__by_somebody_who_could_sign_nothing_is_refused(client: Client, who: str) -> None:
    request = under_review()
    assert "cannot give any of the missing sign-offs" in post(logged_in(client, PEOPLE[who]()), "claim", request)
    assert request.assignee is None


def test_assign__by_an_editor_to_a_reviewer(client: Client) -> None:
    request, physician = under_review(), make_signer(name="Petra")
    make_signer(Meaning.LANGUAGE, name="Lin")
    logged_in(client, make_editor())
    choices = soup_of(client.get(QUEUE, {"tab": "all"})).select("select[name=assignee] option")
    assert [words(choice) for choice in choices] == ["Petra Reader"]
    assert "Petra Reader has the review" in post(client, "assign", request, assignee=str(physician.pk))
    assert request.assignee == physician
    assert physician.notices.filter(kind="assigned").exists()


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "9" * 30, "٧"])
def test_assign__to_nobody_is_refused(client: Client, value: str) -> None:
    request = under_review()
    assert "Choose who gets the review" in post(logged_in(client, make_editor()), "assign", request, assignee=value)
    assert request.assignee is None


def test_assign__to_somebody_who_could_sign_nothing_is_refused(client: Client) -> None:
    request, other = under_review(), make_reviewer()
    said = post(logged_in(client, make_editor()), "assign", request, assignee=str(other.pk))
    assert "cannot give any of the missing sign-offs" in said
    assert request.assignee is None


@pytest.mark.parametrize("make", [make_reviewer, make_translator])
def test_assign__is_for_those_who_organise(client: Client, make: Any) -> None:
    request, physician = under_review(), make_signer()
    user: User = make()
    update(request, assignee=physician)
    logged_in(client, user)
    for name in ("assign", "release"):
        response = client.post(reverse(f"review_desk:{name}", args=[request.pk]), {"assignee": str(physician.pk)})
        assert response.status_code == 403
    request.refresh_from_db()
    assert request.assignee == physician


def test_acts__lead_back_within_this_site_only(client: Client) -> None:
    request = under_review()
    logged_in(client, make_signer())
    for where, to in {
        "/admin/review-desk/?tab=all": "/admin/review-desk/?tab=all",
        "//evil.example/": QUEUE,
        "https://evil.example/": QUEUE,
    }.items():
        answer = client.post(reverse("review_desk:claim", args=[request.pk]), {"next": where})
        assert answer.headers["Location"] == to


# --- The menu --------------------------------------------------------------------------------------------------------


def menu(client: Client) -> str:
    return one(read(client, QUEUE), "#wagtail-sidebar-props").text


def test_menu__says_how_many_wait_for_me(client: Client) -> None:
    physician = make_signer(Meaning.MEDICAL, languages=["en"])
    under_review()
    under_review("fr")
    update(under_review("de"), assignee=physician)
    assert "Review desk (2)" in menu(logged_in(client, physician))
    assert "Messages (1)" in menu(client)
    assert '"Review desk"' in menu(logged_in(client, make_translator()))
    assert '"Messages"' in menu(client)
