"""Addresses known before any page is built."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cchc.addresses import known_urls, post_files, post_topics, redirects, source_urls
from cchc.moment import build_moment
from cchc.site import load_site
from sites import good


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The good site on its day."""
    return load_site(good.write(tmp_path_factory.mktemp("tot")), build_moment(good.AS_OF, {})).site


@pytest.fixture
def find(site):
    """A post of the good site by its slug."""
    return lambda slug: next(post for post in site.posts if post.slug == slug)


@pytest.mark.parametrize(
    "url",
    [
        "", "bai-viet/", "feed.atom", "rss.xml", "sitemap.xml", "404.html", "bai-viet/2024/ngay-1/", "gioi-thieu/",
        "theo-nam/2024/", "theo-nam/2019/", "tu-khoa/mot-cua/", "ke-hoach/2024/", "ke-hoach/2025/",
        "ke-hoach/2024/nhiem-vu/4/", "ke-hoach/2024/noi-dung/dd/", "linh-vuc/the-che/", "the-loai/phong-su/",
        "don-vi/van-phong/", "ke-hoach/2024/coverage.json", "ke-hoach/2024/coverage.csv",
    ],
)
def test_pages_are_known(site, url):
    assert url in known_urls(site)


@pytest.mark.parametrize(
    "url", ["lien-he/", "bai-viet/2024/trang-thai-4/", "bai-viet/2025/tuong-lai/", "theo-nam/2025/"]
)
def test_drafts_and_scheduled_posts_have_no_address_yet(site, url):
    assert url not in known_urls(site)


def test_old_addresses_lead_to_their_posts(site):
    found = {redirect.url: redirect.target for redirect in redirects(site)}
    assert found == {
        "tin/2023/bai-cu.html": "bai-viet/2024/khac-11/", "tin/2023/bai-cu-hai/": "bai-viet/2024/khac-11/",
        "tin/2023/bai-cu-ba/": "bai-viet/2024/khac-12/",
    }


def test_sources_with_a_page_have_an_address(site):
    urls = source_urls(site)
    assert urls["trang/gioi-thieu.md"] == "gioi-thieu/"
    assert urls["bai-viet/2024/2024-05-03-ngay-1.md"] == "bai-viet/2024/ngay-1/"
    assert "trang/lien-he.md" not in urls


def test_files_of_a_post_are_its_image_and_attachments(find):
    assert list(post_files(find("tep-2"))) == ["tep/bien-ban.pdf", "tep/47_KH-UBND.signed.pdf"]
    assert list(post_files(find("tep-3"))) == ["anh/hop.png"]


@pytest.mark.parametrize(
    ("tags", "areas", "topics"),
    [
        ((), ("a",), ("the-che", "cong-vu")),
        (("Cải cách công vụ",), ("a",), ("cong-vu",)),
        (("công vụ", "cong-vu"), ("a",), ("cong-vu",)),
        (("Công vụ",), ("a",), ("cong-vu",)),  # its slug is the topic's id
        (("công vụ",), ("d",), ("the-che",)),  # not a topic of the area
        ((), ("a", "d"), ("the-che", "cong-vu")),
        ((), ("đ",), ()),
    ],
)
def test_topics_are_those_of_the_areas_narrowed_by_tags(site, find, tags, areas, topics):
    post = replace(find("khac-1"), tags=tags, areas=areas)
    assert post_topics(post, site.plan_by_id["2024"]) == topics


def test_a_post_without_a_plan_has_no_topics(find):
    assert post_topics(find("nam-khong-ke-hoach"), None) == ()
