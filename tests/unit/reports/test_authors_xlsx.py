"""Bảng kê: heading, counts, details with blank prices, block to sign; from a small content folder (test data)."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.errors import InternalError
from cchc.periods import parse_days, parse_period
from cchc.reports import authors, authors_xlsx
from cchc.reports.authors import NO_AUTHOR, split_names
from cchc.reports.authors_xlsx import PICTURES_TITLE, TITLE, authors_workbook
from cchc.reports.office import Office
from cchc.reports.xlsx import Strong
from unit.reports.test_authors import BASE, YEAR, find, write_content

OFFICE = Office(agency="Sở A", parent_agency="Ủy ban nhân dân tỉnh B", base_url=BASE, place="Hưng Yên")


def read(found, **settings):
    return openpyxl.load_workbook(io.BytesIO(authors_workbook(found, OFFICE)), **settings)


def rows(sheet, first=1):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def day(*parts):
    return datetime.combine(date(*parts), time())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path)


HEADING = ("ỦY BAN NHÂN DÂN TỈNH B", "SỞ A")


def test_every_sheet_has_the_heading_of_the_agency_and_a_block_to_sign(content):
    """Agencies, title, period and day above; who made the list and who answers for it below."""
    book = read(find(content, parse_period("2024-Q2")))
    for name, title in (("Tổng hợp", TITLE), ("Chi tiết", TITLE), ("Nguồn ảnh", PICTURES_TITLE)):
        found = rows(book[name])
        assert [row[0] for row in found[:4]] == [
            *HEADING, title,
            "Kỳ: quý II năm 2024 (từ ngày 01/04/2024 đến ngày 30/06/2024); số liệu tính đến ngày 30/06/2024"]
        assert [[cell for cell in row if cell] for row in found[-3:]] == [
            ["Hưng Yên, ngày …… tháng …… năm 2024"], ["Người lập", "Thủ trưởng đơn vị"],
            ["(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)"]]
    days = read(find(content, parse_days("2024-04-01", "2024-04-30")))["Chi tiết"]["A4"].value
    assert days == "Kỳ: từ ngày 01/04/2024 đến ngày 30/04/2024; số liệu tính đến ngày 30/04/2024"


def test_the_summary_counts_by_author_kind_and_month(content):
    """A row for each author and kind, one total each, months of the period, a grand total of all lines."""
    sheet = read(find(content, parse_period("2024-Q2")), data_only=True)["Tổng hợp"]
    assert rows(sheet, 5)[:17] == [
        ["Tác giả", "Thể loại", "Tháng 4/2024", "Tháng 5/2024", "Tháng 6/2024", "Cộng", "Số chữ", "Thành tiền"],
        ["Dương C, Văn phòng Sở", "Bài viết", None, 1, None, 1, 3, None],
        ["Dương C, Văn phòng Sở", "Cộng", None, 1, None, 1, 3, 0],
        ["Đỗ Văn A", "Bài viết", None, 1, None, 1, 3, None],
        ["Đỗ Văn A", "Cộng", None, 1, None, 1, 3, 0],
        ["Trần Thị B", "Bài viết", None, 1, None, 1, 3, None],
        ["Trần Thị B", "Tin", 2, None, None, 2, 7, None],
        ["Trần Thị B", "Tin, bài", None, None, 2, 2, 6, None],
        ["Trần Thị B", "Cộng", 2, 1, 2, 5, 16, 0],
        [NO_AUTHOR, "Tin, bài", None, 1, None, 1, 3, None],
        [NO_AUTHOR, "Cộng", None, 1, None, 1, 3, 0],
        ["Tổng cộng", None, 2, 4, 2, 8, 25, 0],
        [None] * 8,
        ["Số tin, bài trong kỳ: 7. Tháng ở đầu cột là tháng dương lịch.", *[None] * 7],
        ["Đơn giá và thành tiền để trống, ghi ở trang Chi tiết; tổng số tự cộng.", *[None] * 7],
        ["Bài có nhiều tác giả (ngăn cách bằng dấu ;) được tính cho từng người.", *[None] * 7],
        ["Trong đó 1 bài khởi tạo, chưa phải số liệu chính thức.", *[None] * 7],
    ]
    assert sheet["A22"].value == "Trong đó 1 bài đã rút (ghi ở cột Ghi chú của trang Chi tiết)."
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:H15")
    assert sheet["F16"].font.b


def test_the_details_name_every_post_with_its_link_and_leave_prices_blank(content):
    """One row for each author and post; prices are for the accountant, channels are not printed."""
    sheet = read(find(content, parse_period("2024-M05")))["Chi tiết"]
    place, no_price = "Cổng thông tin điện tử của Sở", [None, None]
    assert rows(sheet, 5)[:6] == [
        ["Stt", "Tác giả", "Ngày đăng", "Tên tin, bài", "Liên kết", "Thể loại", "Đơn vị", "Số chữ", "Nguồn ảnh", "Ghi chú",
         "Đơn giá", "Thành tiền", "Kênh"],
        [1, "Dương C, Văn phòng Sở", day(2024, 5, 4), "bon", "Mở", "Bài viết", None, 3, "ánh dương; Đỗ Văn A", None,
         *no_price, place],
        [2, "Đỗ Văn A", day(2024, 5, 3), "ba", "Mở", "Bài viết", "Văn phòng Sở", 3, "Ánh Dương", None, *no_price, place],
        [3, "Trần Thị B", day(2024, 5, 3), "ba", "Mở", "Bài viết", "Văn phòng Sở", 3, "Ánh Dương", None, *no_price, place],
        [4, NO_AUTHOR, day(2024, 5, 5), "khong-ten", "Mở", "Tin, bài", None, 3, None, "bài khởi tạo", *no_price, place],
        [None, "Tổng cộng", *[None] * 5, 12, *[None] * 3, "=SUM(L6:L9)", None],
    ]
    assert sheet["E7"].hyperlink.target == f"{BASE}bai-viet/2024/ba/"
    assert (sheet.auto_filter.ref, sheet.print_area) == ("A5:M9", "'Chi tiết'!$A$1:$L$18")


def test_what_is_filled_in_is_added_up_for_each_author(content):
    """By the author's name, so that the details may be sorted; the grand total is that of the details."""
    sheet = read(find(content, parse_period("2024-M05")))["Tổng hợp"]
    assert [row[-1] for row in rows(sheet, 6)[:9] if row[-1]] == [
        *(f"=SUMPRODUCT(('Chi tiết'!B6:B9=A{row})*1,'Chi tiết'!L6:L9)" for row in (7, 9, 11, 13)),
        "=SUM('Chi tiết'!L6:L9)"]
    assert [sheet[f"A{row}"].value for row in (7, 9, 11, 13)] == ["Dương C, Văn phòng Sở", "Đỗ Văn A", "Trần Thị B", NO_AUTHOR]
    assert {sheet[f"B{row}"].value for row in (7, 9, 11, 13)} == {"Cộng"}


