"""The dated rule set: rules.yaml → rules; which of them hold on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from cchc.audit.checks import PAGE_CHECKS, SITE_CHECKS
from cchc.errors import UsageError

RULES_FILE = Path(__file__).with_name("rules.yaml")
SEVERITIES = ("error", "warning")
ROLES = ("post", "page", "frame", "redirect")
# How sure we are of a rule's text and dates
CERTAINTY = {
    "S": "đã đối chiếu văn bản gốc", "T": "theo tài liệu trung gian", "M": "chưa đối chiếu văn bản gốc",
    "C": "chuẩn của chuyên mục",
}
_REQUIRED = ("id", "title", "rule", "source", "certainty", "severity", "check", "fix")
_KEYS = frozenset({*_REQUIRED, "from", "to", "on", "when", "parameters"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A requirement: its source, when it is in force (`to` is its last day), and the named check with its parameters.

    `on` are the roles of pages a check of pages looks at; with `when` the rule is only for sites that have this file.
    """

    id: str
    title: str
    rule: str
    source: str
    certainty: str
    severity: str
    check: str
    fix: str
    start: date | None = None
    end: date | None = None
    on: tuple[str, ...] = ("post", "page")
    when: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on `day`."""
        return (self.start or date.min) <= day <= (self.end or date.max)


def load_rules(file: Path = RULES_FILE) -> tuple[Rule, ...]:
    """Every rule of a file, of all times; a fault in it is a UsageError that names the rule."""
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"Không đọc được bộ quy định {file}: {error}.") from error
    if not isinstance(written, list):
        raise UsageError(f"Bộ quy định {file.name} phải là danh sách các quy định.")
    rules = tuple(_read(item, file.name) for item in written)
    ids = [rule.id for rule in rules]
    double = next((name for name in ids if ids.count(name) > 1), None)
    if double:
        raise UsageError(f"{file.name}: hai quy định cùng mã {double}.")
    return rules


def in_force(rules: Iterable[Rule], day: date) -> tuple[Rule, ...]:
    """The rules that hold on `day`."""
    return tuple(rule for rule in rules if rule.holds(day))


def _read(item: Any, file: str) -> Rule:  # noqa: ANN401 - as written in YAML
    if not isinstance(item, dict):
        raise UsageError(f"{file}: mỗi quy định phải là các cặp khóa: giá trị.")
    place = f"{file}, quy định {item.get('id', '(thiếu mã)')}"
    missing = [key for key in _REQUIRED if not isinstance(item.get(key), str)]
    unknown = sorted(set(item) - _KEYS)
    if missing or unknown:
        fault = f"thiếu {missing[0]}" if missing else f"có khóa lạ {unknown[0]}"
        raise UsageError(f"{place}: {fault}; các khóa: {', '.join(sorted(_KEYS))}.")
    rule = Rule(
        **{key: item[key] for key in _REQUIRED}, start=item.get("from"), end=item.get("to"),
        on=tuple(item.get("on", ("post", "page"))), when=item.get("when", ""), parameters=item.get("parameters", {}),
    )
    _check(rule, place)
    return rule


def _check(rule: Rule, place: str) -> None:
    """Values that are one of a few."""
    checks = sorted({*PAGE_CHECKS, *SITE_CHECKS})
    for name, value, allowed in (
        ("check", rule.check, checks), ("severity", rule.severity, SEVERITIES),
        ("certainty", rule.certainty, CERTAINTY), *(("on", role, ROLES) for role in rule.on),
    ):
        if value not in allowed:
            raise UsageError(f"{place}: {name} không có `{value}`; chỉ nhận: {', '.join(allowed)}.")
    for name, day in (("from", rule.start), ("to", rule.end)):
        if day is not None and type(day) is not date:
            raise UsageError(f"{place}: {name} phải là ngày viết như 2026-07-01, đang là `{day}`.")
    if rule.start and rule.end and rule.end < rule.start:
        raise UsageError(f"{place}: hết hiệu lực ({rule.end}) trước khi có hiệu lực ({rule.start}).")
