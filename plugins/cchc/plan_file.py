"""Read content/ke-hoach/<id>.yaml and <id>.ghi-chu.yaml into a Plan, with every problem at its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cchc import fields as f
from cchc import front_matter, plan
from cchc import schedule as sch
from cchc.fields import Field, KeyPath, Reading, Text, list_of, number, record
from cchc.plan_rules import check_marks, check_tables
from cchc.problems import WHOLE_FILE, Problem
from cchc.text import clean_line
from cchc.yaml_nodes import Mapping, Node, Scalar, compose

PLAN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
QUESTION = "question"  # `schedule.type` the plan importer writes where it did not understand a cell
_ID = f.pattern(PLAN_ID.pattern, "ma-sai")
_LINES = Text(lines=True)

_SECTION = record((
    Field("section", None, Text()), Field("heading", None, Text()), Field("intro", None, _LINES),
    Field("items", None, list_of(record((
        Field("label", None, Text()), Field("text", None, _LINES, required=True),
    ), plan.SectionItem))),
    Field("closing", None, _LINES),
), plan.Section)

_EVENT = record((
    Field("date", None, f.day, required=True), Field("title", None, Text(), required=True),
    Field("document", None, Text()),
), sch.PlanEvent)
_SCHEDULE_TEXT = Field("text", None, Text(), required=True)
_SCHEDULE_TYPE = Field("type", None, Text(), required=True)
_LIMIT = number(least=1, most=3660)
_SCHEDULES: dict[str, tuple[Field, ...]] = {
    "continuous": (Field("every_days", None, _LIMIT, required=True),),
    "window": (Field("from", None, f.day, required=True), Field("to", None, f.day, required=True)),
    "event": (
        Field("within_days", None, _LIMIT), Field("within_working_days", None, _LIMIT),
        Field("events", None, list_of(_EVENT)),
    ),
    "periodic": (
        Field("every", None, f.choice({name: name for name in sch.PERIODS}), required=True),
        Field("count", None, _LIMIT, required=True),
    ),
}


def _read_schedule(node: Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """Read a schedule by the fields of its `type`."""
    if not isinstance(node, Mapping):
        return reading.report(node.mark, "can-khoa-gia-tri")
    types = [value for key, value in node.pairs if key.value == "type" and isinstance(value, Scalar)]
    if types and types[0].value == QUESTION:
        cells = [value.value for key, value in node.pairs if key.value == "text" and isinstance(value, Scalar)]
        return reading.report(types[0].mark, "lich-chua-ro", value=clean_line(cells[0]) if cells else "")
    if not types or types[0].value not in _SCHEDULES:
        mark = types[0].mark if types else node.mark
        return reading.report(mark, "lich-sai", known=", ".join(_SCHEDULES))
    table = (_SCHEDULE_TYPE, _SCHEDULE_TEXT, *_SCHEDULES[types[0].value])
    values = record(table)(node, place, reading)
    if values is f.INVALID:
        return values
    return _make_schedule(values, place, reading)


def _make_schedule(values: dict[str, Any], place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401
    text, mark = values["text"], reading.marks[place]
    match values["type"]:
        case "continuous":
            return sch.Continuous(every_days=values["every_days"], text=text)
        case "window":
            if values["from"] > values["to"]:
                return reading.report(reading.marks[(*place, "to")], "khoang-nguoc")
            return sch.Window(start=values["from"], end=values["to"], text=text)
        case "periodic":
            return sch.Periodic(every=values["every"], count=values["count"], text=text)
    limits = [name for name in ("within_days", "within_working_days") if name in values]
    if len(limits) != 1:
        return reading.report(mark, "lich-su-kien-han")
    working = limits == ["within_working_days"]
    events = tuple(sorted(values.get("events", ()), key=lambda event: (event.date, event.title)))
    return sch.Event(within=values[limits[0]], working=working, events=events, text=text)


def _read_period(node: Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    table = (Field("from", None, f.day, required=True), Field("to", None, f.day, required=True))
    values = record(table)(node, place, reading)
    if values is f.INVALID:
        return values
    if values["from"] > values["to"]:
        return reading.report(reading.marks[(*place, "to")], "khoang-nguoc")
    return plan.Period(start=values["from"], end=values["to"])


def _read_continues(node: Node, place: KeyPath, reading: Reading) -> Any:  # noqa: ANN401 - a shape's value
    """Read {plan, task}; whether they exist is checked with the other plans at hand."""
    table = (Field("plan", None, _ID, required=True), Field("task", None, number(least=1, most=999), required=True))
    values = record(table)(node, place, reading)
    if values is f.INVALID:
        return values
    plan_mark, task_mark = (reading.marks[(*place, name)] for name in ("plan", "task"))
    return plan.Continuation(**values, plan_mark=plan_mark, task_mark=task_mark)


_NAMED = (Field("id", None, _ID, required=True), Field("name", None, Text(), required=True))
_ALIASES = Field("aliases", None, list_of(Text()))
_PRODUCTS = record((
    Field("kinds", None, list_of(Text()), required=True), Field("text", None, Text()),
    Field("open", None, f.flag), Field("require", None, f.choice({"any": "any", "all": "all"})),
), lambda **values: plan.Products(**{**values, "open": bool(values.get("open"))}))

PLAN_FIELDS: tuple[Field, ...] = (
    Field("id", None, _ID, required=True),
    Field("title", None, Text(limit=300), required=True),
    Field("number", None, Text()),
    Field("number_text", None, Text()),
    Field("date_text", None, Text()),
    Field("issuer", None, Text()),
    Field("period", None, _read_period, required=True),
    Field("conventions", None, record((Field("text", None, _LINES, required=True),), lambda text: text)),
    Field("units", None, list_of(record((*_NAMED, _ALIASES, Field("group", None, f.flag)),
          lambda **values: plan.Unit(**{**values, "group": bool(values.get("group"))}))), required=True),
    Field("kinds", None, list_of(record((*_NAMED, _ALIASES, Field("group", None, Text())), plan.Kind)),
          required=True),
    Field("channels", None, list_of(record((*_NAMED, _ALIASES), plan.Channel)), required=True),
    Field("fields", None, list_of(record((*_NAMED, _ALIASES), plan.Topic))),
    Field("areas", None, list_of(record((
        Field("letter", None, f.letter, required=True), Field("title", None, Text(), required=True),
        Field("text", None, _LINES, required=True), Field("fields", None, list_of(Text())),
    ), plan.Area)), required=True),
    Field("tasks", None, list_of(record((
        Field("number", None, number(least=1, most=999), required=True),
        Field("title", None, Text(limit=300), required=True), Field("text", None, _LINES, required=True),
        Field("areas", None, list_of(f.letter)), Field("products", None, _PRODUCTS, required=True),
        Field("lead", None, list_of(Text()), required=True), Field("lead_text", None, Text()),
        Field("support", None, list_of(Text())), Field("support_text", None, Text()),
        Field("schedule", None, _read_schedule, required=True), Field("continues", None, _read_continues),
    ), plan.PlanTask)), required=True),
    Field("amendments", None, list_of(record((
        Field("date", None, f.day, required=True), Field("document", None, Text()),
        Field("task", None, number(least=1, most=999)), Field("change", None, _LINES),
    ), plan.Amendment))),
    Field("basis", None, list_of(record((
        Field("text", None, _LINES, required=True), Field("documents", None, list_of(Text())),
    ), plan.Basis))),
    Field("intro", None, _LINES),
    *(Field(name, None, _SECTION) for name in (
        "goals", "requirements", "audiences", "content", "forms", "funding", "responsibilities")),
    Field("recipients", None, record((
        Field("heading", None, Text()), Field("items", None, list_of(Text())),
    ), plan.Recipients)),
    Field("signature", None, record((
        Field("authority", None, Text()), Field("title", None, Text()), Field("name", None, Text()),
    ), plan.Signature)),
    Field("appendix", None, record((
        Field("heading", None, Text()), Field("title", None, Text()), Field("note", None, Text()),
        Field("columns", None, list_of(Text())),
    ), plan.Appendix)),
)
EXPLANATION_FIELDS: tuple[Field, ...] = (
    Field("task", "nhiem_vu", number(least=1, most=999), required=True), Field("date", "ngay", f.day, required=True),
    Field("by", "nguoi", Text()), Field("note", "ghi_chu", _LINES, required=True), Field("document", "van_ban", Text()),
)


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """Result of reading a plan: what could be read, all problems, and the top-level keys that have errors."""

    plan: plan.Plan | None
    problems: tuple[Problem, ...]
    unsound: frozenset[str] = frozenset()


def parse_plan(path: str, data: bytes) -> ParsedPlan:
    """Read the plan stored at `path` (ke-hoach/<id>.yaml, relative to the content folder)."""
    reading = Reading(path)
    values = _read_yaml(data, reading)
    if values is None:
        return ParsedPlan(None, tuple(reading.problems))
    check_tables(values, reading)
    stem = PurePosixPath(path).stem
    if "id" in values and values["id"] != stem:
        reading.report(reading.marks[("id",)], "ma-khac-ten-tep", value=values["id"], stem=stem)
    complete = all(item.name in values for item in PLAN_FIELDS if item.required)
    found = plan.Plan(source=path, **values) if complete else None
    return ParsedPlan(found, tuple(reading.problems), _unsound_keys(reading))


def _unsound_keys(reading: Reading) -> frozenset[str]:
    """Top-level keys under which an error was found, so that posts are not blamed for the plan's faults."""
    starts = sorted((mark.line, str(place[0])) for place, mark in reading.marks.items() if place[1:] == ("key",))
    errors = [problem.line for problem in reading.problems if problem.severity == "error"]
    return frozenset(
        max((start for start in starts if start[0] <= line), default=(0, ""))[1] for line in errors
    )


