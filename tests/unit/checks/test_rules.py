"""Rules over the whole site: addresses, redirects, files and tags, and what becomes of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sites import good
from support import write_post
from unit.checks.folders import SOURCE, body_problems, look, make_content, said, write_file


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with posts in every state."""
    return make_content(tmp_path / "nội dung")


def front_problems(content: Path, front: str) -> list[str]:
    """Problems of a post with these lines after `areas`, which are line 4 on."""
    return body_problems(content, "Đoạn.", f"areas: [a]\n{front}")


@pytest.mark.parametrize(("front", "problems"), [
    ("image: {file: anh/a.png, alt: x}", []),
    ("image: {file: anh/a.png}", ["4:8 anh-thieu-mo-ta"]),
    ("image: {file: anh/khong-co.png, alt: x}", ["4:15 tep-thieu"]),
    ("image: {file: anh/A.png, alt: x}", ["4:15 tep-thieu-hoa"]),
    ("image: {file: anh/b.svg, alt: x}", ["4:15 tep-loai"]),
    ("image: {file: tep/a.pdf, alt: x}", ["4:15 tep-loai"]),
    ("image: {file: https://x.example/a.png, alt: x}", ["4:15 tep-ngoai"]),
    ("image: {file: /anh/a.png, alt: x}", ["4:15 tep-ngoai"]),
    ("image: {file: ../anh/a.png, alt: x}", ["4:15 tep-ngoai"]),
    ("image: {file: anh/../anh/a.png, alt: x}", ["4:15 tep-ngoai"]),
    ("image: {file: bai-viet/2024/a.png, alt: x}", ["4:15 tep-ngoai"]),
    ("attachments: [{file: tep/a.pdf}, {file: anh/a.png}]", []),
    ("attachments: [{file: tep/a.pdf}, {file: tep/trang.html}]", ["4:41 tep-loai"]),
    ("attachments:\n  - file: tep/tên.pdf\n    title: x\n  - file: tep/b.pdf", ["5:11 tep-ten", "7:11 tep-thieu"]),
    ("attachments: [{file: tep}]", ["4:22 tep-ngoai"]),
])
def test_files_named_in_the_front_matter(content: Path, front: str, problems: list[str]) -> None:
    assert front_problems(content, front) == problems


def test_a_file_name_in_another_case_is_shown_as_it_is(content: Path) -> None:
    front_problems(content, "attachments: [{file: TEP/a.pdf}, {file: tep/hoa.pdf}]")
    fixes = {item.column: item.fix for item in look(content).loaded.problems if item.path == SOURCE}
    assert fixes[41] == "viết `tep/Hoa.PDF`"


def test_files_nothing_names_are_said_and_not_published(content: Path) -> None:
    body_problems(content, "[a](tep/a.pdf) ![b](anh/a.png)", "areas: [a]\nattachments: [{file: tep/sau/b.docx}]")
    examined = look(content)
    unused = {item.path for item in examined.loaded.problems if item.code == "tep-khong-dung"}
    assert unused == {"tep/Hoa.PDF", "tep/trang.html", "tep/tên.pdf", "anh/b.svg"}
    assert examined.files == {"tep/a.pdf", "anh/a.png", "tep/sau/b.docx"}
    assert {path for path in examined.loaded.ledger if examined.loaded.ledger[path] == "draft"} >= unused


@pytest.mark.parametrize(("front", "published"), [
    ("status: draft", False), ("status: review", False), ("publish_at: 2024-12-01", False),
    ("withdrawn: {date: 2024-03-06}", False), ("expires: 2024-03-06", True), ("status: published", True),
])
def test_files_are_published_with_the_text_that_names_them(content: Path, front: str, published: bool) -> None:
    """A draft's files are not unused, yet not public; a withdrawn post takes its files along."""
    assert body_problems(content, "[a](tep/a.pdf)", f"areas: [a]\nimage: {{file: anh/a.png, alt: x}}\n{front}") == []
    examined = look(content)
    assert examined.files == ({"tep/a.pdf", "anh/a.png"} if published else set())
    unused = {item.path for item in examined.loaded.problems if item.code == "tep-khong-dung"}
    assert unused.isdisjoint({"tep/a.pdf", "anh/a.png"})


