"""Site + plan + period + office → ReportView: what `inv report` writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc import urls
from cchc.chasing import LATE
from cchc.coverage import Output, TaskCoverage
from cchc.coverage_words import WITHDRAWN
from cchc.periods import ReportPeriod
from cchc.plan import Plan, plan_of_day
from cchc.reports.channel_groups import ChannelGroup, load_grouping
from cchc.reports.due import following_period, list_steps
from cchc.reports.figures import NamedFigures, count_events, count_kinds, sum_figures
from cchc.reports.office import Office
from cchc.reports.sources import Sources, elsewhere_note, gather, limits_of, owned_elsewhere, report_subject
from cchc.reports.view import Evidence, Explained, GroupResult, NextPeriod, ReportView, TaskResult
from cchc.reports.wording import two_digits
from cchc.schedule import Continuous
from cchc.site import Site
from cchc.text import clean_line, format_date, format_percent, sort_key

_NOT_STALE = frozenset({"done", "partial"})
NO_CHANNEL, NO_UNIT = "Chưa ghi kênh", "Chưa ghi đơn vị"


def build_report(site: Site, plan: Plan, period: ReportPeriod, office: Office) -> ReportView:
    """Build the report on `plan` for `period`, as known at the site's moment."""
    sources = gather(site, plan, period)
    draft = Draft(sources, office)
    coverage = sources.coverage
    documents = [item for item in sources.outputs if draft.is_document(item)]
    issuer = plan.unit_by_id.get(plan.issuer or "")
    planned = [item for item in coverage.planned_outputs if period.start <= item.date <= sources.day]
    unplanned = [item for item in coverage.unplanned if period.start <= item.date <= sources.day]
    return ReportView(
        office=office, period=period, day=sources.day, year=site.moment.year,
        subject=report_subject(plan, period), plan_title=clean_line(plan.title),
        plan_number=plan.number or "", plan_number_blank="" if plan.number else clean_line(plan.number_text),
        issuer=issuer.name if issuer else office.agency,
        is_starter=any(item.starter for item in (*sources.outputs, *coverage.outputs)),
        plan_start=plan.period.start, limits=limits_of(sources), documents=draft.evidence(documents),
        directives=draft.evidence(item for item in documents if item.kind in draft.grouping.directives),
        amendments=tuple(_amendments(sources)),
        figures=sum_figures(sources.outputs), until_now=len(sources.until_now),
        planned=len(planned), unplanned=len(unplanned), owned_elsewhere=owned_elsewhere(sources),
        elsewhere_note=elsewhere_note(sources),
        planned_channels=len({channel for item in planned for channel in item.channels}),
        document_kinds=tuple(count_kinds(plan, documents, documents, sources.names)),
        groups=tuple(draft.groups()), kinds=tuple(count_kinds(plan, sources.outputs, sources.until_now, sources.names)),
        channels=tuple(draft.channels(sources.outputs)), units=tuple(draft.units()), areas=tuple(draft.areas()),
        tasks=tuple(draft.task(item) for item in coverage.tasks), judged=min(sources.day, coverage.as_of),
        completion=_completion(sources),
        explanations=tuple(_explanations(sources)), next=_next(sources, office),
        outputs=draft.evidence(sources.outputs), conventions=clean_line(plan.conventions),
    )


