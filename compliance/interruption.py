"""Ending early without leaving anything behind: no half file, no process that goes on working.

A signal to end becomes an exception, so that the way out leads through every `finally`. Worker processes
never act on one of their own accord, but none outlives the process that started it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_AS_IT_COMES: Final = (signal.SIG_DFL, signal.default_int_handler)
_CAN_MASK: Final = hasattr(signal, "pthread_sigmask")


class Ended(KeyboardInterrupt):
    """The process was told to end. `status` is what a shell reports of a program that a signal ended."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """Within it a signal to end raises `Ended`, once: clearing up is not interrupted by a second one.

    A signal that the caller of the program ignores (as `nohup` does) stays ignored.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [number for number in _ENDING if signal.getsignal(number) in _AS_IT_COMES]

    def end(number: int, _frame: FrameType | None) -> None:
        for one in heard:
            signal.signal(one, signal.SIG_IGN)
        raise Ended(number)

    before = [(number, signal.signal(number, end)) for number in heard]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """Hold signals to end back for a moment, so that a process started in it begins without hearing any.

    It would answer with a stack trace, or end half made, while it is still loading. Where a system has no
    such mask, workers are deaf from `start_worker` on.
    """
    if not _CAN_MASK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        with _noted():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _noted() -> Iterator[None]:
    """Note what other threads let through, and act on it afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    heard = [number for number in _ENDING if callable(signal.getsignal(number))]
    before = [(number, signal.signal(number, lambda found, _frame: came.append(found))) for number in heard]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def start_worker() -> None:
    """Make a worker process deaf to interruptions, which the one that started it hears and passes on.

    Being terminated stays possible, silently: the pool ends its workers so where one of them has died.
    """
    for number in _ENDING:
        deaf = number != signal.SIGTERM
        signal.signal(number, signal.SIG_IGN if deaf else signal.SIG_DFL)
    if _CAN_MASK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot say so; its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
