"""What the sanitiser lets through runs nothing, loads nothing from elsewhere and stays in its place, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route

from cchc.markup import sanitise as san
from cchc.markup.convert import convert
from unit.markup.sanitise_cases import Case, read_cases

HOST = "http://section.test"
TRIPWIRE = """
window.tripped = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "postMessage"])
  window[name] = () => { window.tripped.push(name); };
new MutationObserver((_changes) => window.tripped.push("changed")).observe(document, {attributes: true, subtree: true});
"""
LOOK = """(allowed) => {
  const events = ["mouseover", "focus", "click", "error", "load", "toggle", "animationstart"];
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (["place", "end"].includes(element.id)) continue;
    const name = element.localName;
    if (!allowed.includes(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml") found.push(name);
    for (const {name: key, value} of element.attributes) {
      if (key.startsWith("on") || ["style", "srcset", "name"].includes(key)) found.push(key);
      if (key === "id" && !value.startsWith("m-")) found.push("id " + value);
      if (key !== "href" && key !== "src") continue;
      const {protocol, host} = new URL(value, document.baseURI);
      if (!["http:", "https:", "mailto:", "tel:"].includes(protocol)) found.push(value);
      if (host !== location.host && !/^(https?|mailto|tel):/i.test(value)) found.push(value);
    }
    for (const event of events) element.dispatchEvent(new Event(event, {bubbles: true, cancelable: true}));
  }
  if (Array.from(document.body.children, (child) => child.id).join() !== "place,end") found.push("left its place");
  if (document.baseURI !== location.href) found.push("base");
  return [...found, ...window.tripped];
}"""


class Trap:
    """A tab that shows HTML in a page's place for bodies, and what then happens."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.html = ""
        self.events: list[str] = []
        tab.add_init_script(TRIPWIRE)
        tab.route("**/*", self._answer)
        tab.on("dialog", lambda dialog: (self.events.append("dialog"), dialog.dismiss()))
        tab.on("popup", lambda _popup: self.events.append("popup"))

    def _answer(self, route: Route) -> None:
        address = route.request.url
        if address == f"{HOST}/a/":
            head = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>a</title>'
            body = f'<div id="place">\n{self.html}\n</div><p id="end">b</p>'
            route.fulfill(content_type="text/html; charset=utf-8", body=f"{head}<body>{body}</body></html>")
            return
        if not address.startswith(f"{HOST}/"):
            self.events.append(address)
        route.abort()

    def show(self, html: str) -> list[str]:
        """Everything hostile that happens with `html`, the events of a reader included."""
        self.html, self.events = html, []
        self.tab.goto(f"{HOST}/a/", wait_until="load")
        found = self.tab.evaluate(LOOK, sorted(san.TAGS))
        return [*found, *self.events]


@pytest.fixture(scope="module")
def trap(browser) -> Iterator[Trap]:
    """One tab for all cases."""
    with browser.new_context(service_workers="block") as context:
        yield Trap(context.new_page())


CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_nothing_of_a_case_runs(case: Case, trap: Trap) -> None:
    assert trap.show(convert(case.body).html) == []


@pytest.mark.parametrize("html", [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<svg onload=alert(1)>", "<img src=//x.example/a>",
    "<a href=javascript:alert(1)>a</a>", "<p id=body>a</p>", "<base href=//x.example>",
    "<p onclick=alert(1)>a</p>", "<iframe srcdoc=a></iframe>", "<p style=color:red>a</p>", "<a href=//x.example>a</a>",
    "<plaintext>", "<style>p{}</style>",
])
def test_the_trap_sees_what_it_is_there_for(html: str, trap: Trap) -> None:
    """The same HTML without the sanitiser does trip it."""
    assert trap.show(html) != []
