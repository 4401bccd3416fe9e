"""The office's tables of figures: tasks × expected kinds, tasks × months, areas × tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc import urls
from cchc.coverage import Output, TaskCoverage
from cchc.pages.office_views import Column, Figure, Matrix, MatrixRow
from cchc.pages.output_sets import OutputSets
from cchc.pages.sheet import Sheet, Span, time_columns
from cchc.pages.sheet_filters import Marks

_TOTAL = Column(name="Cộng", short="Cộng")


def kinds_matrix(sheet: Sheet, sets: OutputSets, marks: Marks) -> Matrix:
    """Tasks × kinds that some task expects, and the others; an expected kind without output says so in words."""
    plan = sheet.plan
    wanted = {kind for task in plan.tasks for kind in task.products.kinds}
    kinds = [kind for kind in plan.kinds if kind.id in wanted]
    rows = [
        MatrixRow(
            title=_task_title(item), url=sheet.rows[item.task.number].url, classes=marks.of_task(item),
            cells=(*_kind_cells(sheet, sets, item, [kind.id for kind in kinds]), _task_total(sets, item)),
        )
        for item in sheet.coverage.tasks
    ]
    columns = [Column(name=kind.name, short=kind.name) for kind in kinds]
    return Matrix(
        id="theo-the-loai", title="Nhiệm vụ và thể loại sản phẩm", corner="Nhiệm vụ", rows=tuple(rows),
        caption="Số sản phẩm của từng nhiệm vụ theo thể loại Kế hoạch yêu cầu",
        columns=(*columns, Column(name="Thể loại khác", short="Khác"), _TOTAL),
        note="“thiếu”: Kế hoạch yêu cầu thể loại này mà chưa có. Một sản phẩm ứng với hai thể loại được yêu cầu, như "
             "“Kế hoạch” và “Văn bản”, thì đứng ở cả hai cột; cột Cộng tính một lần.",
    )


def _kind_cells(sheet: Sheet, sets: OutputSets, item: TaskCoverage, kinds: Sequence[str]) -> Iterator[Figure]:
    plan, number, expected = sheet.plan, item.task.number, item.expected
    unasked = [output for output in item.outputs if not any(plan.satisfies(output.kind, kind) for kind in expected)]
    for kind in kinds:
        among = item.outputs if kind in expected else unasked
        found = [output for output in among if plan.satisfies(output.kind, kind)]
        title = f"Nhiệm vụ {number}: {plan.kind_by_id[kind].name}"
        missing = kind in item.missing
        yield sets.figure(
            f"nhiem-vu-{number}/the-loai-{kind}/", title, found, word="thiếu" if missing else "" if found else "–",
            tone="missing" if missing else "",
        )
    rest = [output for output in unasked if not any(plan.satisfies(output.kind, kind) for kind in kinds)]
    place, title = f"nhiem-vu-{number}/ngoai-the-loai/", f"Nhiệm vụ {number}: thể loại khác"
    yield sets.figure(place, title, rest, word="" if rest else "–")


def months_matrix(sheet: Sheet, sets: OutputSets, marks: Marks) -> Matrix:
    """Tasks × months (quarters of a long plan), with a row of totals in which each output counts once."""
    coverage = sheet.coverage
    spans = time_columns(coverage.tasks[0].by_month) if coverage.tasks else ()
    ahead = any(span.months[0] > coverage.as_of.isoformat()[:7] for span in spans)
    rows = [
        MatrixRow(
            title=_task_title(item), url=sheet.rows[item.task.number].url, classes=marks.of_task(item),
            cells=(
                *_month_cells(sets, spans, item.outputs, f"nhiem-vu-{item.task.number}/",
                              f"Nhiệm vụ {item.task.number}"),
                _task_total(sets, item),
            ),
        )
        for item in coverage.tasks
    ]
    every = coverage.planned_outputs
    total = MatrixRow(
        title="Mọi nhiệm vụ, mỗi sản phẩm tính một lần", classes="c-f",
        url=sets.url("", _EVERY, every) if every else "",
        cells=(*_month_cells(sets, spans, every, "thoi-gian/", "Mọi nhiệm vụ"), sets.figure("", _EVERY, every)),
    )
    return Matrix(
        id="theo-thang", title="Nhiệm vụ theo thời gian", corner="Nhiệm vụ", rows=(*rows, total),
        caption="Số sản phẩm của từng nhiệm vụ theo tháng" if len(spans) == len(coverage.tasks[0].by_month)
        else "Số sản phẩm của từng nhiệm vụ theo quý",
        columns=(*(Column(name=span.name, short=f"T{span.short}" if span.short.isdecimal() else span.short)
                   for span in spans), _TOTAL),
        note="Ô càng đậm thì càng nhiều sản phẩm. “–”: chưa đến." if ahead else "Ô càng đậm thì càng nhiều sản phẩm.",
    )


_EVERY = "Mọi sản phẩm của Kế hoạch"


def _month_cells(
    sets: OutputSets, spans: Sequence[Span], outputs: Sequence[Output], place: str, owner: str
) -> Iterator[Figure]:
    now = sets.sheet.coverage.as_of.isoformat()[:7]
    by_month: dict[str, list[Output]] = {}
    for output in outputs:
        by_month.setdefault(output.date.isoformat()[:7], []).append(output)
    for span in spans:
        found = [output for month in span.months for output in by_month.get(month, ())]
        word = "–" if span.months[0] > now else ""
        yield sets.figure(f"{place}{span.key}/", f"{owner}, {span.name[0].lower()}{span.name[1:]}", found, word=word)


def areas_matrix(sheet: Sheet, sets: OutputSets, marks: Marks) -> Matrix:
    """Content areas × tasks, areas without any output marked; an output of several tasks stands in several columns."""
    plan, coverage = sheet.plan, sheet.coverage
    rows = []
    for area in plan.areas:
        outputs = coverage.areas[area.letter]
        slug = urls.letter_slug(area.letter)
        cells = [
            _area_cell(sets, [output for output in outputs if task.number in output.tasks], slug, area.letter,
                       task.number, word="" if area.letter in task.areas else "–")
            for task in plan.tasks
        ]
        outside = [output for output in outputs if not set(output.tasks) & set(plan.task_by_number)]
        rows.append(MatrixRow(
            title=f"{area.letter}) {area.title}", url=urls.area_url(plan.id, area.letter), empty=not outputs,
            classes=marks.of_area(area.letter),
            cells=(
                *cells,
                sets.figure(f"noi-dung-{slug}/ngoai-nhiem-vu/", f"Nội dung {area.letter}, ngoài nhiệm vụ", outside),
                sets.figure(f"noi-dung-{slug}/", f"Nội dung {area.letter}: mọi sản phẩm", outputs,
                            word="" if outputs else "chưa có", tone="" if outputs else "missing"),
            ),
        ))
    tasks = (Column(name=f"Nhiệm vụ {task.number}: {task.title}", short=f"NV {task.number}") for task in plan.tasks)
    return Matrix(
        id="theo-noi-dung", title="Nội dung tuyên truyền và nhiệm vụ", corner="Nội dung", rows=tuple(rows),
        caption="Số sản phẩm của từng nội dung theo nhiệm vụ",
        columns=(*tasks, Column(name="Ngoài nhiệm vụ", short="Ngoài NV"), _TOTAL),
        note="“–”: Kế hoạch không giao nội dung này cho nhiệm vụ đó. Một sản phẩm phục vụ nhiều nhiệm vụ thì đứng ở "
             "nhiều cột, cột Cộng tính một lần.",
    )


def _area_cell(
    sets: OutputSets, outputs: Sequence[Output], slug: str, letter: str, task: int, *, word: str
) -> Figure:
    title = f"Nội dung {letter}, nhiệm vụ {task}"
    return sets.figure(f"noi-dung-{slug}/nhiem-vu-{task}/", title, outputs, word="" if outputs else word)


def _task_title(item: TaskCoverage) -> str:
    return f"{item.task.number}. {item.task.title}"


def _task_total(sets: OutputSets, item: TaskCoverage) -> Figure:
    title = f"Nhiệm vụ {item.task.number}: mọi sản phẩm"
    return sets.figure(f"nhiem-vu-{item.task.number}/", title, item.outputs)
