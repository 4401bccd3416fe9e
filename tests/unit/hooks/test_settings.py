"""The settings file: faults of its writer are told as such, with their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.cli import build, chase, digest, edit, options, publish, report
from cchc.errors import UsageError
from cchc.hooks.settings import check_address, check_portal_address, check_settings, load_settings, read_links
from cchc.pages.parts import Link
from support import ROOT

OURS = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
BUILD = {"content": "", "base_url": "", "as_of": ""}
EDITION = {"output": "", "internal": False, "coverage": "", "publish": False, "jobs": "", "full": False, "cache": ""}
COMMANDS: dict[str, Callable[[Path], None]] = {
    "build": lambda out: build.build(**BUILD, **EDITION | {"output": str(out)}),
    "deploy": lambda out: publish.deploy(to=str(out), content="", base_url="", as_of="", force=False),
    "preview": lambda _out: edit.preview(port="", content="", as_of=""),
    "report": lambda _out: report.report(
        period="2024-Q1", from_="", to="", as_of="", plan="", by="", out="", paragraph=False, content=""),
    "chase": lambda _out: chase.chase(unit="", plan="", as_of="", out="", content="", before=""),
    "digest": lambda _out: digest.digest(week="", period="", as_of="", out="", content=""),
}


def written(folder: Path, text: str) -> Path:
    target = folder / "thu.conf.py"
    target.write_text(text, encoding="utf-8")
    return target


def test_the_project_s_own_settings_are_whole_and_of_their_kinds() -> None:
    settings = load_settings(ROOT / "pelican.conf.py")
    check_settings(settings, whole=True)
    assert settings["CCHC_PER_PAGE"] == 20


@pytest.mark.parametrize(("text", "said"), [
    ("A = 1\nB = [1,\nC = 2\n", r"thu\.conf\.py dòng \d: sai cú pháp"),
    ("A = 1\nB = khong_co\n", r"thu\.conf\.py dòng 2: .*NameError"),
    ("import khong_co_goi_nay\n", r"thu\.conf\.py dòng 1: "),
    ("CCHC_PERPAGE = 20\n", r"CCHC_PERPAGE; có phải CCHC_PER_PAGE\?"),
    ("CCHC_XYZ_ABCDEF = 20\n", "CCHC_XYZ_ABCDEF; chỉ nhận: .*CCHC_PER_PAGE"),
    ('CCHC_PER_PAGE = "hai mươi"\n', "CCHC_PER_PAGE phải là số nguyên từ 1.*hai mươi"),
    ("CCHC_PER_PAGE = 0\n", "CCHC_PER_PAGE"), ("CCHC_PER_PAGE = True\n", "CCHC_PER_PAGE"),
    ("CCHC_PUBLISH = 1\n", "CCHC_PUBLISH phải là True hoặc False"), ("SITENAME = None\n", "SITENAME phải là chữ"),
    ("CCHC_MENU = 'bai-viet/'\n", "CCHC_MENU phải là danh sách"), ("CCHC_PORTAL = ''\n", "CCHC_PORTAL phải là nhóm"),
])
def test_a_fault_of_the_file_is_wrong_usage_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_settings(written(tmp_path, text))


def test_a_name_that_is_wanting_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, "SITENAME = 'x'\nCCHC_JOBS = None\n"))
    with pytest.raises(UsageError, match="thiếu CCHC_AGENCY"):
        settings["CCHC_AGENCY"]
    with pytest.raises(UsageError, match="thiếu SITEURL"):
        check_settings(settings, whole=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_reads_the_settings_tells_a_misspelt_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Exit 2, and nothing is built."""
    monkeypatch.setattr(options, "SETTINGS_FILE", written(tmp_path, OURS.replace("CCHC_PER_PAGE", "CCHC_PERPAGE")))
    with pytest.raises(UsageError, match="CCHC_PERPAGE"):
        COMMANDS[name](tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("url", ["https://a.vn", "http://a.vn:8080/x?y=1#z", "mailto:a@b.vn", "tel:+84221", "/a/", "a/b/", ""])
def test_addresses_that_a_page_may_lead_to(url: str) -> None:
    assert check_address("X", url) == url


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JAVASCRIPT:x", "htp://x", "//a.vn", "https://", "a b", "www.a.vn/x",
                                 "data:text/html,x", 'https://a.vn/"x', "mailto:a", "tel:abc"])
def test_addresses_that_no_page_may_lead_to(url: str) -> None:
    with pytest.raises(UsageError, match=r"^X"):
        check_address("X", url)


def test_the_portal_has_an_address_of_the_web() -> None:
    assert [check_portal_address("CCHC_PORTAL_URL", url) for url in ("https://a.vn/", "/")] == ["https://a.vn/", "/"]
    for url in ("", "skhcn.hungyen.gov.vn", "mailto:a@b.vn", "javascript:x", "https://a b/"):
        with pytest.raises(UsageError, match="CCHC_PORTAL_URL"):
            check_portal_address("CCHC_PORTAL_URL", url)


def test_links_are_pairs_of_texts() -> None:
    assert read_links("X", [("a", "b/"), ["c", "/d"]]) == (Link(title="a", url="b/"), Link(title="c", url="/d"))
    for item in ("ab", 5, ("a",), ("a", 5)):
        with pytest.raises(UsageError, match=r"^X: mỗi mục"):
            read_links("X", [item])
