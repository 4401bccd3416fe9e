"""What changed in a plan's coverage between two days, from the content itself.

Both days are measured from the content as it is now: text edited or rows entered since the first day cannot be told
from what stood there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cchc.coverage import Completion, Coverage, Output, TaskCoverage
from cchc.coverage_words import RANK, WITHDRAWN, Status
from cchc.exports import kind_names, output_entry
from cchc.terminal import cut, lay_out
from cchc.text import clean_line, format_date, format_percent

Direction = Literal["better", "worse", "same"]
_DIRECTIONS: Mapping[Direction, str] = {"better": "tốt hơn", "worse": "kém hơn", "same": "như trước"}
_RENAMED, _LATE = "đổi cách gọi", "đổi số lần trễ"
_HEADER = ("Số", "Nhiệm vụ", "Trước", "Nay", "Thay đổi", "Sản phẩm")
_NO_LONGER = "không còn trong nội dung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An output that counted on the first day and does not on the second; `withdrawn` is its day, if that is why."""

    output: Output
    withdrawn: date | None

    @property
    def reason(self) -> str:
        """Why it no longer counts, in words."""
        return f"{WITHDRAWN} ngày {format_date(self.withdrawn)}" if self.withdrawn else _NO_LONGER


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChange:
    """A task with another status, label or outputs than before."""

    number: int
    title: str
    before: Status
    after: Status
    before_label: str
    after_label: str
    new: tuple[Output, ...]
    gone: tuple[Gone, ...]

    @property
    def direction(self) -> Direction:
        """Whether the status is better or worse than before (coverage rules: from best to worst)."""
        step = RANK[self.after] - RANK[self.before]
        if not step:
            return "same"
        return "better" if step < 0 else "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between two coverages of one plan; outputs of several tasks stand once in `new` and `gone`.

    `tasks` are only those that changed; `marked` are outputs that count as before but are marked "đã rút" since.
    """

    before: Coverage
    after: Coverage
    tasks: tuple[TaskChange, ...]
    new: tuple[Output, ...]
    gone: tuple[Gone, ...]
    marked: tuple[Output, ...]
    new_unplanned: tuple[Output, ...]
    gone_unplanned: tuple[Gone, ...]
    new_channels: tuple[str, ...]
    gone_channels: tuple[str, ...]

    @property
    def closes(self) -> bool:
        """Whether the plan ended between the two days: all its labels are then those of a closed plan."""
        return self.after.closed and not self.before.closed

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        lists = (
            self.tasks, self.new, self.gone, self.marked, self.new_unplanned, self.gone_unplanned,
            self.new_channels, self.gone_channels,
        )
        return not any(lists) and self.before.completion == self.after.completion


def compare(before: Coverage, after: Coverage, withdrawn: Mapping[str, date] | None = None) -> Changes:
    """Compare two coverages of a plan; `withdrawn` gives the day each source (path of a post) was withdrawn."""
    days = withdrawn or {}
    return Changes(
        before=before, after=after, tasks=tuple(_changed_tasks(before, after, days)),
        new=tuple(_beyond(after.planned_outputs, before.planned_outputs)),
        gone=_gone(before.planned_outputs, after.planned_outputs, days),
        marked=tuple(_beyond(_marked(after), [*_marked(before), *_beyond(after.outputs, before.outputs)])),
        new_unplanned=tuple(_beyond(after.unplanned, before.unplanned)),
        gone_unplanned=_gone(before.unplanned, after.unplanned, days),
        new_channels=tuple(item for item in after.channels if item not in before.channels),
        gone_channels=tuple(item for item in before.channels if item not in after.channels),
    )


def _changed_tasks(before: Coverage, after: Coverage, days: Mapping[str, date]) -> Iterator[TaskChange]:
    earlier = {item.task.number: item for item in before.tasks}
    for now in after.tasks:
        then = earlier[now.task.number]
        change = _task_change(then, now, days)
        if change.new or change.gone or (then.status, then.label) != (now.status, now.label):
            yield change


def _task_change(then: TaskCoverage, now: TaskCoverage, days: Mapping[str, date]) -> TaskChange:
    return TaskChange(
        number=now.task.number, title=now.task.title, before=then.status, after=now.status,
        before_label=then.label, after_label=now.label, new=tuple(_beyond(now.outputs, then.outputs)),
        gone=_gone(then.outputs, now.outputs, days),
    )


def _identity(output: Output) -> tuple[str, ...]:
    """What makes it the same output on both days: not its withdrawal, nor where its file then stands."""
    return output.origin, output.source, output.date.isoformat(), output.kind, output.title, output.number or ""


def _beyond(some: Iterable[Output], others: Iterable[Output]) -> Iterator[Output]:
    """Those of `some` that `others` lack; equal rows of the log are counted."""
    rest = Counter(map(_identity, others))
    for output in some:
        key = _identity(output)
        if rest[key]:
            rest[key] -= 1
        else:
            yield output


def _gone(before: Iterable[Output], after: Iterable[Output], days: Mapping[str, date]) -> tuple[Gone, ...]:
    return tuple(Gone(output=item, withdrawn=days.get(item.source)) for item in _beyond(before, after))


def _marked(coverage: Coverage) -> list[Output]:
    return [item for item in coverage.outputs if coverage.is_withdrawn(item)]


def changes_document(changes: Changes) -> dict[str, Any]:
    """Build the object that `inv coverage --since --format json` adds as "since"; for the office only."""

    def entries(coverage: Coverage, outputs: Iterable[Output]) -> list[dict[str, Any]]:
        return [output_entry(coverage, item, edition="full") for item in outputs]

    def gone(items: Iterable[Gone]) -> list[dict[str, Any]]:
        return [{**output_entry(changes.before, item.output, edition="full"), "reason": item.reason} for item in items]

    return {
        "from": changes.before.as_of.isoformat(), "to": changes.after.as_of.isoformat(),
        "closed": {"before": changes.before.closed, "after": changes.after.closed},
        "completion": {
            "before": _completion_entry(changes.before.completion),
            "after": _completion_entry(changes.after.completion),
        },
        "tasks": [
            {
                "number": task.number, "title": task.title, "change": task.direction,
                "before": {"status": task.before, "label": task.before_label},
                "after": {"status": task.after, "label": task.after_label},
                "new": entries(changes.after, task.new), "gone": gone(task.gone),
            }
            for task in changes.tasks
        ],
        "new": len(changes.new), "gone": len(changes.gone),
        "marked": entries(changes.after, changes.marked),
        "unplanned": {"new": entries(changes.after, changes.new_unplanned), "gone": gone(changes.gone_unplanned)},
        "channels": {"new": list(changes.new_channels), "gone": list(changes.gone_channels)},
    }


def _completion_entry(completion: Completion) -> dict[str, float]:
    return {"done": completion.done, "counted": completion.counted, "percent": completion.percent}


def changes_text(changes: Changes, *, title_width: int = 44) -> str:
    """Lay the changes out for the terminal, under the table of the coverage."""
    since, until = format_date(changes.before.as_of), format_date(changes.after.as_of)
    end = f"khi kế hoạch đã kết thúc (ngày cuối {until})" if changes.closes else f"hết ngày {until}"
    span = f"từ hết ngày {since} đến {end}"
    asides = [f"So sánh theo nội dung hiện có; không tính được những chỗ đã sửa sau ngày {since}."]
    if changes.before.closed:
        asides.append("Cả hai ngày đều sau khi kế hoạch kết thúc: số liệu giữ ở ngày cuối của kế hoạch.")
    if changes.is_empty:
        return "\n".join([f"Không có thay đổi {span}.", *asides]) + "\n"
    parts = [[f"Thay đổi {span}"], _table(changes, title_width), _sums(changes), *_lists(changes), asides]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _table(changes: Changes, title_width: int) -> list[str]:
    rows = [
        (str(task.number), cut(clean_line(task.title), title_width), task.before_label, task.after_label,
         _direction(task, closes=changes.closes), _balance(task))
        for task in changes.tasks
    ]
    return lay_out([_HEADER, *rows]) if rows else []


def _direction(task: TaskChange, *, closes: bool) -> str:
    """How the status changed; of the same status, whether only its label did and why."""
    if task.direction == "same" and task.before_label != task.after_label:
        return _RENAMED if closes else _LATE
    return _DIRECTIONS[task.direction]


def _balance(task: TaskChange) -> str:
    signs = (("+", task.new), ("−", task.gone))
    return " ".join(f"{sign}{len(items)}" for sign, items in signs if items) or "–"


def _sums(changes: Changes) -> list[str]:
    then, now = changes.before.completion, changes.after.completion
    channels = changes.after.plan.channel_by_id
    earlier, later = format_percent(then.percent), format_percent(now.percent)
    lines = [f"Mức hoàn thành: {then.done}/{then.counted} ({earlier} %) → {now.done}/{now.counted} ({later} %)"]
    for words, ids in (("Kênh mới", changes.new_channels), ("Kênh không còn dùng", changes.gone_channels)):
        if ids:
            lines.append(f"{words}: {'; '.join(channels[item].name for item in ids)}")
    return lines


def _lists(changes: Changes) -> Iterator[list[str]]:
    """The outputs themselves, one list for each thing that can happen to them."""
    after, before = changes.after, changes.before
    lists = (
        ("Sản phẩm mới", [_line(after, item) for item in changes.new]),
        ("Sản phẩm không còn tính", [_line(before, item.output, item.reason) for item in changes.gone]),
        ("Sản phẩm đã rút sau khi kế hoạch kết thúc, vẫn tính", [_line(after, item) for item in changes.marked]),
        ("Sản phẩm mới ngoài kế hoạch", [_line(after, item) for item in changes.new_unplanned]),
        ("Sản phẩm ngoài kế hoạch không còn tính",
         [_line(before, item.output, item.reason) for item in changes.gone_unplanned]),
    )
    for words, rows in lists:
        if rows:
            yield [f"{words}: {len(rows)}", *(f"  {line}" for line in lay_out(rows))]


def _line(coverage: Coverage, output: Output, reason: str = "") -> tuple[str, str, str, str]:
    tasks = ", ".join(str(number) for number in output.tasks)
    where = f"nhiệm vụ {tasks}" if tasks else ""
    return (
        format_date(output.date), kind_names(coverage, (output.kind,)), cut(clean_line(output.title), 60),
        "; ".join(part for part in (where, reason) if part),
    )
