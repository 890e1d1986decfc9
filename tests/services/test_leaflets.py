"""Printing opens nothing that did not come with the document, and what was printed is kept, once, and not for ever."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from articles.services import leaflets
from articles.services.leaflets import LeafletBusyError, LeafletRefusedError, Resource, forget, keeping, kept, print_pdf, printing
from tests.pdf import opened, require_pdf, structure

PDF = b"%PDF-1.7 whole %%EOF\n"


@pytest.fixture
def edition() -> Iterator[int]:
    """The number of an edition that there is not."""
    yield 987_654
    forget(987_654)


# --- Keeping -----------------------------------------------------------------------------------------------------------


class Press:
    def __init__(self, pdf: bytes = PDF) -> None:
        self.pdf, self.printed = pdf, 0

    def __call__(self) -> bytes:
        self.printed += 1
        return self.pdf


def files(edition: int) -> list[str]:
    return storages["leaflets"].listdir(str(edition))[1]


def test_kept__what_was_printed_is_not_printed_again(edition: int) -> None:
    press = Press()
    assert kept(edition, "a", press) == kept(edition, "a", press) == PDF
    assert press.printed == 1


def test_kept__another_key_is_another_leaflet(edition: int) -> None:
    press = Press()
    kept(edition, "a", press)
    kept(edition, "b", press)
    assert press.printed == 2


def test_kept__only_the_newest_stay(edition: int) -> None:
    for number in range(9):
        kept(edition, f"key-{number}", Press())
    assert len(files(edition)) == keeping.KEPT_OF_AN_EDITION
    assert "key-8.pdf" in files(edition)


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7 half of it", b"\0" * 100])
def test_kept__a_damaged_file_is_printed_again(edition: int, damaged: bytes) -> None:
    storages["leaflets"].save(f"{edition}/a.pdf", ContentFile(damaged))
    press = Press()
    assert kept(edition, "a", press) == PDF
    assert kept(edition, "a", press) == PDF
    assert press.printed == 1


def test_kept__one_that_is_too_large_is_refused_and_not_tried_again(edition: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGEST_LEAFLET", 10)
    press = Press()
    for _attempt in range(2):
        with pytest.raises(LeafletRefusedError):
            kept(edition, "a", press)
    assert press.printed == 1


def test_kept__a_full_disk_keeps_nobody_from_reading(edition: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_args: Any, **_options: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(storages["leaflets"]), "save", no_space)
    assert kept(edition, "a", Press()) == PDF


def test_kept__many_who_ask_at_once_wait_for_one_printing(edition: int) -> None:
    begun, press, got = threading.Barrier(5), Press(), []

    def ask() -> None:
        begun.wait()
        got.append(kept(edition, "a", press))

    people = [threading.Thread(target=ask) for _person in range(5)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert (got, press.printed) == ([PDF] * 5, 1)


def test_kept__nobody_waits_for_ever(edition: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.0)

    def ask_meanwhile() -> bytes:
        with pytest.raises(LeafletBusyError):
            kept(edition, "a", Press())
        return PDF

    assert kept(edition, "a", ask_meanwhile) == PDF


def test_kept__a_request_waits_for_two_seconds_at_most(edition: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """For another that prints the same, and then for the press."""
    clock, waited = [0.0], []

    class Press:
        def acquire(self, timeout: float) -> bool:
            waited.append(timeout)
            return False

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    monkeypatch.setattr(keeping, "time", SimpleNamespace(monotonic=lambda: clock[0], sleep=sleep))
    monkeypatch.setattr(printing, "_press", Press())

    def ask_meanwhile() -> bytes:
        with pytest.raises(LeafletBusyError):
            kept(edition, "a", Press)  # type: ignore[arg-type]
        return print_pdf("", {})

    with pytest.raises(LeafletBusyError):
        kept(edition, "a", ask_meanwhile)
    assert clock[0] + sum(waited) <= 2.2


def test_kept__what_the_printer_fails_at_is_logged_refused_and_not_tried_again(
    edition: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = []

    def stumble(html: str, _resources: object) -> bytes:
        tried.append(html)
        raise IndexError("inside WeasyPrint")

    monkeypatch.setattr(printing, "import_module", lambda *_names: SimpleNamespace(run=stumble))
    for _attempt in range(2):
        with pytest.raises(LeafletRefusedError):
            kept(edition, "a", lambda: print_pdf("x", {}))
    assert tried == ["x"]
    assert "inside WeasyPrint" in caplog.text
    with pytest.raises(LeafletRefusedError):  # the press is free again
        print_pdf("y", {})


def test_forget__what_there_is_not() -> None:
    forget(123_456_789)


# --- Printing ----------------------------------------------------------------------------------------------------------


def test_print__a_document_that_is_too_long_is_refused_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "import_module", None)
    with pytest.raises(LeafletRefusedError):
        print_pdf("x" * (printing.LONGEST_DOCUMENT + 1), {})


def test_print__one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "PATIENCE", 0.0)
    with printing._press, pytest.raises(LeafletBusyError):
        print_pdf("", {})


def test_probe__finds_no_library_of_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaflets.probe, "_LIBRARIES", {"glimmer": "libglimmer.so.0"})
    leaflets.can_print.cache_clear()
    assert not leaflets.can_print()
    leaflets.can_print.cache_clear()


def picture(colour: str = "red") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(drawn, "PNG")
    return drawn.getvalue()


HOSTILE = """<!doctype html><html lang="en"><head><title>x</title>
<link rel="stylesheet" href="{file}"><link rel="attachment" href="{file}"><link rel="stylesheet" href="{http}">
<style>@import url("{file}"); @import url("{http}"); body {{ background: url("{file}") }}
@font-face {{ font-family: x; src: url("{file}") }} p::before {{ content: url("{http}") }}</style></head>
<body><p>Only words.</p><img src="{file}" alt="a"><img src="{http}" alt="b"><img src="/etc/passwd" alt="c"><img src="../x" alt="d">
<object data="{file}">e</object><embed src="{http}"><a rel="attachment" href="{file}">f</a>
<img src="leaflet:inner" alt="g"><img src="ftp://127.0.0.1/x" alt="h"><img src="FILE://{path}" alt="i">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><title>j</title><image xlink:href="{file}"/>
<use href="{file}#x"/></svg></body></html>"""
INNER = """<!DOCTYPE svg [<!ENTITY secret SYSTEM "{file}">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"
xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{file}" width="9" height="9"/><text>&secret;</text></svg>"""


def test_print__opens_no_file_and_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_pdf()
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture())
    asked = []
    monkeypatch.setattr(socket.socket, "connect", lambda _socket, address: asked.append(address))
    named = {"file": secret.as_uri(), "path": str(secret), "http": "http://127.0.0.1:9/x.png"}
    inner = Resource("image/svg+xml", lambda limit: INNER.format(**named).encode()[:limit])
    pdf = opened(print_pdf(HOSTILE.format(**named), {"leaflet:inner": inner}))
    assert asked == []
    assert not [item for item in pdf.objects if str(getattr(item, "get", lambda _key: "")("/Subtype")) == "/Image"]
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert "Only words." in structure(pdf).text


def test_print__a_picture_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    require_pdf()
    given = []

    def read(limit: int) -> bytes:
        given.append(limit)
        return b"\0" * limit

    print_pdf(
        '<html lang="en"><title>x</title><p>y<img src="leaflet:picture-0" alt="z">',
        {"leaflet:picture-0": Resource("image/png", read)},
    )
    assert given == [printing.LARGEST_PICTURE + 1]
