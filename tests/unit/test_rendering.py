"""Only pages whose fingerprint changed, or whose file does not stand as it was made, are rendered."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cchc import rendering as module
from cchc.incremental.built import Made
from cchc.incremental.pack import Pack, list_segments
from cchc.pages.build import build_pages
from cchc.pages.parts import Body
from cchc.pages.views import Page, PostView
from cchc.records.store import RecordStore
from cchc.rendering import Press, Printed, page_fingerprint, print_pages
from cchc.workers import Workers
from materials import make_material
from support import ROOT, make_plan, tree, write_post


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Page, ...]:
    """Pages of a section of three posts."""
    content = tmp_path / "content"
    make_plan(content)
    for number in range(3):
        write_post(content, f"2024-03-0{number + 1}", f"bai-{number}", "areas: [a]", f"Đoạn *{number}*.")
    return build_pages(make_material(content))


@pytest.fixture
def press(tmp_path: Path) -> Press:
    """Nothing made yet."""
    shutil.copytree(ROOT / "theme/templates", tmp_path / "templates")
    chrome = make_material(tmp_path / "content").chrome if (tmp_path / "content").is_dir() else None
    assert chrome is not None
    return Press(
        chrome=chrome, templates=tmp_path / "templates", content=tmp_path / "content", store=RecordStore(None),
        target=tmp_path / "target", packs=False, made={}, standing={},
    )


def print_all(pages: Sequence[Page], press: Press, jobs: int = 1) -> list[Printed]:
    workers = Workers(jobs)
    try:
        return list(print_pages(pages, press, workers))
    finally:
        workers.close()


def after(printed: Sequence[Printed], press: Press, target: str) -> Press:
    """The press of the next build, when all that was made stands in the output."""
    return replace(
        press, target=press.target.with_name(target), made={item.path: item.made for item in printed},
        standing={item.path: item.made.sha256 for item in printed},
    )


def test_a_first_build_writes_every_page_in_order(pages: tuple[Page, ...], press: Press) -> None:
    printed = print_all(pages, press)
    assert [item.path for item in printed] == [page.output_path for page in pages]
    assert all(item.written and item.rendered for item in printed)
    files = tree(press.target)
    assert files.keys() == {page.output_path for page in pages}
    assert b"<p>\xc4\x90o\xe1\xba\xa1n <em>1</em>.</p>" in files["bai-viet/2024/bai-1/index.html"]


def test_what_stands_as_it_was_made_is_not_rendered(pages: tuple[Page, ...], press: Press) -> None:
    again = print_all(pages, second := after(print_all(pages, press), press, "second"))
    assert not any(item.written or item.rendered for item in again)
    assert not second.target.exists()
    assert [item.made for item in again] == [second.made[page.output_path] for page in pages]


@pytest.mark.parametrize("packs", [False, True])
def test_what_is_written_is_packed_where_that_is_asked_for(
    pages: tuple[Page, ...], press: Press, tmp_path: Path, packs: bool
) -> None:
    printed = {item.path: item for item in print_all(pages, press)}
    left = {path: item.made for path, item in printed.items() if not path.endswith("bai-1/index.html")}
    second = replace(press, packs=packs, made=left, standing={path: made.sha256 for path, made in left.items()})
    pack = Pack(tmp_path / "a.pack")
    for item in print_pages(pages, second, Workers()):
        pack.add(item.segment)
    found = [sha for segment in list_segments(tmp_path / "a.pack") for sha, _ in segment.files]
    assert found == ([printed["bai-viet/2024/bai-1/index.html"].made.sha256] if packs else [])


def test_a_page_that_is_gone_or_other_than_it_was_made_is_rendered_again(
    pages: tuple[Page, ...], press: Press
) -> None:
    second = after(print_all(pages, press), press, "second")
    gone, other, unknown = (page.output_path for page in pages[:3])
    standing = {**second.standing, other: "0" * 64}
    del standing[gone]
    made = {path: item for path, item in second.made.items() if path != unknown}
    again = print_all(pages, replace(second, standing=standing, made=made))
    assert {item.path for item in again if item.rendered} == {gone, other, unknown}
    assert {item.path for item in again if item.written} == {gone, other}
    assert all(tree(second.target)[path] == (press.target / path).read_bytes() for path in (gone, other))


def test_a_claim_of_another_fingerprint_is_not_believed(pages: tuple[Page, ...], press: Press) -> None:
    second = after(print_all(pages, press), press, "second")
    made = {path: Made("khác", item.sha256) for path, item in second.made.items()}
    again = print_all(pages, replace(second, made=made))
    assert all(item.rendered and not item.written for item in again)


@pytest.mark.parametrize("jobs", [2, 3])
def test_processes_print_what_one_prints(
    pages: tuple[Page, ...], press: Press, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(module, "_WORTH_A_PROCESS", 1)
    alone = print_all(pages, press)
    together = print_all(pages, replace(press, target=press.target.with_name("together")), jobs)
    assert together == alone
    assert tree(press.target.with_name("together")) == tree(press.target)


def post_page(pages: tuple[Page, ...]) -> tuple[Page, PostView, Body]:
    page = next(item for item in pages if isinstance(item.view, PostView) and isinstance(item.view.body, Body))
    assert isinstance(page.view, PostView)
    assert isinstance(page.view.body, Body)
    return page, page.view, page.view.body


@pytest.mark.parametrize("change", [
    {"digest": "0" * 64}, {"token": "khác"}, {"addresses": ("a/",)}, {"lead": False},
])
def test_every_part_of_a_body_counts(pages: tuple[Page, ...], press: Press, change: dict[str, Any]) -> None:
    page, view, body = post_page(pages)
    other = replace(page, view=replace(view, body=replace(body, **change)))
    assert page_fingerprint(other, press) != page_fingerprint(page, press)


def test_where_a_body_is_kept_does_not_count(pages: tuple[Page, ...], press: Press) -> None:
    page, view, body = post_page(pages)
    other = replace(page, view=replace(view, body=replace(body, key="khác", source="khác")))
    assert page_fingerprint(other, press) == page_fingerprint(page, press)


def test_view_path_template_and_chrome_count(pages: tuple[Page, ...], press: Press) -> None:
    page, view, _ = post_page(pages)
    found = [
        page_fingerprint(page, press), page_fingerprint(replace(page, output_path="khác/index.html"), press),
        page_fingerprint(replace(page, template="list.html"), press),
        page_fingerprint(replace(page, view=replace(view, head=replace(view.head, title="Khác"))), press),
        page_fingerprint(page, replace(press, chrome=replace(press.chrome, name="Khác"))),
    ]
    assert len(set(found)) == len(found)


def test_a_template_counts_for_the_pages_that_reach_it(pages: tuple[Page, ...], press: Press) -> None:
    before = print_all(pages, press)
    with (press.templates / "post.html").open("a", encoding="utf-8") as file:
        file.write("{# khác #}")
    again = print_all(pages, after(before, press, "second"))
    kinds = {page.output_path: page.template for page in pages}
    assert {kinds[item.path] for item in again if item.rendered} == {"post.html"}
    assert not any(item.written for item in again)


def test_our_code_counts(pages: tuple[Page, ...], press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    before = print_all(pages, press)
    monkeypatch.setattr(module, "code_version", lambda *_: "f" * 64)
    again = print_all(pages, after(before, press, "second"))
    assert all(item.rendered and not item.written for item in again)
