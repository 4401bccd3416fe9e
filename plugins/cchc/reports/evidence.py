"""Tài liệu kiểm chứng of a period: published pages and files with their index, for the PAR INDEX self-assessment.

It is made from a built public edition, so nothing of the internal one can be in it.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from cchc.coverage import Coverage, Output, TaskCoverage
from cchc.coverage_words import STARTER, WITHDRAWN
from cchc.exports import kind_names, unit_names
from cchc.manifest import hash_file
from cchc.office_file import read_parts, rewrite_zip
from cchc.periods import ReportPeriod
from cchc.plan import Period
from cchc.reports.coverage_xlsx import absolute
from cchc.reports.offline_pages import Content, pack_pages
from cchc.reports.xlsx import Book, Cell, Column, Link
from cchc.text import clean_line, format_date
from cchc.urls import page_file

INDEX, SUMS, README = "muc-luc.xlsx", "SHA256SUMS.txt", "doc-truoc.txt"
ONLY_OUTSIDE = "không có tệp: chỉ có đường dẫn ngoài"
NO_FILE = "không có tệp, không có đường dẫn"
_MISSING = "không có tệp trong bản công khai"
_NOTHING = "Không có sản phẩm nào trong kỳ."
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_PACKED_ALREADY = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".zip", ".docx", ".xlsx", ".pptx", ".mp3", ".mp4"})
_COLUMNS = (
    Column("STT", 5), Column("Nhiệm vụ", 27), Column("Sản phẩm", 40), Column("Thể loại", 11), Column("Số, ký hiệu", 13),
    Column("Ngày", 11), Column("Ngày văn bản", 11), Column("Đơn vị", 18), Column("Địa chỉ công khai", 40),
    Column("Mở trang", 7), Column("Mở tệp", 7), Column("Ghi chú", 15),
    Column("Tệp trong gói", 80, printed=False), Column("sha256", 72, printed=False), Column("Kênh", 30, printed=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An output of a task; `file` is its path in the archive, "" when it has none there."""

    coverage: Coverage
    task: TaskCoverage
    output: Output
    address: str
    file: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the archive holds: entries by plan, then task, and the packed files by path.

    `planned` tells whether any day of the period lies in that of a plan.
    """

    period: ReportPeriod
    day: date
    planned: bool
    entries: tuple[Entry, ...]
    files: Mapping[str, Content]
    has_starter: bool

    @property
    def outputs(self) -> int:
        """How many outputs there are, each once."""
        return len({id(entry.output) for entry in self.entries})

    @property
    def with_file(self) -> int:
        """How many of them are in the archive as a file."""
        return len({id(entry.output) for entry in self.entries if entry.file})

    @property
    def summary(self) -> str:
        """What is in the archive, without what its pages only look like; or why there is nothing."""
        if not self.planned:
            return f"Không có kế hoạch nào trong kỳ ({self.period.span}): gói không có sản phẩm nào"
        if not self.outputs:
            return _NOTHING.rstrip(".")
        without = self.outputs - self.with_file
        outside = f", {without} chỉ có đường dẫn ngoài hoặc không có tệp" if without else ""
        return f"{self.outputs} sản phẩm: {self.with_file} có tệp trong gói{outside}"


def collect_evidence(
    site: Path, coverages: Iterable[Coverage], period: ReportPeriod, day: date, base_url: str
) -> Evidence:
    """Collect the counted planned outputs of `period` from the built public `site`, measured at `day`."""
    known = list(coverages)
    found = [
        (coverage, task, output) for coverage in known for task in coverage.tasks for output in task.outputs
        if period.holds(output.date)
    ]
    files = pack_pages(site, {_place(output) for _, _, output in found} - {""}, base_url)
    entries = tuple(
        _entry(coverage, task, output, files, base_url) for coverage, task, output in found
    )
    return Evidence(
        period=period, day=min(day, period.end), entries=entries, files=files,
        planned=any(_overlap(coverage.plan.period, period) for coverage in known),
        has_starter=any(entry.output.starter for entry in entries),
    )


def _overlap(plan: Period, period: ReportPeriod) -> bool:
    return plan.start <= period.end and period.start <= plan.end


def _place(output: Output) -> str:
    """File of an output in the built site; "" when it stands elsewhere or nowhere."""
    return page_file(output.url) if output.url and not output.url.startswith(("http://", "https://")) else ""


def _entry(
    coverage: Coverage, task: TaskCoverage, output: Output, files: Mapping[str, Content], base_url: str
) -> Entry:
    place = _place(output)
    file = place if place in files else ""
    missing = "" if file else _MISSING if place else ONLY_OUTSIDE if output.url else NO_FILE
    withdrawn = WITHDRAWN if coverage.is_withdrawn(output) else ""
    starter = "dữ liệu khởi tạo" if output.starter else ""
    return Entry(
        coverage=coverage, task=task, output=output, address=absolute(base_url, output.url), file=file,
        note="; ".join(part for part in (missing, withdrawn, starter) if part),
    )


def archive_parts(evidence: Evidence) -> Iterator[tuple[str, Content]]:
    """Every part of the archive in its order: what to read first, the index, the sums, then the files."""
    sums = {path: _sha256(content) for path, content in evidence.files.items()}
    first = {README: _readme(evidence).encode(), INDEX: _index(evidence, sums)}
    sums |= {path: _sha256(content) for path, content in first.items()}
    yield from first.items()
    yield SUMS, "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()
    yield from evidence.files.items()


def write_archive(target: IO[bytes], parts: Iterable[tuple[str, Content]]) -> None:
    """Zip the parts, files piece by piece, to the same bytes every time on every system."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _TIME)
            stored = Path(name).suffix.lower() in _PACKED_ALREADY
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0o100644 << 16  # a file that everybody may read
            if isinstance(content, bytes):
                archive.writestr(entry, content)
            else:
                entry.file_size = content.stat().st_size
                with archive.open(entry, "w") as place, content.open("rb") as source:
                    while chunk := source.read(1 << 20):
                        place.write(chunk)


