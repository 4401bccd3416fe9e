"""`inv evidence` as an officer runs it: the archive opens offline, has no dead link and no word of the office."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl
import pytest

from cchc.coverage_words import WORDS
from support import ROOT, Run, make_plan, run_inv, write_post

ADDRESSES = {"href", "src", "poster", "action", "data"}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Posts with links, a picture and files, a log with local and outside evidence, an explanation; test data."""
    folder = tmp_path_factory.mktemp("evidence") / "content"
    make_plan(folder)
    for path, data in {
        "anh/hop.png": b"\x89PNG\r\n\x1a\n", "tep/ke-hoach.pdf": b"%PDF-1.4 a", "tep/giay-moi.pdf": b"%PDF-1.4 b",
        "tep/trong-bai.pdf": b"%PDF-1.4 c",
    }.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    write_post(folder, "2024-02-05", "mot", "tasks: [1]\nanh: {tep: anh/hop.png, mo_ta: Họp}\n"
               "dinh_kem: [{tep: tep/ke-hoach.pdf, ten: Kế hoạch, the_loai: ke-hoach, so: 12/KH-SKHCN}]",
               "Xem [bài hai](2024-05-06-hai.md), [bài ngoài](2024-06-01-ngoai.md), [tệp](tep/trong-bai.pdf), "
               "[mục](#muc), [web](https://example.vn/a?b=1&c=2).\n\n## Mục\n\n![Họp](anh/hop.png)")
    write_post(folder, "2024-05-06", "hai", "tasks: [1, 2]")
    write_post(folder, "2024-06-01", "ngoai", "areas: [a]")
    write_post(folder, "2024-06-02", "nhap", "tasks: [1]\nstatus: draft")
    log = folder / "so-theo-doi" / "2024.csv"
    log.parent.mkdir()
    log.write_text(
        "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Đường dẫn/tệp kiểm chứng,Lượt người,Ghi chú\n"
        "10/04/2024,Hội nghị tập huấn,Tin bài,3,tep/giay-moi.pdf,40,Ghi riêng của Văn phòng\n"
        "11/04/2024,Báo đưa tin,Tin bài,3,https://example.vn/tin,,\n", encoding="utf-8")
    (folder / "ke-hoach" / "2024.ghi-chu.yaml").write_text(
        "- {task: 4, date: 2024-06-01, by: Văn phòng, note: Chờ văn bản của cấp trên}\n", encoding="utf-8")
    return folder


def pack(content: Path, target: Path, *arguments: str, **extra: str):
    return run_inv("evidence", "--content", str(content), "--as-of", "2024-12-31", "--out", str(target), *arguments, **extra)


@pytest.fixture(scope="module")
def archive(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Parts of the archive of the whole year."""
    target = tmp_path_factory.mktemp("archive") / "nam.zip"
    done = pack(content, target, "--period", "2024")
    assert (done.returncode, done.stderr) == (0, "")
    assert ("Đã gói tài liệu kiểm chứng năm 2024. 5 sản phẩm: 4 có tệp trong gói, 1 chỉ có đường dẫn ngoài hoặc không "
            "có tệp.\n") in done.stdout
    with zipfile.ZipFile(target) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


class Addresses(HTMLParser):
    """Collects every address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ADDRESSES]
        self.found += [part.split()[0] for name, value in attrs if name == "srcset" for part in (value or "").split(",")]


def addresses(page: bytes) -> list[str]:
    parser = Addresses()
    parser.feed(page.decode())
    return parser.found


def test_the_tree_is_that_of_the_site(archive: dict[str, bytes]) -> None:
    """Pages of planned outputs with what they use; a post outside the plan and a draft are not there."""
    looks = [name for name in archive if name.startswith("theme/")]
    assert looks
    assert set(archive) - set(looks) == {
        "doc-truoc.txt", "muc-luc.xlsx", "SHA256SUMS.txt", "bai-viet/2024/mot/index.html", "bai-viet/2024/hai/index.html",
        "anh/hop.png", "tep/ke-hoach.pdf", "tep/giay-moi.pdf", "tep/trong-bai.pdf",
    }


