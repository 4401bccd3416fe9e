"""Nothing hostile passes the sanitiser; the browser test shows the same outputs to a real browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.markup import sanitise as san
from cchc.markup.convert import convert
from unit.markup.sanitise_cases import Case, read_cases

CASES = read_cases()
BLANKS = "\t\n\r\x00\x01\x1f \x7f\u00a0\u00ad\u200b\u2028\u3000\ufeff"
OTHER_HOSTS = [
    "//x.example", "\\\\x.example", "/\\x.example", "/\t/x.example", "/\n/x.example", "///x.example", "\\/x.example",
]


class Elements(HTMLParser):
    """Every element and attribute of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_harmless(html: str, key: str) -> None:
    """Only allowed elements and attributes, prefixed ids, addresses of allowed schemes or of this host."""
    for tag, attributes in Elements(html).found:
        assert tag in san.TAGS
        ours = {"class", "role", "aria-label", "tabindex"} if tag == "div" else {"class", "align"}
        assert set(attributes) <= san.ATTRIBUTES["*"] | san.ATTRIBUTES.get(tag, set()) | ours
        assert (attributes.get("id") or "m-").startswith("m-")
        address = attributes.get("href") or attributes.get("src") or ""
        inside = address.startswith((f"{key}-", "#")) or re.match(r"/(?![/\\\s])|/?$", address)
        assert inside or (tag == "a" and re.match(r"(?i)(?:https?|mailto|tel):", address)), address


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_what_reaches_a_page_is_as_in_the_case_file(case: Case) -> None:
    rendered = convert(case.body)
    assert re.sub(rf"{re.escape(rendered.key)}-(\d+)", r"‹\1›", rendered.html) == case.html
    assert_harmless(rendered.html, rendered.key)


def test_the_case_file_is_read_whole() -> None:
    """No case is lost to its form, none has the title of another."""
    assert len(CASES) == len({case.title for case in CASES})
    assert len(CASES) >= 94


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_cleaning_again_changes_nothing(case: Case) -> None:
    once = san.sanitise(case.body, "a").html
    assert san._PLAIN.clean(once) == once


@pytest.mark.parametrize("blank", BLANKS, ids=[f"U+{ord(blank):04X}" for blank in BLANKS])
@pytest.mark.parametrize("scheme", ["javascript", "vbscript", "data", "JaVaScRiPt", "blob", "file"])
def test_no_character_hides_a_scheme(scheme: str, blank: str) -> None:
    for written in (f"{blank}{scheme}", f"{scheme[:2]}{blank}{scheme[2:]}", f"{scheme}{blank}"):
        address = f"{written}:alert(1)"
        for element, attribute in (("a", "href"), ("img", "src")):
            cleaned = san.sanitise(f'<{element} {attribute}="{address}">', "a")
            assert attribute not in cleaned.html or cleaned.targets
            assert all(scheme.lower() not in target.lower() for target in cleaned.targets)


@pytest.mark.parametrize("address", OTHER_HOSTS)
def test_no_spelling_leads_to_another_host_without_saying_so(address: str) -> None:
    assert not san.is_internal(address)
    assert not san.allowed_url(address, image=False)
    assert not san.allowed_url(address, image=True)
    assert san.sanitise(f'<a href="{address}">a</a>', "a").html == "<a>a</a>"


@pytest.mark.parametrize("address", ["https://x.example/a.png", "HTTP://x.example", "mailto:a@x.example", "", "#a"])
def test_an_image_comes_from_the_portal_only(address: str) -> None:
    assert not san.allowed_url(address, image=True)
    assert san.sanitise(f'<img src="{address}">', "a").html == "<img>"


def test_ids_and_fragments_stay_together() -> None:
    """A fragment is written as the id it leads to, percent-encoded or with blanks; `#` alone stays the top."""
    html = convert('<p id="mục a">a</p>\n\n[b](#m%E1%BB%A5c%20a) [c](<#mục a>) [d](#)').html
    assert html.count('"#m-mục-a"') == 2
    assert 'id="m-mục-a"' in html
    assert '<a href="#">d</a>' in html


def test_a_typed_token_is_never_the_bodys_own() -> None:
    """The token holds a hash of the text, so a body cannot name it."""
    first = convert("[a](b.md)")
    again = convert(f"[a](b.md) {first.key}-0")
    assert again.key != first.key
    assert again.html.count(f"{again.key}-") == 1


MARKS = ["\n\n", "{: ", "-->", "<!--", "]]>", *"\n\x00\x02\x03 <>\"'=/`*_[]()!{}&;#|:\\"]
WORDS = (
    "a đ script svg math style img onerror onclick href src javascript:alert(1) //x.example {filename} title table tr "
    'td p div markdown="1" [^1] id body noscript template &#x3c; &lt;'
)
PIECES = st.sampled_from([*MARKS, *WORDS.split()])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_written_the_page_stays_harmless(body: str) -> None:
    rendered = convert(body)
    assert_harmless(rendered.html, rendered.key)
