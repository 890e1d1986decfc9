"""Where pages stand on the readers' site."""

from __future__ import annotations


def address_of(language: str, url_path: str) -> str:
    """The address of a page by its place in the tree: `/<root>/<home page>/<the rest>`.

    What `Page.get_url` finds out by asking which site the page belongs to, and by reversing its own address under its language.
    Home pages stand directly under the root, one for each language, and pages below them are in their language
    (`articles.services.places`), so that both are the same. The root itself has none.
    """
    _root, home, rest = f"{url_path}/".split("/", 2)
    return f"/{language}/{rest[:-1]}" if home else ""
