"""What a report says, in figures: the office's content of 2024 (test data) at several periods and days."""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from cchc.periods import CutOff, parse_days, parse_period
from cchc.reports.build import build_report
from cchc.reports.office import Office
from cchc.reports.view import ReportView
from cchc.site import Site, load_site
from cchc.text import VIETNAM
from sites import office as sample
from support import write_post

OFFICE = Office(agency="Sở thử", parent_agency="Ủy ban nhân dân tỉnh thử", base_url="https://example.vn/cchc/")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("office"))


def site_at(content: Path, day: str) -> Site:
    loaded = load_site(content, datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=VIETNAM))
    assert loaded.errors == ()
    return loaded.site


def report(content: Path, written: str = "2024-Q2", day: str = "2024-06-30") -> ReportView:
    site = site_at(content, day)
    period = parse_period(written) if ":" not in written else parse_days(*written.split(":"))
    return build_report(site, site.plan_by_id["2024"], period, OFFICE)


def kinds(view: ReportView) -> dict[str, tuple[int, int]]:
    return {f"{'+' if row.member else ''}{row.id}": (row.count, row.until_now) for row in view.kinds}


def test_outputs_of_the_period_count_from_its_first_to_its_last_day(content: Path) -> None:
    view = report(content)
    days = [item.day for item in view.outputs]
    assert view.figures.outputs == len(days) == 10
    assert (days[0], days[-1]) == (date(2024, 4, 1), date(2024, 6, 30))
    assert view.until_now == 14
    assert (view.planned, view.unplanned) == (9, 1)


def test_members_of_a_group_stand_apart_and_its_total_counts_each_once(content: Path) -> None:
    found = kinds(report(content))
    assert found["tin-bai"] == (7, 10)
    assert (found["+tin"], found["+bai"], found["+tin-bai"]) == ((4, 5), (2, 3), (1, 2))
    assert found["van-ban"] == (2, 2)
    assert (found["+quyet-dinh"], found["+cong-van"], found["+ke-hoach"]) == ((1, 1), (1, 1), (0, 0))
    assert found["phong-su"] == (1, 1)
    assert found["ban-tin"] == (0, 1)
    heads = [count for name, count in found.items() if not name.startswith("+")]
    assert tuple(map(sum, zip(*heads, strict=True))) == (10, 14)


def test_channels_make_the_headings_and_the_log_gives_their_figures(content: Path) -> None:
    view = report(content)
    groups = {group.title: group for group in view.groups}
    assert list(groups) == [
        "Trên Cổng thông tin điện tử", "Trên báo, đài", "Hội nghị, tập huấn, cuộc thi", "Trên mạng xã hội",
    ]
    assert [group.figures.outputs for group in view.groups] == [6, 1, 1, 1]
    assert groups["Trên báo, đài"].figures.minutes == 12.5
    assert groups["Hội nghị, tập huấn, cuộc thi"].events == 2
    assert groups["Hội nghị, tập huấn, cuộc thi"].figures.people == 120
    assert groups["Trên mạng xã hội"].figures.reach == 1500
    assert [row.name for row in groups["Trên mạng xã hội"].channels] == ["Facebook", "Zalo"]
    assert (view.figures.people, view.figures.reach, view.figures.minutes) == (120, 1500, 12.5)


def test_what_no_row_tells_is_not_nought(content: Path) -> None:
    portal = report(content).groups[0].figures
    assert (portal.people, portal.reach, portal.minutes, portal.quantity) == (None, None, None, None)


def test_an_output_counts_at_each_of_its_channels_and_one_without_stands_apart(content: Path) -> None:
    found = {row.name: row.figures.outputs for row in report(content).channels}
    assert found == {
        "Cổng thông tin điện tử của Sở": 6, "Bản tin KH&CN của Sở": 0, "Đài Phát thanh và Truyền hình tỉnh": 1,
        "Facebook": 1, "Zalo": 1, "Hội nghị tuyên truyền, phổ biến, giáo dục pháp luật": 1, "Chưa ghi kênh": 1,
    }


def test_units_that_lead_are_listed_with_their_tasks_and_groups_only_with_outputs(content: Path) -> None:
    found = {row.name: (row.detail, row.figures.outputs) for row in report(content).units}
    assert found == {
        "Văn phòng Sở": ("1, 3, 5, 7", 8), "Thanh tra Sở": ("4", 1),
        "Trung tâm Thông tin, thống kê và ứng dụng KH&CN": ("1, 2, 6, 7", 1),
    }


def test_every_area_is_listed_and_the_empty_ones_are_named(content: Path) -> None:
    view = report(content)
    assert [(area.id, area.figures.outputs) for area in view.areas] == [
        ("a", 3), ("b", 1), ("c", 4), ("d", 2), ("đ", 5), ("e", 0), ("g", 0),
    ]
    assert [area.id for area in view.empty_areas] == ["e", "g"]


