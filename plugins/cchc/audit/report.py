"""An audit as text for the terminal and as JSON (cchc.audit/1); the page is the template audit.html."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cchc.audit.rules import CERTAINTY
from cchc.audit.run import Report, Result
from cchc.text import format_date

SCHEMA = "cchc.audit/1"
_SHOWN = 3  # paths named for one finding; the rest are counted
SEVERITY = {"error": "Lỗi", "warning": "Cảnh báo"}


def audit_text(report: Report) -> str:
    """What does not hold, errors first: the rule, where, what, how to put it right, whose rule it is."""
    return "\n".join(_lines(report))


def summary(report: Report) -> str:
    """One sentence of figures."""
    errors, warnings = (len(report.failed(severity)) for severity in SEVERITY)
    return (
        f"Đối chiếu {report.pages} trang của {report.address} với {len(report.results)} quy định có hiệu lực ngày "
        f"{format_date(report.day)}: đạt {len(report.passed)}, lỗi {errors}, cảnh báo {warnings}."
    )


def source_words(result: Result) -> str:
    """The rule's source, and how sure we are of it."""
    return f"{result.rule.source} ({CERTAINTY[result.rule.certainty]})"


def place_words(paths: tuple[str, ...]) -> str:
    """The first few paths, and how many more there are."""
    more = len(paths) - _SHOWN
    return ", ".join(paths[:_SHOWN]) + (f" và {more} trang khác" if more > 0 else "")


def _lines(report: Report) -> Iterator[str]:
    for severity, label in SEVERITY.items():
        for result in report.failed(severity):
            yield f"{label}: {result.rule.title} [{result.rule.id}]"
            yield f"  Quy định: {result.rule.rule}"
            for what, paths in result.places.items():
                yield f"  - {what}: {place_words(paths)}"
            yield f"  Cách sửa: {result.rule.fix}"
            yield f"  Nguồn: {source_words(result)}"
            yield ""
    yield summary(report)


def audit_json(report: Report) -> str:
    """Every rule in force with what breaks it."""
    document = {
        "schema": SCHEMA, "as_of": report.day.isoformat(), "address": report.address, "pages": report.pages,
        "counts": {"passed": len(report.passed), **{name: len(report.failed(name)) for name in SEVERITY}},
        "results": [_result(result) for result in report.results],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _result(result: Result) -> dict[str, object]:
    rule = result.rule
    return {
        "id": rule.id, "title": rule.title, "severity": rule.severity, "passed": not result.findings,
        "rule": rule.rule, "source": rule.source, "certainty": rule.certainty,
        "from": rule.start.isoformat() if rule.start else None, "to": rule.end.isoformat() if rule.end else None,
        "fix": rule.fix, "findings": [{"path": item.path, "what": item.what} for item in result.findings],
    }
