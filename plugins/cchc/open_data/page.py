"""The page about the section's open data: what there is, in which files, what the columns mean, on what terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc import urls
from cchc.asset_file import extension
from cchc.open_data.articles import FOLDER, Articles
from cchc.open_data.columns import column_rows
from cchc.open_data.schema import SCHEMA_PATH
from cchc.pages.data_views import DataView, PlanData
from cchc.pages.datasets import DataSet, dataset_texts
from cchc.pages.material import Material, format_size
from cchc.pages.parts import File, Head, Link
from cchc.pages.views import Page
from cchc.text import format_date

_LEAD = "Danh mục tin, bài của chuyên mục dưới dạng tệp cho bảng tính và phần mềm."
_LEAD_WITH_PLANS = (
    "Danh mục tin, bài của chuyên mục và kết quả thực hiện kế hoạch tuyên truyền dưới dạng tệp cho bảng tính "
    "và phần mềm."
)
_TELLS = "Mỗi bài có tiêu đề, ngày, tóm tắt, lĩnh vực, nhiệm vụ của kế hoạch, đơn vị thực hiện và tệp đính kèm."
_ARTICLES = (("Danh mục tin, bài, bảng số liệu", f"{FOLDER}articles.csv"),
             ("Danh mục tin, bài, dữ liệu cho phần mềm", f"{FOLDER}articles.json"),
             ("Mô tả cấu trúc danh mục tin, bài", SCHEMA_PATH))
_COVERAGE = (("Kết quả thực hiện, bảng tính Excel", "xlsx"), ("Kết quả thực hiện, bảng số liệu", "csv"),
             ("Kết quả thực hiện, dữ liệu cho phần mềm", "json"))
_FEEDS = (("rss.xml", "RSS 2.0"), ("feed.atom", "Atom"), ("feed.json", "JSON Feed"))


def build_data_page(material: Material, articles: Articles, sizes: Mapping[str, int]) -> Page:
    """The page; `sizes` are bytes of the data files by path."""
    newest = max((post.changed for post in material.site.listed), default=None)
    lead = _LEAD_WITH_PLANS if material.has_plans and material.site.plans else _LEAD
    day = newest.date().isoformat() if newest else ""
    files = _files(_ARTICLES, sizes)
    name = f"Danh mục tin, bài của chuyên mục {material.chrome.name}"
    data = DataSet(
        url=FOLDER, name=name, description=f"{name}. {_TELLS}", modified=day,
        files=tuple(Link(title=file.title, url=file.url) for file in files[:2]),
    )
    view = DataView(
        head=Head(title="Dữ liệu mở", url=FOLDER, description=lead, structured=dataset_texts(data, material.chrome)),
        lead=lead,
        agency=material.chrome.agency, total=len(articles.entries), day=format_date(newest) if newest else "",
        day_iso=day, files=files, plans=tuple(_plans(material, sizes)),
        feeds=tuple(File(title="Tin, bài mới", url=url, type=kind, size="") for url, kind in _FEEDS),
        columns=column_rows(),
    )
    return Page(output_path=urls.page_file(FOLDER), template="data.html", view=view)


def _plans(material: Material, sizes: Mapping[str, int]) -> Iterable[PlanData]:
    """The results of each plan, newest first; none where no plan pages are built."""
    if not material.has_plans:
        return
    for plan in reversed(material.site.plans):
        url = urls.plan_url(plan.id)
        files = [(title, f"{url}coverage.{suffix}") for title, suffix in _COVERAGE]
        yield PlanData(plan=Link(title=plan.title, url=url), files=_files(files, sizes))


def _files(named: Iterable[tuple[str, str]], sizes: Mapping[str, int]) -> tuple[File, ...]:
    return tuple(
        File(title=title, url=url, type=extension(url).upper(), size=format_size(sizes[url])) for title, url in named
    )
