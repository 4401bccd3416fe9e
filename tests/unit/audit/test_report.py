"""An audit from site to text and JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cchc.audit.built import BuiltSite
from cchc.audit.report import audit_json, audit_text, place_words
from cchc.audit.rules import Rule
from cchc.audit.run import Report, audit_site
from cchc.errors import UsageError
from unit.audit.made import PAGE, make_site

COMMON = {"rule": "Phải có.", "source": "Văn bản thử", "certainty": "S", "fix": "Sửa đi."}
RULES = (
    Rule(id="tim", title="Ô tìm kiếm", severity="error", check="search-form", on=("post", "page"), **COMMON),
    Rule(id="nfc", title="Dựng sẵn", severity="error", check="nfc", **COMMON),
    Rule(id="tep", title="Có CSV", severity="warning", check="files", parameters={"patterns": ["*.csv"]}, **COMMON),
    Rule(id="cu", title="Đã bãi bỏ", severity="error", check="search-form", end=date(2020, 1, 1), **COMMON),
)
DAY = date(2024, 12, 31)


@pytest.fixture
def report(tmp_path) -> Report:
    """Three pages without a search form, and no CSV."""
    return audit_site(make_site(tmp_path), RULES, DAY)


def test_only_rules_in_force_are_looked_at(report):
    assert [result.rule.id for result in report.results] == ["tim", "nfc", "tep"]
    assert [result.rule.id for result in report.failed("error")] == ["tim"]
    assert [result.rule.id for result in report.failed("warning")] == ["tep"]
    assert [result.rule.id for result in report.passed] == ["nfc"]


def test_the_text_says_rule_places_remedy_and_source(report):
    assert audit_text(report) == """\
Lỗi: Ô tìm kiếm [tim]
  Quy định: Phải có.
  - không có ô tìm kiếm: bai-viet/2024/mot-bai/index.html, index.html, so-do-trang/index.html
  Cách sửa: Sửa đi.
  Nguồn: Văn bản thử (đã đối chiếu văn bản gốc)

Cảnh báo: Có CSV [tep]
  Quy định: Phải có.
  - không có tệp này: *.csv
  Cách sửa: Sửa đi.
  Nguồn: Văn bản thử (đã đối chiếu văn bản gốc)

Đối chiếu 3 trang của https://so.example.vn/cchc/ với 3 quy định có hiệu lực ngày 31/12/2024: đạt 1, lỗi 1, cảnh báo 1."""


def test_the_json_holds_every_rule_in_force(report):
    document = json.loads(audit_json(report))
    assert document["schema"] == "cchc.audit/1"
    assert (document["as_of"], document["pages"], document["counts"]) == ("2024-12-31", 3, {"passed": 1, "error": 1, "warning": 1})
    assert [item["passed"] for item in document["results"]] == [False, True, False]
    assert document["results"][2]["findings"] == [{"path": "*.csv", "what": "không có tệp này"}]


def test_a_rule_looks_only_at_pages_of_its_roles(tmp_path):
    rule = Rule(id="bai", title="Bài", severity="error", check="search-form", on=("post",), **COMMON)
    found = audit_site(make_site(tmp_path), [rule], DAY).results[0].findings
    assert [item.path for item in found] == ["bai-viet/2024/mot-bai/index.html"]


def test_a_rule_may_be_for_sites_that_have_a_file(tmp_path):
    rules = [Rule(id=name, title="", severity="error", check="nfc", when=name, **COMMON) for name in ("rss.xml", "co.xml")]
    assert [result.rule.id for result in audit_site(make_site(tmp_path), rules, DAY).results] == ["rss.xml"]


def test_many_places_are_counted():
    assert place_words(("a", "b", "c", "d", "e")) == "a, b, c và 2 trang khác"
    assert place_words(("a",)) == "a"


def test_a_folder_without_a_site_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="inv build"):
        BuiltSite(tmp_path)


@pytest.mark.parametrize(("data", "day"), [
    ('{"closed": false, "as_of": "2024-06-30"}', date(2024, 6, 30)), ('{"closed": true, "as_of": "2024-12-31"}', None),
])
def test_the_day_of_a_site_is_that_of_its_open_coverage(tmp_path, data, day):
    """The figures of a closed plan stop at its end and say nothing of the build's day."""
    assert make_site(tmp_path, **{"ke-hoach__2024__coverage_dot_json": data}).day == day


def test_the_address_of_an_internal_edition_is_known_too(tmp_path):
    html = PAGE.replace('name="DC.identifier" content', 'property="og:url" content')
    assert make_site(tmp_path, index_dot_html=html).base_url == "https://so.example.vn/cchc/"
