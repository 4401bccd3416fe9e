"""ReportView → one or two plain paragraphs to paste into a general report."""

from __future__ import annotations

from collections.abc import Iterator

from cchc.coverage_words import STARTER
from cchc.reports.view import ReportView
from cchc.reports.wording import (
    WILL_BE_STALE,
    figures_phrase,
    lacking,
    numbers,
    overlap_note,
    silence_words,
    summary_sentences,
    two_digits,
)
from cchc.text import lower_first


def report_paragraph(view: ReportView) -> str:
    """The figures of the report: what was done, then how the plan's tasks stand; starter data is marked."""
    first = " ".join(part for part in (*summary_sentences(view), *_groups(view)) if part)
    if view.is_starter:
        first += f" ({STARTER}.)"
    return "\n\n".join(part for part in (first, _tasks(view)) if part)


def _groups(view: ReportView) -> Iterator[str]:
    """One sentence over the headings that have something."""
    said = []
    if view.documents:
        said.append(f"văn bản {two_digits(len(view.documents))}")
    for group in view.groups:
        if group.figures.outputs:
            known = figures_phrase(group.figures, group.events)
            aside = f" ({known})" if known else ""
            said.append(f"{lower_first(group.title)} {two_digits(group.figures.outputs)}{aside}")
    if said:
        yield f"Theo hình thức: {'; '.join(said)}."
    yield overlap_note(view)


def _tasks(view: ReportView) -> str:
    said = [view.completion]
    if view.active:
        named = numbers(task.number for task in view.active)
        said.append(f"{len(view.active)}/{len(view.tasks)} nhiệm vụ có sản phẩm trong kỳ (nhiệm vụ {named}).")
    if view.late:
        listed = ". ".join(f"Nhiệm vụ {task.number}: {lower_first(lacking(task))}" for task in view.late)
        said.append(f"Còn {two_digits(len(view.late))} nhiệm vụ chưa đạt yêu cầu. {listed}.")
    if view.silent:
        listed = "; ".join(f"nhiệm vụ {task.number} {silence_words(task)}" for task in view.silent)
        said.append(f"Lưu ý: {listed}; {WILL_BE_STALE}.")
    due = sorted({step.task for step in view.next.steps if not step.late})
    if due:
        said.append(f"Các nhiệm vụ đến hạn trong {view.next.name}: {numbers(due)}.")
    return " ".join(said)
