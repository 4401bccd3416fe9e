"""Where links of bodies lead, what is wrong with them and where that is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cchc.checks.links import LinkMap, fill_links, resolve_targets
from cchc.examination import Examined
from cchc.markup.convert import Rendered, convert
from support import write_post
from unit.checks.folders import SOURCE, body_problems, look, make_content, said, write_file

TARGET = "bai-viet/2024/dich/"
ROOT = "../../../"


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """A site with posts in every state."""
    return look(make_content(tmp_path_factory.mktemp("noi dung")))


@pytest.fixture
def links(examined: Examined) -> LinkMap:
    return examined.links


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The same site, to be written to."""
    return make_content(tmp_path / "nội dung")


@pytest.mark.parametrize("target", [
    "2024-02-01-dich.md", "./2024-02-01-dich.md", "../2024/2024-02-01-dich.md", "bai-viet/2024/2024-02-01-dich.md",
    "{filename}2024-02-01-dich.md", "{filename}./2024-02-01-dich.md", "{filename}/bai-viet/2024/2024-02-01-dich.md",
    "{filename}../2024/2024-02-01-dich.md", "{filename}bai-viet/2024/2024-02-01-dich.md",
    "|filename|/bai-viet/2024/2024-02-01-dich.md", "%7Bfilename%7D/bai-viet/2024/2024-02-01-dich.md",
    "../../bai-viet/2024/2024-02-01-dich.md", "2024%2D02-01-dich%2Emd", "x/../2024-02-01-dich.md",
    "bai-viet/2024/dich/", "bai-viet/2024/dich", "bai-viet/2024/dich/index.html", "dich/", "../2024/dich/", "dich",
    "{filename}/bai-viet/2024/dich/",
])
def test_every_way_to_write_a_link_to_a_post_leads_to_its_page(links: LinkMap, target: str) -> None:
    assert links.resolve(SOURCE, target).url == TARGET


@pytest.mark.parametrize("target", [
    "tep/a.pdf", "../../tep/a.pdf", "{static}/tep/a.pdf", "{static}tep/a.pdf", "{attach}/tep/a.pdf",
    "{filename}/tep/a.pdf", "|static|/tep/a.pdf", "|attach|tep/a.pdf", "tep/./a.pdf", "tep/sau/../a.pdf", "tep%2Fa.pdf",
])
def test_every_way_to_write_a_link_to_a_file_leads_to_it(links: LinkMap, target: str) -> None:
    found = links.resolve(SOURCE, target)
    assert (found.url, found.file) == ("tep/a.pdf", "tep/a.pdf")


@pytest.mark.parametrize(("target", "url"), [
    ("ke-hoach/2024/", "ke-hoach/2024/"), ("ke-hoach/2024", "ke-hoach/2024/"), ("ke-hoach/", "ke-hoach/"),
    ("ke-hoach/2024/noi-dung/dd/", "ke-hoach/2024/noi-dung/dd/"), ("linh-vuc/the-che/index.html", "linh-vuc/the-che/"),
    ("ke-hoach/2024/coverage.csv", "ke-hoach/2024/coverage.csv"), ("feed.atom", "feed.atom"), ("rss.xml", "rss.xml"),
    ("gioi-thieu/", "gioi-thieu/"), ("../../trang/gioi-thieu.md", "gioi-thieu/"), ("so-do-trang", "so-do-trang/"),
    ("{filename}/trang/gioi-thieu.md", "gioi-thieu/"), ("../../gioi-thieu/", "gioi-thieu/"),
    ("index.html", "./"), ("../../", "./"), ("../../index.html", "./"), ("{filename}/", "./"), (".", "./"),
    ("2024-02-05-het-han.md", "bai-viet/2024/het-han/"), ("2024-02-06-go-bo.md", "bai-viet/2024/go-bo/"),
    ("tep/Hoa.PDF", "tep/Hoa.PDF"), ("tep/sau/b.docx", "tep/sau/b.docx"), ("anh/a.png", "anh/a.png"),
])
def test_other_pages_and_files(links: LinkMap, target: str, url: str) -> None:
    assert links.resolve(SOURCE, target).url == url


