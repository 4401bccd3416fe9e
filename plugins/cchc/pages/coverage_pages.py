"""The coverage page of each plan, its tasks and content areas, and the index of plans; two editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cchc import urls
from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STARTER, STATUSES, WITHDRAWN, WORDS, Status, completion_sentence
from cchc.pages.coverage_views import AreaRow, AreaView, CoverageView, Month, TaskRow, TaskView, UnitRow
from cchc.pages.front_pages import result_sentence
from cchc.pages.material import Material, area_link
from cchc.pages.parts import Head, Link, Note, OutputLine
from cchc.pages.views import IndexView, Page
from cchc.plan import Explanation, Plan, PlanTask
from cchc.schedule import Continuous
from cchc.text import format_date, format_percent, sort_key

_PLANS = Link(title="Kế hoạch tuyên truyền", url="ke-hoach/")


def build_coverage_pages(material: Material) -> Iterator[Page]:
    """Every page about plans; none when the edition leaves them out."""
    if not material.has_plans:
        return
    yield _plans_page(material)
    for plan in material.site.plans:
        coverage = material.coverages[plan.id]
        sheet = Sheet(material, coverage)
        rows = {item.task.number: sheet.row(item) for item in coverage.tasks}
        yield _coverage_page(sheet, rows)
        yield from (_task_page(sheet, task, rows[task.number]) for task in plan.tasks)
        yield from (_area_page(sheet, area.letter) for area in plan.areas)


class Sheet:
    """One plan's coverage with the words and links its pages share."""

    def __init__(self, material: Material, coverage: Coverage) -> None:
        self.material, self.coverage, self.plan = material, coverage, coverage.plan
        self.internal = material.internal
        self.as_of = format_date(coverage.as_of)
        self.starter = STARTER if coverage.has_starter else ""
        self.link = Link(title=_page_title(self.plan, internal=self.internal), url=urls.plan_url(self.plan.id))

    def units(self, ids: tuple[str, ...]) -> str:
        """Names of units, joined."""
        return "; ".join(self.plan.unit_by_id[unit].name for unit in ids)

    def kinds(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Names of kinds."""
        return tuple(self.plan.kind_by_id[kind].name for kind in ids)

    def line(self, output: Output) -> OutputLine:
        """An output as a list shows it."""
        unit = self.plan.unit_by_id.get(output.unit or "")
        return OutputLine(
            title=output.title, url=output.url, external=output.url.startswith("http"),
            day=format_date(output.date), day_iso=output.date.isoformat(),
            kind="".join(self.kinds((output.kind,))), unit=unit.name if unit else "",
            channels=", ".join(self.plan.channel_by_id[channel].name for channel in output.channels
                               if channel in self.plan.channel_by_id),
            note=WITHDRAWN if self.coverage.is_withdrawn(output) else "",
        )

    def row(self, item: TaskCoverage) -> TaskRow:
        """A task's row: public facts, and the office's figures in the internal edition."""
        task = item.task
        public = TaskRow(
            number=task.number, title=task.title, url=urls.task_url(self.plan.id, task.number),
            lead=self.units(task.lead), support=self.units(task.support), schedule=task.schedule.text,
            expected=", ".join(self.kinds(task.products.kinds)) + ("…" if task.products.open else ""),
            count=len(item.outputs), progress=_progress(item), months=_months(item),
            kinds=tuple(dict.fromkeys(name for output in item.outputs for name in self.kinds((output.kind,)))),
            newest=self.line(item.outputs[-1]) if item.outputs else None,
            outputs=tuple(self.line(output) for output in reversed(item.outputs)),
        )
        return self._with_status(public, item) if self.internal else public

    def _with_status(self, row: TaskRow, item: TaskCoverage) -> TaskRow:
        return replace(
            row, status=item.status, label=item.label, shape=item.mark, missing=self.kinds(item.missing),
            late=item.late,
            gaps=tuple(
                f"{format_date(gap.start)} – {format_date(gap.end)}: {gap.days} ngày" for gap in item.gaps
            ),
            longest_gap=f"{item.longest_gap_days} ngày" if isinstance(item.task.schedule, Continuous) else "",
            age="" if item.age_days is None else f"cách {item.age_days} ngày",
            explanations=tuple(
                _note(note.date, _explained(note))
                for note in self.plan.explanations if note.task == item.task.number
            ),
        )


def _explained(item: Explanation) -> str:
    said_by = "; ".join(part for part in (item.by, item.document) if part)
    return f"{item.note} ({said_by})" if said_by else item.note


def _note(day: date, text: str) -> Note:
    return Note(day=format_date(day), day_iso=day.isoformat(), text=text)


def _progress(item: TaskCoverage) -> str:
    if item.last_output is None:
        return "Chưa có sản phẩm."
    return f"Đã có {len(item.outputs)} sản phẩm, gần nhất {format_date(item.last_output)}."


def _months(item: TaskCoverage) -> tuple[Month, ...]:
    return tuple(
        Month(name=f"Tháng {int(month[5:])}/{month[:4]}", short=str(int(month[5:])), count=count)
        for month, count in item.by_month.items()
    )


def _page_title(plan: Plan, *, internal: bool) -> str:
    if internal:
        return f"Theo dõi, đôn đốc thực hiện {plan.title}"
    short = plan.title.replace("cải cách hành chính", "CCHC")
    return f"Kết quả thực hiện {short}"


def _plans_page(material: Material) -> Page:
    lead = "Kế hoạch tuyên truyền cải cách hành chính từng năm và kết quả thực hiện."
    links = tuple(
        Link(title=f"{plan.title}: {_outputs(material.coverages[plan.id])}", url=urls.plan_url(plan.id))
        for plan in reversed(material.site.plans)
    )
    view = IndexView(
        head=Head(title=_PLANS.title, url=_PLANS.url, description=lead), lead=lead, links=links,
        empty="Chưa có kế hoạch nào.",
    )
    return Page(output_path=urls.page_file(_PLANS.url), template="index.html", view=view)


def _outputs(coverage: Coverage) -> str:
    count = len(coverage.planned_outputs)
    return f"{count} sản phẩm" if count else "chưa có sản phẩm"


def _coverage_page(sheet: Sheet, rows: dict[int, TaskRow]) -> Page:
    plan, coverage = sheet.plan, sheet.coverage
    public = CoverageView(
        head=Head(title=sheet.link.title, url=sheet.link.url, description=result_sentence(coverage), crumbs=(_PLANS,)),
        internal=sheet.internal, plan_title=plan.title, summary=result_sentence(coverage), as_of=sheet.as_of,
        starter=sheet.starter, conventions=plan.conventions, tasks=tuple(rows.values()),
        areas=tuple(
            AreaRow(letter=area.letter, title=area.title, url=urls.area_url(plan.id, area.letter),
                    count=len(coverage.areas[area.letter]))
            for area in plan.areas
        ),
        documents=tuple(_documents(sheet)),
        downloads=tuple(
            Link(title=title, url=f"{sheet.link.url}coverage.{suffix}")
            for title, suffix in (("Bảng số liệu (CSV)", "csv"), ("Dữ liệu mở (JSON)", "json"))
        ),
    )
    view = _with_office(public, sheet) if sheet.internal else public
    return Page(output_path=urls.page_file(sheet.link.url), template="coverage.html", view=view)


def _documents(sheet: Sheet) -> Iterator[Link]:
    """Documents that posts of the plan explain, each with its newest post; those the plan rests on come first."""
    basis = [number for item in sheet.plan.basis for number in item.documents]
    posts = [post for post in sheet.material.site.listed if post.plan == sheet.plan.id]
    explained = {number for post in posts for number in post.documents}
    for number in dict.fromkeys([*(item for item in basis if item in explained), *sorted(explained, key=sort_key)]):
        found = [post for post in posts if number in post.documents]
        yield Link(title=number, url=urls.post_url(found[0].year, found[0].slug), count=len(found))


def _status_title(status: Status, *, closed: bool) -> str:
    """Shape and label of a status; one that a closed plan does not have keeps its open label."""
    words = WORDS[status]
    return f"{words.mark} {words.closed if closed and words.closed != '–' else words.open}"


def _with_office(view: CoverageView, sheet: Sheet) -> CoverageView:
    coverage, plan = sheet.coverage, sheet.plan
    done = coverage.completion
    return replace(
        view,
        completion=completion_sentence(
            done.done, done.counted, format_percent(done.percent), left_out=len(coverage.tasks) - done.counted,
            closed=coverage.closed,
        ),
        channels=tuple(plan.channel_by_id[channel].name for channel in coverage.channels),
        counts=tuple(
            Link(title=_status_title(status, closed=coverage.closed), url="", count=coverage.counts[status])
            for status in STATUSES
        ),
        units=tuple(_unit_row(sheet, unit.id) for unit in plan.units),
        unplanned=tuple(sheet.line(output) for output in coverage.unplanned),
        amendments=tuple(
            _note(item.date, " ".join(part for part in (
                f"Nhiệm vụ {item.task}:" if item.task else "", item.change, item.document) if part))
            for item in plan.amendments
        ),
    )


def _unit_row(sheet: Sheet, unit: str) -> UnitRow:
    """What a unit leads, supports and contributed, and what is due or late there (a group counts for none alone)."""
    tasks = sheet.coverage.tasks
    leads = [item for item in tasks if unit in item.task.lead]
    supports = [item for item in tasks if unit in item.task.support]
    return UnitRow(
        name=sheet.plan.unit_by_id[unit].name, url=urls.unit_url(unit),
        leads=tuple(_task_link(sheet.plan, item.task) for item in leads),
        supports=tuple(_task_link(sheet.plan, item.task) for item in supports),
        outputs=sum(output.unit == unit for output in sheet.coverage.planned_outputs),
        due=tuple(
            f"Nhiệm vụ {item.task.number}: {item.label}" for item in leads
            if item.status in {"partial", "stale", "overdue", "pending"}
        ),
    )


def _task_link(plan: Plan, task: PlanTask) -> Link:
    return Link(title=f"Nhiệm vụ {task.number}", url=urls.task_url(plan.id, task.number))


def _task_page(sheet: Sheet, task: PlanTask, row: TaskRow) -> Page:
    plan = sheet.plan
    index = plan.tasks.index(task)
    previous = _task_link(plan, plan.tasks[index - 1]) if index else None
    following = _task_link(plan, plan.tasks[index + 1]) if index + 1 < len(plan.tasks) else None
    view = TaskView(
        head=Head(title=f"Nhiệm vụ {task.number}: {task.title}", url=row.url, description=row.progress,
                  crumbs=(_PLANS, sheet.link)),
        internal=sheet.internal, plan=sheet.link, row=row, text=task.text,
        lead_text=task.lead_text or row.lead, support_text=task.support_text or row.support,
        products_text=task.products.text or row.expected,
        areas=tuple(area_link(plan, letter) for letter in task.areas),
        units=tuple(
            Link(title=plan.unit_by_id[unit].name, url=urls.unit_url(unit)) for unit in (*task.lead, *task.support)
        ),
        as_of=sheet.as_of, starter=sheet.starter, previous=previous, following=following,
    )
    return Page(output_path=urls.page_file(row.url), template="task.html", view=view)


def _area_page(sheet: Sheet, letter: str) -> Page:
    plan, material = sheet.plan, sheet.material
    area = plan.area_by_letter[letter]
    outputs = sheet.coverage.areas[letter]
    posts = [post for post in material.site.listed if post.plan == plan.id and letter in post.areas]
    link = area_link(plan, letter)
    view = AreaView(
        head=Head(title=link.title, url=link.url, description=area.title, crumbs=(_PLANS, sheet.link)),
        plan=sheet.link, letter=letter, text=area.text,
        tasks=tuple(
            Link(title=f"Nhiệm vụ {task.number}: {task.title}", url=urls.task_url(plan.id, task.number))
            for task in plan.tasks if letter in task.areas
        ),
        topics=tuple(Link(title=material.topics[topic].name, url=urls.field_url(topic)) for topic in area.fields),
        cards=tuple(material.cards[post.source] for post in posts),
        outputs=tuple(sheet.line(output) for output in reversed(outputs) if output.origin != "post"),
        as_of=sheet.as_of, starter=sheet.starter,
        empty="Chưa có sản phẩm nào cho nội dung này. Sản phẩm xuất hiện khi bài hoặc tài liệu được công bố.",
    )
    return Page(output_path=urls.page_file(link.url), template="area.html", view=view)
