"""Keeps the garbage collection after each run short, without turning it off."""

from __future__ import annotations

import gc
import sys

_modules = 0


def leave_modules_alone() -> None:
    """Take what the modules imported so far made out of garbage collection: it stays until the end anyway.

    Streamlit collects after every run, which takes longer than the run itself where it looks through all
    modules each time. What people enter and what is worked out of it is collected as before.
    """
    global _modules
    if len(sys.modules) != _modules:
        _modules = len(sys.modules)
        gc.collect()
        gc.freeze()
