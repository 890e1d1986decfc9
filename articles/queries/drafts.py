"""What somebody has begun and nobody else has yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from articles.models import ReviewRequest, User


def drafts_of(user: User) -> QuerySet[Page]:
    """The pages whose latest draft is this person's and is neither public nor under review, newest first.

    Entries of the vocabulary are none: saved, they wait for review.
    """
    under_review = ReviewRequest.objects.filter(page=OuterRef("pk"), outcome=ReviewRequest.Outcome.OPEN)
    drafts: QuerySet[Page] = Page.objects.filter(
        ~Exists(under_review), latest_revision__user=user, has_unpublished_changes=True, alias_of__isnull=True
    )
    return drafts.select_related("locale").order_by("-latest_revision_created_at", "-pk")
