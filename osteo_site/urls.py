"""Addresses (design: languages under their own prefix, everything else beside them)."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.api import api_router
from articles.views import feedback, reviewers
from articles.views.languages import redirect_to_language

urlpatterns = [
    path("", redirect_to_language, name="root"),
    path("admin/", include("articles.editor.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("reviewers/", reviewers.listing, name="reviewers"),
        path("reviewers/<slug:key>/", reviewers.profile, name="reviewer"),
        path("feedback/<int:pk>/helpful/", feedback.helpful, name="feedback_helpful"),
        path("feedback/<int:pk>/report/", feedback.report, name="feedback"),
        path("feedback/<int:pk>/thanks/<slug:sent>/", feedback.thanks, name="feedback_thanks"),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
