"""Pages of outputs: the further pages of a task's list, and the outputs behind each of the office's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc import urls
from cchc.coverage import Output
from cchc.errors import InternalError
from cchc.pages.office_views import EvidenceRow, Figure, OutputsView
from cchc.pages.parts import Head, Link
from cchc.pages.sheet import PLANS, Sheet
from cchc.pages.views import Page

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputList:
    """A list of outputs under an address: `rows` are numbered outputs, newest first."""

    title: str
    url: str
    rows: Sequence[tuple[str, Output]]
    lead: str = ""


class OutputSets:
    """The outputs behind figures; each set that is asked for and not empty gets pages of its own."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.base = f"{sheet.link.url}san-pham/"
        self._sets: dict[str, OutputList] = {}

    def figure(self, place: str, title: str, outputs: Sequence[Output], *, word: str = "", tone: str = "") -> Figure:
        """The number of `outputs`, with the page of them at `place`; `word` and `tone` as in Figure."""
        url = self.url(place, title, outputs) if outputs else ""
        return Figure(count=len(outputs), url=url, word=word, tone=tone or str(min(len(outputs), 4)))

    def url(self, place: str, title: str, outputs: Sequence[Output]) -> str:
        """Address of the page of `outputs`, which are in order of dates."""
        url = f"{self.base}{place}"
        known = self._sets.setdefault(url, OutputList(title=title, url=url, rows=numbered(outputs)))
        if len(known.rows) != len(outputs):
            raise InternalError(f"Hai số liệu khác nhau cùng địa chỉ {url}.")
        return url

    def pages(self) -> Iterator[Page]:
        """Every page of every set."""
        for found in self._sets.values():
            yield from output_pages(self.sheet, found, start=1)


def numbered(outputs: Sequence[Output], prefix: str = "") -> list[tuple[str, Output]]:
    """Outputs newest first, numbered from the oldest, so that a number stays when more come."""
    return [(f"{prefix}{index}", output) for index, output in enumerate(outputs, 1)][::-1]


def page_url(base: str, number: int) -> str:
    """Address of a list's page."""
    return base if number == 1 else f"{base}trang/{number}/"


def count_pages(rows: Sequence[object]) -> int:
    """How many pages a list has; at least one."""
    return max(1, -(-len(rows) // PER_PAGE))


def output_pages(sheet: Sheet, found: OutputList, *, start: int) -> Iterator[Page]:
    """Pages of a list from number `start` on (a task's first page is its own)."""
    pages = count_pages(found.rows)
    crumbs = (PLANS, sheet.link) if start == 1 else (PLANS, sheet.link, Link(title=found.title, url=found.url))
    for number in range(start, pages + 1):
        place = f", trang {number}" if number > 1 else ""
        rows = found.rows[(number - 1) * PER_PAGE : number * PER_PAGE]
        view = OutputsView(
            head=Head(title=f"{found.title}{place}", url=page_url(found.url, number), crumbs=crumbs, index=start > 1),
            kicker=sheet.link, lead=found.lead, total=len(found.rows), number=number, pages=pages,
            rows=tuple(EvidenceRow(number=name, output=sheet.line(output)) for name, output in rows),
            newer=page_url(found.url, number - 1) if number > 1 else "",
            older=page_url(found.url, number + 1) if number < pages else "",
            as_of=sheet.as_of, starter=sheet.starter, office=sheet.internal,
        )
        yield Page(output_path=urls.page_file(view.head.url), template="outputs.html", view=view)
