"""How long a reload takes until kept work stands on the page again, in a real browser."""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import expect, sync_playwright

from tests.bench.people import workbook_json
from tests.bench.served import RECEIPTS, served, wait_until_served
from tests.chromium import find_chromium

RELOADS = 7


def seconds_to_restored_page() -> float | None:
    """Median seconds from the reload to the restored list of 500 receipts; None where no Chromium is."""
    chromium = find_chromium()
    if chromium is None:
        return None
    with served() as (program, port), sync_playwright() as playwright:
        wait_until_served(port, program)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("input[type=file]").first.set_input_files(
            {"name": "year.json", "mimeType": "application/json", "buffer": workbook_json(RECEIPTS).encode()}
        )
        page.wait_for_url("**/check")
        expect(page.locator(".kept")).to_have_text("Saved in this browser")
        page.goto(f"http://127.0.0.1:{port}/income-overview")
        shown = page.get_by_text(f"{RECEIPTS} receipts").first
        shown.wait_for()
        taken = []
        for _reload in range(RELOADS):
            started = time.perf_counter()
            page.reload(wait_until="commit")
            shown.wait_for()
            taken.append(time.perf_counter() - started)
        browser.close()
    return statistics.median(taken)


if __name__ == "__main__":
    print(f"reload to the restored page, {RECEIPTS} receipts: {seconds_to_restored_page()} s")
