"""web.config, nginx.conf, apache.conf: each is well formed and says what the one policy says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from cchc.media_types import OTHER, TEXT
from cchc.server.apache import apache_conf
from cchc.server.iis import web_config
from cchc.server.nginx import nginx_conf
from cchc.server.policy import embed_headers, file_rules, page_headers
from unit.server.made import REDIRECTS, ROOT_SITE, make

THEME = ("theme/cchc.1362b617d4.css", "theme/icon.svg")


def blocks(text: str) -> dict[str, list[str]]:
    """The lines of an nginx file by the blocks they stand in, joined with " > "; unbalanced braces are a fault."""
    found: dict[str, list[str]] = {}
    inside: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        code = line if line.startswith(("location ~ ", 'location = "')) else line.partition("#")[0].strip()
        if not code:
            continue
        one = re.fullmatch(r"(location \S+ \S+) \{ (.+;) \}", code)
        if one:
            found.setdefault(" > ".join([*inside, one[1]]), []).append(one[2])
        elif code.endswith(" {"):
            inside.append(code[:-2])
        elif code == "}":
            inside.pop()
        else:
            assert code.endswith(";"), line
            found.setdefault(" > ".join(inside), []).append(code)
    assert inside == []
    return found


def nginx_headers(lines: list[str]) -> dict[str, str]:
    return dict(re.fullmatch(r'add_header (\S+) "([^"]*)" always;', line).groups() for line in lines if line.startswith("add_header"))


def test_nginx_serves_the_section_under_its_path():
    found = blocks(nginx_conf(make(), REDIRECTS))
    section = "location ^~ /cchc/"
    assert {"alias /srv/cchc/current/;", "error_page 404 /cchc/404.html;", "gzip_static on;", "charset utf-8;"} <= set(found[section])
    assert found["location = /cchc"] == ["absolute_redirect off; return 301 /cchc/;"]
    assert nginx_headers(found[section]) == dict(page_headers(make()))
    assert nginx_headers(found[f"{section} > location ^~ /cchc/ma-nhung/"]) == dict(embed_headers(make()))
    for rule in file_rules(make()):
        assert nginx_headers(found[f'{section} > location ~ "^/cchc/{rule.pattern}$"']) == dict(rule.headers)
    kinds = {line.split()[1].rstrip(";"): line.split()[0] for line in found[f"{section} > types"]}
    assert kinds == {**TEXT, **OTHER}


def test_nginx_keeps_back_what_is_for_the_administrator():
    found = blocks(nginx_conf(make(), {}))
    for place in ("location ^~ /cchc/may-chu/", "location = /cchc/web.config", r"location ~ /\.(?!well-known/)"):
        assert found[f"location ^~ /cchc/ > {place}"] == ["return 404;"]


def test_nginx_leads_old_addresses_on_with_and_without_a_slash():
    found = blocks(nginx_conf(make(), REDIRECTS))
    for path in ("tin/cu.html", "tin/xua/", "tin/xua"):
        assert found[f'location ^~ /cchc/ > location = "/cchc/{path}"'] == ['return 301 "/cchc/bai-viet/2024/moi/";']


def test_nginx_serves_a_host_of_its_own():
    found = blocks(nginx_conf(ROOT_SITE, {}))
    assert "error_page 404 /404.html;" in found["location ^~ /"]
    assert not [name for name in found if name.startswith("location = ")]


def test_apache_s_sections_are_balanced_and_say_the_policy():
    text = apache_conf(make(), REDIRECTS)
    inside: list[str] = []
    headers: dict[str, dict[str, str]] = {}
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("</"):
            assert line == f"</{inside.pop().split()[0]}>"
        elif line.startswith("<"):
            inside.append(line[1:-1])
        elif found := re.fullmatch(r'Header always set (\S+) "([^"]*)"', line):
            headers.setdefault(inside[-1], {})[found[1]] = found[2]
    assert inside == []
    assert headers.pop('Directory "/srv/cchc/current"') == dict(page_headers(make()))
    assert headers.pop('Location "/cchc/ma-nhung/"') == dict(embed_headers(make()))
    rules = {rf'LocationMatch "^/cchc/{rule.pattern}(?:\.br|\.gz)?$"': dict(rule.headers) for rule in file_rules(make())}
    assert headers == rules
    assert list(headers) == list(rules)[::-1]  # of two that match, Apache's last holds


@pytest.mark.parametrize(("path", "target"), [
    ("/cchc", "/cchc/"), ("/cchc/tin/cu.html", "/cchc/bai-viet/2024/moi/"), ("/cchc/tin/xua", "/cchc/bai-viet/2024/moi/"),
    ("/cchc/tin/xua/", "/cchc/bai-viet/2024/moi/"), ("/cchc/tin/cuxhtml", None), ("/cchc/tin/cu.html/x", None),
    ("/cchc/may-chu/nginx.conf", 404), ("/cchc/web.config", 404), ("/cchc/.manifest.json", 404), ("/cchc/a/.git/x", 404),
    ("/cchc/.well-known/security.txt", None), ("/cchc/tu-khoa/may-chu/", None), ("/cchc/", None),
])
def test_apache_s_redirects_match_what_they_should(path, target):
    """None: served."""
    rules = re.findall(r'^RedirectMatch (\d+) "([^"]+)"(?: "([^"]+)")?$', apache_conf(make(), REDIRECTS), re.MULTILINE)
    hit = next((int(status) if status == "404" else to for status, pattern, to in rules if re.search(pattern, path)), None)
    assert hit == target


def test_apache_serves_compressed_copies_under_the_section_s_path():
    text = apache_conf(make(), {})
    assert "RewriteBase /cchc/" in text
    assert re.findall(r"^ +RewriteRule \S+ (\S+)", text, re.MULTILINE) == ["$1.br", "$1.gz"]
    assert 'Alias "/cchc/" "/srv/cchc/current/"' in text
    assert 'DocumentRoot "/srv/cchc/current"' in apache_conf(ROOT_SITE, {})


def custom(server: ET.Element) -> dict[str, str]:
    """Headers a part of web.config sets; each is taken away first, since IIS faults on one given twice."""
    group = server.find("httpProtocol/customHeaders")
    added = {item.get("name"): item.get("value") for item in group.findall("add")}
    assert [item.get("name") for item in group.findall("remove")] == list(added)
    return added


def without_cache(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: value for name, value in headers if name != "Cache-Control"}


def test_web_config_says_the_policy_and_keeps_the_status_of_a_missing_page():
    root = ET.fromstring(web_config(make(), REDIRECTS, THEME))
    server = root.find("system.webServer")
    assert custom(server) == without_cache(page_headers(make()))
    error = server.find("httpErrors/error")
    assert (error.get("path"), error.get("responseMode")) == ("cchc\\404.html", "File")
    places = {place.get("path"): place.find("system.webServer") for place in root.findall("location")}
    assert custom(places["ma-nhung"]) == without_cache(embed_headers(make()))
    assert "sandbox" in custom(places["theme/icon.svg"])["Content-Security-Policy"]
    ages = {path: places[path].find("staticContent/clientCache").get("cacheControlMaxAge") for path in ("theme", "theme/icon.svg")}
    assert ages == {"theme": "365.00:00:00", "theme/icon.svg": "1.00:00:00"}
    assert places["may-chu"].find("security/requestFiltering/hiddenSegments/add").get("segment") == "may-chu"


def test_web_config_names_every_media_type_once_after_taking_it_away():
    static = ET.fromstring(web_config(make(), {}, ())).find("system.webServer/staticContent")
    kinds = {item.get("fileExtension"): item.get("mimeType") for item in static.findall("mimeMap")}
    assert len(kinds) == len(static.findall("mimeMap")) == len(static.findall("remove"))
    assert kinds[".csv"] == "text/csv; charset=utf-8"
    assert kinds[".webp"] == "image/webp"
    assert kinds[".atom"] == "application/atom+xml; charset=utf-8"


def test_web_config_leads_old_addresses_on():
    root = ET.fromstring(web_config(make(), REDIRECTS, THEME))
    found = {place.get("path"): place.find("system.webServer/httpRedirect") for place in root.findall("location")}
    moved = {path: dict(item.attrib) for path, item in found.items() if item is not None}
    assert set(moved) == {"tin/cu.html", "tin/xua"}
    assert all(item["destination"] == "/cchc/bai-viet/2024/moi/" for item in moved.values())
    assert all((item["httpResponseStatus"], item["exactDestination"]) == ("Permanent", "true") for item in moved.values())
    assert (moved["tin/cu.html"]["childOnly"], moved["tin/xua"]["childOnly"]) == ("false", "true")


def test_web_config_stays_under_the_size_iis_reads_and_says_what_it_left_out():
    many = {f"tin/{number}.html": f"bai-viet/2024/bai-{number}/" for number in range(2000)}
    data = web_config(make(), many, THEME)
    kept = len(ET.fromstring(data).findall(".//httpRedirect"))
    assert 300 < kept < 2000
    assert len(data) < 250_000
    assert f"Còn {2000 - kept} địa chỉ cũ" in data.decode()
