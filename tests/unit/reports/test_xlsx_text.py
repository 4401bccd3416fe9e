"""Text in a workbook: characters, names of sheets, lines in a column."""

from __future__ import annotations

import pytest

from cchc.reports.xlsx_text import clean, count_lines, fit_name, head_text, text_width


@pytest.mark.parametrize(("wanted", "taken", "name"), [
    ("Văn phòng Sở", (), "Văn phòng Sở"), ("a/b\\c:d*e?f[g]h", (), "a b c d e f g h"), ("'x'", (), "x"),
    ("", (), "Trang"), ("///", (), "Trang"), ("History", (), "History (2)"),
    ("Trung tâm Thông tin, thống kê và ứng dụng KH&CN", (), "Trung tâm Thông tin, thống kê v"),
    ("Văn phòng Sở", ("văn phòng sở",), "Văn phòng Sở (2)"),
    ("Văn phòng Sở", ("văn phòng sở", "văn phòng sở (2)"), "Văn phòng Sở (3)"),
    ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"), ("𝒳" * 20, (), "𝒳" * 15), ("a\nb", (), "a b"),
])
def test_sheet_names_are_ones_excel_takes(wanted, taken, name):
    """At most 31 characters as Excel counts, no forbidden sign, unlike the others whatever the case."""
    assert fit_name(wanted, taken) == name


@pytest.mark.parametrize(("text", "kept"), [
    ("Tin\x0bmới", "Tinmới"), ("\ufeffa\ufffe\uffff", "\ufeffa"), ("a\ud800b\udfff", "ab"), ("a\r\nb\rc\td", "a\nb\nc\td"),
    ("𝒳\x7f", "𝒳\x7f"), ("_x000B_", "_x000B_"), ("Đổi mới", "Đổi mới"),
])
def test_characters_that_xml_forbids_are_left_out(text, kept):
    """What a program would refuse to open is not written; everything else is."""
    assert clean(text) == kept


@pytest.mark.parametrize(("text", "most", "kept"), [("abc", 2, "ab"), ("𝒳𝒳", 3, "𝒳"), ("𝒳𝒳", 4, "𝒳𝒳"), ("", 0, "")])
def test_long_text_is_cut_as_excel_counts(text, most, kept):
    """By UTF-16 units, never in the middle of a character."""
    assert clean(text, most) == kept


@pytest.mark.parametrize(("words", "shown"), [
    ("A & B", "A && B"), ("a\nb\x0b", "a b"), ("x" * 121, "x" * 119 + "…"), ("&" * 120, "&&" * 120),
])
def test_the_head_of_a_page_takes_what_excel_takes(words, shown):
    """One line of at most 255 characters in which & is no code."""
    assert head_text(words) == shown
    assert len(shown) <= 255


@pytest.mark.parametrize(("text", "width", "lines"), [
    ("", 10, 1), ("ngắn", 10, 1), ("một hai ba bốn", 8, 2), ("một\nhai\nba", 20, 3), ("x" * 40, 10, 5),
    ("https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/bai-viet/2024/mot/", 40, 2), ("日本語日本語", 8, 2),
])
def test_lines_of_text_in_a_column(text, width, lines):
    """Words are kept whole, words longer than the column are not; line ends count."""
    assert count_lines(text, width) == lines


def test_letters_with_marks_are_as_wide_as_without():
    """Vietnamese marks stand over and under their letters, composed or not; bold text is wider."""
    assert text_width("ệ") == text_width("e") == text_width("e\u0323\u0302")
    assert text_width("iii") < text_width("mmm")
    assert text_width("Đổi mới", bold=True) > text_width("Đổi mới")
