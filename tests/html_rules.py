"""Reads a page as the HTML standard does and says every fault: wrong syntax, wrong nesting, names that lead nowhere.

`check_html(bytes)` gives faults as "rule: what". The syntax comes from tinyhtml5 (the parse errors of the standard),
the content model from `html_model`. The Nu checker (tests/browser/nu.py) knows more and needs Java.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html_model as model
from html_page import Document, read_html

_SVG = "{http://www.w3.org/2000/svg}"
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_URL = re.compile(r"(?:[^\s\"<>\\^`{|}%\x00-\x1f\x7f]|%[0-9A-Fa-f]{2})*")
_NUMBER = re.compile(r"[1-9]\d{0,4}")
_ROLES = model.names("alert group img listitem list log none note presentation region search status table")

Rule = Callable[[Document], Iterator[str]]


def check_html(data: bytes) -> list[str]:
    """Every fault of a page."""
    document = read_html(data)
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(document)]


def syntax(page: Document) -> Iterator[str]:
    """What the parser of the standard calls a parse error."""
    yield from page.syntax


def encoding(page: Document) -> Iterator[str]:
    """UTF-8, said within the first 1,024 bytes."""
    if not re.search(rb'<meta charset="utf-8">', page.data[:1024]):
        yield "no meta charset in the first 1,024 bytes"
    if "\ufffd" in page.data.decode(errors="replace") or page.data.startswith(b"\xef\xbb\xbf"):
        yield "not plain UTF-8"


def elements(page: Document) -> Iterator[str]:
    """Only elements of the model: none that is obsolete, inline or unknown."""
    for element in page.elements:
        if element.tag not in model.CHILDREN:
            yield f"<{element.tag}>"


def children(page: Document) -> Iterator[str]:
    """An element holds only what its content model allows."""
    for element in page.elements:
        holder = next(
            (one for one in (element, *page.above(element)) if one.tag not in model.TRANSPARENT), element
        )
        allowed = model.CHILDREN.get(str(holder.tag), model.FLOW)
        if element.tag == "div" and page.parents[element].tag == "dl":
            allowed = model.CHILDREN["dl"] - {"div"}
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            name = "svg" if name == f"{_SVG}svg" else name
            if name and name not in allowed and name not in model.SCRIPTS:
                yield f"<{name}> in <{element.tag}>"
        if element.tag in model.NO_TEXT and "".join([element.text or "", *(child.tail or "" for child in element)]).strip():
            yield f"text in <{element.tag}>"


def banned(page: Document) -> Iterator[str]:
    """Nothing interactive in a link or button, no form in a form, no heading in a table header."""
    for element in page.elements:
        for holder in page.above(element):
            if element.tag in model.BANNED.get(str(holder.tag), ()) and element.get("type") != "hidden":
                yield f"<{element.tag}> inside <{holder.tag}>"
            if holder.tag in {"a", "button"} and element.get("tabindex") is not None:
                yield f"tabindex inside <{holder.tag}>"


def order(page: Document) -> Iterator[str]:
    """Parts with a fixed place stand there."""
    for element in page.elements:
        names = [str(child.tag) for child in element if isinstance(child.tag, str)]
        for parent, first in (("details", "summary"), ("fieldset", "legend"), ("table", "caption")):
            if element.tag == parent and (first in names[1:] or (parent == "details" and names[:1] != [first])):
                yield f"<{first}> is not the first in <{parent}>"
        if element.tag == "figure" and "figcaption" in names[1:-1]:
            yield "<figcaption> in the midst of <figure>"
        if element.tag == "picture" and (names.count("img") != 1 or names[-1] != "img"):
            yield "<picture> without one <img> at its end"
        if element.tag == "dl" and "div" not in names and not re.fullmatch(r"((dt )+(dd )+)*", " ".join(names) + " " * bool(names)):
            yield f"<dl> of {names}"


def attributes(page: Document) -> Iterator[str]:
    """Only attributes an element may have, so none that is obsolete; no style, no handler."""
    for element in page.elements:
        allowed = model.ATTRIBUTES.get(str(element.tag), frozenset()) | model.GLOBAL
        for name in element.attrib:
            if name not in allowed and not re.fullmatch(r"(data|aria)-[a-z][a-z-]*", name):
                yield f"{name} on <{element.tag}>"


def values(page: Document) -> Iterator[str]:
    """Addresses, dates, numbers, languages and roles are written as the standard says."""
    forms = {
        "href": _URL, "src": _URL, "action": _URL, "lang": _LANG, "datetime": _DATE, "width": _NUMBER, "height": _NUMBER,
        "colspan": _NUMBER, "rowspan": _NUMBER, "tabindex": re.compile("0|-1"), "id": re.compile(r"\S+"),
        "loading": re.compile("lazy|eager"), "scope": re.compile("row|col|rowgroup|colgroup"),
        "role": re.compile("|".join(_ROLES)), "target": re.compile("_blank|_top|_parent"),
    }
    for element in page.elements:
        for name, value in element.attrib.items():
            if name in forms and not forms[name].fullmatch(value):
                yield f'{name}="{value}" on <{element.tag}>'
        if element.get("href", "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            yield f"a script as address of <{element.tag}>"
        if element.tag == "time" and not element.get("datetime") and not _DATE.fullmatch(_text(element)):
            yield f"<time> of {_text(element)!r}"
        if "," in element.get("srcset", "") and not element.get("sizes"):
            yield f"srcset without sizes on <{element.tag}>"


def needed(page: Document) -> Iterator[str]:
    """Attributes an element cannot do without."""
    wanted = {"img": "src alt", "link": "rel href", "label": "for", "button": "type", "source": "srcset"}
    for element in page.elements:
        for name in wanted.get(str(element.tag), "").split():
            wrapped = element.tag == "label" and any(child.tag in model.LABELABLE for child in element.iter())
            audio = element.tag == "source" and element.get("src")
            if name not in element.attrib and not wrapped and not audio:
                yield f"<{element.tag}> without {name}"


def inline(page: Document) -> Iterator[str]:
    """Scripts come from files; the only text in a script element is JSON-LD, which must be JSON."""
    for script in page.named("script"):
        if script.get("type") == "application/ld+json":
            try:
                json.loads(script.text or "")
            except ValueError as error:
                yield f"JSON-LD that is no JSON: {error}"
        elif not script.get("src"):
            yield "inline script"
    for element in page.named("style"):
        yield f"<style> of {(element.text or '')[:30]!r}"


def identifiers(page: Document) -> Iterator[str]:
    """An id occurs once."""
    ids = Counter(element.get("id") for element in page.elements if element.get("id"))
    yield from (f"{name} ×{number}" for name, number in ids.items() if number > 1)


def references(page: Document) -> Iterator[str]:
    """What names an id names one of the page; fragments of links too; a label's is a field's."""
    for element in page.parents:
        for name in model.REFERENCES & set(element.attrib):
            yield from (f'{name}="{word}" on <{element.tag}>' for word in element.get(name, "").split() if word not in page.ids)
        href = element.get("href", "")
        if len(href) > 1 and href[0] == "#" and unquote(href[1:]) not in page.ids:
            yield f"{href} on <{element.tag}>"
        target = page.ids.get(element.get("for", ""))
        if element.tag == "label" and target is not None and target.tag not in model.LABELABLE:
            yield f"label for <{target.tag}>"


def fields(page: Document) -> Iterator[str]:
    """Every field has a label: a label element, or a name in ARIA."""
    labelled = {label.get("for") for label in page.named("label")}
    for field in page.named("input", "select", "textarea"):
        wrapped = any(holder.tag == "label" for holder in page.above(field))
        named = field.get("aria-label") or field.get("aria-labelledby")
        if field.get("type") not in {"hidden", "submit", "reset"} and not (wrapped or named or field.get("id") in labelled):
            yield f"<{field.tag} name={field.get('name')}>"


def names_of_links(page: Document) -> Iterator[str]:
    """Links, buttons, headings, table headers and summaries say something."""
    for element in page.named("a", "button", "summary", *model.HEADINGS):
        pictures = [one.get("alt", "") for one in element.iter("img")]
        if not (_text(element) or "".join(pictures) or element.get("aria-label") or element.get("aria-labelledby")):
            yield f"empty <{element.tag} {dict(element.attrib)}>"


def aria(page: Document) -> Iterator[str]:
    """No name on what has no role; nothing hidden from screen readers that takes the focus; no empty name."""
    for element in page.elements:
        if (element.get("aria-label") or element.get("aria-labelledby")) and element.tag in model.NAMELESS and not element.get("role"):
            yield f"a name on <{element.tag}> without a role"
        if element.get("aria-label", "x").strip() == "":
            yield f"empty aria-label on <{element.tag}>"
        if element.get("aria-hidden") == "true" and any(one.tag in {"a", "button", "input", "select"} for one in element.iter()):
            yield f"something to use in a hidden <{element.tag}>"


def headings(page: Document) -> Iterator[str]:
    """One h1, first, and no level skipped on the way down."""
    levels = [int(str(element.tag)[1]) for element in page.named(*model.HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"levels {levels[:8]}"
    yield from (f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1)


def landmarks(page: Document) -> Iterator[str]:
    """One main; landmarks of a kind that stands twice have names, each its own; every nav and region has one."""
    found: dict[str, list[str]] = {}
    for element in page.elements:
        kind = element.get("role") or model.LANDMARKS.get(str(element.tag), "")
        name = _name(page, element)
        if kind in model.LANDMARKS.values() and (name or kind not in {"form", "region"}):
            found.setdefault(kind, []).append(name)
        if element.tag == "nav" and not name:
            yield "<nav> without a name"
    if len(found.get("main", [])) != 1:
        yield f"{len(found.get('main', []))} main"
    for kind, names in found.items():
        yield from (f"{kind} named {name!r} ×{number}" for name, number in Counter(names).items() if number > 1)


def sections(page: Document) -> Iterator[str]:
    """A section or article has a heading, or a name."""
    for element in page.named("section", "article"):
        if not _name(page, element) and not any(one.tag in model.HEADINGS for one in element.iter()):
            yield f"<{element.tag} class={element.get('class')}> without a heading"


def tables(page: Document) -> Iterator[str]:
    """A table has headers, its rows are equally wide and no two cells share a place."""
    for table in page.named("table"):
        rows = list(table.iter("tr"))
        if not any(cell.tag == "th" for row in rows for cell in row):
            yield "no <th>"
        widths, below = [], Counter[int]()
        for number, row in enumerate(rows):
            spans = [(int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))) for cell in row]
            widths.append(sum(wide for wide, _ in spans) + below[number])
            for wide, deep in spans:
                below.update({number + step: wide for step in range(1, deep)})
        if len(set(widths)) > 1:
            yield f"rows of {sorted(set(widths))} columns"


def document(page: Document) -> Iterator[str]:
    """Language, one title that says something, and a viewport that lets readers zoom."""
    if not page.elements[0].get("lang"):
        yield "no language"
    titles = [element for element in page.named("title") if page.parents[element].tag == "head"]
    if len(titles) != 1 or not _text(titles[0]):
        yield f"{len(titles)} titles"
    viewport = [element.get("content", "") for element in page.named("meta") if element.get("name") == "viewport"]
    if len(viewport) != 1 or re.search("maximum-scale|user-scalable", viewport[0]):
        yield f"viewport {viewport}"
    metas = Counter(element.get("name") for element in page.named("meta") if element.get("name") in {"description", "robots"})
    yield from (f"{name} ×{number}" for name, number in metas.items() if number > 1)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(page: Document, element: Element) -> str:
    named = [page.ids.get(word) for word in element.get("aria-labelledby", "").split()]
    return element.get("aria-label", "") or " ".join(_text(one) for one in named if one is not None)


RULES: tuple[Rule, ...] = (
    syntax, encoding, elements, children, banned, order, attributes, values, needed, inline, identifiers, references,
    fields, names_of_links, aria, headings, landmarks, sections, tables, document,
)