def test_evidence_of_the_log_is_published(content: Path) -> None:
    rows = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng\n05/03/2024,Tin,tin-bai,2,tep/a.pdf\n"
    write_file(content, "so-theo-doi/2024.csv", rows.encode())
    assert look(content).files == {"tep/a.pdf"}


def test_two_posts_never_share_an_address(content: Path) -> None:
    write_post(content, "2024-03-05", "dich", "areas: [a]")
    other = "bai-viet/2024/2024-02-01-dich.md"
    found = [item for item in look(content).loaded.problems if item.code == "bai-trung"]
    assert [(item.path, item.line) for item in found] == [("bai-viet/2024/2024-03-05-dich.md", 1)]
    assert other in found[0].message


def test_posts_of_two_years_may_have_one_slug(content: Path) -> None:
    write_post(content, "2025-03-05", "dich", "title: x")
    assert [item for item in look(content).loaded.problems if item.code == "bai-trung"] == []


@pytest.mark.parametrize(("aliases", "problems"), [
    ("[tin/moi.html, tin/khac]", []),
    ("[bai-viet/2024/dich/]", ["4:11 dia-chi-trung"]),
    ("[bai-viet/2024/dich]", ["4:11 dia-chi-trung"]),
    ("[x, Bai-Viet/2024/DICH]", ["4:14 dia-chi-trung"]),
    ("[bai-viet/2024/nguon/]", ["4:11 dia-chi-trung"]),
    ("[bai-viet/2024/hen-gio/]", ["4:11 dia-chi-trung"]),
    ("[index.html]", ["4:11 dia-chi-trung"]),
    ("[404.html]", ["4:11 dia-chi-trung"]),
    ("[gioi-thieu, ke-hoach/2024]", ["4:11 dia-chi-trung", "4:23 dia-chi-trung"]),
    ("[theme/a.html, anh/b, tep/c]", ["4:11 dia-chi-trung", "4:25 dia-chi-trung", "4:32 dia-chi-trung"]),
    ("[web.config, may-chu/nginx.conf, ma-nhung]", ["4:11 dia-chi-trung", "4:23 dia-chi-trung", "4:43 dia-chi-trung"]),
    ("[robots.txt, ma-nhung/tin-moi.inc]", ["4:11 dia-chi-trung", "4:23 dia-chi-trung"]),
    ("[sitemap-1.xml, tim-kiem/muc-luc.json]", ["4:11 dia-chi-trung", "4:26 dia-chi-trung"]),
    ("[bai-viet/2024/dich/the-chia-se.png]", ["4:11 dia-chi-trung"]),
    ("[x.html/y, x.html]", ["4:21 dia-chi-trung"]),
    ("[a/b, a/b/]", ["4:16 dia-chi-trung"]),
    ("[/tin/a.html]", ["4:11 dia-chi-cu-sai"]),
    ("[../a.html]", ["4:11 dia-chi-cu-sai"]),
    ("['javascript:a']", ["4:11 dia-chi-cu-sai"]),
])
def test_an_old_address_hides_nothing(content: Path, aliases: str, problems: list[str]) -> None:
    assert front_problems(content, f"aliases: {aliases}") == problems


def test_an_old_address_of_two_posts_is_said_at_the_older(content: Path) -> None:
    assert front_problems(content, "aliases: [tin/cu.html]") == []
    assert said(look(content), "bai-viet/2024/2024-02-08-cu.md") == ["4:10 dia-chi-trung"]


