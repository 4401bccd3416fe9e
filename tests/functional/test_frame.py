"""A settings file of a portal: its own header, footer, measuring, rating and links around the section."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cchc.audit.built import BuiltSite
from cchc.audit.rules import load_rules
from cchc.audit.run import audit_site
from support import ROOT, clean_environment, make_plan, run_inv, write_post

POST = "bai-viet/2024/bai/index.html"
MEASURING = '<script src="https://do.example.vn/a.js" async></script>\n<script>\nvar đo = 1;\n</script>'
SETTINGS = """\
import runpy

globals().update(runpy.run_path({conf!r}))
PATH, OUTPUT_PATH, CACHE_PATH, CCHC_AS_OF = {content!r}, {output!r}, {cache!r}, "2024-06-30"
THEME, PLUGIN_PATHS = {theme!r}, [{plugins!r}]
{more}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan and one post; no standing page."""
    folder = tmp_path_factory.mktemp("content")
    make_plan(folder)
    write_post(folder, "2024-05-10", "bai", "areas: [a]")
    return folder


def build(tmp_path: Path, content: Path, more: str) -> subprocess.CompletedProcess[str]:
    """Run Pelican itself on a settings file that changes ours with `more`."""
    conf = tmp_path / "cong.conf.py"
    text = SETTINGS.format(
        conf=str(ROOT / "pelican.conf.py"), content=str(content), output=str(tmp_path / "o"), more=more,
        cache=str(tmp_path / "cache"), theme=str(ROOT / "theme"), plugins=str(ROOT / "plugins"),
    )
    conf.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pelican", "-s", str(conf)], cwd=tmp_path, env=clean_environment(),
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )


def portal(tmp_path: Path, content: Path, more: str = "") -> Path:
    """The output of a portal that has everything of its own."""
    for name, html in (("dau", "<header>Đầu trang cổng</header>"), ("chan", "<footer>Chân trang cổng</footer>"),
                       ("do", MEASURING)):
        (tmp_path / f"{name}.html").write_text(f"{html}\n", encoding="utf-8")
    own = {
        "header": str(tmp_path / "dau.html"), "footer": str(tmp_path / "chan.html"), "logo": "",
        "measuring": str(tmp_path / "do.html"), "links": [("Về cổng", "https://example.vn/")],
        "rating_url": "https://example.vn/danh-gia",
    }
    done = build(tmp_path, content, f"CCHC_PORTAL = {own!r}\n{more}")
    assert done.returncode == 0, done.stdout + done.stderr
    return tmp_path / "o"


def test_the_portals_own_parts_stand_on_every_page_and_ours_do_not(tmp_path: Path, content: Path) -> None:
    output = portal(tmp_path, content)
    for path in ("index.html", POST, "ke-hoach/2024/index.html", "404.html"):
        html = (output / path).read_text(encoding="utf-8")
        assert html.count("<header>Đầu trang cổng</header>") == html.count("<footer>Chân trang cổng</footer>") == 1
        assert "c-header__agency" not in html
        assert "c-footer__who" not in html
        assert html.count("Đơn vị phụ trách: Văn phòng Sở</p>") == 1
        assert "c-menu__link" in html
        assert ">Về cổng" in html
    post = (output / POST).read_text(encoding="utf-8")
    assert MEASURING in post
    assert 'action="https://example.vn/danh-gia"' in post
    assert "Cần làm thủ tục?" in post
    assert "c-rating" not in (output / "index.html").read_text(encoding="utf-8")


def test_a_page_that_is_not_for_search_engines_is_not_measured(tmp_path: Path, content: Path) -> None:
    assert MEASURING not in (portal(tmp_path, content) / "404.html").read_text(encoding="utf-8")


def test_nothing_of_the_internal_edition_is_measured_or_rated(tmp_path: Path, content: Path) -> None:
    output = portal(tmp_path, content, 'CCHC_COVERAGE = "full"')
    pages = [path.read_text(encoding="utf-8") for path in output.rglob("*.html")]
    assert [text for text in pages if "do.example.vn" in text or "c-rating" in text] == []


def test_without_settings_the_frame_is_ours_and_nothing_is_measured_or_asked(tmp_path: Path, content: Path) -> None:
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-06-30")
    assert done.returncode == 0, done.stderr
    post = (output / POST).read_text(encoding="utf-8")
    assert "c-header__agency" in post
    assert "c-footer__who" in post
    assert not re.search(r"c-portal|c-rating|<form[^>]*method=\"post\"", post)
    assert re.findall(r"<script[^>]*src=\"(?!\.\./)[^\"]*", post) == []


def test_the_menu_has_no_entry_for_a_page_that_is_not_there(tmp_path: Path, content: Path) -> None:
    done = build(tmp_path, content, "")
    assert done.returncode == 0, done.stdout + done.stderr
    html = (tmp_path / "o" / "index.html").read_text(encoding="utf-8")
    assert "Kế hoạch</a>" in html
    assert "gioi-thieu" not in html


def test_a_fragment_that_is_not_there_is_said_with_its_setting(tmp_path: Path, content: Path) -> None:
    own = {"header": "khong-co.html", "footer": "", "measuring": "", "logo": "", "links": [], "rating_url": ""}
    done = build(tmp_path, content, f"CCHC_PORTAL = {own!r}")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "khong-co.html" in said
    assert "CCHC_PORTAL" in said
    assert not (tmp_path / "o").exists()


def test_an_audit_takes_what_the_settings_allow_the_portal(tmp_path: Path, content: Path) -> None:
    """Its measuring script by hash, the script's host, and its stylesheet on the section's own host."""
    (tmp_path / "kieu.html").write_text(
        '<link rel="stylesheet" href="https://skhcn.hungyen.gov.vn/cong.css"><header>Đầu trang cổng</header>', encoding="utf-8")
    more = f"CCHC_PORTAL['header'] = {str(tmp_path / 'kieu.html')!r}"
    output = portal(tmp_path, content, f"CCHC_SERVER = {{'measuring_hosts': ['https://do.example.vn']}}\n{more}")
    assert failed(output) & {"khong-ma-trong-trang", "khong-ben-thu-ba"} == set()
    assert failed(portal(tmp_path, content)) & {"khong-ma-trong-trang", "khong-ben-thu-ba"} == {"khong-ben-thu-ba"}


def failed(output: Path) -> set[str]:
    """Rules that do not hold for a built site."""
    results = audit_site(BuiltSite(output), load_rules(), date(2026, 8, 1)).results
    return {result.rule.id for result in results if result.findings}
