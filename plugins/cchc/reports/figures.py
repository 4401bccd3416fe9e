"""Counting outputs for reports: by kind, channel, unit and area, each output once wherever a total stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc.coverage import Output
from cchc.plan import Kind, Plan

NO_KIND = "Chưa ghi thể loại"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many outputs, and the log's figures summed; None where no row gives one ("not known" is not 0)."""

    outputs: int
    quantity: float | None = None
    people: float | None = None
    reach: float | None = None
    minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """One row of the table of kinds; a group counts its members too, which stand below it with `member` set."""

    id: str
    name: str
    count: int
    until_now: int
    member: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFigures:
    """Figures under a name, in the period and since the plan began; `detail` such as the tasks a unit leads."""

    id: str
    name: str
    figures: Figures
    until_now: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of kinds, channels and units over all plans, the newest plan's where they differ."""

    kinds: Mapping[str, str]
    channels: Mapping[str, str]
    units: Mapping[str, str]


def collect_names(plans: Iterable[Plan], own: Plan) -> Names:
    """Names for a report on `own`; outputs of days before or after it may have ids of other plans."""
    ordered = [*plans, own]
    return Names(
        kinds={kind.id: kind.name for plan in ordered for kind in plan.kinds},
        channels={channel.id: channel.name for plan in ordered for channel in plan.channels},
        units={unit.id: unit.name for plan in ordered for unit in plan.units},
    )


def sum_figures(outputs: Sequence[Output]) -> Figures:
    """Sum the figures of outputs that are given once each."""
    def total(name: str) -> float | None:
        known = [value for value in (getattr(output, name) for output in outputs) if value is not None]
        return sum(known) if known else None

    return Figures(
        outputs=len(outputs), quantity=total("quantity"), people=total("people"), reach=total("reach"),
        minutes=total("minutes"),
    )


def count_events(outputs: Iterable[Output]) -> int:
    """"Số cuộc": an output's quantity where the log gives a whole number, else one."""
    return sum(int(item.quantity) if item.quantity and item.quantity == int(item.quantity) else 1 for item in outputs)


def count_kinds(plan: Plan, outputs: Iterable[Output], until_now: Iterable[Output], names: Names) -> list[KindCount]:
    """Rows by kind in plan order: groups with their totals, members below; only kinds that occur or are expected."""
    now, ever = Counter(output.kind for output in outputs), Counter(output.kind for output in until_now)
    expected = {kind for task in plan.tasks for kind in task.products.kinds}
    rows: list[KindCount] = []
    for kind in plan.kinds:
        if kind.group is None or kind.group not in plan.kind_by_id:
            rows += _rows_of_kind(plan, kind, (now, ever), expected)
    known = plan.kind_by_id
    rows += [
        KindCount(id=item, name=names.kinds.get(item, item or NO_KIND), count=now[item], until_now=ever[item])
        for item in sorted({*now, *ever} - set(known))
    ]
    return rows


def _rows_of_kind(
    plan: Plan, kind: Kind, counted: tuple[Counter[str], Counter[str]], expected: set[str]
) -> list[KindCount]:
    now, ever = counted
    members = [item for item in plan.kinds if item.group == kind.id and item.id != kind.id]
    family = [kind, *members]
    wanted = [item for item in members if ever[item.id] or now[item.id] or item.id in expected]
    if not (wanted or ever[kind.id] or now[kind.id] or kind.id in expected):
        return []
    total = KindCount(
        id=kind.id, name=kind.name, count=sum(now[item.id] for item in family),
        until_now=sum(ever[item.id] for item in family),
    )
    rows = [_member(item.id, item.name, counted) for item in wanted]
    if members and (now[kind.id] or ever[kind.id]):
        rows.append(_member(kind.id, f"{kind.name} (không ghi rõ loại)", counted))
    return [total, *rows]


def _member(kind: str, name: str, counted: tuple[Counter[str], Counter[str]]) -> KindCount:
    now, ever = counted
    return KindCount(id=kind, name=name, count=now[kind], until_now=ever[kind], member=True)


def total_of(rows: Iterable[KindCount]) -> tuple[int, int]:
    """Sum of the rows that stand for themselves, so that no member counts twice: in the period and until now."""
    heads = [row for row in rows if not row.member]
    return sum(row.count for row in heads), sum(row.until_now for row in heads)
