"""Makes the screenshots of README from the site in output/:  python -m tests.support.screenshots."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.support import served
from tests.support.roots import REPOSITORY

FOLDER = REPOSITORY / "docs" / "images"
LIMIT = 100_000  # bytes: every clone has the screenshots


@dataclass(frozen=True, slots=True)
class Picture:
    """One screenshot: its file name, the page, the size of the window, the colour scheme (« light » or « dark »)."""

    name: str
    page: str
    width: int
    height: int
    scheme: str


def fiche(output: Path) -> str:
    """Return the shortest page of a fiche with three accounts or more and no caveat: always the same one."""
    pages = {file: file.read_text("utf-8") for file in sorted(output.glob("comptes/*/index.html"))}
    full = [
        file
        for file, source in pages.items()
        if source.count('class="account-handle"') >= 3 and "listing-caveat" not in source
    ] or list(pages)
    return min(full, key=lambda file: len(pages[file])).relative_to(output).as_posix()


def take(browser: Browser, address: str, picture: Picture) -> int:
    """Write one screenshot and return its size in bytes."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light", locale="fr-FR",
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"{address}/{picture.page}")
    page.evaluate("document.fonts.ready")
    file = FOLDER / picture.name
    # The site has few colours: with a palette of 64, a picture takes a third of the space.
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(
        file, optimize=True
    )
    context.close()
    return file.stat().st_size


def main(output: Path = REPOSITORY / "output") -> int:
    if not (output / "index.html").is_file():
        print("There is no site in output/ yet: run « make html » first.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    pictures = (
        Picture("accueil.png", "index.html", 1280, 905, "light"),
        Picture("fiche-nuit.png", fiche(output), 360, 960, "dark"),
    )
    with served.served(output) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=served.chromium(), args=served.FLAGS)
        sizes = {picture.name: take(browser, address, picture) for picture in pictures}
        browser.close()
    for name, size in sizes.items():
        print(f"docs/images/{name}: {size / 1000:.0f} kB")
    return 1 if max(sizes.values()) >= LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
