"""The table of tasks: found by its header, cut, merged, grouped and numbered in the ways offices do."""

from __future__ import annotations

import pytest

from cchc.errors import DamagedFileError
from cchc.importers.appendix import find_appendix
from cchc.importers.docx_file import Paragraph
from cchc.importers.docx_table import Cell, Table
from cchc.importers.docx_text import one_line
from cchc.importers.knowledge import starting_knowledge

WORDS = starting_knowledge().words
HEADER = ["Stt", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]


def table(*rows: list[str]) -> Table:
    """A table of text; "<" is merged with the cell on its left, "^" with the one above."""
    grid: list[list[Cell]] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for column, text in enumerate(row):
            if text == "<":
                cells.append(cells[-1])
            else:
                cells.append(grid[-1][column] if text == "^" else Cell(text=text, origin=(number, column)))
        grid.append(cells)
    return Table(rows=tuple(map(tuple, grid)))


def task(number: str, text: str, **changes: str) -> list[str]:
    row = {"products": "tin bài", "lead": "Văn phòng Sở", "support": "", "schedule": "Thường xuyên", **changes}
    return [number, text, row["products"], row["lead"], row["support"], row["schedule"]]


def find(*blocks):
    return find_appendix(blocks, WORDS, "ke-hoach.docx")


def texts(found):
    return [(one_line(row.cells["number"]), one_line(row.cells["text"])) for row in found.rows]


def test_rows_come_with_all_six_cells():
    found = find(table(HEADER, task("1", "Một"), task("2", "Hai", support="Thanh tra Sở")))
    assert texts(found) == [("1", "Một"), ("2", "Hai")]
    assert found.rows[1].cells == {
        "number": "2", "text": "Hai", "products": "tin bài", "lead": "Văn phòng Sở", "support": "Thanh tra Sở",
        "schedule": "Thường xuyên",
    }
    assert (found.cell_count, found.titles) == (12, tuple(HEADER))


def test_a_cell_merged_over_lead_and_support_is_doubtful_in_both_columns():
    why = "một ô gộp qua các cột “Cơ quan chủ trì” và “Cơ quan phối hợp”, ghi lại từng cột cho đúng"
    rows = find(table(HEADER, task("1", "Một", support="<"), task("2", "Hai"))).rows
    assert rows[0].doubts == {"lead": why, "support": why}
    assert (rows[0].cells["lead"], rows[0].cells["support"]) == ("Văn phòng Sở", "Văn phòng Sở")
    assert rows[1].doubts == {}


def test_a_cell_merged_over_several_tasks_and_blank_merged_cells_are_no_doubt():
    found = find(table(HEADER, task("1", "Một"), task("2", "Hai", lead="^", schedule="^"), task("3", "Ba", lead="", support="<")))
    assert [row.cells["lead"] for row in found.rows] == ["Văn phòng Sở", "Văn phòng Sở", ""]
    assert [row.doubts for row in found.rows] == [{}, {}, {}]


def test_a_file_without_such_a_table_is_refused_with_the_columns_looked_for():
    other = table(["Họ tên", "Chức vụ"], ["A", "B"])
    with pytest.raises(DamagedFileError) as caught:
        find(Paragraph(text="Nhiệm vụ, chủ trì, thời gian"), other)
    assert all(name in str(caught.value) for name in HEADER)


def test_a_table_with_a_header_only_is_refused():
    with pytest.raises(DamagedFileError, match="từ 1 đến 999 nhiệm vụ"):
        find(table(HEADER))


def test_more_than_999_tasks_are_refused():
    with pytest.raises(DamagedFileError, match="đang có 1000"):
        find(table(HEADER, *(task(str(number), "Việc") for number in range(1, 1001))))


def test_the_header_may_stand_below_a_title_row():
    found = find(table(["BẢNG NHIỆM VỤ", "<", "<", "<", "<", "<"], HEADER, task("1", "Một")))
    assert texts(found) == [("1", "Một")]


def test_a_second_table_without_a_header_goes_on():
    first, second = table(HEADER, task("1", "Một")), table(task("2", "Hai"))
    found = find(first, Paragraph(text=""), Paragraph(text=" 7 "), second)
    assert texts(found) == [("1", "Một"), ("2", "Hai")]


@pytest.mark.parametrize("between", [Paragraph(text="PHỤ LỤC II"), table(["x"], ["y"])])
def test_a_table_after_other_text_or_of_another_width_does_not(between):
    other = table(task("2", "Hai")) if isinstance(between, Paragraph) else between
    found = find(table(HEADER, task("1", "Một")), between, other)
    assert texts(found) == [("1", "Một")]


def test_a_repeated_header_numbers_of_columns_blank_rows_and_totals_are_no_tasks():
    found = find(table(
        HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], task("1", "Một"), HEADER, ["", "", "", "", "", ""],
        task("2", "Hai"), ["", "Tổng cộng", "2", "", "", ""], ["Tổng số", "<", "<", "<", "<", "5"],
    ))
    assert texts(found) == [("1", "Một"), ("2", "Hai")]


