"""Checks of what surrounds every page: the agency's name, who answers for it, search, print, services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cchc.audit.built import BuiltPage, BuiltSite, Finding, attribute, host_of, read_aloud, words


def check_banner(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The head of the page shows the full name of the agency its metadata name."""
    agency = page.meta("DC.publisher")
    parts = (header for header in page.tags("header") if not header.find_parent("main"))
    shown = " ".join(map(read_aloud, (*parts, *page.classed("c-header", "c-portal")))).casefold()
    if agency and agency.casefold() not in shown:
        yield Finding(page.path, f"đầu trang không có tên đầy đủ của cơ quan ({agency})")


def check_footer_facts(site: BuiltSite, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The foot of the first page shows each of `facts`: the words or links that tell it, by what it is called."""
    parts = (*site.home.tags("footer"), *site.home.classed("c-footer", "c-portal"))
    shown = " ".join(words(part) for part in parts).casefold()
    links = [attribute(link, "href") for part in parts for link in part.find_all("a", href=True)]
    for name, marks in parameters["facts"].items():
        if not any(mark.casefold() in shown or any(link.startswith(mark) for link in links) for mark in marks):
            yield Finding(site.home.path, f"chân trang chưa ghi {name}")


def check_search_form(page: BuiltPage, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page can be searched from."""
    fields = (attribute(field, "type") == "search" for form in page.tags("form") for field in form.find_all("input"))
    if not (any(attribute(form, "role") == "search" for form in page.tags("form")) or any(fields)):
        yield Finding(page.path, "không có ô tìm kiếm")


def check_print_style(site: BuiltSite, _parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The stylesheets have rules for paper."""
    if "@media print" not in site.styles:
        yield Finding("theme/", "giao diện không có kiểu trình bày khi in")


def check_links_to(page: BuiltPage, parameters: Mapping[str, Any]) -> Iterator[Finding]:
    """The page has a link to the host `host`."""
    hosts = (host_of(attribute(link, "href")) for link in page.tags("a"))
    if parameters["host"] not in hosts:
        yield Finding(page.path, f"không có liên kết tới {parameters['host']}")
