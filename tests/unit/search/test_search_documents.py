"""What readers may find, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.search.documents import SearchDocument, collect_documents, shown_day
from materials import make_material
from support import make_plan, write_post

FRONT = """\
summary: Tóm tắt của bài
areas: [b]
tasks: [4]
kind: bai
unit: van-phong
tags: [một cửa]
documents: ["76/NQ-CP"]
attachments: [{file: tep/a.pdf, title: Kế hoạch, number: 47/KH-UBND}]
"""
BODY = "Đoạn **một**[^1] có [liên kết](https://example.vn/x).\n\n| A | B |\n|--|--|\n| 1 | 2 &amp; 3 |\n\n- mục\n\n[^1]: Ghi chú.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_plan(tmp_path)
    (tmp_path / "tep").mkdir()
    (tmp_path / "tep" / "a.pdf").write_bytes(b"%PDF-1.4\n")
    write_post(tmp_path, "2024-05-10", "bai-du", FRONT, BODY)
    return tmp_path


def collect(content: Path, **options: object) -> dict[str, SearchDocument]:
    return {document.url: document for document in collect_documents(make_material(content, **options))}


def test_a_post_is_found_by_its_texts_documents_attachments_and_tags(content: Path) -> None:
    found = collect(content)["bai-viet/2024/bai-du/"]
    assert found.title == "bai-du"
    assert found.summary == "Tóm tắt của bài"
    assert found.details == ("Văn bản: 76/NQ-CP", "Tệp đính kèm: Kế hoạch 47/KH-UBND", "Từ khóa: một cửa")
    assert found.text.split("\n") == ["Đoạn một có liên kết.", "A", "B", "1", "2 & 3", "mục", "Ghi chú."]
    assert found.facts[0] == "Bài viết"
    assert found.facts[-1] == "Văn phòng Sở"
    assert set(found.traits) >= {"nam=2024", "nhiem-vu=2024-4", "the-loai=bai", "the-loai=tin-bai", "don-vi=van-phong"}
    assert shown_day(found) == ("10/05/2024", "2024-05-10")


def test_only_what_is_public_is_found_in_both_editions(content: Path) -> None:
    for slug, front in {
        "nhap": "status: draft", "cho-duyet": "status: review", "hen-gio": "publish_at: 2025-02-01",
        "het-han": "expires: 2024-06-01", "go-bo": "withdrawn: {date: 2024-06-01, reason: Sai}",
    }.items():
        write_post(content, "2024-05-11", slug, f"areas: [a]\n{front}")
    (content / "trang").mkdir()
    (content / "trang" / "gioi-thieu.md").write_text("---\ntitle: Giới thiệu\n---\n\nLời giới thiệu.\n", encoding="utf-8")
    (content / "trang" / "nhap.md").write_text("---\ntitle: N\nstatus: draft\n---\n\nChưa đăng.\n", encoding="utf-8")
    public, internal = collect(content), collect(content, edition="full")
    tasks = [f"ke-hoach/2024/nhiem-vu/{number}/" for number in range(1, 8)]
    assert list(public) == ["gioi-thieu/", *tasks, "bai-viet/2024/bai-du/"]
    assert internal == public


def test_a_task_is_found_by_the_words_of_the_plan_and_not_by_its_progress(content: Path) -> None:
    task = collect(content)["ke-hoach/2024/nhiem-vu/5/"]
    assert task.title.startswith("Nhiệm vụ 5: ")
    assert "Quyết định" in task.text
    assert "UBND tỉnh" in task.text
    assert not {"hoàn thành", "quá hạn", "sản phẩm công bố"} & set(task.text.lower().split("\n"))
    assert task.traits[-2:] == ("nhiem-vu=2024-5", "don-vi=van-phong")
    assert shown_day(task) == ("", "")


def test_without_plan_pages_no_task_is_found(content: Path) -> None:
    assert list(collect(content, edition="none")) == ["bai-viet/2024/bai-du/"]


def test_posts_stand_from_the_oldest_on(content: Path) -> None:
    write_post(content, "2024-01-02", "cu", "areas: [a]")
    write_post(content, "2024-06-02", "moi", "areas: [a]")
    posts = [url for url in collect(content) if url.startswith("bai-viet/")]
    assert posts == ["bai-viet/2024/cu/", "bai-viet/2024/bai-du/", "bai-viet/2024/moi/"]
