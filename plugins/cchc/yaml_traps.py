"""What goes wrong when people write YAML by hand, and how to say it.

`scan_traps` finds faults YAML itself accepts or blames on another line; `diagnose` explains a syntax error.
Lines and columns are those of the text given, 0-based; line numbers stay true because faulty text is blanked,
never removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cchc.problems import Origin, Problem, make_problem
from cchc.text import CONTROL

_TOP_KEY = re.compile(r"[^\s#\-\[\]{}'\"][^:]*:(?:\s|$)")
_GLUED = re.compile(r"([^\W\d]\w*):([^\s/].*)")
_NESTED_GLUED = re.compile(r"(\s+(?:-\s+)?)([^\W\d]\w*):([^\s/].*)")
_INDENTED_KEY = re.compile(r"([ ]+)[^\W\d]\w*:(?:\s|$)")
_PAIR = re.compile(r"^(\s*(?:-\s+)?[^:#]+?:[ \t]+)(\S.*)$")
_BLOCK = re.compile(r":[ \t]+[|>][+-]?\d?[ \t]*\r?\n?$")
_LEADERS = "@`%*&!|>"


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnosed fault."""

    code: str
    line: int
    column: int
    details: dict[str, object] = field(default_factory=dict)

    def problem(self, path: str, origin: Origin) -> Problem:
        """The problem it makes in `path`, whose text starts at `origin`."""
        return make_problem(path, origin.mark(self.line, self.column), self.code, fix=None, **self.details)


def scan_traps(text: str, path: str, origin: Origin) -> tuple[list[Problem], list[str]]:
    """Problems found line by line, and the lines with what they concern made harmless."""
    lines = text.splitlines(keepends=True) if not CONTROL.search(text) else _split_lines(text)
    problems: list[Problem] = []
    block_indent: int | None = None  # of the key whose block scalar the line is in
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        inside = block_indent is not None and (not line.strip() or indent > block_indent)
        if not inside:
            block_indent = indent if _BLOCK.search(line) else None
        for finding in [*_controls(line, index), *(() if inside else _line_traps(line, index))]:
            problems.append(finding.problem(path, origin))
            lines[index] = _harmless(lines[index], finding)
    return problems, lines


def _split_lines(text: str) -> list[str]:
    """Split at line feeds only, so that odd separators do not shift line numbers."""
    return [part for part in re.split(r"(?<=\n)", text) if part]


def _controls(line: str, index: int) -> list[Finding]:
    control = CONTROL.search(line)
    if control is None:
        return []
    return [Finding("ky-tu-la", index, control.start(), {"char": f"U+{ord(control.group()):04X}"})]


def _line_traps(line: str, index: int) -> list[Finding]:
    found: list[Finding] = []
    tab = re.match(r" *\t", line)
    if tab and line.strip() and not line.lstrip().startswith("#"):
        found.append(Finding("yaml-tab", index, tab.end() - 1))
    glued = _GLUED.match(line)
    if glued:
        found.append(_glued(glued, index))
    return found


def glued_keys(text: str) -> set[str]:
    """Keys written `key:value` without a space; their entries are blanked by `scan_traps`."""
    matches = (_GLUED.match(line) for line in text.split("\n"))
    return {match[1] for match in matches if match}


def _glued(glued: re.Match[str], index: int) -> Finding:
    details: dict[str, object] = {"key": glued[1], "value": glued[2].strip()[:40]}
    return Finding("yaml-thieu-cach", index, glued.start(2), details)


def _harmless(line: str, finding: Finding) -> str:
    if finding.code == "yaml-tab":
        return line.replace("\t", " ", 1) if not line.strip(" \t\r\n") else re.sub(r"^[ \t]+", _spaces, line)
    if finding.code == "yaml-thieu-cach":
        return "\n"
    return CONTROL.sub(" ", line)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())


def entry_span(lines: list[str], line: int) -> tuple[int, int]:
    """Lines [start, end) of the top-level entry that holds `line`."""
    start = line
    while start > 0 and not _TOP_KEY.match(lines[start]):
        start -= 1
    end = line + 1
    while end < len(lines) and not _TOP_KEY.match(lines[end]):
        end += 1
    return start, end


