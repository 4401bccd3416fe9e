"""Where lists lead on."""

from __future__ import annotations

import re
from pathlib import Path

from support import ROOT, run_inv, write_post


def hrefs(path: Path, label: str) -> list[str]:
    html = path.read_text(encoding="utf-8")
    section = re.search(rf'<h2[^>]*>{label}</h2>\n<ul class="c-plain">(.*?)</ul>', html, re.DOTALL)
    return re.findall(r'href="(?:\.\./)+([^"]*)"', section[1]) if section else []


def test_a_topic_leads_to_its_contents_and_tasks(built: Path) -> None:
    page = built / "linh-vuc/the-che/index.html"
    assert hrefs(page, "Nội dung của Kế hoạch năm 2024")
    assert all(url.startswith("ke-hoach/2024/noi-dung/") for url in hrefs(page, "Nội dung của Kế hoạch năm 2024"))
    assert all(url.startswith("ke-hoach/2024/nhiem-vu/") for url in hrefs(page, "Nhiệm vụ của Kế hoạch năm 2024"))


def test_a_unit_leads_to_the_tasks_it_leads_and_supports(built: Path) -> None:
    page = built / "don-vi/trung-tam-thong-tin/index.html"
    leads, supports = (hrefs(page, f"{word} trong Kế hoạch năm 2024") for word in ("Chủ trì", "Phối hợp"))
    plan = (ROOT / "content/ke-hoach/2024.yaml").read_text(encoding="utf-8")
    written = {kind: len(re.findall(rf"^    {kind}: \[[^\]]*trung-tam-thong-tin", plan, re.MULTILINE))
               for kind in ("lead", "support")}
    assert (len(leads), len(supports)) == (written["lead"], written["support"])
    assert leads


def test_every_post_is_in_the_list_of_its_month_and_the_year_leads_there(built: Path) -> None:
    html = (built / "theo-nam/2024/index.html").read_text(encoding="utf-8")
    months = re.findall(r'href="(?:\.\./)+([^"]*)"', re.search(r'aria-label="Theo tháng">(.*?)</nav>', html, re.DOTALL)[1])
    assert months == sorted(months, reverse=True)
    for post in sorted((ROOT / "content/bai-viet/2024").glob("*.md")):
        _, month, _, slug = post.stem.split("-", 3)
        assert f"theo-nam/2024/{month}/" in months
        assert f"bai-viet/2024/{slug}/" in (built / f"theo-nam/2024/{month}/index.html").read_text(encoding="utf-8")


def test_a_byline_stands_under_the_text_as_in_papers(tmp_path: Path) -> None:
    """The same person for text and pictures is named once, by what papers call the text."""
    content = tmp_path / "content"
    (content / "ke-hoach").mkdir(parents=True)
    (content / "ke-hoach/2024.yaml").write_bytes((ROOT / "content/ke-hoach/2024.yaml").read_bytes())
    write_post(content, "2024-05-10", "mot", "areas: [a]\nkind: tin\nauthor: Người thử\nphoto_credit: Người thử")
    write_post(content, "2024-05-11", "hai", "areas: [a]\nauthor: Người thử\nphoto_credit: Người khác")
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    one, two = ((output / f"bai-viet/2024/{slug}/index.html").read_text(encoding="utf-8") for slug in ("mot", "hai"))
    assert '<p class="c-byline__author">Tin, ảnh: Người thử</p>' in one
    assert "Ảnh: Người thử" not in one
    assert '<p class="c-byline__author">Người thử</p>' in two
    assert "Ảnh: Người khác" in two


def test_a_post_read_aloud_has_its_player_and_the_size_of_the_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "ke-hoach").mkdir(parents=True)
    (content / "ke-hoach/2024.yaml").write_bytes((ROOT / "content/ke-hoach/2024.yaml").read_bytes())
    (content / "tep").mkdir()
    (content / "tep/doc-bai.mp3").write_bytes(b"ID3" + bytes(1_200_000))
    write_post(content, "2024-05-10", "mot", "areas: [a]\nam_thanh: tep/doc-bai.mp3")
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    html = (output / "bai-viet/2024/mot/index.html").read_text(encoding="utf-8")
    assert "Nghe bài này (MP3, 1,2 MB)" in html
    assert '<audio class="c-audio__player" controls preload="none" src="../../../tep/doc-bai.mp3">' in html
    assert (output / "tep/doc-bai.mp3").stat().st_size == 1_200_003
