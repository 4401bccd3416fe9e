"""The list of releases when its record is lost or folders are."""

import os
from pathlib import Path

import pytest

from cchc.manifest import DISK
from cchc.release.local import list_releases, rollback_release
from unit.release.publishing import assert_tidy, numbers, publish


@pytest.mark.parametrize("text", [None, "", "[]", "{", '{"schema": "x"}', '{"schema": "cchc.releases/1"}'])
def test_a_lost_or_damaged_record_is_rebuilt_from_the_folders(source: Path, target: Path, text: str | None):
    for number in (1, 2, 3):
        publish(source, target, number)
    rollback_release(target)
    expected = list_releases(target)
    record = target / "releases/releases.json"
    record.unlink() if text is None else record.write_text(text, encoding="utf-8")
    assert list_releases(target) == expected
    publish(source, target, 4)
    assert numbers(target) == [1, 2, 3, 4]
    assert_tidy(target, linked=os.name != "nt")


def test_a_release_deleted_by_hand_leaves_the_list(source: Path, target: Path):
    releases = [publish(source, target, number) for number in (1, 2, 3)]
    DISK.remove_tree(target / "releases" / releases[1].id)
    assert numbers(target) == [1, 3]
    assert rollback_release(target).id == releases[0].id
