"""The search backend of the admin and the API: the database's own, given only queries that it can read.

django-modelsearch 1.3 quotes each term for SQLite's FTS5 without doubling the quotation marks in it, and hands NUL to
PostgreSQL, which refuses it; either turns a search box anywhere (admin, API, site) into a server error.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import EmptySearchResults
from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText, SearchQuery

#: Longer queries are cut: each word is a condition more, and Python or the database gives up on thousands.
LONGEST, MOST_WORDS = 400, 30
_UNREADABLE = str.maketrans({'"': " ", "\0": " "})


def readable(query: str | SearchQuery) -> str | SearchQuery:
    """The same query without characters that a database cannot read."""
    match query:
        case str():
            return " ".join(query[:LONGEST].translate(_UNREADABLE).split()[:MOST_WORDS])
        case PlainText():
            return PlainText(readable(query.query_string), query.operator, query.boost)
        case Phrase():
            return Phrase(readable(query.query_string))
        case And() | Or():
            return type(query)([readable(part) for part in query.subqueries])
        case Not():
            return Not(readable(query.subquery))
        case Boost():
            return Boost(readable(query.subquery), query.boost)
        case _:
            return query


class ReadableQueries:
    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        results = super()._search(query_compiler_class, readable(query), model_or_queryset, **kwargs)  # type: ignore[misc]
        if isinstance(results, EmptySearchResults):  # whose model is None, where Wagtail's listings ask for its name
            results.model = getattr(model_or_queryset, "model", model_or_queryset)
        return results


class FixedNorms:
    """An index whose titles' weights are computed when it is rebuilt, not whenever anything is saved.

    modelsearch 1.3 reads the whole table for that, twice for each page that is published, and updates one row of it: a
    publication took the longer the more pages there were. Until the next `update_index` a new title counts as one of average
    length.
    """

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]


@cache
def _backend_class(stock: Any) -> Any:
    index = type(f"Fixed{stock.index_class.__name__}", (FixedNorms, stock.index_class), {})
    return type(f"Readable{stock.__name__}", (ReadableQueries, stock), {"index_class": index})


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - its caller looks for this name
    """The backend for the database in use. Named as `modelsearch.backends.import_backend` expects it."""
    stock = database.SearchBackend(params)
    return _backend_class(type(stock))(params)  # type: ignore[arg-type]  # a class is hashable
