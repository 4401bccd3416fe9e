"""The digest of a week and of a longer period, from the office's content (test data)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cchc.examination import examine
from cchc.periods import parse_period, parse_week
from cchc.records.store import RecordStore
from cchc.reports.digest import MOST_IN_WEEK, MOST_OF_AREA, DigestView, build_digest, first_sentence
from cchc.reports.digest_docx import render_digest
from cchc.text import VIETNAM
from sites import office as sample
from support import write_post
from unit.reports.test_docx import OFFICE
from word_file import WordFile


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.write(tmp_path_factory.mktemp("office"))


def digest(content: Path, written: str = "2024-W23", day: str = "2024-06-30") -> DigestView:
    moment = datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=VIETNAM)
    examined = examine(content, moment, RecordStore(None))
    assert examined.loaded.errors == ()
    period = parse_week(written) if "W" in written else parse_period(written)
    return build_digest(examined.loaded.site, examined.bodies, period, OFFICE)


def titles(view: DigestView) -> list[str]:
    return [item.title for group in view.groups for item in group.items]


def test_a_week_lists_its_listed_posts_and_nothing_unpublished(content: Path) -> None:
    view = digest(content)
    assert titles(view) == ["trong-tuan", "ngoai-ke-hoach"]
    assert [group.title[:7] for group in view.groups] == ["Kết quả", "Cơ chế "]
    first = view.groups[0].items[0]
    assert (first.summary, first.opening) == ("Sở mở lớp tập huấn về thủ tục hành chính.", "")
    assert (first.unit, first.url) == (
        "Trung tâm Thông tin, thống kê và ứng dụng KH&CN", "https://example.vn/bai-viet/2024/trong-tuan/"
    )


def test_a_scheduled_post_belongs_to_the_week_it_appears_in(content: Path) -> None:
    assert titles(digest(content, "2024-W31", "2024-12-31")) == ["hen-gio"]
    assert titles(digest(content, "2024-W23", "2024-12-31")) == ["trong-tuan", "ngoai-ke-hoach"]


def test_the_week_says_what_is_late_or_due_in_the_next_two_weeks(content: Path) -> None:
    view = digest(content)
    assert [(step.task, step.late, step.day and step.day.isoformat()) for step in view.steps] == [
        (7, False, "2024-06-18"),
    ]
    assert digest(content, "2024-W25").steps[0].late


def test_a_bulletin_has_summaries_and_first_paragraphs_and_no_states(content: Path) -> None:
    view = digest(content, "2024-Q2")
    assert view.steps == ()
    item = next(item for group in view.groups for item in group.items if item.title == "trong-tuan")
    assert item.summary == "Sở mở lớp tập huấn về thủ tục hành chính. Câu hai."
    assert item.opening == "Đoạn đầu của bài trong tuần."
    file = WordFile(render_digest(view))
    assert "BẢN TIN CẢI CÁCH HÀNH CHÍNH" in file.lines
    assert "Việc cần làm" not in file.text


@pytest.mark.parametrize(("first", "summary", "opening"), [
    ("Danh mục thủ tục hành chính ở bảng dưới đây.", "Sở công bố danh mục.", ""),
    ("Lớp học mở trong ba ngày. Nội dung gồm:", "Sở mở lớp tập huấn.", ""),
    ("Sở Khoa học và Công nghệ mở lớp tập huấn về một cửa cho công chức.", "Sở Khoa học và Công nghệ mở lớp tập huấn về một cửa.", ""),
    ("Ba mươi công chức dự lớp tại hội trường tầng hai.", "Sở mở lớp tập huấn về một cửa.",
     "Ba mươi công chức dự lớp tại hội trường tầng hai."),
])
def test_first_paragraphs_stand_alone_and_say_something_more(
    tmp_path: Path, first: str, summary: str, opening: str
) -> None:
    content = sample.write(tmp_path)
    write_post(content, "2024-06-03", "bai", f"tasks: [2]\nsummary: {summary}", f"{first}\n\n- một\n- hai")
    item = next(item for group in digest(content, "2024-Q2").groups for item in group.items if item.title == "bai")
    assert (item.summary, item.opening) == (summary, opening)


@pytest.mark.parametrize(("first", "summary"), [
    ("Lớp học mở trong ba ngày. Nội dung gồm:", "Lớp học mở trong ba ngày."), ("Nội dung gồm các phần sau đây:", ""),
])
def test_without_a_summary_the_sentences_that_stand_alone_are_taken(tmp_path: Path, first: str, summary: str) -> None:
    content = sample.write(tmp_path)
    write_post(content, "2024-06-03", "bai", "tasks: [2]", f"{first}\n\n- một\n- hai")
    items = [item for group in digest(content, "2024-Q2").groups for item in group.items if item.title == "bai"]
    assert [(item.summary, item.opening) for item in items] == [(summary, "")]
    WordFile(render_digest(digest(content, "2024-Q2")))


def test_products_that_are_no_posts_are_counted_and_referred_to_the_report(content: Path) -> None:
    view = digest(content, "2024-Q2")
    assert view.logged == 4
    assert (
        "Bản tin chỉ gồm tin, bài đăng trên chuyên mục. Ngoài ra có 04 sản phẩm khác ghi trong sổ theo dõi (hội nghị, báo, "
        "đài…): xem báo cáo."
    ) in WordFile(render_digest(view)).lines
    assert digest(content, "2024-Q2", "2024-05-19").logged == 2
    assert "sổ theo dõi" not in WordFile(render_digest(digest(content))).text


def test_a_week_without_posts_says_so(content: Path) -> None:
    file = WordFile(render_digest(digest(content, "2024-W10")))
    assert "Trong tuần chưa có tin, bài được đăng trên chuyên mục." in file.lines
    later = WordFile(render_digest(digest(content, "2024-W40")))
    assert "Tính đến ngày 30/06/2024 kỳ điểm tin chưa bắt đầu." in later.lines


def test_many_posts_are_cut_short_with_a_link_to_the_rest(tmp_path: Path) -> None:
    content = sample.write(tmp_path)
    for number in range(20):
        write_post(content, "2024-06-03", f"bai-{number:02d}", "tasks: [2]")
    week, quarter = digest(content), digest(content, "2024-Q2")
    assert (len(titles(week)), week.more, week.count) == (MOST_IN_WEEK, 22 - MOST_IN_WEEK, 22)
    assert ("10 tin khác", "https://example.vn/bai-viet/") in WordFile(render_digest(week)).links
    group = next(group for group in quarter.groups if group.more)
    assert (len(group.items), group.more) == (MOST_OF_AREA, 21 - MOST_OF_AREA)
    assert ("13 tin khác", "https://example.vn/ke-hoach/2024/noi-dung/d/") in WordFile(render_digest(quarter)).links


def test_the_weekly_digest_holds_title_span_and_tasks(content: Path) -> None:
    file = WordFile(render_digest(digest(content)))
    assert "ĐIỂM TIN CẢI CÁCH HÀNH CHÍNH" in file.lines
    assert "Tuần 23 năm 2024" in file.lines
    assert "(từ ngày 03/06/2024 đến ngày 09/06/2024)" in file.lines
    assert "Nhiệm vụ chậm hoặc đến hạn trước hết ngày 23/06/2024" in file.text
    assert "Có sản phẩm chậm nhất ngày 18/06/2024" in file.lines
    assert file.data == render_digest(digest(content))


@pytest.mark.parametrize(("text", "sentence"), [
    ("Một câu duy nhất", "Một câu duy nhất"),
    ("Lớp tập huấn mở tại TP. Hưng Yên trong tháng sáu. Câu sau.", "Lớp tập huấn mở tại TP. Hưng Yên trong tháng sáu."),
    ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 đã được phổ biến. Đơn vị dự.", "Nghị quyết số 76/NQ-CP ngày 15/7/2021 đã được phổ biến."),
    ("Sở đã làm gì để người dân đỡ phải đi lại nhiều lần? Xem bài.", "Sở đã làm gì để người dân đỡ phải đi lại nhiều lần?"),
])
def test_a_summary_is_cut_after_its_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    cut = first_sentence("chữ " * 100)
    assert len(cut) <= 200
    assert cut.endswith("chữ…")
