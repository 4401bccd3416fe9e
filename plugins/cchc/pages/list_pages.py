"""Lists of posts by topic, kind, unit, tag and year, their indexes, and the list of all posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cchc import urls
from cchc.pages.feed_links import feed_links
from cchc.pages.hubs import month_links, topic_groups, unit_groups
from cchc.pages.material import Material
from cchc.pages.parts import Head, Link, LinkGroup
from cchc.pages.search_page import WAYS
from cchc.pages.views import IndexView, ListView, Page
from cchc.post import Post
from cchc.text import match_key, sort_key


@dataclass(frozen=True, kw_only=True)
class _Shelf:
    """One list: its address, words and posts."""

    title: str
    url: str
    kicker: str = ""
    lead: str = ""
    posts: list[Post] = field(default_factory=list)
    crumbs: tuple[Link, ...] = ()
    groups: tuple[LinkGroup, ...] = ()
    months: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Family:
    """All lists of one sort and their index page."""

    title: str
    url: str
    lead: str
    empty: str
    shelves: Sequence[_Shelf]


def build_list_pages(material: Material) -> Iterator[Page]:
    """Every list and every index of lists."""
    everything = _Shelf(
        title="Tất cả tin, bài", url="bai-viet/", posts=list(material.site.listed),
        lead="Mọi tin, bài của chuyên mục, mới nhất trước.",
        groups=(LinkGroup(id="danh-muc", title="Xem theo danh mục",
                          links=tuple(way for way in WAYS if way.url != "bai-viet/")),),
    )
    yield from _paged(material, everything)
    for family in (_topics(material), _kinds(material), _units(material), _tags(material), _years(material)):
        yield _index_page(family)
        for shelf in family.shelves:
            yield from _paged(material, shelf)
    for month in _months(material):
        yield from _paged(material, month)
    if material.chrome.internal:
        yield from _paged(material, _unpublished(material))


def _unpublished(material: Material) -> _Shelf:
    return _Shelf(
        title="Bài chưa đăng", url="bai-viet/chua-dang/", posts=list(material.unpublished), kicker="Bản nội bộ",
        lead="Bài nháp, chờ duyệt và hẹn giờ. Chỉ có trong bản nội bộ.",
    )


def _topics(material: Material) -> _Family:
    family = ("Theo lĩnh vực", "linh-vuc/")
    shelves = {
        topic.id: _Shelf(
            title=topic.name, url=urls.field_url(topic.id), kicker="Lĩnh vực", crumbs=_crumb(*family),
            lead=f"Tin, bài, nhiệm vụ và kết quả về {topic.name[0].lower()}{topic.name[1:]}.",
            groups=topic_groups(material, topic.id), feeds=feed_links(topic.name, urls.field_url(topic.id)),
        )
        for topic in material.topics.values()
    }
    for post in material.site.listed:
        for topic in material.topic_ids[post.source]:
            shelves[topic].posts.append(post)
    lead = "Sáu lĩnh vực cải cách hành chính và công tác chỉ đạo, điều hành."
    return _family(*family, lead, shelves.values())


def _kinds(material: Material) -> _Family:
    family = ("Theo thể loại", "the-loai/")
    shelves = {
        kind.id: _Shelf(title=kind.name, url=urls.kind_url(kind.id), kicker="Thể loại", crumbs=_crumb(*family))
        for kind in material.kinds.values()
    }
    for post in material.site.listed:
        kind = material.kinds.get(post.kind or "")
        for key in dict.fromkeys([kind.id, kind.group or kind.id] if kind else []):
            shelves[key].posts.append(post)
    return _family(*family, "Tin, bài, phóng sự và các thể loại khác của Kế hoạch.", shelves.values())


def _units(material: Material) -> _Family:
    family = ("Theo đơn vị", "don-vi/")
    shelves = {
        unit.id: _Shelf(
            title=unit.name, url=urls.unit_url(unit.id), kicker="Đơn vị thực hiện", crumbs=_crumb(*family),
            groups=unit_groups(material, unit.id), feeds=feed_links(unit.name, urls.unit_url(unit.id)),
        )
        for unit in material.units.values()
    }
    for post in material.site.listed:
        if post.unit in shelves:
            shelves[post.unit].posts.append(post)
    return _family(*family, "Tin, bài theo phòng, đơn vị thực hiện.", shelves.values())


def _tags(material: Material) -> _Family:
    family = ("Từ khóa", "tu-khoa/")
    shelves = {
        key: _Shelf(title=tag.name, url=urls.tag_url(tag.slug), kicker="Từ khóa", crumbs=_crumb(*family))
        for key, tag in material.tags.items()
    }
    for post in material.site.listed:
        for key in dict.fromkeys(map(match_key, post.tags)):
            shelves[key].posts.append(post)
    ordered = sorted(shelves.values(), key=lambda shelf: sort_key(shelf.title))
    return _family(*family, "Từ khóa của các bài, theo thứ tự chữ cái.", ordered)


def _years(material: Material) -> _Family:
    family = ("Theo năm", "theo-nam/")
    years: dict[int, list[Post]] = {}
    for post in material.site.listed:
        years.setdefault(post.year, []).append(post)
    shelves = (
        _Shelf(title=f"Năm {year}", url=urls.year_url(year), kicker="Tin, bài", crumbs=_crumb(*family), posts=posts,
               months=month_links(year, posts))
        for year, posts in years.items()
    )
    return _family(*family, "Tin, bài đã đăng từng năm.", shelves)


def _months(material: Material) -> Iterable[_Shelf]:
    """A list for each month that has posts."""
    months: dict[tuple[int, int], list[Post]] = {}
    for post in material.site.listed:
        months.setdefault((post.year, post.date.month), []).append(post)
    for (year, month), posts in months.items():
        crumbs = (*_crumb("Theo năm", "theo-nam/"), *_crumb(f"Năm {year}", urls.year_url(year)))
        yield _Shelf(title=f"Tháng {month} năm {year}", url=urls.month_url(year, month), kicker="Tin, bài",
                     crumbs=crumbs, posts=posts)


def _crumb(title: str, url: str) -> tuple[Link, ...]:
    return (Link(title=title, url=url),)


def _family(title: str, url: str, lead: str, shelves: Iterable[_Shelf]) -> _Family:
    return _Family(title=title, url=url, lead=lead, empty="Chưa có bài nào.", shelves=tuple(shelves))


def _index_page(family: _Family) -> Page:
    """Without the lists that hold nothing yet: no posts, no tasks of the plan; the site map has them all."""
    links = tuple(Link(title=shelf.title, url=shelf.url, count=len(shelf.posts)) for shelf in family.shelves
                  if shelf.posts or shelf.groups)
    head = Head(title=family.title, url=family.url, description=family.lead)
    view = IndexView(head=head, lead=family.lead, links=links, empty=family.empty)
    return Page(output_path=urls.page_file(family.url), template="index.html", view=view)


def _paged(material: Material, shelf: _Shelf) -> Iterator[Page]:
    """The pages of one list: the first at its own address, the others at …/trang/<n>/."""
    size = material.per_page
    pages = max(1, -(-len(shelf.posts) // size))
    for number in range(1, pages + 1):
        posts = shelf.posts[(number - 1) * size : number * size]
        suffix = f" – trang {number}" if number > 1 else ""
        head = Head(
            title=f"{shelf.title}{suffix}", url=_page_url(shelf.url, number), description=shelf.lead,
            crumbs=shelf.crumbs, index=bool(posts) and shelf.url != "bai-viet/chua-dang/", feeds=shelf.feeds,
        )
        view = ListView(
            head=head, kicker=shelf.kicker, lead=shelf.lead,
            cards=tuple(material.cards[post.source] for post in posts), total=len(shelf.posts),
            number=number, pages=pages,
            newer=_page_url(shelf.url, number - 1) if number > 1 else "",
            older=_page_url(shelf.url, number + 1) if number < pages else "",
            empty="Chưa có bài nào ở đây. Bài xuất hiện khi được đăng.",
            groups=shelf.groups if number == 1 else (), months=shelf.months,
        )
        yield Page(output_path=urls.page_file(head.url), template="list.html", view=view)


def _page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}trang/{number}/"
