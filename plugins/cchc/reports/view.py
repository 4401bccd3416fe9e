"""Everything a periodic report says, as frozen values; Word, Excel and the paragraph are written from one view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cchc.coverage_rules import Gap
from cchc.periods import ReportPeriod
from cchc.reports.figures import Figures, KindCount, NamedFigures
from cchc.reports.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An output as "tài liệu kiểm chứng"; `url` is absolute or "", `number` and `document_date` the document's own.

    `plan` names another plan that owns it and numbers its tasks; "" for the reported plan.
    """

    title: str
    url: str
    day: date
    kind: str
    unit: str
    channels: str
    tasks: tuple[int, ...]
    number: str = ""
    document_date: date | None = None
    figures: Figures
    place: str = ""
    note: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """One heading of "Kết quả thực hiện": its figures, kinds, channels used; events are listed one by one."""

    title: str
    figures: Figures
    events: int | None
    kinds: tuple[KindCount, ...]
    channels: tuple[NamedFigures, ...]
    listed: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """A task of the plan at the report's day; `count` and `evidence` are those of the period, newest first.

    `gaps` are silent intervals longer than `every_days` of a continuous task that is not late now, but will be found
    wanting when its plan ends.
    """

    number: int
    title: str
    url: str
    expected: str
    lead: str
    support: str
    schedule: str
    count: int
    until_now: int
    kinds: tuple[KindCount, ...]
    last: date | None
    age_days: int | None
    evidence: tuple[Evidence, ...]
    label: str
    annex: str
    is_late: bool
    missing: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    every_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """"Giải trình" of the period on a task."""

    task: int
    day: date
    note: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A task of the coming period: late already, or due by `day`; `cause` names an event that calls for it."""

    task: int
    title: str
    lead: str
    late: bool
    day: date | None
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPeriod:
    """What comes next: `plan` is the title of the plan in force then, "" when there is none."""

    name: str
    plan: str
    steps: tuple[Step, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report on `period` at the end of `day`, issued in the year `year`.

    `outputs` are those of every plan in the period, oldest first; `until_now` counts the reported plan's from its first
    day (`plan_start`) to `day`. So the period's are `planned` and `unplanned` of this plan and those `owned_elsewhere`
    says to belong to other plans; `elsewhere_note` tells which of these have no content area here. `directives` are
    the documents that direct the work. `completion` is a sentence on the tasks at the day `judged`, the plan's last
    where the report's day lies beyond it.
    """

    office: Office
    period: ReportPeriod
    day: date
    year: int
    subject: str
    plan_title: str
    plan_number: str
    plan_number_blank: str
    plan_start: date
    issuer: str
    is_starter: bool
    limits: tuple[str, ...]
    directives: tuple[Evidence, ...]
    documents: tuple[Evidence, ...]
    amendments: tuple[str, ...]
    figures: Figures
    until_now: int
    planned: int
    unplanned: int
    owned_elsewhere: tuple[str, ...]
    elsewhere_note: str
    planned_channels: int
    document_kinds: tuple[KindCount, ...]
    groups: tuple[GroupResult, ...]
    kinds: tuple[KindCount, ...]
    channels: tuple[NamedFigures, ...]
    units: tuple[NamedFigures, ...]
    areas: tuple[NamedFigures, ...]
    tasks: tuple[TaskResult, ...]
    judged: date
    completion: str
    explanations: tuple[Explained, ...]
    next: NextPeriod
    outputs: tuple[Evidence, ...]
    conventions: str

    @property
    def late(self) -> tuple[TaskResult, ...]:
        """Tasks that are late, stale or short of kinds."""
        return tuple(task for task in self.tasks if task.is_late)

    @property
    def silent(self) -> tuple[TaskResult, ...]:
        """Tasks in time now that will be found wanting when the plan ends."""
        return tuple(task for task in self.tasks if task.gaps)

    @property
    def used_channels(self) -> tuple[NamedFigures, ...]:
        """Channels with an output in the period."""
        return tuple(row for row in self.channels if row.id and row.figures.outputs)

    @property
    def is_overlapping(self) -> bool:
        """Whether the headings of "Kết quả thực hiện" count some output more than once."""
        return len(self.documents) + sum(group.figures.outputs for group in self.groups) > self.figures.outputs

    @property
    def active(self) -> tuple[TaskResult, ...]:
        """Tasks with an output in the period."""
        return tuple(task for task in self.tasks if task.count)

    @property
    def empty_areas(self) -> tuple[NamedFigures, ...]:
        """Content areas without an output in the period."""
        return tuple(area for area in self.areas if not area.figures.outputs)
