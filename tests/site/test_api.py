"""The API: live pages as readers see them, for reading only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import ArticlePage
from tests.factories import (
    alias_behind_the_gate,
    make_article,
    make_condition,
    make_private,
    make_superuser,
    translate_to_all,
)
from tests.reviewing import at, make_signed_article, reviewer

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


def get(client: Client, address: str = PAGES, status: int = 200, **query: Any) -> dict[str, Any]:
    response = client.get(address, query)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    answer: dict[str, Any] = response.json()
    return answer


def numbers(answer: dict[str, Any]) -> set[int]:
    return {item["id"] for item in answer["items"]}


def draft(article: ArticlePage) -> None:
    article.unpublish()


def private(article: ArticlePage) -> None:
    make_private(article)


def under_a_private_condition(article: ArticlePage) -> None:
    make_private(article.get_parent())


@pytest.mark.parametrize("spoil", [draft, private, under_a_private_condition])
def test_pages__without_what_readers_cannot_open(client: Client, spoil: Callable[[ArticlePage], None]) -> None:
    kept, spoiled = make_article(), make_article()
    spoil(spoiled)
    listed = numbers(get(client, type="articles.ArticlePage"))
    assert listed == {kept.pk}
    assert client.get(f"{PAGES}{spoiled.pk}/").status_code == 404


def test_pages__without_what_readers_cannot_open_for_a_superuser_either(client: Client) -> None:
    """An answer that depended on who asks could not be kept between the API and its users."""
    hidden = make_article(live=False)
    client.force_login(make_superuser())
    assert hidden.pk not in numbers(get(client))


def test_pages__without_aliases(client: Client) -> None:
    article = make_article()
    alias = alias_behind_the_gate(article, "fr")
    assert alias.pk not in numbers(get(client))
    assert numbers(get(client, type="articles.ArticlePage", search="knees")) == {article.pk}
    assert client.get(f"{PAGES}{alias.pk}/").status_code == 404


def test_pages__by_language(client: Client) -> None:
    editions = translate_to_all(make_article())
    assert numbers(get(client, type="articles.ArticlePage", locale="ar")) == {editions["ar"].pk}
    assert len(numbers(get(client, type="articles.ArticlePage"))) == len(editions)


def test_article__has_every_part(client: Client) -> None:
    article = make_article("de", citations=2)
    answer = get(client, f"{PAGES}{article.pk}/")
    assert (answer["title"], answer["tldr"], answer["meta"]["locale"]) == (article.title, article.tldr, "de")
    for section in ("causes", "genetics", "risk_factors", "research"):
        assert answer[section][0]["type"] == "text"
    assert [entry["value"]["key"] for entry in answer["references"]] == ["ref-1", "ref-2"]
    headings = {
        "tldr_heading",
        "causes_heading",
        "genetics_heading",
        "risk_factors_heading",
        "research_heading",
        "disclaimer_heading",
    }
    assert headings <= set(answer)


def test_article__says_who_reviewed_it_and_when(client: Client) -> None:
    with at(2024, 2, 29):
        article = make_signed_article("de", signed={"medical": reviewer("ada"), "language": reviewer("bea")})
    assert get(client, f"{PAGES}{article.pk}/")["reviewed"] == {
        "last_reviewed": "2024-02-29",
        "next_review_due": "2026-02-28",
        "reviewers": [
            {"name": "Name of bea", "credentials": "Degree of bea", "meaning": "language"},
            {"name": "Name of ada", "credentials": "Degree of ada", "meaning": "medical"},
        ],
    }


def test_article__says_nothing_of_a_review_where_none_of_its_words_stands(client: Client) -> None:
    article = make_article()
    ArticlePage.objects.filter(pk=article.pk).update(tldr="Nobody signed this.")
    assert get(client, f"{PAGES}{article.pk}/")["reviewed"] is None


@pytest.mark.parametrize("query", [{"fields": "reviewed"}, {"reviewed": "x"}, {"order": "reviewed"}], ids=str)
def test_reviewed__is_no_field_of_a_listing(client: Client, query: dict[str, str]) -> None:
    """Where each row would cost queries of its own."""
    make_article()
    assert client.get(PAGES, {"type": "articles.ArticlePage", **query}).status_code == 400


def test_reviewed__is_no_field_of_other_pages(client: Client) -> None:
    assert "reviewed" not in get(client, f"{PAGES}{make_condition().pk}/")


def test_condition__has_its_names_and_codes(client: Client) -> None:
    code = {"system": "icd-10", "code": "M81", "display_name": "Made-up name"}
    condition = make_condition(also_known_as="Stony elbow\nCold elbow", codes=[code])
    answer = get(client, f"{PAGES}{condition.pk}/")
    assert answer["names"] == ["Stony elbow", "Cold elbow"]
    assert [{name: entry[name] for name in code} for entry in answer["codes"]] == [code]


def test_article__tells_nothing_about_people(client: Client) -> None:
    article = make_article()
    article.owner = make_superuser(username="a-secret-name")
    article.save()
    response = client.get(f"{PAGES}{article.pk}/", {"fields": "*"})
    assert response.status_code == 200
    assert "a-secret-name" not in response.content.decode()


@pytest.mark.parametrize("logged_in", [False, True], ids=["anonymous", "superuser"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_api__is_only_read(client: Client, method: str, logged_in: bool) -> None:
    article = make_article()
    if logged_in:
        client.force_login(make_superuser())
    for address in (PAGES, f"{PAGES}{article.pk}/"):
        response = getattr(client, method)(
            address, {"title": "Changed", "meta": {"action": "publish"}}, content_type="application/json"
        )
        assert response.status_code in (403, 405)
    article.refresh_from_db()
    assert (article.title == "Changed", article.live) == (False, True)


@pytest.mark.parametrize(
    "address", ["/api/v2/pages/999999/", "/api/v2/images/", "/api/v2/documents/", "/api/v2/users/", "/api/v3/pages/", "/api/"]
)
def test_api__what_is_not_there_is_not_found(client: Client, address: str) -> None:
    """Rather than a way to a page in some language, which a program would follow."""
    assert client.get(address).status_code == 404


def test_api__answers_programs_in_json_when_there_is_nothing(client: Client) -> None:
    assert get(client, f"{PAGES}999999/", status=404)
