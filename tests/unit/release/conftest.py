"""The folders every publishing test uses; their names have spaces and Vietnamese letters."""

from pathlib import Path

import pytest


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "kết quả dựng"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "máy chủ" / "cchc"
