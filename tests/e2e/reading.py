"""The public pages of the demonstration, and what a reader's browser can measure on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ["en", "es", "fr", "de", "ar", "zh-hans"]
#: Every kind of page that readers meet, in one place: what is added here is looked at in every language and every way of reading.
#: `{words}` are what somebody searches for in the language, `{article}` is the number of the article, as its own links give it.
KINDS = {
    "home": "/",
    "condition": "/osteoporosis/",
    "article": "/osteoporosis/causes/",
    "stand-in": "/osteoporosis/family/",
    "history": "/osteoporosis/causes/history/",
    "reviewers": "/reviewers/",
    "reviewer": "/reviewers/demo-reviewer/",
    "search": "/search/?q={words}",
    "search-unasked": "/search/",
    "search-in-vain": "/search/?q=xyzzyqwv",
    "a-z": "/a-z/",
    "glossary": "/glossary/",
    "information": "/how-we-review/",
    "contact": "/contact/",
    "report": "/feedback/{article}/report/",
    "helpful": "/feedback/{article}/helpful/",
    "thanks": "/feedback/{article}/thanks/new/",
    "missing": "/no-such-page/",
}
#: Those of which screenshots are made.
PORTRAYED = ["home", "article", "search", "glossary"]

_WORDS = {"en": "bones", "es": "huesos", "fr": "os fragiles", "de": "Knochen", "ar": "العظام", "zh-hans": "骨质疏松"}
_NUMBER = re.compile(r"/feedback/([0-9]+)/report/")

#: Rules that axe-core leaves off unless they are asked for, and that hold here, too. No rule is switched off.
_STRICTER = [
    "css-orientation-lock",
    "focus-order-semantics",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "td-has-header",
    "target-size",
]


def address(kind: str, language: str, site: str = "") -> str:
    """Where a page is. What readers are led to from an article alone needs the site that is served."""
    path = KINDS[kind]
    number = _article_number(site, language) if "{article}" in path else ""
    return f"{site}/{language}{path.format(words=quote(_WORDS[language]), article=number)}"


@cache
def _article_number(site: str, language: str) -> str:
    with urlopen(address("article", language, site), timeout=60) as answer:
        found = _NUMBER.search(answer.read().decode())
    assert found, "the article leads to the report of a mistake"
    return found[1]


#: The rules that ask for colours, sizes or places. All others ask what there is, and what of it is shown to whom.
_OF_THE_LOOK = [
    "color-contrast",
    "css-orientation-lock",
    "link-in-text-block",
    "p-as-heading",
    "scrollable-region-focusable",
    "skip-link",
    "target-size",
]
#: Everything that the other rules can see of a page, as one text: what there is, whether it is shown, laid out as what, cut off
#: or not, and what the style sheet writes before and after it.
_EXPOSED = """() => [...document.querySelectorAll("body *")].map(element => {
  const shown = element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const {display, position, overflow, clip, clipPath} = getComputedStyle(element);
  const around = ["::before", "::after"].map(place => getComputedStyle(element, place).content);
  return [element.localName, shown, display, position, overflow, clip, clipPath, ...around].join(" ");
}).join("; ")"""


def violations(page: Page, within: str | None = None, *, of_the_look: bool = False) -> str:
    """What axe-core objects to on the page, or in one element of it, as a report; empty where there is nothing. The script is
    loaded once a page, however often it is asked."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in _STRICTER}}
    if of_the_look:
        options = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": _OF_THE_LOOK}}
    found: Any = page.evaluate("([within, options]) => axe.run(within || document, options)", [within, options])
    results = AxeResults(found)
    return str(results.generate_report()) if results.violations_count else ""


def violations_in(page: Page, states: Iterable[str]) -> Iterator[str]:
    """What axe-core objects to in each state that the page is put into. Rules that would see what an earlier state has shown them
    are not asked again: another scheme changes colours, larger letters change sizes. Those about the look always are."""
    seen = set()
    for state in states:
        exposed = page.evaluate(_EXPOSED)
        if found := violations(page, of_the_look=exposed in seen):
            yield f"{state}: {found}"
        seen.add(exposed)


def unfold(page: Page, within: str = "html") -> None:
    """Opens everything in an element that can be opened."""
    page.locator(within).evaluate("element => element.querySelectorAll('details').forEach(details => details.open = true)")


def enlarge_text(page: Page, percent: int) -> None:
    """As readers do who have set their browser to larger letters."""
    page.evaluate("percent => { document.documentElement.style.fontSize = `${percent}%` }", percent)


def horizontal_overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window, with everything unfolded that can be."""
    unfold(page)
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


#: What is smaller than 24 × 24 CSS pixels (WCAG 2.2, 2.5.8). Links within a sentence, whose size the line decides, are exempt:
#: those that are laid out inline or raised, next to text of the same block.
SMALL_TARGETS = """() => {
  const inSentence = element => {
    if (getComputedStyle(element).display !== "inline" && !element.closest("sup")) return false;
    const block = element.closest("p, li, dd, dt, figcaption, td");
    if (!block) return false;
    const words = block.cloneNode(true);
    words.querySelectorAll("a").forEach(link => link.remove());
    return words.textContent.trim() !== "";
  };
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(element => element.checkVisibility() && !inSentence(element))
    .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([text, box]) => `${text}: ${box.width} × ${box.height}`);
}"""


def small_targets(page: Page) -> list[str]:
    return list(page.evaluate(SMALL_TARGETS))
