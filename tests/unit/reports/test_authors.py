"""The list of posts by author, kind and month, from small content folders (test data)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cchc.examination import examine
from cchc.periods import parse_days, parse_period, read_cut_offs
from cchc.records.store import RecordStore
from cchc.reports.authors import NO_AUTHOR, list_authors, split_names
from cchc.text import VIETNAM
from support import make_plan, write_post

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)
BASE = "https://example.vn/cchc/"
YEAR = parse_period("2024")


def find(content: Path, period=YEAR, moment=END):
    examined = examine(content, moment, RecordStore(None))
    assert examined.loaded.errors == ()
    return list_authors(examined.loaded.site, examined.bodies, period, BASE)


def write_content(folder: Path) -> Path:
    """Posts of four people written in several ways, one without an author, one draft, one withdrawn, one scheduled."""
    make_plan(folder)
    (folder / "anh").mkdir()
    (folder / "anh" / "hop.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    write_post(folder, "2024-04-02", "mot", "tasks: [1]\nkind: tin\nauthor: Trần Thị B", "Một hai ba bốn năm.")
    write_post(folder, "2024-04-20", "hai", "tasks: [1]\nkind: tin\nauthor: trần  thị b", "Một hai.")
    write_post(folder, "2024-05-03", "ba", "tasks: [2]\nkind: bai\nauthor: 'Trần Thị B; Đỗ Văn A'\n"
               "photo_credit: Ánh Dương\nunit: Văn phòng Sở", "Một hai ba.")
    write_post(folder, "2024-05-04", "bon", "tasks: [2]\nkind: bai\nauthor: 'Dương C, Văn phòng Sở'\n"
               "anh: {tep: anh/hop.png, mo_ta: Họp, nguon: 'ánh dương; Đỗ Văn A'}")
    write_post(folder, "2024-05-05", "khong-ten", "tasks: [1]\ntags: [bài khởi tạo]")
    write_post(folder, "2024-06-06", "da-rut", "tasks: [1]\nauthor: Trần Thị B\n"
               "withdrawn: {date: 2024-07-01, reason: Sai}")
    write_post(folder, "2024-06-07", "het-han", "tasks: [1]\nauthor: Trần Thị B\nexpires: 2024-08-01")
    write_post(folder, "2024-06-08", "nhap", "tasks: [1]\nauthor: Trần Thị B\nstatus: draft")
    write_post(folder, "2024-06-09", "hen-gio", "tasks: [1]\nauthor: Trần Thị B\npublish_at: 2025-02-01")
    write_post(folder, "2024-07-01", "quy-ba", "tasks: [1]\nauthor: Đỗ Văn A")
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path)


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


def test_a_period_that_closes_on_the_14th_has_its_calendar_months(content):
    """From 15 April to 14 May: both months have a column, and what lies outside is not counted."""
    period = parse_period("2024-M05", read_cut_offs([("2024-01-01", 14)]))
    found = find(content, period)
    assert (period.start, period.end, found.months) == (date(2024, 4, 15), date(2024, 5, 14), ("2024-04", "2024-05"))
    assert [piece.title for piece in found.pieces] == ["hai", "ba", "bon", "khong-ten"]


def test_of_a_very_long_period_only_months_with_posts_are_columns(content):
    """Two days centuries apart do not make a sheet Excel refuses."""
    found = find(content, parse_days("1900-01-01", "2199-12-31"))
    assert found.months == ("2024-04", "2024-05", "2024-06", "2024-07")
    assert found.day == date(2024, 12, 31)
    assert len(find(content, parse_days("2022-01-01", "2024-12-31")).months) == 36
