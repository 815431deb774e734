"""Wheels of a few hundred bytes, written by hand, to choose among."""

from __future__ import annotations

import zipfile
from pathlib import Path

SAME_TIME = (2020, 2, 2, 0, 0, 0)


def tiny_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    tag: str = "py3-none-any",
    requires: tuple[str, ...] = (),
    pythons: str = ">=3.11",
) -> Path:
    """Write a wheel that holds one module and says what it requires."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}-{version}-{tag}.whl"
    said = [
        "Metadata-Version: 2.1",
        f"Name: {name}",
        f"Version: {version}",
        f"Requires-Python: {pythons}",
        *(f"Requires-Dist: {one}" for one in requires),
        "",
    ]
    inside = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in {
            f"{name}.py": "",
            f"{inside}/METADATA": "\n".join(said),
            f"{inside}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
            f"{inside}/RECORD": "",
        }.items():
            archive.writestr(zipfile.ZipInfo(path, SAME_TIME), text)
    return file
