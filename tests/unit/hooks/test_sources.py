"""What a build reads is known beforehand, or else said not to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cchc.hooks.sources import find_sources, is_plain
from support import ROOT

OURS = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")


def settings(**more: Any) -> dict[str, Any]:
    """Settings as far as they are asked."""
    return {"PLUGINS": ["cchc.hooks.content", "cchc.hooks.pages"], "THEME": "theme", "CCHC_PORTAL": {}, **more}


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A plain settings file beside a content folder, a theme and a fragment."""
    for path in ("content/a.md", "theme/base.html", "header.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    file = tmp_path / "conf.py"
    file.write_text('SITENAME = "Thử"\n', encoding="utf-8")
    return file


def test_the_section_s_own_settings_are_plain() -> None:
    assert is_plain(ROOT / "pelican.conf.py")


@pytest.mark.parametrize("line", [
    'SITENAME = "Thử".upper()', 'PLUGINS.append("cchc.hooks.x")', 'CCHC_FOOTER = [f"Năm {year}" for year in range(3)]',
    "from datetime import date\nDAY = date(2024, 1, 1).isoformat()", 'FOLDER = str(Path(__file__).resolve().parent / "x")',
    'del CCHC_MENU[0]\nCCHC_MENU += [("a", "b/")]', "X: list[str] = []\nY = {**CCHC_PORTAL}",
])
def test_what_only_says_values_is_plain(tmp_path: Path, line: str) -> None:
    file = tmp_path / "conf.py"
    file.write_text(f"{OURS}\n{line}\n", encoding="utf-8")
    assert is_plain(file)


@pytest.mark.parametrize("line", [
    "import os", "from os import environ", "import importlib", "import random", "import datetime.zoneinfo",
    "from .other import X", "from other import *", 'X = open("tên").read()', "X = open", 'X = [open][0]("x")',
    'X = __import__("os")', 'X = eval("1")', 'exec("X = 1")', 'X = getattr(sys, "argv")', "X = sys.argv",
    "X = sys.stdin.read()", 'X = sys.modules["os"]', "X = Path.cwd()", 'X = Path("x").read_text()',
    'X = Path("x").exists()', 'X = Path("x").stat()', 'X = list(Path("x").iterdir())', 'X = Path("~").expanduser()',
    "import datetime\nX = datetime.date.today()", "from datetime import datetime\nX = datetime.now()",
    "from datetime import datetime as d\nX = d.utcnow()", 'X = __builtins__["open"]', "X = input()",
    "def f():\n    return 1\nX = f()", "X = (lambda: 1)()", "X = globals()", "X = __loader__.get_data('x')",
    "from cchc.moment import build_moment\nX = build_moment(None, {})",
])
def test_what_may_ask_the_clock_the_environment_or_other_files_is_not_plain(tmp_path: Path, line: str) -> None:
    file = tmp_path / "conf.py"
    file.write_text(f"{OURS}\n{line}\n", encoding="utf-8")
    assert not is_plain(file)


def test_content_theme_settings_and_fragments_are_what_is_read(conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme is found from the settings file, a fragment from where the build runs."""
    monkeypatch.chdir(conf.parent)
    found = find_sources(conf, settings(CCHC_PORTAL={"header": "header.html", "footer": ""}), str(conf.parent / "content"))
    assert found is not None
    assert found.folders == (str(conf.parent / "content"), str(conf.parent / "theme"))
    assert found.files == (str(conf), str(conf.parent / "header.html"))
    wanted = {str(conf.parent / name) for name in ("content/a.md", "theme/base.html", "conf.py", "header.html")}
    assert wanted < found.listing.stamps.keys()
    assert any(path.endswith("cchc/hooks/sources.py") for path in found.listing.stamps)


def test_plugins_of_others_may_read_anything(conf: Path) -> None:
    assert find_sources(conf, settings(PLUGINS=["cchc.hooks.content", "khac"]), str(conf.parent / "content")) is None
    assert find_sources(conf, settings(PLUGINS=["cchcx.hooks"]), str(conf.parent / "content")) is None


def test_settings_that_ask_elsewhere_are_never_known_beforehand(conf: Path) -> None:
    conf.write_text("import os\n", encoding="utf-8")
    assert find_sources(conf, settings(), str(conf.parent / "content")) is None


def test_a_folder_that_cannot_be_read_is_left_to_the_build(conf: Path) -> None:
    assert find_sources(conf, settings(THEME="none"), str(conf.parent / "content")) is None
