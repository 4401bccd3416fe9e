"""The dated rule set: the project's own is sound, and faults of a changed one are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from cchc.audit.checks import PAGE_CHECKS, SITE_CHECKS
from cchc.audit.rules import CERTAINTY, ROLES, RULES_FILE, in_force, load_rules
from cchc.errors import UsageError

RULE = {
    "id": "thu", "title": "Thử", "rule": "Phải thử.", "source": "Văn bản thử", "certainty": "C", "severity": "error",
    "check": "nfc", "fix": "Sửa.",
}


def write(folder: Path, *rules: object) -> Path:
    """A rule set; test data."""
    target = folder / "rules.yaml"
    target.write_text(yaml.safe_dump(list(rules), allow_unicode=True), encoding="utf-8")
    return target


def test_every_rule_names_a_check_a_source_and_sane_days():
    rules = load_rules()
    assert len({rule.id for rule in rules}) == len(rules) > 30
    for rule in rules:
        assert rule.check in {**PAGE_CHECKS, **SITE_CHECKS}, rule.id
        assert rule.certainty in CERTAINTY
        assert set(rule.on) <= set(ROLES)
        assert all(text.strip() for text in (rule.title, rule.rule, rule.source, rule.fix))
        assert rule.start is None or date(2010, 1, 1) < rule.start < date(2030, 1, 1), rule.id
        assert rule.end is None or (rule.start or date(2010, 1, 1)) <= rule.end, rule.id


def test_every_check_serves_a_rule():
    assert {rule.check for rule in load_rules()} == {*PAGE_CHECKS, *SITE_CHECKS}


@pytest.mark.parametrize(("day", "named", "gone"), [
    (date(2026, 6, 30), "Nghị định 42/2022/NĐ-CP", "Nghị định 224/2026/NĐ-CP"),
    (date(2026, 7, 1), "Nghị định 224/2026/NĐ-CP", "Nghị định 42/2022/NĐ-CP"),
])
def test_the_decree_in_force_is_the_one_of_the_day(day, named, gone):
    """Nghị định 224/2026/NĐ-CP repealed 42/2022 from 01/7/2026."""
    sources = " ".join(rule.source for rule in in_force(load_rules(), day))
    assert named in sources
    assert gone not in sources


@pytest.mark.parametrize(("day", "severity"), [(date(2024, 4, 4), "error"), (date(2024, 4, 5), "warning")])
def test_dublin_core_became_good_practice_when_its_circular_expired(day, severity):
    """Thông tư 24/2011/TT-BTTTT expired on 05/4/2024."""
    assert [rule.severity for rule in in_force(load_rules(), day) if rule.title == "Siêu dữ liệu Dublin Core"] == [severity]


def test_a_new_rule_is_data_and_a_named_check(tmp_path):
    file = write(tmp_path, {**RULE, "from": date(2026, 1, 1), "to": date(2026, 12, 31), "on": ["post"], "parameters": {"a": 1}})
    rule, = load_rules(file)
    assert (rule.on, rule.parameters) == (("post",), {"a": 1})
    assert [rule.holds(day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        False, True, True, False]


@pytest.mark.parametrize(("rules", "message"), [
    ([{**RULE, "check": "nfd"}], "quy định thu: check không có `nfd`; chỉ nhận: address, alternatives"),
    ([{**RULE, "severity": "nang"}], "quy định thu: severity không có `nang`"),
    ([{**RULE, "certainty": "X"}], "certainty không có `X`"), ([{**RULE, "on": ["bai"]}], "on không có `bai`"),
    ([{**RULE, "from": "01/7/2026"}], "from phải là ngày viết như 2026-07-01, đang là `01/7/2026`"),
    ([{**RULE, "from": date(2026, 1, 2), "to": date(2026, 1, 1)}], "trước khi có hiệu lực"),
    ([{key: value for key, value in RULE.items() if key != "fix"}], "quy định thu: thiếu fix"),
    ([{**RULE, "ghi_chu": "x"}], "có khóa lạ ghi_chu"), ([RULE, RULE], "hai quy định cùng mã thu"), (["thu"], "khóa: giá trị"),
])
def test_a_fault_in_the_rules_is_told_with_its_rule(tmp_path, rules, message):
    with pytest.raises(UsageError) as error:
        load_rules(write(tmp_path, *rules))
    assert message in str(error.value)


@pytest.mark.parametrize("text", ["a: 1", "{", ""])
def test_what_is_no_list_of_rules_is_refused(tmp_path, text):
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="quy định"):
        load_rules(tmp_path / "rules.yaml")
    with pytest.raises(UsageError, match="Không đọc được"):
        load_rules(tmp_path / "khong-co.yaml")


def test_the_rules_lie_in_the_package():
    assert RULES_FILE.is_file()
