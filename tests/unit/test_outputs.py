"""Which posts, attachments and log rows are outputs of a plan."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cchc.outputs import collect_outputs, measure_site
from cchc.site import Site, load_site
from cchc.text import VIETNAM
from support import make_plan, write_post

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    return tmp_path


def load(content: Path, moment: datetime = END) -> Site:
    loaded = load_site(content, moment)
    assert loaded.errors == ()
    return loaded.site


def outputs_of(site: Site) -> dict[str, tuple[str, str]]:
    return {output.title: (output.origin, output.kind) for output in collect_outputs(site, site.plans[0])}


def test_an_attachment_counts_beside_its_post_only_with_a_kind(content: Path) -> None:
    write_post(content, "2024-03-05", "a", "tasks: [1]\nattachments:\n  - {file: tep/x.pdf, title: Có, kind: ke-hoach}\n"
               "  - {file: tep/y.pdf, title: Không}")
    assert outputs_of(load(content)) == {"a": ("post", "tin-bai"), "Có": ("attachment", "ke-hoach")}


@pytest.mark.parametrize(("front", "counts"), [
    ("status: draft", False), ("status: review", False), ("publish_at: 2025-01-02", False), ("expires: 2024-04-01", True),
    ("withdrawn: {date: 2024-04-01}", True),
])
def test_states_that_may_count(content: Path, front: str, counts: bool) -> None:
    write_post(content, "2024-03-05", "a", f"tasks: [1]\n{front}")
    assert bool(outputs_of(load(content))) is counts


def test_a_withdrawn_post_stops_counting_from_its_day(content: Path) -> None:
    write_post(content, "2024-03-05", "a", "tasks: [1]\nwithdrawn: {date: 2024-04-01}")
    before = measure_site(load(content, datetime(2024, 3, 31, 23, tzinfo=VIETNAM)))["2024"]
    after = measure_site(load(content, datetime(2024, 4, 1, 23, tzinfo=VIETNAM)))["2024"]
    assert (len(before.outputs), len(after.outputs)) == (1, 0)


def test_log_rows_and_posts_count_together_and_starters_are_marked(content: Path) -> None:
    log = content / "so-theo-doi"
    log.mkdir()
    rows = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Ghi chú\n05/03/2024,Bài báo,Tin,1;2,Dòng khởi tạo\n"
    (log / "2024.csv").write_text(rows, encoding="utf-8")
    write_post(content, "2024-03-06", "a", "tasks: [1]")
    coverage = measure_site(load(content))["2024"]
    assert [len(task.outputs) for task in coverage.tasks][:2] == [2, 1]
    assert len(coverage.planned_outputs) == 2
    assert coverage.has_starter
    assert [output.starter for output in coverage.outputs] == [True, False]


def test_number_and_day_of_a_logged_document_are_those_of_the_output(content: Path) -> None:
    log = content / "so-theo-doi"
    log.mkdir()
    rows = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Số ký hiệu,Ngày văn bản\n05/03/2024,Kế hoạch thử,Kế hoạch,1,12/KH-VP,01/03/2024\n"
    (log / "2024.csv").write_text(rows, encoding="utf-8")
    site = load(content)
    (output,) = collect_outputs(site, site.plans[0])
    assert (output.number, output.document_date) == ("12/KH-VP", date(2024, 3, 1))


def test_a_post_without_a_task_is_outside_the_plan_and_counts_in_its_area(content: Path) -> None:
    write_post(content, "2024-03-05", "a", "areas: [đ]")
    coverage = measure_site(load(content))["2024"]
    assert [output.title for output in coverage.unplanned] == ["a"]
    assert {letter: len(found) for letter, found in coverage.areas.items() if found} == {"đ": 1}
