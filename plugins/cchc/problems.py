"""Problems are data: found by readers and checks, printed by one printer, never raised one by one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc.vocabulary import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a source file: line and column, 1-based, in characters of the file as stored."""

    line: int = 1
    column: int = 1


WHOLE_FILE = Mark(1, 1)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text read from a file starts in it; `column` is 2 when a byte order mark stands before the text."""

    line: int = 1
    column: int = 1

    def mark(self, line: int, column: int) -> Mark:
        """The mark in the file of the text's 0-based `line` and `column`."""
        return Mark(line + self.line, column + (self.column if line == 0 else 1))


START = Origin()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what it is and how to mend it, in Vietnamese."""

    path: str
    line: int
    column: int
    code: str
    severity: str
    message: str
    fix: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """`path:line:column code message → fix`, the form every command prints."""
        head = f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
        return f"{head} → {self.fix}" if self.fix else head


def make_problem(path: str, mark: Mark, code: str, *, fix: str | None = None, **details: object) -> Problem:
    """Compose the problem `code` at `mark`; `details` fill its message, `fix` replaces its usual fix."""
    message = MESSAGES[code]
    usual = message.fix.format(**details) if message.fix else None
    text = message.text.format(**details)
    return Problem(path, mark.line, mark.column, code, message.severity, text, fix or usual)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, in the order of files, lines and columns."""
    return tuple(sorted(set(problems)))


def format_text(problems: Sequence[Problem]) -> str:
    """One line per problem and a count, for people."""
    errors = sum(problem.severity == "error" for problem in problems)
    tail = f"{errors} lỗi, {len(problems) - errors} cảnh báo."
    lines = [f"{_LABELS[problem.severity]} {problem}" for problem in problems]
    return "\n".join([*lines, tail if problems else "Không có lỗi nào."])


def format_json(problems: Sequence[Problem], ledger: Mapping[str, str]) -> str:
    """The `cchc.check/1` document: all problems and what became of every source file."""
    entries = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "fix": problem.fix,
        }
        for problem in problems
    ]
    document = {"schema": "cchc.check/1", "problems": entries, "files": dict(sorted(ledger.items()))}
    return json.dumps(document, ensure_ascii=False, indent=1)


def format_github(problems: Sequence[Problem], ledger: Mapping[str, str]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    del ledger
    return "\n".join(
        f"::{problem.severity} file={_escape(problem.path, 'path')},line={problem.line},"
        f"col={problem.column},title={problem.code}::{_escape(_with_fix(problem))}"
        for problem in problems
    )


def format_sarif(problems: Sequence[Problem], ledger: Mapping[str, str]) -> str:
    """SARIF 2.1.0, which GitLab and GitHub code views read."""
    del ledger
    rules = [{"id": code} for code in sorted({problem.code for problem in problems})]
    results = [
        {
            "ruleId": problem.code,
            "level": problem.severity,
            "message": {"text": _with_fix(problem)},
            "locations": [_sarif_location(problem)],
        }
        for problem in problems
    ]
    run = {"tool": {"driver": {"name": "cchc", "rules": rules}}, "columnKind": "unicodeCodePoints"}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{**run, "results": results}],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


MACHINE_FORMATS: Mapping[str, Callable[[Sequence[Problem], Mapping[str, str]], str]] = {
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
_LABELS = {"error": "Lỗi", "warning": "Cảnh báo"}


def _with_fix(problem: Problem) -> str:
    return f"{problem.message} → {problem.fix}" if problem.fix else problem.message


def _escape(text: str, part: str = "message") -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped if part == "message" else escaped.replace(":", "%3A").replace(",", "%2C")


def _sarif_location(problem: Problem) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": problem.path},
            "region": {"startLine": problem.line, "startColumn": problem.column},
        }
    }