def test_no_link_of_a_page_is_dead(archive: dict[str, bytes]) -> None:
    """Every href and src is absolute, a place on the page, or a file of the archive."""
    seen = 0
    for name, data in archive.items():
        for address in addresses(data) if name.endswith(".html") else ():
            parts = urlsplit(address)
            if parts.scheme or not (parts.path or parts.netloc or parts.query):
                continue
            assert not parts.netloc
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            assert target in archive, f"{name}: {address}"
            seen += 1
    assert seen > 5


def test_links_between_packed_posts_stay_inside_and_others_are_public(archive: dict[str, bytes]) -> None:
    """A packed post is reached in the archive, a post that is not packed at its public address."""
    found = addresses(archive["bai-viet/2024/mot/index.html"])
    assert "../hai/index.html" in found
    assert "https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/bai-viet/2024/ngoai/" in found
    assert "../../../tep/trong-bai.pdf" in found
    assert "../../../anh/hop.png" in found
    assert "https://example.vn/a?b=1&c=2" in found


def test_the_sums_hold(archive: dict[str, bytes]) -> None:
    """`sha256sum -c` finds every file as it was packed."""
    lines = archive["SHA256SUMS.txt"].decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(data).hexdigest() for name, data in archive.items() if name != "SHA256SUMS.txt"}


def test_the_index_links_each_file_of_the_archive(archive: dict[str, bytes]) -> None:
    """Rows lead to files that are there; the outside row says that it has none."""
    sheet = openpyxl.load_workbook(io.BytesIO(archive["muc-luc.xlsx"])).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [(row[1].split(".")[0], row[2], row[4]) for row in rows] == [
        ("1", "Kế hoạch", "12/KH-SKHCN"), ("1", "mot", None), ("1", "hai", None), ("2", "hai", None),
        ("3", "Hội nghị tập huấn", None), ("3", "Báo đưa tin", None),
    ]
    for number, row in enumerate(rows, 6):
        file = row[12]
        assert (file is None) == (row[2] == "Báo đưa tin")
        if file:
            assert sheet.cell(number, 11).hyperlink.target == file
            assert row[13] == hashlib.sha256(archive[file]).hexdigest()
    assert rows[-1][11] == "không có tệp: chỉ có đường dẫn ngoài"


def test_no_word_of_the_internal_edition_is_inside(archive: dict[str, bytes]) -> None:
    """Neither statuses nor explanations nor notes of the log are in any part."""
    with zipfile.ZipFile(io.BytesIO(archive["muc-luc.xlsx"])) as index:
        texts = [*archive.values(), *(index.read(name) for name in index.namelist())]
    labels = {word for item in WORDS.values() for word in (item.open, item.closed, item.annex_open) if word != "–"}
    for word in (*labels, "Chờ văn bản của cấp trên", "Ghi riêng của Văn phòng", "nội bộ"):
        assert not [text for text in texts if word.encode() in text], word


def test_the_same_content_gives_the_same_archive_anywhere(content: Path, archive: dict[str, bytes], tmp_path: Path) -> None:
    """From another folder, zone and hash seed, and over an archive that stands there already."""
    hashes = set()
    for zone, seed in (("America/New_York", "1"), ("Asia/Tokyo", "2")):
        target = tmp_path / "goi.zip"
        assert pack(content, target, "--period", "2024", TZ=zone, PYTHONHASHSEED=seed).returncode == 0
        hashes.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(hashes) == 1
    with zipfile.ZipFile(target) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == archive
    assert os.listdir(tmp_path) == ["goi.zip"]  # noqa: PTH208 - names alone


def test_a_period_with_nothing_gives_an_archive_that_says_so(content: Path, tmp_path: Path) -> None:
    """Not an error: exit 0, index, sums and the text to read first."""
    done = pack(content, tmp_path / "rong.zip", "--period", "2024-M12")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đã gói tài liệu kiểm chứng tháng 12 năm 2024. Không có sản phẩm nào trong kỳ.\n" in done.stdout
    with zipfile.ZipFile(tmp_path / "rong.zip") as opened:
        assert opened.namelist() == ["doc-truoc.txt", "muc-luc.xlsx", "SHA256SUMS.txt"]
        assert "Không có sản phẩm nào trong kỳ." in opened.read("doc-truoc.txt").decode()


