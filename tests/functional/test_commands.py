"""Writing, checking and publishing as editors and operators do it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from support import ROOT, make_plan, run_inv, tree, write_post


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the real plan and one post."""
    folder = tmp_path / "content"
    make_plan(folder)
    write_post(folder, "2024-03-05", "mot-bai", "tasks: [1]")
    return folder


@pytest.mark.parametrize("wish", [
    ("--title", "Công khai thủ tục: đợt 1", "--task", "3", "--area", "đ", "--date", "5/6/2024"),
    ("--title", 'Nói "thẳng" # với dân', "--date", "2024-06-05", "--unit", "văn phòng sở", "--kind", "phong-su"),
    ("--title", "Không thuộc kế hoạch", "--date", "2023-06-05"),
    ("--title", "ĐẶC BIỆT!", "--task", "5", "--area", "dd", "--date", "05/06/2024"),
], ids=["task", "signs", "no-plan", "upper"])
def test_new_writes_a_post_that_passes_check(content: Path, wish: tuple[str, ...]) -> None:
    made = run_inv("new", *wish, "--content", str(content))
    assert made.returncode == 0, made.stderr
    path = Path(re.search(r"(/.+\.md)", made.stdout)[1])
    assert path.is_file()
    checked = json.loads(run_inv("check", "--content", str(content), "--format", "json").stdout)
    assert [problem for problem in checked["problems"] if problem["severity"] == "error"] == []
    assert checked["files"][path.relative_to(content).as_posix()] == "draft"


def test_new_never_writes_over_a_post(content: Path) -> None:
    first = run_inv("new", "--title", "Một bài", "--date", "2024-03-06", "--content", str(content))
    second = run_inv("new", "--title", "Một bài", "--date", "2024-03-06", "--content", str(content))
    assert first.returncode == second.returncode == 0
    names = sorted(path.name for path in (content / "bai-viet/2024").iterdir())
    assert names == ["2024-03-05-mot-bai.md", "2024-03-06-mot-bai-2.md", "2024-03-06-mot-bai-3.md"]


def test_check_is_silent_about_good_content_in_every_format(content: Path) -> None:
    for form in ("text", "json", "github", "sarif"):
        done = run_inv("check", "--content", str(content), "--format", form)
        assert done.returncode == 0
        assert done.stderr == ""
    assert run_inv("check", "--content", str(content), "--format", "github").stdout.strip() == ""


def test_check_gives_every_problem_in_every_format(content: Path) -> None:
    write_post(content, "2024-03-06", "sai", "tasks: [99]\nkind: khong-co")
    for form, pattern in {
        "text": r"bai-viet/2024/2024-03-06-sai\.md:3:9 nhiem-vu-la .+ → .+",
        "github": r"::error file=bai-viet/2024/2024-03-06-sai\.md,line=3,col=9,title=nhiem-vu-la::",
        "sarif": r'"startLine": 3,\s+"startColumn": 9',
        "json": r'"line": 3,\s+"column": 9,\s+"code": "nhiem-vu-la",\s+"severity": "error"',
    }.items():
        done = run_inv("check", "--content", str(content), "--format", form)
        assert done.returncode == 1
        assert re.search(pattern, done.stdout), form
        assert "the-loai-la" in done.stdout


def test_build_takes_its_moment_for_everything(content: Path, tmp_path: Path) -> None:
    write_post(content, "2024-09-01", "bai-sau", "tasks: [2]")
    output = tmp_path / "site"
    run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-06-30")
    names = set(tree(output))
    assert "bai-viet/2024/mot-bai/index.html" in names
    assert "bai-viet/2024/bai-sau/index.html" not in names
    assert b"bai-sau" not in b"".join(tree(output).values())
    ledger = json.loads(
        run_inv("check", "--content", str(content), "--as-of", "2024-06-30", "--format", "json").stdout
    )["files"]
    assert ledger["bai-viet/2024/2024-09-01-bai-sau.md"] == "scheduled"


