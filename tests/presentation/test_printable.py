"""What becomes of a page's HTML on its way to paper."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage
from articles.presentation.printable import printable
from tests.site.reader import one, words

pytestmark = pytest.mark.django_db

ADDRESS = "http://example.org/en/knees/why/"


def on_paper(html: str) -> BeautifulSoup:
    document, resources = printable(html, ADDRESS, ArticlePage())
    assert resources == {}
    return BeautifulSoup(document, "html.parser")


def explained(word: str, name: str, definition: str, number: int) -> str:
    """A term as a page marks it: a button, and what opens when it is pressed."""
    return (
        f'<button type="button" class="term" popovertarget="t{number}">{word}</button><span class="term-note" id="t{number}" popover>'
        f'<span class="term-punctuation"> (</span><span class="term-name">{name}</span><span class="term-punctuation">: </span>'
        f'<span class="term-definition">{definition}</span> <span class="term-acts"><a href="/en/glossary/#x">More</a>'
        '<button type="button">Close</button></span><span class="term-punctuation">)</span></span>'
    )


PLACE = '<section id="words-explained"><h2>Words explained</h2></section>'


def test_terms__read_as_plain_words_and_are_explained_once_in_a_list() -> None:
    glimmer, moon = explained("Glimmer", "glimmer", "Weak light &amp; more.", 1), explained("moons", "moon", "A lamp.", 2)
    soup = on_paper(f"<p>{glimmer}ing of {moon}, and {explained('glimmer', 'glimmer', 'Weak light &amp; more.', 3)}.</p>{PLACE}")
    assert soup.p is not None
    assert soup.p.get_text() == "Glimmering of moons, and glimmer."
    assert not soup.select("button, [popover]")
    items = [words(item) for item in one(soup, "#words-explained ul").find_all("li")]
    assert items == ["glimmer Weak light & more.", "moon A lamp."]


def test_terms__where_there_are_none_there_is_no_list() -> None:
    assert not on_paper(f"<p>Glimmer.</p>{PLACE}").find(id="words-explained")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('<a href="#ref-1">1</a>', '<a href="#ref-1">1</a>'),
        ('<a href="/en/other/">x</a>', '<a href="http://example.org/en/other/">x</a>'),
        ('<a href="?q">x</a>', '<a href="http://example.org/en/knees/why/?q">x</a>'),
        ('<a href="tel:112">x</a>', '<a href="tel:112">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="file:///etc/passwd">x</a>', "x"),
        ("<a>x</a>", "x"),
        ("<p>x<script>y</script><template>z</template></p>", "<p>x</p>"),
        ('<bdi>א</bdi><bdi>a</bdi><p dir="auto">12 ب</p>', '<bdi dir="rtl">א</bdi><bdi dir="ltr">a</bdi><p dir="rtl">12 ب</p>'),
        ('<img src="/media/other.png" alt="x">', ""),
        ('<img src="http://example.com/x.png" alt="x"><img src="data:image/png;base64,x">', ""),
    ],
)
def test_element(written: str, printed: str) -> None:
    assert str(on_paper(written)) == printed


def test_groups__become_a_list_that_pdf_knows() -> None:
    soup = on_paper("<dl><div><dt>Moon</dt><dd>A lamp.</dd><dd>By night.</dd></div></dl>")
    assert str(soup) == (
        '<ul class="definitions"><li><p class="term">Moon</p><p class="said">A lamp.</p><p class="said">By night.</p></li></ul>'
    )
