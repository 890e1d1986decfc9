"""What the search page shows: an answer from the glossary, conditions, articles by their best passages, other spellings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest

from articles import queries
from articles.domain.search import Passage, Piece, best_passages, marked
from articles.models import SearchDocument

from .paging import Paging, paging

#: The longest query, in characters. What is longer is cut, and the field shows what was looked for.
LONGEST_QUERY: Final = 200
PAGE_SIZE = 10
Kind = SearchDocument.Kind


@dataclass(frozen=True, slots=True)
class Result:
    """An article with the passages that answer best; without a passage's anchor, of the page as a whole."""

    title: tuple[Piece, ...]
    address: str
    passages: list[Passage]


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """What the glossary says to a query that is one of its terms, or another name of one."""

    key: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """`meant` is the query in the spelling that was probably meant; empty where nothing was corrected. `more` says that there are
    more results than are counted. `topics` are the conditions of the site, for readers who found nothing."""

    query: str
    language: str
    terms: list[TermAnswer]
    conditions: list[Link]
    results: list[Result]
    count: int
    more: bool
    meant: str
    topics: list[Link]
    paging: Paging | None

    @property
    def first(self) -> int:
        """The place of the first result on this page among all."""
        return (self.paging.number - 1) * PAGE_SIZE + 1 if self.paging else 1

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.conditions or self.results)


def search_view(request: HttpRequest, language: str) -> SearchView:
    """Seven queries: six for the search, or one for what to offer instead; the sections of the articles that are shown."""
    query = readable_query(request.GET.get("q", ""))
    found = queries.search(query, language)
    articles = [document for document in found.documents if document.kind == Kind.ARTICLE]
    conditions = [document for document in found.documents if document.kind == Kind.CONDITION]
    number = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(number.object_list)
    named = [document for document in found.named if document.kind == Kind.TERM]
    sections = queries.with_sections([*shown, *named])
    nothing = not (articles or conditions or named)
    return SearchView(
        query=query,
        language=language,
        terms=[_term(document, sections[document.pk]) for document in named[:2]],
        conditions=[_link(request, document.page) for document in conditions[:6]],
        results=[_result(request, document, sections[document.pk], found.stems, language) for document in shown],
        count=len(articles),
        more=len(found.documents) >= queries.MOST_RESULTS,
        meant=_meant(query, found),
        topics=[_link(request, page) for page in queries.conditions_of(language)] if nothing else [],
        paging=paging(number) if articles else None,
    )


def readable_query(raw: str) -> str:
    """What somebody typed, without what no text holds: control characters, halves of characters; not longer than the field."""
    kept = "".join(char if char.isprintable() else " " for char in raw[: LONGEST_QUERY * 10])
    return " ".join(kept.split())[:LONGEST_QUERY].strip()


def _result(
    request: HttpRequest, document: SearchDocument, sections: Iterable[list[str]], looked_for: Collection[str], language: str
) -> Result:
    title = document.page.title if document.page else ""
    return Result(
        title=marked(title, looked_for, language),
        address=_address(request, document.page),
        passages=best_passages(sections, looked_for, language),
    )


def _term(document: SearchDocument, sections: list[list[str]]) -> TermAnswer:
    [(_anchor, name, definition)] = sections
    return TermAnswer(document.term.key if document.term else "", name, definition)


def _link(request: HttpRequest, page: Any) -> Link:
    return Link(page.title, _address(request, page))


def _address(request: HttpRequest, page: Any) -> str:
    return page.get_url(request) or ""


def _meant(query: str, found: queries.Found) -> str:
    """The query with each corrected word in its place."""
    meant = query
    for sought in reversed(found.words):
        if sought.corrected:
            meant = f"{meant[: sought.word.start]}{sought.corrected}{meant[sought.word.end :]}"
    return meant if meant != query else ""
