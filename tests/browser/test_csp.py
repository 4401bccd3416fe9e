"""Every type of page works under the security headers of the server files written with it, without a word of complaint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from browser.serving import serve
from browser.test_pages import PUBLIC

FRAMES = '<!doctype html><html lang="vi"><title>Trang của cổng</title><body>{frames}</body></html>'


def headers_in(conf: str) -> list[tuple[str, dict[str, str]]]:
    """Headers by place of an nginx snippet: a path or pattern, "" for the section itself."""
    found: list[tuple[str, dict[str, str]]] = [("", {})]
    for line in conf.splitlines():
        if place := re.match(r" {4}location (?:\^~ |~ \"\^)/cai\\?-cach\\?-hanh\\?-chinh/(\S+?)\"? \{$", line):
            found.append((place[1], {}))
        elif line == "    }":
            found.append(found[0])
        elif header := re.fullmatch(r' +add_header (\S+) "([^"]+)" always;', line):
            found[-1][1][header[1]] = header[2]
    return found


def headers_of_snippet(folder: Path) -> Callable[[str], Mapping[str, str]]:
    """Headers by path, as the site's own nginx snippet gives them."""
    places = headers_in((folder / "may-chu/nginx.conf").read_text(encoding="utf-8"))
    rules = [(place, headers) for place, headers in places if place]
    assert len(rules) >= 4

    def headers_of(path: str) -> Mapping[str, str]:
        return next((headers for place, headers in rules if path.startswith(place) or re.match(place, path)), places[0][1])

    return headers_of


@pytest.fixture(scope="module")
def strict(public_folder: Path) -> Iterator[str]:
    """The public edition with those headers."""
    with serve(public_folder, headers_of_snippet(public_folder)) as address:
        yield address


def complaints_of(page: Page) -> list[str]:
    """What the browser says of a page from now on: violations of the policy are console errors."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed {request.url}"))
    return said


@pytest.mark.parametrize("path", [*PUBLIC.values(), "ma-nhung/tin-moi.html"])
def test_a_page_breaks_no_rule_of_its_policy(page: Page, strict: str, path: str) -> None:
    said = complaints_of(page)
    answer = page.goto(strict + path)
    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert said == []
    assert page.evaluate("() => document.styleSheets.length") >= 1


def test_the_policy_is_one_the_browser_enforces(page: Page, strict: str) -> None:
    """So that silence above means something: a script put into the page does not run."""
    said = complaints_of(page)
    page.goto(strict)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    assert page.evaluate("() => window.ran") is None
    assert [text for text in said if "Content Security Policy" in text]


def test_only_the_headlines_may_stand_in_a_frame(page: Page, strict: str) -> None:
    frames = '<iframe title="Tin mới" src="ma-nhung/tin-moi.html"></iframe><iframe title="Chuyên mục" src="./"></iframe>'
    page.route("**/cong.html", lambda route: route.fulfill(content_type="text/html", body=FRAMES.format(frames=frames)))
    said = complaints_of(page)
    page.goto(f"{strict}cong.html")
    page.wait_for_load_state("networkidle")
    assert page.frame_locator("iframe >> nth=0").locator(".c-headlines__item").count() > 3
    assert [text for text in said if "frame-ancestors" in text]
    assert page.frame_locator("iframe >> nth=1").locator("main").count() == 0


def test_a_page_of_another_host_may_frame_the_headlines_only_when_it_is_named(
    page: Page, public_folder: Path, tmp_path: Path
) -> None:
    """The setting frame_ancestors: first as the project has it, then naming the host that asks."""
    policy_of = headers_of_snippet(public_folder)
    with serve(tmp_path) as portal:
        for ancestors, shown in (("https://skhcn.hungyen.gov.vn", False), (urljoin(portal, "/").rstrip("/"), True)):

            def headers_of(path: str, ancestors: str = ancestors) -> Mapping[str, str]:
                return {name: value.replace("https://skhcn.hungyen.gov.vn", ancestors) for name, value in policy_of(path).items()}

            with serve(public_folder, headers_of) as section:
                frames = f'<iframe title="Tin mới" src="{section}ma-nhung/tin-moi.html"></iframe>'
                (tmp_path / f"{shown}.html").write_text(FRAMES.format(frames=frames), encoding="utf-8")
                page.goto(f"{portal}{shown}.html")
                assert bool(page.frame_locator("iframe").locator(".c-headlines__item").count()) is shown