def test_a_period_that_no_plan_holds_is_said_on_the_console(content: Path, tmp_path: Path) -> None:
    """Exit 0 with an empty archive, but not as if all were well."""
    done = pack(content, tmp_path / "khac.zip", "--period", "2031")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Không có kế hoạch nào trong kỳ (từ ngày 01/01/2031 đến ngày 31/12/2031)" in done.stdout


@pytest.mark.parametrize(("arguments", "words"), [
    ((), "--period"), (("--period", "2024-Q5"), "2024-Q5"), (("--period", "2024-W23"), "2024-W23"),
    (("--period", "2024", "--out", "goi.rar"), ".zip"), (("--period", "2024", "--as-of", "hôm nay"), "--as-of"),
    (("--period", "2024", "--content", "khong-co-thu-muc"), "--content"),
])
def test_wrong_options_are_wrong_usage(inv: Run, arguments: tuple[str, ...], words: str) -> None:
    """Exit 2 with a sentence that names the option."""
    done = inv("evidence", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_folder_is_the_environment_s_fault(content: Path, tmp_path: Path) -> None:
    """Exit 3 before anything is built."""
    done = pack(content, tmp_path / "khong-co" / "a.zip", "--period", "2024")
    assert done.returncode == 3
    assert "khong-co" in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_in_the_content_stop_the_archive_and_nothing_is_left(tmp_path: Path) -> None:
    """Exit 1 with the problems; neither a half archive nor a working folder stays; the older archive is whole."""
    broken = tmp_path / "content"
    make_plan(broken)
    write_post(broken, "2024-05-03", "sai", "tasks: [99]")
    (tmp_path / "tam").mkdir()
    target = tmp_path / "a.zip"
    target.write_bytes(b"cu")
    done = pack(broken, target, "--period", "2024", TMPDIR=str(tmp_path / "tam"))
    assert done.returncode == 1
    assert "2024-05-03-sai.md" in done.stderr
    assert target.read_bytes() == b"cu"
    assert sorted(os.listdir(tmp_path)) == ["a.zip", "content", "tam"]  # noqa: PTH208 - names alone
    assert os.listdir(tmp_path / "tam") == []  # noqa: PTH208 - names alone


def test_the_working_folder_is_removed_and_the_project_s_output_untouched(content: Path, tmp_path: Path) -> None:
    """A build for the archive stands apart from output/ and its caches."""
    (tmp_path / "tam").mkdir()
    output = ROOT / "output" / ".manifest.json"
    before = output.read_bytes() if output.exists() else None
    assert pack(content, tmp_path / "a.zip", "--period", "2024-Q2", TMPDIR=str(tmp_path / "tam")).returncode == 0
    assert os.listdir(tmp_path / "tam") == []  # noqa: PTH208 - names alone
    assert (output.read_bytes() if output.exists() else None) == before


def test_a_failure_while_writing_leaves_the_older_archive(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A full disk is the environment's fault: the file that stood there is whole and no other is left."""
    from cchc.cli import evidence as command
    from cchc.errors import EnvironmentFault

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command, "write_archive", full)
    target = tmp_path / "a.zip"
    target.write_bytes(b"cu")
    with pytest.raises(EnvironmentFault, match="hết dung lượng đĩa"):
        command.evidence(period="2024", as_of="2024-12-31", out=str(target), content=str(content))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert target.read_bytes() == b"cu"


def test_the_file_is_named_after_its_period_in_the_current_folder(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without --out the archive stands where the officer is."""
    from cchc.cli.evidence import evidence

    monkeypatch.chdir(tmp_path)
    evidence(period="2024-H1", as_of="2024-12-31", out="", content=str(content))
    assert [path.name for path in tmp_path.iterdir()] == ["tai-lieu-kiem-chung-2024-H1.zip"]
