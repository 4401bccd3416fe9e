"""The part of the HTML standard the pages use: which element may hold what, and which attributes it may have.

Source: HTML Living Standard, sections 3.2.5 (content models), 4 (elements) and 16.2 (obsolete features). What is not
in these tables is a fault, so that a new element is a decision.
"""

from __future__ import annotations


def names(words: str) -> frozenset[str]:
    """Names from a text."""
    return frozenset(words.split())


PHRASING = names(
    "a abbr audio b br button cite code data del dfn em i img input ins kbd label mark noscript output picture progress q s "
    "samp script select small span strong sub sup svg template textarea time u var wbr"
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SECTIONING = frozenset({"article", "aside", "nav", "section"})
FLOW = PHRASING | HEADINGS | SECTIONING | names(
    "address blockquote details dialog div dl fieldset figure footer form header hgroup hr main ol p pre search table ul"
)
TRANSPARENT = frozenset({"a", "ins", "del", "noscript"})  # hold what their parent may hold
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SCRIPTS = frozenset({"script", "template"})

# Children an element may have; those with text are in TEXT
CHILDREN: dict[str, frozenset[str]] = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"link", "meta", "noscript", "script", "title"}),
    **dict.fromkeys(VOID, frozenset()), **dict.fromkeys(TRANSPARENT, FLOW),
    **dict.fromkeys(("title", "script", "textarea", "option"), frozenset()),
    **dict.fromkeys(
        ("body", "main", "header", "footer", "div", "blockquote", "li", "dd", "dt", "td", "th", "caption", "figcaption",
         "form", "address", "search", "dialog", *SECTIONING), FLOW,
    ),
    **dict.fromkeys(
        ("p", "pre", "span", "abbr", "b", "button", "cite", "code", "data", "dfn", "em", "i", "kbd", "label", "mark",
         "output", "progress", "q", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var", *HEADINGS), PHRASING,
    ),
    "summary": PHRASING | HEADINGS, "legend": PHRASING | HEADINGS, "hgroup": HEADINGS | {"p"},
    "details": FLOW | {"summary"}, "fieldset": FLOW | {"legend"}, "figure": FLOW | {"figcaption"},
    "ul": frozenset({"li"}), "ol": frozenset({"li"}), "dl": frozenset({"dt", "dd", "div"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}), "colgroup": frozenset({"col"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})), "tr": frozenset({"td", "th"}),
    "select": frozenset({"option", "optgroup", "hr"}), "optgroup": frozenset({"option"}),
    "picture": frozenset({"source", "img"}), "audio": frozenset({"source", "track"}) | FLOW, "template": FLOW,
}
NO_TEXT = names(
    "html head ul ol dl table colgroup thead tbody tfoot tr select optgroup picture hgroup"
) | VOID

INTERACTIVE = frozenset({"a", "audio", "button", "details", "input", "label", "select", "textarea"})
_NO_PARTS = HEADINGS | SECTIONING | {"header", "footer"}
# What may not stand anywhere inside
BANNED: dict[str, frozenset[str]] = {
    "a": INTERACTIVE, "button": INTERACTIVE, "label": frozenset({"label"}), "form": frozenset({"form"}),
    "caption": frozenset({"table"}),
    "th": _NO_PARTS, "dt": _NO_PARTS, "address": _NO_PARTS | {"address"},
    **dict.fromkeys(SECTIONING, frozenset({"main"})),
    **dict.fromkeys(("header", "footer"), frozenset({"header", "footer", "main"})),
}

GLOBAL = frozenset({"autocapitalize", "class", "dir", "hidden", "id", "lang", "role", "tabindex", "title", "translate"})
_SPANS = "colspan rowspan headers"
ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(CHILDREN, frozenset()),
    **{name: names(words) for name, words in {
        "a": "href hreflang rel type download target", "audio": "src controls preload",
        "blockquote": "cite", "button": "type name value disabled popovertarget", "col": "span", "colgroup": "span",
        "data": "value", "del": "cite datetime", "details": "open name", "fieldset": "name disabled",
        "form": "action method name autocomplete novalidate",
        "img": "src alt width height srcset sizes loading decoding fetchpriority",
        "input": "type name value checked disabled required placeholder autocomplete list minlength maxlength min max "
                 "pattern size step readonly enterkeyhint inputmode spellcheck",
        "ins": "cite datetime", "label": "for", "li": "value", "link": "rel href type title sizes media hreflang as",
        "meta": "charset content http-equiv name property", "ol": "start type reversed", "optgroup": "label disabled",
        "option": "value selected disabled label", "output": "for name", "progress": "value max", "q": "cite",
        "script": "src defer type", "select": "name size multiple required disabled autocomplete",
        "source": "srcset src type sizes width height media", "td": _SPANS, "textarea": "name rows cols placeholder readonly required",
        "th": f"{_SPANS} scope abbr", "time": "datetime",
    }.items()},
}
SVG = names("svg g title desc path circle rect line polyline polygon text tspan ellipse use defs")
LABELABLE = frozenset({"button", "input", "output", "progress", "select", "textarea"})
REFERENCES = names(
    "for list headers popovertarget aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-errormessage "
    "aria-activedescendant aria-flowto"
)
# Elements without a role of their own may not be named (ARIA in HTML, 4)
NAMELESS = names(
    "abbr b br caption cite code data del dfn div em i ins kbd legend mark p pre q s samp small span strong sub sup time u "
    "var wbr"
)
LANDMARKS = {"aside": "complementary", "form": "form", "main": "main", "nav": "navigation", "search": "search", "section": "region"}
