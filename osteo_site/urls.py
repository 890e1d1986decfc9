"""Addresses (design: languages under their own prefix, everything else beside them)."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles import feeds, sitemaps
from articles.api import api_router
from articles.views import feedback, finding, glossary, reviewers, robots
from articles.views.languages import redirect_to_language

urlpatterns = [
    path("", redirect_to_language, name="root"),
    path("admin/", include("articles.editor.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api_router.urls),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemaps.sitemap, name="sitemap_part"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("glossary/", glossary.listing, name="glossary"),
        path("a-z/", finding.a_z, name="a_z"),
        path("search/", finding.search, name="search"),
        path("feed/", feeds.of_language, name="feed"),
        path("feed/<slug:condition>/", feeds.of_condition, name="feed_of_condition"),
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
