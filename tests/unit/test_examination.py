"""Content examined with records at hand, without, or with damaged ones is the same, and all of it is checked."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from cchc.examination import Examined, examine
from cchc.moment import build_moment
from cchc.records import reading
from cchc.records.store import RecordStore
from cchc.workers import Workers
from sites import good
from support import ROOT, make_plan, write_post

MOMENT = build_moment(good.AS_OF, {})
BROKEN = ROOT / "tests/sites/broken/content"


def facts(found: Examined) -> tuple[object, ...]:
    """All that is known after an examination."""
    return (found.loaded, found.bodies, found.files, found.draft_files, found.pictures, found.shown)


def look(content: Path, cache: Path | None, jobs: int = 1, moment: datetime = MOMENT) -> Examined:
    workers = Workers(jobs)
    try:
        return examine(content, moment, RecordStore(cache), workers)
    finally:
        workers.close()


@pytest.mark.parametrize("kind", ["good", "broken"])
def test_records_at_hand_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Nor do damaged ones, or processes."""
    content = tmp_path / "content"
    if kind == "good":
        good.write(content)
    else:
        shutil.copytree(BROKEN, content)
    monkeypatch.setattr(reading, "_WORTH_A_PROCESS", 5)
    first = look(content, tmp_path / "cache")
    assert bool(first.loaded.errors) == (kind == "broken")
    assert facts(look(content, tmp_path / "cache")) == facts(first)
    assert facts(look(content, None, jobs=3)) == facts(first)
    store = RecordStore(tmp_path / "cache").path
    data = store.read_bytes()
    store.write_bytes(data[: len(data) // 2] + bytes(len(data) // 2))
    assert facts(look(content, tmp_path / "cache")) == facts(first)


def test_records_hold_at_any_moment(tmp_path: Path) -> None:
    """What changes with the day is not part of a record."""
    content = good.write(tmp_path / "content")
    later = build_moment("2025-12-31", {})
    look(content, tmp_path / "cache")
    found = look(content, tmp_path / "cache", moment=later)
    assert facts(found) == facts(look(content, None, moment=later))
    assert found.loaded.ledger != look(content, tmp_path / "cache").loaded.ledger


def test_the_place_of_a_broken_link_is_told_from_a_record_too(tmp_path: Path) -> None:
    content = tmp_path / "content"
    make_plan(content)
    write_post(content, "2024-03-05", "a", "areas: [a]", "Đoạn.\n\nXem [bài](2024-01-01-khong-co.md).")
    for _ in range(2):
        (problem,) = look(content, tmp_path / "cache").loaded.errors
        assert (problem.code, problem.line, problem.column) == ("lien-ket-hong", 8, 11)


def test_a_file_that_only_a_draft_names_is_not_published(tmp_path: Path) -> None:
    content = tmp_path / "content"
    make_plan(content)
    for name in ("chung", "nhap", "thua"):
        (content / "tep").mkdir(exist_ok=True)
        (content / f"tep/{name}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    write_post(content, "2024-03-05", "a", "areas: [a]", "[tệp](tep/chung.pdf)")
    write_post(content, "2024-03-06", "b", "areas: [a]\nstatus: draft", "[tệp](tep/chung.pdf) [tệp](tep/nhap.pdf)")
    for _ in range(2):
        found = look(content, tmp_path / "cache")
        assert (found.files, found.draft_files) == ({"tep/chung.pdf"}, {"tep/nhap.pdf"})
        assert [(item.path, item.code) for item in found.loaded.problems] == [("tep/thua.pdf", "tep-khong-dung")]
        assert found.loaded.ledger["tep/chung.pdf"] == "published"
        assert found.loaded.ledger["tep/nhap.pdf"] == "draft"
