"""The way of staff to an original, which has no address of its own: a download for those who choose pictures."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from articles.models import ArticleImage


@never_cache
@require_safe
def original(request: HttpRequest, name: str) -> FileResponse:
    image = get_object_or_404(ArticleImage, file=name)
    if not policy_registry.get_by_type(ArticleImage).user_has_any_permission_for_instance(
        request.user, ["add", "change", "delete", "choose"], image
    ):
        raise PermissionDenied
    try:
        file = image.file.storage.open(name)
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=image.filename)


def original_urls() -> list[URLPattern]:
    """What Wagtail's `register_admin_urls` asks for."""
    return [re_path(r"^originals/(?P<name>original_images/[A-Za-z0-9._-]+)$", original, name="original_picture")]