def _read_yaml(data: bytes, reading: Reading) -> dict[str, Any] | None:
    text, problems = front_matter.decode(reading.path, data)
    reading.problems += problems
    if text is None:
        return None
    composed = compose(text, reading.path, front_matter.origin(data))
    reading.problems += composed.problems
    check_marks(text, front_matter.origin(data), reading)
    if composed.root is None:
        reading.report(WHOLE_FILE, "ke-hoach-trong")
        return None
    return f.read_record(composed.root, PLAN_FIELDS, reading, broken=composed.broken)


def parse_explanations(path: str, data: bytes, target: plan.Plan) -> tuple[tuple[plan.Explanation, ...], list[Problem]]:
    """Read <id>.ghi-chu.yaml: a list of explanations of the plan's tasks."""
    reading = Reading(path)
    text, problems = front_matter.decode(path, data)
    composed = compose(text, path, front_matter.origin(data)) if text is not None else None
    found: Any = f.ABSENT
    if composed is not None and composed.root is not None:
        reading.marks[()] = composed.root.mark
        found = list_of(record(EXPLANATION_FIELDS, plan.Explanation))(composed.root, (), reading)
    explanations = found if isinstance(found, tuple) else ()
    numbers = ", ".join(str(task.number) for task in target.tasks)
    for index, item in enumerate(explanations):
        if item.task not in target.task_by_number:
            mark = reading.marks[(index, "task")]
            reading.report(mark, "nhiem-vu-la", value=item.task, known=numbers)
    all_problems = [*problems, *(composed.problems if composed else ()), *reading.problems]
    ordered = sorted(explanations, key=lambda item: (item.date, item.task, item.note))
    return tuple(ordered), all_problems