@pytest.mark.parametrize(("target", "problems"), [
    ("bai-viet/2024/dich/", []), ("bai-viet/2024/dich", []), ("gioi-thieu/", []), ("ke-hoach/2024/", []),
    ("bai-viet/2024/khong-co/", ["4:41 chuyen-den-hong"]), ("bai-viet/2024/nguon/", ["4:41 chuyen-den-hong"]),
    ("bai-viet/2024/nhap/", ["4:41 chuyen-den-hong"]), ("tin/cu.html", ["4:41 chuyen-den-hong"]),
    ("/bai-viet/2024/dich/", ["4:41 dia-chi-cu-sai"]), ("//x.example", ["4:41 dia-chi-cu-sai"]),
])
def test_a_withdrawn_post_leads_to_a_page_that_exists(content: Path, target: str, problems: list[str]) -> None:
    assert front_problems(content, f"withdrawn: {{date: 2024-03-06, redirect: {target}}}") == problems


@pytest.mark.parametrize(("tags", "problems"), [
    ("[một cửa, chuyển đổi số]", []),
    ("[Một Cửa, MỘT  CỬA]", []),
    ("[thủ tục, thu tuc]", ["4:8 the-trung"]),
    ("[thu tuc, thủ tục, thụ túc]", ["4:17 the-trung", "4:26 the-trung"]),
    ('["một cửa, liên thông"]', ["4:8 the-dau-phay"]),
])
def test_tags_that_look_alike_or_hold_a_comma_are_a_warning(content: Path, tags: str, problems: list[str]) -> None:
    assert front_problems(content, f"tags: {tags}") == problems
    assert all(item.severity == "warning" for item in look(content).loaded.problems if item.path == SOURCE)


def test_a_clash_of_tags_is_said_once_for_all_posts(content: Path) -> None:
    for day in ("2024-03-06", "2024-03-07"):
        write_post(content, day, "bai", "areas: [a]\ntags: [thủ tục, thu tuc]")
    found = [item for item in look(content).loaded.problems if item.code == "the-trung"]
    assert [(item.path, item.line, item.column) for item in found] == [("bai-viet/2024/2024-03-06-bai.md", 4, 8)]


def test_no_file_is_dropped_silently(content: Path) -> None:
    """Every file of the folder is in the ledger; those with errors are rejected there."""
    body_problems(content, "[a](khong-co.md)")
    ledger = look(content).loaded.ledger
    files = {path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}
    assert set(ledger) == files
    assert ledger[SOURCE] == "rejected"
    assert ledger["bai-viet/2024/2024-02-04-hen-gio.md"] == "scheduled"
    assert said(look(content), "trang/gioi-thieu.md") == []


def write_plans(content: Path, **texts: str) -> None:
    """Plans of a content folder (`nam_2024=…`), the first task of each continuing what is given, if anything."""
    for name, continues in texts.items():
        plan = good.PLAN.format(id=name.removeprefix("nam_"))
        if continues:
            plan = plan.replace("    lead: [van-phong]\n", f"    lead: [van-phong]\n    continues: {continues}\n")
        write_file(content, f"ke-hoach/{name.removeprefix('nam_')}.yaml", plan.encode())


def continuations(content: Path) -> list[tuple[str, int, str, str | None]]:
    """(file, column, code, fix) of each problem about continued tasks."""
    return [(item.path, item.column, item.code, item.fix) for item in look(content).loaded.problems
            if item.code.startswith("tiep-noi")]


def test_a_task_continues_one_of_any_plan_that_starts_earlier(tmp_path: Path) -> None:
    write_plans(tmp_path, nam_2022="", nam_2023="{plan: 2022, task: 4}", nam_2024="{plan: 2022, task: 1}")
    assert continuations(tmp_path) == []


