"""Screenshots of the demonstration in three scripts, on phone and desktop, light and dark.

python -m tests.e2e.screenshots DIRECTORY
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.demonstration import served_demonstration
from tests.e2e.reading import PORTRAYED, address

LANGUAGES = ["en", "ar", "zh-hans"]
SIZES = {"phone": (360, 780), "desktop": (1280, 800)}
SCHEMES = ["light", "dark"]


#: Pictures load when somebody scrolls to them, which nobody does here. One that is decoded is painted with the next frame.
SHOW_PICTURES = """async () => {
  await Promise.all([...document.images].map(picture => { picture.loading = "eager"; return picture.decode(); }));
  await new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)));
}"""


def portray(browser: Browser, site: str, folder: Path) -> list[Path]:
    """One file for each page, language, size and scheme, each the whole page from top to bottom."""
    made = []
    for kind, language in product(PORTRAYED, LANGUAGES):
        page = browser.new_page(reduced_motion="reduce")
        answer = page.goto(address(kind, language, site))
        if answer is None or not answer.ok:
            raise SystemExit(f"{address(kind, language)} cannot be portrayed: {answer and answer.status}")
        for (size, (width, height)), scheme in product(SIZES.items(), SCHEMES):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate(SHOW_PICTURES)  # another size may ask for another file
            made.append(folder / f"{kind}.{language}.{size}.{scheme}.png")
            page.screenshot(path=made[-1], full_page=True)
        page.close()
    return made


def main(folder: Path) -> None:
    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        shared, data = Path(place, "shared"), Path(place, "data")
        shared.mkdir()
        data.mkdir()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        with served_demonstration(shared, data) as demonstration:
            made = portray(browser, demonstration.address, folder)
        browser.close()
    sys.stdout.write(f"{len(made)} screenshots in {folder}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
    main(Path(sys.argv[1]))
