"""The table that says under which heading of a report a channel or kind belongs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc.plan_file import parse_plan
from cchc.reports.channel_groups import load_grouping
from support import ROOT
from unit.test_coverage import make_output

GROUPING = load_grouping()


@pytest.mark.parametrize(("name", "group"), [
    ("Cổng thông tin điện tử của tỉnh", "portal"), ("Website của Trung tâm", "portal"),
    ("Báo Khoa học và Phát triển", "press"), ("Đài truyền thanh cơ sở", "press"), ("Họp báo quý", "press"),
    ("Hội nghị trực tuyến", "events"), ("CUỘC THI viết", "events"), ("Lớp tập huấn", "events"),
    ("Fanpage của Sở", "social"), ("Kênh YouTube", "social"),
    ("Bảng thông báo tại bộ phận một cửa", "print"), ("Tờ rơi", "print"), ("Bản tin nội bộ", "print"),
    ("Thư ngỏ", "other"), ("Phối hợp liên ngành", "other"),
])
def test_a_channel_is_placed_by_the_longest_of_its_whole_words(name: str, group: str) -> None:
    assert GROUPING.of_channel("kenh-la", name).id == group


def test_an_id_of_the_table_wins_over_the_name() -> None:
    assert GROUPING.of_channel("facebook", "Báo mạng").id == "social"


def test_every_channel_of_the_plan_has_its_place() -> None:
    plan = parse_plan("ke-hoach/2024.yaml", (ROOT / "content/ke-hoach/2024.yaml").read_bytes()).plan
    assert plan is not None
    found = {channel.id: GROUPING.of_channel(channel.id, channel.name).id for channel in plan.channels}
    assert found == {
        "cong-ttdt": "portal", "ban-tin-khcn": "print", "dai-phat-thanh-truyen-hinh": "press", "bao-hung-yen": "press",
        "bao-nhan-dan": "press", "thong-tan-xa-viet-nam": "press", "facebook": "social", "zalo": "social",
        "quang-cao-truyen-thong": "print", "hop-giao-ban": "events", "tap-huan": "events", "hoi-nghi": "events",
        "cuoc-thi-tim-hieu": "events",
    }


def test_an_output_stands_once_under_each_of_its_headings() -> None:
    kinds, channels = {"hoi-thao": "Hội thảo khoa học"}, {"zalo": "Zalo", "facebook": "Facebook"}
    output = make_output(date(2024, 5, 1), "hoi-thao", channels=("zalo", "facebook"))
    assert GROUPING.of_output(output, kinds, channels) == ("social", "events")
    alone = make_output(date(2024, 5, 1), "tin", channels=())
    assert GROUPING.of_output(alone, {}, {}) == ()


def test_documents_that_direct_the_work_are_documents_and_no_reports() -> None:
    assert set(GROUPING.directives) == {"ke-hoach", "quyet-dinh", "cong-van", "thong-bao"}
    assert set(GROUPING.directives) < set(GROUPING.documents)


def test_the_table_has_one_place_for_all_others_and_no_id_twice() -> None:
    assert [group.id for group in GROUPING.groups if group.other] == ["other"]
    ids = [channel for group in GROUPING.groups for channel in group.channels]
    assert len(ids) == len(set(ids))
    assert Path(ROOT / "plugins/cchc/reports/channel_groups.yaml").read_text(encoding="utf-8").startswith("# ")
