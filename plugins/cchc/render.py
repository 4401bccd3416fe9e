"""A page value → HTML. Templates see `page`, `chrome`, `root` (the way back to the section root) and `kept`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined] # the C function, not announced

from cchc.compiled_templates import CompiledTemplates
from cchc.errors import InternalError
from cchc.pages.parts import SiteChrome
from cchc.pages.views import Page
from cchc.text import format_number
from cchc.urls import root_of

_MOST_KEPT = 8192  # fragments, about 1 KB each

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
_PLAIN_REFERENCE = re.compile(r'\{%[-+]?\s*(?:extends|from)\s+"([^"\\]+)"(?:\s+import\s[\w\s,]+)?\s*[-+]?%\}')

MissingName = jinja2.UndefinedError  # a template asked for something it was not given


class Fragments:
    """HTML of macros whose arguments come again and again: `kept(macro, …)` is `macro(…)`, made once.

    Equal arguments must look alike, as those of views do, which hold plain text, numbers and other views. Those that
    cannot be hashed are not kept. All is kept for one chrome, which therefore need not be compared each time;
    beyond `most` fragments the oldest goes.
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._chrome: SiteChrome | None = None
        self._html: dict[tuple[object, ...], str] = {}

    def __len__(self) -> int:
        return len(self._html)

    def __call__(self, macro: Callable[..., str], *arguments: object) -> str:
        """HTML of the macro with these arguments."""
        key = (macro, *[self._known(item) if type(item) is SiteChrome else item for item in arguments])
        try:
            html = self._html.get(key)
        except TypeError:
            return macro(*arguments)
        if html is None:
            html = macro(*arguments)
            if len(self._html) >= self._most:
                del self._html[next(iter(self._html))]
            self._html[key] = html
        return html

    def _known(self, chrome: SiteChrome) -> type[SiteChrome]:
        """What stands for the chrome in a key; a new chrome empties the shelf."""
        if chrome is not self._chrome:
            if chrome != self._chrome:
                self._html.clear()
            self._chrome = chrome
        return SiteChrome


class _Loader(jinja2.FileSystemLoader):
    """Reads a file once, so that what is hashed is what is compiled."""

    def __init__(self, templates: Path) -> None:
        super().__init__(templates)
        self._read: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Text, path and whether it is up to date; TemplateNotFound."""
        if template not in self._read:
            self._read[template] = super().get_source(environment, template)
        return self._read[template]


class _Context(Context):
    """Calls macros without looking for what they might want passed: nothing here wants it."""

    def call(
        self, function: Callable[..., object], /, *args: object,
        _loop_vars: object = None, _block_vars: object = None, **kwargs: object,
    ) -> object:
        """The call alone; `_loop_vars` and `_block_vars` are Jinja's own."""
        return function(*args, **kwargs)


class _Template(jinja2.Template):
    """A template that knows no globals but the environment's, so that an import of it is one module for all."""

    @classmethod
    def from_code(
        cls, environment: jinja2.Environment, code: CodeType, globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """The template of compiled code, which escapes straight into text."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escaped
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - Jinja's signature
        return self._module or super()._get_default_module()


def _escaped(value: object) -> str:
    """What `escape` gives, without wrapping as Markup (a microsecond each) what is only joined."""
    if type(value) is str:
        text: str = _escape_inner(value)
        return text
    return value if type(value) is Markup else escape(value)


def _longest_start(starts: Iterable[str], text: str) -> str:
    """The longest of the texts that `text` starts with, "" where none does."""
    return max((start for start in starts if text.startswith(start)), key=len, default="")


class Environment(jinja2.Environment):
    """Jinja for one folder of templates; each is looked up, read and compiled once."""

    template_class = _Template
    context_class = _Context

    def __init__(self, templates: Path) -> None:
        self._loader = _Loader(templates)
        super().__init__(
            loader=self._loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False, optimized=False,
        )
        options = (self.autoescape, self.trim_blocks, self.lstrip_blocks, self.optimized)
        self.bytecode_cache = CompiledTemplates(templates.resolve(), repr(options))
        self._compiled: dict[str, jinja2.Template] = {}
        self._reached: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}
        self.fragments = Fragments()
        self.filters["number"] = format_number
        self.filters["longest_start"] = _longest_start
        self.globals["kept"] = self.fragments

    def get_template(
        self, name: str | jinja2.Template, parent: str | None = None,  # noqa: ARG002 - names are whole, as Jinja's are
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, ARG002 - Jinja's signature; no template has any
    ) -> jinja2.Template:
        """The template of a name; TemplateNotFound."""
        if isinstance(name, jinja2.Template):
            return name
        template = self._compiled.get(name)
        if template is None:
            template = self._compiled[name] = super().get_template(name)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002 - Jinja's
        """The environment's own globals, for every template."""
        return self.globals

    def reach(self, name: str) -> frozenset[str]:
        """Names of the template and of all that it leads to."""
        if name not in self._reached:
            seen, ahead = {name}, [name]
            while ahead:
                new = self._references(ahead.pop()) - seen
                seen |= new
                ahead.extend(new)
            self._reached[name] = frozenset(seen)
        return self._reached[name]

    def digest(self, name: str) -> str:
        """sha256 (hex) of the names and texts that `reach` gives."""
        if name not in self._digests:
            texts = {path: hashlib.sha256(self._text(path).encode()).hexdigest() for path in self.reach(name)}
            lines = "".join(f"{path}\0{texts[path]}\n" for path in sorted(texts))
            self._digests[name] = hashlib.sha256(lines.encode()).hexdigest()
        return self._digests[name]

    def _text(self, name: str) -> str:
        return self._loader.get_source(self, name)[0]

    def _references(self, name: str) -> frozenset[str]:
        """Names that a template names itself; InternalError when it computes one."""
        text = self._text(name)
        plain = _PLAIN_REFERENCE.findall(text)
        commented = any("{%" in comment for comment in _COMMENT.findall(text))
        if len(plain) == len(_REFERENCE.findall(text)) and not commented:
            return frozenset(plain)
        found = frozenset(find_referenced_templates(self.parse(text, name)))
        if None in found:
            raise InternalError(f"Khuôn mẫu {name} gọi một khuôn mẫu khác bằng tên tính ra, phải ghi rõ tên.")
        return frozenset(item for item in found if item)


@lru_cache(maxsize=4)
def make_environment(templates: Path) -> Environment:
    """Jinja with autoescape on and undefined names as errors; templates are read once."""
    return Environment(templates)


def templates_of(templates: Path, name: str) -> frozenset[str]:
    """Every template that rendering `name` can reach (extends, imports, includes), itself too.

    TemplateNotFound for one that is not there, InternalError for one whose name a template computes.
    """
    return make_environment(templates).reach(name)


def template_digest(templates: Path, name: str) -> str:
    """sha256 (hex) of names and texts of the templates that rendering `name` can reach; errors as templates_of."""
    return make_environment(templates).digest(name)


def render_page(page: Page, chrome: SiteChrome, environment: jinja2.Environment) -> str:
    """HTML of one page."""
    root = Markup(root_of(page.output_path, chrome.base_url))  # noqa: S704 - made of "../" or a checked address
    return environment.get_template(page.template).render(page=page.view, chrome=chrome, root=root) + "\n"


def render_audit(templates: Path, report: Mapping[str, object]) -> str:
    """The report of an audit as a page of its own; not part of the site."""
    return make_environment(templates).get_template("audit.html").render(report) + "\n"
