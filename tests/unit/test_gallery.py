"""Every component has examples that render; what an example or a parameter's description gets wrong is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cchc.errors import EnvironmentFault, UsageError
from cchc.gallery import LOOKS, build_gallery, load_components, macros_of, render_example
from cchc.render import make_environment
from support import ROOT

TEMPLATES = ROOT / "theme" / "templates"
COMPONENTS = load_components(TEMPLATES)
every_component = pytest.mark.parametrize("component", COMPONENTS, ids=[item.name for item in COMPONENTS])


@every_component
def test_every_macro_of_a_component_has_an_example_and_every_parameter_a_description(component) -> None:
    macros = macros_of(component, TEMPLATES)
    shown = {example.macro for example in component.examples}
    assert shown == set(macros)
    assert set(component.parameters) == {name for macro in macros.values() for name in macro.arguments}


@every_component
def test_every_example_renders(component) -> None:
    titles = [example.title for example in component.examples]
    assert len(set(titles)) == len(titles)
    for example in component.examples:
        assert render_example(component, example, TEMPLATES).strip()


@every_component
def test_a_component_speaks_vietnamese_in_one_sentence(component) -> None:
    assert component.text.endswith(".")
    assert "\n" not in component.text


def test_the_gallery_is_the_same_twice_and_leads_to_every_example() -> None:
    files = dict(build_gallery(ROOT / "theme"))
    assert files == dict(build_gallery(ROOT / "theme"))
    index = files["index.html"].decode()
    for component in COMPONENTS:
        assert f'href="{component.name}/index.html"' in index
        page = files[f"{component.name}/index.html"].decode()
        for number in range(1, len(component.examples) + 1):
            for look in LOOKS:
                assert f'href="{number}-{look.name}.html"' in page
                assert f"theme/{look.name}.css" in files[f"{component.name}/{number}-{look.name}.html"].decode()


def test_a_look_decides_the_media_queries() -> None:
    files = {path: data.decode() for path, data in build_gallery(ROOT / "theme") if path.startswith("theme/")}
    assert "prefers-color-scheme:dark" in files["theme/may.css"]
    for look in ("sang", "toi", "in"):
        assert "prefers-color-scheme" not in files[f"theme/{look}.css"]
    assert "@media print" in files["theme/toi.css"]
    assert "@media print" not in files["theme/in.css"]


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A theme of one component whose examples a test writes."""
    make_environment.cache_clear()
    folder = tmp_path / "templates"
    (folder / "components" / "o").mkdir(parents=True)
    (folder / "components" / "o" / "o.html").write_text("{% macro o(a) %}<b>{{ a }}</b>{% endmacro %}", encoding="utf-8")
    return folder


def give(templates: Path, examples: str) -> None:
    text = f"macro: o\ntext: Ô.\nparameters: {{a: chữ}}\nexamples:\n{examples}"
    (templates / "components" / "o" / "examples.yaml").write_text(text, encoding="utf-8")


def render(templates: Path) -> str:
    component = load_components(templates)[0]
    return render_example(component, component.examples[0], templates)


def test_an_example_is_escaped_and_stands_in_what_is_around_it(templates: Path) -> None:
    give(templates, "- {title: một, arguments: {a: '<'}, around: '<p>…</p>'}")
    assert render(templates) == "<p><b>&lt;</b></p>"


@pytest.mark.parametrize(("examples", "words"), [
    ("- {title: một, arguments: {b: 1}}", "không có tham số `b`"),
    ("- {title: một, macro: x, arguments: {a: 1}}", "không có macro `x`"),
    ("- {title: một, arguments: {}}", "thiếu dữ liệu"),
    ("- {arguments: {a: 1}}", "title"),
    ("- {title: một, arguments: {a: 1}, khac: 2}", "khac"),
    ("- {title: [", "examples.yaml"),
], ids=["parameter", "macro", "no data", "no title", "unknown key", "no YAML"])
def test_a_wrong_example_is_said(templates: Path, examples: str, words: str) -> None:
    give(templates, examples)
    with pytest.raises(UsageError, match=words):
        render(templates)


def test_a_component_without_examples_is_said(templates: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"o/examples\.yaml"):
        load_components(templates)
    shutil.rmtree(templates)
