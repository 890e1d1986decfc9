"""Readers get one small style sheet, whoever adds a component to it and however it is served."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from articles import styles

#: Everything but our own files: compressing Wagtail's takes a minute.
OTHERS = ["wagtail*", "rest_framework", "admin", "editor"]


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"


def parts(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.css").write_text(text, encoding="utf-8")
    return folder


def test_components__are_gathered_in_order__whatever_is_added(tmp_path: Path) -> None:
    parts(tmp_path, print="p{x:6}", zebra="p{x:5}", ant="p{x:4}", frame="p{x:3}", base="p{x:2}", tokens="p{x:1}")
    assert styles.gather(tmp_path) == "".join(f"p{{x:{place}}}" for place in range(1, 7))


def test_minifying__keeps_what_modern_rules_need(tmp_path: Path) -> None:
    rule = """a { font-size: clamp(1rem, 1rem + 2vw, calc(3rem - (1px + 2px))); } /* why */
    @media (min-width: 40rem) and (prefers-color-scheme: dark) { :root { --none: ; } :is(h1, h2) :lang(ar) em { content: "a  /* b"; } }"""
    assert styles.gather(parts(tmp_path, a=rule)) == (
        "a{font-size:clamp(1rem,1rem + 2vw,calc(3rem - (1px + 2px)))}"
        '@media (min-width:40rem) and (prefers-color-scheme:dark){:root{--none:}:is(h1,h2) :lang(ar) em{content:"a  /* b"}}'
    )


def test_style_sheet__is_found__and_its_components_are_not() -> None:
    found = finders.find("articles/site.css")
    assert found
    assert Path(found).read_text(encoding="utf-8") == styles.gather()
    assert finders.find("articles/site/tokens.css") is None
    assert finders.find("articles/icon.png")


def test_style_sheet__is_written_again_only_when_it_differs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = Path(str(finders.find("articles/site.css")))
    os.utime(path, (1, 1))
    finders.find("articles/site.css")
    assert path.stat().st_mtime == 1
    path.write_text("cut off", encoding="utf-8")
    finders.find("articles/site.css")
    assert path.read_text(encoding="utf-8") == styles.gather()
    assert [file.name for file in path.parent.iterdir()] == ["site.css"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644, "another account may serve it"


def test_style_sheet__asked_for_by_many_at_once__is_never_half(data: Path) -> None:
    path, texts = data / "site.css", {letter * 200_000 for letter in "abcd"}
    with ThreadPoolExecutor(8) as pool:
        for _round in range(10):
            seen = list(pool.map(lambda text: (styles.write_if_changed(path, text), path.read_text(encoding="utf-8"))[1], texts))
            assert set(seen) <= texts


def test_collected_in_production__it_is_one_small_file_with_a_hash_in_its_name(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    production = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": production}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=OTHERS)
    sheet = settings.STATIC_ROOT / staticfiles_storage.stored_name("articles/site.css")
    assert sheet.name.startswith("site.")
    assert sheet.name != "site.css"
    assert not (settings.STATIC_ROOT / "articles" / "site").exists()
    assert sheet.with_name(f"{sheet.name}.br").stat().st_size < 12_000
