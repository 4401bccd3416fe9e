"""The checks by name: what a rule of rules.yaml may call. A check is pure and yields what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cchc.audit.built import BuiltPage, BuiltSite, Finding
from cchc.audit.checks import colour, feeds, frame, head, loading, personal, structure

PageCheck = Callable[[BuiltPage, Mapping[str, Any]], Iterator[Finding]]
SiteCheck = Callable[[BuiltSite, Mapping[str, Any]], Iterator[Finding]]

PAGE_CHECKS: Mapping[str, PageCheck] = {
    "metas": head.check_metas, "charset": head.check_charset, "language": head.check_language,
    "viewport": head.check_viewport,
    "alternatives": structure.check_alternatives, "headings": structure.check_headings,
    "tables": structure.check_tables, "link-texts": structure.check_link_texts, "moving": structure.check_moving,
    "banner": frame.check_banner, "search-form": frame.check_search_form, "links-to": frame.check_links_to,
    "own-files": loading.check_own_files, "no-inline-code": loading.check_no_inline_code,
    "picture-fallback": loading.check_picture_fallback, "page-size": loading.check_page_size,
    "nfc": personal.check_nfc, "personal-data": personal.check_personal_data,
}
SITE_CHECKS: Mapping[str, SiteCheck] = {
    "footer-facts": frame.check_footer_facts, "print-style": frame.check_print_style, "files": feeds.check_files,
    "rss": feeds.check_rss, "sitemap": feeds.check_sitemap, "site-tree": feeds.check_site_tree,
    "address": feeds.check_address, "still-style": colour.check_still_style, "own-style": colour.check_own_style,
    "contrast": colour.check_contrast,
}
