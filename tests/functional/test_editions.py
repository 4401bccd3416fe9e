"""What is the office's own never leaves the internal edition: every file of the public one is read for it."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.coverage_words import OVERDUE_CONTINUOUS, STATUSES, WORDS
from support import Run, make_plan, write_post

# Words of the internal edition: labels and codes of statuses, chase texts, explanations, notes of the log
LABELS = {
    label for words in WORDS.values()
    for label in (words.open, words.closed, words.annex_open, words.annex_closed) if label != "–"
} | {OVERDUE_CONTINUOUS}
CODES = {status for status in STATUSES if status not in {"done", "partial", "pending", "waiting"}}
OFFICE = {
    "Kính gửi", "Đề nghị", "Lời nhắc", "Giải trình", "thiếu</", "chưa có:", "Theo dõi, đôn đốc", "ngoài kế hoạch",
    "Bài chưa đăng", "Bản nội bộ", "san-pham/nhiem-vu", '"completion"', '"counts"', '"missing"', '"status":',
    "c-status", "c-chase", "c-filters", "f-s-", "Bản để đăng", "Chép bản này",
}
SECRETS = {"Chờ tỉnh chọn mô hình", "ghi chú nội bộ của sổ", "Bài nháp bí mật", "Hẹn giờ bí mật"}
LOG = """\
Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đơn vị,Kênh,Lượt người,Ghi chú
05/03/2024,Tọa đàm,Tin,3,Văn phòng Sở,hội nghị,120,ghi chú nội bộ của sổ
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every status but those of the calendar, explanations, a log with notes, drafts, a post outside the plan."""
    folder = tmp_path_factory.mktemp("content")
    make_plan(folder, **{"events: []": "events: [{date: 2024-06-25, title: Quyết định công bố}]",
                         '      require: any\n      text: "Kế hoạch, b': '      require: all\n      text: "Kế hoạch, b'})
    write_post(folder, "2024-08-10", "mot", "tasks: [1, 4]")
    write_post(folder, "2024-02-10", "hai", "tasks: [2]")
    write_post(folder, "2024-02-11", "ngoai", "tags: [khác]")
    write_post(folder, "2024-02-12", "nhap", "title: Bài nháp bí mật\nstatus: draft".replace("title", "summary"))
    write_post(folder, "2024-12-12", "hen", "tasks: [3]\nsummary: Hẹn giờ bí mật")
    (folder / "so-theo-doi").mkdir()
    (folder / "so-theo-doi" / "2024.csv").write_text(LOG, encoding="utf-8")
    (folder / "ke-hoach" / "2024.ghi-chu.yaml").write_text(
        "- {task: 6, date: 2024-08-01, note: Chờ tỉnh chọn mô hình}\n", encoding="utf-8"
    )
    return folder


def build(inv: Run, content: Path, output: Path, *more: str) -> dict[str, str]:
    done = inv("build", "--content", str(content), "--output", str(output), *more)
    assert done.returncode == 0, done.stderr
    return dict(texts(output))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file as text: compressed copies and parts of workbooks unpacked."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                for part in book.namelist():
                    yield f"{name}/{part}", book.read(part).decode("utf-8", "replace")
        else:
            yield name, data.decode("utf-8", "replace")


@pytest.mark.parametrize("day", ["2024-08-31", "2025-03-01"])
def test_no_word_of_the_office_is_in_the_public_edition(inv: Run, content: Path, tmp_path: Path, day: str) -> None:
    """While the plan is open and once it is closed."""
    public = build(inv, content, tmp_path / "public", "--publish", "--as-of", day)
    internal = build(inv, content, tmp_path / "internal", "--internal", "--as-of", day)
    assert {name.rpartition(".")[2] for name in public} >= {"html", "json", "csv", "xml", "css", "gz", "atom"}
    assert any(name.startswith("ke-hoach/2024/coverage.xlsx/") for name in public)
    words = LABELS | OFFICE | SECRETS
    if day > "2024-12-12":
        words -= {"Hẹn giờ bí mật"}
    found = {(name, word) for name, text in public.items() for word in words if word in text}
    found |= {(name, code) for name, text in public.items() for code in CODES if re.search(rf"\b{code}\b", text)}
    assert found == set()
    everything = "\n".join(internal.values())
    assert {word for word in SECRETS | {"Giải trình", "Theo dõi, đôn đốc", "Bài chưa đăng", "Bản để đăng"} if word not in everything} == set()


def test_the_internal_edition_shows_every_status_it_finds(inv: Run, content: Path, tmp_path: Path) -> None:
    """So that the test above looks for words that are really there."""
    pages = build(inv, content, tmp_path / "site", "--internal", "--as-of", "2024-08-31")
    page = pages["ke-hoach/2024/index.html"]
    for label in ("Đúng tiến độ", "Chưa đủ sản phẩm", "Lâu chưa có sản phẩm mới", "Quá hạn", "Đang trong hạn"):
        assert f"</span> {label}</span>" in page, label
    for words in ("Kính gửi", "Lời nhắc", "Chờ tỉnh chọn mô hình", "ghi chú nội bộ của sổ", "▲", "thiếu"):
        assert words in page, words
