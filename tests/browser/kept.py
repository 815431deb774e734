"""What a browser keeps, looked at from outside of the program."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visitor

_KEPT = """async () => {
  const request = indexedDB.open("freelancer-tax-helper");
  const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const found = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const all = (asked) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    const [keys, values] = [await all(store.getAllKeys()), await all(store.getAll())];
    found[name] = Object.fromEntries(keys.map((key, at) => [key, values[at]]));
  }
  database.close();
  return found;
}"""
_DELETE = """async () => {
  const request = indexedDB.deleteDatabase("freelancer-tax-helper");
  await new Promise((resolve, reject) => Object.assign(request, { onsuccess: resolve, onerror: reject }));
}"""
_CHANGE = """async ([store, key, value]) => {
  const request = indexedDB.open("freelancer-tax-helper");
  const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const transaction = database.transaction(store, "readwrite");
  transaction.objectStore(store).put(value, key);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}"""


def empty(context: BrowserContext, address: str) -> None:
    """Let a browser forget all that it keeps of the program."""
    page = context.new_page()
    page.goto(f"{address}/_stcore/health")
    page.evaluate(_DELETE)
    page.close()


def kept(page: Page) -> dict[str, dict[str, Any]]:
    """All that the browser keeps: by store, by key."""
    found: dict[str, dict[str, Any]] = page.evaluate(_KEPT)
    return found


def change(page: Page, store: str, key: str, value: object) -> None:
    """Change what the browser keeps behind the program's back."""
    page.evaluate(_CHANGE, [store, key, value])


def expect_saved(visitor: Visitor) -> None:
    """The header says that the work is saved."""
    expect(visitor.page.locator(".kept")).to_have_text("Saved in this browser")


def wait_until_kept(visitor: Visitor, text: str) -> None:
    """Wait until some saved year holds a text."""
    found = "Object.values(kept.works).some((work) => work.document.includes(text))"
    visitor.page.wait_for_function(
        f"async (text) => {{ const kept = await ({_KEPT})(); return {found}; }}", arg=text
    )


def field(visitor: Visitor, label: str) -> str:
    """What stands in a field."""
    return visitor.page.get_by_label(label, exact=True).first.input_value()


def type_only(visitor: Visitor, label: str, text: str) -> None:
    """Type into a field without leaving it: nothing is sent to the program."""
    box = visitor.page.get_by_label(label, exact=True).first
    box.click()
    box.press_sequentially(text)
