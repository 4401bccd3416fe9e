"""The communication plan of a period: areas, tasks, units, kinds, channels and its texts (contract, "A plan")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cchc.problems import WHOLE_FILE, Mark
from cchc.schedule import Schedule
from cchc.text import closest, match_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last day, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the department; `group` stands for several ("các phòng, đơn vị thuộc Sở")."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of output; a member of a group satisfies an expected group and counts apart in reports."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where outputs run."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A stable topic for readers (`fields` in the plan file), the same in all plans."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A content area of the plan, by letter; `text` is verbatim."""

    letter: str
    title: str
    text: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """Expected kinds of a task; `open` when its cell ends in "…", `require` any or all."""

    kinds: tuple[str, ...]
    text: str = ""
    open: bool = False
    require: str = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """The task of an earlier plan that a task goes on with, and where the file says so."""

    plan: str
    task: int
    plan_mark: Mark = field(default=WHOLE_FILE, compare=False)
    task_mark: Mark = field(default=WHOLE_FILE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """One row of the plan's appendix; the `*_text` are its source cells, verbatim."""

    number: int
    title: str
    text: str
    products: Products
    schedule: Schedule
    areas: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    lead_text: str = ""
    support: tuple[str, ...] = ()
    support_text: str = ""
    continues: Continuation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A document the plan rests on, in the plan's words."""

    text: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionItem:
    """A lettered or numbered paragraph."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the plan's text, verbatim; `section` is its chapter heading where one begins."""

    heading: str = ""
    section: str = ""
    intro: str = ""
    items: tuple[SectionItem, ...] = ()
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """"Nơi nhận" of the plan."""

    heading: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed: authority ("KT. GIÁM ĐỐC"), title and name."""

    authority: str = ""
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """Heading, title, note and column names of the table of tasks."""

    heading: str = ""
    title: str = ""
    note: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A later change of the plan."""

    date: date
    document: str = ""
    task: int | None = None
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """"Giải trình": why a task is late or missing, from <id>.ghi-chu.yaml."""

    task: int
    date: date
    note: str
    by: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan; `number` is None when the source leaves it blank."""

    id: str
    title: str
    period: Period
    units: tuple[Unit, ...]
    kinds: tuple[Kind, ...]
    channels: tuple[Channel, ...]
    areas: tuple[Area, ...]
    tasks: tuple[PlanTask, ...]
    source: str = ""
    number: str | None = None
    number_text: str = ""
    date_text: str = ""
    issuer: str | None = None
    conventions: str = ""
    fields: tuple[Topic, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    basis: tuple[Basis, ...] = ()
    intro: str = ""
    goals: Section | None = None
    requirements: Section | None = None
    audiences: Section | None = None
    content: Section | None = None
    forms: Section | None = None
    funding: Section | None = None
    responsibilities: Section | None = None
    recipients: Recipients | None = None
    signature: Signature | None = None
    appendix: Appendix | None = None
    explanations: tuple[Explanation, ...] = ()

    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def kind_by_id(self) -> Mapping[str, Kind]:
        """Kinds by id."""
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def channel_by_id(self) -> Mapping[str, Channel]:
        """Channels by id."""
        return {channel.id: channel for channel in self.channels}

    @cached_property
    def area_by_letter(self) -> Mapping[str, Area]:
        """Content areas by letter."""
        return {area.letter: area for area in self.areas}

    @cached_property
    def task_by_number(self) -> Mapping[int, PlanTask]:
        """Tasks by number."""
        return {task.number: task for task in self.tasks}

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """Unit id by every way to write it (match key of id, name and aliases)."""
        return name_index(self.units)

    @cached_property
    def kind_names(self) -> Mapping[str, str]:
        """Kind id by every way to write it."""
        return name_index(self.kinds)

    @cached_property
    def channel_names(self) -> Mapping[str, str]:
        """Channel id by every way to write it."""
        return name_index(self.channels)

    def satisfies(self, kind: str, expected: str) -> bool:
        """Whether an output of `kind` counts as `expected`: itself or a member of that group."""
        found = self.kind_by_id.get(kind)
        return kind == expected or (found is not None and found.group == expected)

    def task_areas(self, tasks: Iterable[int]) -> tuple[str, ...]:
        """Areas of the given tasks, in plan order."""
        wanted = {letter for number in tasks for letter in self.task_by_number[number].areas}
        return tuple(area.letter for area in self.areas if area.letter in wanted)


def newest_plan(plans: Iterable[Plan]) -> Plan | None:
    """The plan that starts last: the source of section-wide texts, units, kinds and channels."""
    return max(plans, key=lambda plan: (plan.period.start, plan.id), default=None)


def plan_of_day(plans: Iterable[Plan], day: date) -> Plan | None:
    """The plan whose period holds `day`; the one that starts last when several do."""
    return newest_plan(plan for plan in plans if plan.period.holds(day))


def name_index(items: Iterable[Unit | Kind | Channel]) -> dict[str, str]:
    """Match key of id, name and aliases → id; the first of two equal names wins (a check reports them)."""
    index: dict[str, str] = {}
    for item in items:
        for name in (item.id, item.name, *item.aliases):
            index.setdefault(match_key(name), item.id)
    return index


def suggest(written: str, names: Mapping[str, str]) -> str:
    """Fix for an unknown name: the nearest, unless several ids are equally near; then all ids."""
    close = closest(written, tuple(names))
    if len({names[name] for name in close}) == 1:
        return f"có phải ý anh/chị là `{close[0]}`?"
    return f"dùng một trong: {', '.join(dict.fromkeys(names.values()))}"
