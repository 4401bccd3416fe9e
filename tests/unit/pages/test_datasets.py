"""JSON-LD of data sets."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cchc.pages.datasets import DataSet, dataset_texts
from cchc.pages.parts import Link, SiteChrome

CHROME = SiteChrome(
    name="CCHC", agency="Sở", parent_agency="", portal_name="Trang chủ", portal_url="https://example.vn/",
    base_url="https://example.vn/cchc/", menu=(), footer_links=(), facts=(), stylesheet="x.css", internal=False,
)
DATA = DataSet(
    url="ke-hoach/2024/", name="Kết quả", description="Kết quả thực hiện", modified="2024-05-10",
    period="2024-01-01/2024-12-31", files=(Link(title="Bảng", url="ke-hoach/2024/coverage.csv"),),
)


def test_a_data_set_tells_where_its_files_are_and_on_what_terms() -> None:
    (text,) = dataset_texts(DATA, CHROME)
    publisher = {"@type": "GovernmentOrganization", "@id": "https://example.vn/cchc/#co-quan", "name": "Sở", "url": "https://example.vn/"}
    assert json.loads(text) == {
        "@context": "https://schema.org", "@type": "Dataset", "@id": "https://example.vn/cchc/ke-hoach/2024/#du-lieu",
        "name": "Kết quả", "description": "Kết quả thực hiện", "url": "https://example.vn/cchc/ke-hoach/2024/",
        "inLanguage": "vi", "isAccessibleForFree": True, "license": "https://example.vn/cchc/du-lieu/#dieu-khoan",
        "creator": publisher, "publisher": {"@id": "https://example.vn/cchc/#co-quan"}, "dateModified": "2024-05-10",
        "temporalCoverage": "2024-01-01/2024-12-31",
        "distribution": [{
            "@type": "DataDownload", "name": "Bảng", "encodingFormat": "text/csv",
            "contentUrl": "https://example.vn/cchc/ke-hoach/2024/coverage.csv",
        }],
    }


def test_what_is_not_known_is_left_out() -> None:
    (text,) = dataset_texts(replace(DATA, modified="", period=""), CHROME)
    assert not {"dateModified", "temporalCoverage"} & set(json.loads(text))


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!-- <script>", "a & b", "dòng\u2028mới"])
def test_no_text_can_close_the_script_it_stands_in(name: str) -> None:
    (text,) = dataset_texts(replace(DATA, name=name), CHROME)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["name"] == name


def test_the_internal_edition_describes_none() -> None:
    assert dataset_texts(DATA, replace(CHROME, internal=True)) == ()
