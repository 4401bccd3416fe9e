"""From a Word file to a plan file: the seven tasks of 2024 from every form of the appendix, and what must be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.errors import UsageError
from cchc.importers.docx_file import Paragraph, read_docx
from cchc.importers.docx_table import Cell, Table
from cchc.importers.docx_text import one_line
from cchc.importers.knowledge import gather_knowledge
from cchc.importers.plan_draft import make_draft
from cchc.importers.plan_yaml import MARK, write_plan
from cchc.plan import Continuation
from cchc.plan_file import parse_plan
from cchc.schedule import Window
from plan_docx import CELLS, FORMS, HEADER, plan_docx
from support import ROOT

HAND_MADE = parse_plan("ke-hoach/2024.yaml", (ROOT / "content/ke-hoach/2024.yaml").read_bytes()).plan


def imported(tmp_path, form="plain", *, previous=None, name="ke-hoach.docx", **changes):
    """(draft, written, parsed) of the plan laid out as `form`."""
    path = tmp_path / name
    path.write_bytes(plan_docx(form, **changes))
    return finished(make_draft(read_docx(path), gather_knowledge(previous), name))


def finished(draft):
    written = write_plan(draft, ["Dữ liệu thử"])
    return draft, written, parse_plan(f"ke-hoach/{draft.values['id']}.yaml", written.text.encode("utf-8"))


def errors_of(parsed):
    """Problems but the warnings that marks are left and areas are not given."""
    left = {"can-kiem-tra", "nhiem-vu-khong-noi-dung"}
    assert all(item.severity == "warning" for item in parsed.problems if item.code in left)
    return [item for item in parsed.problems if item.code not in left]


def cells_of(task):
    return (str(task.number), task.text, task.products.text, task.lead_text, task.support_text, task.schedule.text)


def places(written, word):
    return [item.what for item in written.marked if word in item.why]


@pytest.mark.parametrize("form", FORMS)
def test_without_an_earlier_plan_the_tasks_are_those_of_the_hand_made_file(tmp_path, form):
    draft, written, parsed = imported(tmp_path, form)
    assert errors_of(parsed) == []
    assert draft.cell_count == 42
    found = [cells_of(task) for task in parsed.plan.tasks]
    assert sum(cell == source for row, rows in zip(found, CELLS, strict=True) for cell, source in zip(row, rows, strict=True)) == 42
    known = [replace(task, title=hand.title, areas=hand.areas)
             for task, hand in zip(parsed.plan.tasks, HAND_MADE.tasks, strict=True)]
    assert known == list(HAND_MADE.tasks)
    assert (parsed.plan.kinds, parsed.plan.units) == (HAND_MADE.kinds, HAND_MADE.units)
    assert len(places(written, "không ghi nhiệm vụ thuộc nội dung nào")) == 7


@pytest.mark.parametrize("form", FORMS)
def test_with_last_year_s_plan_titles_and_areas_come_from_it(tmp_path, form):
    draft, written, parsed = imported(tmp_path, form, previous=HAND_MADE, year=2025)
    assert errors_of(parsed) == []
    assert draft.cell_count == 42
    year = Window(start=parsed.plan.period.start, end=parsed.plan.period.end, text="Năm 2025")
    assert list(parsed.plan.tasks) == [
        replace(task, schedule=year if task.number == 6 else task.schedule,
                continues=Continuation(plan="2024", task=task.number))
        for task in HAND_MADE.tasks
    ]
    assert parsed.plan.areas == HAND_MADE.areas
    assert [item.what for item in written.marked] == ["nhiệm vụ 5, thời gian thực hiện"]


def test_the_plan_s_own_words_equal_the_hand_made_file(tmp_path):
    plan = imported(tmp_path, previous=HAND_MADE, name="2024.docx")[2].plan
    for name in ("id", "title", "number", "number_text", "issuer", "period", "conventions", "basis", "intro", "goals",
                 "requirements", "audiences", "content", "forms", "funding", "responsibilities", "recipients", "signature",
                 "appendix", "units", "kinds", "channels", "fields", "areas", "amendments"):
        assert getattr(plan, name) == getattr(HAND_MADE, name), name
    assert plan.date_text == "Hưng Yên, ngày tháng 01 năm 2024"
    assert [task.continues for task in plan.tasks] == [None] * 7


@pytest.mark.parametrize(("signed", "why", "kept"), [
    ("Giám đốc\nNguyễn Văn A", "chưa đọc được chức danh và tên người ký", ["# Giám đốc", "# Nguyễn Văn A"]),
    ("", "không thấy phần ký sau “Nơi nhận” trong tệp", []),
])
def test_a_signature_that_is_not_read_is_asked_for_and_its_lines_are_kept(tmp_path, signed, why, kept):
    written, parsed = imported(tmp_path, previous=HAND_MADE, signed=signed)[1:]
    assert places(written, why) == ["chữ ký"]
    lines = written.text.splitlines()
    at = lines.index("signature: null")
    assert MARK in lines[at - 1]
    assert lines[at - 1 - len(kept): at - 1] == kept
    assert errors_of(parsed) == []
    assert parsed.plan.signature is None
    form = lines[at - 1].partition("ghi theo mẫu ")[2]
    again = parse_plan("ke-hoach/2024.yaml", written.text.replace("signature: null", form).encode())
    assert (again.plan.signature.title, errors_of(again)) == ("PHÓ GIÁM ĐỐC", [])


def test_group_titles_and_other_columns_are_kept_as_comments(tmp_path):
    assert "  # Nhóm trong bảng: II. Nhiệm vụ cụ thể\n  - number: 5\n" in imported(tmp_path, "merged")[1].text
    assert imported(tmp_path, "columns")[1].text.count("  # Kinh phí: Ngân sách\n") == 7


def changed(number: int, column: int, text: str) -> tuple[tuple[str, ...], ...]:
    """The cells with one of them replaced."""
    row = list(CELLS[number - 1])
    row[column] = text
    return (*CELLS[: number - 1], tuple(row), *CELLS[number:])


def test_a_time_not_understood_is_a_question_the_reader_refuses_until_answered(tmp_path):
    written, parsed = imported(tmp_path, cells=changed(3, 5, "Theo yêu cầu của cấp trên"))[1:]
    lines = written.text.splitlines()
    line = next(index for index, text in enumerate(lines, 1) if "type: question" in text)
    problem, = errors_of(parsed)
    column = lines[line - 1].index("question") + 1
    assert (problem.line, problem.column, problem.code, problem.severity) == (line, column, "lich-chua-ro", "error")
    assert "Theo yêu cầu của cấp trên" in problem.message
    assert MARK in lines[line - 1]
    assert line in [item.line for item in written.marked]
    assert lines[line - 6].strip().startswith("# Trả lời:")
    for offset in range(5, 1, -1):
        answer = lines[line - offset].strip().removeprefix("# ")
        answered = [*lines[: line - 1], f"    {answer}", *lines[line:]]
        again = parse_plan("ke-hoach/2024.yaml", "\n".join(answered).encode("utf-8"))
        assert errors_of(again) == []
        assert again.plan.task_by_number[3].schedule.text == "Theo yêu cầu của cấp trên"


def test_two_windows_apart_get_a_ready_answer_that_spans_both(tmp_path):
    """A plan's task has one schedule: from the first to the last, its text kept, said to be judged at the end only."""
    text = imported(tmp_path, cells=changed(3, 5, "Quý I, quý III"))[1].text
    lines = [line.strip() for line in text.splitlines()]
    at = next(index for index, line in enumerate(lines) if line.startswith("# Trả lời:"))
    assert lines[at + 1].startswith('# schedule: {type: window, from: 2024-01-01, to: 2024-09-30, text: "Quý I, quý III"} # một khoảng')
    assert "month = tháng, quarter = quý, half-year = 6 tháng, year = năm" in lines[at + 4]
    answered = text.replace(lines[at + 6], lines[at + 1].removeprefix("# "))
    schedule = parse_plan("ke-hoach/2024.yaml", answered.encode()).plan.task_by_number[3].schedule
    assert (schedule.end.isoformat(), schedule.text) == ("2024-09-30", "Quý I, quý III")


