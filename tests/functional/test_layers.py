"""The layers of the code hold (architecture: data flows one way)."""

from __future__ import annotations

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from support import ROOT


def test_imports_follow_the_layers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_files_and_functions_stay_small() -> None:
    import ast

    for path in sorted((ROOT / "plugins/cchc").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 50, f"{path}: {node.name}"
    assert (ROOT / "pelican.conf.py").read_text(encoding="utf-8").count("\n") <= 100
    assert (ROOT / "tasks.py").read_text(encoding="utf-8").count("\n") <= 150
