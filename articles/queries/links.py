"""Where addresses that were written by hand lead, on this site."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from articles.domain.parity import LinkTarget
from articles.models import HomePage

from .pages import linked_pages

_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def links_by_hand(addresses: Iterable[str], language: str) -> dict[int | str, LinkTarget]:
    """Those of the addresses that are public pages of this site in another language than this one. Three queries at most.

    Links to a page itself need no such look: they lead readers to the edition in their language by themselves.
    """
    paths = {address: path for address in addresses if (path := _path(address)) and path[0] != language}
    if not paths:
        return {}
    homes = {home.locale.language_code: home.url_path for home in HomePage.objects.select_related("locale")}
    stored = {address: f"{homes[code]}{rest}" for address, (code, rest) in paths.items() if code in homes}
    found = dict(Page.objects.filter(url_path__in=set(stored.values()), live=True).values_list("url_path", "pk"))
    own = linked_pages(found.values(), language) if found else {}
    return {
        address: _target(paths[address][0], address, own[found[path]], language)
        for address, path in stored.items()
        if path in found
    }


def _path(address: str) -> tuple[str, str] | None:
    """The language and the rest of the path of an address of this site. None for any other address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or (parts.hostname and parts.hostname not in _hosts()):
        return None
    code, _slash, rest = unquote(parts.path).lstrip("/").partition("/")
    return (code, f"{rest.rstrip('/')}/" if rest else "") if code in _LANGUAGES and "\x00" not in rest else None


def _hosts() -> set[str]:
    """Wagtail keeps them in its cache."""
    return {urlsplit(root.root_url).hostname or "" for root in Site.get_site_root_paths()}


def _target(code: str, address: str, page: Page, language: str) -> LinkTarget:
    is_own: bool = page.locale.language_code == language and page.is_public
    return LinkTarget(code, address, page.title if is_own else "")