def test_documents_carry_their_own_number_and_date(content: Path) -> None:
    first, second = report(content).documents
    assert (first.number, first.document_date, first.url) == (
        "12/QĐ-SKHCN", date(2024, 4, 18), "https://example.vn/cchc/tep/ke-hoach.pdf"
    )
    assert (second.title, second.url) == ("Công văn đôn đốc (dữ liệu thử)", "")


def test_tasks_have_the_periods_evidence_newest_first_and_the_annex_word(content: Path) -> None:
    tasks = {task.number: task for task in report(content).tasks}
    assert [item.day.isoformat() for item in tasks[1].evidence] == ["2024-06-30", "2024-05-20", "2024-05-15"]
    assert (tasks[1].count, tasks[1].until_now, tasks[1].annex) == (3, 4, "Đang thực hiện")
    assert (tasks[7].count, tasks[7].until_now, tasks[7].is_late) == (0, 2, True)
    assert tasks[7].url == "https://example.vn/cchc/ke-hoach/2024/nhiem-vu/7/"
    assert [task.number for task in report(content).late] == [7]


def test_explanations_are_those_of_the_period(content: Path) -> None:
    assert [(item.task, item.source) for item in report(content).explanations] == [(4, "Thanh tra Sở; 12/TTr")]
    assert [item.task for item in report(content, "2024-Q1").explanations] == [5]
    assert [item.task for item in report(content, "2024", "2024-12-31").explanations] == [4, 5]


def test_a_final_report_takes_the_explanations_given_after_the_plan_ended(content: Path, tmp_path: Path) -> None:
    """They are what a closed plan's reminder asks for."""
    folder = tmp_path / "content"
    shutil.copytree(content, folder)
    notes = folder / "ke-hoach" / "2024.ghi-chu.yaml"
    notes.write_text(notes.read_text(encoding="utf-8") + "- {task: 7, date: 2025-01-08, note: Nhận văn bản muộn}\n", encoding="utf-8")
    assert [item.task for item in report(folder, "2024", "2025-01-07").explanations] == [4, 5]
    assert [item.task for item in report(folder, "2024", "2025-01-08").explanations] == [4, 5, 7]
    assert [item.task for item in report(folder, "2024-Q4", "2025-01-08").explanations] == [7]
    assert [item.task for item in report(folder, "2024-Q2", "2025-01-08").explanations] == [4]


def test_the_next_period_lists_late_tasks_then_those_that_fall_due(content: Path) -> None:
    following = report(content).next
    assert following.name == "quý III năm 2024"
    assert following.steps[0].task == 7
    assert [step.late for step in following.steps] == [True, False, False, False, False]
    days = [step.day for step in following.steps[1:]]
    assert days == sorted(days)
    assert following.others == (5, 6)


def test_a_day_within_the_period_is_said_and_later_outputs_do_not_count(content: Path) -> None:
    view = report(content, day="2024-05-15")
    assert view.day == date(2024, 5, 15)
    assert view.figures.outputs == 5
    assert view.limits == ("Kỳ báo cáo chưa kết thúc; số liệu tính đến hết ngày 15/05/2024.",)


def test_a_later_day_changes_neither_figures_nor_states(content: Path) -> None:
    then, later = report(content), report(content, day="2024-07-20")
    assert (then.figures, then.tasks, then.kinds) == (later.figures, later.tasks, later.kinds)


def test_the_whole_year_written_after_it_is_judged_as_ended(content: Path) -> None:
    during, after = report(content, "2024", "2024-12-31"), report(content, "2024", "2025-01-05")
    assert during.tasks[0].annex == "Đang thực hiện"
    assert after.tasks[0].annex in {"Hoàn thành", "Hoàn thành một phần"}
    assert after.completion.startswith("Tính đến ngày 31/12/2024, hoàn thành 0/6 nhiệm vụ (0%), không tính 01 nhiệm vụ")
    assert during.completion.startswith("Tính đến ngày 31/12/2024, đúng tiến độ hoặc hoàn thành ")
    assert after.day == date(2024, 12, 31)
    assert after.next.plan == ""


def test_a_period_with_nothing_says_so(content: Path) -> None:
    view = report(content, "2024-11-01:2024-11-30", "2024-12-31")
    assert view.figures.outputs == 0
    assert view.limits == ("Trong kỳ chưa ghi nhận sản phẩm tuyên truyền nào trên chuyên mục và sổ theo dõi.",)
    assert view.active == ()


@pytest.mark.parametrize("written", ["2023", "2025-Q1", "2023-12-01:2023-12-31"])
def test_a_period_outside_the_plan_says_so_and_counts_nothing(content: Path, written: str) -> None:
    view = report(content, written, "2026-01-01")
    assert view.figures.outputs == 0
    assert "nằm ngoài thời gian thực hiện của Kế hoạch tuyên truyền cải cách hành chính năm 2024" in view.limits[0]


def test_a_period_that_has_not_begun_says_so(content: Path) -> None:
    limits = report(content, "2024-Q3", "2024-06-30").limits
    assert limits[0] == "Kỳ báo cáo chưa bắt đầu tính đến ngày 30/06/2024."