def test_a_standing_page_links_relative_to_its_own_folder(links: LinkMap) -> None:
    for target in ("../bai-viet/2024/2024-02-01-dich.md", "bai-viet/2024/dich/", "../bai-viet/2024/dich/"):
        assert links.resolve("trang/gioi-thieu.md", target).url == TARGET
    assert links.resolve("trang/gioi-thieu.md", "gioi-thieu.md").url == "gioi-thieu/"


@pytest.mark.parametrize(("target", "url"), [
    ("dich/?a=1&b=2", f"{TARGET}?a=1&b=2"), ("dich/#dat-duoc", f"{TARGET}#m-dat-duoc"), ("dich/#", f"{TARGET}#"),
    ("2024-02-01-dich.md?a=1#dat-duoc", f"{TARGET}?a=1#m-dat-duoc"), ("dich/#m%E1%BB%A5c%20a", f"{TARGET}#m-mục-a"),
    ("gioi-thieu/#a", "gioi-thieu/#m-a"), ("tep/a.pdf#page=3", "tep/a.pdf#page=3"),
    ("ke-hoach/2024/#nhiem-vu-3", "ke-hoach/2024/#nhiem-vu-3"),
])
def test_query_and_fragment_go_along_with_the_prefix_that_ids_of_bodies_have(
    links: LinkMap, target: str, url: str
) -> None:
    assert links.resolve(SOURCE, target).url == url


@pytest.mark.parametrize(("target", "code"), [
    ("khong-co.md", "lien-ket-hong"), ("tep/khong-co.pdf", "lien-ket-hong"), ("2024-02-01-DICH.md", "lien-ket-hong"),
    ("tep/A.pdf", "lien-ket-hong"), ("Bai-Viet/2024/dich/", "lien-ket-hong"), ("tin/cu.html", "lien-ket-hong"),
    ("../../../etc/passwd", "lien-ket-hong"), ("{static}/../../etc/passwd", "lien-ket-hong"), ("?a=1", "lien-ket-hong"),
    ("{filename}//x.example", "lien-ket-hong"), ("{filename}", "lien-ket-hong"), ("{author}/a", "lien-ket-hong"),
    ("a{static}b", "lien-ket-hong"), ("tep/", "lien-ket-hong"), ("tep\\a.pdf", "lien-ket-hong"), ("%00", "lien-ket-hong"),
    ("ke-hoach/2024.yaml", "lien-ket-hong"), ("{static}/ke-hoach/2024.yaml", "lien-ket-hong"),
    ("bai-viet/2024/nhap/", "lien-ket-hong"), ("lien-he/", "lien-ket-hong"), ("{filename}/trang/lien-he.md", "lien-ket-hong"),
    ("2024-02-02-nhap.md", "lien-ket-chua-dang"), ("2024-02-03-cho-duyet.md", "lien-ket-chua-dang"),
    ("2024-02-04-hen-gio.md", "lien-ket-hen-gio"), ("tep/trang.html", "tep-loai"), ("anh/b.svg", "tep-loai"),
    ("tep/tên.pdf", "tep-ten"), ("tep/t%C3%AAn.pdf", "tep-ten"),
])
def test_links_that_lead_nowhere_say_why(links: LinkMap, target: str, code: str) -> None:
    found = links.resolve(SOURCE, target)
    assert (found.url, found.code) == ("", code)


def test_a_link_to_a_file_with_errors_of_its_own_is_no_second_error(content: Path) -> None:
    assert body_problems(content, "[a](2024-02-07-co-loi.md)") == []


