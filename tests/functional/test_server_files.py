"""Files for web servers, as a build writes them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from support import Run, make_plan, tree, write_post

NAMES = {"web.config", "may-chu/nginx.conf", "may-chu/apache.conf", "may-chu/robots.txt"}


def of_servers(files: dict[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items()
            if name.startswith(("may-chu/", "web.config", "robots.txt", ".well-known/"))}


def test_a_section_under_a_sub_path_gets_snippets(built: Path, built_internal: Path) -> None:
    """The internal edition too, closed to robots; nothing on a page leads to them."""
    files = of_servers(tree(built))
    assert set(files) == NAMES
    assert "location ^~ /cai-cach-hanh-chinh/ {" in files["may-chu/nginx.conf"]
    assert 'Alias "/cai-cach-hanh-chinh/" "/srv/cchc/current/"' in files["may-chu/apache.conf"]
    assert "frame-ancestors 'self' https://skhcn.hungyen.gov.vn" in files["web.config"]
    assert "Disallow: /cai-cach-hanh-chinh/\n" in of_servers(tree(built_internal))["may-chu/robots.txt"]
    assert not [path for path in built.rglob("*.html") if b"may-chu/nginx" in path.read_bytes()]


def test_a_host_of_its_own_gets_files_and_old_addresses_lead_on(inv: Run, tmp_path: Path) -> None:
    """Redirects of aliases and of withdrawn posts; no compressed copies of what only servers read."""
    content, output = tmp_path / "content", tmp_path / "site"
    make_plan(content)
    write_post(content, "2024-03-05", "moi", "tasks: [1]\naliases: [tin/cu.html]")
    write_post(content, "2024-03-06", "rut", "tasks: [1]\nwithdrawn: {date: 2024-04-01, redirect: bai-viet/2024/moi/}")
    done = inv("build", "--content", str(content), "--output", str(output), "--base-url", "https://cchc.example.vn",
               "--as-of", "2024-12-31", "--publish")
    assert done.returncode == 0, done.stderr
    files = of_servers(tree(output))
    assert set(files) == NAMES - {"may-chu/robots.txt"} | {"robots.txt"}
    moved = {place.get("path"): place.find("system.webServer/httpRedirect").get("destination")
             for place in ET.fromstring(files["web.config"]).findall("location")
             if place.find("system.webServer/httpRedirect") is not None}
    assert moved == {"tin/cu.html": "/bai-viet/2024/moi/", "bai-viet/2024/rut": "/bai-viet/2024/moi/"}
    for path in ("tin/cu.html", "bai-viet/2024/rut/", "bai-viet/2024/rut"):
        assert f'location = "/{path}" {{ return 301 "/bai-viet/2024/moi/"; }}' in files["may-chu/nginx.conf"]
    assert (output / "tin/cu.html").is_file()  # for hosts that read none of these files
