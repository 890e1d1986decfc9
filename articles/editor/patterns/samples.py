"""An example for each partial of the readers' site. A partial that another one includes is shown by that one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import around, examples, using
from .examples import Context


@dataclass(frozen=True, slots=True)
class Sample:
    """A partial, what it is drawn from (in the active language), and what must stand around it."""

    partial: str
    context: Callable[[], Context] = dict
    within: str = "{}"


CARDS, EVENTS = '<ul class="cards">{}</ul>', '<ol class="events">{}</ol>'
RESULTS, GLOSSARY = '<ol class="results">{}</ol>', '<dl class="glossary">{}</dl>'
#: Says something even where no leaflet can be printed.
HEADER = '<header class="article-header"><h3>A. Example</h3>{}</header>'
FORM, SENTENCE = '<form class="feedback-form">{}</form>', '<div class="section"><p>{}.</p></div>'

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
    Sample("field", lambda: {"field": using.ExampleForm({})["example"]}),
    Sample("paging", lambda: {"paging": SimpleNamespace(number=2, pages=3, newer=1, older=3)}),
    Sample("review_status", examples.review),
    Sample("outdated", lambda: {"outdated": examples.outdated()}),
    Sample("outdated_section", examples.outdated_section),
    Sample("disclaimer", examples.disclaimer),
    Sample(
        "references",
        lambda: {"references": [SimpleNamespace(number=1, reference=examples.reference(), citations=["example", "example"])]},
    ),
    Sample("history_event", examples.event, EVENTS),
    Sample("history_event", examples.withdrawal, EVENTS),
    Sample("stand_in", lambda: {"stand_in": around.stand_in()}),
    Sample("leaflet_link", within=HEADER),
    Sample("lately", examples.lately),
    Sample("related", examples.related),
    Sample("related_conditions", lambda: {"related": examples.links()}),
    Sample("term", using.term, SENTENCE),
    Sample("term", partial(using.term, again=True), SENTENCE),
    Sample("glossary_entry", using.glossary_entry, GLOSSARY),
    Sample("condition_terms", using.condition_terms),
    Sample("search_form", using.search_form),
    Sample("search_help", using.search_help),
    Sample("search_result", using.search_result, RESULTS),
    Sample("search_paging", using.search_paging),
    Sample("feedback", using.asked),
    Sample("feedback_complaint", using.reported),
    Sample("feedback_section", using.reported, FORM),
    Sample("feedback_form", using.reported, FORM),
    Sample("feedback_notice", using.reported),
    Sample("site_links", lambda: {"links": around.frame(get_language() or "en").information}),
    Sample("listings"),
]