@pytest.mark.parametrize(("body", "problems"), [
    ("[a](khong-co.md)", ["6:5 lien-ket-hong"]),
    ("Một\n\nhai [a](khong-co.md) ba", ["8:9 lien-ket-hong"]),
    ("[a](dich/) [b](khong-co.md) [c](khong-co.md)", ["6:16 lien-ket-hong", "6:33 lien-ket-hong"]),
    ("khong-co.md: [khong-co.md](khong-co.md)", ["6:28 lien-ket-hong"]),
    ("[a][1]\n\n[1]: khong-co.md", ["8:6 lien-ket-hong"]),
    ("[a](<khong-co.md>)", ["6:6 lien-ket-hong"]),
    ('<a href="khong-co.md">a</a>', ["6:10 lien-ket-hong"]),
    ("<a href='khong-co.md'>a</a>", ["6:10 lien-ket-hong"]),
    ("[a](khong-co) [b](khong-co.md)", ["6:5 lien-ket-hong", "6:19 lien-ket-hong"]),
    ("Đ\u0323ược [a](khong-co.md)", ["6:11 lien-ket-hong"]),
    ("[a](javascript:alert(1))", ["6:5 lien-ket-cam"]),
    ("[a](//x.example)", ["6:5 lien-ket-cam"]),
    ("![a](https://x.example/a.png)", ["6:6 anh-ngoai"]),
    ("![a](//x.example/a.png)", ["6:6 lien-ket-cam"]),
    ("![a](anh/khong-co.png)", ["6:6 lien-ket-hong"]),
    ("![a](anh/b.svg)", ["6:6 tep-loai"]),
    ("![a](tep/a.pdf)", ["6:6 tep-loai"]),
    ("![a](2024-02-01-dich.md)", ["6:6 anh-ngoai"]),
    ("![a](../../)", ["6:6 anh-ngoai"]),
    ("![](anh/a.png)", ["6:5 anh-thieu-mo-ta"]),
    ("![a](anh/a.png)", []),
    ("[a](tep/a.pdf) [b](/portal) [c](https://x.example) [d](mailto:a@x.example)", []),
    ("[a](2024-02-01-dich.md#dat-duoc)", []),
    ("[a](<2024-02-01-dich.md#a b&c>)", []),
    ("[a](2024-02-01-dich.md#khong-co)", ["6:5 lien-ket-muc"]),
    ("[a](2024-02-01-dich.md#)", []),
    ("[a](#phan-b)\n\n## Phần b", []),
    ("[a](#phan-c) [d](#phan-c)\n\n## Phần b", ["6:5 lien-ket-muc"]),
    ("[a](#)", []),
    ("<script>a</script>", ["6:1 the-html"]),
    ("a\n\n<p onclick=b>c</p>", ["8:4 the-html"]),
    ("[" * 101, ["6:1 ngoac-qua-nhieu"]),
    ("a\n" + ">" * 21, ["7:1 long-qua-sau"]),
])
def test_a_problem_stands_at_the_link_counted_in_the_file(content: Path, body: str, problems: list[str]) -> None:
    assert body_problems(content, body) == problems


@pytest.mark.parametrize(("front", "line"), [("areas: [a]", 6), ("areas:\n  - a\nsummary: >\n  b\n  c", 10)])
def test_lines_count_the_front_matter(content: Path, front: str, line: int) -> None:
    assert body_problems(content, "[a](khong-co.md)", front) == [f"{line}:5 lien-ket-hong"]


def test_windows_line_ends_and_a_byte_order_mark_do_not_move_problems(content: Path) -> None:
    text = "\ufeff---\r\ntitle: a\r\nareas: [a]\r\n---\r\n\r\nMột\r\n\r\nhai [a](khong-co.md)\r\n"
    write_file(content, SOURCE, text.encode())
    assert said(look(content)) == ["8:9 lien-ket-hong"]


def test_problems_of_a_standing_page_are_said_too(content: Path) -> None:
    write_file(content, "trang/gioi-thieu.md", b"---\ntitle: a\n---\n[b](khong-co.md)\n")
    assert said(look(content), "trang/gioi-thieu.md") == ["4:5 lien-ket-hong"]


def test_a_link_to_a_scheduled_post_is_a_warning_unless_it_will_be_in_time(content: Path) -> None:
    """A post that itself appears no earlier than its target needs no word."""
    body = "[a](2024-02-04-hen-gio.md)"
    assert body_problems(content, body) == ["6:5 lien-ket-hen-gio"]
    assert body_problems(content, body, "areas: [a]\npublish_at: 2024-12-01") == []
    assert body_problems(content, body, "areas: [a]\npublish_at: 2024-11-30") == ["7:5 lien-ket-hen-gio"]
    assert body_problems(content, body, as_of="2024-12-01") == []
    page = look(content).loaded
    assert all(problem.severity == "warning" for problem in page.problems if problem.code == "lien-ket-hen-gio")


def fill(links: LinkMap, body: str, root: str = ROOT, source: str = SOURCE) -> str:
    rendered = convert(body)
    return fill_links(rendered.html, rendered.key, resolve_targets(source, rendered, links), root)


