"""`assess`: one workbook in, a letter or the result keys out, and a PDF where one is asked for."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from compliance.assessment import assess
from compliance.assessment_types import Assessment
from compliance.cli_status import DONE, NOT_COVERED, PROBLEMS, complain
from compliance.file_access import complete_file, read_bytes
from compliance.rulebook import NotCovered, Rulebook, load_rulebook
from compliance.taxyear import today_in_pakistan
from compliance.workbook import InputProblems, Workbook
from compliance.workbook_problems import outside_program
from compliance.workbook_reading import LARGEST_FILE, read_workbook


def run(options: argparse.Namespace) -> int:
    """The command; returns the exit status. Raises FileTrouble and RuleFaults."""
    raw = read_bytes(Path(options.workbook), LARGEST_FILE)
    workbook = read_workbook(raw)
    if not isinstance(workbook, Workbook):
        return complain((problem.line() for problem in workbook), PROBLEMS)
    rulebook = load_rulebook()
    try:
        assessment = assess(workbook, rulebook, options.as_of or today_in_pakistan())
    except InputProblems as found:
        return complain((problem.line() for problem in found.problems), PROBLEMS)
    except NotCovered as outside:
        reasons = outside_program(workbook, rulebook) or (outside,)
        return complain((reason.line() for reason in reasons), NOT_COVERED)
    result = _shown(assessment, rulebook, options.format)
    if options.pdf is not None:
        _write_pdf(assessment, rulebook, Path(options.pdf), Path(options.workbook))
    sys.stdout.write(result)
    return DONE


def _shown(assessment: Assessment, rulebook: Rulebook, form: str) -> str:
    if form == "json":
        from compliance.assessment_json import to_json

        return json.dumps(to_json(assessment), indent=2, ensure_ascii=False) + "\n"
    from compliance.letter import letter
    from compliance.summary import summarise

    return letter(summarise(assessment, rulebook))


def _write_pdf(assessment: Assessment, rulebook: Rulebook, path: Path, made_from: Path) -> None:
    from compliance.documents.pdf import build_pdf

    made = build_pdf(assessment, rulebook, attach_workbook=True)
    with complete_file(path, made_from) as beside:
        beside.write_bytes(made)