def test_before_a_day_is_no_question_and_says_the_last_day_beside_the_value(tmp_path):
    written, parsed = imported(tmp_path, cells=changed(3, 5, "Trước ngày 30/9/2024"))[1:]
    assert "29/09/2024" in next(line for line in written.text.splitlines() if "Trước ngày 30/9/2024" in line)
    assert parsed.plan.task_by_number[3].schedule.end.isoformat() == "2024-09-29"
    assert "nhiệm vụ 3, thời gian thực hiện" not in [item.what for item in written.marked]


@pytest.mark.parametrize(("column", "text", "code", "key"), [
    (2, "", "gia-tri-trong", "kinds: []"), (3, "", "gia-tri-trong", "lead: []"), (5, "", "lich-chua-ro", "schedule: {type"),
])
def test_an_empty_cell_is_a_question_at_its_place(tmp_path, column, text, code, key):
    written, parsed = imported(tmp_path, cells=changed(2, column, text))[1:]
    problem, = errors_of(parsed)
    assert problem.code == code
    line = written.text.splitlines()[problem.line - 1]
    assert key in line
    assert MARK in line


def test_an_empty_task_is_a_question_at_its_title_and_text(tmp_path):
    written, parsed = imported(tmp_path, cells=changed(2, 1, ""))[1:]
    lines = [written.text.splitlines()[item.line - 1] for item in errors_of(parsed)]
    assert [line.split(":")[0].strip() for line in lines] == ["title", "text"]
    assert all(MARK in line for line in lines)