@pytest.mark.parametrize("title", [
    ["I. Nhiệm vụ chung", "<", "<", "<", "<", "<"], ["I", "Nhiệm vụ chung", "<", "<", "<", "<"],
    ["I", "Nhiệm vụ chung", "", "", "", ""], ["", "I. Nhiệm vụ chung", "", "", "", ""],
    ["A.", "Nhiệm vụ chung", "", "", "", ""], ["", "NHIỆM VỤ CHUNG", "", "", "", ""],
])
def test_a_group_title_names_the_group_of_the_rows_below(title):
    found = find(table(HEADER, title, task("1", "Một"), task("2", "Hai")))
    assert texts(found) == [("1", "Một"), ("2", "Hai")]
    assert [row.group.casefold().endswith("nhiệm vụ chung") for row in found.rows] == [True, True]


def test_a_numbered_parent_of_sub_tasks_is_a_group():
    found = find(table(HEADER, ["1", "Tuyên truyền", "", "", "", ""], task("1.1", "Một"), task("1.2", "Hai"),
                       ["2", "Việc khác", "", "", "", ""]))
    assert texts(found) == [("1.1", "Một"), ("1.2", "Hai"), ("2", "Việc khác")]
    assert found.rows[0].group == "1 Tuyên truyền"


def test_a_merged_lead_or_time_belongs_to_every_row_it_spans():
    found = find(table(HEADER, task("1", "Một"), task("2", "Hai", lead="^", schedule="^"), task("3", "Ba", lead="^")))
    assert [row.cells["lead"] for row in found.rows] == ["Văn phòng Sở"] * 3
    assert [row.cells["schedule"] for row in found.rows] == ["Thường xuyên"] * 3


def test_rows_under_one_merged_task_are_one_task():
    found = find(table(
        HEADER, task("1", "Một"), task("^", "^", products="báo cáo", lead="^", schedule="^"),
        task("^", "^", products="^", lead="Thanh tra Sở", schedule="^"), task("2", "Hai"),
    ))
    assert texts(found) == [("1", "Một"), ("2", "Hai")]
    assert found.rows[0].cells["products"] == "tin bài\nbáo cáo"
    assert found.rows[0].cells["lead"] == "Văn phòng Sở\nThanh tra Sở"
    assert found.rows[0].doubts == {}


def test_rows_that_share_only_the_number_are_joined_and_marked():
    found = find(table(HEADER, task("1", "Một"), task("^", "hai", lead="^", schedule="^")))
    assert texts(found) == [("1", "Một hai")]
    assert "chung ô Stt" in found.rows[0].doubts["text"]


def test_a_row_cut_by_a_page_is_joined_and_marked():
    found = find(
        table(HEADER, task("1", "Kết quả chỉ số Đo", support="Phòng chuyên")),
        table(HEADER, task("", "lường sự hài lòng", products="", lead="", support="môn", schedule=""), task("2", "Hai")),
    )
    assert texts(found) == [("1", "Kết quả chỉ số Đo lường sự hài lòng"), ("2", "Hai")]
    assert one_line(found.rows[0].cells["support"]) == "Phòng chuyên môn"
    assert found.rows[0].cells["schedule"] == "Thường xuyên"
    assert "ngắt trang" in found.rows[0].doubts["text"]


def test_a_whole_row_without_a_number_is_a_task_of_its_own_and_marked():
    found = find(table(HEADER, task("1", "Một"), task("", "Hai"), task("", "và ba", lead="")))
    assert texts(found) == [("1", "Một"), ("", "Hai và ba")]
    assert "không có Stt" in found.rows[1].doubts["number"]
    assert "giữa bảng" in found.rows[1].doubts["text"]


def test_other_names_another_order_and_more_columns():
    found = find(table(
        ["Nội dung công việc", "Ghi chú", "Thời gian hoàn thành", "Đơn vị phối hợp", "Đơn vị chủ trì", "Kết quả/Sản phẩm",
         "TT"],
        ["Một", "Làm sớm", "Quý I", "", "Văn phòng Sở", "báo cáo", "01"],
    ))
    assert found.rows[0].cells == {
        "number": "01", "text": "Một", "products": "báo cáo", "lead": "Văn phòng Sở", "support": "", "schedule": "Quý I",
    }
    assert found.rows[0].extra == {"Ghi chú": "Làm sớm"}


def test_a_header_of_two_rows_and_one_column_for_lead_and_support():
    upper = ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "<", "Tiến độ"]
    found = find(table(upper, ["^", "^", "Chủ trì", "Phối hợp", "^"], ["1", "Một", "Văn phòng Sở", "Thanh tra Sở", "Quý I"]))
    assert (found.rows[0].cells["lead"], found.rows[0].cells["support"]) == ("Văn phòng Sở", "Thanh tra Sở")
    assert found.present == ("number", "text", "lead", "support", "schedule")
    shared = find(table(["TT", "Nhiệm vụ", "Đơn vị chủ trì, phối hợp", "Tiến độ"], ["1", "Một", "Văn phòng Sở", "Quý I"]))
    assert shared.shared
    assert shared.rows[0].cells["lead"] == "Văn phòng Sở"


def test_rows_without_a_number_column_are_tasks():
    found = find(table(HEADER[1:], task("1", "Một")[1:], task("2", "Hai")[1:]))
    assert texts(found) == [("", "Một"), ("", "Hai")]
    assert found.rows[1].doubts == {}
