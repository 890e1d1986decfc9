"""Addresses of Wagtail's admin that this project answers itself. They come before Wagtail's own in the site's addresses."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from .take_down import UnpublishPageView
from .translating.copying import CopyPageView

urlpatterns = [
    path("pages/<int:page_id>/unpublish/", never_cache(require_admin_access(UnpublishPageView.as_view()))),
    path("translation/submit/page/<int:page_id>/", never_cache(require_admin_access(CopyPageView.as_view()))),
]
