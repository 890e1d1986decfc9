"""Addresses (design: languages under their own prefix, everything else beside them)."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from articles import feeds, sitemaps
from articles.api import api_router
from articles.views import feedback, finding, glossary, ledger_keys, media, pages, reviewers, robots
from articles.views.languages import redirect_to_language

urlpatterns = [
    path("", redirect_to_language, name="root"),
    path("admin/", include("articles.editor.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v2/", api_router.urls),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", robots.security, name="security"),
    path(".well-known/ledger-keys.json", ledger_keys.ledger_keys, name="ledger_keys"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemaps.sitemap, name="sitemap_part"),
    path("media/<path:path>", media.rendition, name="rendition"),
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
        # Wagtail's own login for readers takes a password alone. There is one address to log in at.
        path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailcore_login"),
        # Wagtail's own, with our view in the place of its last one.
        path("", include([url for url in wagtail_urls.urlpatterns if url.name != "wagtail_serve"])),
        re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]

handler404 = "articles.views.errors.not_found"
handler500 = "osteo_site.operations.unavailable.server_error"
