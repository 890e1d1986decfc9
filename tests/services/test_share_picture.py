"""Drawing the picture of a shared link: right lines, right side, and no empty boxes."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, features

from articles.services.share_picture import SharePicture, fonts
from articles.services.share_picture.drawing import SIZE, draw, fitted, lines
from articles.services.share_picture.fonts import Face, readable

FACES = fonts._faces
ENGLISH = "Why do bones become thin?"
TITLES = {
    "en": ENGLISH,
    "es": "¿Por qué los huesos se vuelven frágiles?",
    "fr": "Pourquoi les os deviennent-ils fragiles ?",
    "de": "Warum werden Knochen brüchig?",
    "ar": "لماذا تصبح العظام هشة؟",
    "zh-hans": "骨头为什么会变得疏松？",
}
#: Fonts for all six languages are there where the checks run.
needs_fonts = pytest.mark.skipif(not shutil.which("fc-match"), reason="There is no fontconfig.")


@pytest.fixture(autouse=True)
def _fonts_are_asked_for_anew() -> Iterator[None]:
    FACES.cache_clear()
    yield
    FACES.cache_clear()


def picture(content: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(content))
    assert (found.format, found.size) == ("PNG", SIZE)
    return found.convert("RGB")


def drawn(title: str, language: str = "en", demonstration: bool = False) -> bytes:
    return draw(*SharePicture(title, language, demonstration)._readable, language)


def mark_only() -> bytes:
    return draw(None, None, "en")


# --- Lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, []),
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one-two three", 7, ["one-two", "three"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable b", 4, ["a un", "brea", "kabl", "e b"]),
        ("骨头为什么会变得疏松", 4, ["骨头为什", "么会变得", "疏松"]),
        ("骨头为什，么会", 4, ["骨头为", "什，么会"]),
        ("骨DXA头", 4, ["骨DXA", "头"]),
        ("Why ?", 4, ["Why", "?"]),
    ],
)
def test_lines__break_where_a_language_may(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width, len) == expected


def test_fitted__ends_with_an_ellipsis_where_there_is_more() -> None:
    assert fitted("one two three four", 7, 2, len) == ["one two", "three…"]
    assert fitted("one two", 7, 2, len) == ["one two"]


# --- Fonts -----------------------------------------------------------------------------------------------------------


def face(*ranges: tuple[int, int]) -> Face:
    return Face("/none.ttf", 0, tuple(first for first, _last in ranges), tuple(last for _first, last in ranges))


@pytest.mark.parametrize(("character", "has"), [("`", False), ("a", True), ("m", True), ("z", True), ("{", False), ("é", True)])
def test_face__knows_its_characters(character: str, has: bool) -> None:
    assert face((0x61, 0x7A), (0xE9, 0xE9)).has(character) is has


def test_readable__the_first_font_that_has_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    latin, both = face((0x20, 0x7E)), face((0x20, 0x7E), (0x391, 0x3C9))
    monkeypatch.setattr(fonts, "_faces", lambda _tag: (latin, both))
    assert readable(["alpha"], "en") == (latin, ["alpha"])
    assert readable(["α"], "en") == (both, ["α"])
    assert readable(["ש"], "en") is None


def test_readable__without_what_is_never_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = face((0x20, 0x7E))
    monkeypatch.setattr(fonts, "_faces", lambda _tag: (latin,))
    text = "a\u202eb\u2066\x00\x0b c\ud800 🦴❤\ufe0f\u200d \ue000 d\n\te"
    assert readable([text], "en") == (latin, ["ab c d e"])


def test_readable__no_joined_script_without_the_library_that_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_faces", lambda _tag: (face((0x20, 0x10FFFF)),))
    monkeypatch.setattr(features, "check", lambda _name: False)
    assert readable([TITLES["ar"]], "ar") is None
    assert readable([TITLES["en"]], "en") is not None


@pytest.mark.parametrize("answer", [None, "/bin/false"])
def test_picture__without_fontconfig_is_the_mark_alone(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: answer)
    assert drawn(ENGLISH) == mark_only()


def test_faces__as_fontconfig_writes_them() -> None:
    lines_of_fontconfig = ["/a.ttf\t65536\t20-7e e9", "/b.pcf.gz\t0\t20-7e", "nonsense", "/c.TTC\t2\t4e00-9fff"]
    found = list(fonts._parsed(lines_of_fontconfig))
    assert [face.identity for face in found] == [("/a.ttf", 0), ("/c.TTC", 2)]
    assert [found[0].has(character) for character in "a~\x7fé"] == [True, True, False, True]


# --- Pictures --------------------------------------------------------------------------------------------------------


@needs_fonts
@pytest.mark.parametrize("language", TITLES)
def test_picture__small_and_with_words_in_every_language(language: str) -> None:
    content = drawn(TITLES[language], language)
    picture(content)
    assert content != mark_only()
    assert len(content) < 40_000


@needs_fonts
def test_picture__begins_where_its_language_begins() -> None:
    """The mark, the lightest of all, stands at the corner from which one reads."""
    left, right = (90, 100), (SIZE[0] - 90, 100)
    bright = {
        language: [sum(picture(drawn(TITLES[language], language)).getpixel(at)) > 600 for at in (left, right)]
        for language in TITLES
    }
    assert bright == {language: [language != "ar", language == "ar"] for language in TITLES}


@needs_fonts
def test_picture__of_a_demonstration_has_a_band_that_says_so() -> None:
    corner = (SIZE[0] // 2, SIZE[1] - 5)
    plain, marked = picture(drawn(ENGLISH)), picture(drawn(ENGLISH, demonstration=True))
    assert plain.getpixel(corner) != marked.getpixel(corner)


@needs_fonts
@pytest.mark.parametrize(
    "title",
    [
        "",
        "🦴" * 80,
        "\u202e" * 200,
        "W" * 255,
        "i " * 127,
        "骨" * 255,
        "العظام" * 40,
        "\x00\ud800\ufffe",
        "a\u0301" * 120,
        "Ꮳ" * 9,
    ],
    ids=lambda title: repr(title[:4]),
)
def test_picture__of_a_hostile_title_stays_within_its_edges(title: str) -> None:
    for language in ("en", "ar"):
        shown = picture(drawn(title, language))
        background = shown.getpixel((2, 2))
        edges = [(x, y) for x in range(0, SIZE[0], 7) for y in (0, 20, SIZE[1] - 20)] + [
            (x, y) for y in range(0, SIZE[1], 7) for x in (8, SIZE[0] - 8)
        ]
        assert {shown.getpixel(at) for at in edges} == {background}


@needs_fonts
def test_digest__another_one_for_whatever_is_shown_differently() -> None:
    pictures = [
        SharePicture(ENGLISH, "en", False),
        SharePicture("Else?", "en", False),
        SharePicture(ENGLISH, "fr", False),
        SharePicture(ENGLISH, "en", True),
    ]
    assert len({shown.digest for shown in pictures}) == 4
    assert SharePicture(f"{ENGLISH}\u202e", "en", False).digest == pictures[0].digest, "what is not drawn makes no difference"
