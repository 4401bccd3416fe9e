"""AuthorList → the workbook "bảng kê" that the office signs and its accountant fills in: counts, details, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cchc.coverage_words import WITHDRAWN
from cchc.errors import InternalError
from cchc.reports.authors import AuthorList, Person, Piece
from cchc.reports.office import Office
from cchc.reports.xlsx import Amount, Book, Cell, Column, Formula, Link, Row, Sheet, Strong
from cchc.text import format_date, sort_key

TITLE = "BẢNG KÊ TIN, BÀI ĐĂNG CHUYÊN MỤC CẢI CÁCH HÀNH CHÍNH"
PICTURES_TITLE = "BẢNG KÊ NGUỒN ẢNH ĐĂNG CHUYÊN MỤC CẢI CÁCH HÀNH CHÍNH"
DETAILS = "Chi tiết"
_NOTHING = "Không có tin, bài nào trong kỳ."
_NAMES, _MONEY = "B", "L"  # columns of the details: authors, and what the accountant fills in
_DETAILS = (
    Column("Stt", 5), Column("Tác giả", 26), Column("Ngày đăng", 12), Column("Tên tin, bài", 46), Column("Liên kết", 7),
    Column("Thể loại", 11), Column("Đơn vị", 20), Column("Số chữ", 8), Column("Nguồn ảnh", 16), Column("Ghi chú", 14),
    Column("Đơn giá", 12), Column("Thành tiền", 14), Column("Kênh", 30, printed=False),
)


def authors_workbook(found: AuthorList, office: Office) -> bytes:
    """Sheets "Tổng hợp", "Chi tiết" and, where photographs are credited, "Nguồn ảnh"; the same bytes every time.

    Prices are left blank on "Chi tiết"; what is filled in there is added up on both sheets.
    """
    return _Writer(found, office).write()


class _Writer:
    """The sheets of one list."""

    def __init__(self, found: AuthorList, office: Office) -> None:
        self.found, self.office = found, office
        self.book = Book(f"Bảng kê tin, bài theo tác giả {found.period.name}", found.day)

    def write(self) -> bytes:
        counts = self.counts_sheet("Tổng hợp", TITLE, (Column("Tác giả", 32), Column("Thể loại", 14)))
        details = self.sheet(DETAILS, TITLE, _DETAILS)
        counts.table(_summary(self.found, counts.next_row + 1, details.next_row + 1), empty=_NOTHING)
        _remarks(counts, self.found)
        self.sign(counts)
        details.table(_details(self.found, details.next_row + 1), empty=_NOTHING)
        self.sign(details)
        if self.found.photographers:
            pictures = self.counts_sheet("Nguồn ảnh", PICTURES_TITLE, (Column("Nguồn ảnh", 40),))
            pictures.table(_photographs(self.found), empty=_NOTHING)
            self.sign(pictures)
        return self.book.close()

    def counts_sheet(self, name: str, title: str, first: Sequence[Column]) -> Sheet:
        """A sheet of counts: the first columns, then one a month and their sum; of texts also words and money."""
        months = [Column(f"Tháng {int(month[5:])}/{month[:4]}", 9) for month in self.found.months]
        more = (Column("Số chữ", 10), Column("Thành tiền", 14)) if len(first) > 1 else ()
        return self.sheet(name, title, (*first, *months, Column("Cộng", 8), *more))

    def sheet(self, name: str, title: str, columns: Sequence[Column]) -> Sheet:
        """A sheet under the heading of the agency."""
        period = self.found.period
        days = "" if period.kind == "days" else f" ({period.span})"
        day = f"số liệu tính đến ngày {format_date(self.found.day)}"
        sheet = self.book.sheet(name, columns)
        sheet.printed(f"Bảng kê tin, bài theo tác giả {period.name}")
        sheet.note(self.office.parent_agency.upper())
        sheet.strong(self.office.agency.upper())
        sheet.centred(title, bold=True)
        sheet.centred(f"Kỳ: {period.name}{days}; {day}")
        return sheet

    def sign(self, sheet: Sheet) -> None:
        """Room for who made the list and who answers for it; the day is written by hand."""
        sheet.skip()
        place_date = f"{self.office.place or '……'}, ngày …… tháng …… năm {self.found.day.year}"
        sheet.signatures("Người lập", "Thủ trưởng đơn vị", place_date)


def _summary(found: AuthorList, first: int, details: int) -> Iterator[Row]:
    """A row for each author and kind, a total for each author, and the grand total.

    `first` is the number of the first row here, `details` that of the first piece among the details. Money is found
    by the author's name, so that the details may be sorted.
    """
    counted, row, lines = 0, first, _lines(found.authors)
    names, money = (f"'{DETAILS}'!{column}{details}:{column}{details + len(lines) - 1}" for column in (_NAMES, _MONEY))
    for person in found.authors:
        kinds: dict[str, list[Piece]] = {}
        for piece in person.pieces:
            kinds.setdefault(piece.kind, []).append(piece)
        for kind in sorted(kinds, key=sort_key):
            yield (person.name, kind, *_counts(kinds[kind], found.months), _words(kinds[kind]), None)
            counted += len(kinds[kind])
        row += len(kinds)
        earned = Formula(f"=SUMPRODUCT(({names}=A{row})*1,{money})", 0)
        yield Strong((person.name, "Cộng", *_counts(person.pieces, found.months), _words(person.pieces), earned))
        row += 1
    if lines:
        if counted != len(lines):
            raise InternalError(f"Bảng kê theo tác giả cộng sai: {counted} khác {len(lines)}.")
        total = Formula(f"=SUM({money})", 0)
        yield Strong(("Tổng cộng", None, *_counts(lines, found.months), _words(lines), total))


def _lines(people: Iterable[Person]) -> list[Piece]:
    return [piece for person in people for piece in person.pieces]


def _counts(pieces: Sequence[Piece], months: Iterable[str]) -> tuple[int | None, ...]:
    """How many in each month (blank for none), then the total, which must be the sum."""
    by_month = Counter(piece.month for piece in pieces)
    cells = [by_month[month] or None for month in months]
    if sum(cell or 0 for cell in cells) != len(pieces):
        raise InternalError(f"Bảng kê theo tháng cộng sai: {cells} khác {len(pieces)}.")
    return (*cells, len(pieces))


def _words(pieces: Iterable[Piece]) -> int:
    return sum(piece.words or 0 for piece in pieces)


def _remarks(sheet: Sheet, found: AuthorList) -> None:
    sheet.skip()
    sheet.note(f"Số tin, bài trong kỳ: {len(found.pieces)}. Tháng ở đầu cột là tháng dương lịch.")
    if found.pieces:
        sheet.note(f"Đơn giá và thành tiền để trống, ghi ở trang {DETAILS}; tổng số tự cộng.")
    if any(len(piece.authors) > 1 for piece in found.pieces):
        sheet.note("Bài có nhiều tác giả (ngăn cách bằng dấu ;) được tính cho từng người.")
    starters = sum(piece.starter for piece in found.pieces)
    if starters:
        sheet.note(f"Trong đó {starters} bài khởi tạo, chưa phải số liệu chính thức.")
    withdrawn = sum(piece.note.startswith(WITHDRAWN) for piece in found.pieces)
    if withdrawn:
        sheet.note(f"Trong đó {withdrawn} bài {WITHDRAWN} (ghi ở cột Ghi chú của trang {DETAILS}).")


def _details(found: AuthorList, first: int) -> Iterator[Row]:
    """A row for each author and piece, then the total; `first` is the number of the first row."""
    number = 0
    for person in found.authors:
        for piece in person.pieces:
            number += 1
            yield (
                number, person.name, piece.day, piece.title, Link(piece.url), piece.kind, piece.unit, piece.words,
                "; ".join(piece.photographers), piece.note, Amount(), Amount(), piece.channels,
            )
    if number:
        blank: tuple[Cell, ...] = (None,) * 5
        total = Formula(f"=SUM({_MONEY}{first}:{_MONEY}{first + number - 1})", 0)
        yield Strong((None, "Tổng cộng", *blank, _words(_lines(found.authors)), None, None, None, total, None))


def _photographs(found: AuthorList) -> Iterator[Row]:
    for person in found.photographers:
        yield (person.name, *_counts(person.pieces, found.months))
    yield Strong(("Tổng cộng", *_counts(_lines(found.photographers), found.months)))
