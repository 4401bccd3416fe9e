"""A new log: what each column takes, and that it is read back as empty."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from cchc.editor.new_log import draft_log
from cchc.output_log import COLUMNS, parse_log
from cchc.plan_file import parse_plan
from sites import good
from support import ROOT

REAL = parse_plan("ke-hoach/2024.yaml", (ROOT / "content/ke-hoach/2024.yaml").read_bytes()).plan
SMALL = parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan
LETTER = dict(zip(COLUMNS, "ABCDEFGHIJKLMNOP", strict=True))


@pytest.fixture(scope="module", params=[REAL, SMALL], ids=["real", "small"])
def plan(request):
    return request.param


@pytest.fixture(scope="module")
def book(plan):
    return load_workbook(io.BytesIO(draft_log(plan)))


@pytest.fixture(scope="module")
def log(book):
    return book["Sổ theo dõi"]


@pytest.fixture(scope="module")
def rules(log):
    """The rule of each column, by name."""
    found = {str(rule.sqref): rule for rule in log.data_validations.dataValidation}
    return {name: found[f"{letter}2:{letter}1048576"] for name, letter in LETTER.items() if f"{letter}2:{letter}1048576" in found}


def values_of(book, rule):
    """Values of a drop-down, read from the range its rule names."""
    sheet, _, place = rule.formula1.partition("!")
    return [row[0].value for row in book[sheet.strip("'")][place.replace("$", "")]]


def test_it_is_read_without_problems_and_has_no_rows(plan):
    parsed = parse_log("so-theo-doi/2024.xlsx", draft_log(plan), lambda _: plan, frozenset())
    assert (parsed.problems, parsed.rows) == ((), ())


def test_the_same_plan_gives_the_same_bytes(plan):
    assert draft_log(plan) == draft_log(plan)


def test_its_day_of_making_is_the_plan_s_first_day(book):
    assert book.properties.created == datetime(2024, 1, 1)  # noqa: DTZ001 - as a workbook holds it


def test_it_has_three_sheets_and_the_log_comes_first(book):
    assert book.sheetnames == ["Sổ theo dõi", "Danh mục", "Hướng dẫn"]
    assert book.active.title == "Sổ theo dõi"


def test_the_header_holds_the_contract_s_columns_bold_frozen_and_filtered(log):
    assert [cell.value for cell in log[1]] == list(COLUMNS.values())
    assert all(cell.font.b and cell.alignment.wrap_text for cell in log[1])
    assert (log.max_row, log.freeze_panes, log.auto_filter.ref) == (1, "A2", "A1:P2001")


def test_it_prints_on_a4_landscape_with_the_header_on_every_page(log):
    assert (log.page_setup.paperSize, log.page_setup.orientation) == (9, "landscape")
    assert log.print_title_rows == "$1:$1"
    assert (log.sheet_properties.pageSetUpPr.fitToPage, log.page_setup.fitToHeight) == (True, 0)


def test_days_are_days_and_what_excel_would_change_is_text(log):
    formats = {name: log.column_dimensions[letter].number_format for name, letter in LETTER.items()}
    assert formats == {
        "date": "dd/mm/yyyy", "title": "@", "kind": "General", "tasks": "@", "areas": "@", "unit": "General",
        "channels": "General", "evidence": "@", "quantity": "General", "people": "#,##0", "reach": "#,##0",
        "minutes": "General", "place": "@", "note": "@", "number": "@", "document_date": "dd/mm/yyyy",
    }
    assert all(7 < log.column_dimensions[letter].width < 50 for letter in LETTER.values())


def test_a_day_must_lie_in_the_plan(rules):
    rule = rules["date"]
    assert (rule.type, rule.operator, rule.errorStyle) == ("date", None, None)  # None: between, stop
    assert (rule.formula1, rule.formula2) == ("45292", "45657")
    assert "từ 01/01/2024 đến 31/12/2024" in rule.error


def test_the_day_of_a_document_is_any_real_day(rules):
    rule = rules["document_date"]
    assert (rule.type, rule.operator, rule.formula1) == ("date", "greaterThanOrEqual", "16682")
    assert "văn bản" in rule.prompt


def test_drop_downs_hold_the_plan_s_names_however_long_or_with_commas(book, rules, plan):
    assert values_of(book, rules["kind"]) == [kind.name for kind in plan.kinds]
    assert values_of(book, rules["tasks"]) == [str(task.number) for task in plan.tasks]
    assert values_of(book, rules["areas"]) == [area.letter for area in plan.areas]
    assert values_of(book, rules["unit"]) == [unit.name for unit in plan.units]
    assert values_of(book, rules["channels"]) == [channel.name for channel in plan.channels]
    assert {rules[name].type for name in ("kind", "tasks", "areas", "unit", "channels")} == {"list"}


def test_one_value_is_enforced_and_several_are_only_asked_about(rules):
    assert [rules[name].errorStyle for name in ("kind", "unit")] == [None, None]
    for name in ("tasks", "areas", "channels"):
        assert rules[name].errorStyle == "warning"
        assert "dấu chấm phẩy" in rules[name].prompt
        assert len(rules[name].prompt) <= 255


def test_numbers_are_not_negative(rules):
    for name in ("quantity", "people", "reach", "minutes"):
        assert (rules[name].type, rules[name].operator, rules[name].formula1) == ("decimal", "greaterThanOrEqual", "0")


def test_names_of_tasks_and_areas_stand_beside_their_numbers_and_letters(book, plan):
    rows = list(book["Danh mục"].iter_rows(values_only=True))
    assert rows[0][:5] == ("Thể loại", "Nhiệm vụ", "Nhiệm vụ: tên", "Nội dung", "Nội dung: tên")
    assert rows[1][1:3] == (str(plan.tasks[0].number), plan.tasks[0].title)
    assert rows[1][3:5] == (plan.areas[0].letter, plan.areas[0].title)


def test_the_guide_explains_every_column_with_one_example_that_would_be_read(book, plan):
    rows = [row[:4] for row in book["Hướng dẫn"].iter_rows(values_only=True) if row[0] in COLUMNS.values()]
    assert [row[0] for row in rows] == list(COLUMNS.values())
    assert all(row[2] for row in rows)
    example = ",".join(f'"{row[3]}"' for row in rows)
    header = ",".join(f'"{title}"' for title in COLUMNS.values())
    text = f"{header}\n{example}\n"
    parsed = parse_log("so-theo-doi/2024.csv", text.encode(), lambda _: plan, frozenset({"tep/bien-ban-hoi-nghi.pdf"}))
    assert parsed.problems == ()
    (row,) = parsed.rows
    assert (row.date, len(row.tasks), len(row.channels)) == (date(2024, 1, 1), 2, 2)
    assert (row.number, row.document_date) == ("12/BC-VP", date(2024, 1, 1))


def test_long_names_and_empty_lists_make_a_sound_workbook():
    from dataclasses import replace

    channels = tuple(replace(SMALL.channels[0], id=f"k{number}", name=f"Kênh {number} & {'dài ' * 40}") for number in range(40))
    plan = replace(SMALL, channels=channels, areas=(), title=f"Kế hoạch & {'dài ' * 80}")
    book = load_workbook(io.BytesIO(draft_log(plan)))
    log = book["Sổ theo dõi"]
    rules = {str(rule.sqref)[0]: rule for rule in log.data_validations.dataValidation}
    assert values_of(book, rules["G"]) == [channel.name for channel in channels]
    assert "A; B" in rules["G"].prompt
    assert "E" not in rules
    assert log.oddHeader.center.text.startswith("Sổ theo dõi")