def test_an_empty_supporting_unit_is_no_question(tmp_path):
    assert imported(tmp_path, previous=HAND_MADE, cells=changed(2, 4, ""))[2].plan.task_by_number[2].support == ()


def test_new_units_and_kinds_join_the_tables_once_and_are_marked(tmp_path):
    cells = changed(2, 3, "Phòng Quản lý chuyên ngành; Văn phòng Sở")
    cells = (cells[0], (*cells[1][:2], "Sổ tay hỏi đáp, tin bài", *cells[1][3:]), *cells[2:])
    cells = (*cells[:2], (*cells[2][:3], "Phòng Quản lý chuyên ngành", *cells[2][4:]), *cells[3:])
    draft, written, parsed = imported(tmp_path, cells=cells)
    assert errors_of(parsed) == []
    assert parsed.plan.units[-1].name == "Phòng Quản lý chuyên ngành"
    assert parsed.plan.task_by_number[2].lead == ("phong-quan-ly-chuyen-nganh", "van-phong")
    assert parsed.plan.task_by_number[3].lead == ("phong-quan-ly-chuyen-nganh",)
    assert parsed.plan.task_by_number[2].products.kinds == ("so-tay-hoi-dap", "tin-bai")
    assert places(written, "mới, lấy từ nhiệm vụ 2") == ["đơn vị phong-quan-ly-chuyen-nganh", "thể loại so-tay-hoi-dap"]
    assert {(1, "lead"), (1, "products")} <= draft.doubtful_cells
    assert (2, "lead") not in draft.doubtful_cells


