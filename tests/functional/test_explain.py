"""`inv explain`: every reason to make a page anew, each from a real edit; and `inv build --profile`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cchc import rendering, terminal
from cchc.cli import options
from cchc.cli.build import build as build_command
from cchc.cli.explain import explain as explain_command
from cchc.errors import ContentError, UsageError
from cchc.hooks.build import run_build
from cchc.hooks.explain import Explanation, explain_page
from cchc.hooks.watch import STAGES
from support import ROOT, make_plan, tree, write_post

POST = "content/bai-viet/2024/2024-03-05-mot.md"
FOOTER = ("pelican.conf.py", "CCHC_FOOTER: list[str] = []", 'CCHC_FOOTER = ["Dòng"]')
FIRST, SECOND, LIST = "bai-viet/2024/mot/", "bai-viet/2024/hai/", "bai-viet/"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of two posts in a folder of its own."""

    folder: Path

    def overrides(self, **more: Any) -> dict[str, Any]:
        """Settings of a build of it."""
        return {
            "PATH": str(self.folder / "content"), "OUTPUT_PATH": str(self.folder / "site"),
            "CACHE_PATH": str(self.folder / "cache"), "CCHC_COVERAGE": "results", "CCHC_AS_OF": "2024-12-31",
            "CCHC_JOBS": 1, "CCHC_FULL": False, "CCHC_PUBLISH": False, **more,
        }

    def build(self, **more: Any) -> None:
        """Build it as it is."""
        run_build(self.folder / "pelican.conf.py", self.overrides(**more))

    def explain(self, page: str, **more: Any) -> Explanation:
        """Explain a page of it."""
        return explain_page(self.folder / "pelican.conf.py", self.overrides(**more), page)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text of a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the section."""
    place = tmp_path_factory.mktemp("section")
    make_plan(place / "content")
    write_post(place / "content", "2024-03-05", "mot", "tom_tat: Tóm tắt một\ntasks: [1]", "Đoạn đầu.\n\nĐoạn hai.")
    write_post(place / "content", "2024-03-06", "hai", "tom_tat: Tóm tắt hai\ntasks: [2]", "Đoạn của bài hai.")
    shutil.copytree(ROOT / "theme", place / "theme")
    shutil.copy(ROOT / "pelican.conf.py", place)
    return place


@pytest.fixture
def section(folder: Path) -> Iterator[Section]:
    """The section as built once; whatever a test changes is put back."""
    found = Section(folder)
    if not (folder / "site").exists():
        found.build()
    before = tree(folder)
    yield found
    after = tree(folder)
    for path in after.keys() - before.keys():
        (folder / path).unlink()
    for path in (path for path, data in before.items() if after.get(path) != data):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(before[path])


def test_a_page_that_was_never_built_is_new(section: Section) -> None:
    found = section.explain(FIRST, OUTPUT_PATH=str(section.folder / "other"))
    assert (found.last, found.next.reason, found.old) == (None, "n", None)


def test_nothing_changed_is_kept_and_explaining_writes_nothing(section: Section) -> None:
    before = _tree(section)
    pages = [section.explain(page) for page in (FIRST, "index.html", "feed.json", "may-chu/nginx.conf", "sitemap.xml")]
    assert [found.next.reason for found in pages] == [""] * len(pages)
    assert [found.last.reason for found in pages] == ["n"] * len(pages)
    assert _tree(section) == before


def _tree(section: Section) -> dict[str, bytes]:
    """The folder without what Python itself keeps of the settings file."""
    return {path: data for path, data in tree(section.folder).items() if "__pycache__" not in path}


def test_a_page_names_its_sources_the_posts_it_shows_and_its_templates(section: Section) -> None:
    post, listed = section.explain(FIRST), section.explain(LIST)
    assert post.origin.sources == ("bai-viet/2024/2024-03-05-mot.md", "ke-hoach/2024.yaml")
    assert post.origin.shown == ("bai-viet/2024/2024-03-06-hai.md",)
    assert post.templates[:2] == ("post.html", "base.html")
    assert listed.origin.shown == ("bai-viet/2024/2024-03-06-hai.md", "bai-viet/2024/2024-03-05-mot.md")


@pytest.mark.parametrize(("path", "old", "new", "expected"), [
    (POST, "Đoạn hai.", "Đoạn ba.", {FIRST: "b", SECOND: "", LIST: ""}),
    (POST, "title: mot", "title: khác",
     {FIRST: "v", SECOND: "v", LIST: "v", "feed.json": "s", "may-chu/nginx.conf": ""}),
    (POST, "Tóm tắt một", "Tóm tắt mới", {FIRST: "v", LIST: "v", "feed.json": "s"}),
    ("theme/templates/post.html", "{% block main %}", "{% block main %}<!-- bài -->", {FIRST: "t", LIST: ""}),
    ("theme/templates/base.html", "<body", "<body data-thu", {FIRST: "t", LIST: "t", "feed.json": ""}),
    ("theme/js/cchc.js", "document", "(document)", {FIRST: "c"}),
    (*FOOTER, {FIRST: "c", LIST: "c", "feed.json": ""}),
    ("pelican.conf.py", "CCHC_PER_PAGE = 20", "CCHC_PER_PAGE = 1", {FIRST: "", LIST: "v"}),
    ("content/ke-hoach/2024.yaml", "\ntitle: ", "\ntitle: Về ", {"ke-hoach/2024/": "v", LIST: ""}),
], ids=["body", "title", "summary", "template", "base", "script", "setting", "per-page", "plan"])
def test_what_was_edited_is_the_reason(
    section: Section, path: str, old: str, new: str, expected: dict[str, str]
) -> None:
    """A page says which of its parts changed; a page that does not depend on the edit is kept."""
    section.edit(path, old, new)
    assert {page: section.explain(page).next.reason for page in expected} == expected


def test_templates_settings_and_code_that_changed_are_named(
    section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    section.edit("theme/templates/post.html", "{% block main %}", "{% block main %}<!-- bài -->")
    section.edit("theme/templates/list.html", "{% block main %}", "{% block main %}<!-- danh sách -->")
    section.edit(*FOOTER)
    monkeypatch.setattr(rendering, "_PACKAGES", (*rendering._PACKAGES, "pelican"))
    found = section.explain(FIRST)
    assert found.next.reason == "ctk"
    assert found.next.names == ("chrome/facts", "code/pelican", "templates/post.html")


def test_the_last_build_tells_why_it_made_a_page(section: Section) -> None:
    section.edit(POST, "Đoạn hai.", "Đoạn ba.")
    section.edit("theme/templates/list.html", "{% block main %}", "{% block main %}<!-- danh sách -->")
    section.build()
    found = [section.explain(page) for page in (FIRST, SECOND, LIST)]
    assert [(page.last.reason, page.last.names) for page in found] == [("b", ()), ("", ()), ("t", ("templates/list.html",))]
    assert [page.next.reason for page in found] == ["", "", ""]


def test_a_file_that_was_edited_by_hand_or_is_missing_is_written_again(section: Section) -> None:
    (section.folder / "site" / FIRST / "index.html").write_text("tay", encoding="utf-8")
    (section.folder / "site" / "feed.json").unlink()
    page, feed = section.explain(FIRST), section.explain("feed.json")
    assert (page.next.reason, page.old) == ("o", b"tay")
    assert (feed.next.reason, feed.old) == ("o", None)


def test_a_page_whose_source_is_gone_will_be_removed(section: Section) -> None:
    (section.folder / POST).unlink()
    found = section.explain(FIRST)
    assert found.next is None
    assert found.last.reason == "n"


def test_content_with_errors_is_told_as_by_a_build(section: Section) -> None:
    section.edit(POST, "tasks: [1]", "tasks: [99]")
    with pytest.raises(ContentError):
        section.explain(FIRST)


def test_an_address_nobody_knows_is_answered_with_the_nearest(section: Section) -> None:
    with pytest.raises(UsageError, match=r"Gần giống: .*bai-viet/2024/mot/"):
        section.explain("bai-viet/2024/mott/")


def test_a_published_build_explains_pictures_search_and_packed_copies(section: Section) -> None:
    """Cards and codes are not drawn to explain a page, and what is only there with --publish is known."""
    more = {"CCHC_PUBLISH": True, "OUTPUT_PATH": str(section.folder / "public")}
    section.build(**more)
    card = next(path for path in tree(section.folder / "public") if path.endswith(".png") and "chia-se" in path)
    kinds = {page: section.explain(page, **more) for page in (FIRST, f"{FIRST}index.html.gz", card)}
    assert [found.next.reason for found in kinds.values()] == ["", "", ""]
    assert [found.origin.kind for found in kinds.values()] == ["trang của một bài", "trang của một bài", "ảnh chia sẻ"]


def ask(section: Section, page: str) -> None:
    """`inv explain` in this process."""
    explain_command(
        page=page, content=str(section.folder / "content"), output=str(section.folder / "site"),
        cache=str(section.folder / "cache"), base_url="", as_of="2024-12-31", internal=False, coverage="",
        publish=False,
    )


def test_the_command_says_it_in_words_with_the_lines_that_differ(
    section: Section, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options, "SETTINGS_FILE", section.folder / "pelican.conf.py")
    section.edit(POST, "Đoạn hai.", "Đoạn ba.")
    section.edit(*FOOTER)
    ask(section, f"https://skhcn.hungyen.gov.vn/cai-cach-hanh-chinh/{FIRST}")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{FIRST}index.html: trang của một bài"
    assert lines[1] == "Làm từ: bai-viet/2024/2024-03-05-mot.md, ke-hoach/2024.yaml"
    assert "Lần dựng trước: dựng mới vì chưa có trong lần dựng trước." in lines
    assert ("Nếu dựng bây giờ: dựng lại vì thân bài đã đổi; phần chung của mọi trang đã đổi: CCHC_FOOTER.") in lines
    assert [line for line in lines if "Đoạn" in line] == ["  - <p>Đoạn hai.</p>", "  + <p>Đoạn ba.</p>"]


def test_the_command_needs_a_page() -> None:
    with pytest.raises(UsageError, match="--page"):
        explain_command(page="")


def test_a_profile_has_every_stage_and_what_was_made_anew(
    section: Section, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every stage of a build is in the table once, in its order; a quick build that no terminal shows tells nothing."""
    monkeypatch.setattr(terminal, "_QUICK", 3600.0)  # however slow the machine
    monkeypatch.setattr(options, "SETTINGS_FILE", section.folder / "pelican.conf.py")
    section.edit(POST, "title: mot", "title: khác")
    build_command(
        content=str(section.folder / "content"), output=str(section.folder / "site"),
        cache=str(section.folder / "cache"), base_url="", as_of="2024-12-31", internal=False, coverage="", jobs="1",
        full=False, publish=False, profile=True,
    )
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0].startswith("Đã dựng bản công khai: 2 bài, ")
    labels = [line.partition("  ")[0] for line in lines]
    table = labels[labels.index("Công đoạn") + 1 : labels.index("Cộng")]
    needless = {STAGES[stage] for stage in ("restore", "retouch")}
    assert [label for label in table if label not in needless] == [
        label for label in STAGES.values() if label not in needless
    ]
    assert lines[-1].startswith("Bài: 1 lấy từ bộ nhớ đệm, 1 đọc mới")
    assert told.err == ""
