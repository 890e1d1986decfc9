"""What the site tells robots and those who look for its weak spots: `robots.txt` and `security.txt`."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.models import SiteSettings
from articles.presentation.leaflet import PART

#: RFC 9116, section 2.5.5, asks for less than a year, so that nobody writes to an address that was given up.
_VALID_FOR: Final = timedelta(days=180)
_TEXT: Final = "text/plain; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309. Nobody needs the admin or the results of a search in an index, nor leaflets, which say what their articles
    say and cost a printing each; a demonstration has no place in any."""
    site_settings = SiteSettings.stored(Site.find_for_request(request))
    if site_settings and site_settings.demonstration:
        lines = [
            "# A demonstration: its reviewers are invented and no clinician has read its texts.",
            "# They must not be found by people who look for advice.",
            "User-agent: *",
            "Disallow: /",
        ]
    else:
        closed = ["/admin/", *(f"/{code}/search/" for code, _name in settings.LANGUAGES), f"/*/{PART}/"]
        lines = [
            "# Welcome. All articles may be read by machines, too.",
            "User-agent: *",
            *(f"Disallow: {path}" for path in closed),
            "Allow: /",
            "",
            f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        ]
    return HttpResponse("\n".join([*lines, ""]), content_type=_TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. 404 where the site's owner has named nobody to write to: an invented address would be worse than none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now().astimezone(UTC) + _VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=_TEXT)
