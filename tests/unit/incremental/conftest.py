"""The output every build test uses; its name has spaces and Vietnamese letters."""

from pathlib import Path

import pytest


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "trang tĩnh" / "kết quả"
