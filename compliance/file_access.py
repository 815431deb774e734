"""Reading and writing files with a clear line instead of an exception's text."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compliance.text import _


class FileTrouble(Exception):
    """A file cannot be read or written: which, what is the matter, what to do."""

    def __init__(self, path: str, matter: str, remedy: str) -> None:
        super().__init__(path, matter, remedy)
        self.path = path
        self.matter = matter
        self.remedy = remedy

    def line(self) -> str:
        """One line for a terminal: `path: what is the matter: what to do`."""
        return f"{self.path}: {self.matter}: {self.remedy}"


def reading_trouble(path: Path, error: OSError) -> FileTrouble:
    """What keeps a file from being read, in words."""
    if isinstance(error, FileNotFoundError):
        return FileTrouble(str(path), _("no such file"), _("check its name and its folder"))
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return FileTrouble(str(path), _("a folder"), _("give the name of a file"))
    if isinstance(error, PermissionError):
        return FileTrouble(str(path), _("no permission"), _("allow reading it, or copy it elsewhere"))
    return FileTrouble(str(path), error.strerror or type(error).__name__, _("check the file and its disk"))


def writing_trouble(path: Path, error: OSError) -> FileTrouble:
    """What keeps a file from being written, in words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileTrouble(str(path), _("no such folder"), _("make the folder first, or choose another"))
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return FileTrouble(str(path), _("a folder"), _("give the name of a file in it"))
    if isinstance(error, PermissionError):
        return FileTrouble(str(path), _("no permission"), _("choose a folder that you may write to"))
    return FileTrouble(str(path), error.strerror or type(error).__name__, _("check the disk"))


def read_bytes(path: Path, most: int) -> bytes:
    """The content of a file, but no more than one byte beyond `most`. Raises FileTrouble."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise reading_trouble(path, error) from None


@contextlib.contextmanager
def complete_file(path: Path, *made_from: Path) -> Iterator[Path]:
    """A name beside `path` to write to; it becomes `path` when all is written, and vanishes otherwise.

    A link is followed, so that the file it names is written. Raises FileTrouble where the folder or the
    file cannot be written, where `path` is no ordinary file, and where it is one of the files `made_from`,
    which would be lost.
    """
    target = path.resolve()
    if target.is_dir():
        raise writing_trouble(path, IsADirectoryError())
    if target.exists() and not target.is_file():
        raise FileTrouble(str(path), _("not an ordinary file"), _("give the name of a file"))
    if target.exists() and any(target.samefile(source) for source in made_from):
        raise FileTrouble(
            str(path),
            _("the same file as the one that is read"),
            _("choose another name, or it would be lost"),
        )
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise writing_trouble(path, error) from None
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except OSError as error:
        raise writing_trouble(path, error) from None
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    """The rights that new files do not get; temporary files are made for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
