"""`inv audit` on built sites."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from support import ROOT, Run

PAGES = ROOT / ".cache" / "audit"


def page_of(stderr: str) -> str:
    """The page a run says it wrote, taken away after reading."""
    page = Path(next(line for line in stderr.splitlines() if line.startswith("Bản xem")).partition(": ")[2])
    assert page.parent.parent == PAGES
    html = page.read_text(encoding="utf-8")
    shutil.rmtree(page.parent)
    return html


def test_the_real_content_breaks_no_binding_rule(inv: Run, built: Path) -> None:
    """What the department has not confirmed, and what only a published build has, are warnings."""
    done = inv("audit", "--output", str(built), "--format", "json")
    assert done.returncode == 0, done.stdout
    document = json.loads(done.stdout)
    assert (document["schema"], document["as_of"], document["counts"]["error"]) == ("cchc.audit/1", "2024-12-31", 0)
    warned = {item["id"] for item in document["results"] if not item["passed"]}
    assert warned <= {"chan-trang", "trang-tim-kiem"}
    sources = {item["source"] for item in document["results"]}
    assert "Nghị định 42/2022/NĐ-CP" in sources
    assert not any("224/2026" in source for source in sources)
    assert "Đã đạt" in page_of(done.stderr)


def test_a_broken_page_is_an_error_with_its_place_and_a_page_for_the_office(inv: Run, built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built, site)
    page = site / "gioi-thieu/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", '<marquee>Tin</marquee><a href="./">Tại đây</a></main>'), encoding="utf-8")
    done = inv("audit", "--output", str(site))
    assert done.returncode == 1
    assert "có chữ chạy hoặc nhấp nháy (<marquee>): gioi-thieu/index.html" in done.stdout
    assert "liên kết “Tại đây” tới ./ không nói dẫn tới đâu: gioi-thieu/index.html" in done.stdout
    assert done.stderr.splitlines()[-1] == "Lỗi: 2 quy định bắt buộc chưa đạt."
    html = page_of(done.stderr)
    assert "&lt;marquee&gt;" in html
    assert "<marquee>" not in html


def test_what_is_no_site_or_format_is_wrong_usage(inv: Run, tmp_path: Path) -> None:
    for arguments, words in ((("--output", str(tmp_path)), "index.html"), (("--format", "xml"), "--format")):
        done = inv("audit", *arguments)
        assert done.returncode == 2
        assert words in done.stderr
        assert "Traceback" not in done.stderr
