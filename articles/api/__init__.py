"""The read-only API: live pages, as readers see them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page


class ReadersPagesAPIViewSet(PagesAPIViewSet):
    """Wagtail's, which answers some parameters that it cannot read with a server error."""

    renderer_classes: ClassVar[list[Any]] = [JSONRenderer]

    def get_queryset(self) -> Any:
        # By id, which is indexed: a search refuses to be narrowed by a field that is not.
        return super().get_queryset().exclude(pk__in=Page.objects.filter(alias_of__isnull=False).values("pk"))

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, ValueError | ValidationError | OverflowError | RecursionError | DataError | IntegrityError):
            exc = BadRequestError("A parameter has a value that cannot be read.")
        return super().handle_exception(exc)


api_router = WagtailAPIRouter("api")
api_router.register_endpoint("pages", ReadersPagesAPIViewSet)
