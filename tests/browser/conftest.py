"""The program served for real, and a browser that may speak to it and to nobody else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

FOLDER = Path(__file__).parents[2]
START_SECONDS = 60
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]:not(:has(.st-key-keeping-wait))"
QUIET_MS = 150
"""The page counts as settled once it has been settled this long: a click first has to reach the server."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serve(port: int = 0, log: Path | None = None) -> Iterator[str]:
    """Serve the program as the README says, but without opening a browser; gives its address.

    What it says goes into `log` where one is given.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.headless", "true", "--server.port", str(port)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with (
        (log or Path(os.devnull)).open("ab") as said,
        subprocess.Popen(
            [*command, *options], cwd=FOLDER, env=environment, stdout=said, stderr=subprocess.STDOUT
        ) as program,
    ):
        try:
            _wait_until_served(port, program)
            yield f"http://127.0.0.1:{port}"
        finally:
            program.terminate()
            program.wait(timeout=20)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the program, served once for all tests."""
    with serve() as served:
        yield served


def _wait_until_served(port: int, program: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if program.poll() is not None:
            pytest.fail(f"the program stopped with status {program.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the program did not answer")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
    yield started
    started.close()


@dataclass
class Visitor:
    """A person at a browser: one page, and every request that wanted to leave the machine."""

    page: Page
    address: str
    left: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        """Open a page of the program and wait for it."""
        self.page.goto(f"{self.address}/{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the program has nothing more to do."""
        quiet = 0
        while quiet < QUIET_MS:
            self.page.wait_for_selector(SETTLED, timeout=30_000)
            self.page.wait_for_timeout(50)
            running = self.page.query_selector(SETTLED) is None
            quiet = 0 if running else quiet + 50
        assert not self.sees("Something went wrong in the program"), self.text

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press a button or follow a link by its words."""
        wanted = self.page.get_by_role("button", name=name, exact=exact)
        if wanted.count() == 0:
            wanted = self.page.get_by_role("link", name=name, exact=exact)
        wanted.first.click()
        self.settle()

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label and leave it."""
        box = self.page.get_by_label(label, exact=True).first
        box.fill(text)
        box.press("Tab")
        self.settle()

    def choose(self, answer: str) -> None:
        """Choose an answer of a question."""
        self.page.get_by_text(answer, exact=True).first.click()
        self.settle()

    def sees(self, text: str) -> bool:
        """Whether the page shows a text."""
        return text in self.page.locator("[data-testid=stApp]").inner_text()

    @property
    def text(self) -> str:
        """All visible text of the page."""
        return self.page.locator("[data-testid=stApp]").inner_text()


def is_here(address: str) -> bool:
    """Whether an address is on this machine."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", None)


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A new visitor with an empty browser; a request beyond the machine is stopped and fails the test."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 1280, "height": 2000}, accept_downloads=True, locale="en-GB"
    )
    page = context.new_page()
    found = Visitor(page, address)

    def judge(route: Route) -> None:
        if is_here(route.request.url):
            route.continue_()
        else:
            found.left.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    page.set_default_timeout(15_000)
    yield found
    context.close()
    assert found.left == [], "requests wanted to leave the machine"
