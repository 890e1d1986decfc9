"""What the partials of an article are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.presentation.languages import language_label

Context = Mapping[str, Any]


def _signer() -> SimpleNamespace:
    return SimpleNamespace(name="A. Example", credentials=_("Invented for the demonstration"), address="#example")


def review() -> Context:
    today = timezone.localdate()
    view = SimpleNamespace(
        reviewers=[_signer()], translation_checkers=[_signer()], last_reviewed=today, due=today, overdue=True, updated=today,
        history_address="#example",
    )  # fmt: skip
    return {"article": SimpleNamespace(review=view, published=today, updated=None)}


def lately() -> Context:
    now = timezone.now()
    events = [
        SimpleNamespace(kind="correction", at=now, severity=_("Correction"), anchor="example"),
        SimpleNamespace(kind="first", at=now, severity="", anchor="example"),
    ]
    return {"article": SimpleNamespace(lately=events, review=SimpleNamespace(history_address="#example"))}


def related() -> Context:
    return {"related": SimpleNamespace(articles=links(), conditions=links())}


def links() -> list[SimpleNamespace]:
    return [SimpleNamespace(title=title, address="#example") for title in (_("Causes"), _("Genetics"))]


def outdated() -> SimpleNamespace:
    source = SimpleNamespace(language=language_label("en"), address="#example", title="What causes osteoporosis?")
    sections = [SimpleNamespace(name=_("Causes"), anchor="example"), SimpleNamespace(name=_("Genetics"), anchor="")]
    return SimpleNamespace(safety=True, sections=sections, source=source, language=source.language.endonym)


def outdated_section() -> Context:
    here = {"section": SimpleNamespace(anchor="example"), "article": SimpleNamespace(tldr_anchor="example")}
    return {"outdated": outdated(), **here}


def event() -> Context:
    now = timezone.now()
    signed = SimpleNamespace(meaning=_("Medical"), signer=_signer(), scope=_("Full review"), at=now, comment=_("Health answers"))
    pieces = [SimpleNamespace(text=_("Short answer"), bold=True, italic=False, note="")]
    runs = [SimpleNamespace(change=change, pieces=pieces) for change in ("same", "added", "removed")]
    changes = [SimpleNamespace(name=_("Causes"), blocks=[SimpleNamespace(label=_("Text"), runs=runs)])]
    view = SimpleNamespace(
        kind="review", anchor="example", at=now, first=False, full=True, stands=False, correction=True, same_text=False,
        severity=_("Correction"), sign_offs=[signed], changes=changes,
    )  # fmt: skip
    return {"event": view}


def withdrawal() -> Context:
    now = timezone.now()
    view = SimpleNamespace(
        kind="withdrawal", anchor="example-withdrawn", at=now, signer=_signer(), meaning=_("Medical"), signed_at=now,
        reason=_("Health answers"),
    )  # fmt: skip
    return {"event": view}


def reference() -> SimpleNamespace:
    return SimpleNamespace(
        author_names="A. Example", title="An example", source="Example", year=2026, address="#example", doi="", pmid="",
        url="https://example.org/",
    )  # fmt: skip


def disclaimer() -> Context:
    view = SimpleNamespace(
        anchor="example-disclaimer",
        heading=_("Questions and answers"),
        title="",
        paragraphs=[_("This is demonstration content.")],
        newer="",
    )
    return {"disclaimer": view}
