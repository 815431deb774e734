"""Nothing is lost: reload, closed tab, restarted server, kill -9 while typing, lost connection, two tabs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from tests.browser.conftest import ARGUMENTS, Visitor, free_port, is_here, serve
from tests.browser.kept import change, empty, expect_saved, field, kept, type_only, wait_until_kept
from tests.browser.test_journey import add_receipt
from tests.browser.test_table import expect_cell, open_cell, open_table, type_into_cell

NAME, CNIC, NTN = "Name", "CNIC number", "NTN"
SECRET = "Zubaida-4711"
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for all tests here: it has the program's own files from the second page on."""
    opened = browser.new_context(
        viewport={"width": 1280, "height": 1400}, accept_downloads=True, locale="en-GB"
    )
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def visitor(context: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor whose browser keeps nothing yet; no request may leave the machine."""
    empty(context, address)
    left: list[str] = []
    context.on("request", lambda request: None if is_here(request.url) else left.append(request.url))
    yield Visitor(context.new_page(), address)
    for page in context.pages:
        page.close()
    assert left == [], "requests wanted to leave the machine"


def beside(visitor: Visitor) -> Visitor:
    """Another tab of the same browser."""
    return Visitor(visitor.page.context.new_page(), visitor.address)


def begin(visitor: Visitor, name: str = "Ayesha") -> None:
    """A year with a name, saved; the visitor stands on the page with the name."""
    visitor.open("about-papers")
    visitor.fill(NAME, name)
    expect_saved(visitor)


def documents(visitor: Visitor) -> list[str]:
    """The documents that the browser keeps, without the time at which they were saved."""
    return sorted(record["document"] for record in kept(visitor.page)["works"].values())


def test_a_reload_and_a_new_tab_bring_everything_back(visitor: Visitor) -> None:
    begin(visitor)
    type_only(visitor, CNIC, "35202-1")
    visitor.page.reload()
    visitor.settle()
    assert (field(visitor, NAME), field(visitor, CNIC)) == ("Ayesha", "35202-1")
    wait_until_kept(visitor, "35202-1")
    before = kept(visitor.page)
    visitor.press("Documents")
    assert kept(visitor.page) == before, "looking at a page alone changes nothing that is kept"
    other = beside(visitor)
    visitor.page.close()
    other.open("about-papers")
    assert (field(other, NAME), field(other, CNIC)) == ("Ayesha", "35202-1")
    assert "Ayesha" not in other.page.url
    other.fill(NAME, "")
    other.fill(CNIC, "")
    other.page.reload()
    other.settle()
    assert (field(other, NAME), field(other, CNIC)) == ("", ""), "what was taken out does not come back"


def processes_of(profile: Path) -> set[int]:
    """The process groups of a browser that uses a profile."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"--user-data-dir={profile}".encode() in (folder / "cmdline").read_bytes().split(b"\0"):
                found.add(os.getpgid(int(folder.name)))
        except (OSError, ProcessLookupError):
            continue
    return found - {os.getpgid(0)}


def on_profile(playwright: Playwright, chromium: str, profile: Path) -> BrowserContext:
    """A browser with a profile on disk, as people have one."""
    return playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=ARGUMENTS)


def test_a_browser_killed_while_typing_loses_no_letter(
    playwright: Playwright, chromium: str, address: str, tmp_path: Path
) -> None:
    context = on_profile(playwright, chromium, tmp_path)
    visitor = Visitor(context.pages[0], address)
    begin(visitor)
    type_only(visitor, CNIC, "35202-1234567-")
    groups = processes_of(tmp_path)
    assert groups
    visitor.page.keyboard.press("9")
    time.sleep(0.005)
    for group in groups:
        os.killpg(group, signal.SIGKILL)
    until = time.monotonic() + 10
    while processes_of(tmp_path) and time.monotonic() < until:
        time.sleep(0.02)
    context = on_profile(playwright, chromium, tmp_path)
    again = Visitor(context.pages[0], address)
    again.open("about-papers")
    assert (field(again, NAME), field(again, CNIC)) == ("Ayesha", "35202-1234567-9")
    context.close()


