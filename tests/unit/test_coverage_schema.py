"""The published JSON Schema of coverage.json, against documents of the real plan and damaged ones."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from cchc.changes import changes_document, compare
from cchc.coverage import measure
from cchc.coverage_schema import SCHEMA_PATH, coverage_schema, coverage_schema_json
from cchc.coverage_words import STATUSES, WORDS
from cchc.exports import INTERNAL_KEYS, INTERNAL_KEYS_OF_TASK, coverage_document
from cchc.outputs import collect_outputs, measure_site
from cchc.schedule import Continuous, Event, Periodic, PlanEvent, Window
from cchc.site import load_site
from cchc.text import VIETNAM
from support import ROOT
from unit.test_coverage import EXAMPLE_OUTPUTS, make_output, make_plan, make_plan_2024, make_task

BASE = "https://example.vn/cchc/"
EDITIONS = ("full", "results")
DAYS = [date(2023, 12, 31) + timedelta(days=23 * step) for step in range(20)]


def validator(edition):
    schema = coverage_schema(edition, BASE)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(edition, document):
    """Errors of the document as JSON holds it."""
    return [error.message for error in validator(edition).iter_errors(json.loads(json.dumps(document)))]


@pytest.fixture(scope="module")
def site():
    """Read the real content once; each day sees it as it stood then."""
    return load_site(ROOT / "content", datetime(2026, 1, 1, tzinfo=VIETNAM)).site


@pytest.fixture(scope="module")
def coverage():
    """Measure the worked example, with a row of the log, a starter and an output outside the plan."""
    extra = [
        make_output(date(2024, 3, 5), tasks=(), areas=("a",)),
        make_output(date(2024, 4, 5), origin="log", source="so-theo-doi/2024.csv", url="", people=12.0, reach=0.5,
                    place="Hưng Yên", unit=None, channels=(), starter=True),
        make_output(date(2024, 4, 6), origin="attachment", number="1/KH", document_date=date(2024, 4, 1)),
        make_output(date(2024, 4, 7), kind="phong-su", withdrawn=date(2025, 2, 1)),
    ]
    return measure(make_plan_2024(), [*EXAMPLE_OUTPUTS, *extra], date(2025, 3, 1))


@pytest.mark.parametrize("edition", EDITIONS)
def test_documents_of_the_real_plan_hold_on_every_day(site, edition):
    """The real plan's document satisfies the schema of its edition from before its start to after its end."""
    for day in DAYS:
        then = replace(site, moment=datetime.combine(day, time(23, 59), VIETNAM))
        for found in measure_site(then).values():
            assert faults(edition, coverage_document(found, edition=edition)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_kind_of_output_and_schedule_holds(coverage, edition):
    """Log rows, attachments, withdrawn and starter outputs, and the four types of schedules are described."""
    assert faults(edition, coverage_document(coverage, edition=edition)) == []
    event = PlanEvent(date=date(2024, 6, 25), title="Công bố")
    schedules = (
        Continuous(every_days=90, text=""), Window(start=date(2024, 1, 1), end=date(2024, 2, 1), text="Quý I"),
        Event(within=5, working=True, events=(event,), text=""), Event(within=7, working=False, events=(), text=""),
        Periodic(every="half-year", count=2, text=""),
    )
    plan = make_plan(*(make_task(number, schedule) for number, schedule in enumerate(schedules, 1)))
    assert faults(edition, coverage_document(measure(plan, [], date(2024, 3, 1)), edition=edition)) == []


def test_the_object_added_by_since_is_allowed(site):
    """`inv coverage --since --format json` prints a document of the full edition."""
    plan = site.plans[0]
    early = replace(site, moment=datetime(2024, 3, 31, tzinfo=VIETNAM))
    before = measure(plan, collect_outputs(early, plan), date(2024, 3, 31))
    after = measure(plan, collect_outputs(site, plan), date(2024, 6, 30))
    document = coverage_document(after, edition="full") | {"since": changes_document(compare(before, after))}
    assert faults("full", document) == []


def test_keys_may_be_added_anywhere(coverage):
    """A reader of today accepts the document of tomorrow."""
    document = coverage_document(coverage, edition="results")
    document["moi"] = 1
    document["tasks"][0]["moi"] = {"x": []}
    document["tasks"][0]["outputs"][0]["moi"] = None
    document["areas"][0]["moi"] = True
    assert faults("results", document) == []


def test_each_edition_has_its_own_schema(coverage):
    """A document of one edition does not pass for the other."""
    assert faults("results", coverage_document(coverage, edition="full"))
    assert faults("full", coverage_document(coverage, edition="results"))


def every_key(schema):
    """Every key and every text of a schema, at any depth."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            yield from every_key(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from every_key(value)
    elif isinstance(schema, str):
        yield schema


def test_the_public_schema_has_no_word_of_the_internal_edition():
    """Neither a key marked °, nor a status, nor a label stands in the public schema."""
    words = set(every_key(coverage_schema("results", BASE)))
    assert not words & {*INTERNAL_KEYS, *INTERNAL_KEYS_OF_TASK, *STATUSES, "since", "note", "people", "reach", "place"}
    text = coverage_schema_json("results", BASE)
    labels = {label for word in WORDS.values() for label in (word.open, word.closed, word.annex_open) if label != "–"}
    assert not [label for label in labels if label in text]
    assert set(every_key(coverage_schema("full", BASE))) >= {*INTERNAL_KEYS, *INTERNAL_KEYS_OF_TASK, *STATUSES}


def test_the_file_is_readable_utf_8_with_an_absolute_id():
    """The schema names itself by the address it is published at, and its text is the same every time."""
    text = coverage_schema_json("full", BASE)
    document = json.loads(text)
    assert document["$id"] == f"{BASE}{SCHEMA_PATH}" == "https://example.vn/cchc/ke-hoach/coverage.schema.json"
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "Số liệu thực hiện" in text
    assert text == coverage_schema_json("full", BASE)
    assert coverage_schema("full")["$id"] == SCHEMA_PATH


def test_the_schema_describes_every_key_of_the_documents(coverage):
    """No key of a document is left to `additionalProperties`."""
    for edition in EDITIONS:
        schema = coverage_schema(edition)
        document = coverage_document(coverage, edition=edition)
        assert set(document) <= set(schema["properties"])
        for task in document["tasks"]:
            assert set(task) <= set(schema["$defs"]["task"]["properties"])
            for output in task["outputs"]:
                assert set(output) <= set(schema["$defs"]["output"]["properties"])


def at(document, path):
    """The container and last key of a path such as tasks.0.outputs.0.url."""
    *parents, last = (int(part) if part.isdecimal() else part for part in path.split("."))
    for part in parents:
        document = document[part]
    return document, last


DAMAGE = [
    ("schema", "cchc.coverage/2"), ("edition", "none"), ("plan", ""), ("plan", 2024), ("as_of", "31/12/2024"),
    ("as_of", "2024-13-01"), ("as_of", "2024-12-31\n"), ("as_of", None), ("closed", "true"), ("closed", 1),
    ("channels", "cong-ttdt"), ("channels", ["bao", "bao"]), ("channels", [""]), ("tasks", {}), ("tasks.0", None),
    ("areas.0.letter", "z"), ("areas.0.outputs", -1), ("areas.0.outputs", 1.5), ("starter", False),
    ("tasks.0.number", 0), ("tasks.0.number", "1"), ("tasks.0.open", None), ("tasks.0.require", "some"),
    ("tasks.0.lead", [1]), ("tasks.0.output_count", "4"), ("tasks.0.output_count", 0), ("tasks.0.output_count", -1),
    ("tasks.0.last_output", None), ("tasks.0.age_days", None), ("tasks.0.age_days", -1), ("tasks.0.outputs", []),
    ("tasks.0.months_with_output", 0), ("tasks.6.age_days", 3), ("tasks.6.last_output", "2024-05-01"),
    ("tasks.6.output_count", 1), ("tasks.0.by_month", {}), ("tasks.0.by_month", {"2024-13": 1}),
    ("tasks.0.by_month", {"2024-1": 1}), ("tasks.0.by_month", {"2024-01": -1}),
    ("tasks.0.schedule", {"type": "continuous", "text": ""}), ("tasks.0.schedule.every_days", 0),
    ("tasks.0.schedule.type", "sometimes"), ("tasks.4.schedule.events.0.date", "25/06/2024"),
    ("tasks.4.schedule.within_days", -1), ("tasks.5.schedule.from", "Quý I"),
    ("tasks.0.outputs.0.title", ""), ("tasks.0.outputs.0.date", "2024-02-30"), ("tasks.0.outputs.0.url", "/bai-viet/"),
    ("tasks.0.outputs.0.url", "bai viet/"), ("tasks.0.outputs.0.url", None), ("tasks.0.outputs.0.unit", ""),
    ("tasks.0.outputs.0.unit", 3), ("tasks.0.outputs.0.channels", None), ("tasks.0.outputs.0.origin", "mail"),
    ("tasks.0.outputs.0.source", ""), ("tasks.0.outputs.0.number", ""), ("tasks.0.outputs.0.document_date", "08/05/2024"),
    ("tasks.0.outputs.0.withdrawn", "hôm qua"),
]
DAMAGE_FULL = [
    ("completion.percent", 101), ("completion.percent", "28,6"), ("completion.done", -1), ("completion", None),
    ("counts.done", -1), ("counts", {"done": 1}), ("unplanned", [{"title": "x"}]), ("unplanned", None), ("since", []),
    ("tasks.0.status", "late"), ("tasks.0.label", ""), ("tasks.0.missing", "tin-bai"), ("tasks.0.late", -1),
    ("tasks.0.longest_gap_days", None), ("tasks.0.gaps", [{"from": "2024-01-01", "to": "2024-02-01"}]),
    ("tasks.0.gaps", [{"from": "1/1", "to": "2024-02-01", "days": 3}]), ("tasks.0.outputs.0.people", "40"),
    ("tasks.0.outputs.0.reach", -1), ("tasks.0.outputs.0.place", ""), ("tasks.0.outputs.0.note", 1),
]


@pytest.mark.parametrize(("edition", "path", "value"), [
    *((edition, *case) for edition in EDITIONS for case in DAMAGE), *(("full", *case) for case in DAMAGE_FULL),
])
def test_a_damaged_document_fails(coverage, edition, path, value):
    """A wrong type, word, date, address or count is found."""
    document = copy.deepcopy(coverage_document(coverage, edition=edition))
    container, key = at(document, path)
    container[key] = value
    assert faults(edition, document)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_key_but_the_optional_ones_is_required(coverage, edition):
    """A document, task or output without one of its keys fails."""
    document = coverage_document(coverage, edition=edition)
    optional = {"starter", "withdrawn", "quantity", "people", "reach", "minutes", "place", "note"}
    for place in ("", "tasks.0.", "tasks.0.outputs.0.", "areas.0."):
        container, _ = at(document, f"{place}x")
        for key in [key for key in container if key not in optional]:
            broken = copy.deepcopy(document)
            del at(broken, f"{place}{key}")[0][key]
            assert faults(edition, broken), f"{place}{key}"


def test_patterns_are_of_the_dialect_of_every_reader():
    """Patterns use only what ECMA-262 and Python read alike: no short names of classes, which differ."""
    patterns = re.findall(r'"pattern": "([^"]*)"', coverage_schema_json("full", BASE))
    assert patterns
    assert not [pattern for pattern in patterns if "\\d" in pattern or "\\w" in pattern]
