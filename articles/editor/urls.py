"""Addresses of Wagtail's admin that this project answers itself. They come before Wagtail's own in the site's addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.datastructures import MultiValueDictKeyError
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.contrib.redirects.views import process_import

from .doors.urls import urlpatterns as doors
from .refusals import incomplete_form
from .take_down import UnpublishPageView
from .translating.copying import CopyPageView


def not_here(request: HttpRequest, *_args: str) -> NoReturn:
    """For what Wagtail brings and nobody here needs. A door that is not there needs no lock."""
    raise Http404


def whole(view: Callable[..., Any], *names: str, check: Callable[[str], object] = str) -> Callable[..., HttpResponse]:
    """A view of Wagtail's that fails at a post which lacks one of these fields, or holds a value in it that `check` refuses."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            try:
                for name in names:
                    check(request.POST[name])
            except (MultiValueDictKeyError, BadSignature):
                return incomplete_form()
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return never_cache(require_admin_access(checked))


urlpatterns = [
    *doors,
    path("pages/<int:page_id>/unpublish/", never_cache(require_admin_access(UnpublishPageView.as_view()))),
    path("translation/submit/page/<int:page_id>/", never_cache(require_admin_access(CopyPageView.as_view()))),
    path("choose-external-link/", whole(ExternalLinkView.as_view(), "external-link-chooser-url")),
    path("redirects/import/process/", whole(process_import, "input_format", "import_file_name", check=Signer().unsign)),
    # Choosers of the vocabulary make no new entries.
    re_path(r"^snippets/choose/articles/[a-z]+/create/", not_here),
    # Files of any kind, which no article can use and nobody reviews.
    re_path(r"^documents/", not_here),
    re_path(r"^api/main/documents/", not_here),
    # An error on purpose, and pages of others' tests.
    re_path(r"^(failwhale|test404)/", not_here),
    # Makes addresses of pictures in any size; none of those addresses is served.
    re_path(r"^images/[0-9]+/(generate_url|preview)/", not_here),
]