@pytest.mark.parametrize("root", ["../../../", "../", "./", "/cai-cach-hanh-chinh/", "/"])
def test_links_are_written_from_the_root_of_the_section(links: LinkMap, root: str) -> None:
    html = fill(links, "[a](2024-02-01-dich.md) ![b](anh/a.png) [c](tep/a.pdf) [d](index.html)", root)
    assert html == (
        f'<p><a href="{root}{TARGET}">a</a> <img alt="b" src="{root}anh/a.png"> '
        f'<a href="{root}tep/a.pdf">c</a> <a href="{root}./">d</a></p>'
    )


def test_query_and_fragment_are_escaped(links: LinkMap) -> None:
    html = fill(links, """<a href='dich/?a="1"&amp;b=<2>#c"d'>e</a>""")
    assert html == f'<p><a href="{ROOT}{TARGET}?a=&quot;1&quot;&amp;b=<2>#m-c&quot;d">e</a></p>'


@pytest.mark.parametrize(("body", "html"), [
    ("[a *b*](2024-02-04-hen-gio.md) c", "<p>a <em>b</em> c</p>"),
    ('<a id="x" title="y" href="2024-02-04-hen-gio.md" lang="vi">a</a>', "<p>a</p>"),
    ("[a](2024-02-04-hen-gio.md 'y>z')[b](2024-02-04-hen-gio.md)", "<p>ab</p>"),
    ("![a](2024-02-04-hen-gio.md) b", "<p> b</p>"),
    ("[a\nb](2024-02-04-hen-gio.md)", "<p>a\nb</p>"),
])
def test_a_link_to_a_page_that_is_not_there_yet_becomes_text(links: LinkMap, body: str, html: str) -> None:
    assert fill(links, body) == html


def test_eleven_links_are_not_mistaken_for_one_another(links: LinkMap) -> None:
    """The token of link 1 is the beginning of that of link 10."""
    body = " ".join("[a](2024-02-04-hen-gio.md)" if n == 1 else f"[{n}](dich/?{n})" for n in range(12))
    found = re.findall(r'href="[^"]*\?(\d+)">(\d+)<', fill(links, body))
    assert found == [(str(n), str(n)) for n in range(12) if n != 1]


def test_a_body_without_links_is_left_as_it_is() -> None:
    assert fill_links("cchc-0", "cchc", (), ROOT) == "cchc-0"


def test_no_token_is_left_on_a_page(examined: Examined, links: LinkMap) -> None:
    for post in examined.loaded.site.posts:
        facts = examined.bodies[post.source]
        addresses = resolve_targets(post.source, facts, links)
        assert facts.key not in fill_links(examined.records.html(post.source), facts.key, addresses, ROOT)


def test_the_same_body_in_two_folders_leads_from_each(links: LinkMap) -> None:
    assert "gioi-thieu/" in fill(links, "[a](gioi-thieu.md)", "../", "trang/khac.md")
    assert fill(links, "[a](gioi-thieu.md)") == "<p>a</p>"


def test_a_fault_of_the_converter_is_said_at_the_body(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(Rendered(), fault="cú pháp quá rối")
    monkeypatch.setattr("cchc.records.digest.convert", lambda _body: broken)
    assert "5:1 bai-khong-dung-duoc" in body_problems(content, "a")


@pytest.mark.parametrize(("body", "fix"), [
    ("[y](http://)", "https://example.vn/"), ("[y](https:///?a=1)", "https://example.vn/"),
    ("[y](www.google.com)", ": https://www.google.com"), ("[y](dichvucong.gov.vn/a)", ": https://dichvucong.gov.vn/a"),
])
def test_an_address_of_the_web_that_is_not_whole_is_told_with_what_it_wants(content: Path, body: str, fix: str) -> None:
    write_post(content, "2024-03-05", "nguon", "areas: [a]", body)
    problems = [item for item in look(content).loaded.problems if item.path == SOURCE]
    assert [(item.line, item.column, item.code) for item in problems] == [(6, 5, "lien-ket-hong")]
    assert fix in (problems[0].fix or "")


def test_a_page_that_is_not_there_is_not_taken_for_the_web(content: Path) -> None:
    write_post(content, "2024-03-05", "nguon", "areas: [a]", "[y](khong-co/a.html)")
    assert [item.fix for item in look(content).loaded.problems if item.path == SOURCE] == ["sửa đường dẫn"]
