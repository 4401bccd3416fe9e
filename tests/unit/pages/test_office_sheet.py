"""The office's working sheet: every figure is true and leads to its outputs, in the internal edition alone."""

from __future__ import annotations

import gzip
import re
from datetime import datetime
from pathlib import Path

import pytest

from cchc.pages.office_views import Figure, Matrix, OfficeView, OutputsView
from cchc.pages.views import Page
from cchc.render import make_environment, render_page
from cchc.text import VIETNAM
from support import ROOT, make_plan, write_post
from unit.pages.test_list_pages import make_chrome, pages_of

AUGUST = datetime(2024, 8, 31, 23, 59, tzinfo=VIETNAM)
LOG = """\
Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Nội dung,Đơn vị,Kênh,Số lượng,Lượt người,Lượt tiếp cận,Địa điểm,Ghi chú
05/03/2024,Tọa đàm,Kế hoạch,7,,Thanh tra Sở,hội nghị,1,120,,Hội trường,Có ảnh
06/03/2024,Bài trên Zalo,Tin,3;4,đ,,zalo,,,"1.500",,
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    content = tmp_path_factory.mktemp("content")
    make_plan(content)
    write_post(content, "2024-01-10", "mot", "tasks: [1]\nunit: van-phong\nkind: tin")
    write_post(content, "2024-02-10", "hai", "tasks: [1, 3]\nunit: van-phong\nkind: phong-su\nareas: [a, đ]")
    write_post(content, "2024-02-11", "ngoai", "areas: [e]\nunit: van-phong")
    (content / "so-theo-doi").mkdir()
    (content / "so-theo-doi" / "2024.csv").write_text(LOG, encoding="utf-8")
    (content / "ke-hoach" / "2024.ghi-chu.yaml").write_text(
        "- {task: 6, date: 2024-08-01, by: Văn phòng Sở, note: Chờ tỉnh chọn mô hình}\n", encoding="utf-8"
    )
    return pages_of(content, internal=True, moment=AUGUST)


@pytest.fixture(scope="module")
def office(pages: dict[str, Page]) -> OfficeView:
    return pages["ke-hoach/2024/index.html"].view.office


def shown(table: Matrix, row: int) -> list[str]:
    return [cell.word or str(cell.count) for cell in table.rows[row].cells]


def figures(office: OfficeView) -> list[Figure]:
    tables = (office.kinds, office.months, office.areas)
    return [cell for table in tables for row in table.rows for cell in row.cells] + [
        unit.contributed for unit in office.units
    ]


def test_every_figure_leads_to_exactly_its_outputs(pages: dict[str, Page], office: OfficeView) -> None:
    checked = 0
    for figure in figures(office):
        assert bool(figure.url) == bool(figure.count)
        if figure.url:
            view = pages[f"{figure.url}index.html"].view
            assert isinstance(view, OutputsView)
            assert (view.total, len(view.rows)) == (figure.count, figure.count)
            checked += 1
    assert checked > 25
    for channel in office.channels:
        assert pages[f"{channel.url}index.html"].view.total == channel.count


def test_kinds_tell_what_is_there_and_what_is_missing(office: OfficeView) -> None:
    assert [column.short for column in office.kinds.columns] == [
        "Tin, bài", "Phóng sự", "Văn bản", "Quyết định", "Kế hoạch", "Công văn", "Thông báo", "Báo cáo", "Bản tin",
        "Khác", "Cộng",
    ]
    assert shown(office.kinds, 0) == ["1", "1", "–", "thiếu", "thiếu", "thiếu", "–", "–", "–", "–", "2"]
    assert shown(office.kinds, 6) == ["thiếu", "–", "1", "–", "1", "–", "–", "thiếu", "thiếu", "–", "1"]


def test_a_kind_that_is_not_asked_for_stands_in_its_own_column_once(office: OfficeView) -> None:
    """Task 3 asks for no group "Văn bản"; task 5 has nothing but misses its decision."""
    assert shown(office.kinds, 2) == ["1", "1", "–", "thiếu", "thiếu", "thiếu", "thiếu", "–", "–", "–", "2"]
    assert shown(office.kinds, 4) == ["–", "–", "–", "thiếu", "–", "–", "–", "–", "–", "–", "0"]


def test_months_add_up_and_count_an_output_of_two_tasks_once(office: OfficeView) -> None:
    total = office.months.rows[-1]
    assert [cell.count for cell in total.cells] == [1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]
    assert sum(row.cells[-1].count for row in office.months.rows[:-1]) == 6
    assert office.months.columns[4].name == "Tháng 5/2024"


def test_an_empty_area_says_so_and_outputs_outside_tasks_have_a_column(office: OfficeView) -> None:
    rows = {row.title[0]: row for row in office.areas.rows}
    assert shown(office.areas, 3) == ["–", "0", "–", "–", "0", "–", "–", "0", "chưa có"]
    assert (rows["d"].empty, rows["d"].cells[-1].tone) == (True, "missing")
    assert shown(office.areas, 5) == ["–", "–", "–", "–", "–", "0", "–", "1", "1"]


def test_units_show_what_they_lead_support_and_gave(office: OfficeView) -> None:
    units = {unit.name: unit for unit in office.units}
    assert [link.title for link in units["Thanh tra Sở"].leads] == ["Nhiệm vụ 4"]
    assert [link.title for link in units["Văn phòng Sở"].supports] == ["Nhiệm vụ 2", "Nhiệm vụ 4", "Nhiệm vụ 6"]
    assert (units["Văn phòng Sở"].contributed.count, units["Thanh tra Sở"].contributed.count) == (2, 1)
    assert units["Chưa ghi đơn vị"].contributed.count == 1
    group = units["Các phòng, đơn vị thuộc Sở"]
    assert (group.group, group.contributed.count, group.chase) == (True, 0, None)
    assert sum(unit.contributed.count for unit in office.units) == 4


def test_late_and_due_work_comes_with_a_message_to_send(office: OfficeView) -> None:
    units = {unit.name: unit for unit in office.units}
    chase = units["Trung tâm Thông tin, thống kê và ứng dụng KH&CN"].chase
    assert chase.lines == (
        "Nhiệm vụ 1 chưa có sản phẩm mới từ 10/02/2024; chưa có: quyết định, kế hoạch, công văn",
        "Nhiệm vụ 2 chưa có sản phẩm nào (Kế hoạch yêu cầu: tin, bài)",
        "Nhiệm vụ 7 chưa có sản phẩm mới từ 05/03/2024; chưa có: bản tin; tin, bài; báo cáo",
        "Nhiệm vụ 6: đang trong hạn, hạn đến 31/12/2024",
    )
    assert chase.text.startswith("Kính gửi Trung tâm Thông tin, thống kê và ứng dụng KH&CN: theo Kế hoạch")
    # five working days after Saturday 31/08/2024, without the holidays of 2 and 3 September
    assert "trước ngày 10/09/2024" in chase.text


def test_the_register_numbers_outputs_from_the_oldest_and_tells_the_logs_figures(office: OfficeView) -> None:
    groups = {group.number: group for group in office.evidence}
    assert [row.number for row in groups[1].rows] == ["1.2", "1.1"]
    assert groups[7].rows[0].output.facts == "số lượng 1; 120 lượt người; Hội trường; Có ảnh"
    assert groups[4].rows[0].output.facts == "1.500 lượt tiếp cận"
    assert (groups[5].rows, groups[5].total, groups[5].all.url) == ((), 0, "")


def test_outputs_outside_the_plan_and_explanations_are_listed(pages: dict[str, Page], office: OfficeView) -> None:
    assert [row.output.title for row in office.unplanned] == ["ngoai"]
    assert pages[f"{office.unplanned_all.url}index.html"].view.total == 1
    rows = pages["ke-hoach/2024/index.html"].view.tasks
    assert rows[5].explanations[0].text == "Chờ tỉnh chọn mô hình (Văn phòng Sở)"


def test_rows_carry_the_marks_of_the_filters(office: OfficeView) -> None:
    assert office.task_classes[0].split() == ["c-f", "f-s-stale", "f-u-4", "f-u-2", "f-u-5", "f-a-a", "f-m-01", "f-m-02"]
    assert office.months.rows[-1].classes == "c-f"
    row = next(row for group in office.evidence for row in group.rows if row.output.title == "Bài trên Zalo")
    assert row.classes.split() == ["c-f", "f-s-stale", "f-a-dd", "f-m-03"]


def test_every_choice_of_a_filter_has_its_rule_in_the_stylesheet(office: OfficeView) -> None:
    rules = (ROOT / "theme/templates/components/filters/filters.sheet.css").read_text(encoding="utf-8")
    tokens = [option.token for group in office.filters for option in group.options]
    assert len(tokens) > 25
    for token in tokens:
        assert re.search(rf"\.o-{token}:checked\) \.c-f:not\(\.f-{token}\)[, ]", rules), token


def test_the_public_edition_has_no_office_and_no_pages_of_figures(tmp_path: Path) -> None:
    make_plan(tmp_path)
    write_post(tmp_path, "2024-01-10", "mot", "tasks: [1]")
    pages = pages_of(tmp_path, moment=AUGUST)
    view = pages["ke-hoach/2024/index.html"].view
    assert view.office is None
    assert [row.status for row in view.tasks] == [""] * 7
    assert not [path for path in pages if "san-pham" in path]


def test_a_long_register_shows_its_newest_and_leads_to_all_of_it(tmp_path: Path) -> None:
    make_plan(tmp_path)
    rows = "".join(f"{1 + index % 28:02d}/{1 + index // 28:02d}/2024,Tin {index},Tin,1\n" for index in range(230))
    (tmp_path / "so-theo-doi").mkdir()
    (tmp_path / "so-theo-doi" / "2024.csv").write_text(
        f"Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ\n{rows}", encoding="utf-8"
    )
    pages = pages_of(tmp_path, internal=True)
    group = pages["ke-hoach/2024/index.html"].view.office.evidence[0]
    assert (len(group.rows), group.total, group.rows[0].number) == (20, 230, "1.230")
    first, second, third = (pages[f"{group.all.url}{place}index.html"].view for place in ("", "trang/2/", "trang/3/"))
    assert [len(view.rows) for view in (first, second, third)] == [100, 100, 30]
    assert (first.older, second.newer, second.older, third.older) == (
        f"{group.all.url}trang/2/", group.all.url, f"{group.all.url}trang/3/", "")
    task = pages["ke-hoach/2024/nhiem-vu/1/index.html"].view
    assert (len(task.outputs), task.pages, task.older) == (100, 3, "ke-hoach/2024/nhiem-vu/1/trang/2/")
    rest = pages["ke-hoach/2024/nhiem-vu/1/trang/3/index.html"].view
    assert [row.number for row in rest.rows] == [f"1.{number}" for number in range(30, 0, -1)]


def test_the_sheet_of_ten_thousand_outputs_stays_small(tmp_path: Path) -> None:
    """At most 120 KB compressed: the register is paged (gzip is larger than brotli, so the limit is a stricter one)."""
    make_plan(tmp_path)
    rows = "".join(
        f"{1 + index % 28:02d}/{1 + index % 12:02d}/2024,Tin số {index},Tin,{1 + index % 7},zalo\n" for index in range(10_000)
    )
    (tmp_path / "so-theo-doi").mkdir()
    (tmp_path / "so-theo-doi" / "2024.csv").write_text(f"Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Kênh\n{rows}", encoding="utf-8")
    pages = pages_of(tmp_path, internal=True)
    environment = make_environment(ROOT / "theme" / "templates")
    page = pages["ke-hoach/2024/index.html"]
    assert sum(group.total for group in page.view.office.evidence) == 10_000
    sizes = {
        path: len(gzip.compress(render_page(pages[path], make_chrome(internal=True), environment).encode()))
        for path in ("ke-hoach/2024/index.html", "ke-hoach/2024/nhiem-vu/1/index.html", "ke-hoach/2024/san-pham/index.html")
    }
    assert {path: size for path, size in sizes.items() if size > 120_000} == {}


def test_an_output_stands_under_the_kind_its_task_asks_for_and_not_under_that_kinds_group_too(tmp_path: Path) -> None:
    """Task 1 asks for a plan, not for "Văn bản"; task 7 asks for both, so there it stands in both columns."""
    make_plan(tmp_path)
    write_post(tmp_path, "2024-01-10", "mot", "tasks: [1, 7]\nkind: ke-hoach")
    write_post(tmp_path, "2024-01-11", "hai", "tasks: [2]\nkind: ke-hoach")
    kinds = pages_of(tmp_path, internal=True, moment=AUGUST)["ke-hoach/2024/index.html"].view.office.kinds
    names = [column.short for column in kinds.columns]
    cells = {number: dict(zip(names, shown(kinds, number - 1), strict=True)) for number in (1, 2, 7)}
    assert (cells[1]["Kế hoạch"], cells[1]["Văn bản"], cells[1]["Cộng"]) == ("1", "–", "1")
    assert (cells[7]["Kế hoạch"], cells[7]["Văn bản"], cells[7]["Cộng"]) == ("1", "1", "1")
    assert (cells[2]["Kế hoạch"], cells[2]["Văn bản"], cells[2]["Cộng"]) == ("1", "1", "1")


def test_a_kind_may_have_any_id_without_taking_another_figures_page(tmp_path: Path) -> None:
    make_plan(tmp_path, **{"  - {id: phong-su,": "  - {id: khac, name: Loại khác}\n  - {id: phong-su,"})
    write_post(tmp_path, "2024-01-10", "mot", "tasks: [1]\nkind: khac")
    pages = pages_of(tmp_path, internal=True, moment=AUGUST)
    office = pages["ke-hoach/2024/index.html"].view.office
    for figure in figures(office):
        assert not figure.url or pages[f"{figure.url}index.html"].view.total == figure.count


def test_a_unit_is_found_by_the_status_of_the_tasks_it_leads_only(office: OfficeView) -> None:
    """Thanh tra leads task 4 alone; the groups lead none, so no status finds them."""
    rows = {unit.name: unit.classes.split() for unit in office.units}
    assert [mark for mark in rows["Thanh tra Sở"] if mark.startswith("f-s-")] == ["f-s-stale"]
    assert not [mark for mark in rows["Các phòng, đơn vị thuộc Sở"] if mark.startswith("f-s-")]
    assert "f-a-b" in rows["Các phòng, đơn vị thuộc Sở"]


def test_explanations_of_later_days_are_not_shown(tmp_path: Path) -> None:
    make_plan(tmp_path)
    (tmp_path / "ke-hoach" / "2024.ghi-chu.yaml").write_text(
        "- {task: 6, date: 2024-08-31, note: Hôm nay}\n- {task: 6, date: 2024-09-01, note: Ngày mai}\n", encoding="utf-8"
    )
    rows = pages_of(tmp_path, internal=True, moment=AUGUST)["ke-hoach/2024/index.html"].view.tasks
    assert [note.text for note in rows[5].explanations] == ["Hôm nay"]


def test_the_page_of_an_area_is_cut_into_pages_too(tmp_path: Path) -> None:
    make_plan(tmp_path)
    rows = "".join(f"{1 + index % 28:02d}/03/2024,Tin {index},Tin,3,đ\n" for index in range(120))
    (tmp_path / "so-theo-doi").mkdir()
    (tmp_path / "so-theo-doi" / "2024.csv").write_text(
        f"Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Nội dung\n{rows}", encoding="utf-8"
    )
    for day in range(1, 9):
        write_post(tmp_path, f"2024-04-{day:02d}", f"bai-{day}", "tasks: [3]\nareas: [đ]")
    pages = pages_of(tmp_path)
    first = pages["ke-hoach/2024/noi-dung/dd/index.html"].view
    assert (len(first.cards), len(first.outputs), first.total, first.pages) == (5, 100, 128, 2)
    assert len(pages[f"{first.older}index.html"].view.rows) == 28