def test_the_plan_pages_can_be_left_out(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--coverage", "none")
    assert done.returncode == 0
    assert [name for name in tree(output) if name.startswith("ke-hoach/")] == []
    assert b"ke-hoach/2024" not in (output / "bai-viet/2024/mot-bai/index.html").read_bytes()


def test_publish_adds_compressed_copies_that_hold_the_same(content: Path, tmp_path: Path) -> None:
    import gzip

    output = tmp_path / "site"
    run_inv("build", "--content", str(content), "--output", str(output), "--publish")
    files = tree(output)
    copies = [name for name in files if name.endswith(".gz")]
    assert len(copies) > 20
    assert all(gzip.decompress(files[name]) == files[name.removesuffix(".gz")] for name in copies)


def test_drafts_show_in_the_internal_edition_only(content: Path, tmp_path: Path) -> None:
    write_post(content, "2024-03-07", "ban-nhap", "tasks: [1]\nstatus: nháp")
    for flag, shown in (("--internal", True), ("--full", False)):
        output = tmp_path / flag
        run_inv("build", "--content", str(content), "--output", str(output), flag)
        assert ((output / "bai-viet/2024/ban-nhap/index.html").is_file()) is shown
        assert ("bai-viet/chua-dang/index.html" in tree(output)) is shown


def test_withdrawn_expired_and_redirected_posts(content: Path, tmp_path: Path) -> None:
    (content / "tep").mkdir()
    (content / "tep/a.pdf").write_bytes(b"%PDF-1.4")
    write_post(content, "2024-03-07", "rut", "withdrawn: {date: 2024-04-01, reason: Sai số liệu}\n"
               "attachments: [{file: tep/a.pdf, title: Bản cũ}]", "Nội dung bí mật đã rút.")
    write_post(content, "2024-03-08", "het", "expires: 2024-04-01", "Nội dung còn đọc được.")
    write_post(content, "2024-03-09", "doi", "withdrawn: {date: 2024-04-01, redirect: bai-viet/2024/mot-bai/}")
    write_post(content, "2024-03-11", "thieu", "withdrawn: {date: 2024-04-01, redirect: bai-viet/2024/mot-bai}")
    write_post(content, "2024-03-12", "tep", "withdrawn: {date: 2024-04-01, redirect: rss.xml}")
    write_post(content, "2024-03-10", "cu", "aliases: [tin/cu.html, tin/xua/]")
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    read = {name: data.decode() for name, data in tree(output).items() if name.endswith((".html", ".xml", ".atom"))}
    assert "Sai số liệu" in read["bai-viet/2024/rut/index.html"]
    assert [name for name, text in read.items() if "bí mật" in text] == []
    assert "tep/a.pdf" not in tree(output)
    assert "Hết hiệu lực" in read["bai-viet/2024/het/index.html"]
    assert "còn đọc được" in read["bai-viet/2024/het/index.html"]
    for source, target in (("doi", "bai-viet/2024/mot-bai/"), ("thieu", "bai-viet/2024/mot-bai/"), ("tep", "rss.xml")):
        assert f'url=../../../{target}"' in read[f"bai-viet/2024/{source}/index.html"]
    assert "url=../bai-viet/2024/cu/" in read["tin/cu.html"]
    assert "tin/xua/index.html" in read
    lists = read["feed.atom"] + read["sitemap.xml"] + read["theo-nam/2024/index.html"]
    assert [slug for slug in ("rut", "het", "doi") if f"bai-viet/2024/{slug}/" in lists] == []


def test_tags_with_and_without_diacritics_have_separate_pages(content: Path, tmp_path: Path) -> None:
    write_post(content, "2024-03-07", "co-dau", "tasks: [1]\ntags: [thủ tục]")
    write_post(content, "2024-03-08", "khong-dau", "tasks: [1]\ntags: [thu tuc]")
    write_post(content, "2024-03-09", "chu-hoa", "tasks: [1]\ntags: [Thủ Tục]")
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert "the-trung" in done.stderr
    plain = (output / "tu-khoa/thu-tuc/index.html").read_text(encoding="utf-8")
    marked = (output / "tu-khoa/thu-tuc-2/index.html").read_text(encoding="utf-8")
    assert "khong-dau" in plain
    assert "co-dau" not in plain
    assert "co-dau" in marked
    assert "chu-hoa" in marked


def test_a_hostile_title_stays_text_everywhere(content: Path, tmp_path: Path) -> None:
    title = "'<script>alert(1)</script> & \"KH&CN\"'"
    target = write_post(content, "2024-03-07", "la", "tasks: [1]\ntags: ['<b>x</b>']\nsummary: 'a & b < c'")
    target.write_text(target.read_text(encoding="utf-8").replace("title: la", f"title: {title}"), encoding="utf-8")
    output = tmp_path / "site"
    done = run_inv("build", "--content", str(content), "--output", str(output), "--as-of", "2024-12-31")
    assert done.returncode == 0, done.stderr
    for name, data in tree(output).items():
        if name.endswith((".html", ".xml", ".atom")):
            assert b"<script>alert" not in data, name
            assert b"alert(1)</script>" not in data, name
            assert b"<b>x" not in data, name


def test_deploy_rollback_and_deploy_again(content: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    arguments = ("--content", str(content), "--as-of", "2024-12-31", "--to", str(web))
    first = run_inv("deploy", *arguments)
    assert first.returncode == 0, first.stderr
    assert "releases" not in {path.name for path in (web / "current").iterdir()}
    before = tree(web / "current")
    write_post(content, "2024-03-07", "bai-hai", "tasks: [2]")
    second = run_inv("deploy", *arguments)
    assert second.returncode == 0, second.stderr
    assert (web / "current/bai-viet/2024/bai-hai/index.html").is_file()
    listed = run_inv("releases", "--to", str(web)).stdout
    assert listed.count("trang") == 2
    assert listed.strip().endswith("đang dùng")
    back = run_inv("rollback", "--to", str(web))
    assert back.returncode == 0, back.stderr
    assert tree(web / "current") == before
    assert run_inv("rollback", "--to", str(web)).returncode == 2
    assert run_inv("deploy", *arguments).returncode == 0
    assert (web / "current/bai-viet/2024/bai-hai/index.html").is_file()


def test_deploy_refuses_a_site_that_lost_its_posts(content: Path, tmp_path: Path) -> None:
    web = tmp_path / "web"
    arguments = ("--content", str(content), "--as-of", "2024-12-31", "--to", str(web))
    run_inv("deploy", *arguments)
    before = tree(web / "current")
    shutil.rmtree(content / "bai-viet")
    refused = run_inv("deploy", *arguments)
    assert refused.returncode == 1
    assert tree(web / "current") == before
    assert run_inv("deploy", *arguments, "--force").returncode == 0


def test_help_is_vietnamese_and_takes_no_positionals() -> None:
    done = run_inv("--help", "new")
    assert done.returncode == 0
    assert "--title" in done.stdout
    assert "Tạo một bài nháp" in done.stdout
    assert not (ROOT / "content/bai-viet/2026").exists()