class Draft:
    """The sources of one report with the words its tables share."""

    def __init__(self, sources: Sources, office: Office) -> None:
        self.sources, self.office, self.plan = sources, office, sources.plan
        self.grouping = load_grouping()

    def is_document(self, output: Output) -> bool:
        """Whether an output is a document by its kind or the group of its kind."""
        return any(self.plan.satisfies(output.kind, kind) for kind in self.grouping.documents)

    def address(self, url: str) -> str:
        """An absolute address; "" stays."""
        return url if not url or url.startswith(("http://", "https://")) else self.office.base_url + url

    def evidence(self, outputs: Iterable[Output]) -> tuple[Evidence, ...]:
        """Outputs as lists show them."""
        return tuple(self._evidence(output) for output in outputs)

    def _evidence(self, output: Output) -> Evidence:
        names, taken_back = self.sources.names, self.sources.coverage.is_withdrawn(output)
        return Evidence(
            title=clean_line(output.title), url=self.address(output.url), day=output.date,
            kind=names.kinds.get(output.kind, output.kind), unit=names.units.get(output.unit or "", ""),
            channels="; ".join(names.channels.get(channel, channel) for channel in output.channels),
            tasks=output.tasks, number=output.number or "", document_date=output.document_date,
            figures=sum_figures([output]), place=clean_line(output.place),
            note="; ".join(part for part in (clean_line(output.note), WITHDRAWN if taken_back else "") if part),
            plan=self.sources.owners.get(output, ""),
        )

    def groups(self) -> Iterable[GroupResult]:
        """The headings of "Kết quả thực hiện" after documents; a group that need not always stand only when used."""
        names = self.sources.names
        found: dict[str, list[Output]] = {group.id: [] for group in self.grouping.groups}
        for output in self.sources.outputs:
            places = self.grouping.of_output(output, names.kinds, names.channels)
            for place in places or (() if self.is_document(output) else (self.grouping.other.id,)):
                found[place].append(output)
        for group in self.grouping.groups:
            if group.always or found[group.id]:
                yield self._group(group, found[group.id])

    def _group(self, group: ChannelGroup, outputs: Sequence[Output]) -> GroupResult:
        names = self.sources.names.channels
        own = [row for row in self.channels(outputs)
               if row.id and self.grouping.of_channel(row.id, names.get(row.id, row.id)).id == group.id]
        return GroupResult(
            title=group.title, figures=sum_figures(outputs), events=count_events(outputs) if group.events else None,
            kinds=tuple(row for row in count_kinds(self.plan, outputs, outputs, self.sources.names) if row.count),
            channels=tuple(own), listed=self.evidence(outputs) if group.events else (),
        )

    def channels(self, outputs: Sequence[Output]) -> Iterable[NamedFigures]:
        """Channels used, in plan order; an output counts at each of its channels."""
        names = self.sources.names.channels
        used = {channel for output in (*outputs, *self.sources.until_now) for channel in output.channels}
        for channel in (*(item for item in names if item in used), *sorted(used - set(names)), ""):
            row = self._row(channel, names.get(channel, channel or NO_CHANNEL), outputs, "channels")
            if row.figures.outputs or row.until_now:
                yield row

    def units(self) -> Iterable[NamedFigures]:
        """Units that lead a task or have outputs; a group only for outputs recorded under its own name."""
        names = self.sources.names.units
        leads = {unit: [task.number for task in self.plan.tasks if unit in task.lead] for unit in names}
        used = {output.unit or "" for output in (*self.sources.outputs, *self.sources.until_now)}
        for unit in (*names, *sorted(used - set(names) - {""}), ""):
            known = self.plan.unit_by_id.get(unit)
            if unit in used or (known and not known.group and leads[unit]):
                yield self._row(
                    unit, names.get(unit, unit or NO_UNIT), self.sources.outputs, "unit",
                    ", ".join(map(str, leads.get(unit, ()))),
                )

    def areas(self) -> Iterable[NamedFigures]:
        """Every content area of the plan; an output counts in each of its areas.

        Another plan's outputs count for the period where both plans have the area.
        """
        sources = self.sources
        for area in self.plan.areas:
            ever = sources.coverage.areas[area.letter]
            now = [item for item in ever if sources.period.start <= item.date <= sources.day]
            now += [item for other in sources.others for item in other.areas.get(area.letter, ())]
            yield NamedFigures(
                id=area.letter, name=clean_line(area.title), figures=sum_figures(now), until_now=len(ever),
            )

    def task(self, item: TaskCoverage) -> TaskResult:
        """A task's row of the annex."""
        task, plan, sources = item.task, self.plan, self.sources
        now = [output for output in item.outputs if sources.period.start <= output.date <= sources.day]
        return TaskResult(
            number=task.number, title=clean_line(task.title), url=self.address(urls.task_url(plan.id, task.number)),
            expected=clean_line(task.products.text) or self._kinds(task.products.kinds),
            lead="; ".join(plan.unit_by_id[unit].name for unit in task.lead),
            support="; ".join(plan.unit_by_id[unit].name for unit in task.support),
            schedule=clean_line(task.schedule.text), count=len(now), until_now=len(item.outputs),
            kinds=tuple(row for row in count_kinds(plan, now, now, sources.names) if row.count),
            last=item.last_output, age_days=item.age_days, evidence=self.evidence(reversed(now)), label=item.label,
            annex=item.annex, is_late=item.status in LATE or (sources.coverage.closed and item.status == "pending"),
            missing=tuple(plan.kind_by_id[kind].name for kind in item.missing),
            gaps=item.gaps if item.status in _NOT_STALE and not sources.coverage.closed else (),
            every_days=task.schedule.every_days if isinstance(task.schedule, Continuous) else 0,
        )

    def _kinds(self, kinds: Iterable[str]) -> str:
        return ", ".join(self.plan.kind_by_id[kind].name for kind in kinds)

    def _row(
        self, item: str, name: str, outputs: Sequence[Output], what: str, detail: str = ""
    ) -> NamedFigures:
        def mine(output: Output) -> bool:
            value = getattr(output, what)
            return item in value if item and what == "channels" else (value or "") == item or (not item and not value)

        return NamedFigures(
            id=item, name=name, detail=detail, figures=sum_figures([output for output in outputs if mine(output)]),
            until_now=sum(mine(output) for output in self.sources.until_now),
        )


