"""Make the pictures of the README anew: `python -m tests.browser.screenshots`.

With a folder named behind it, every page is taken at 1280, 1024 and 390 pixels, light and dark, to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FOLDER, Visitor, serve
from tests.chromium import find_chromium

FOR_README = FOLDER / ".screenshots"
EXAMPLE = "certificate_mid_year"
RANGE_EXAMPLE = "payoneer_remittance"
PAGES = (
    "start",
    "quick",
    "examples",
    "check",
    "result",
    "documents",
    "rules",
    "income-overview",
    "filing-duties",
    "workshop-people",
    "workshop-explore",
    "workshop-compare",
    "workshop-changed",
    "workshop-pack",
)
ALL_SIZES = [(width, scheme) for width in (1280, 1024, 390) for scheme in ("light", "dark")]


def visit(browser: Browser, address: str, width: int, height: int, scheme: str) -> Visitor:
    """A visitor with an example opened, standing on its answers."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    return Visitor(context.new_page(), address)


def open_example(visitor: Visitor, name: str) -> None:
    """Open an example by its file's name, or a person of the workshop as `person-` and the name."""
    of_workshop = name.startswith("person-")
    visitor.open("workshop-people" if of_workshop else "examples")
    key = name.replace("person-", "person-open-", 1) if of_workshop else f"example-{name}"
    visitor.page.locator(f".st-key-{key} button").click()
    visitor.settle()


def take(visitor: Visitor, page: str, path: Path) -> None:
    """A picture of a page, charts drawn."""
    if page == "start":
        visitor.open()
    else:
        for link in ("workshop-people", page) if page.startswith("workshop-") else (page,):
            visitor.page.locator(f"a[href$='{link}']").first.click()
            visitor.settle()
    visitor.page.wait_for_timeout(1200)
    visitor.page.screenshot(path=path)


def readme_pictures(browser: Browser, address: str) -> None:
    """The few that stand in the README."""
    FOR_README.mkdir(exist_ok=True)
    for name, page, width, height, scheme, example in (
        ("start-390-light", "start", 390, 900, "light", ""),
        ("result-1280-light", "result", 1280, 1000, "light", RANGE_EXAMPLE),
        ("result-390-dark", "result", 390, 900, "dark", EXAMPLE),
        ("duties-1280-light", "filing-duties", 1280, 1000, "light", EXAMPLE),
        ("explore-1024-light", "workshop-explore", 1024, 768, "light", "person-cliff"),
    ):
        visitor = visit(browser, address, width, height, scheme)
        if example:
            open_example(visitor, example)
        take(visitor, page, FOR_README / f"{name}.png")
        visitor.page.context.close()


def every_page(browser: Browser, address: str, folder: Path) -> None:
    """All pages in all sizes, tall enough to see them whole."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, scheme in ALL_SIZES:
        visitor = visit(browser, address, width, 3200 if width > 1000 else 5200, scheme)
        open_example(visitor, RANGE_EXAMPLE)
        for page in PAGES[1:]:
            visitor.page.evaluate("window.scrollTo(0, 0)")
            if page.startswith("workshop-") or visitor.page.locator(f"a[href$='{page}']").count():
                take(visitor, page, folder / f"{page}-{width}-{scheme}.png")
        take(visitor, "start", folder / f"start-{width}-{scheme}.png")
        visitor.page.context.close()


def main() -> None:
    """Serve the program, take the pictures."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium here: install it, or set CHROMIUM to its path")
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        if len(sys.argv) > 1:
            every_page(browser, address, Path(sys.argv[1]))
        else:
            readme_pictures(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
