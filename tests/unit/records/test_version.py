"""The version of a record changes with every module it can reach, with packages and Python; with nothing else."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from cchc.records import version as module
from cchc.records.version import code_version

FILES = {
    "__init__.py": "", "a.py": "from cchc.b import name\n", "b.py": "from cchc import c as alias, d\nx = 1\n",
    "c.py": "def f():\n    from cchc.deep.e import (\n        g,  # a comment\n        h,\n    )\n",
    "d.py": "import cchc.f\n", "deep/__init__.py": "", "deep/e.py": "", "f.py": "from pathlib import Path\n",
    "g.py": "from cchc.a import name\n", "other.py": "# from cchc.a import b\n", "wide/__init__.py": "",
    "wide/x.py": "", "h.py": "from cchc.wide import x, y\n",
}
REACHED = {"__init__.py", "a.py", "b.py", "c.py", "d.py", "deep/__init__.py", "deep/e.py", "f.py"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    return tmp_path


def version(*modules: str) -> str:
    module._read.cache_clear()
    module._imported.cache_clear()
    return code_version(modules or ("a",), ("markdown",))


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_changed_module_counts_when_it_can_be_reached(package: Path, path: str) -> None:
    before = version()
    with (package / path).open("a", encoding="utf-8") as file:
        file.write("\ny = 2\n")
    assert (version() != before) == (path in REACHED)


def test_a_module_of_a_package_is_reached_by_its_name_alone(package: Path) -> None:
    before = version("h")
    (package / "wide/x.py").write_text("z = 3", encoding="utf-8")
    assert version("h") != before


def test_a_module_that_another_begins_to_import_counts(package: Path) -> None:
    (package / "f.py").write_text("from cchc.other import z\n", encoding="utf-8")
    before = version()
    (package / "other.py").write_text("z = 3\n", encoding="utf-8")
    assert version() != before


@pytest.mark.usefixtures("package")
def test_versions_of_packages_and_python_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version()
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", lambda name: f"{name} 99")
        assert version() != before
    monkeypatch.setattr(module.sys, "version_info", (3, 99, 0))
    assert version() != before


def test_equal_code_in_another_folder_has_the_same_version(
    package: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a cache can be carried to another machine."""
    before = version()
    monkeypatch.setattr(module, "PACKAGE", package.rename(tmp_path_factory.mktemp("other") / "cchc"))
    assert version() == before


def test_records_depend_on_markup_and_front_matter_but_not_on_pages() -> None:
    names = {path.relative_to(module.PACKAGE).as_posix() for path in module._reached(("records.digest", "records.codec"))}
    assert {"markup/convert.py", "markup/sanitise.py", "post.py", "yaml_nodes.py", "citations.py", "fields.py"} <= names
    assert not {name for name in names if name.startswith(("pages/", "hooks/", "cli/", "feeds/", "search/"))}
