"""A small section in a folder of its own, and random edits of everything that a build is made from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from pictures import photo
from sites.good import NOTES, PLAN
from support import ROOT

Value = TypeVar("Value")
WORDS = ("hộ tịch", "một cửa", "đất đai", "dịch vụ công", "chuyển đổi số", "tiếp dân", "biên chế", "kiểm tra")
TAGS = ("Một cửa", "Chuyển đổi số", "Cải cách", "Tiếp dân")
PIECES = (
    "Đoạn **một** về {word}.", "- mục {word}\n- mục hai", "| a | b |\n|---|---|\n| {word} | 2 |", "> Trích {word} & khác.",
    "## {word}\n\nĐoạn dưới đề mục.", "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về {word}.",
    "Một chú thích[^1] về {word}.\n\n[^1]: Nội dung chú thích.", "<b>{word}</b> và *nghiêng*.", "[tệp](tep/a.pdf), {word}.",
    "![Ảnh {word}](anh/a.png)",
)
MORE = (
    "tom_tat: Tóm tắt của bài", "don_vi: van-phong", "the_loai: phong-su", "nguon: Báo Hưng Yên", "lang: en",
    "anh: {file: anh/a.png, alt: Phòng họp}", "dinh_kem: {file: tep/a.pdf, title: Biên bản, kind: quyet-dinh}",
    'van_ban: ["23/CT-TTg"]', "expires: 2026-03-01", "trang_thai: nháp", "publish_at: 2024-12-20 08:00",
    "updates: [{date: 2025-01-05, note: Sửa số liệu}]", "kenh: [facebook, zalo]", "phe_duyet: {nguoi: Giám đốc}",
    "go_bo: {ngay: 2025-01-10, ly_do: Sai số liệu}",
)
PLAN_PATH, LOG_PATH = "ke-hoach/2024.yaml", "so-theo-doi/2024.csv"
LOG_HEAD = "Ngày,Tên sản phẩm,Thể loại,Nhiệm vụ,Nội dung,Đơn vị,Kênh,Đường dẫn/tệp kiểm chứng\n"
SETTINGS = (
    "CCHC_PER_PAGE = 3", "CCHC_PER_PAGE = 5", 'SITENAME = "Cải cách thử"', 'CCHC_FOOTER = ["Dòng chân trang"]',
    'CCHC_CONTACT = {"unit": "Văn phòng Sở", "phone": "0221 3 123 456"}', "CCHC_SERVICES = []",
    'CCHC_MENU = [("Tin, bài", "bai-viet/"), ("Giới thiệu", "gioi-thieu/")]', 'SITEURL = "https://thu.vn/cchc"',
    'CCHC_OFFICE = {"unit": "Văn phòng Sở", "reply_days": 3}',
    'PLUGINS[5:8] = ["cchc.hooks.search", "cchc.hooks.sitemap", "cchc.hooks.feeds"]',
)
MAIN = "{% block main %}"
THEME = (  # path, text, what stands in its place
    ("templates/post.html", MAIN, f"{MAIN}<!-- bài -->"), ("templates/list.html", MAIN, f"{MAIN}<!-- danh sách -->"),
    ("templates/home.html", MAIN, f"{MAIN}<!-- trang đầu -->"), ("templates/base.html", "<body", "<body data-thu"),
    ("templates/components/card/card.html", "{% macro ", "{# thẻ bài #}{% macro "),
    ("templates/components/card/card.html", '<li class="c-card', '<li data-thu class="c-card'),
    ("css/base.css", "", ".c-thu { color: red; }\n"), ("js/cchc.js", "", "// thêm\n"), ("static/icon.svg", "", "\n"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A post as it is written; `more` are further lines of its front matter."""

    slug: str
    day: str
    title: str
    body: str
    tags: tuple[str, ...] = ()
    areas: tuple[str, ...] = ("a",)
    tasks: tuple[int, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its file, relative to the content folder."""
        return f"bai-viet/{self.day[:4]}/{self.day}-{self.slug}.md"

    @property
    def data(self) -> bytes:
        """What stands in its file."""
        lists = {"noi_dung": self.areas, "nhiem_vu": self.tasks, "tu_khoa": self.tags}
        front = [f'title: "{self.title}"', *(f"{name}: [{', '.join(map(str, v))}]" for name, v in lists.items() if v)]
        return "\n".join(["---", *front, *self.more, "---", "", self.body, ""]).encode()


@dataclass
class Section:
    """Content, theme and settings in `folder`, as they are to be written; `edits` are told in words."""

    folder: Path
    random: Random
    posts: dict[str, Written] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    theme: dict[str, tuple[str, str]] = field(default_factory=dict)
    settings: list[str] = field(default_factory=list)
    as_of: str = "2024-12-31"
    edits: list[str] = field(default_factory=list)
    written: dict[str, bytes] = field(default_factory=dict)
    count: int = 0

    @classmethod
    def begin(cls, folder: Path, seed: int, posts: int = 8) -> Section:
        """A section of a few posts, written into `folder`."""
        shutil.copytree(ROOT / "theme", folder / "theme", dirs_exist_ok=True)
        section = cls(folder, Random(seed))  # noqa: S311 - no secret
        section.files = {
            PLAN_PATH: PLAN.format(id="2024").encode(), "ke-hoach/2025.yaml": PLAN.format(id="2025").encode(),
            LOG_PATH: f"{LOG_HEAD}2024-05-10,Tin trên báo,tin-bai,1,a,,facebook,https://example.org/tin\n".encode(),
            "trang/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\nTrang thử.\n".encode(),
            "anh/a.png": photo(40, 30, "PNG"), "tep/a.pdf": b"%PDF-1.4\n%%EOF\n",
        }
        for _ in range(posts):
            section.add()
        section.write()
        return section

    def write(self) -> None:
        """Bring the folder to what is to stand in it; only files that change are touched."""
        wanted = {f"content/{path}": data for path, data in self.files.items()}
        wanted |= {f"content/{post.path}": post.data for post in self.posts.values()}
        for path, *_ in THEME:
            text = (ROOT / "theme" / path).read_text(encoding="utf-8")
            old, new = self.theme.get(path, ("", ""))
            wanted[f"theme/{path}"] = (text.replace(old, new) if old else new + text).encode()
        wanted["pelican.conf.py"] = "\n".join([(ROOT / "pelican.conf.py").read_text(), *self.settings, ""]).encode()
        for path in self.written.keys() - wanted.keys():
            (self.folder / path).unlink()
        for path, data in wanted.items():
            if self.written.get(path) != data:
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        self.written = wanted

    def edit(self) -> None:
        """One random edit, written."""
        name = self.random.choice(list(EDITS))
        self.edits.append(name)
        EDITS[name](self)
        self.write()

    def edit_body(self) -> None:
        """Another piece in the body of a post, mostly below the first and of plain text; written."""
        post = self.any()
        pieces = post.body.split("\n\n")
        place = self.random.randint(self.random.random() < 0.8, len(pieces))
        kinds = PIECES[:5] if self.random.random() < 0.8 else PIECES
        piece = self.random.choice(kinds).replace("{word}", self.words())
        pieces[place : place + self.random.randint(0, 2)] = [piece]
        self.edits.append(f"body of {post.slug} at {place}")
        self.posts[post.slug] = replace(post, body="\n\n".join(pieces))
        self.write()

    def state(self) -> dict[str, Any]:
        """What `restore` puts back."""
        return {name: copy(getattr(self, name)) for name in ("posts", "files", "theme", "settings", "as_of")}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take edits back, written."""
        self.edits.append("restore")
        for name, value in state.items():
            setattr(self, name, value)
        self.write()

    def words(self) -> str:
        """Text that is new every time."""
        self.count += 1
        return f"{self.random.choice(WORDS)} {self.count}"

    def body(self) -> str:
        """A body of a few pieces."""
        pieces = self.random.sample(PIECES, 3)
        if self.posts and self.random.random() < 0.3 and "trang_thai: nháp" not in (other := self.any()).more:
            pieces.append(f"Xem [bài khác]({{filename}}/{other.path}).")
        return "\n\n".join(piece.replace("{word}", self.words()) for piece in pieces)

    def any(self) -> Written:
        """Some post."""
        return self.posts[self.random.choice(list(self.posts))]

    def day(self) -> str:
        """Some day of the two plans."""
        return f"{self.random.choice((2024, 2024, 2025))}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def change(self, **values: Any) -> None:
        """Change some post."""
        post = self.any()
        self.posts[post.slug] = replace(post, **values)

    def add(self) -> None:
        """A new post."""
        self.count += 1
        slug = f"bai-{self.count}"
        more = self.random.sample(MORE, self.random.randint(0, 3))
        self.posts[slug] = Written(
            slug=slug, day=self.day(), title=f"Bài về {self.words()}", body=self.body(), tags=self.some(TAGS),
            areas=self.some(("a", "d", "đ")) or ("a",), tasks=self.some((1, 2, 3, 4)), more=tuple(more),
        )

    def some(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Some of the values, in their order."""
        return tuple(value for value in values if self.random.random() < 0.4)

    def toggle(self, path: str, data: bytes) -> None:
        """Put a file there, or take it away when it stands."""
        if self.files.pop(path, None) is None:
            self.files[path] = data


def _delete(section: Section) -> None:
    if len(section.posts) > 4:
        del section.posts[section.any().slug]


def _rename(section: Section) -> None:
    post = section.any()
    del section.posts[post.slug]
    slug = f"{post.slug}-x"
    section.posts[slug] = replace(post, slug=slug)


def _template(section: Section) -> None:
    path, *words = section.random.choice(THEME)
    if section.theme.pop(path, None) is None:
        section.theme[path] = (words[0], words[1])


def _setting(section: Section) -> None:
    line = section.random.choice(SETTINGS)
    section.settings.remove(line) if line in section.settings else section.settings.append(line)


def _plan(section: Section) -> None:
    word = section.words()
    old, new = section.random.choice((
        ("title: Nhiệm vụ hai", f"title: Nhiệm vụ {word}"), ("number: null", f"number: {section.count}/KH-SKHCN"),
        ("title: Nội dung d,", f"title: Nội dung {word},"), ("every_days: 90", "every_days: 30"),
        ("change: Gia hạn", f"change: Gia hạn {word}"), ("name: Sở thử", f"name: Sở {word}"),
    ))
    text = PLAN.format(id="2024")
    section.files[PLAN_PATH] = text.replace(old, new).encode()


def _notes(section: Section) -> None:
    section.toggle("ke-hoach/2024.ghi-chu.yaml", NOTES.encode())


def _row(section: Section) -> None:
    rows = section.files[LOG_PATH].decode().splitlines(keepends=True)
    if len(rows) > 3:
        del rows[1]
    day = f"2024-{section.random.randint(1, 12):02}-11"
    rows.append(f"{day},Sản phẩm {section.words()},tin-bai,{section.random.randint(1, 3)},a,,zalo,https://example.org/x\n")
    section.files[LOG_PATH] = "".join(rows).encode()


def _page(section: Section) -> None:
    section.files["trang/gioi-thieu.md"] = f"---\ntitle: Giới thiệu\n---\n\n{section.body()}\n".encode()


def _picture(section: Section) -> None:
    section.files["anh/a.png"] = photo(section.random.randint(20, 90), 30, "PNG")


def _attachment(section: Section) -> None:
    section.files["tep/a.pdf"] = f"%PDF-1.4\n% {section.words()}\n%%EOF\n".encode()


def _as_of(section: Section) -> None:
    section.as_of = section.random.choice(("2024-06-30", "2024-12-31", "2025-01-07", "2025-06-30", "2026-03-02"))


EDITS: dict[str, Callable[[Section], None]] = {
    "add": Section.add, "delete": _delete, "rename": _rename, "template": _template, "setting": _setting, "plan": _plan,
    "notes": _notes, "row": _row, "page": _page, "picture": _picture, "attachment": _attachment, "as_of": _as_of,
    "body": lambda section: section.change(body=section.body()),
    "title": lambda section: section.change(title=f"Tin {section.words()}"),
    "date": lambda section: section.change(day=section.day()),
    "tags": lambda section: section.change(tags=section.some(TAGS)),
    "tasks": lambda section: section.change(tasks=section.some((1, 2, 3, 4))),
    "areas": lambda section: section.change(areas=section.some(("a", "d", "đ")) or ("đ",)),
    "more": lambda section: section.change(more=tuple(section.random.sample(MORE, 2))),
    "other page": lambda section: section.toggle(
        "trang/lien-he.md", "---\ntitle: Liên hệ\n---\n\nXem [tệp](tep/a.pdf).\n".encode()
    ),
}
