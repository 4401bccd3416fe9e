"""JSON-LD of pages: true, whole, and never able to leave its script."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cchc.pages.parts import Article, Contact, Frame, Head, Link, ShareImage, SiteChrome
from cchc.pages.structured_data import structured_data
from cchc.pages.views import HomeView, IndexView, NotFoundView, PostView, RedirectView, StandingView
from structured import faults

CHROME = SiteChrome(
    name="Cải cách hành chính", agency="Sở Khoa học và Công nghệ", parent_agency="UBND tỉnh", portal_name="Trang chủ",
    portal_url="https://example.vn/", base_url="https://example.vn/muc/", menu=(), footer_links=(), facts=(),
    stylesheet="theme/x.css", internal=False,
)
ARTICLE = Article(
    published="2024-05-06T08:30:00+07:00", modified="2024-05-07T00:00:00+07:00", author="", source="",
    section="Thủ tục hành chính", tags=("một cửa",), lang="vi",
)
HEAD = Head(
    title="Cơ chế một cửa", url="bai-viet/2024/mot-cua/", description="Một nơi nộp, một nơi nhận.", article=ARTICLE,
    crumbs=(Link(title="Thủ tục hành chính", url="linh-vuc/thu-tuc-hanh-chinh/"),),
    image=ShareImage(url="anh/a.jpg", alt="Quầy", width=1200, height=800),
)
POST = PostView(
    head=HEAD, state="published", notice="", lang="vi", topic=None, summary="", day="06/05/2024", day_iso="2024-05-06",
    kind=Link(title="Tin", url="the-loai/tin/"), unit=Link(title="Văn phòng Sở", url="don-vi/van-phong/"), author="",
    byline="", source="", photo_credit="", picture=None, body="", audio=None, attachments=(),
    documents=("76/NQ-CP",), areas=(), tasks=(), tags=(), updates=(), related=(), newer=None, older=None,
)
HOME = HomeView(
    head=Head(title="Cải cách hành chính", url="", description="d"), lead=None, lead_picture=None, latest=(), topics=(),
    result="", plan=None, marks=(), documents=(), index_results=(), starter=False,
)


def told(view: object, chrome: SiteChrome = CHROME) -> dict[str, dict]:
    """Objects of a page by type; each keeps the rules."""
    texts = structured_data(view, view.head, chrome)
    things = [json.loads(text) for text in texts]
    assert [fault for thing in things for fault in faults(thing)] == []
    return {thing["@type"]: thing for thing in things}


def post(**changes: object) -> PostView:
    head = replace(HEAD, **{key: changes.pop(key) for key in ("title", "article", "index", "image") if key in changes})
    return replace(POST, head=head, **changes)


def test_an_article_says_who_what_when_and_where() -> None:
    article = told(POST)["NewsArticle"]
    assert article["headline"] == "Cơ chế một cửa"
    assert article["mainEntityOfPage"] == article["url"] == "https://example.vn/muc/bai-viet/2024/mot-cua/"
    assert (article["datePublished"], article["dateModified"]) == (ARTICLE.published, ARTICLE.modified)
    assert article["image"] == {"@type": "ImageObject", "url": "https://example.vn/muc/anh/a.jpg", "width": 1200, "height": 800}
    assert article["publisher"]["name"] == CHROME.agency
    assert (article["articleSection"], article["keywords"]) == ("Thủ tục hành chính", ["một cửa"])
    assert article["citation"] == ["76/NQ-CP"]
    assert article["isPartOf"]["url"] == CHROME.base_url


@pytest.mark.parametrize(("author", "kind"), [
    ("Nguyễn Văn A", "Person"), ("", "GovernmentOrganization"), ("Văn phòng Sở", "GovernmentOrganization"),
    (CHROME.agency, "GovernmentOrganization"),
])
def test_an_author_is_a_person_unless_a_body_is_named(author: str, kind: str) -> None:
    found = told(post(article=replace(ARTICLE, author=author)))["NewsArticle"]["author"]
    assert (found["@type"], found["name"]) == (kind, author or CHROME.agency)


def test_a_long_headline_is_cut_at_a_word() -> None:
    headline = told(post(title="từ " * 60))["NewsArticle"]["headline"]
    assert len(headline) <= 110
    assert headline.endswith("từ…")


@pytest.mark.parametrize("hostile", [
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "\"'\\", "a\u2028b\u2029c", "&lt;/script&gt; & x", "\x7f",
])
def test_no_title_can_close_the_script_or_break_the_text(hostile: str) -> None:
    view = post(title=hostile, documents=(hostile,))
    texts = structured_data(view, view.head, CHROME)
    for text in texts:
        assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(texts[0])["headline"] == json.loads(texts[0])["citation"][0].replace("\u2028", " ").replace("\u2029", " ")
    assert json.loads(texts[1])["itemListElement"][-1]["name"] == hostile


def test_what_is_withdrawn_is_no_article_and_what_is_over_says_when() -> None:
    assert told(post(state="withdrawn", index=False, article=None)) == {}
    over = told(post(state="expired", index=False, article=replace(ARTICLE, expires="2024-06-01T00:00:00+07:00")))
    assert set(over) == {"NewsArticle"}
    assert over["NewsArticle"]["expires"] == "2024-06-01T00:00:00+07:00"


def test_a_picture_of_unknown_size_has_no_size() -> None:
    assert told(post(image=ShareImage(url="anh/a.jpg", alt="")))["NewsArticle"]["image"] == {
        "@type": "ImageObject", "url": "https://example.vn/muc/anh/a.jpg",
    }
    assert "image" not in told(post(image=None))["NewsArticle"]


def test_the_way_here_is_the_visible_one() -> None:
    items = told(POST)["BreadcrumbList"]["itemListElement"]
    assert [(item["name"], item["item"]) for item in items] == [
        ("Trang chủ", "https://example.vn/"), ("Cải cách hành chính", "https://example.vn/muc/"),
        ("Thủ tục hành chính", "https://example.vn/muc/linh-vuc/thu-tuc-hanh-chinh/"),
        ("Cơ chế một cửa", "https://example.vn/muc/bai-viet/2024/mot-cua/"),
    ]
    assert len(told(HOME)["BreadcrumbList"]["itemListElement"]) == 2


def test_the_first_page_names_the_agency_and_the_search_of_a_published_build() -> None:
    contact = Contact(address="Số 1, đường A", phone="0221 000 000", email="a@example.vn")
    chrome = replace(CHROME, publish=True, frame=Frame(contact=contact, logo="theme/logo.svg"))
    found = told(HOME, chrome)
    agency = found["GovernmentOrganization"]
    assert (agency["telephone"], agency["email"], agency["address"]) == (contact.phone, contact.email, contact.address)
    assert agency["logo"] == "https://example.vn/muc/theme/logo.svg"
    assert agency["parentOrganization"]["name"] == "UBND tỉnh"
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == "https://example.vn/muc/tim-kiem/?q={search_term_string}"
    plain = told(HOME)
    assert "potentialAction" not in plain["WebSite"]
    assert not plain["GovernmentOrganization"].keys() & {"telephone", "email", "address", "logo"}


def test_lists_standing_pages_and_pages_that_are_not_to_be_found() -> None:
    assert set(told(IndexView(head=Head(title="t", url="tu-khoa/", description="d"), lead="", links=(), empty=""))) == {
        "CollectionPage", "BreadcrumbList",
    }
    about = StandingView(head=Head(title="t", url="gioi-thieu/", description="d"), summary="", body="")
    assert set(told(about)) == {"GovernmentOrganization", "WebSite", "AboutPage", "BreadcrumbList"}
    missing = NotFoundView(head=Head(title="t", url="404.html", index=False), links=())
    assert told(missing) == told(RedirectView(head=Head(title="t", url="a/"), target="b/", target_title="t")) == {}


def test_the_internal_edition_has_none() -> None:
    assert told(POST, replace(CHROME, internal=True)) == {}