def test_photographers_have_a_table_of_their_own(content):
    """Credits of a post and of its main picture are one list; without any there is no such sheet."""
    sheet = read(find(content, parse_period("2024-Q2")))["Nguồn ảnh"]
    assert rows(sheet, 5)[:4] == [
        ["Nguồn ảnh", "Tháng 4/2024", "Tháng 5/2024", "Tháng 6/2024", "Cộng"],
        ["Ánh Dương", None, 2, None, 2], ["Đỗ Văn A", None, 1, None, 1], ["Tổng cộng", None, 3, None, 3],
    ]
    assert read(find(content, parse_period("2024-M06"))).sheetnames == ["Tổng hợp", "Chi tiết"]


def test_a_period_with_nothing_is_a_correct_list_that_says_so(content):
    """Every sheet has its header and a sentence."""
    book = read(find(content, parse_period("2023")))
    assert book.sheetnames == ["Tổng hợp", "Chi tiết"]
    assert [row[0] for row in rows(book["Tổng hợp"], 6)[:3]] == [
        "Không có tin, bài nào trong kỳ.", None, "Số tin, bài trong kỳ: 0. Tháng ở đầu cột là tháng dương lịch."]
    assert rows(book["Chi tiết"], 6)[0][0] == "Không có tin, bài nào trong kỳ."


def test_a_wrong_sum_is_a_fault_of_ours_and_never_written(content):
    """Totals are checked before anything is written."""
    found = find(content)
    with pytest.raises(InternalError):
        authors_xlsx._counts(found.pieces, found.months[:3])


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
    summary = list(authors_xlsx._summary(found, 6, 6))
    lines = [row for row in summary if not isinstance(row, Strong)]
    totals = [row.cells for row in summary if isinstance(row, Strong)]
    expected = Counter(name for piece in pieces for name in {name.casefold() for name in piece.authors} or {NO_AUTHOR})
    assert {cells[0].casefold(): cells[-3] for cells in totals[:-1]} == dict(expected)
    assert sum(row[-3] for row in lines) == sum(expected.values()) == (totals[-1][-3] if totals else 0)
    assert {piece.source for person in people for piece in person.pieces} == {piece.source for piece in pieces}


def test_the_same_posts_give_the_same_bytes(content):
    """No clock, no order of files."""
    assert authors_workbook(find(content), OFFICE) == authors_workbook(find(content), OFFICE)
