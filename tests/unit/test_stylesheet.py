"""Classes and rules belong together: no rule without a user, no class without a rule; tokens are all there and used."""

from __future__ import annotations

import re

from support import ROOT

THEME = ROOT / "theme"
CODE = ROOT / "plugins" / "cchc"
STYLES = [path for path in THEME.rglob("*.css") if "static" not in path.parts]
NAME = r"c-[a-z][a-z0-9]*(?:(?:-|__|--)[a-z0-9]+)*"


def read(paths) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


STYLE = re.sub(r"/\*.*?\*/", "", read(STYLES), flags=re.DOTALL)
TEMPLATES = re.sub(r"\{#.*?#\}", "", read(THEME.rglob("*.html")), flags=re.DOTALL)
RULES = set(re.findall(rf"\.({NAME})", STYLE))
MARKDOWN = {"c-right", "c-center"}  # how cells of a written table are aligned
OPEN = set(re.findall(rf"({NAME}--)\{{\{{", TEMPLATES))  # the rest of the name comes from the view


def in_templates() -> set[str]:
    """Every class of ours inside class="…", whatever the conditions around it."""
    names: set[str] = set()
    for value in re.findall(r'class="((?:\{[%{].*?[%}]\}|[^"])*)"', TEMPLATES):
        names |= set(re.findall(rf"(?<![\w-])({NAME})(?![\w-]|\{{\{{)", value))
    return names


def elsewhere() -> set[str]:
    """Classes that code or scripts write, or that a macro is given as a default."""
    text = read([*CODE.rglob("*.py"), *(THEME / "js").glob("*.js")]) + TEMPLATES
    return set(re.findall(rf"[\"'\s.]({NAME})(?=[\"'\s.])", text))


def test_no_class_of_a_template_is_without_a_rule() -> None:
    scripted = set(re.findall(NAME, read((THEME / "js").glob("*.js"))))
    assert {name for name in in_templates() - RULES - scripted if f"{name}--" not in OPEN} == set()


def test_no_rule_is_without_a_user() -> None:
    used = in_templates() | elsewhere() | MARKDOWN
    assert {name for name in RULES - used if not name.startswith(tuple(OPEN))} == set()


def test_every_class_is_a_block_element_or_modifier_of_one_prefix() -> None:
    written = set(re.findall(r"\.(-?[a-zA-Z][\w-]*)(?=[^{}]*\{)", re.sub(r"\d+\.\d+|url\([^)]*\)", "", STYLE)))
    others = {name for name in written - RULES if not re.fullmatch(r"[of]-[samu]-[\w]+", name)}
    assert others <= {"luu-y", "footnote", "footnote-ref", "footnote-backref"}  # written by Markdown


def test_every_token_is_used_and_every_name_used_is_a_token() -> None:
    given = set(re.findall(r"(--[a-z0-9]+)\s*:", STYLE)) | set(re.findall(r"@property (--[a-z0-9]+)", STYLE))
    used = set(re.findall(r"var\((--[a-z0-9]+)", STYLE))
    assert (used - given, given - used) == (set(), set())


def test_sizes_of_type_are_the_five_tokens() -> None:
    """Letters inside a drawing, code and paper have units of their own."""
    sizes = set(re.findall(r"font-size:\s*([^;}]+)", STYLE))
    drawn = {"9px", "106.25%", "112.5%", "11.5pt", "9pt"}
    assert {size.strip() for size in sizes} - drawn <= {f"var(--{name})" for name in ("small", "normal", "big", "bigger", "biggest")}