def _amendments(sources: Sources) -> Iterable[str]:
    for item in sources.plan.amendments:
        if sources.period.start <= item.date <= sources.day:
            document = f" ({item.document})" if item.document else ""
            task = f"nhiệm vụ {item.task}: " if item.task else ""
            yield f"Ngày {format_date(item.date)}{document}: {task}{clean_line(item.change)}"


def _explanations(sources: Sources) -> Iterable[Explained]:
    """Explanations of the period; a report that judges the plan as ended takes later ones too, up to its moment."""
    last = sources.site.moment.date() if sources.coverage.closed else sources.day
    found = [item for item in sources.plan.explanations if sources.period.start <= item.date <= last]
    for item in sorted(found, key=lambda item: (item.task, item.date, sort_key(item.note))):
        said_by = "; ".join(part for part in (item.by, item.document) if part)
        yield Explained(task=item.task, day=item.date, note=clean_line(item.note), source=said_by)


def _completion(sources: Sources) -> str:
    coverage, done = sources.coverage, sources.coverage.completion
    if sources.day < sources.plan.period.start:
        return f"Tính đến ngày {format_date(sources.day)}, Kế hoạch chưa đến thời gian thực hiện."
    words = "hoàn thành" if coverage.closed else "đúng tiến độ hoặc hoàn thành"
    left = len(coverage.tasks) - done.counted
    aside = f", không tính {two_digits(left)} nhiệm vụ chưa đến thời gian hoặc không phát sinh" if left else ""
    return (
        f"Tính đến ngày {format_date(min(sources.day, coverage.as_of))}, {words} {done.done}/{done.counted} nhiệm vụ "
        f"({format_percent(done.percent)}%){aside}."
    )


def _next(sources: Sources, office: Office) -> NextPeriod:
    """The coming period, by the plan in force when it begins; that plan is measured at the report's day."""
    following = following_period(sources.period, office.cut_offs)
    plan = sources.plan if sources.plan.period.holds(following.start) else plan_of_day(
        sources.site.plans, following.start
    )
    if plan is None:
        return NextPeriod(name=following.name, plan="", steps=(), others=())
    ahead = sources if plan is sources.plan else gather(sources.site, plan, sources.period)
    steps = list_steps(ahead.coverage, following.end)
    named = {step.task for step in steps}
    return NextPeriod(
        name=following.name, plan=clean_line(plan.title), steps=steps,
        others=tuple(task.number for task in plan.tasks if task.number not in named),
    )
