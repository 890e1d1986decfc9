"""Comments of reviewers on a section, kept where the editors of the page find them: in Wagtail's own comments."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.models import Comment

from articles import queries
from articles.domain.sections import BODY_SECTIONS, SectionKey
from articles.models import ArticlePage, ReviewRequest, User
from articles.models.signing_words import MayNotSignError, SigningError

from . import reviews, signing

#: The longest comment, in characters.
LONGEST = 4000
#: What can be commented on besides the sections, by the field that the comment stands at.
TITLE, REFERENCES = "title", "references"


@transaction.atomic
def comment(request: ReviewRequest, section: str, text: str, *, by: User) -> Comment:
    """Writes a comment on a section of an edition under review. Raises SigningError, and then nothing was kept.

    `section` is a SectionKey, `title` or `references`. Comments are no part of the text: they change no digest.
    """
    if request.page is None:
        raise SigningError(
            _("Comments are kept with articles only. Request changes instead, and say what is wrong."), code="no_page"
        )
    text = text.strip()
    if not text:
        raise SigningError(_("Write your comment."), code="empty")
    if len(text) > LONGEST:
        raise SigningError(_("Your comment is longer than %(count)d characters.") % {"count": LONGEST}, code="too_long")
    state = reviews.state_of(request)
    person = queries.signer(by)
    if not signing.may_request_changes(state, person):
        raise MayNotSignError(signing.why_may_not_request_changes(state, person))
    draft = request.page.get_latest_revision_as_object()
    written = Comment.objects.create(
        page_id=request.page.pk,
        user=by,
        text=text,
        contentpath=content_path(draft, section),
        revision_created_id=draft.latest_revision_id,
    )
    written.log_create(page_revision=draft.latest_revision, user=by)
    return written


def content_path(page: ArticlePage, section: str) -> str:
    """Where in the editor a comment on this section stands. Raises SigningError for a section that does not exist.

    Wagtail shows a comment beside the field that its path names exactly, so a stream's is that of the first field in it.
    """
    fields = {TITLE: "title", SectionKey.TLDR: "tldr", SectionKey.DISCLAIMER: "disclaimer"}
    if section in fields:
        return fields[section]
    if section == REFERENCES:
        return _first_field(REFERENCES, page.references) or "title"
    if section not in list(BODY_SECTIONS):
        raise SigningError(_("There is no such section."), code="no_section")
    return _first_field(section, getattr(page, section)) or f"{section}_heading"


def _first_field(name: str, stream: Any) -> str | None:
    for child in stream:
        within = _path_within(child.block)
        if within is not None:
            return ".".join([name, child.id, *within])
    return None


def _path_within(block: blocks.Block) -> list[str] | None:
    """The names below a block that lead to its first field; None where it has none that can carry a comment."""
    if isinstance(block, blocks.FieldBlock):
        return []
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(child, blocks.FieldBlock) and not isinstance(child, blocks.ChooserBlock):
                return [name]
    return None
