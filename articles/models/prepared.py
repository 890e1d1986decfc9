"""Queries whose SQL is worked out once for a process instead of at every page.

Django spends more time on writing the SQL of a query than SQLite does on answering it: about half of the time that a page takes.
What readers' pages always ask is written once with places for its values, which each use fills in. Nothing of the answer
is remembered. Used where every page asks; everywhere else a query set is the simpler thing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections, router
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

T = TypeVar("T")
Reading = Callable[[Any, list[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a value in the parameters of a statement; `index` counts the items of a collection."""

    name: str
    index: int | None


class Given(Expression):
    """A value that is given when the query is asked."""

    def __init__(self, name: str, index: int | None = None, output_field: Any = None) -> None:
        super().__init__(output_field=output_field)
        self.name, self.index = name, index

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [_Slot(self.name, self.index)]


@dataclass(frozen=True, slots=True)
class _Plan:
    sql: str
    parameters: list[Any]
    read: Reading


class Prepared(Generic[T]):
    """Asked by the names of its values. A value that is a collection stands for `IN`; an empty one finds nothing.

    There is one statement for 1, 2, 4, 8, … items: what is left over repeats the first.
    """

    def __init__(self, model: type[Model], make: Callable[..., QuerySet[Any]]) -> None:
        """`model` decides which database is asked. `make` gets a `Given` for each value, for each collection a list of them,
        and gives the query set."""
        self._model, self._make = model, make
        self._plans: dict[Any, _Plan] = {}

    def __call__(self, *shape: Hashable, **values: Any) -> list[T]:
        """`shape` is what else `make` is called with: each has a statement of its own."""
        using = router.db_for_read(self._model)
        connection = connections[using]
        values = {name: _plain(value, connection) for name, value in values.items()}
        sizes = {name: _room_for(len(value)) for name, value in values.items() if isinstance(value, list)}
        key = (using, connection.vendor, *shape, *sizes.items())
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._planned(using, shape, values, sizes)
        parameters = tuple(_filled(parameter, values) for parameter in plan.parameters)
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, parameters)
            rows = cursor.fetchall()
        return plan.read(connection, rows)

    def _planned(self, using: str, shape: tuple[Hashable, ...], values: dict[str, Any], sizes: dict[str, int]) -> _Plan:
        given = {name: [Given(name, i) for i in range(sizes[name])] if name in sizes else Given(name) for name in values}
        queryset = self._make(*shape, **given)
        compiler = queryset.query.get_compiler(using=using)
        sql, parameters = compiler.as_sql()
        return _Plan(sql, list(parameters), _reading(queryset, compiler, using))


def _plain(value: Any, connection: Any) -> Any:
    """As the database takes it; a collection as a list that is never empty."""
    if isinstance(value, Collection) and not isinstance(value, str):
        return [_plain(item, connection) for item in value] or [None]
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value


def _room_for(count: int) -> int:
    return 1 << (count - 1).bit_length()


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    if not isinstance(parameter, _Slot):
        return parameter
    value = values[parameter.name]
    if parameter.index is None:
        return value
    return value[parameter.index] if parameter.index < len(value) else value[0]


def _reading(queryset: QuerySet[Any], compiler: Any, using: str) -> Reading:
    """What makes of the rows what the query set would have made of them."""
    converted = _converting(compiler)
    return _objects(compiler, using, converted) if issubclass(queryset._iterable_class, ModelIterable) else converted


def _converting(compiler: Any) -> Reading:
    converters = compiler.get_converters([column[0] for column in compiler.select])

    def converted(connection: Any, rows: list[Any]) -> list[Any]:
        found = [list(row) for row in rows]
        for row in found:
            for place, (steps, expression) in converters.items():
                for step in steps:
                    row[place] = step(row[place], expression, connection)
        return found

    return converted


def _objects(compiler: Any, using: str, converted: Reading) -> Reading:
    """As Django's `ModelIterable` does."""
    model, own = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    start, end = own[0], own[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    populators = get_related_populators(compiler.klass_info, compiler.select, using)  # type: ignore[call-arg] # Django 6's
    annotations = list(compiler.annotation_col_map.items())

    def made_of(row: Any) -> Any:
        item = model.from_db(using, names, row[start:end])
        for populator in populators:
            populator.populate(row, item)
        for name, place in annotations:
            setattr(item, name, row[place])
        return item

    return lambda connection, rows: [made_of(row) for row in converted(connection, rows)]
