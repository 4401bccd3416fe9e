"""Small content folders to examine."""

from __future__ import annotations

from pathlib import Path

from cchc.examination import Examined, examine
from cchc.moment import build_moment
from cchc.records.store import RecordStore
from support import make_plan, write_post

AS_OF = "2024-06-30"
SOURCE = "bai-viet/2024/2024-03-05-nguon.md"


def write_file(content: Path, path: str, data: bytes = b"x") -> None:
    """A file of the content folder."""
    (content / path).parent.mkdir(parents=True, exist_ok=True)
    (content / path).write_bytes(data)


def make_content(content: Path) -> Path:
    """Posts in every state, a standing page, a draft of one, and files of several types and names."""
    make_plan(content)
    write_post(content, "2024-02-01", "dich", "areas: [a]", 'Mở đầu.\n\n## Đạt được\n\nCuối.\n\n<p id="a b&c">x</p>')
    write_post(content, "2024-02-02", "nhap", "areas: [a]\nstatus: draft")
    write_post(content, "2024-02-03", "cho-duyet", "areas: [a]\nstatus: review")
    write_post(content, "2024-02-04", "hen-gio", "areas: [a]\npublish_at: 2024-12-01")
    write_post(content, "2024-02-05", "het-han", "areas: [a]\nexpires: 2024-03-01")
    write_post(content, "2024-02-06", "go-bo", "areas: [a]\nwithdrawn: {date: 2024-03-01}")
    write_post(content, "2024-02-07", "co-loi", "areas: [a]\ntasks: [99]")
    write_post(content, "2024-02-08", "cu", "areas: [a]\naliases: tin/cu.html")
    for name, status in (("gioi-thieu", "published"), ("lien-he", "draft")):
        text = f"---\ntitle: {name}\nstatus: {status}\n---\n\nĐoạn.\n"
        write_file(content, f"trang/{name}.md", text.encode())
    for path in ("tep/a.pdf", "tep/sau/b.docx", "tep/Hoa.PDF", "tep/trang.html", "tep/tên.pdf", "anh/a.png", "anh/b.svg"):
        write_file(content, path)
    return content


def look(content: Path, as_of: str = AS_OF) -> Examined:
    """Examine a content folder without a cache."""
    return examine(content, build_moment(as_of, {}), RecordStore(None))


def said(examined: Examined, path: str = SOURCE) -> list[str]:
    """`line:column code` of each problem of a file."""
    return [f"{item.line}:{item.column} {item.code}" for item in examined.loaded.problems if item.path == path]


def body_problems(content: Path, body: str, front: str = "areas: [a]", as_of: str = AS_OF) -> list[str]:
    """Problems of a post with this body, which starts on line 6."""
    write_post(content, "2024-03-05", "nguon", front, body)
    return said(look(content, as_of))
