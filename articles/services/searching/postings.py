"""Writing postings: an article has some hundred of them, and an object for each costs more than all else that a publication
does."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from articles.models import SearchPosting

#: A word with its language, what it counts, and the document's key.
Posting = tuple[str, int, int]


def write_postings(postings: Sequence[Posting]) -> None:
    """New postings of documents that have none yet. One statement. In the order of their keys, so that pages of the index that
    stand together are written together."""
    if not postings:
        return
    table = connection.ops.quote_name(SearchPosting._meta.db_table)
    ordered = sorted(postings)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*ordered, strict=True)]
            values = "SELECT * FROM unnest(%s::text[], %s::int[], %s::bigint[])"
            cursor.execute(f"INSERT INTO {table} (word, impact, document_id) {values}", columns)
        else:
            statement = f"INSERT INTO {table} (word, impact, document_id) VALUES (%s, %s, %s)"  # noqa: S608 - our own names
            cursor.executemany(statement, ordered)
