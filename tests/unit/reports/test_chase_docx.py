"""The letter that asks a unit for its products."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cchc.chasing import chase_unit
from cchc.coverage import measure
from cchc.coverage_words import STARTER
from cchc.plan import Explanation
from cchc.reports.chase_docx import Dispatch, render_dispatch
from unit.reports.test_docx import OFFICE
from unit.test_coverage import DAILY, make_output, make_plan, make_task
from word_file import WordFile

BEFORE = date(2024, 7, 8)
FOLLOWER = replace(OFFICE, unit="Phòng Tổng hợp")


def letter(*outputs, day: date = date(2024, 6, 30), explanations: tuple[Explanation, ...] = ()) -> Dispatch:
    plan = make_plan(make_task(1, DAILY, "all tin-bai phong-su"), make_task(2, DAILY, "any tin-bai"))
    coverage = measure(replace(plan, explanations=explanations), outputs, day)
    chase = chase_unit(coverage, "van-phong", FOLLOWER.unit, BEFORE)
    return Dispatch(coverage=coverage, chase=chase, office=FOLLOWER, before=BEFORE, day=day)


def explained(day: str, task: int = 1, document: str = "12/BC-SKHCN") -> Explanation:
    return Explanation(task=task, date=date.fromisoformat(day), note="Chờ văn bản", document=document)


OUTPUTS = (
    make_output(date(2024, 3, 10), tasks=(1,)), make_output(date(2024, 4, 20), tasks=(2,)),
)


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(render_dispatch(letter(*OUTPUTS)))


def test_it_has_number_subject_and_addressee_of_a_letter(file: WordFile) -> None:
    assert "Số: ……/……" in file.lines
    assert "V/v đôn đốc thực hiện Kế hoạch tuyên truyền CCHC năm 2024" in file.lines
    assert "Kính gửi: Văn phòng Sở" in file.lines


def test_each_task_says_what_is_missing_what_came_last_and_what_is_asked(file: WordFile) -> None:
    late = file.lines.index("Nhiệm vụ 1: Nhiệm vụ 1")
    assert file.lines[late:late + 5] == [
        "Nhiệm vụ 1: Nhiệm vụ 1", "Chưa có sản phẩm mới từ 10/03/2024.", "Chưa có: phóng sự.",
        "Bài 2024-03-10-tin-bai (10/03/2024)", "Thực hiện ngay; gửi sản phẩm hoặc giải trình.",
    ]
    assert "Có sản phẩm chậm nhất ngày 19/07/2024." in file.lines
    assert "01 nhiệm vụ chưa đạt yêu cầu của Kế hoạch và 01 nhiệm vụ sắp đến hạn" in file.text


def test_the_deadline_stands_in_the_request_and_tasks_that_only_fall_due_keep_theirs(file: WordFile) -> None:
    assert (
        "Đề nghị Văn phòng Sở gửi sản phẩm hoặc văn bản giải trình lý do chậm về Phòng Tổng hợp trước ngày 08/07/2024; "
        "nhiệm vụ sắp đến hạn: gửi sản phẩm đúng hạn nêu trên và báo lại tiến độ trong cùng thời gian, để tổng hợp"
    ) in file.text


def test_no_reason_for_delay_is_asked_for_what_only_falls_due() -> None:
    text = WordFile(render_dispatch(letter(
        make_output(date(2024, 4, 20), tasks=(1,)), make_output(date(2024, 4, 20), "phong-su", tasks=(1, 2)),
        make_output(date(2024, 6, 20), tasks=(2,)),
    ))).text
    assert "Có sản phẩm chậm nhất ngày 19/07/2024." in text
    assert "giải trình" not in text
    assert "gửi sản phẩm về Phòng Tổng hợp đúng hạn nêu trên; báo lại tiến độ trước ngày 08/07/2024, để" in text


@pytest.mark.parametrize("day", ["2024-05-01", "2024-06-30"])
def test_an_explanation_of_the_last_sixty_days_is_acknowledged_and_not_asked_again(day: str) -> None:
    file = WordFile(render_dispatch(letter(*OUTPUTS, explanations=(explained("2024-04-30"), explained(day)))))
    said = f"Đã có giải trình ngày {day[8:]}/{day[5:7]}/2024 (12/BC-SKHCN). Thực hiện ngay; gửi sản phẩm."
    assert said in file.lines
    assert "gửi sản phẩm về Phòng Tổng hợp trước ngày 08/07/2024" in file.text


@pytest.mark.parametrize("given", [explained("2024-04-30"), explained("2024-07-01"), explained("2024-06-30", 2)])
def test_an_older_or_later_explanation_or_one_of_another_task_does_not_count(given: Explanation) -> None:
    text = WordFile(render_dispatch(letter(*OUTPUTS, explanations=(given,)))).text
    assert "Đã có giải trình" not in text
    assert "Thực hiện ngay; gửi sản phẩm hoặc giải trình." in text


def test_explanations_given_after_the_plan_ended_are_acknowledged() -> None:
    given = (explained("2025-01-05"), explained("2025-01-06", 2, ""))
    file = WordFile(render_dispatch(letter(*OUTPUTS, day=date(2025, 1, 10), explanations=given)))
    assert "Đã có giải trình ngày 05/01/2025 (12/BC-SKHCN). Gửi tài liệu kiểm chứng (nếu có)." in file.lines
    assert "Đã có giải trình ngày 06/01/2025. Gửi tài liệu kiểm chứng (nếu có)." in file.lines
    assert "gửi tài liệu kiểm chứng (nếu có) về Phòng Tổng hợp" in file.text


def test_links_lead_to_the_task_and_its_last_product(file: WordFile) -> None:
    assert file.links[:2] == [
        ("Nhiệm vụ 1", "https://example.vn/ke-hoach/2024/nhiem-vu/1/"),
        ("Bài 2024-03-10-tin-bai", "https://example.vn/bai-viet/2024/2024-03-10-tin-bai/"),
    ]


def test_recipients_are_the_addressee_and_the_file(file: WordFile) -> None:
    assert [line for line in file.lines if line.startswith("- ")] == ["- Như trên;", "- Lưu: VT."]


def test_a_closed_plan_asks_for_explanations() -> None:
    text = WordFile(render_dispatch(letter(*OUTPUTS, day=date(2025, 1, 10)))).text
    assert "giải trình và tài liệu kiểm chứng (nếu có)" in text
    assert "tính đến ngày 31/12/2024" in text


def test_a_task_without_products_says_so_and_starter_data_is_marked() -> None:
    assert "Chưa có" in WordFile(render_dispatch(letter())).lines
    starter = make_output(date(2024, 3, 10), tasks=(1,), starter=True)
    assert WordFile(render_dispatch(letter(starter))).blanks == [f"({STARTER})"]


def test_the_same_letter_gives_the_same_bytes(file: WordFile) -> None:
    assert render_dispatch(letter(*OUTPUTS)) == file.data
