"""The one policy behind every server's file."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from cchc.server.policy import CSP, embed_headers, embed_policy, file_rules, page_headers, page_policy
from unit.server.made import make


def directives(policy: str) -> dict[str, list[str]]:
    """Sources by directive; one given twice would count once and be a fault."""
    parts = [part.split() for part in policy.split("; ")]
    assert len({part[0] for part in parts}) == len(parts)
    return {name: sources for name, *sources in parts}


def test_a_page_may_load_only_its_own_section():
    assert directives(page_policy(make())) == {
        "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'"],
        "media-src": ["'self'"], "connect-src": ["'self'"], "font-src": ["'none'"], "form-action": ["'self'"],
        "frame-ancestors": ["'none'"], "base-uri": ["'none'"], "upgrade-insecure-requests": [],
    }


def test_a_section_without_tls_is_not_asked_to_upgrade():
    assert "upgrade-insecure-requests" not in page_policy(make(base_url="http://127.0.0.1:8000/"))


def test_the_measuring_hosts_count_only_when_measuring_is_on():
    hosts = ("https://do.example.vn",)
    assert page_policy(make(measuring_hosts=hosts)) == page_policy(make())
    script = "window.do = 1 < 2 && '&amp;';"
    found = directives(page_policy(make(
        measuring_hosts=hosts, measuring=f'<script src="https://do.example.vn/a.js" async></script><script>{script}</script>',
    )))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert found["script-src"] == ["'self'", f"'sha256-{digest}'", "https://do.example.vn"]
    assert found["img-src"] == found["connect-src"] == ["'self'", "https://do.example.vn"]


def test_answers_of_the_rating_may_be_sent_to_the_portal():
    found = directives(page_policy(make(rating_url="https://so.example.vn/danh-gia?x=1")))
    assert found["form-action"] == ["'self'", "https://so.example.vn"]
    assert directives(page_policy(make(rating_url="/danh-gia")))["form-action"] == ["'self'"]


def test_only_the_embed_may_be_framed_and_runs_no_script():
    found = directives(embed_policy(make()))
    assert found["frame-ancestors"] == ["'self'", "https://so.example.vn"]
    assert "script-src" not in found
    assert found["default-src"] == ["'none'"]


def test_every_answer_says_how_to_treat_it():
    for headers in (page_headers(make()), embed_headers(make()), *(rule.headers for rule in file_rules(make()))):
        names = [name for name, _ in headers]
        assert len(set(names)) == len(names)
        assert {CSP, "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cache-Control"} <= set(names)
        assert not [value for _, value in headers if '"' in value or "\n" in value]


@pytest.mark.parametrize(("path", "age"), [
    ("theme/cchc.1362b617d4.css", "31536000"), ("tim-kiem/tu/34b4511325.bin", "31536000"),
    ("anh/bien-the/hop.1f49dadff4-1200.webp", "31536000"), ("tep/20240510.pdf", "86400"), ("tim-kiem/muc-luc.json", None),
    ("theme/icon.svg", "86400"), ("anh/hop.jpg", "86400"),
    ("tep/47-kh-ubnd.pdf", "86400"), ("ke-hoach/2024/coverage.json", None), ("index.html", None),
    ("bai-viet/2024/mot-bai/index.html", None), ("feed.atom", None),
])
def test_what_cannot_change_is_kept_and_what_can_is_asked_for(path, age):
    """None: no rule of its own, so the five minutes of pages."""
    rule = next((rule for rule in file_rules(make()) if re.fullmatch(rule.pattern, path)), None)
    assert (re.search(r"max-age=(\d+)", dict(rule.headers)["Cache-Control"])[1] if rule else None) == age
    assert "max-age=300" in dict(page_headers(make()))["Cache-Control"]