def test_numbers_that_repeat_are_counted_anew_and_marked(tmp_path):
    written, parsed = imported(tmp_path, cells=changed(7, 0, "1"))[1:]
    assert [task.number for task in parsed.plan.tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert places(written, "Stt trong bảng là “1”") == ["nhiệm vụ 7, số thứ tự"]


def test_a_text_nearly_the_same_is_marked_as_such(tmp_path):
    text = CELLS[5][1].replace("sáng tạo", "mới, sáng tạo")
    written, parsed = imported(tmp_path, previous=HAND_MADE, year=2025, cells=changed(6, 1, text))[1:]
    assert parsed.plan.task_by_number[6].areas == ("e",)
    assert places(written, "theo nhiệm vụ 6 của kế hoạch 2024, lời văn giống") == [
        "nhiệm vụ 6, tên ngắn", "nhiệm vụ 6, nội dung", "nhiệm vụ 6, tiếp nối",
    ]


def test_an_area_that_changed_or_went_is_marked_where_tasks_name_it(tmp_path):
    texts = {area.letter: area.text for area in HAND_MADE.areas if area.letter != "g"}
    texts |= {"d": "Tuyên truyền về chuyển đổi số.", "e": texts["e"].replace("đẩy mạnh", "tăng cường")}
    written, parsed = imported(tmp_path, previous=HAND_MADE, year=2025, areas=texts)[1:]
    assert errors_of(parsed) == []
    assert places(written, "cắt từ đầu lời văn") == ["nội dung d, tên ngắn"]
    assert places(written, "theo nội dung e của kế hoạch 2024, lời văn giống") == ["nội dung e, tên ngắn"]
    assert places(written, "nội dung d khác kế hoạch 2024") == ["nhiệm vụ 2, nội dung", "nhiệm vụ 5, nội dung"]
    assert places(written, "ghi cả g") == ["nhiệm vụ 7, nội dung"]
    assert parsed.plan.task_by_number[7].areas == ("c",)


def test_a_plan_of_several_years_has_their_id_and_period(tmp_path):
    title = "Tuyên truyền cải cách hành chính giai đoạn 2021-2025"
    written, parsed = imported(tmp_path, title=title, cells=changed(6, 5, "Năm 2023"))[1:]
    assert errors_of(parsed) == []
    assert (parsed.plan.id, parsed.plan.period.start.year, parsed.plan.period.end.year) == ("2021-2025", 2021, 2025)
    assert parsed.plan.task_by_number[6].schedule.end.year == 2023
    assert places(written, "thời gian này") == []


def test_a_title_without_a_year_takes_the_file_s(tmp_path):
    written, parsed = imported(tmp_path, title="Tuyên truyền cải cách hành chính", name="kh-2024.docx")[1:]
    assert parsed.plan.id == "2024"
    assert places(written, "lấy năm trong tên tệp") == ["thời gian"]


def test_no_year_anywhere_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"Đổi tên tệp có năm"):
        imported(tmp_path, title="Tuyên truyền cải cách hành chính")


def test_years_that_differ_are_marked(tmp_path):
    assert places(imported(tmp_path, name="kh-2023.docx")[1], "khác năm trong tên tệp") == ["tiêu đề"]


def test_a_bare_table_gives_a_file_that_asks_for_the_rest():
    rows = [HEADER, ("1", "Một việc", "tin bài", "Văn phòng Sở", "", "Quý I")]
    table = Table(rows=tuple(
        tuple(Cell(text=text, origin=(row, column)) for column, text in enumerate(cells)) for row, cells in enumerate(rows)
    ))
    draft = make_draft([Paragraph(text="Bảng"), table], gather_knowledge(None), "2025.docx")
    written, parsed = finished(draft)[1:]
    assert [(item.code, written.text.splitlines()[item.line - 1].split(":")[0]) for item in errors_of(parsed)] == [
        ("gia-tri-trong", "title"), ("gia-tri-trong", "areas"),
    ]
    assert [item.what for item in written.marked][:5] == [
        "tiêu đề", "số, ký hiệu", "cơ quan ban hành", "thời gian", "quy ước theo dõi",
    ]


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.text(max_size=40)] * 6), min_size=1, max_size=4))
def test_any_table_gives_a_file_whose_only_errors_are_marked(rows):
    """Whatever stands in the cells: nothing raises, cells are kept, and each error of the file is at a marked line."""
    grid = [HEADER, *((f"{number}", f"Việc {row[1]}", *row[2:]) for number, row in enumerate(rows, 1))]
    table = Table(rows=tuple(
        tuple(Cell(text=text, origin=(row, column)) for column, text in enumerate(cells)) for row, cells in enumerate(grid)
    ))
    blocks = [Paragraph(text="KẾ HOẠCH"), Paragraph(text="Tuyên truyền năm 2025"),
              Paragraph(text="I. NỘI DUNG"), Paragraph(text="a) Một"), table]
    written, parsed = finished(make_draft(blocks, gather_knowledge(HAND_MADE), "x.docx"))[1:]
    marked = {item.line for item in written.marked}
    errors = [item for item in parsed.problems if item.severity == "error"]
    assert all(item.line in marked for item in errors)
    assert written.text.count(MARK) == len(marked)
    if not errors:
        clean = [one_line(row[3].encode("utf-8", "replace").decode()) for row in rows]
        assert [task.lead_text for task in parsed.plan.tasks][: len(clean)] == clean[: len(parsed.plan.tasks)]
