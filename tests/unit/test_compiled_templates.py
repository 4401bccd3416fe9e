"""Compiled templates are used again only where they are whole and of the same text; what they render never differs."""

import marshal
from pathlib import Path

import pytest

from cchc.render import Environment

TEXT = "Xin chào {{ name }}"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "components").mkdir(parents=True)
    (folder / "components" / "hello.html").write_text(TEXT, encoding="utf-8")
    return folder


def render(templates: Path) -> str:
    return Environment(templates).get_template("components/hello.html").render(name="Hà")


def kept(templates: Path) -> Path:
    [file] = (templates / "__pycache__").iterdir()
    return file


def count_compiled(templates: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many templates a new environment compiles to render."""
    compiled = []
    original = Environment.compile

    def compile_counted(self: Environment, source: str, *rest: str) -> object:
        compiled.append(source)
        return original(self, source, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", compile_counted)
        assert render(templates).startswith("Xin chào")
    return len(compiled)


def test_a_template_is_compiled_once(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [count_compiled(templates, monkeypatch) for _ in range(3)] == [1, 0, 0]


def test_a_changed_template_is_compiled_again(templates: Path) -> None:
    render(templates)
    (templates / "components" / "hello.html").write_text("Xin chào bạn {{ name }}", encoding="utf-8")
    assert render(templates) == "Xin chào bạn Hà"


def test_code_of_another_folder_is_not_used(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paths in it, which an error shows, are of the folder it was compiled in."""
    render(templates)
    moved = templates.rename(templates.with_name("moved"))
    assert count_compiled(moved, monkeypatch) == 1


@pytest.mark.parametrize("damage", [
    lambda _data: b"", lambda data: data[:40], lambda data: data[:-1], lambda data: data + b"x",
    lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:], lambda _data: marshal.dumps(compile("1", "x", "eval")),
], ids=["empty", "short", "cut", "longer", "flipped", "bare"])
def test_damaged_code_is_compiled_again(templates: Path, monkeypatch: pytest.MonkeyPatch, damage) -> None:
    render(templates)
    file = kept(templates)
    file.write_bytes(damage(file.read_bytes()))
    assert count_compiled(templates, monkeypatch) == 1
    assert count_compiled(templates, monkeypatch) == 0


def test_a_folder_that_cannot_be_written_is_no_fault(templates: Path) -> None:
    (templates / "__pycache__").write_text("", encoding="utf-8")
    assert render(templates) == "Xin chào Hà"
