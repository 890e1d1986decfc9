"""No search box anywhere turns what somebody typed into an error of the server. Run on both databases."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage, GlossaryTerm, RiskFactor
from tests.factories import image, make_article, make_glossary_term, make_risk_factor, make_superuser
from tests.site.hostile import QUERIES

pytestmark = pytest.mark.django_db

ADMIN_BOXES = [
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/articles/",
    "/admin/choose-page/search/",
    "/admin/snippets/articles/riskfactor/",
    "/admin/snippets/articles/glossaryterm/",
    "/admin/snippets/articles/disclaimer/",
    "/admin/snippets/articles/reviewerprofile/",
    "/admin/snippets/choose/articles/riskfactor/results/",
    "/admin/images/",
    "/admin/images/chooser/results/",
    "/admin/users/",
    "/admin/redirects/",
]


@pytest.fixture
def _content() -> None:
    make_article(title="Why do knees glimmer?")
    make_risk_factor("moon")
    make_glossary_term("patella")
    image()


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_backend__reads_any_query(query: str) -> None:
    backend = get_search_backend()
    for model in (Page, ArticlePage, RiskFactor, GlossaryTerm):
        for operator in ("and", "or"):
            list(backend.search(query, model, operator=operator))
        list(backend.autocomplete(query, model))
        backend.search(query, model).count()


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("query", ["glimmer", '"glimmer"', "gli\0 glimmer", 'knees" glimmer', "glimmer*"])
def test_backend__still_finds(query: str) -> None:
    found = [page.title for page in get_search_backend().search(query, ArticlePage, operator="or")]
    assert found == ["Why do knees glimmer?"]


@pytest.mark.usefixtures("_content")
def test_backend__finds_in_every_part_of_an_article() -> None:
    make_article(
        title="Elbows",
        tldr="Marble.",
        genetics_heading="Does stone run in families?",
        research=[{"type": "text", "value": "<p>Quartz.</p>"}],
    )
    for word in ("elbows", "marble", "stone", "quartz"):
        assert [page.title for page in get_search_backend().search(word, ArticlePage)] == ["Elbows"]


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_api__answers_any_search(client: Client, query: str) -> None:
    for extra in ({}, {"search_operator": "or"}, {"type": "articles.ArticlePage"}, {"locale": "en"}):
        response = client.get("/api/v2/pages/", {"search": query, **extra})
        assert response.status_code in (200, 400), extra


@pytest.mark.usefixtures("_content")
def test_api__finds(client: Client) -> None:
    answer = client.get("/api/v2/pages/", {"search": 'glimmer"'}).json()
    assert "Why do knees glimmer?" in [item["title"] for item in answer["items"]]


@pytest.mark.usefixtures("_content")
@pytest.mark.parametrize("box", ADMIN_BOXES)
def test_admin__answers_any_search(client: Client, box: str) -> None:
    client.force_login(make_superuser())
    client.raise_request_exception = False
    answers = {name: client.get(box, {"q": query}).status_code for name, query in QUERIES.items()}
    assert answers == dict.fromkeys(QUERIES, 200)


@pytest.mark.usefixtures("_content")
def test_admin__finds(client: Client) -> None:
    client.force_login(make_superuser())
    for query in ("glimmer", '"glimmer"'):
        assert "Why do knees glimmer?" in client.get("/admin/pages/search/", {"q": query}).content.decode()
