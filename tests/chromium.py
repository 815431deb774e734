"""Where the browser for browser tests is."""

from __future__ import annotations

import os
import shutil
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@cache
def find_chromium() -> str | None:
    """The path in CHROMIUM, or the first Chromium or Chrome on the search path; None where there is none."""
    candidates = (os.environ["CHROMIUM"],) if os.environ.get("CHROMIUM") else NAMES
    return next((found for name in candidates if (found := shutil.which(name))), None)
