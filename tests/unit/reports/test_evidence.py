"""The archive of tài liệu kiểm chứng, from coverages and a small built site (test data)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest

from cchc.coverage import measure
from cchc.coverage_words import STARTER
from cchc.periods import parse_period
from cchc.reports.evidence import (
    INDEX,
    NO_FILE,
    ONLY_OUTSIDE,
    README,
    SUMS,
    archive_parts,
    collect_evidence,
    write_archive,
)
from unit.test_coverage import make_output, make_plan_2024

BASE = "https://example.vn/cchc/"
YEAR, SECOND_QUARTER = parse_period("2024"), parse_period("2024-Q2")
END = date(2024, 12, 31)
POST = make_output(date(2024, 2, 5), title="Bài\nđầu", tasks=(1, 2), url="bai-viet/2024/mot/", unit=None)
FILE = make_output(date(2024, 4, 5), "ke-hoach", (3,), origin="attachment", url="tep/ke-hoach.pdf", number="12/KH",
                   document_date=date(2024, 4, 1), title="=Kế hoạch")
OUTSIDE = make_output(date(2024, 5, 1), origin="log", url="https://bao.vn/tin", source="so-theo-doi/2024.csv",
                      channels=("bao", "la"), note="Ghi riêng", starter=True, title="Báo đưa tin")
BARE = make_output(date(2024, 5, 2), origin="log", url="", source="so-theo-doi/2024.csv", title="Họp")
LOST = make_output(date(2024, 5, 3), origin="log", url="tep/mat.pdf", source="so-theo-doi/2024.csv", title="Mất tệp")
LONE = make_output(date(2024, 5, 4), tasks=(), title="Ngoài kế hoạch", url="bai-viet/2024/hai/")
OUTPUTS = [POST, FILE, OUTSIDE, BARE, LOST, LONE]


def day(*parts):
    return datetime.combine(date(*parts), time())


@pytest.fixture
def site(tmp_path):
    """Two posts, an attachment and a style sheet, as a public edition has them."""
    for path, text in {
        "bai-viet/2024/mot/index.html": '<link rel="stylesheet" href="../../../theme/a.css"><a href="../hai/">x</a>',
        "bai-viet/2024/hai/index.html": "hai", "tep/ke-hoach.pdf": "p" * 3_000_000, "tep/khac.pdf": "k", "theme/a.css": "",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def archive(site, *coverages, period=YEAR):
    found = collect_evidence(site, coverages, period, END, BASE)
    stream = io.BytesIO()
    write_archive(stream, archive_parts(found))
    return found, stream.getvalue()


def coverage(outputs=OUTPUTS, as_of=END, **changes):
    return measure(replace(make_plan_2024(), **changes), outputs, as_of)


def rows(data, sheet="Mục lục"):
    book = openpyxl.load_workbook(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(INDEX)))
    return book[sheet], [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_archive_holds_the_pages_their_assets_and_the_index(site):
    """What the plan counts with what its pages use; posts outside the plan and unused files stay out."""
    found, data = archive(site, coverage())
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [
        README, INDEX, SUMS, "bai-viet/2024/mot/index.html", "tep/ke-hoach.pdf", "theme/a.css"]
    assert (found.outputs, found.with_file, len(found.entries)) == (5, 2, 6)
    page = zipfile.ZipFile(io.BytesIO(data)).read("bai-viet/2024/mot/index.html").decode()
    assert f'href="{BASE}bai-viet/2024/hai/"' in page


def test_the_index_has_a_row_for_each_task_and_output(site):
    """Number, dates, links to the public address and to the file of the archive, sha256, a note where there is none."""
    _, data = archive(site, coverage())
    sheet, found = rows(data)
    assert found[0][0] == "Mục lục tài liệu kiểm chứng năm 2024"
    assert found[1][0] == make_plan_2024().title
    assert found[2][0] == ("Kỳ từ ngày 01/01/2024 đến ngày 31/12/2024; số liệu tính đến ngày 31/12/2024. "
                           f"{STARTER}.")
    assert found[3][0] == "5 sản phẩm; sản phẩm phục vụ nhiều nhiệm vụ đứng ở mỗi nhiệm vụ."
    assert found[4] == [
        "STT", "Nhiệm vụ", "Sản phẩm", "Thể loại", "Số, ký hiệu", "Ngày", "Ngày văn bản", "Đơn vị", "Địa chỉ công khai",
        "Mở trang", "Mở tệp", "Ghi chú", "Tệp trong gói", "sha256", "Kênh",
    ]
    page = "bai-viet/2024/mot/index.html"
    sha = hashlib.sha256(zipfile.ZipFile(io.BytesIO(data)).read(page)).hexdigest()
    post = ["Bài đầu", "Tin, bài", None, day(2024, 2, 5), None, None, f"{BASE}bai-viet/2024/mot/", "Mở", "Mở", None,
            page, sha, "Cong-Ttdt"]
    assert found[5] == [1, "1. Nhiệm vụ 1", *post]
    assert found[9] == [5, "2. Nhiệm vụ 2", *post]
    assert found[6][2:] == [
        "Báo đưa tin", "Tin, bài", None, day(2024, 5, 1), None, "Văn phòng Sở", "https://bao.vn/tin", "Mở", None,
        f"{ONLY_OUTSIDE}; dữ liệu khởi tạo", None, None, "Bao; la"]
    assert [row[11] for row in found[7:9]] == [NO_FILE, "không có tệp trong bản công khai"]
    assert found[10][2:7] == ["=Kế hoạch", "Kế hoạch", "12/KH", day(2024, 4, 5), day(2024, 4, 1)]
    links = [(sheet.cell(11, column).hyperlink.target) for column in (10, 11)]
    assert links == [f"{BASE}tep/ke-hoach.pdf", "tep/ke-hoach.pdf"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:O11")


def test_the_index_is_printed_without_what_only_programs_read(site):
    """A4 across: paths, sums and channels stand to the right of what is printed."""
    sheet, _ = rows(archive(site, coverage())[1])
    assert sheet.print_area == "'Mục lục'!$A$1:$L$11"
    assert sum(sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL") < 225


def test_an_index_without_repeated_outputs_says_only_how_many_there_are(site):
    """Nothing to explain where each output has one row."""
    assert rows(archive(site, coverage([FILE]))[1])[1][3][0] == "1 sản phẩm."


@pytest.mark.parametrize(("outputs", "words"), [
    (OUTPUTS, "5 sản phẩm: 2 có tệp trong gói, 3 chỉ có đường dẫn ngoài hoặc không có tệp"),
    ([POST], "1 sản phẩm: 1 có tệp trong gói"), ([], "Không có sản phẩm nào trong kỳ"),
])
def test_the_summary_counts_outputs_and_not_what_their_pages_use(site, outputs, words):
    """A style sheet is no evidence."""
    found, data = archive(site, coverage(outputs))
    assert found.summary == words
    assert f"\n{words}.\n" in zipfile.ZipFile(io.BytesIO(data)).read(README).decode()


def test_a_period_that_no_plan_holds_is_said_to_be_one(site):
    """Another thing than a period in which nothing was done."""
    found, data = archive(site, coverage(), period=parse_period("2031"))
    words = "Không có kế hoạch nào trong kỳ (từ ngày 01/01/2031 đến ngày 31/12/2031): gói không có sản phẩm nào"
    assert found.summary == words
    assert words in zipfile.ZipFile(io.BytesIO(data)).read(README).decode()


def test_sums_are_those_of_every_other_file(site):
    """SHA256SUMS.txt reads as `sha256sum -c` wants it: sum, two blanks, path."""
    _, data = archive(site, coverage())
    opened = zipfile.ZipFile(io.BytesIO(data))
    lines = opened.read(SUMS).decode().splitlines()
    assert lines == sorted(lines, key=lambda line: line[66:])
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(opened.read(name)).hexdigest() for name in opened.namelist() if name != SUMS}
    assert {line[64:66] for line in lines} == {"  "}


def test_only_the_period_s_outputs_are_packed(site):
    """Of the second quarter the post of February is not."""
    found, data = archive(site, coverage(), period=SECOND_QUARTER)
    assert [entry.output.title for entry in found.entries] == ["Báo đưa tin", "Họp", "Mất tệp", "=Kế hoạch"]
    assert [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/" in name] == ["tep/ke-hoach.pdf"]
    assert "QUÝ II NĂM 2024" in zipfile.ZipFile(io.BytesIO(data)).read(README).decode()


@pytest.mark.parametrize("coverages", [(coverage([]),), (coverage([LONE]),)])
def test_a_period_with_nothing_is_a_correct_archive_that_says_so(site, coverages):
    """Index, sums and the text to read first, each saying that there is nothing."""
    found, data = archive(site, *coverages)
    assert found.outputs == 0
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [README, INDEX, SUMS]
    assert rows(data)[1][-1][0] == "Không có sản phẩm nào trong kỳ."
    assert "Không có sản phẩm nào trong kỳ." in zipfile.ZipFile(io.BytesIO(data)).read(README).decode()


def test_several_plans_have_a_sheet_each(site):
    """A plan of several years beside that of the year: two sheets, one tree of files."""
    other = coverage([FILE], id="2021-2025", title="Kế hoạch nhiều năm")
    found, data = archive(site, coverage([POST]), other)
    book = openpyxl.load_workbook(io.BytesIO(zipfile.ZipFile(io.BytesIO(data)).read(INDEX)))
    assert book.sheetnames == ["Mục lục 2024", "Mục lục 2021-2025"]
    assert rows(data, "Mục lục 2021-2025")[1][5][0] == 1
    assert found.outputs == 2


def test_what_was_withdrawn_after_the_plan_is_said(site):
    """A counted output whose post was taken back later carries the mark of the public page."""
    gone = replace(POST, withdrawn=date(2025, 3, 1))
    _, data = archive(site, coverage([gone], date(2025, 6, 1)))
    assert rows(data)[1][5][11] == "đã rút"


def test_nothing_of_the_office_is_inside(site):
    """No note of the log stands in any part."""
    _, data = archive(site, coverage())
    opened = zipfile.ZipFile(io.BytesIO(data))
    index = zipfile.ZipFile(io.BytesIO(opened.read(INDEX)))
    texts = [index.read(name) for name in index.namelist()] + [opened.read(name) for name in opened.namelist()]
    assert not [text for text in texts if "Ghi riêng".encode() in text]


def test_the_same_files_give_the_same_archive(site):
    """Fixed times and orders; what is compressed already is stored; nothing of the system is written."""
    first, second = archive(site, coverage())[1], archive(site, coverage())[1]
    assert first == second
    infos = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {(info.date_time, info.create_system, info.external_attr) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0o100644 << 16)}
    assert {info.filename: info.compress_type for info in infos if info.filename in {INDEX, README}} == {
        INDEX: zipfile.ZIP_STORED, README: zipfile.ZIP_DEFLATED}
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None
