"""Which pages each kind of edit renders anew, and which files it changes; nothing else is made again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cchc.hooks.build import BuildResult, run_build
from cchc.incremental.built import Made, built_file, load_built
from edits import MAIN, PLAN_PATH, Section, Written

SUBJECTS = (  # day, tag, area, task
    ("2024-01-05", "Một cửa", "a", 1), ("2024-02-05", "Một cửa", "a", 1), ("2024-03-05", "Tiếp dân", "d", 2),
    ("2024-04-05", "Tiếp dân", "d", 2), ("2024-05-05", "Cải cách", "đ", 4), ("2024-06-05", "Cải cách", "a", 1),
    ("2024-07-05", "Đất đai", "a", 1), ("2024-08-05", "Đất đai", "d", 2),
)
OWN = "bai-viet/2024/bai-3/index.html"
LISTS = {  # where the card of post 3 stands with its summary
    "bai-viet/index.html", "ke-hoach/2024/noi-dung/d/index.html", "linh-vuc/the-che/index.html",
    "the-loai/tin-bai/index.html", "theo-nam/2024/03/index.html", "theo-nam/2024/index.html", "tu-khoa/tiep-dan/index.html",
}
RELATED = {"bai-viet/2024/bai-4/index.html", "bai-viet/2024/bai-8/index.html"}  # of the same field
FRONT = {"index.html", "ma-nhung/tin-moi.html", "ma-nhung/tin-moi.inc"}  # the newest titles
COVERAGE = {"ke-hoach/2024/index.html", "ke-hoach/2024/nhiem-vu/2/index.html"}
FEEDS = {
    "feed.atom", "feed.json", "rss.xml", "ke-hoach/2024/nhiem-vu/2/feed.atom", "ke-hoach/2024/nhiem-vu/2/rss.xml",
    "linh-vuc/the-che/feed.atom", "linh-vuc/the-che/rss.xml",
}
DATA = {"du-lieu/articles.csv", "du-lieu/articles.json"}
COVERAGE_DATA = {"ke-hoach/2024/coverage.json", "ke-hoach/2024/coverage.xlsx"}


@dataclass(frozen=True)
class Rebuilt:
    """Pages rendered anew, and files that are other than before."""

    rendered: set[str]
    changed: set[str]
    added: set[str]
    removed: set[str]


@pytest.fixture
def section(tmp_path: Path) -> Section:
    """Eight posts, built."""
    made = Section.begin(tmp_path, 0, posts=0)
    for number, (day, tag, area, task) in enumerate(SUBJECTS, 1):
        made.posts[f"bai-{number}"] = Written(
            slug=f"bai-{number}", day=day, title=f"Bài số {number}", tags=(tag,), areas=(area,), tasks=(task,),
            body=f"Đoạn đầu bài {number}.\n\nĐoạn sau bài {number}.",
        )
    made.write()
    build(made)
    return made


def build(section: Section) -> BuildResult:
    folder = section.folder
    return run_build(folder / "pelican.conf.py", {
        "PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "site"), "CACHE_PATH": str(folder / "cache"),
        "CCHC_AS_OF": "2024-12-31", "CCHC_JOBS": 1,
    })


def rebuild(section: Section) -> Rebuilt:
    """Write what was edited, and build."""
    def made() -> dict[str, Made]:
        return dict(load_built(built_file(section.folder / "cache", section.folder / "site")).made)

    before = made()
    section.write()
    result = build(section)
    pages = {page.output_path for page in result.state.pages}
    after = made()
    rendered = {path for path in pages if path not in before or before[path].fingerprint != after[path].fingerprint}
    assert len(rendered) == result.state.rendered
    commit = result.commit
    return Rebuilt(rendered, set(commit.changed), set(commit.added), set(commit.removed))


def edit(section: Section, **values: object) -> Rebuilt:
    """Change post 3 and build."""
    section.posts["bai-3"] = replace(section.posts["bai-3"], **values)  # type: ignore[arg-type] - fields of any type
    return rebuild(section)


def test_no_edit_renders_nothing(section: Section) -> None:
    assert rebuild(section) == Rebuilt(set(), set(), set(), set())


def test_an_edit_below_the_first_paragraph_renders_the_page_alone(section: Section) -> None:
    found = edit(section, body="Đoạn đầu bài 3.\n\nĐoạn sau đã sửa.")
    assert found == Rebuilt({OWN}, {OWN}, set(), set())


def test_another_first_paragraph_reaches_what_shows_it(section: Section) -> None:
    """Cards without summary, as on the front page, keep their bytes."""
    found = edit(section, body="Đoạn đầu đã sửa.\n\nĐoạn sau bài 3.")
    assert found.changed == {OWN} | LISTS | FEEDS | DATA
    assert {OWN} | LISTS <= found.rendered <= {OWN} | LISTS | RELATED | FRONT
    assert not found.added | found.removed


def test_another_title_reaches_neighbours_lists_coverage_and_feeds(section: Section) -> None:
    found = edit(section, title="Tiêu đề mới")
    pages = {OWN, "bai-viet/2024/bai-2/index.html"} | RELATED | LISTS | FRONT | COVERAGE
    assert found.rendered == pages
    assert found.changed == pages | FEEDS | DATA | COVERAGE_DATA | {"ma-nhung/tin-moi.json"}
    assert not found.added | found.removed


def test_another_tag_reaches_the_pages_of_both_tags(section: Section) -> None:
    found = edit(section, tags=("Một cửa",))
    pages = {OWN, "tu-khoa/index.html", "tu-khoa/mot-cua/index.html", "tu-khoa/tiep-dan/index.html"}
    assert found.rendered == pages
    assert found.changed == pages | DATA | {"feed.json", "sitemap.xml"}
    assert not found.added | found.removed


def test_another_day_renames_the_file_and_reaches_what_shows_the_day(section: Section) -> None:
    found = edit(section, day="2024-03-06")
    pages = {OWN} | RELATED | LISTS | FRONT | COVERAGE
    assert found.rendered == pages
    assert found.changed == pages | FEEDS | DATA | COVERAGE_DATA | {"ma-nhung/tin-moi.json", "sitemap.xml"}
    assert not found.added | found.removed


def test_a_deleted_post_takes_its_page_and_its_month_away(section: Section) -> None:
    del section.posts["bai-3"]
    found = rebuild(section)
    assert found.removed == {OWN, "theo-nam/2024/03/index.html"}
    assert not found.added
    totals = {  # pages that count posts
        "du-lieu/index.html", "ke-hoach/index.html", "linh-vuc/index.html", "so-do-trang/index.html",
        "the-loai/index.html", "theo-nam/index.html", "tu-khoa/index.html",
    }
    pages = {"bai-viet/2024/bai-2/index.html"} | RELATED | LISTS | FRONT | COVERAGE | totals
    pages -= found.removed
    assert found.rendered == pages
    assert found.changed == pages | FEEDS | DATA | COVERAGE_DATA | {
        "ke-hoach/2024/coverage.csv", "ma-nhung/tin-moi.json", "sitemap.xml",
    }


def test_a_template_of_one_kind_of_page_reaches_that_kind(section: Section) -> None:
    section.theme["templates/post.html"] = (MAIN, f"{MAIN}<!-- bài -->")
    found = rebuild(section)
    posts = {f"bai-viet/2024/bai-{number}/index.html" for number in range(1, 9)}
    assert found == Rebuilt(posts, posts, set(), set())


def test_a_comment_in_a_template_changes_no_file(section: Section) -> None:
    section.theme["templates/post.html"] = (MAIN, f"{MAIN}{{# bài #}}")
    found = rebuild(section)
    assert (len(found.rendered), found.changed) == (8, set())


def test_a_style_has_a_new_name_and_reaches_every_page_that_names_it(section: Section) -> None:
    section.theme["css/base.css"] = ("", ".c-thu { color: red; }\n")
    found = rebuild(section)
    styles = [path for path in (*found.added, *found.removed) if path.startswith("theme/cchc.")]
    assert (len(styles), len(found.added), len(found.removed)) == (2, 1, 1)
    html = {path for path in found.changed if path.endswith(".html")}
    assert found.changed == html == found.rendered - {"ma-nhung/tin-moi.inc"}
    assert html == {file.relative_to(section.folder / "site").as_posix()
                    for file in (section.folder / "site").rglob("*.html")}


def test_the_name_of_a_task_reaches_what_names_the_task(section: Section) -> None:
    plan = section.files[PLAN_PATH].decode().replace("title: Nhiệm vụ hai", "title: Nhiệm vụ khác")
    section.files[PLAN_PATH] = plan.encode()
    found = rebuild(section)
    posts = {path for path in found.rendered if path.startswith("bai-viet/")}
    assert posts == {OWN} | RELATED
    assert found.changed >= posts | COVERAGE | COVERAGE_DATA
    assert not {path for path in found.rendered if "2025" in path or path.startswith(("theo-nam/", "tu-khoa/"))}
    assert not found.added | found.removed


def test_another_attachment_no_post_names_changes_nothing(section: Section) -> None:
    section.files["tep/khac.pdf"] = b"%PDF-1.4\n%%EOF\n"
    assert rebuild(section) == Rebuilt(set(), set(), set(), set())
