"""robots.txt and security.txt, as files or as snippets."""

from __future__ import annotations

from cchc.server.root_files import root_files
from unit.server.made import ROOT_SITE, make


def test_under_a_sub_path_they_are_snippets_for_the_portal():
    found = root_files(make(security_contact="mailto:a@example.vn"))
    assert set(found) == {"may-chu/robots.txt", "may-chu/security.txt"}
    assert "Disallow: /cchc/may-chu/\n\nSitemap: https://so.example.vn/cchc/sitemap.xml" in found["may-chu/robots.txt"]
    assert all(text.startswith("# ") for text in found.values())


def test_at_the_root_of_a_host_they_are_files():
    assert root_files(ROOT_SITE) == {
        "robots.txt": "User-agent: *\nDisallow: /may-chu/\n\nSitemap: https://cchc.example.vn/sitemap.xml\n",
    }


def test_security_txt_has_what_rfc_9116_asks_for_and_changes_once_a_month():
    found = root_files(make(base_url="https://cchc.example.vn/", security_contact="mailto:a@example.vn"))
    assert found[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:a@example.vn", "Expires: 2025-12-01T00:00:00Z", "Preferred-Languages: vi, en",
        "Canonical: https://cchc.example.vn/.well-known/security.txt",
    ]


def test_robots_are_kept_out_of_the_internal_edition():
    assert root_files(make(internal=True))["may-chu/robots.txt"].endswith("User-agent: *\nDisallow: /cchc/\n")
