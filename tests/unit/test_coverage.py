"""Status and figures of tasks: the tables of tests/cases/coverage.md, worked example included."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc.coverage import Completion, Coverage, Output, TaskCoverage, measure
from cchc.coverage_rules import Gap
from cchc.coverage_words import STATUSES
from cchc.plan import Area, Channel, Kind, Period, Plan, PlanTask, Products, Unit
from cchc.schedule import Continuous, Event, Periodic, PlanEvent, Schedule, Window

CASES = Path(__file__).parents[1] / "cases" / "coverage.md"
YEAR_2024 = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
KINDS = (
    Kind(id="tin-bai", name="Tin, bài"), Kind(id="tin", name="Tin", group="tin-bai"),
    Kind(id="bai", name="Bài viết", group="tin-bai"), Kind(id="phong-su", name="Phóng sự"),
    Kind(id="van-ban", name="Văn bản"), Kind(id="quyet-dinh", name="Quyết định", group="van-ban"),
    Kind(id="ke-hoach", name="Kế hoạch", group="van-ban"),
    Kind(id="cong-van", name="Công văn", group="van-ban"),
    Kind(id="thong-bao", name="Thông báo", group="van-ban"),
    Kind(id="bao-cao", name="Báo cáo", group="van-ban"), Kind(id="ban-tin", name="Bản tin"),
)
CHANNELS = ("cong-ttdt", "bao", "facebook", "zalo")
DAILY = Continuous(every_days=90, text="Thường xuyên")
TASKS_2024: tuple[tuple[str, str, Schedule], ...] = (
    ("a", "quyet-dinh ke-hoach cong-van tin-bai phong-su", DAILY),
    ("d", "tin-bai …", DAILY),
    ("c đ", "ke-hoach quyet-dinh cong-van thong-bao tin-bai phong-su", DAILY),
    ("b", "ke-hoach bao-cao tin-bai phong-su", DAILY),
    ("d", "quyet-dinh", Event(
        within=7, working=False, text="Ngay sau khi có quyết định công bố của UBND tỉnh",
        events=(PlanEvent(date=date(2024, 6, 25), title="Công bố PAR INDEX 2023"),))),
    ("e", "tin-bai", Window(start=YEAR_2024.start, end=YEAR_2024.end, text="Năm 2024")),
    ("g c", "ban-tin tin-bai bao-cao ke-hoach van-ban", DAILY),
)


def make_task(number: int, schedule: Schedule, products: str = "any tin-bai", areas: str = "a") -> PlanTask:
    """Build a task whose `products` are written as in the case file."""
    require, *kinds = products.split()
    cell = Products(kinds=tuple(kind for kind in kinds if kind != "…"), open="…" in kinds, require=require)
    return PlanTask(
        number=number, title=f"Nhiệm vụ {number}", text="", products=cell, schedule=schedule,
        areas=tuple(areas.split()), lead=("van-phong",), support=("cac-phong",),
    )


def make_plan(*tasks: PlanTask, period: Period = YEAR_2024) -> Plan:
    """Build a plan with the kinds, channels and areas of 2024."""
    return Plan(
        id="2024", title="Kế hoạch tuyên truyền cải cách hành chính năm 2024", period=period, kinds=KINDS,
        units=(Unit(id="van-phong", name="Văn phòng Sở"), Unit(id="cac-phong", name="Các phòng", group=True)),
        channels=tuple(Channel(id=name, name=name.title()) for name in CHANNELS),
        areas=tuple(Area(letter=letter, title=f"Nội dung {letter}", text="") for letter in "abcdđeg"),
        tasks=tasks, conventions="Thường xuyên: ít nhất 01 sản phẩm trong 90 ngày",
    )


def make_plan_2024(require: str = "all") -> Plan:
    """Build the seven tasks of the worked example."""
    return make_plan(*(
        make_task(number, schedule, f"{require} {kinds}", areas)
        for number, (areas, kinds, schedule) in enumerate(TASKS_2024, 1)
    ))


def make_output(day: date, kind: str = "tin-bai", tasks: tuple[int, ...] = (1,), **changes: Any) -> Output:
    """Build a post of `day`."""
    slug = f"{day}-{kind}"
    post = Output(
        title=f"Bài {slug}", date=day, kind=kind, tasks=tasks, areas=(), url=f"bai-viet/{day.year}/{slug}/",
        unit="van-phong", channels=("cong-ttdt",), origin="post", source=f"bai-viet/{day.year}/{slug}.md",
    )
    return replace(post, **changes)


def read_day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"2024-{text}")


def read_span(text: str) -> tuple[date, date]:
    start, end = text.split("..")
    return read_day(start), read_day(end)


def read_outputs(text: str, task: int = 1) -> list[Output]:
    """Read `kind day, kind day word value …`; – is none."""
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "withdrawn": ("withdrawn", read_day), "as": ("origin", str),
        "for": ("tasks", lambda value: tuple(int(number) for number in value.split("+") if number != "–")),
        "in": ("areas", lambda value: tuple(value.split("+"))),
        "via": ("channels", lambda value: tuple(value.split("+"))),
    }
    outputs = []
    for item in () if text == "–" else text.split(", "):
        kind, day, *words = item.split()
        changes = {}
        for word, value in zip(words[::2], words[1::2], strict=True):
            name, read = readers[word]
            changes[name] = read(value)
        outputs.append(make_output(read_day(day), kind, **{"tasks": (task,), **changes}))
    return outputs


def read_schedule(text: str) -> Schedule:
    name, rest = text.split(" ", 1)
    if name == "continuous":
        return Continuous(every_days=int(rest), text=text)
    if name == "window":
        start, end = read_span(rest)
        return Window(start=start, end=end, text=text)
    if name == "periodic":
        every, count = rest.split()
        return Periodic(every=every, count=int(count), text=text)
    limit, days = rest.split(":")
    events = tuple(PlanEvent(date=read_day(day), title=day) for day in days.split())
    return Event(within=int(limit.split()[0]), working="working" in limit, events=events, text=text)


def read_tables() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (heading, row) of every table of the case file."""
    heading, header = "", []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading, header = line.lstrip("# "), []
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not header:
                header = cells
            elif not cells[0].startswith("---"):
                yield heading, dict(zip(header, cells, strict=True))


