"""What the partials of search, glossary and feedback are drawn from."""

from __future__ import annotations

from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .examples import Context, links


class ExampleForm(forms.Form):
    """A field with its label, its help and an error."""

    example = forms.CharField(
        label=gettext_lazy("Reason:"), help_text=gettext_lazy("There are no answers in this language yet."), widget=forms.Textarea
    )


def term(*, again: bool = False) -> Context:
    """An explained word. `again` is one that the section has explained before."""
    return {"id": f"term-{int(again)}", "word": _("Causes"), "entry": _entry(), "again": again, "address": "#example"}


def glossary_entry() -> Context:
    return {"entry": _entry(), "uses": links()}


def condition_terms() -> Context:
    return {"terms": [_entry()]}


def _entry() -> SimpleNamespace:
    return SimpleNamespace(
        key="example-word",
        term=_("Causes"),
        pronunciation="kawz",
        others=[_("Genetics")],
        definition=_("This is demonstration content."),
    )


def search_form() -> Context:
    return {"field": "search", "query": "", "labelled": _("Search health answers")}


def search_help() -> Context:
    return {"topics": links(), "contact": "#example"}


def search_paging() -> Context:
    return {"paging": SimpleNamespace(number=2, pages=3, newer=1, older=3), "query": "bones"}


def search_result() -> Context:
    passage = SimpleNamespace(
        anchor="example",
        heading=_("Short answer"),
        pieces=_pieces(_("This is demonstration content.")),
        cut_before=True,
        cut_after=True,
    )
    return {"result": SimpleNamespace(title=_pieces(_("Questions and answers")), address="#example", passages=[passage])}


def pieces() -> Context:
    return {"pieces": _pieces(_("This is demonstration content."))}


def _pieces(text: str) -> list[SimpleNamespace]:
    """Its first half found, as a search marks it."""
    half = len(text) // 2
    return [SimpleNamespace(text=text[:half], is_hit=True), SimpleNamespace(text=text[half:], is_hit=False)]


def asked() -> Context:
    """The question at an article's end."""
    return {"page": SimpleNamespace(live=True, pk=1)}


def reported() -> Context:
    """A form that was sent with an error."""
    places = [
        SimpleNamespace(anchor=anchor, label=label, chosen=False) for anchor, label in (("", _("Text")), ("causes", _("Causes")))
    ]
    view = SimpleNamespace(
        complaint=_("There are no answers in this language yet."),
        errors={"section": _("There are no answers in this language yet.")},
        places=places,
        most=2000,
        token="",
    )
    return {"form": view, "label": _("Text"), "honeypot": "link"}
