"""The gate: nothing medical goes live unless it is complete and the sign-offs for exactly these words stand.

It stands before every save of a row that is live, whoever saves it and on whatever path: edit view, bulk action, API,
workflow, timetable, revert, copy, import, shell. Superusers are unknown here. What SQL can still do behind its back
(`QuerySet.update`, `bulk_create`, raw SQL), `manage.py verify_signoffs` finds.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from wagtail.models import Page

from articles import queries
from articles.domain.basis import edition_of_section, is_prepared_ahead
from articles.domain.grace import needs_no_grace
from articles.domain.signoffs import Policy
from articles.models import ArticlePage, Reviewed, ReviewPolicy, reviewed_edition
from articles.models.readiness import IncompleteEditionError
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.signing_words import GateError, describe_missing_signatures

from .saved_columns import touches_no_content, with_columns

#: What stands in the way: parts that are missing, or sign-offs.
Refusal = IncompleteEditionError | GateError


def guard_page(page: Page, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a page. Raises IncompleteEditionError or GateError if it may not be live as it stands."""
    if touches_no_content(update_fields):
        return
    edition = _edition(page, update_fields)
    if edition is None:
        return
    _refuse_alias(edition)
    if edition.live:
        guard_edition(edition)


def guard_edition(edition: ArticlePage) -> None:
    """Raises IncompleteEditionError or GateError unless the edition may be public exactly as this object holds it.

    At most three queries: the policy, the ledger, and the pictures where there are any. More only where the edition lacks
    what it had when it went live, or the policy asks for more than it did then: what readers see already may be moved.
    """
    reviewed, policy = reviewed_edition(edition), ReviewPolicy.in_force()
    parts = edition.missing_parts()
    if parts and not _is_public_now(edition, reviewed):
        raise IncompleteEditionError(edition.title, parts)
    if (why := why_to_wait_for_source(edition, policy)) and not _is_public_now(edition, reviewed):
        raise GateError(edition.title, [why], reason="source")
    record = queries.record((reviewed.subject, reviewed.language))
    missing = queries.missing_for(reviewed, record, policy)
    if not missing or (queries.may_stay_public(reviewed, record) and _is_public_now(edition, reviewed)):
        return
    raise GateError(edition.title, describe_missing_signatures(missing))


def guard_deletion(edition: ArticlePage) -> None:
    """Called before every deletion of an edition. Raises GateError for one that readers have: whoever takes it from them says
    why, on the review desk, and the ledger and the public history keep it. What was taken down may be deleted."""
    if ArticlePage.objects.filter(pk=edition.pk, live=True, alias_of=None).exists():
        sentence = _("Readers have “%(title)s”. Take it down first, with a reason; then it can be deleted.")
        raise GateError(edition.title, [sentence % {"title": edition.title}], reason="take_down_with_reason")


def why_to_wait_for_source(edition: ArticlePage, policy: Policy) -> str:
    """Why a translation cannot go to readers before its source, or before it follows it; empty if nothing is in the way.

    One that was prepared ahead waits until readers have had the source, and its words are those that were signed. Where the
    policy takes down what lacks a change for safety, nothing goes up that lacks one. One query for such a translation or under
    such a policy, else none.
    """
    if edition.locale.language_code == SOURCE_LANGUAGE or not (is_prepared_ahead(edition.basis) or policy.safety_takes_down):
        return ""
    source = queries.source_of(edition)
    if is_prepared_ahead(edition.basis):
        if source.live is None:
            return _("It was prepared ahead of its source, which is not public yet. It can be published after that.")
        if any(edition_of_section(name, made, source.editions) is None for name, made in edition.basis.items()):
            return _("It was prepared from a draft that was signed with other words. Bring it up to date with the source first.")
    if policy.safety_takes_down and needs_no_grace(source.behind(source.basis_of(edition))):
        return _("The source was changed for safety since. Bring the translation up to date first.")
    return ""


def refusal_of(edition: ArticlePage) -> Refusal | None:
    """What the gate would say if this edition went live exactly as this object holds it; None if it would let it pass."""
    try:
        guard_edition(edition)
    except (IncompleteEditionError, GateError) as refusal:
        return refusal
    return None


def _edition(page: Page, update_fields: Collection[str] | None) -> ArticlePage | None:
    """The edition that the database would hold after this save: only the columns that are saved are the object's own.

    One query more where some columns are saved, or a page through its base class.
    """
    if isinstance(page, ArticlePage) and update_fields is None:
        return page
    if update_fields is None and not (page.live or page.alias_of_id):
        return None
    stored = ArticlePage.objects.select_related("locale").filter(pk=page.pk).first()
    if stored is None or (update_fields is None and _only_its_place_changes(stored, page)):
        return None
    after: ArticlePage = with_columns(stored, page, update_fields)
    return after


def _only_its_place_changes(stored: ArticlePage, page: Page) -> bool:
    """A move saves the row whole, through the base class; the edition may have become incomplete since it went live."""
    changed = [
        field.name for field in Page._meta.concrete_fields if getattr(stored, field.attname) != getattr(page, field.attname)
    ]
    return not page.alias_of_id and touches_no_content(changed)


def _is_public_now(edition: ArticlePage, reviewed: Reviewed) -> bool:
    """Whether readers see exactly these words already. A policy that was raised since takes nothing down."""
    row = ArticlePage.objects.select_related("locale").filter(pk=edition.pk, live=True).first()
    return row is not None and reviewed_edition(row).digest == reviewed.digest


def _refuse_alias(edition: ArticlePage) -> None:
    """An alias is kept in step with another page behind everybody's back, and shows its words in another place or language."""
    if edition.alias_of_id:
        raise GateError(
            edition.title,
            [_("An article cannot be an alias of another. Link to it, or translate it.")],
            reason="alias",
        )