def _sha256(content: Content) -> str:
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else hash_file(content)


def _index(evidence: Evidence, sums: Mapping[str, str]) -> bytes:
    """muc-luc.xlsx: a sheet for each plan that has outputs in the period."""
    title = f"Mục lục tài liệu kiểm chứng {evidence.period.name}"
    book = Book(title, evidence.day)
    plans = list(dict.fromkeys(entry.coverage.plan.id for entry in evidence.entries))
    for plan in plans or [""]:
        entries = [entry for entry in evidence.entries if entry.coverage.plan.id == plan]
        sheet = book.sheet(f"Mục lục {plan}" if len(plans) > 1 else "Mục lục", _COLUMNS)
        sheet.printed(title)
        sheet.title(title)
        for coverage in {entry.coverage.plan.id: entry.coverage for entry in entries}.values():
            sheet.note(clean_line(coverage.plan.title))
        day = format_date(evidence.day)
        starter = f" {STARTER}." if evidence.has_starter else ""
        sheet.note(f"Kỳ {evidence.period.span}; số liệu tính đến ngày {day}.{starter}")
        if entries:
            sheet.note(_counted(entries))
        sheet.table((_row(number, entry, sums) for number, entry in enumerate(entries, 1)), empty=_NOTHING)
    parts = read_parts(book.close())
    return rewrite_zip({name: _with_slashes(data) if name.endswith(".rels") else data for name, data in parts.items()})


def _counted(entries: Sequence[Entry]) -> str:
    """How many outputs the rows hold, and why there are more rows."""
    count = len({id(entry.output) for entry in entries})
    several = "; sản phẩm phục vụ nhiều nhiệm vụ đứng ở mỗi nhiệm vụ" if count < len(entries) else ""
    return f"{count} sản phẩm{several}."


def _with_slashes(rels: bytes) -> bytes:
    """Write ways to files with / as the format asks (ECMA-376, part 2): XlsxWriter writes them as Windows does."""
    return re.sub(rb'Target="([^":]*)"', lambda found: found[0].replace(b"\\", b"/"), rels)


def _row(number: int, entry: Entry, sums: Mapping[str, str]) -> list[Cell]:
    output, coverage = entry.output, entry.coverage
    known = coverage.plan.channel_by_id
    return [
        number, f"{entry.task.task.number}. {clean_line(entry.task.task.title)}", clean_line(output.title),
        kind_names(coverage, (output.kind,)), output.number, output.date, output.document_date,
        unit_names(coverage, (output.unit,)) if output.unit else "", entry.address, Link(entry.address),
        Link(entry.file), entry.note, entry.file, sums.get(entry.file),
        "; ".join(known[item].name if item in known else item for item in output.channels),
    ]


def _readme(evidence: Evidence) -> str:
    plans = dict.fromkeys(clean_line(entry.coverage.plan.title) for entry in evidence.entries)
    about = [
        f"TÀI LIỆU KIỂM CHỨNG {evidence.period.name.upper()}",
        *plans,
        f"Kỳ {evidence.period.span}; số liệu tính đến ngày {format_date(evidence.day)}.",
        *([f"{STARTER}."] if evidence.has_starter else []),
        "",
        f"{evidence.summary}.",
        "",
        f"- {INDEX}: mục lục theo nhiệm vụ, có số, ngày, địa chỉ công khai, tệp trong gói và mã sha256.",
        "  Giải nén cả gói rồi mới mở mục lục thì liên kết tới tệp trong gói mới dùng được.",
        "- bai-viet/…/index.html: trang đã công bố, mở bằng trình duyệt, không cần mạng.",
        "  Liên kết tới trang không có trong gói dẫn về địa chỉ công khai.",
        "- anh/, tep/, theme/: ảnh, tệp đính kèm và giao diện của các trang.",
        f"- {SUMS}: mã sha256 của mọi tệp; kiểm tra bằng lệnh: sha256sum -c {SUMS}",
        "",
        "Bài đã sửa sau kỳ báo cáo thì trang trong gói là bản hiện nay.",
    ]
    return "\n".join(about) + "\n"
