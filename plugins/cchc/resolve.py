"""Give each post its plan, and check its references against that plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cchc.plan import Plan, newest_plan, plan_of_day, suggest
from cchc.post import Attachment, ParsedPost, Post
from cchc.problems import Mark, Problem, make_problem
from cchc.text import format_date, match_key

DEFAULT_KIND = "tin-bai"
DEFAULT_CHANNEL = "cong-ttdt"
_LOG_TABLES = {
    "so-nhiem-vu": "tasks", "so-noi-dung": "areas", "so-the-loai": "kinds", "so-don-vi": "units", "so-kenh": "channels",
}


@dataclass(frozen=True, slots=True)
class PlanBook:
    """All plans, oldest first, with the tables of each that have errors of their own (not to be checked)."""

    plans: tuple[Plan, ...]
    unsound: Mapping[str, frozenset[str]]
    unread: frozenset[str] = frozenset()

    def of_day(self, day: date) -> Plan | None:
        """The plan in force on `day`."""
        return plan_of_day(self.plans, day)

    def by_id(self, plan_id: str) -> Plan | None:
        """The plan with this id."""
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    @property
    def newest(self) -> Plan | None:
        """The plan that starts last."""
        return newest_plan(self.plans)

    def excuses(self, code: str) -> bool:
        """Whether a problem of the log may come from a plan's own errors, which are reported at the plan."""
        if code == "so-khong-ke-hoach":
            return bool(self.unread)
        return any(_LOG_TABLES.get(code) in tables for tables in self.unsound.values())

    def sound(self, plan: Plan, table: str) -> bool:
        """Whether references to this table of the plan can be judged."""
        return table not in self.unsound.get(plan.id, frozenset())


class Resolver:
    """Resolves one post; problems are collected in order."""

    def __init__(self, parsed: ParsedPost, book: PlanBook) -> None:
        self.parsed, self.book = parsed, book
        self.problems: list[Problem] = []

    def report(self, place: tuple[Any, ...], code: str, *, fix: str | None = None, **details: object) -> None:
        """Note a problem at the value at `place`, or of the whole file when empty."""
        mark = self.parsed.mark(*place) if place else Mark()
        source = self.parsed.post.source if self.parsed.post else ""
        self.problems.append(make_problem(source, mark, code, fix=fix, **details))

    def resolve(self, post: Post) -> Post:
        """The post with plan, areas, kind, unit and channels filled in."""
        plan = self._plan(post)
        tables = plan or self.book.newest
        tasks, areas = post.tasks, post.areas
        if plan is not None:
            tasks = self._known_tasks(post.tasks, plan)
            areas = self._known_areas(post.areas, plan) or plan.task_areas(tasks)
        if plan is not None and not post.tasks and not post.areas and not self.parsed.unread & {"tasks", "areas"}:
            self.report((), "ngoai-ke-hoach")
        kind = self._word(("kind",), "the-loai-la", post.kind or DEFAULT_KIND, "kinds", tables) or DEFAULT_KIND
        channels = [
            self._word(("channels", index), "kenh-la", item, "channels", tables)
            for index, item in enumerate(post.channels)
        ]
        return replace(
            post, plan=plan.id if plan else None, tasks=tasks, areas=areas, kind=kind,
            unit=self._word(("unit",), "don-vi-la", post.unit, "units", tables),
            channels=tuple(dict.fromkeys(item for item in channels if item)) or (DEFAULT_CHANNEL,),
            attachments=tuple(self._attachment(index, item, tables) for index, item in enumerate(post.attachments)),
        )

    def _plan(self, post: Post) -> Plan | None:
        day = post.date.date()
        if post.plan is not None:
            plan = self.book.by_id(post.plan)
            if plan is None and post.plan not in self.book.unread:
                known = ", ".join(item.id for item in self.book.plans)
                self.report(("plan",), "ke-hoach-la", fix=f"các kế hoạch đang có: {known}", value=post.plan)
            if plan is not None and not plan.period.holds(day):
                self.report(("plan",), "ngoai-ky", day=format_date(day), plan=plan.id)
            return plan
        plan = self.book.of_day(day)
        keys = [name for name in ("tasks", "areas") if getattr(post, name)]
        if plan is None and keys and not self.book.unread:
            self.report((keys[0],), "khong-co-ke-hoach", day=format_date(day), keys=", ".join(keys))
        return plan

    def _known_tasks(self, written: Sequence[int], plan: Plan) -> tuple[int, ...]:
        known = ", ".join(str(task.number) for task in plan.tasks)
        for index, number in enumerate(written):
            if number not in plan.task_by_number and self.book.sound(plan, "tasks"):
                self.report(("tasks", index), "nhiem-vu-la", value=number, known=known)
        return tuple(task.number for task in plan.tasks if task.number in written)

    def _known_areas(self, written: Sequence[str], plan: Plan) -> tuple[str, ...]:
        known = ", ".join(plan.area_by_letter)
        for index, letter in enumerate(written):
            if letter not in plan.area_by_letter and self.book.sound(plan, "areas"):
                self.report(("areas", index), "noi-dung-ngoai", value=letter, plan=plan.id, known=known)
        return tuple(letter for letter in plan.area_by_letter if letter in written)

    def _word(
        self, place: tuple[Any, ...], code: str, written: str | None, table: str, plan: Plan | None
    ) -> str | None:
        """Id of a kind, unit or channel written as id, name or alias."""
        if written is None or plan is None:
            return written
        names = {"kinds": plan.kind_names, "units": plan.unit_names, "channels": plan.channel_names}[table]
        found = names.get(match_key(written))
        if found is None and self.book.sound(plan, table):
            self.report(place, code, fix=suggest(written, names), value=written)
        return found

    def _attachment(self, index: int, item: Attachment, plan: Plan | None) -> Attachment:
        kind = self._word(("attachments", index, "kind"), "the-loai-la", item.kind, "kinds", plan)
        return replace(item, kind=kind)


def resolve_posts(parsed: Iterable[ParsedPost], book: PlanBook) -> tuple[list[tuple[Post, ParsedPost]], list[Problem]]:
    """Every readable post with its references resolved, and the problems found on the way."""
    resolved: list[tuple[Post, ParsedPost]] = []
    problems: list[Problem] = []
    for item in parsed:
        if item.post is None:
            continue
        resolver = Resolver(item, book)
        resolved.append((resolver.resolve(item.post), item))
        problems += resolver.problems
    return resolved, problems
