"""Keeps the PDF reader within bounds: a time limit, and a budget for what its streams unpack to.

pdfminer unpacks a stream as a whole, however large it becomes, and follows whatever a file says. Neither can
be told a limit, so its unpacking is wrapped here (for the thread that reads a statement, and no other), and
a watchdog stops the reading thread from within when its time is up.
"""

from __future__ import annotations

import ctypes
import logging
import sys
import threading
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final, TypeVar

from pdfminer import pdftypes
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfexceptions import PDFValueError
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from compliance.statements.reading_limits import MOST_PDF_SECONDS, MOST_PDF_STREAM_BYTES
from compliance.statements.statement_messages import Refused

_MOST_COLUMNS: Final = 1_000_000
"""Bytes in a line of what a predictor undoes; it reserves a list of this length."""
_MOST_BLOCKS: Final = 5_000_000
"""Small pieces of memory that reading may add; some 300 MB."""
_EVERY: Final = 0.05
_AGAIN: Final = 0.2
_Result = TypeVar("_Result")
_thread = threading.local()

# Its warnings quote what stands in the file.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)


class Stopped(BaseException):
    """Ends the reading from outside; no `except Exception` on the way keeps it."""


class OutOfBudget(BaseException):
    """The streams of one PDF unpack to more than any statement holds."""


def _spend(amount: int) -> None:
    left = getattr(_thread, "left", None)
    if left is not None:
        _thread.left = left - amount
        if _thread.left < 0:
            raise OutOfBudget


def _most() -> int:
    """Bytes that may still be unpacked, and one more; 0 for no limit."""
    left = getattr(_thread, "left", None)
    return 0 if left is None else int(left) + 1


class _Unpacker:
    """zlib's own, within the budget."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        made = self._inner.decompress(data, _most())
        _spend(len(made))
        return made

    @property
    def eof(self) -> bool:
        return self._inner.eof


class _BoundedZlib:
    """What pdfminer uses of zlib."""

    error = zlib.error

    @staticmethod
    def decompressobj() -> _Unpacker:
        return _Unpacker()

    @staticmethod
    def decompress(data: bytes) -> bytes:
        unpacker = _Unpacker()
        made = unpacker.decompress(data)
        if not unpacker.eof:
            raise zlib.error("incomplete or truncated stream")
        return made


def _bounded_lzw(data: bytes) -> bytes:
    made = []
    for part in LZWDecoder(BytesIO(data)).run():
        _spend(len(part))
        made.append(part)
    return b"".join(made)


def _bounded_predictor(inner: Any, columns_at: int, bits_at: int) -> Any:
    def predictor(*arguments: Any) -> bytes:
        colors = arguments[columns_at - 1]
        if (
            abs(colors * arguments[columns_at] * arguments[bits_at]) > 8 * _MOST_COLUMNS
            or min(colors, arguments[columns_at], arguments[bits_at]) < 1
        ):
            raise PDFValueError("predictor out of bounds")
        made: bytes = inner(*arguments)
        return made

    return predictor


_wrapped: Any = pdftypes
_wrapped.zlib = _BoundedZlib
_wrapped.lzwdecode = _bounded_lzw
_wrapped.apply_png_predictor = _bounded_predictor(apply_png_predictor, 2, 3)
_wrapped.apply_tiff_predictor = _bounded_predictor(apply_tiff_predictor, 1, 2)


class _Watchdog(threading.Thread):
    """Raises `Stopped` in a thread that works too long or takes too much, until that thread has noticed."""

    def __init__(self, watched: int, seconds: float) -> None:
        super().__init__(daemon=True)
        self._watched = watched
        self._seconds = seconds
        self._blocks = sys.getallocatedblocks()
        self._finished = threading.Event()
        self._lock = threading.Lock()
        self.too_large = False

    def run(self) -> None:
        ends = time.monotonic() + self._seconds
        while time.monotonic() < ends and not self.too_large:
            if self._finished.wait(_EVERY):
                return
            self.too_large = sys.getallocatedblocks() - self._blocks > _MOST_BLOCKS
        while True:
            with self._lock:
                if self._finished.is_set():
                    return
                _raise_in(self._watched, Stopped)
            # Where it falls into a finaliser it is lost, and has to come again.
            if self._finished.wait(_AGAIN):
                return

    def finish(self) -> None:
        """Stop watching. What was raised and has not arrived arrives here."""
        while True:
            try:
                with self._lock:
                    self._finished.set()
                for _turn in range(100):
                    pass
            except Stopped:
                continue
            return


def _raise_in(thread: int, error: type[BaseException]) -> None:
    # Never with NULL, which would take an exception back: CPython 3.11 then looks for it forever.
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def within_limits(work: Callable[[], _Result], seconds: float = MOST_PDF_SECONDS) -> _Result:
    """What `work` returns. Raises Refused where it takes more time or memory than any statement."""
    watchdog = _Watchdog(threading.get_ident(), seconds)
    _thread.left = MOST_PDF_STREAM_BYTES
    try:
        watchdog.start()
        try:
            return work()
        finally:
            watchdog.finish()
    except Stopped:
        watchdog.finish()
        if watchdog.too_large:
            raise Refused("pdf_too_large") from None
        raise Refused("pdf_too_slow", most=round(seconds)) from None
    except (OutOfBudget, MemoryError):
        raise Refused("pdf_too_large") from None
    finally:
        _thread.left = None