def test_closing_days_before_the_plan_take_those_days_from_the_plan_before(content: Path, tmp_path: Path) -> None:
    """15/12/2023–14/12/2024: what was published in the last days of 2023 is in no other report."""
    folder = sample.write(tmp_path / "two")
    text = (folder / "ke-hoach/2024.yaml").read_text(encoding="utf-8")
    older = text.replace('id: "2024"', 'id: "2023"').replace("2024-01-01, to: 2024-12-31", "2023-01-01, to: 2023-12-31")
    older = re.sub(r"^(title: .*)2024$", r"\g<1>2023", older, flags=re.MULTILINE)
    (folder / "ke-hoach/2023.yaml").write_text(older, encoding="utf-8")
    write_post(folder, "2023-12-20", "truoc-ky", "tasks: [2]\nkind: tin")
    write_post(folder, "2023-12-14", "ky-truoc", "tasks: [2]\nkind: tin")
    site = site_at(folder, "2024-12-14")
    period = parse_period("2024", [CutOff(since=date.min, day=14)])
    view = build_report(site, site.plan_by_id["2024"], period, OFFICE)
    alone = report(content, "2024-01-01:2024-12-14", "2024-12-14")
    assert view.figures.outputs == alone.figures.outputs + 1
    assert view.outputs[0].title == "truoc-ky"
    assert view.owned_elsewhere == ("01 sản phẩm ngày 20/12/2023 thuộc Kế hoạch năm 2023",)
    assert view.until_now == alone.until_now
    assert sum(task.count for task in view.tasks) == sum(task.count for task in alone.tasks)


def test_the_subject_says_the_year_once(content: Path) -> None:
    plain = report(content).subject.replace("\u00a0", " ")
    assert plain == "Kết quả thực hiện Kế hoạch tuyên truyền cải cách hành chính quý II năm 2024"
    other = report(content, "2025-Q1", "2025-04-01").subject.replace("\u00a0", " ")
    assert other.endswith("năm 2024, quý I năm 2025")


def test_starter_content_marks_the_report(content: Path, tmp_path: Path) -> None:
    assert not report(content).is_starter
    folder = sample.write(tmp_path / "starter")
    write_post(folder, "2024-02-02", "khoi-tao", "tasks: [1]\ntags: [bài khởi tạo]")
    assert report(folder).is_starter


def test_amendments_of_the_period_are_told(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "amended")
    path = folder / "ke-hoach/2024.yaml"
    text = path.read_text(encoding="utf-8")
    change = 'amendments: [{date: 2024-05-02, document: "99/QĐ-SKHCN", task: 2, change: "Thêm phóng sự"}]'
    path.write_text(re.sub(r"^amendments:.*$", "", text, flags=re.MULTILINE) + f"\n{change}\n", encoding="utf-8")
    assert report(folder).amendments == ("Ngày 02/05/2024 (99/QĐ-SKHCN): nhiệm vụ 2: Thêm phóng sự",)
    assert report(folder, "2024-Q3", "2024-09-30").amendments == ()


def test_only_documents_that_direct_the_work_stand_in_the_first_part(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "reports")
    write_post(folder, "2024-05-06", "bao-cao-quy", "tasks: [4]\nkind: bao-cao\nunit: van-phong")
    view = report(folder)
    assert [item.kind for item in view.documents] == ["Quyết định", "Báo cáo", "Công văn"]
    assert [item.kind for item in view.directives] == ["Quyết định", "Công văn"]


def test_silence_longer_than_the_convention_is_told_while_the_plan_is_open(tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "silent")
    write_post(folder, "2024-06-20", "lai-co-tin", "tasks: [7]\nkind: tin-bai")
    view = report(folder)
    task = view.silent[-1]
    assert (task.number, task.is_late, task.every_days) == (7, False, 90)
    assert [(gap.start, gap.end, gap.days) for gap in task.gaps] == [(date(2024, 3, 20), date(2024, 6, 20), 92)]
    assert report(folder, "2024", "2025-01-05").silent == ()


def test_a_task_that_is_silent_now_is_late_and_not_told_twice(content: Path) -> None:
    view = report(content)
    assert [task.number for task in view.late] == [7]
    assert 7 not in {task.number for task in view.silent}


def test_days_follow_a_comma_in_the_subject(content: Path) -> None:
    assert report(content, "2024-04-01:2024-06-30").subject == (
        "Kết quả thực hiện Kế hoạch tuyên truyền cải cách hành chính năm 2024, từ\u00a0ngày\u00a001/04/2024 đến "
        "ngày\u00a030/06/2024"
    )


def test_before_the_plan_begins_nothing_is_said_of_completion(content: Path) -> None:
    view = report(content, "2023-Q2", "2024-12-01")
    assert view.completion == "Tính đến ngày 30/06/2023, Kế hoạch chưa đến thời gian thực hiện."