ROWS = tuple(read_tables())
EXAMPLE_OUTPUTS = [
    output
    for heading, row in ROWS
    if heading == "Worked example: outputs"
    for output in read_outputs(row["outputs"], int(row["task"]))
]
EXAMPLE_DAYS = [row for heading, row in ROWS if heading == "Worked example: days"]
SINGLE = [
    pytest.param(heading, row, id=f"{heading}: {row['name']}")
    for heading, row in ROWS
    if "schedule" in row
]
WHOLE = [pytest.param(row, id=row["name"]) for heading, row in ROWS if heading == "Whole plans"]


def split_expectations(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of the column `also`; a lone – is an empty value."""
    for item in () if text == "–" else text.split("; "):
        name, value = item.split(" ", 1)
        yield name, value


def words_of(text: str) -> tuple[str, ...]:
    return () if text == "–" else tuple(text.split())


def read_counts(text: str) -> dict[str, int]:
    """Read `a=1 c=2`."""
    pairs = (word.split("=") for word in words_of(text))
    return {name: int(count) for name, count in pairs}


def read_gap(text: str) -> Gap:
    span, days = text.split("=")
    start, end = read_span(span)
    return Gap(start=start, end=end, days=int(days))


FIGURES: dict[str, tuple[Callable[[TaskCoverage], Any], Callable[[str], Any]]] = {
    "missing": (lambda task: task.missing, words_of),
    "late": (lambda task: task.late, int),
    "last": (lambda task: task.last_output, lambda value: None if value == "–" else read_day(value)),
    "age": (lambda task: task.age_days, lambda value: None if value == "–" else int(value)),
    "longest": (lambda task: task.longest_gap_days, int),
    "gaps": (lambda task: task.gaps, lambda value: tuple(map(read_gap, words_of(value)))),
    "outputs": (lambda task: len(task.outputs), int),
    "months": (lambda task: task.months_with_output, int),
    "by": (lambda task: {month: count for month, count in task.by_month.items() if count}, read_counts),
    "label": (lambda task: task.label, str),
    "annex": (lambda task: task.annex, str),
}
TOTALS: dict[str, tuple[Callable[[Coverage], Any], Callable[[str], Any]]] = {
    "status": (lambda whole: tuple(task.status for task in whole.tasks), words_of),
    "planned": (lambda whole: len(whole.planned_outputs), int),
    "unplanned": (lambda whole: len(whole.unplanned), int),
    "areas": (lambda whole: {name: len(items) for name, items in whole.areas.items() if items}, read_counts),
    "channels": (lambda whole: whole.channels, words_of),
    "completion": (lambda whole: f"{whole.completion.done} of {whole.completion.counted}", str),
    "percent": (lambda whole: whole.completion.percent, float),
    "withdrawn": (lambda whole: sum(map(whole.is_withdrawn, whole.outputs)), int),
}


@pytest.mark.parametrize(("heading", "row"), SINGLE)
def test_single_task(heading, row):
    """One task with one schedule has the status and figures of its row."""
    found = re.search(r"plan (\S+)$", heading)
    start, end = read_span(found[1]) if found else (YEAR_2024.start, YEAR_2024.end)
    plan = make_plan(
        make_task(1, read_schedule(row["schedule"]), row["products"]), period=Period(start=start, end=end))
    day = date.fromisoformat(row["D"])
    coverage = measure(plan, read_outputs(row["outputs"]), day)
    (task,) = coverage.tasks
    assert task.status == row["status"]
    for name, value in split_expectations(row["also"]):
        figure, read = FIGURES[name]
        assert (name, figure(task)) == (name, read(value))
    assert coverage.closed == (day > end)
    assert coverage.as_of == min(day, end)


@pytest.mark.parametrize("row", WHOLE)
def test_whole_plan(row):
    """A plan of several tasks has the totals of its row."""
    tasks = re.findall(r"([a-z][^()]*) \(([^()]*)\)", row["tasks"])
    plan = make_plan(*(
        make_task(number, read_schedule(schedule), areas=areas)
        for number, (schedule, areas) in enumerate(tasks, 1)
    ))
    coverage = measure(plan, read_outputs(row["outputs"]), date.fromisoformat(row["D"]))
    for name, value in split_expectations(row["also"]):
        figure, read = TOTALS[name]
        assert (name, figure(coverage)) == (name, read(value))
    assert len(coverage.outputs) == len(coverage.planned_outputs) + len(coverage.unplanned)


def test_case_file_holds_the_truth_tables_and_the_boundaries():
    """Beyond the truth tables there are far more than 60 cases; all have their own name and their own input."""
    names = [param.id for param in SINGLE]
    truth = [name for name in names if name.startswith("Truth table")]
    inputs = {
        (heading.partition("plan ")[2], row["schedule"], row["products"], row["outputs"], row["D"])
        for heading, row in ROWS
        if "schedule" in row
    }
    assert len(truth) >= 70
    assert len(names) - len(truth) >= 250
    assert len(set(names)) == len(names) == len(inputs)


@pytest.mark.parametrize("require", ["all", "any"])
@pytest.mark.parametrize("row", EXAMPLE_DAYS, ids=lambda row: row["D"])
def test_worked_example(row, require):
    """The worked example of the coverage rules holds on all its days, for both values of `require`."""
    coverage = measure(make_plan_2024(require), EXAMPLE_OUTPUTS, date.fromisoformat(row["D"]))
    expected = [row[str(number)] for number in range(1, 8)]
    done, counted = map(int, row["completion"].split(" of "))
    if require == "any":
        done += expected.count("partial")
        expected = ["done" if status == "partial" else status for status in expected]
    assert [task.status for task in coverage.tasks] == expected
    assert (coverage.completion.done, coverage.completion.counted) == (done, counted)
    assert dict(coverage.counts) == {status: expected.count(status) for status in STATUSES}


def test_worked_example_figures():
    """On 30 June 2024: 2 of 7 done, task 4 silent for 112 days, task 1 lacks quyet-dinh and phong-su."""
    coverage = measure(make_plan_2024(), EXAMPLE_OUTPUTS, date(2024, 6, 30))
    first, _, third, fourth, fifth, _, seventh = coverage.tasks
    assert coverage.completion == Completion(done=2, counted=7)
    assert coverage.completion.percent == 28.6
    assert (first.expected, first.missing) == (
        ("quyet-dinh", "ke-hoach", "cong-van", "tin-bai", "phong-su"), ("quyet-dinh", "phong-su"))
    assert first.last_output == date(2024, 6, 20)
    assert first.by_month == {f"2024-{month:02d}": int(month in {1, 2, 4, 6}) for month in range(1, 13)}
    assert third.missing == ()
    assert (fourth.age_days, fourth.gaps[-1].days) == (112, 112)
    assert (fifth.label, seventh.label) == ("Đang trong hạn", "Chưa thực hiện")
    assert (fifth.last_output, fifth.age_days) == (None, None)
    assert [task.mark for task in coverage.tasks] == ["◐", "●", "●", "◆", "○", "○", "▲"]