def diagnose(lines: list[str], line: int, column: int, problem: str) -> tuple[int, int, Finding]:
    """Explain the parser's error at 0-based `line`, `column`; the lines [start, end) to blank."""
    start, end = entry_span(lines, line)
    finding = _in_entry(lines, start, end) or _on_line(lines, line) or _before(lines, start)
    if finding is not None and finding.line < start:
        start = entry_span(lines, finding.line)[0]
    if finding is None:
        finding = Finding("yaml-cu-phap", line, column, {"detail": _in_vietnamese(problem)})
    return start, end, finding


def _before(lines: list[str], start: int) -> Finding | None:
    """The parser often blames the entry after the faulty one: look one entry back."""
    if start == 0:
        return None
    previous, end = entry_span(lines, start - 1)
    return _in_entry(lines, previous, min(end, start))


def _in_entry(lines: list[str], start: int, end: int) -> Finding | None:
    for index in range(start, end):
        pair = _PAIR.match(lines[index].rstrip("\r\n"))
        found = _in_value(pair[2], index, len(pair[1])) if pair else None
        if found is not None:
            return found
    return None


def _on_line(lines: list[str], line: int) -> Finding | None:
    """The fault of the very line the parser names: no space after a colon, or a key pushed too far right."""
    glued = _NESTED_GLUED.match(lines[line])
    if glued:
        details: dict[str, object] = {"key": glued[2], "value": glued[3].strip()[:40]}
        return Finding("yaml-thieu-cach", line, glued.start(3), details)
    inner = _INDENTED_KEY.match(lines[line])
    above = _PAIR.match(lines[line - 1].rstrip("\r\n")) if line else None
    if inner and above and len(inner[1]) > len(above[1]) - len(above[1].lstrip()):
        return Finding("yaml-thut", line, inner.end(1))
    return None


def _in_value(value: str, line: int, column: int) -> Finding | None:
    """The fault of one value written on one line, if it is a known one."""
    first = value[0]
    if first in _LEADERS and not re.fullmatch(r"[|>][+-]?\d?\s*", value):
        return Finding("yaml-dau-dac-biet", line, column, {"char": first})
    if first in "\"'":
        return _in_quoted(value, line, column)
    if first in "[{":
        return _in_brackets(value, line, column)
    if not re.search(r":(?=\s|$)", value):
        return None
    return Finding("nhay-cong" if first in "“”" else "yaml-hai-cham", line, column)


def _in_quoted(value: str, line: int, column: int) -> Finding | None:
    quote = value[0]
    body = value.rstrip()
    inner = body[1:-1].replace("''", "") if quote == "'" else re.sub(r"\\.", "", body[1:-1])
    if len(body) < 2 or body[-1] != quote or quote in inner:
        return Finding("yaml-nhay", line, column, {"char": quote})
    return None


def _in_brackets(value: str, line: int, column: int) -> Finding | None:
    """A list left open, or text that starts with a bracket and is no list: `[Ảnh] Bảy nhóm nội dung`."""
    first, last = value[0], "]" if value[0] == "[" else "}"
    if value.count(first) > value.count(last):
        return Finding("yaml-ngoac", line, column, {"char": first})
    text = not value.partition(" #")[0].rstrip().endswith(last)
    return Finding("yaml-dau-dac-biet", line, column, {"char": first}) if text else None


_TRANSLATIONS = (
    ("could not find expected ':'", "thiếu dấu hai chấm sau tên khóa"),
    ("did not find expected key", "thụt đầu dòng không khớp hoặc thiếu tên khóa"),
    ("found character that cannot start", "có ký tự không được đứng đầu giá trị"),
    ("mapping values are not allowed", "có dấu hai chấm thừa trong giá trị"),
    ("did not find expected", "thiếu dấu ngăn cách hoặc dấu đóng ngoặc"),
    ("found unexpected end of stream", "chưa đóng dấu nháy"),
    ("block sequence entries are not allowed", "dấu gạch đầu dòng đặt sai chỗ"),
    ("found unknown escape", "có dấu \\ không hiểu được trong dấu nháy kép"),
)


def _in_vietnamese(problem: str) -> str:
    return next((text for start, text in _TRANSLATIONS if start in problem), "sai cú pháp YAML")
