"""Citations of documents: the tables of tests/cases/citations.md, the plan's own text, and hostile texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cchc import citations, issuers
from cchc.citations import Citation, find_citations, parse_number
from cchc.text import normalise

TESTS = Path(__file__).parents[1]
PLAN = (TESTS / "data" / "ke-hoach-2024.txt").read_text(encoding="utf-8")
SIGNS = str.maketrans({"⏎": "\n", "␣": "\u00a0", "∅": "\u200b"})
PIECES = (
    "76", "/", "-", "NQ-CP", "NQ", "CP", " ", "\n", "số ", "Nghị quyết ", "ngày ", "15/7/2021", "của ", "UBND tỉnh",
    "Bộ ", "và ", "2021", ".", ",", "&", "(", "*", "ð", "\u00a0", "\u200b", "ê\u0323", "QH15", "06-NQ/TU", "mẫu ",
)


def tables() -> dict[str, list[list[str]]]:
    """Rows of the table under each heading."""
    found: dict[str, list[list[str]]] = {}
    for part in (TESTS / "cases" / "citations.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, text = part.partition("\n")
        rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
        found[heading] = [[cell.strip() for cell in row] for row in rows[2:]]
    return found


TABLES = tables()
SAME = TABLES.pop("Same document?")
CASES = [row for rows in TABLES.values() for row in rows]


def describe(item: Citation) -> str:
    """A citation as the tables write it."""
    day = item.date.isoformat() if item.date else ""
    return f"{item.number}; {item.type}; {day}; {item.issuer}".rstrip("; ")


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[row[0] for row in CASES])
def test_a_text_gives_its_citations(name: str, text: str, expected: str) -> None:
    del name
    found = find_citations(text.translate(SIGNS))
    assert (" + ".join(map(describe, found)) or "–") == expected


def test_a_type_spelt_with_letters_of_another_alphabet_is_no_type() -> None:
    assert [describe(item) for item in find_citations("Thông trı số 76/NQ-CP, Bıên bản số 77/NQ-CP")] == [
        "76/NQ-CP", "77/NQ-CP"]


def test_every_blank_may_stand_between_a_type_and_a_number() -> None:
    blanks = [sign for sign in map(chr, range(0x3001)) if sign.isspace() and normalise(sign) == sign]
    assert len(blanks) > 20
    for blank in blanks:
        assert describe(find_citations(f"Thông tri{blank}76/NQ-CP")[0]).endswith("Thông tri")


@pytest.mark.parametrize("text", [row[1] for row in CASES], ids=[row[0] for row in CASES])
def test_decomposed_letters_change_nothing(text: str) -> None:
    plain = text.translate(SIGNS)
    stored = unicodedata.normalize("NFD", plain)
    found = [(describe(item), normalise(stored[item.start:item.end])) for item in find_citations(stored)]
    assert found == [(describe(item), normalise(plain[item.start:item.end])) for item in find_citations(plain)]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_documents_are_told_apart_by_number_year_and_issuer(one: str, other: str, same: str) -> None:
    left, right = parse_number(one), parse_number(other)
    assert left.same_document(right) is right.same_document(left) is (same == "yes")


def test_there_are_cases_enough_and_each_has_its_own_name() -> None:
    assert len(CASES) >= 60
    assert max(Counter(row[0] for row in CASES).values()) == 1


@pytest.mark.parametrize("text", [PLAN, re.sub(r"-\s*\n\s*", "-", PLAN)], ids=["as it is", "hyphens joined"])
def test_the_plan_s_own_text_names_nine_documents_sixteen_times(text: str) -> None:
    found = find_citations(text)
    assert Counter(item.number for item in found) == {
        "184/KH-UBND": 3, "193/KH-UBND": 1, "76/NQ-CP": 2, "23/CT-TTg": 2, "06-NQ/TU": 2, "28-CT/TU": 2,
        "01/2023/QĐ-UBND": 2, "22/2020/QĐ-UBND": 1, "05/CT-CTUBND": 1,
    }
    assert {item.text for item in found} == {
        "Kế hoạch số 184/KH-UBND ngày 07/12/2021 của UBND tỉnh",
        "Kế hoạch số 193/KH-UBND ngày 26/12/2023 của UBND tỉnh",
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
        "Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng Chính phủ",
        "Nghị quyết số 06-NQ/TU của Ban chấp hành Đảng bộ tỉnh",
        "Chỉ thị số 28-CT/TU ngày 10/8/2022 của Ban Thường vụ Tỉnh ủy",
        "Quyết định số 01/2023/QĐ-UBND ngày 11/01/2023 của UBND tỉnh",
        "Quyết định số 22/2020/QĐ-UBND ngày 12/8/2020 của UBND tỉnh",
        "Chỉ thị số 05/CT-CTUBND ngày 16/5/2019 của Chủ tịch UBND tỉnh",
    }


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = unicodedata.normalize("NFD", "Theo Nghị\u00a0quyết số 76/\u200bNQ-CP ngày 15/7/2021 của Chính phủ về việc")
    (found,) = find_citations(text)
    cited = unicodedata.normalize("NFC", text[found.start:found.end])
    assert cited == "Nghị\u00a0quyết số 76/\u200bNQ-CP ngày 15/7/2021 của Chính phủ"


def test_a_cell_of_a_table_ends_an_issuer() -> None:
    found = find_citations("| Nghị quyết số 76/NQ-CP | của Chính phủ |\n| 15/7/2021 | Kế hoạch 9/KH-SNV của Sở Nội vụ | x |")
    assert [describe(item) for item in found] == ["76/NQ-CP; Nghị quyết", "9/KH-SNV; Kế hoạch; ; Sở Nội vụ"]


def test_an_issuer_ends_before_the_next_number() -> None:
    found = find_citations("06-NQ/TU của Bộ Nội vụ 76/NQ-CP và 9/KH-UBND của Sở Tư pháp(12/QĐ-STP), 5/CT-TTg của Bộ (7/KH-BNV)")
    assert [describe(item) for item in found] == [
        "06-NQ/TU; ; ; Bộ Nội vụ", "76/NQ-CP", "9/KH-UBND; ; ; Sở Tư pháp", "12/QĐ-STP", "5/CT-TTg; ; ; Bộ", "7/KH-BNV",
    ]
    (found,) = find_citations("Quyết định số 5/QĐ-UBND của Ban Chỉ đạo 389/ĐP tỉnh")  # where 389/ĐP is no citation
    assert found.issuer == "Ban Chỉ đạo 389/ĐP tỉnh"


def test_a_front_matter_entry_that_fits_no_form_keeps_its_words() -> None:
    found = parse_number("  Luật   Khoa học và công nghệ 2013 ")
    assert (found.number, found.text) == ("Luật Khoa học và công nghệ 2013", "Luật Khoa học và công nghệ 2013")
    assert found.same_document(parse_number("luật khoa học và công nghệ 2013"))


def test_what_a_citation_lacks_is_taken_from_another() -> None:
    bare, full = parse_number("76/NQ-CP"), parse_number("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ")
    assert bare.completed(full).text == full.text
    assert full.completed(bare) == full
    assert (bare.year, full.year, parse_number("01/2023/QĐ-UBND").year) == (None, 2021, 2023)
    assert full.date == date(2021, 7, 15)


def bounds(pattern: re.Pattern[str]) -> list[int]:
    """Upper bound of every repeat in a pattern."""
    found: list[int] = []

    def walk(node: object) -> None:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
            found.append(int(node[1][1]))
        if isinstance(node, tuple | list) or hasattr(node, "data"):
            for child in getattr(node, "data", node):
                walk(child)

    walk(re._parser.parse(pattern.pattern, pattern.flags))
    return found


def test_no_pattern_may_run_on_so_that_the_cost_is_linear() -> None:
    patterns = [item for module in (citations, issuers) for item in vars(module).values() if isinstance(item, re.Pattern)]
    assert len(patterns) >= 10
    assert max(bound for pattern in patterns for bound in bounds(pattern)) <= 40


def test_the_measure_of_repeats_sees_one_without_bound() -> None:
    assert max(bounds(re.compile(r"a{1,3}(?:b|c(?=d+))"))) > 1_000_000


@pytest.mark.parametrize("unit", [
    "1", "1/", "76/NQ-", "76/NQ-CP ", "76/NQ-CP,", "12/AB-CD ", "số ", "Nghị quyết ", "Nghị quyết số 7",
    "76/NQ-CP ngày ", "76/NQ-CP của Bộ ", "A", "1/A", "-", " ", "\n", "1 /\n", "1/2020/", "76/NQ-CP của UBND tỉnh và ",
    "76/NQ-CP của " + "Á " * 20, "ê\u0323", "1\u200b", "(", "1.111",
])
def test_a_very_long_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (200_000 // len(unit)) + ". Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."
    assert find_citations(text)[-1].text == "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("06-NQ/TUcủa Bộ 06-NQ/TU")
def test_citations_are_in_order_apart_and_in_normal_form(text: str) -> None:
    found = find_citations(text)
    ends = [0, *(item.end for item in found)]
    for end, item in zip(ends, found, strict=False):
        assert end <= item.start < item.end <= len(text)
        assert item.number == parse_number(item.number).number
        assert item.same_document(parse_number(item.number))


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    assert all(0 <= item.start < item.end <= len(text) for item in find_citations(text))
