"""Filters of the sheet by status, unit, area and month; style alone does them (filters.sheet.css), without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc import urls
from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STATUSES, WORDS, Status
from cchc.pages.office_views import Filter, FilterOption
from cchc.pages.sheet import Sheet

MOST_UNITS = 40  # filters.sheet.css has rules for so many; further units have no option


class Marks:
    """The classes by which the filters know a row."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rank = {unit.id: index for index, unit in enumerate(sheet.plan.units, 1) if index <= MOST_UNITS}
        self.tasks = {item.task.number: item for item in sheet.coverage.tasks}

    def of_task(self, item: TaskCoverage) -> str:
        """A row about a task: its status, units, areas and months with outputs."""
        units = (*item.task.lead, *item.task.support)
        return self._join([item], units, item.task.areas, item.outputs)

    def of_area(self, letter: str) -> str:
        """A row about an area: status and units of its tasks, months of its outputs."""
        items = [item for item in self.tasks.values() if letter in item.task.areas]
        units = [unit for item in items for unit in (*item.task.lead, *item.task.support)]
        return self._join(items, units, [letter], self.sheet.coverage.areas[letter])

    def of_unit(self, unit: str, outputs: Iterable[Output]) -> str:
        """A row about a unit: status of tasks it leads, areas of those it leads or supports, months of `outputs`."""
        leads = [item for item in self.tasks.values() if unit in item.task.lead]
        both = [item for item in self.tasks.values() if unit in (*item.task.lead, *item.task.support)]
        areas = [letter for item in both for letter in item.task.areas]
        return self._join(leads, [unit], areas, outputs)

    def of_output(self, output: Output, items: Iterable[TaskCoverage]) -> str:
        """A row about an output of the tasks `items`."""
        units = [output.unit] if output.unit else []
        return self._join(items, units, self.sheet.areas_of(output), [output])

    def _join(
        self, items: Iterable[TaskCoverage], units: Iterable[str], areas: Iterable[str], outputs: Iterable[Output]
    ) -> str:
        found = [f"f-s-{item.status}" for item in items]
        found += [f"f-u-{self.rank[unit]}" for unit in units if unit in self.rank]
        found += [f"f-a-{urls.letter_slug(letter)}" for letter in areas]
        found += [f"f-m-{month:02d}" for month in sorted({output.date.month for output in outputs})]
        return " ".join(dict.fromkeys(["c-f", *found]))


def sheet_filters(sheet: Sheet, marks: Marks) -> tuple[Filter, ...]:
    """The four drop-downs; a status that no task has, and a month outside the plan, is no choice."""
    plan, coverage = sheet.plan, sheet.coverage
    months = dict.fromkeys(month for item in coverage.tasks for month in item.by_month)
    return (
        Filter(id="loc-tinh-trang", title="Tình trạng", options=tuple(_statuses(sheet))),
        Filter(id="loc-don-vi", title="Đơn vị", options=tuple(
            FilterOption(token=f"u-{marks.rank[unit.id]}", title=unit.name) for unit in plan.units
            if unit.id in marks.rank
        )),
        Filter(id="loc-noi-dung", title="Nội dung", options=tuple(
            FilterOption(token=f"a-{urls.letter_slug(area.letter)}", title=f"{area.letter}) {area.title}")
            for area in plan.areas
        )),
        Filter(id="loc-thang", title="Tháng có sản phẩm", options=tuple(
            FilterOption(token=f"m-{month:02d}", title=f"Tháng {month}")
            for month in sorted({int(name[5:]) for name in months})
        )),
    )


def _statuses(sheet: Sheet) -> Iterator[FilterOption]:
    for status in STATUSES:
        if sheet.coverage.counts[status]:
            yield FilterOption(token=f"s-{status}", title=status_title(status, sheet.coverage))


def status_title(status: Status, coverage: Coverage) -> str:
    """Shape of a status and the labels its tasks have; without a task, the label such a task would have."""
    words = WORDS[status]
    usual = words.closed if coverage.closed and words.closed != "–" else words.open
    labels = dict.fromkeys(item.label.partition(" (trễ")[0] for item in coverage.tasks if item.status == status)
    return f"{words.mark} {' / '.join(labels) or usual}"
