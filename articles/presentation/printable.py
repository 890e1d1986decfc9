"""From a page's HTML to a document that can be printed: pictures that come with it, whole addresses, nothing to press."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from unicodedata import bidirectional
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from articles.models import ArticlePage, picture_keys
from articles.models.images import ArticleRendition
from articles.services.leaflets import Resource

#: The place for the explanations of words, by its id.
WORDS_EXPLAINED: Final = "words-explained"
#: What a printed link may lead to.
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
#: What only a screen can show.
_NOT_ON_PAPER: Final = "script, template, dialog, [popover]"


def printable(html: str, address: str, page: ArticlePage) -> tuple[str, dict[str, Resource]]:
    """The document, whose own address links are relative to, and the page's pictures as it names them. At most one query."""
    soup = BeautifulSoup(html, "html.parser")
    _explain_words(soup)
    for element in soup.select(_NOT_ON_PAPER):
        element.decompose()
    for button in soup("button"):
        button.unwrap()
    for link in soup("a"):
        _make_whole(link, address)
    for group in soup("dl"):
        _make_list(group)
    for element in soup.select('[dir="auto"], bdi:not([dir])'):
        element["dir"] = _direction(element.get_text())
    resources: dict[str, Resource] = {}
    pictures = _drawn_pictures(page) if soup.find("img") else {}
    for image in soup("img"):
        if not str(image.get("src", "")).startswith("leaflet:"):
            _bring_along(image, pictures, resources)
    return str(soup), resources


def _explain_words(soup: BeautifulSoup) -> None:
    """What opens on a screen where a word is pressed becomes a list, each word once, where the document has a place for it."""
    place = soup.find(id=WORDS_EXPLAINED)
    if not isinstance(place, Tag):
        return
    notes = ((note.select_one(".term-name"), note.select_one(".term-definition")) for note in soup.select(".term-note"))
    explained = {name.get_text(" ", strip=True): said for name, said in notes if name and said}
    if not explained:
        place.decompose()
        return
    words = soup.new_tag("dl")
    place.append(words)
    for name, said in explained.items():
        group = soup.new_tag("div")
        words.append(group)
        for kind, text in (("dt", name), ("dd", said.get_text(" ", strip=True))):
            part = soup.new_tag(kind)
            part.string = text
            group.append(part)


def _make_whole(link: Tag, address: str) -> None:
    target = str(link.get("href", ""))
    if target.startswith("#"):
        return
    whole = urljoin(address, target)
    if target and urlsplit(whole).scheme in _SCHEMES:
        link["href"] = whole
    else:
        link.unwrap()


def _make_list(group: Tag) -> None:
    """Names with what is said of them, as a list of them: PDF knows no other, and no groups within one."""
    group.name, group["class"] = "ul", "definitions"
    for item in group.find_all("div", recursive=False):
        item.name = "li"
    for part in group(["dt", "dd"]):
        part.name, part["class"] = "p", "term" if part.name == "dt" else "said"


def _direction(text: str) -> str:
    """What a browser finds for `dir="auto"`, which WeasyPrint 70 does not know: that of the first letter that has one."""
    strong = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return "ltr" if strong == "L" else "rtl"


def _drawn_pictures(page: ArticlePage) -> dict[str, ArticleRendition]:
    """The pictures of an edition in all their sizes, by address. Whoever stores them may sign addresses behind a “?”."""
    keys = picture_keys(page)
    drawn = ArticleRendition.objects.filter(image__in=keys) if keys else ()
    return {_without_query(rendition.url): rendition for rendition in drawn}


def _bring_along(image: Tag, pictures: Mapping[str, ArticleRendition], resources: dict[str, Resource]) -> None:
    """Whatever is not a picture of this edition is not shown. One that tells nothing becomes a background, which readers of
    the document's structure do not meet: PDF/UA knows no picture without words."""
    rendition = pictures.get(_without_query(_largest(image)))
    alternative = str(image.get("alt", "")).strip()
    if image.parent and image.parent.name == "picture":
        image.parent.replace_with(image)
    if rendition is None:
        image.decompose()
        return
    name = f"leaflet:picture-{len(resources)}"
    kind = "image/png" if rendition.file.name.endswith(".png") else "image/jpeg"
    resources[name] = Resource(kind, partial(_read, rendition))
    if alternative:
        image.attrs = {"src": name, "alt": alternative}
    else:
        ratio = 100 * rendition.height / rendition.width
        image.name = "div"
        image.attrs = {"class": "decoration", "style": f"background-image: url({name}); padding-top: {ratio:.2f}%"}


def _largest(image: Tag) -> str:
    candidates = [candidate.split() for candidate in str(image.get("srcset", "")).split(",") if candidate.strip()]
    return max(candidates, key=_width)[0] if candidates else str(image.get("src", ""))


def _width(candidate: list[str]) -> int:
    """Of a candidate as `srcset` names it, for example “960w”."""
    width = candidate[1].removesuffix("w") if candidate[1:] else ""
    return int(width) if width.isdecimal() else 0


def _without_query(address: str) -> str:
    return address.partition("?")[0]


def _read(rendition: Any, limit: int) -> bytes:
    with rendition.file.storage.open(rendition.file.name) as file:
        content: bytes = file.read(limit)
    return content
