"""What the queue can be narrowed down by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.domain.signoffs import Meaning
from articles.models import ReviewRequest
from articles.models.ledger import MEANING_NAMES
from articles.queries import Queue

OVERDUE = "overdue"
_AGES = [("7", _("More than a week")), ("30", _("More than a month")), (OVERDUE, _("Past the day it is due"))]


class Filters(forms.Form):
    """Filters of a list, all optional. What is wrong is said at its field, and narrows nothing."""

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared as one
        field.choices = choices

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


class QueueFilters(Filters):
    """Filters of the queue."""

    title = forms.CharField(max_length=255, required=False, label=_("Title"))
    language = forms.ChoiceField(required=False, label=_("Language"))
    condition = forms.ChoiceField(required=False, label=_("Condition"))
    waiting_for = forms.ChoiceField(required=False, label=_("Waiting for"))
    age = forms.ChoiceField(required=False, label=_("Waiting since"))
    priority = forms.ChoiceField(required=False, label=_("Priority"))

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anything = [("", pgettext_lazy("filter", "Any"))]
        self._choices("language", [*anything, *settings.LANGUAGES])
        self._choices("condition", [*anything, *conditions])
        self._choices("waiting_for", [*anything, *((meaning.value, name) for meaning, name in MEANING_NAMES.items())])
        self._choices("age", [*anything, *_AGES])
        self._choices("priority", [*anything, *((str(value), name) for value, name in ReviewRequest.Priority.choices)])

    def narrowed(self, requests: QuerySet[ReviewRequest]) -> QuerySet[ReviewRequest]:
        """Those that were asked for, as far as the database can tell. Call after `is_valid`."""
        chosen = self.cleaned_data
        exact = {name: chosen[name] for name in ("language", "condition", "priority") if chosen.get(name)}
        requests = _of_age(requests.filter(**exact), chosen.get("age", ""))
        if title := chosen.get("title", "").casefold():  # SQLite knows small and large letters of English alone
            titles = requests.order_by().values_list("pk", "title")
            requests = requests.filter(pk__in=[pk for pk, called in titles if title in called.casefold()])
        return requests

    @property
    def by_rules(self) -> bool:
        """Whether the database cannot tell everything."""
        return bool(self.cleaned_data.get("waiting_for"))

    def match(self, item: ReviewRequest, queue: Queue) -> bool:
        """Whether a request that the database has found is among those that were asked for."""
        wanted = self.cleaned_data.get("waiting_for")
        return not wanted or Meaning(wanted) in queue.missing(item)


def _of_age(requests: QuerySet[ReviewRequest], age: str) -> QuerySet[ReviewRequest]:
    if age == OVERDUE:
        return requests.filter(due__lt=timezone.localdate())
    return requests.filter(requested_at__lt=timezone.now() - timedelta(days=int(age))) if age else requests
