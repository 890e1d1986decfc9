"""Names of states, sections and kinds that the screens of translation use."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from articles.domain.basis import COMPARED, REFERENCES, TITLE
from articles.domain.sections import SectionKey
from articles.domain.signoffs import Severity
from articles.domain.translation_state import State
from articles.models.readiness import section_name
from articles.queries import SIGNED_VOCABULARY
from articles.queries.matrix import ARTICLES

STATE_NAMES = {
    State.MISSING: pgettext_lazy("state of a translation", "Missing"),
    State.NOT_STARTED: pgettext_lazy("state of a translation", "Not started"),
    State.DRAFT: pgettext_lazy("state of a translation", "Draft"),
    State.IN_REVIEW: pgettext_lazy("state of a translation", "In review"),
    State.LIVE: pgettext_lazy("state of a translation", "Live"),
    State.OUTDATED: pgettext_lazy("state of a translation", "Outdated"),
    State.TAKEN_DOWN: pgettext_lazy("state of a translation", "Taken down"),
}


def kind_names() -> dict[str, str]:
    """What rows may be of, in the plural, by the ledger's name of it."""
    vocabulary = {kind: str(model._meta.verbose_name_plural) for kind, model in SIGNED_VOCABULARY.items()}
    return {kind: name[:1].upper() + name[1:] for kind, name in {ARTICLES: _("articles"), **vocabulary}.items()}


def part_name(subject: str, part: str) -> str:
    """What editors call a section of an article or a field of an entry."""
    model = SIGNED_VOCABULARY.get(subject.partition(":")[0])
    if model is not None:
        known = {field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()}
        name = known.get(part, part)
        return name[:1].upper() + name[1:]
    if part == TITLE:
        return _("Title and search texts")
    if part == REFERENCES:
        return section_name(None)
    return section_name(SectionKey(part)) if part in COMPARED else part


def severity_name(severity: Severity) -> str:
    """How grave a change of the source was, in one word."""
    match severity:
        case Severity.SAFETY:
            return pgettext("change of the source", "Safety")
        case Severity.MEANING:
            return pgettext("change of the source", "Meaning")
        case Severity.EDITORIAL:
            return pgettext("change of the source", "Editorial")


WHY_OVERDUE = {
    "request": gettext_lazy("The translation is overdue."),
    "review": gettext_lazy("The next full review is overdue."),
}
