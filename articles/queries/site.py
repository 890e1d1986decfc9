"""What every page of the readers' site asks of the site itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.models import Page, Site

from articles.domain.signoffs import Policy
from articles.models import ReviewPolicy, SiteSettings
from articles.models.prepared import Prepared

_RULES: Final = [field.name for field in ReviewPolicy._meta.concrete_fields if not field.primary_key]
_KEPT: Final = "_articles_readers_site"


@dataclass(frozen=True, slots=True)
class ReadersSite:
    """`settings` are the default ones where none were ever saved. `home` is the place of the home page in the request's language
    in the tree (`url_path`), live or not; empty where there is none."""

    site: Site | None
    settings: SiteSettings | None
    policy: Policy
    home: str


def readers_site(request: HttpRequest) -> ReadersSite:
    """The site that a request is for, found as Wagtail finds it. One query for each request."""
    kept: ReadersSite | None = getattr(request, _KEPT, None)
    if kept is None:
        host, port = split_domain_port(request._get_raw_host())[0], request.get_port()  # type: ignore[attr-defined]
        found = _sites(host=host, language=get_language() or "")
        kept = _as_it_is(_chosen(found, host, str(port)))
        setattr(request, _KEPT, kept)
        request._wagtail_site = kept.site  # type: ignore[attr-defined] # where Wagtail looks first
    return kept


def _wanted(host: Any, language: Any) -> Any:
    homes = Page.objects.filter(translation_key=OuterRef("root_page__translation_key"), locale__language_code=language)
    policy = ReviewPolicy.objects.order_by("pk").values(rules=JSONObject(**{name: name for name in _RULES}))
    return (
        Site.objects.filter(Q(hostname=host) | Q(is_default_site=True))
        .select_related("sitesettings__default_disclaimer")
        .annotate(home=Subquery(homes.values("url_path")[:1]), rules=Subquery(policy[:1]))
        .order_by("pk")
    )


_sites: Prepared[Any] = Prepared(Site, _wanted)


def _chosen(sites: list[Any], host: str, port: str) -> Any:
    """By Wagtail's rules (`wagtail.models.sites.get_site_for_hostname`): the host with its port; the host, where it is the
    default; the host, where there is one alone; the default."""
    of_host = [site for site in sites if site.hostname == host]
    default = next((site for site in sites if site.is_default_site), None)
    exact = next((site for site in of_host if str(site.port) == port), None)
    if exact is not None:
        return exact
    if default in of_host or len(of_host) != 1:
        return default
    return of_host[0]


def _as_it_is(site: Any) -> ReadersSite:
    rules = ReviewPolicy(**(site.rules if site is not None and site.rules else {}))
    settings = getattr(site, "sitesettings", None) or (SiteSettings(site=site) if site is not None else None)
    return ReadersSite(site, settings, rules.as_rules(), (site.home or "") if site is not None else "")
