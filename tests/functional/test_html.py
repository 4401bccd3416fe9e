"""Every page of both editions follows the HTML standard; each rule is shown to find what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from html_rules import RULES, check_html
from support import run_inv

GOOD = """\
<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trang mẫu</title>
<link rel="stylesheet" href="theme/a.css">
<script src="theme/a.js" defer></script>
<script type="application/ld+json">{"a": 1}</script>
</head>
<body>
<header><nav aria-label="Mục"><ul><li><a href="a/">Một</a></li></ul></nav></header>
<main id="noi-dung">
<h1>Trang</h1>
<section aria-labelledby="phan"><h2 id="phan">Phần</h2>
<p>Chữ <time datetime="2024-05-10">10/05/2024</time> <a href="#phan">về</a> &amp; <em lang="en">word</em></p>
<form action="tim/"><label for="o">Ô</label> <input id="o" name="q" type="search"><button type="submit">Tìm</button></form>
<picture><source srcset="a.webp" type="image/webp"><img src="a.png" alt="" width="2" height="1" loading="lazy"></picture>
<details><summary>Thêm</summary><p>Nữa</p></details>
<dl><dt>Số</dt><dd>47</dd></dl>
<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>
<svg viewBox="0 0 1 1" role="img" aria-labelledby="ve"><title id="ve">Vẽ</title><path d="M0"/></svg>
</section>
</main>
<footer><nav aria-label="Chân trang"><a href="b/">Hai</a></nav></footer>
</body>
</html>
"""
# rule, what stands in the page, what stands there instead
BROKEN = [
    ("syntax", "<em ", "</b><em "), ("syntax", 'lang="vi">', 'lang="vi" lang="en">'), ("syntax", "&amp;", "&khong;"),
    ("syntax", "<!doctype html>\n", ""), ("syntax", "<p>Chữ", "<p><div>x</div>Chữ"), ("syntax", "</h1>", ""),
    ("syntax", "<p>Nữa</p>", "<div/><p>Nữa</p>"), ("syntax", "<td>3</td>", "<p>3</p>"),
    ("encoding", '<meta charset="utf-8">\n', ""), ("encoding", "<!doctype html>\n<html", f"<!doctype html><!--{'x' * 1024}--><html"),
    ("encoding", "Phần", "Ph\ufffdn"),
    ("elements", "<p>Nữa</p>", "<center>Nữa</center>"), ("elements", "<p>Nữa</p>", "<p><font>Nữa</font></p>"),
    ("elements", "<p>Nữa</p>", "<iframe></iframe>"),
    ("children", "<li><a", "<li>x</li><p>y</p><li><a"), ("children", "<ul><li>", "<ul>x<li>"),
    ("children", "<h1>Trang</h1>", "<h1><span><a href='x'><address>x</address></a></span></h1>"),
    ("children", "<summary>Thêm", "<summary>Thêm<ul><li>x</li></ul>"), ("children", "<dl>", "<dl><li>x</li>"),
    ("banned", ">Một<", "><button type='button'>Một</button><"), ("banned", ">Tìm<", "><label for='o'>Tìm</label><"),
    ("banned", '<th scope="col">A', '<th scope="col"><h3>A</h3>'), ("banned", "<header>", "<header><footer>x</footer>"),
    ("banned", ">Một<", "><span tabindex='0'>Một</span><"),
    ("order", "<details><summary>Thêm</summary><p>Nữa</p>", "<details><p>Nữa</p><summary>Thêm</summary>"),
    ("order", "<details><summary>Thêm</summary>", "<details>"), ("order", "<dt>Số</dt>", ""),
    ("order", '<source srcset="a.webp" type="image/webp">', '<img src="b.png" alt="">'),
    ("attributes", "<td>3", '<td align="right">3'), ("attributes", "<p>Nữa", '<p style="color: red">Nữa'),
    ("attributes", "<p>Nữa", '<p onclick="x()">Nữa'), ("attributes", "<p>Nữa", '<p width="3">Nữa'),
    ("values", 'href="a/"', 'href="a b/"'), ("values", 'href="a/"', 'href="50%/"'), ("values", 'href="a/"', 'href="javascript:x()"'),
    ("values", 'datetime="2024-05-10"', 'datetime="10/05/2024"'), ("values", ' datetime="2024-05-10"', ""),
    ("values", 'width="2"', 'width="100%"'), ("values", 'lang="en"', 'lang="english"'), ("values", 'rowspan="2"', 'rowspan="0"'),
    ("values", 'id="phan"', 'id="phan hai"'), ("values", '"a.webp"', '"a.webp 320w, b.webp 640w"'),
    ("values", "<p>Nữa", '<p tabindex="3">Nữa'), ("values", "<p>Nữa", '<p role="alrt">Nữa'),
    ("needed", ' alt=""', ""), ("needed", ' rel="stylesheet"', ""), ("needed", ' type="submit"', ""),
    ("inline", ' src="theme/a.js" defer>', ">let a"), ("inline", '{"a": 1}', '{"a": 1,}'),
    ("inline", '<script type="application', '<style>p {}</style><script type="application'),
    ("identifiers", 'id="o"', 'id="phan"'),
    ("references", 'href="#phan"', 'href="#mat"'), ("references", 'for="o"', 'for="mat"'), ("references", 'for="o"', 'for="phan"'),
    ("references", 'aria-labelledby="ve"', 'aria-labelledby="ve mat"'),
    ("fields", '<label for="o">Ô</label>', ""), ("fields", "<label for", "<select name='x'></select><label for"),
    ("names_of_links", ">Một<", "><"), ("names_of_links", ">Một<", '><img src="a.png" alt=""><'), ("names_of_links", ">Tìm<", "> <"),
    ("aria", "<p>Nữa", '<p aria-label="x">Nữa'), ("aria", "<ul><li>", '<ul aria-label=" "><li>'), ("aria", "<ul><li>", '<ul aria-hidden="true"><li>'),
    ("headings", "<h1>Trang</h1>", "<p>Trang</p>"), ("headings", "</h1>", "</h1><h1>Hai</h1>"), ("headings", "<p>Nữa", "<h4>Nữa</h4><p>"),
    ("headings", "<h1>Trang</h1>", "<h2>Trang</h2><h1>x</h1>"),
    ("landmarks", "Chân trang", "Mục"), ("landmarks", ' aria-label="Chân trang"', ""), ("landmarks", 'main id="noi-dung"', "div"),
    ("landmarks", "</main>", "</main><main></main>"),
    ("sections", "<details>", "<section><p>x</p></section><details>"),
    ("tables", "<td>3</td>", "<td>3</td><td>4</td>"), ("tables", "<td>3</td>", '<td colspan="2">3</td>'),
    ("tables", '<th scope="col">A</th><th scope="col">B</th>', "<td>A</td><td>B</td>"),
    ("document", ' lang="vi"', ""), ("document", "Trang mẫu", ""), ("document", "initial-scale=1", "maximum-scale=1"),
    ("document", '<meta name="viewport"', '<meta name="robots" content="all"><meta name="robots" content="noindex"><meta name="viewport"'),
]


def test_the_sample_page_has_no_fault() -> None:
    assert check_html(GOOD.encode()) == []


@pytest.mark.parametrize(("rule", "old", "new"), BROKEN, ids=[f"{rule}-{number}" for number, (rule, _, _) in enumerate(BROKEN)])
def test_each_rule_finds_its_fault(rule: str, old: str, new: str) -> None:
    assert old in GOOD
    faults = check_html(GOOD.replace(old, new, 1).encode())
    assert rule in {fault.partition(":")[0] for fault in faults}, faults


def test_every_rule_is_shown_to_find_something() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, _, _ in BROKEN}


@pytest.mark.parametrize("edition", ["--publish", "--internal"])
def test_every_page_follows_the_html_standard(edition: str, tmp_path: Path) -> None:
    """The Nu checker (tests/browser/nu.py) says the same and more, with Java."""
    output = tmp_path / "site"
    done = run_inv("build", "--output", str(output), "--as-of", "2024-12-31", edition)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {}
    for path in sorted(output.rglob("*.html")):
        for fault in check_html(path.read_bytes()):
            found.setdefault(fault, []).append(path.relative_to(output).as_posix())
    assert {fault: [len(pages), pages[0]] for fault, pages in found.items()} == {}
