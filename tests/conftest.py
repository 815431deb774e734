"""What all tests share: a language to start from, and that no browser test is skipped where it counts."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from compliance import text
from tests.chromium import find_chromium

settings.register_profile("shared", deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("shared")


def in_ci() -> bool:
    """Whether this run decides about a change."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a Chromium the browser tests are skipped on a developer's machine, and fail in CI."""
    if in_ci() or find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(
                pytest.mark.skip(reason="no Chromium here: install it, or set CHROMIUM to its path")
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped browser test is a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and in_ci() and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which no browser test may be in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium that browser tests start."""
    found = find_chromium()
    if not found:
        pytest.fail("no Chromium: install it, or set CHROMIUM to its path")
    return found


@pytest.fixture(autouse=True)
def _a_failing_page_fails_its_test(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program apologises for its own failures; a test must hear of them instead."""

    def fail(error: Exception) -> None:
        raise error

    if "apologies" not in request.fixturenames:
        monkeypatch.setattr("compliance.screens.frame.apologise", fail)


@pytest.fixture
def apologies() -> None:
    """For a test of the apology itself."""


@pytest.fixture(autouse=True)
def _english_in_lakh() -> Generator[None]:
    """Each test starts and leaves in English and lakh grouping."""
    text.use_language("en")
    text.use_grouping("lakh")
    yield
    text.use_language("en")
    text.use_grouping("lakh")
