"""Number, date, title and years of a plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.importers.masthead import period_of, read_masthead, read_years, years_in_name

HEAD = ["UBND TỈNH HƯNG YÊN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 15/KH-SKHCN", "Hưng Yên, ngày 05 tháng 01 năm 2025"]
TITLE = ["KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2025"]


def test_number_date_and_title_are_read():
    head = read_masthead([*HEAD, *TITLE, "Căn cứ Kế hoạch số 1/KH-UBND"], "")
    assert (head.number, head.number_text) == ("15/KH-SKHCN", "")
    assert head.date_text == "Hưng Yên, ngày 05 tháng 01 năm 2025"
    assert (head.title, head.capitals) == ("Kế hoạch tuyên truyền cải cách hành chính năm 2025", False)


@pytest.mark.parametrize(("written", "number", "symbol"), [
    ("Số:       /KH-SKHCN", None, "/KH-SKHCN"),
    ("Số: …/KH-SKHCN", None, "/KH-SKHCN"),
    ("Số: ......../KH-SKHCN", None, "/KH-SKHCN"),
    ("Số: 15/KH-SKHCN", "15/KH-SKHCN", ""),
    ("Số : 07/2025/KH-SKHCN", "07/2025/KH-SKHCN", ""),
    ("Số: 15 /KH- SKHCN", "15/KH-SKHCN", ""),
    ("Số:", None, ""),
])
def test_a_blank_number_is_none_and_its_symbol_is_kept(written, number, symbol):
    head = read_masthead([written, *TITLE], "")
    assert (head.number, head.number_text) == (number, symbol)


def test_the_appendix_s_note_says_what_the_head_does_not():
    head = read_masthead(TITLE, "(Kèm theo Kế hoạch số: /KH-SKHCN ngày /01/2024 của Sở Khoa học và Công nghệ)")
    assert (head.number, head.number_text, head.date_text) == (None, "/KH-SKHCN", "/01/2024")


@pytest.mark.parametrize(("lines", "title", "capitals"), [
    (["KẾ HOẠCH TUYÊN TRUYỀN CẢI CÁCH (CCHC) NĂM 2025"], "Kế hoạch tuyên truyền cải cách (CCHC) năm 2025", True),
    (["KẾ HOẠCH", "TUYÊN TRUYỀN CẢI CÁCH", "HÀNH CHÍNH NĂM 2025", "Căn cứ"], "Kế hoạch tuyên truyền cải cách hành chính năm 2025", True),
    (["Kế hoạch", "CCHC năm 2025", "_____"], "Kế hoạch CCHC năm 2025", False),
    (["KẾ HOẠCH", "Căn cứ"], "", False),
    (["KẾ HOẠCH"], "", False),
    (["BÁO CÁO", "năm 2025"], "", False),
])
def test_a_title_is_written_in_running_letters(lines, title, capitals):
    head = read_masthead(lines, "")
    assert (head.title, head.capitals) == (title, capitals)


@pytest.mark.parametrize(("text", "years"), [
    ("Kế hoạch tuyên truyền năm 2025", (2025, 2025)),
    ("Kế hoạch giai đoạn 2021-2025", (2021, 2025)),
    ("Kế hoạch giai đoạn 2021 - 2025", (2021, 2025)),
    ("Kế hoạch từ năm 2022 đến năm 2024", (2022, 2024)),
    ("Kế hoạch năm 2025 thuộc Chương trình giai đoạn 2021-2030", (2025, 2025)),
    ("Kế hoạch năm 2021-2025", (2021, 2025)),
    ("Kế hoạch năm 9999", None),
    ("Kế hoạch", None),
])
def test_years_of_a_title(text, years):
    assert read_years(text) == years


@pytest.mark.parametrize(("name", "years"), [
    ("ke-hoach-2025.docx", (2025, 2025)), ("KH_2021-2025.docx", (2021, 2025)), ("kh 15-KH-SKHCN.docx", None),
    ("120251.docx", None),
])
def test_years_of_a_file_s_name(name, years):
    assert years_in_name(name) == years


def test_a_plan_lasts_from_the_first_day_to_the_last():
    period = period_of((2021, 2025))
    assert (period.start, period.end) == (date(2021, 1, 1), date(2025, 12, 31))


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=120))
def test_any_lines_are_read(lines, note):
    head = read_masthead(lines, note)
    assert len(head.title) <= 300
    assert head.number is None or head.number.strip()