@pytest.mark.parametrize(("written", "problem"), [
    ("{plan: 2021, task: 1}", (23, "tiep-noi-la", "các kế hoạch trước đó: 2023")),
    ("{plan: 2023, task: 5}", (35, "tiep-noi-nhiem-vu", "dùng một trong: 1, 2, 3, 4")),
    ("{plan: 2024, task: 1}", (23, "tiep-noi-khong-truoc", "ghi mã kế hoạch của kỳ trước")),
    ("{plan: 2025, task: 1}", (23, "tiep-noi-khong-truoc", "ghi mã kế hoạch của kỳ trước")),
])
def test_a_task_that_continues_nothing_there_is(tmp_path: Path, written: str, problem: tuple[int, str, str]) -> None:
    write_plans(tmp_path, nam_2023="", nam_2024=written, nam_2025="")
    assert continuations(tmp_path) == [("ke-hoach/2024.yaml", *problem)]


def test_the_first_plan_is_told_no_plan_before_it(tmp_path: Path) -> None:
    write_plans(tmp_path, nam_2024="{plan: 2023, task: 1}", nam_2025="")
    fix = "ghi mã kế hoạch có trong ke-hoach/, hoặc bỏ `continues`"
    assert continuations(tmp_path) == [("ke-hoach/2024.yaml", 23, "tiep-noi-la", fix)]


@pytest.mark.parametrize(("old", "new"), [
    ("period:", "perod:"), ("  - number: 4", "  - number: tư"), ("id:", "di:"), ('id: "2023"', "id: '2032'"),
])
def test_a_continuation_is_not_blamed_for_the_other_plan_s_own_errors(tmp_path: Path, old: str, new: str) -> None:
    write_plans(tmp_path, nam_2023="", nam_2024="{plan: 2023, task: 4}")
    faulty = (tmp_path / "ke-hoach" / "2023.yaml").read_text(encoding="utf-8").replace(old, new, 1)
    write_file(tmp_path, "ke-hoach/2023.yaml", faulty.encode())
    assert look(tmp_path).loaded.errors
    assert continuations(tmp_path) == []


LOG = "so-theo-doi/2024.csv"


def log_problems(content: Path, *rows: str) -> list[str]:
    """Problems of a log with these rows: day, title, kind, task, evidence, note."""
    header = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng,Ghi chú"
    write_file(content, LOG, "\n".join([header, *rows, ""]).encode())
    return said(look(content), LOG)


def test_evidence_that_two_rows_share_is_a_warning_at_the_second(content: Path) -> None:
    rows = (
        "05/03/2024,Một,Tin,1,https://bao.example/tin,", "06/03/2024,Hai,Tin,1,https://bao.example/tin/,",
        "07/03/2024,Ba,Tin,1,https://bao.example/tin,", "08/03/2024,Bốn,Tin,1,,", "09/03/2024,Năm,Tin,1,,",
    )
    assert log_problems(content, *rows) == ["3:5 so-tep-lap"]
    found = next(item for item in look(content).loaded.problems if item.code == "so-tep-lap")
    assert found.severity == "warning"
    assert "ô E3: `https://bao.example/tin/` đã được tính ở ô E2 của so-theo-doi/2024.csv, và ở 1 dòng sau nữa" in found.message


@pytest.mark.parametrize(("front", "problems"), [
    ("attachments: [{file: tep/a.pdf, kind: ke-hoach}]", ["2:5 so-tep-lap"]),
    ("attachments: [{file: tep/a.pdf}]", []),
    ("attachments: [{file: tep/a.pdf, kind: ke-hoach}]\nstatus: draft", []),
])
def test_a_row_whose_file_is_an_attachment_that_counts_is_a_warning(content: Path, front: str, problems: list[str]) -> None:
    write_post(content, "2024-03-05", "nguon", f"areas: [a]\n{front}")
    assert log_problems(content, "05/03/2024,Một,Kế hoạch,1,tep/a.pdf,") == problems


def test_rows_of_starter_content_may_share_evidence_and_others_may_not_share_it_with_them(content: Path) -> None:
    starters = [f"0{day}/03/2024,Một,Tin,1,tep/a.pdf,Dòng khởi tạo" for day in (5, 6)]
    assert log_problems(content, *starters) == []
    assert log_problems(content, *starters, "07/03/2024,Hai,Tin,1,tep/a.pdf,") == ["4:5 so-tep-lap"]
