"""The office's settings as Pelican reads them: right ones, wrong keys, wrong closing days, wrong addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc.errors import UsageError
from cchc.hooks.office import read_office
from cchc.periods import CALENDAR, CutOff
from cchc.reports.office import Office
from support import ROOT


def settings(folder: Path, **changes: object) -> Path:
    """A settings file with the few values the office's commands read; test data."""
    values = {
        "SITEURL": "https://example.vn/cchc", "CCHC_AGENCY": "Sở thử", "CCHC_PARENT_AGENCY": "UBND tỉnh thử",
        "CCHC_OFFICE": {"place": "Hưng Yên", "recipients": ["Lưu: VT", "UBND tỉnh"], "reply_days": 3},
        "CCHC_CUT_OFFS": [("2025-01-01", 14)], **changes,
    }
    target = folder / "thu.conf.py"
    target.write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()), encoding="utf-8")
    return target


def test_the_project_s_own_settings_are_read():
    """Those that come with the project make a whole Office, with a slash after its address."""
    office = read_office(ROOT / "pelican.conf.py")
    assert (office.agency, office.unit, office.reply_days) == ("Sở Khoa học và Công nghệ", "Văn phòng Sở", 5)
    assert office.base_url == "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/"
    assert office.cut_offs[0] == CALENDAR[0]


def test_what_is_not_set_is_left_blank(tmp_path):
    """Blank values are for the clerk; recipients and closing days are read into tuples."""
    assert read_office(settings(tmp_path)) == Office(
        agency="Sở thử", parent_agency="UBND tỉnh thử", base_url="https://example.vn/cchc/", place="Hưng Yên",
        recipients=("Lưu: VT", "UBND tỉnh"), reply_days=3, cut_offs=(*CALENDAR, CutOff(since=date(2025, 1, 1), day=14)),
    )
    assert read_office(settings(tmp_path, CCHC_OFFICE={})).recipients == ()


@pytest.mark.parametrize("office", [
    {"ky_ten": "A"}, {"agency": "Sở khác"}, {"base_url": "x"}, {"cut_offs": []}, {"Place": "Hưng Yên"},
])
def test_a_wrong_key_is_wrong_usage_that_lists_the_keys(tmp_path, office):
    """Settings are written by hand: a slip names the setting, the file and what it takes."""
    with pytest.raises(UsageError) as error:
        read_office(settings(tmp_path, CCHC_OFFICE=office))
    message = str(error.value)
    assert message.startswith("CCHC_OFFICE trong thu.conf.py chỉ nhận: ")
    assert all(key in message for key in ("unit", "place", "report_symbol", "signer", "recipients", "reply_days"))
    assert not [name for name in ("base_url", "cut_offs", "agency") if name in message.partition("chỉ nhận")[2]]


def test_one_line_of_recipients_need_not_be_a_list(tmp_path):
    """A text is one recipient, not its letters."""
    assert read_office(settings(tmp_path, CCHC_OFFICE={"recipients": "Lưu: VT"})).recipients == ("Lưu: VT",)


@pytest.mark.parametrize("days", [0, -1, "5", 2.5, None])
def test_days_to_answer_are_a_whole_number(tmp_path, days):
    """At least one working day."""
    with pytest.raises(UsageError, match="reply_days"):
        read_office(settings(tmp_path, CCHC_OFFICE={"reply_days": days}))


@pytest.mark.parametrize("rules", [
    [("2025-01-01", 31)], [("2025-01-01", 0)], [("01/01/2025", 14)], [("2025-01-01", "14")], ["2025-01-01"], [14],
])
def test_a_wrong_closing_day_names_its_setting(tmp_path, rules):
    """The 31st is no day of every month; dates are written year first."""
    with pytest.raises(UsageError, match="CCHC_CUT_OFFS"):
        read_office(settings(tmp_path, CCHC_CUT_OFFS=rules))


@pytest.mark.parametrize("address", ["", "example.vn", "ftp://example.vn", "https://", "https://example.vn/?a=1",
                                     "https://example.vn/a;b{c}", "https://example.vn/$1"])
def test_an_address_that_is_not_whole_is_refused(tmp_path, address):
    """Links of reports must open for those who receive them."""
    with pytest.raises(UsageError, match="--base-url"):
        read_office(settings(tmp_path, SITEURL=address))
