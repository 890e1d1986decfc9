"""An example for each partial of the readers' site. A partial that another one includes is shown by that one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.presentation.languages import language_label

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A partial, what it is drawn from (in the active language), and what must stand around it."""

    partial: str
    context: Callable[[], Context] = dict
    within: str = "{}"


class ExampleForm(forms.Form):
    """A field with its label, its help and an error."""

    example = forms.CharField(
        label=gettext_lazy("Reason:"), help_text=gettext_lazy("There are no answers in this language yet."), widget=forms.Textarea
    )


def frame(language: str) -> SimpleNamespace:
    """What partials ask the frame of a page for."""
    labels = [language_label(code) for code, _name in settings.LANGUAGES]
    alternates = [
        SimpleNamespace(
            language=label, address=f"/{label.code}/", title=_("Health answers"), current=label.code == language, status="current"
        )
        for label in labels
    ]
    return SimpleNamespace(
        language=language_label(language),
        alternates=alternates,
        switch=alternates,
        home_address=f"/{language}/",
        demonstration=True,
    )


def _signer() -> SimpleNamespace:
    return SimpleNamespace(name="A. Example", credentials=_("Invented for the demonstration"), address="#example")


def _review() -> Context:
    today = timezone.localdate()
    review = SimpleNamespace(
        reviewers=[_signer()], translation_checkers=[_signer()], last_reviewed=today, due=today, overdue=True, updated=today,
        history_address="#example",
    )  # fmt: skip
    return {"article": SimpleNamespace(review=review, published=today, updated=None)}


def _outdated() -> SimpleNamespace:
    source = SimpleNamespace(language=language_label("en"), address="#example", title="What causes osteoporosis?")
    sections = [SimpleNamespace(name=_("Causes"), anchor="example"), SimpleNamespace(name=_("Genetics"), anchor="")]
    return SimpleNamespace(safety=True, sections=sections, source=source, language=source.language.endonym)


def _outdated_section() -> Context:
    here = {"section": SimpleNamespace(anchor="example"), "article": SimpleNamespace(tldr_anchor="example")}
    return {"outdated": _outdated(), **here}


def _event() -> Context:
    now = timezone.now()
    signed = SimpleNamespace(meaning=_("Medical"), signer=_signer(), scope=_("Full review"), at=now, comment=_("Health answers"))
    pieces = [SimpleNamespace(text=_("Short answer"), bold=True, italic=False, note="")]
    runs = [SimpleNamespace(change=change, pieces=pieces) for change in ("same", "added", "removed")]
    changes = [SimpleNamespace(name=_("Causes"), blocks=[SimpleNamespace(label=_("Text"), runs=runs)])]
    event = SimpleNamespace(
        kind="review", anchor="example", at=now, first=False, full=True, stands=False, correction=True, same_text=False,
        severity=_("Correction"), sign_offs=[signed], changes=changes,
    )  # fmt: skip
    return {"event": event}


def _withdrawal() -> Context:
    now = timezone.now()
    event = SimpleNamespace(
        kind="withdrawal", anchor="example-withdrawn", at=now, signer=_signer(), meaning=_("Medical"), signed_at=now,
        reason=_("Health answers"),
    )  # fmt: skip
    return {"event": event}


def _reference() -> SimpleNamespace:
    return SimpleNamespace(
        author_names="A. Example", title="An example", source="Example", year=2026, address="#example", doi="", pmid="",
        url="https://example.org/",
    )  # fmt: skip


def _disclaimer() -> Context:
    disclaimer = SimpleNamespace(
        anchor="example-disclaimer",
        heading=_("Questions and answers"),
        title="",
        paragraphs=[_("This is demonstration content.")],
        newer="",
    )
    return {"disclaimer": disclaimer}


CARDS, EVENTS = '<ul class="cards">{}</ul>', '<ol class="events">{}</ol>'

SAMPLES = [
    Sample("mark"),
    Sample("language_menu"),
    Sample("crumbs", lambda: {"crumbs": [SimpleNamespace(title=_("Health answers"), address="#example")] * 2}),
    Sample("hero", lambda: {"kind": _("Condition"), "title": _("Health answers"), "lead": _("This is demonstration content.")}),
    Sample("button", lambda: {"label": _("Go to the first page"), "address": "#example"}),
    Sample("button", lambda: {"label": _("Go to the first page"), "address": "#example", "quiet": True}),
    Sample("print_button"),
    Sample("tag", lambda: {"label": _("invented person")}),
    Sample(
        "card", lambda: {"title": _("Our reviewers"), "address": "#example", "note": _("This is demonstration content.")}, CARDS
    ),
    Sample(
        "article_card",
        lambda: {"card": SimpleNamespace(title=_("Our reviewers"), address="#example", summary=_("Health answers"))},
        CARDS,
    ),
    Sample("notice", lambda: {"heading": _("Disclaimer"), "text": _("This is demonstration content.")}),
    Sample("notice", lambda: {"text": _("This is demonstration content."), "tone": "good"}),
    Sample("notice", lambda: {"text": _("This is demonstration content."), "tone": "warm"}),
    Sample("notice", lambda: {"text": _("This is demonstration content."), "tone": "alert"}),
    Sample("empty", lambda: {"text": _("There are no answers in this language yet.")}),
    Sample("field", lambda: {"field": ExampleForm({})["example"]}),
    Sample("paging", lambda: {"paging": SimpleNamespace(number=2, pages=3, newer=1, older=3)}),
    Sample("review_status", _review),
    Sample("outdated", lambda: {"outdated": _outdated()}),
    Sample("outdated_section", _outdated_section),
    Sample("disclaimer", _disclaimer),
    Sample(
        "references",
        lambda: {"references": [SimpleNamespace(number=1, reference=_reference(), citations=["example", "example"])]},
    ),
    Sample("history_event", _event, EVENTS),
    Sample("history_event", _withdrawal, EVENTS),
]
