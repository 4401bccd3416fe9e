"""What may name a place to publish to."""

from pathlib import Path

import pytest

from cchc.errors import UsageError
from cchc.release.target import parse_target


@pytest.mark.parametrize(
    "text",
    [
        "ssh://a@b/srv",
        "s3://kho/cchc",
        "ftp://máy/web",
        "file:///srv",
        "s3:/kho",
        "a@máy:/srv",
        "a@máy:web",
        "máy:/srv",
    ],
)
def test_another_machine_is_refused_with_what_is_supported(text: str):
    with pytest.raises(UsageError, match="hiện chỉ xuất bản vào một thư mục"):
        parse_target(text)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_target_is_refused(text: str):
    with pytest.raises(UsageError, match="đang để trống"):
        parse_target(text)


@pytest.mark.parametrize("text", ["xuất bản", "./a:b/c", "a/b:c", "a@b", "C:web"])
def test_any_other_text_is_a_local_folder(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert parse_target(text) == Path(text).resolve()
