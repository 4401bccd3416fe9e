"""Small built sites made by hand; test data."""

from __future__ import annotations

from pathlib import Path

from cchc.audit.built import BuiltPage, BuiltSite

BASE = "https://so.example.vn/cchc/"
POST = "bai-viet/2024/mot-bai/index.html"
PAGE = """\
<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bài</title><meta name="description" content="Mô tả">
<meta name="DC.publisher" content="Sở Thử nghiệm"><meta name="DC.identifier" content="https://so.example.vn/cchc/">
<link rel="alternate" type="application/rss+xml" href="rss.xml"><link rel="stylesheet" href="theme/a.css"></head>
<body><header>Sở Thử nghiệm</header><main><h1>Bài</h1>{body}</main>
<footer><p>Đơn vị phụ trách: Văn phòng</p><a href="so-do-trang/">Sơ đồ trang</a></footer></body></html>
"""
RSS = f"""\
<rss version="2.0"><channel><title>Tin</title><link>{BASE}</link><description>Tin</description>
<item><title>Bài</title><link>{BASE}bai-viet/2024/mot-bai/</link></item></channel></rss>
"""
SITEMAP = f"""\
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{BASE}</loc></url>
<url><loc>{BASE}bai-viet/2024/mot-bai/</loc></url></urlset>
"""
CSS = ":root{--ink:#111;--paper:#fff}@media (prefers-color-scheme:dark){:root{--ink:#eee;--paper:#111}}@media print{a{color:#000}}"


def page(body: str = "", path: str = POST, *, whole: str = PAGE) -> BuiltPage:
    """A page whose main part is `body`."""
    return BuiltPage(path, whole.replace("{body}", body).encode())


def make_site(folder: Path, **files: str) -> BuiltSite:
    """A site that breaks no rule, with `files` put in place of its own (a path's / and . written as __ and _dot_)."""
    given = {
        "index.html": PAGE.replace("{body}", ""), POST: PAGE.replace("{body}", '<div class="c-prose">Lời.</div>'),
        "so-do-trang/index.html": PAGE.replace("{body}", '<ul><li><a href="../">Đầu</a></li></ul>'),
        "rss.xml": RSS, "sitemap.xml": SITEMAP, "theme/a.css": CSS,
        **{name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()},
    }
    for name, text in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return BuiltSite(folder)
