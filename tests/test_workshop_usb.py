"""A stick holds what each kind of laptop needs, judged for that laptop, and says what is wrong with it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from compliance import cli_start, cli_usb
from compliance.cli import main
from compliance.file_access import FileTrouble
from compliance.workshop import usb_folder
from compliance.workshop.usb_stick import set_up
from compliance.workshop.usb_targets import KNOWN, PYTHONS, Target
from compliance.workshop.usb_wheels import Choice, choose, list_text, read_wheel
from tests.tiny_wheels import tiny_wheel

ROOT = Path(__file__).parent.parent
WINDOWS = Target("windows", "3.12")
LINUX = Target("linux", "3.12")


@pytest.mark.parametrize(
    ("tag", "target", "fits"),
    [
        ("py3-none-any", WINDOWS, True),
        ("cp312-cp312-win_amd64", WINDOWS, True),
        ("cp313-cp313-win_amd64", WINDOWS, False),
        ("cp312-cp312t-win_amd64", WINDOWS, False),
        ("cp310-abi3-win_amd64", WINDOWS, True),
        ("cp312-cp312-win32", WINDOWS, False),
        ("cp312-cp312-win_amd64", LINUX, False),
        ("cp312-cp312-manylinux2014_x86_64", LINUX, True),
        ("cp312-cp312-manylinux_2_28_x86_64", LINUX, True),
        # Made for a newer C library than the oldest Linux that the stick is for.
        ("cp312-cp312-manylinux_2_34_x86_64", LINUX, False),
        ("cp312-cp312-musllinux_1_2_x86_64", LINUX, False),
        ("cp312-cp312-manylinux_2_17_aarch64", LINUX, False),
        ("cp312-cp312-manylinux_2_17_aarch64", Target("linux-arm", "3.12"), True),
    ],
)
def test_a_wheel_fits_the_laptops_its_name_says(tag: str, target: Target, fits: bool, tmp_path: Path) -> None:
    assert read_wheel(tiny_wheel(tmp_path, "part", tag=tag)).fits(target) is fits


def test_a_wheel_for_later_pythons_does_not_fit(tmp_path: Path) -> None:
    assert not read_wheel(tiny_wheel(tmp_path, "part", pythons=">=3.13")).fits(WINDOWS)


def _choice(tmp_path: Path, target: Target, *requires: str) -> Choice:
    program = read_wheel(tiny_wheel(tmp_path, "program", requires=requires))
    return choose(program, map(read_wheel, tmp_path.glob("*.whl")), target)


def _names(choice: Choice) -> list[str]:
    return [wheel.file.name for wheel in choice.wheels]


@pytest.mark.parametrize(
    ("condition", "needed_by"),
    [
        ('sys_platform == "win32"', ["windows-3.12"]),
        ('platform_system == "Windows"', ["windows-3.12"]),
        ('os_name == "posix"', ["linux-3.12", "linux-3.14"]),
        ('python_version < "3.13"', ["windows-3.12", "linux-3.12"]),
        ('python_version >= "3.14" and platform_machine == "x86_64"', ["linux-3.14"]),
        # A laptop may have any patch release: what some of them need is needed.
        ('python_full_version < "3.12.4"', ["windows-3.12", "linux-3.12"]),
        ('platform_python_implementation == "PyPy"', []),
        ('extra == "test"', []),
    ],
)
def test_conditions_are_judged_for_the_laptop(condition: str, needed_by: list[str], tmp_path: Path) -> None:
    needed = [
        target.name
        for target in (WINDOWS, LINUX, Target("linux", "3.14"))
        if _choice(tmp_path, target, f"absent>=2,<3; {condition}").missing == ("absent<3,>=2",)
    ]
    assert needed == needed_by


def test_the_newest_that_all_take_is_chosen_and_nothing_else(tmp_path: Path) -> None:
    tiny_wheel(tmp_path, "part", "1.0", requires=("deep",))
    tiny_wheel(tmp_path, "part", "1.9", "cp312-cp312-win_amd64", requires=("deep",))
    tiny_wheel(tmp_path, "part", "1.9.5", "cp313-cp313-win_amd64")
    tiny_wheel(tmp_path, "part", "2.0")
    tiny_wheel(tmp_path, "other", requires=("part<2",))
    tiny_wheel(tmp_path, "deep")
    tiny_wheel(tmp_path, "unasked")
    choice = _choice(tmp_path, WINDOWS, "part", "other")
    assert choice.missing == ()
    assert _names(choice) == [
        "deep-1.0-py3-none-any.whl",
        "other-1.0-py3-none-any.whl",
        "part-1.9-cp312-cp312-win_amd64.whl",
        "program-1.0-py3-none-any.whl",
    ]


def test_extras_bring_what_they_need(tmp_path: Path) -> None:
    tiny_wheel(tmp_path, "part", requires=('more; extra == "full"', "part[half]", 'few; extra == "half"'))
    tiny_wheel(tmp_path, "more")
    assert _choice(tmp_path, LINUX, "part[full]").missing == ("few",)
    assert "more-1.0-py3-none-any.whl" in _names(_choice(tmp_path, LINUX, "part[full]"))


def _stick(folder: Path, *targets: Target) -> Path:
    """A finished stick of tiny wheels: a program that needs a part."""
    usb_folder.prepare(folder)
    wheels = folder / "wheels"
    new = folder / "unfinished" / "new"
    program = read_wheel(tiny_wheel(new, "program", requires=("part",)))
    tiny_wheel(new, "pip", "26.0")
    tiny_wheel(wheels, "pip", "25.0")
    tiny_wheel(wheels, "part")
    tiny_wheel(wheels, "left_over")
    found = [read_wheel(wheel) for wheel in wheels.glob("*.whl")]
    lists = {one.name: list_text(one, choose(program, found, one).wheels) for one in targets}
    usb_folder.finish(folder, "1.0", targets, lists)
    return folder


def test_a_list_pins_each_part_by_its_checksum(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    lines = (stick / "lists" / "windows-3.12.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# windows-3.12"
    assert [line.split(" ")[0] for line in lines[1:]] == ["part==1.0", "program==1.0"]
    said = subprocess.run(
        ["sha256sum", stick / "wheels" / "part-1.0-py3-none-any.whl"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert lines[1] == f"part==1.0 --hash=sha256:{said.stdout.split()[0]}"


def test_what_no_list_names_is_not_on_the_stick(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    assert sorted(wheel.name.removesuffix("-py3-none-any.whl") for wheel in (stick / "wheels").iterdir()) == [
        "part-1.0",
        "pip-26.0",
        "program-1.0",
    ]
    assert not (stick / "unfinished").exists()


@pytest.mark.skipif(os.name == "nt", reason="sha256sum is a tool of Linux")
def test_the_checksum_list_is_one_that_other_tools_read(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS, LINUX)
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS.txt"], cwd=stick, check=True)
    listed = set(set_up.read_checksums(stick))
    there = {one.relative_to(stick).as_posix() for one in stick.rglob("*") if one.is_file()}
    assert there - listed == {"SHA256SUMS.txt", "python-for-windows/PUT-PYTHON-HERE.txt"}


def test_made_twice_it_is_the_same(tmp_path: Path) -> None:
    first = _stick(tmp_path / "first", WINDOWS, LINUX)
    second = _stick(tmp_path / "second", WINDOWS, LINUX)
    again = _stick(tmp_path / "first", WINDOWS, LINUX)
    sums = {(stick / "SHA256SUMS.txt").read_bytes() for stick in (first, second, again)}
    assert len(sums) == 1


def test_pythons_own_installer_stays_where_it_was_put(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    put = stick / "python-for-windows" / "python-3.12.9-amd64.exe"
    put.write_bytes(b"MZ")
    _stick(stick, WINDOWS)
    assert put.read_bytes() == b"MZ"
    assert main(["usb", str(stick), "--check"]) == 0


def test_the_start_files_are_as_each_system_wants_them(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", *(Target(system, python) for system in KNOWN for python in PYTHONS))
    batch = (stick / "start.bat").read_bytes()
    assert batch.count(b"\r\n") == batch.count(b"\n") > 50
    batch.decode("ascii")
    assert b"for %%V in (3.15 3.14 3.13 3.12 3.11) do call :try py -%%V\r\n" in batch
    assert b'for %%V in (315 314 313 312 311) do call :try "%LOCALAPPDATA%\\Programs' in batch
    shell = (stick / "start.sh").read_bytes()
    assert b"\r" not in shell and b'for version in 3.15 3.14 3.13 3.12 3.11 ""' in shell
    assert b"@VERSIONS" not in batch + shell
    assert os.access(stick / "start.sh", os.X_OK)
    told = (stick / "READ-ME-FIRST.txt").read_bytes()
    assert told.count(b"\r\n") == told.count(b"\n")


def test_every_label_that_the_batch_file_goes_to_is_there() -> None:
    batch = (ROOT / "compliance" / "workshop" / "usb_stick" / "start.bat").read_text(encoding="ascii")
    labels = set(re.findall(r"^:(\w+)$", batch, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :(\w+)", batch)) == labels


def test_only_the_systems_asked_for_have_start_files(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", LINUX)
    assert not (stick / "start.bat").exists() and not (stick / "python-for-windows").exists()
    assert "start.bat" not in (stick / "READ-ME-FIRST.txt").read_text(encoding="utf-8").split("Afterwards")[0]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "my photographs").mkdir()
    with pytest.raises(FileTrouble, match="my photographs"):
        usb_folder.prepare(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["my photographs"]


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_the_check_names_what_is_wrong(harm: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    assert main(["usb", str(stick), "--check"]) == 0
    # The lists, two parts and pip, the set-up, the start file, the text to read first.
    assert capsys.readouterr().out == "7 files are as they were made.\n"
    harmed = stick / "wheels" / "part-1.0-py3-none-any.whl"
    if harm == "missing":
        harmed.unlink()
    else:
        harmed.write_bytes(harmed.read_bytes()[:-1] + b"\xff")
    assert main(["usb", str(stick), "--check"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err == f"{harmed}: missing or damaged: copy the whole folder again\n"


def test_a_stick_that_is_not_finished_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    (stick / "SHA256SUMS.txt").unlink()
    assert main(["usb", str(stick), "--check"]) == 1
    assert "not a complete stick" in capsys.readouterr().err


def test_a_list_and_checksums_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    stick = _stick(tmp_path / "stick", WINDOWS)
    sums = (stick / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (stick / "SHA256SUMS.txt").write_text(
        "".join(one for one in sums if "part-" not in one), encoding="utf-8"
    )
    with pytest.raises(set_up.Refused, match="do not fit together"):
        set_up.needed(stick, "lists/windows-3.12.txt")


def test_the_set_up_needs_nothing_but_python() -> None:
    tree = ast.parse(Path(set_up.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert "hashlib" in imported and imported <= sys.stdlib_module_names


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="start.sh is for Linux")
@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ((WINDOWS,), "start.sh"),
        ((Target("linux", "3.11"),), "has no Python that fits. These versions do: 3.11"),
    ],
)
def test_without_a_python_that_fits_the_start_file_says_so(
    targets: tuple[Target, ...], said: str, tmp_path: Path
) -> None:
    """No Python at all is on the path; where the stick has nothing for Linux there is no start file."""
    stick = _stick(tmp_path / "stick", *targets)
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "sh"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    ran = subprocess.run(
        [tools / "sh", stick / "start.sh"],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode != 0
    assert said in ran.stdout + ran.stderr


def test_the_network_is_announced_before_it_is_reached(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip may look nowhere here, so it fails at once, after the announcement."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    stick = tmp_path / "stick"
    assert main(["usb", str(stick), "--system", "windows", "--python", "3.12"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    announced, failed = said.err.splitlines()
    # 50 MB that all share and 70 MB of one Windows.
    assert announced.startswith("This reaches the internet: pip fetches") and "about 120 MB" in announced
    assert (
        failed.startswith("usb: pip could not fetch everything (") and "give the same command again" in failed
    )
    assert str(tmp_path) not in said.err
    assert not (stick / "SHA256SUMS.txt").exists()


@pytest.mark.parametrize(
    "arguments",
    [["usb"], ["usb", "x", "--python", "3.10"], ["usb", "x", "--system", "beos"], ["start", "--port", "80"]],
)
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


def test_the_program_is_served_from_the_checkout_with_its_settings() -> None:
    assert cli_start.app_folder() == ROOT
    command = cli_start.serving(8634, browser=False)
    assert command[-6:] == [
        "--server.port", "8634", "--server.headless", "true", "--logger.hideWelcomeMessage", "true",
    ]  # fmt: skip
    kept = cli_start.environment({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "PATH": "/bin"})
    assert kept == {"PATH": "/bin"}


def test_a_port_that_is_taken_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["start", "--port", str(port), "--no-browser"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert f"if port {port} is taken, the program runs already: open http://127.0.0.1:{port}" in said.err


def test_an_earlier_stick_works_until_the_new_one_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pip may look nowhere here, so the second making fails."""
    stick = _stick(tmp_path / "stick", WINDOWS)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert main(["usb", str(stick), "--system", "windows", "--python", "3.12"]) == 1
    capsys.readouterr()
    assert main(["usb", str(stick), "--check"]) == 0


@pytest.mark.parametrize("since", ["nothing", "a part is gone", "a part is damaged", "the program changed"])
def test_after_a_break_only_what_is_complete_is_kept(since: str, tmp_path: Path) -> None:
    usb_folder.prepare(tmp_path)
    wheels = tmp_path / "wheels"
    part = tiny_wheel(wheels, "part")
    program = read_wheel(tiny_wheel(wheels, "program", requires=("part",)))
    kept = tmp_path / "unfinished" / "windows-3.12.txt"
    kept.write_text(list_text(WINDOWS, choose(program, [read_wheel(part)], WINDOWS).wheels), encoding="utf-8")
    if since == "a part is gone":
        part.unlink()
    elif since == "a part is damaged":
        part.write_bytes(part.read_bytes()[:100])
    elif since == "the program changed":
        program = read_wheel(tiny_wheel(wheels, "program", requires=("part>=1",)))
    assert cli_usb.is_complete(tmp_path, kept, program) is (since == "nothing")
