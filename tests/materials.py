"""The material of pages made from a small content folder, as the stages of a build make it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cchc.examination import examine
from cchc.images.publishing import describe_file
from cchc.outputs import measure_site
from cchc.pages.material import Material
from cchc.pages.parts import Frame, SiteChrome
from cchc.records.store import RecordStore
from cchc.text import VIETNAM

END = datetime(2024, 12, 31, 23, 59, tzinfo=VIETNAM)
BASE = "https://example.vn/cchc/"


def make_material(
    content: Path, *, edition: str = "results", moment: datetime = END, base_url: str = BASE, logo: str = ""
) -> Material:
    """Everything the builders of pages, feeds and open data draw from."""
    examined = examine(content, moment, RecordStore(None))
    assert [str(problem) for problem in examined.loaded.errors] == []
    site = examined.loaded.site
    chrome = SiteChrome(
        name="Cải cách hành chính", agency="Sở Khoa học và Công nghệ", parent_agency="", portal_name="Trang chủ",
        portal_url="https://example.vn/", base_url=base_url, menu=(), footer_links=(), facts=(), stylesheet="x.css",
        internal=edition == "full", frame=Frame(logo=logo),
    )
    return Material(
        site=site, bodies=examined.bodies, records=examined.records, links=examined.links, coverages=measure_site(site), chrome=chrome,
        edition=edition, sizes={file: (content / file).stat().st_size for file in examined.files},
        pictures=examined.pictures, attached={file: describe_file(content / file) for file in examined.files},
    )
