"""The read-only API: live pages, as readers see them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from articles.domain.signoffs import Severity
from articles.models import ArticlePage
from articles.presentation.frame import frame
from articles.presentation.outdated import OutdatedView, outdated_view
from articles.presentation.review import ReviewFacts, review_facts


class ReviewField(Field):
    """Who reviewed an article, when, and until when, from the ledger; null unless a review of exactly these words stands."""

    def get_attribute(self, instance: Any) -> Any:
        return review_facts(instance)

    def to_representation(self, value: ReviewFacts) -> dict[str, Any]:
        return {
            "last_reviewed": value.last_reviewed,
            "next_review_due": value.next_due,
            "reviewers": [
                {"name": act.signer_name, "credentials": act.signer_credentials, "meaning": act.meaning} for act in value.signed
            ],
        }


class OutdatedField(Field):
    """What of a translation is older than its source, as readers are told; null where it is up to date."""

    def get_attribute(self, instance: Any) -> Any:
        return outdated_view(instance, frame(self.context["request"], instance))

    def to_representation(self, value: OutdatedView) -> dict[str, Any]:
        return {
            "severity": Severity.SAFETY if value.safety else Severity.MEANING,
            "sections": [section.key for section in value.sections],
            "newer": value.source.address if value.source else None,
        }


class ReadersPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's, which answers some parameters that it cannot read with a server error."""

    renderer_classes: ClassVar[list[Any]] = [JSONRenderer]
    #: Not in listings, where each row would cost queries of its own.
    detail_only_fields: ClassVar[list[str]] = [*PagesAPIViewSet.detail_only_fields, "reviewed", "outdated"]

    @classmethod
    def get_body_fields(cls, model: Any) -> Any:
        fields = super().get_body_fields(model)
        if not issubclass(model, ArticlePage):
            return fields
        own = [APIField("reviewed", serializer=ReviewField()), APIField("outdated", serializer=OutdatedField())]
        return [*fields, *own]

    def get_queryset(self) -> Any:
        # By id, which is indexed: a search refuses to be narrowed by a field that is not.
        return super().get_queryset().exclude(pk__in=Page.objects.filter(alias_of__isnull=False).values("pk"))

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, ValueError | ValidationError | OverflowError | RecursionError | DataError | IntegrityError):
            exc = BadRequestError("A parameter has a value that cannot be read.")
        return super().handle_exception(exc)


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", ReadersPagesAPIViewSet)
