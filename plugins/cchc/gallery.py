"""The gallery: every component of the theme with its examples, as static pages to look at and to test.

A component's examples.yaml names its main macro, says in a sentence what it is, what each parameter means, and
gives examples as plain data. An example may name another macro of the same file, and may say with `around` what
the macro must stand in ("<ol>…</ol>"). Each example gets a page of its own for each look, so that ids never clash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from cchc.errors import EnvironmentFault, UsageError, reason_of
from cchc.render import MissingName, make_environment
from cchc.theme import Theme, load_theme

_PLACE = "…"  # where the example stands in `around`
_NEVER, _ALWAYS = "@media not all", "@media all"
_DARK, _PRINT, _SCREEN = "@media (prefers-color-scheme:dark)", "@media print", "@media screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A way to see an example: its name in addresses, its title, what its media queries become, its colour scheme."""

    name: str
    title: str
    media: Mapping[str, str]
    scheme: str


LOOKS = (
    Look(name="may", title="Theo máy", media={}, scheme="light dark"),
    Look(name="sang", title="Sáng", media={_DARK: _NEVER}, scheme="light"),
    Look(name="toi", title="Tối", media={_DARK: _ALWAYS}, scheme="dark"),
    Look(name="in", title="Bản in", media={_DARK: _NEVER, _SCREEN: _NEVER, _PRINT: _ALWAYS}, scheme="light"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A call of a macro with plain data; `around` is the HTML it stands in."""

    title: str
    macro: str
    arguments: Mapping[str, Any]
    around: str = _PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A folder of the theme: what it is, what its parameters mean, examples."""

    name: str
    text: str
    parameters: Mapping[str, str]
    examples: tuple[Example, ...]


def load_components(templates: Path) -> tuple[Component, ...]:
    """Every component by name; a missing or wrong examples.yaml is a UsageError that names the file."""
    folders = sorted(path for path in (templates / "components").iterdir() if path.is_dir())
    return tuple(_component(folder) for folder in folders)


def _component(folder: Path) -> Component:
    path = folder / "examples.yaml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        examples = tuple(Example(**{"macro": data["macro"], **item}) for item in data["examples"])
        return Component(name=folder.name, text=data["text"], parameters=data["parameters"], examples=examples)
    except OSError as error:
        raise EnvironmentFault(f"Không đọc được ví dụ của thành phần {path}: {reason_of(error)}.") from error
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} phải có macro, text, parameters và examples (title, arguments), đang sai ở: {error}."
        ) from error


def macros_of(component: Component, templates: Path) -> Mapping[str, Any]:
    """The macros that a component offers, by name."""
    module = make_environment(templates).get_template(f"components/{component.name}/{component.name}.html").module
    return {name: value for name, value in vars(module).items() if hasattr(value, "arguments")}


def render_example(component: Component, example: Example, templates: Path) -> Markup:
    """HTML of an example; a macro or a parameter that does not exist is a UsageError."""
    where = f"Thành phần {component.name}, ví dụ “{example.title}”"
    macro = macros_of(component, templates).get(example.macro)
    if macro is None:
        raise UsageError(f"{where}: không có macro `{example.macro}`.")
    unknown = sorted(set(example.arguments) - set(macro.arguments))
    if unknown:
        raise UsageError(f"{where}: macro `{example.macro}` không có tham số `{unknown[0]}`.")
    try:
        content: str = macro(**example.arguments)
    except MissingName as error:
        raise UsageError(f"{where}: thiếu dữ liệu: {error}.") from error
    return Markup(example.around.replace(_PLACE, content))  # noqa: S704 - the theme's own HTML


def build_gallery(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file of the gallery of the theme in `folder`, in a fixed order."""
    templates = folder / "templates"
    theme = load_theme(folder, internal=True)
    make_environment.cache_clear()
    components = load_components(templates)
    yield from theme.files.items()
    for look in LOOKS:
        yield f"theme/{look.name}.css", _stylesheet(theme, look)
    yield "theme/showcase.css", (templates / "showcase" / "showcase.css").read_bytes()
    page = make_environment(templates).get_template
    yield "index.html", page("showcase/index.html").render(components=components, root="").encode()
    for component in components:
        html = page("showcase/component.html").render(component=component, looks=LOOKS, root="../")
        yield f"{component.name}/index.html", html.encode()
        for number, example in enumerate(component.examples, start=1):
            content = render_example(component, example, templates)
            for look in LOOKS:
                html = page("showcase/example.html").render(
                    component=component, example=example, look=look, content=content, root="../"
                )
                yield f"{component.name}/{number}-{look.name}.html", html.encode()


def _stylesheet(theme: Theme, look: Look) -> bytes:
    """Both editions' sheets with the look's media queries decided, so that no setting of a browser is needed."""
    text = "".join(theme.files[path].decode() for path in (theme.stylesheet, theme.sheet))
    for query, decided in look.media.items():
        text = text.replace(query, decided)
    return f"{text}:root{{color-scheme:{look.scheme}}}".encode()