def test_a_restarted_server_is_told_what_the_browser_keeps(browser: Browser, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(30_000)
    with serve(port, log) as address:
        visitor = Visitor(page, address)
        begin(visitor, SECRET)
        type_only(visitor, CNIC, "35202-1")
    expect(page.locator(".kept")).to_have_text("The program is not running; what you entered is saved")
    with serve(port, log):
        page.wait_for_selector(CONNECTED)
        visitor.settle()
        expect(page.get_by_label(CNIC, exact=True).first).to_have_value("35202-1")
        assert field(visitor, NAME) == SECRET
        visitor.press("Check answers")
        assert visitor.sees(SECRET)
        assert visitor.sees("35202-1")
        expect_saved(visitor)
        (document,) = documents(visitor)
        assert "35202-1" in document
        assert SECRET not in page.url
    context.close()
    said = log.read_text(encoding="utf-8")
    assert SECRET not in said and "35202" not in said and "Warning" not in said and "Error" not in said


def test_what_is_typed_without_a_connection_arrives_later(visitor: Visitor) -> None:
    begin(visitor)
    sockets = visitor.page.evaluate("() => document.querySelector('[data-testid=stApp]') !== null")
    assert sockets
    visitor.page.context.set_offline(True)
    type_only(visitor, CNIC, "35202-7")
    visitor.page.keyboard.press("Tab")
    typed = kept(visitor.page)["typed"].values()
    visitor.page.context.set_offline(False)
    visitor.page.wait_for_selector(CONNECTED)
    visitor.settle()
    assert typed
    visitor.page.reload()
    visitor.settle()
    assert field(visitor, CNIC) == "35202-7"


def test_rows_of_the_table_and_a_receipt_in_the_form_survive(visitor: Visitor) -> None:
    open_table(visitor)
    type_into_cell(visitor, 0, 0, "14/7/2025")
    type_into_cell(visitor, 1, 0, "3.5 lakh")
    wait_until_kept(visitor, "3.5 lakh")
    visitor.page.reload()
    expect_cell(visitor, 1, 0, "3.5 lakh")
    visitor.press("Done")
    visitor.press("Add a receipt")
    type_only(visitor, "Rupees that the bank credited", "55,000")
    visitor.page.reload()
    visitor.settle()
    assert field(visitor, "Rupees that the bank credited") == "55,000"
    visitor.press("Income")
    assert visitor.sees("You began a receipt and did not save it.")
    visitor.press("Go on with the receipt you began")
    assert field(visitor, "Rupees that the bank credited") == "55,000"


def test_what_stood_in_an_open_cell_of_the_table_is_told(visitor: Visitor) -> None:
    open_table(visitor)
    type_into_cell(visitor, 0, 0, "14/7/2025")
    wait_until_kept(visitor, "14/7/2025")
    open_cell(visitor, 1, 0).fill("3.75 lakh")
    visitor.page.wait_for_timeout(200)
    visitor.page.reload()
    visitor.settle()
    assert visitor.sees("In it stood “3.75 lakh”.")
    visitor.page.reload()
    visitor.settle()
    visitor.press("I have seen to it")
    assert not visitor.sees("In it stood")
    # A cell that was closed as usual is in the table, and nothing is told of it.
    type_into_cell(visitor, 1, 0, "4 lakh")
    wait_until_kept(visitor, "4 lakh")
    visitor.page.wait_for_timeout(2_000)
    visitor.page.reload()
    expect_cell(visitor, 1, 0, "4 lakh")
    assert not visitor.sees("In it stood")


def test_two_tabs_never_overwrite_each_other(visitor: Visitor) -> None:
    begin(visitor)
    other = beside(visitor)
    other.open("about-papers")
    other.fill(NAME, "Ayesha of the other tab")
    expect_saved(other)
    visitor.page.evaluate("window.onfocus = null")
    # A tab that was not told in time, as two windows beside each other can be.
    visitor.page.get_by_label(NAME, exact=True).first.fill("Ayesha of this tab")
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    expect(visitor.page.locator(".st-key-keeping-banner-tab")).to_be_visible()
    one, two = documents(visitor)
    assert ("of the other tab" in one) != ("of the other tab" in two)
    assert ("of this tab" in one) != ("of this tab" in two)
    visitor.press("Keep both, and go on here")
    assert visitor.page.locator(".st-key-keeping-banner-tab").count() == 0
    visitor.press("Start")
    assert visitor.page.locator(".saved-year").count() == 2
    assert visitor.sees("Work without a tax year (second copy)")


def test_the_copy_can_be_dropped_for_what_the_other_tab_has(visitor: Visitor) -> None:
    begin(visitor)
    other = beside(visitor)
    other.open("about-papers")
    other.fill(NAME, "Ayesha of the other tab")
    visitor.page.get_by_label(NAME, exact=True).first.fill("Ayesha of this tab")
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    visitor.press("Take what the other tab has, and delete this copy")
    expect(visitor.page.get_by_label(NAME, exact=True).first).to_have_value("Ayesha of the other tab")
    expect_saved(visitor)
    (document,) = documents(visitor)
    assert "of the other tab" in document
    visitor.page.reload()
    visitor.settle()
    assert field(visitor, NAME) == "Ayesha of the other tab"


def test_coming_back_to_a_tab_shows_what_another_one_saved(visitor: Visitor) -> None:
    begin(visitor)
    other = beside(visitor)
    other.open("about-papers")
    other.fill(NAME, "Ayesha of the other tab")
    expect_saved(other)
    visitor.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(visitor.page.get_by_label(NAME, exact=True).first).to_have_value("Ayesha of the other tab")
    assert visitor.sees("You went on with this year in another tab.")
    visitor.fill(CNIC, "35202-1")
    assert len(documents(visitor)) == 1


def row(visitor: Visitor, name: str) -> Any:
    """The row of a saved year on the page Start."""
    return visitor.page.locator("[class*=st-key-saved-row-]", has_text=name).first


def test_years_are_listed_named_opened_deleted_and_put_back(visitor: Visitor) -> None:
    begin(visitor)
    visitor.press("About you")
    visitor.choose("Tax year 2026")
    visitor.press("Start")
    visitor.press("Begin another year")
    visitor.press("Begin with an empty page")
    visitor.press("Start the full check")
    visitor.choose("Tax year 2025")
    expect_saved(visitor)
    visitor.press("Start")
    assert visitor.page.locator(".saved-year").count() == 2
    row(visitor, "Tax year 2026").get_by_role("button", name="Name").click()
    box = visitor.page.get_by_label("A name for “Tax year 2026”", exact=True)
    box.fill("My <b>sister’s</b> year")
    box.press("Enter")
    visitor.settle()
    visitor.page.keyboard.press("Escape")
    expect(row(visitor, "My <b>sister’s</b> year")).to_be_visible()
    row(visitor, "sister’s").get_by_role("button", name="Open").click()
    visitor.page.wait_for_url("**/check")
    visitor.settle()
    assert visitor.sees("Ayesha")
    visitor.press("Start")
    before = kept(visitor.page)["works"]
    row(visitor, "sister’s").get_by_role("button", name="Delete").click()
    visitor.settle()
    expect(visitor.page.get_by_text("“My <b>sister’s</b> year” was deleted.")).to_be_visible()
    assert len(kept(visitor.page)["works"]) == 1
    visitor.press("Put it back")
    expect(row(visitor, "sister’s")).to_be_visible()
    assert kept(visitor.page)["works"] == before
    visitor.page.reload()
    visitor.settle()
    assert visitor.page.locator(".saved-year").count() == 2


def test_a_shared_computer_keeps_nothing_in_any_tab(visitor: Visitor) -> None:
    begin(visitor, SECRET)
    other = beside(visitor)
    other.open("about-papers")
    visitor.page.bring_to_front()
    visitor.press("Start")
    visitor.press("This is a shared computer: keep nothing here")
    visitor.press("Delete it all and keep nothing")
    expect(visitor.page.locator(".kept")).to_have_text("Shared computer: nothing is kept")
    expect(other.page.locator(".kept")).to_have_text("Shared computer: nothing is kept")
    other.fill(NTN, "1234567")
    visitor.press("About you")
    visitor.press("Check answers")
    found = kept(visitor.page)
    assert found == {"works": {}, "typed": {}, "settings": {"shared": True}}
    elsewhere = visitor.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert SECRET not in elsewhere and "freelancer" not in elsewhere
    visitor.page.reload()
    visitor.settle()
    assert not visitor.sees(SECRET)
    visitor.open()
    visitor.press("This computer is mine: keep my work here")
    visitor.press("Start the full check")
    visitor.choose("Tax year 2025")
    expect_saved(visitor)
    visitor.page.reload()
    visitor.settle()
    assert len(documents(visitor)) == 1


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('{"format": "freelancer-draft", "version": 99, "later": []}', "newer version of this program"),
        ("{" * 100_000, "cannot be read"),
    ],
    ids=["newer", "damaged"],
)
def test_what_cannot_be_read_is_left_alone_and_can_be_downloaded(
    visitor: Visitor, document: str, said: str
) -> None:
    begin(visitor)
    (record,) = kept(visitor.page)["works"].values()
    change(visitor.page, "works", record["id"], {**record, "document": document})
    visitor.page.reload()
    visitor.settle()
    assert visitor.sees(said)
    visitor.fill(NAME, "Somebody else")
    expect_saved(visitor)
    assert kept(visitor.page)["works"][record["id"]]["document"] == document
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Download it as it is").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == document
    visitor.press("Leave it, and go on")
    assert not visitor.sees(said)


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.full = true;
  IDBObjectStore.prototype.put = function (...given) {
    if (window.full && this.name === "works") throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  };
}"""


def test_a_full_disk_is_told_and_all_is_saved_once_there_is_room(visitor: Visitor) -> None:
    begin(visitor)
    visitor.page.evaluate(FULL)
    visitor.fill(CNIC, "35202-1")
    expect(visitor.page.locator(".kept")).to_have_text("Not saved in this browser")
    assert visitor.sees("There is no room left in this browser.")
    assert not any("35202-1" in one for one in documents(visitor))
    assert "35202-1" in kept(visitor.page)["typed"].values(), "the letters typed are still there"
    visitor.page.evaluate("window.full = false")
    visitor.fill(NTN, "7654321")
    wait_until_kept(visitor, "7654321")
    expect_saved(visitor)
    expect(visitor.page.get_by_text("There is no room left in this browser.")).to_have_count(0)
    (document,) = documents(visitor)
    assert "35202-1" in document and "7654321" in document


def test_a_receipt_saved_at_once_leaves_nothing_typed_behind(visitor: Visitor) -> None:
    visitor.open("about-tax-year")
    visitor.choose("Tax year 2026")
    visitor.press("Income")
    add_receipt(visitor, "14/7/2025", "3,50,371.87", "878.13")
    visitor.press("Add a receipt")
    visitor.choose("A client abroad")
    type_only(visitor, "Rupees that the bank credited", "55,000")
    visitor.page.get_by_role("button", name="Save this receipt").click()
    visitor.settle()
    visitor.press("Income")
    visitor.press("Throw it away")
    wait_until_kept(visitor, '"begun":[]')
    assert kept(visitor.page)["typed"] == {}
    visitor.page.reload()
    visitor.settle()
    assert visitor.sees("1 receipt")
    assert not visitor.sees("You began a receipt")


def test_without_storage_the_program_runs_and_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no') } })")
    visitor = Visitor(context.new_page(), address)
    visitor.open("about-papers")
    visitor.fill(NAME, "Ayesha")
    assert visitor.sees("This browser does not keep your work.")
    expect(visitor.page.locator(".kept")).to_have_text("Not saved in this browser")
    visitor.press("Check answers")
    assert visitor.sees("Ayesha")
    context.close()
