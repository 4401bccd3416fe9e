"""The list of posts by author, kind and month, from small content folders (test data)."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.checks import examine
from cchc.markup.cache import MarkupCache
from cchc.periods import parse_days, parse_period, read_cut_offs
from cchc.reports import authors
from cchc.reports.authors import NO_AUTHOR, authors_workbook, list_authors, split_names
from cchc.text import VIETNAM
from support import make_plan, write_post

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)
BASE = "https://example.vn/cchc/"
YEAR = parse_period("2024")


def find(content: Path, period=YEAR, moment=END):
    examined = examine(content, moment, MarkupCache(None))
    assert examined.loaded.errors == ()
    return list_authors(examined.loaded.site, examined.bodies, period, BASE)


def read(found):
    return openpyxl.load_workbook(io.BytesIO(authors_workbook(found)))


def rows(sheet, first=1):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def day(*parts):
    return datetime.combine(date(*parts), time())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Posts of four people written in several ways, one without an author, one draft, one withdrawn, one scheduled."""
    make_plan(tmp_path)
    (tmp_path / "anh").mkdir()
    (tmp_path / "anh" / "hop.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_post(tmp_path, "2024-04-02", "mot", "tasks: [1]\nkind: tin\nauthor: Trần Thị B", "Một hai ba bốn năm.")
    write_post(tmp_path, "2024-04-20", "hai", "tasks: [1]\nkind: tin\nauthor: trần  thị b", "Một hai.")
    write_post(tmp_path, "2024-05-03", "ba", "tasks: [2]\nkind: bai\nauthor: 'Trần Thị B; Đỗ Văn A'\n"
               "photo_credit: Ánh Dương\nunit: Văn phòng Sở", "Một hai ba.")
    write_post(tmp_path, "2024-05-04", "bon", "tasks: [2]\nkind: bai\nauthor: 'Dương C, Văn phòng Sở'\n"
               "anh: {tep: anh/hop.png, mo_ta: Họp, nguon: 'ánh dương; Đỗ Văn A'}")
    write_post(tmp_path, "2024-05-05", "khong-ten", "tasks: [1]\ntags: [bài khởi tạo]")
    write_post(tmp_path, "2024-06-06", "da-rut", "tasks: [1]\nauthor: Trần Thị B\n"
               "withdrawn: {date: 2024-07-01, reason: Sai}")
    write_post(tmp_path, "2024-06-07", "het-han", "tasks: [1]\nauthor: Trần Thị B\nexpires: 2024-08-01")
    write_post(tmp_path, "2024-06-08", "nhap", "tasks: [1]\nauthor: Trần Thị B\nstatus: draft")
    write_post(tmp_path, "2024-06-09", "hen-gio", "tasks: [1]\nauthor: Trần Thị B\npublish_at: 2025-02-01")
    write_post(tmp_path, "2024-07-01", "quy-ba", "tasks: [1]\nauthor: Đỗ Văn A")
    return tmp_path


@pytest.mark.parametrize(("written", "names"), [
    (None, ()), ("", ()), (" ; ;", ()), ("Nguyễn Văn A", ("Nguyễn Văn A",)), ("A;B ; C", ("A", "B", "C")),
    ("A, phòng B", ("A, phòng B",)), ("A; b;  a ; B; C", ("A", "b", "C")), ("  Lê\u00a0 Thị   D ", ("Lê Thị D",)),
])
def test_people_are_separated_by_semicolons_only(written, names):
    """A comma belongs to a name; the same person twice in a field counts once."""
    assert split_names(written) == names


def test_authors_match_whatever_their_case_and_are_in_vietnamese_order(content):
    """One person is one row under the most frequent spelling; d comes before đ; without a name last."""
    found = find(content, parse_period("2024-Q2"))
    assert [(person.name, len(person.pieces)) for person in found.authors] == [
        ("Dương C, Văn phòng Sở", 1), ("Đỗ Văn A", 1), ("Trần Thị B", 5), (NO_AUTHOR, 1)]


def test_only_what_was_published_by_the_moment_is_listed(content):
    """Drafts and scheduled posts are not listed, withdrawn and expired ones are, with a note."""
    found = find(content)
    assert {piece.source.rpartition("/")[2]: piece.note for piece in found.pieces} == {
        "2024-04-02-mot.md": "", "2024-04-20-hai.md": "", "2024-05-03-ba.md": "", "2024-05-04-bon.md": "",
        "2024-05-05-khong-ten.md": "bài khởi tạo", "2024-06-06-da-rut.md": "đã rút ngày 01/07/2024",
        "2024-06-07-het-han.md": "hết hiệu lực", "2024-07-01-quy-ba.md": "",
    }
    early = find(content, moment=datetime(2024, 6, 30, tzinfo=VIETNAM))
    assert [piece.note for piece in early.pieces] == ["", "", "", "", "bài khởi tạo", "", ""]


def test_the_summary_counts_by_author_kind_and_month(content):
    """A row for each author and kind, one total each, months of the period, a grand total of all lines."""
    sheet = read(find(content, parse_period("2024-Q2")))["Tổng hợp"]
    found = rows(sheet)
    assert found[0][0] == "Bảng kê tin, bài theo tác giả quý II năm 2024"
    assert found[1][0] == ("Thời gian từ ngày 01/04/2024 đến ngày 30/06/2024; số liệu tính đến ngày 30/06/2024; "
                           "tháng ở đầu cột là tháng dương lịch.")
    assert found[3:] == [
        ["Tác giả", "Thể loại", "Tháng 4/2024", "Tháng 5/2024", "Tháng 6/2024", "Cộng", "Số chữ"],
        ["Dương C, Văn phòng Sở", "Bài viết", None, 1, None, 1, 3],
        ["Dương C, Văn phòng Sở", "Cộng", None, 1, None, 1, 3],
        ["Đỗ Văn A", "Bài viết", None, 1, None, 1, 3],
        ["Đỗ Văn A", "Cộng", None, 1, None, 1, 3],
        ["Trần Thị B", "Bài viết", None, 1, None, 1, 3],
        ["Trần Thị B", "Tin", 2, None, None, 2, 7],
        ["Trần Thị B", "Tin, bài", None, None, 2, 2, 6],
        ["Trần Thị B", "Cộng", 2, 1, 2, 5, 16],
        [NO_AUTHOR, "Tin, bài", None, 1, None, 1, 3],
        [NO_AUTHOR, "Cộng", None, 1, None, 1, 3],
        ["Tổng cộng", None, 2, 4, 2, 8, 25],
        [None] * 7,
        ["Số tin, bài trong kỳ: 7.", *[None] * 6],
        ["Bài có nhiều tác giả (ngăn cách bằng dấu ;) được tính cho từng người.", *[None] * 6],
        ["Trong đó 1 bài khởi tạo, chưa phải số liệu chính thức.", *[None] * 6],
        ["Trong đó 1 bài đã rút (ghi ở cột Ghi chú của trang Chi tiết).", *[None] * 6],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A5", "A4:G15")
    assert sheet["F15"].font.b


def test_the_details_name_every_post_with_its_link(content):
    """Author, day, title, kind, unit, channels, words, photographers, note; several authors, several rows."""
    sheet = read(find(content, parse_period("2024-M05")))["Chi tiết"]
    place = "Cổng thông tin điện tử của Sở"
    assert rows(sheet) == [
        ["Tác giả", "Ngày đăng", "Tên tin, bài", "Thể loại", "Đơn vị", "Kênh", "Số chữ", "Nguồn ảnh", "Ghi chú"],
        ["Dương C, Văn phòng Sở", day(2024, 5, 4), "bon", "Bài viết", None, place, 3, "ánh dương; Đỗ Văn A", None],
        ["Đỗ Văn A", day(2024, 5, 3), "ba", "Bài viết", "Văn phòng Sở", place, 3, "Ánh Dương", None],
        ["Trần Thị B", day(2024, 5, 3), "ba", "Bài viết", "Văn phòng Sở", place, 3, "Ánh Dương", None],
        [NO_AUTHOR, day(2024, 5, 5), "khong-ten", "Tin, bài", None, place, 3, None, "bài khởi tạo"],
    ]
    assert sheet["C3"].hyperlink.target == f"{BASE}bai-viet/2024/ba/"


def test_photographers_have_a_table_of_their_own(content):
    """Credits of a post and of its main picture are one list; without any there is no such sheet."""
    sheet = read(find(content, parse_period("2024-Q2")))["Nguồn ảnh"]
    assert rows(sheet, 4) == [
        ["Nguồn ảnh", "Tháng 4/2024", "Tháng 5/2024", "Tháng 6/2024", "Cộng"],
        ["Ánh Dương", None, 2, None, 2], ["Đỗ Văn A", None, 1, None, 1], ["Tổng cộng", None, 3, None, 3],
    ]
    assert read(find(content, parse_period("2024-M06"))).sheetnames == ["Tổng hợp", "Chi tiết"]


def test_a_period_with_nothing_is_a_correct_list_that_says_so(content):
    """Every sheet has its header and a sentence."""
    book = read(find(content, parse_period("2023")))
    assert book.sheetnames == ["Tổng hợp", "Chi tiết"]
    assert rows(book["Tổng hợp"], 5)[0][0] == "Không có tin, bài nào trong kỳ."
    assert rows(book["Tổng hợp"])[-1][0] == "Số tin, bài trong kỳ: 0."
    assert rows(book["Chi tiết"])[1][0] == "Không có tin, bài nào trong kỳ."


def test_a_period_that_closes_on_the_14th_has_its_calendar_months(content):
    """From 15 April to 14 May: both months have a column, and what lies outside is not counted."""
    period = parse_period("2024-M05", read_cut_offs([("2024-01-01", 14)]))
    found = find(content, period)
    assert (period.start, period.end, found.months) == (date(2024, 4, 15), date(2024, 5, 14), ("2024-04", "2024-05"))
    assert [piece.title for piece in found.pieces] == ["hai", "ba", "bon", "khong-ten"]


def test_of_a_very_long_period_only_months_with_posts_are_columns(content):
    """Two days a thousand years apart do not make a sheet Excel refuses."""
    found = find(content, parse_days("1024-01-01", "3024-12-31"))
    assert found.months == ("2024-04", "2024-05", "2024-06", "2024-07")
    assert found.day == date(2024, 12, 31)
    assert len(find(content, parse_days("2022-01-01", "2024-12-31")).months) == 36


def test_a_wrong_sum_is_a_fault_of_ours_and_never_written(content):
    """Totals are checked before anything is written."""
    found = find(content)
    with pytest.raises(authors.InternalError):
        authors._counts(found.pieces, found.months[:3])


NAMES = st.sampled_from(["", "A", "a", "B", "A; B", "Đ; d", "C, D", "a; A; b", "E "])


@given(st.lists(st.tuples(NAMES, st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.sampled_from(["Tin", "Bài"]))))
def test_totals_are_the_sums_of_their_parts(items):
    """By kind, by month and by line the sums agree; nobody is dropped and nobody counted twice for one post."""
    pieces = [
        authors.Piece(source=str(number), day=when, title="x", url="https://x.vn/", kind=kind, unit="", channels="",
                      words=2, authors=split_names(name), photographers=(), note="", starter=False)
        for number, (name, when, kind) in enumerate(items)
    ]
    people = authors._people(pieces, lambda piece: piece.authors or (NO_AUTHOR,))
    found = authors.AuthorList(period=YEAR, day=YEAR.end, pieces=tuple(pieces), authors=people, photographers=(),
                               months=authors._months(YEAR, pieces))
    lines = [row for row in authors._summary(found) if not isinstance(row, authors.Strong)]
    totals = [row.cells for row in authors._summary(found) if isinstance(row, authors.Strong)]
    expected = Counter(name for piece in pieces for name in {name.casefold() for name in piece.authors} or {NO_AUTHOR})
    assert {cells[0].casefold(): cells[-2] for cells in totals[:-1]} == dict(expected)
    assert sum(row[-2] for row in lines) == sum(expected.values()) == (totals[-1][-2] if totals else 0)
    assert {piece.source for person in people for piece in person.pieces} == {piece.source for piece in pieces}


def test_the_same_posts_give_the_same_bytes(content):
    """No clock, no order of files."""
    assert authors_workbook(find(content)) == authors_workbook(find(content))
