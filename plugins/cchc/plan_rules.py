"""Rules inside one plan file: ids and names, references, areas of tasks, and what an import left to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cchc import plan
from cchc.fields import KeyPath, Reading
from cchc.problems import Mark, Origin
from cchc.text import match_key, nearest

MARK = "# cần kiểm tra"  # written by the plan importer where a person must look
_MARK = re.compile(r"(?:^|\s)(#\s*cần kiểm tra)", re.IGNORECASE)


def check_tables(values: dict[str, Any], reading: Reading) -> None:
    """Check ids and numbers for repeats and every reference inside the plan."""
    for name, attribute in (("units", "id"), ("kinds", "id"), ("channels", "id"), ("fields", "id"),
                            ("areas", "letter"), ("tasks", "number")):
        _check_unique(name, attribute, values.get(name, ()), reading)
    for name in ("units", "kinds", "channels"):
        _check_names(name, values.get(name, ()), reading)
    known = {name: {item.id for item in values.get(name, ())} for name in ("units", "kinds", "fields")}
    known["areas"] = {area.letter for area in values.get("areas", ())}
    for table, place, written in _references(values):
        if table in values and written not in known[table]:
            _report_reference(table, place, written, known[table], reading)
    _check_groups(values.get("kinds", ()), reading)
    _check_areas(values, reading)
    numbers = {task.number for task in values.get("tasks", ())}
    for index, amendment in enumerate(values.get("amendments", ())):
        if amendment.task is not None and amendment.task not in numbers:
            reading.report(reading.marks[("amendments", index, "task")], "nhiem-vu-la", value=amendment.task,
                           known=", ".join(map(str, sorted(numbers))))


def _check_unique(name: str, attribute: str, items: Iterable[Any], reading: Reading) -> None:
    seen: set[object] = set()
    for index, item in enumerate(items):
        key = getattr(item, attribute)
        if key in seen:
            reading.report(reading.marks[(name, index, attribute)], "ma-trung", value=key)
        seen.add(key)


def _check_names(name: str, items: Iterable[Any], reading: Reading) -> None:
    """Two entries must not share a name or alias."""
    owner: dict[str, str] = {}
    for index, item in enumerate(items):
        for written in (item.name, *item.aliases):
            other = owner.setdefault(match_key(written), item.id)
            if other != item.id:
                reading.report(reading.marks[(name, index)], "ten-trung", value=written, other=other)


def _check_groups(kinds: Sequence[plan.Kind], reading: Reading) -> None:
    """A group is a kind of its own and no member: counting looks one level up (coverage rules, `missing`)."""
    members = {kind.id for kind in kinds if kind.group}
    for index, kind in enumerate(kinds):
        if kind.group in members:
            reading.report(reading.marks[("kinds", index, "group")], "nhom-long", value=kind.group)


def _references(values: dict[str, Any]) -> Iterator[tuple[str, KeyPath, str]]:
    """(table, place, id written) of every reference inside the plan."""
    if values.get("issuer"):
        yield "units", ("issuer",), values["issuer"]
    for index, kind in enumerate(values.get("kinds", ())):
        if kind.group:
            yield "kinds", ("kinds", index, "group"), kind.group
    for index, area in enumerate(values.get("areas", ())):
        for position, topic in enumerate(area.fields):
            yield "fields", ("areas", index, "fields", position), topic
    for index, task in enumerate(values.get("tasks", ())):
        base = ("tasks", index)
        lists = (("units", "lead", task.lead), ("units", "support", task.support), ("areas", "areas", task.areas))
        for table, key, written in lists:
            for position, item in enumerate(written):
                yield table, (*base, key, position), item
        for position, item in enumerate(task.products.kinds):
            yield "kinds", (*base, "products", "kinds", position), item


def _report_reference(table: str, place: KeyPath, written: str, known: set[str], reading: Reading) -> None:
    close = nearest(written, tuple(sorted(known)))
    fix = f"có phải ý anh/chị là `{close}`?" if close else f"khai báo `{written}` trong `{table}` của kế hoạch"
    reading.report(reading.marks[place], "tham-chieu-la", fix=fix, value=written, table=table)


def _check_areas(values: dict[str, Any], reading: Reading) -> None:
    """A task of no area is left out where outputs are counted by area."""
    for index, task in enumerate(values.get("tasks", ())):
        place = ("tasks", index, "areas")
        if not task.areas and place not in reading.unread:
            whole = reading.marks[("tasks", index)]
            known = ", ".join(area.letter for area in values.get("areas", ()))
            reading.report(max(whole, reading.marks.get(place, whole)), "nhiem-vu-khong-noi-dung",
                           number=task.number, known=known)


def check_marks(text: str, origin: Origin, reading: Reading) -> None:
    """Comments an import left: one warning, at the first. They are not in the YAML nodes, so the text is looked at."""
    found: list[Mark] = []
    for number, line in enumerate(text.split("\n")):
        mark = _MARK.search(line) if "#" in line else None
        if mark and line[: mark.start(1)].count('"') % 2 == 0:
            found.append(origin.mark(number, mark.start(1)))
    if found:
        reading.report(found[0], "can-kiem-tra", count=len(found))
