"""Many rows in one column of another query: a list of lists, as JSON. The order is the database's own."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, JSONField


class JsonList(Aggregate):
    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)
