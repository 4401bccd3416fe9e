"""Documents a plan names and the posts that explain them, on the real content and on posts made for it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from cchc.documents import cited_documents, collect_documents
from cchc.moment import build_moment
from cchc.plan import Basis, Plan, Section, SectionItem
from cchc.plan_file import parse_plan
from cchc.post import Post
from cchc.site import load_site
from cchc.text import VIETNAM
from sites import good

ROOT = Path(__file__).parents[2]
NUMBERS = [
    "184/KH-UBND", "193/KH-UBND", "76/NQ-CP", "23/CT-TTg", "06-NQ/TU", "28-CT/TU", "01/2023/QĐ-UBND",
    "22/2020/QĐ-UBND", "05/CT-CTUBND",
]
BLANK = replace(parse_plan("ke-hoach/2024.yaml", good.PLAN.format(id="2024").encode()).plan, basis=())


@pytest.fixture(scope="module")
def real() -> tuple[Plan, tuple[Post, ...]]:
    """The department's plan and the posts listed at its end."""
    site = load_site(ROOT / "content", build_moment("2024-12-31", {})).site
    return site.plans[0], tuple(post for post in site.listed if post.plan == "2024")


def make_post(name: str = "bai", day: str = "2024-05-10", **more: object) -> Post:
    """A post of the plan."""
    moment = datetime.fromisoformat(day).replace(tzinfo=VIETNAM)
    return Post(source=f"bai-viet/2024/{day}-{name}.md", slug=name, title=name, date=moment, **more)


def naming(*texts: str) -> Plan:
    """A plan whose basis is these texts."""
    return replace(BLANK, basis=tuple(Basis(text=text) for text in texts))


def explaining(plan: Plan, *posts: Post) -> list[list[str]]:
    """Slugs of the posts of each document the plan names."""
    return [[post.slug for post in item.posts] for item in collect_documents(plan, posts).named]


def test_the_plan_s_nine_documents_come_in_the_order_of_first_mention(real: tuple[Plan, tuple[Post, ...]]) -> None:
    found = collect_documents(*real).named
    assert [item.number for item in found] == NUMBERS
    assert [(item.basis, item.section, item.areas, item.tasks) for item in found] == [
        (True, False, ("a",), (1,)), (True, False, (), ()), *[(False, False, ("a",), (1,))] * 5,
        *[(False, False, ("a",), ())] * 2,
    ]
    assert found[2].text == "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
    assert found[4].text == "Nghị quyết số 06-NQ/TU của Ban chấp hành Đảng bộ tỉnh"
    assert (found[2].type, str(found[2].date), found[2].issuer) == ("Nghị quyết", "2021-07-15", "Chính phủ")


def test_each_of_the_nine_has_the_posts_whose_files_hold_its_number(real: tuple[Plan, tuple[Post, ...]]) -> None:
    for item in collect_documents(*real).named:
        whole = re.compile(rf"(?<![\w/]){re.escape(item.number)}(?![\w-])")
        files = sorted((ROOT / "content" / "bai-viet").rglob("*.md"), reverse=True)
        expected = [path.stem[11:] for path in files if whole.search(path.read_text(encoding="utf-8"))]
        assert expected
        assert [post.slug for post in item.posts] == expected


def test_the_starter_posts_explain_no_other_document(real: tuple[Plan, tuple[Post, ...]]) -> None:
    assert collect_documents(*real).others == ()


@pytest.mark.parametrize("more", [
    {"documents": ("76/NQ-CP",)}, {"title": "Nghị quyết 76/NQ-CP là gì"}, {"summary": "Theo Nghị quyết số 76/nq-cp"},
    {"body": "Xem **Nghị quyết số 76/NQ-\nCP ngày 15/7/2021** của Chính phủ."}, {"documents": ("Nghị quyết số 76/NQ-CP",)},
])
def test_a_post_explains_by_its_list_title_summary_or_body(more: dict[str, object]) -> None:
    post = replace(make_post(), **more)
    assert explaining(naming("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"), post) == [[post.slug]]


@pytest.mark.parametrize("more", [
    {"documents": ("176/NQ-CP",)}, {"body": "Nghị quyết 176/NQ-CP"}, {"body": "76/NQ-CPC"}, {"body": "76/NQ-HĐND"},
    {"body": "https://vanban.example/76/NQ-CP"}, {"body": "Nghị quyết 76/NQ-CP ngày 01/8/2022"}, {"body": ""},
    {"documents": ("76/NQ-CP",), "body": "Nghị quyết số 76/NQ-CP ngày 01/8/2022"},
])
def test_a_like_number_of_another_document_does_not_count(more: dict[str, object]) -> None:
    assert explaining(naming("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"), make_post(**more)) == [[]]


def test_namesakes_of_two_years_are_two_documents_with_their_own_posts() -> None:
    plan = naming("Kế hoạch 9/KH-UBND ngày 05/01/2023 của UBND tỉnh", "Kế hoạch 9/KH-UBND ngày 06/01/2024 của UBND tỉnh")
    old = make_post("cu", body="Kế hoạch số 9/KH-UBND ngày 05/01/2023")
    new = make_post("moi", body="Kế hoạch số 9/KH-UBND ngày 06/01/2024")
    assert explaining(plan, old, new) == [["cu"], ["moi"]]


def test_posts_come_newest_first_whatever_their_order_and_each_once() -> None:
    text = "Nghị quyết 76/NQ-CP và lại Nghị quyết 76/NQ-CP của Chính phủ"
    days = ("2024-03-01", "2024-09-01", "2024-06-01")
    posts = [make_post(f"bai-{day}", day, body=text, documents=("76/NQ-CP",)) for day in days]
    assert explaining(naming(text), *posts) == [["bai-2024-09-01", "bai-2024-06-01", "bai-2024-03-01"]]


def test_a_document_is_named_once_with_the_fullest_of_its_mentions() -> None:
    plan = replace(
        naming("Căn cứ 76/NQ-CP;", "Nghị quyết 76/NQ-CP ngày 15/7/2021;", "Nghị quyết số 76/NQ-CP của Chính phủ."),
        intro="Theo Kế hoạch 9/KH-UBND.", forms=Section(items=(SectionItem(text="Theo Chỉ thị 23/CT-TTg"),)),
    )
    found = collect_documents(plan, ()).named
    assert [item.text for item in found] == [
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", "Kế hoạch số 9/KH-UBND", "Chỉ thị số 23/CT-TTg",
    ]
    assert [(item.basis, item.section) for item in found] == [(True, False), (False, True), (False, True)]


def test_numbers_listed_beside_the_basis_count_as_named() -> None:
    plan = replace(BLANK, basis=(Basis(text="Căn cứ văn bản của tỉnh.", documents=("184/KH-UBND",)),))
    assert [item.number for item in collect_documents(plan, ()).named] == ["184/KH-UBND"]


def test_other_documents_are_those_listed_by_posts_and_not_named_by_the_plan() -> None:
    plan = naming("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ")
    posts = (
        make_post("mot", "2024-02-01", documents=("61/2018/NĐ-CP", "76/NQ-CP", "9/KH-UBND")),
        make_post("hai", "2024-03-01", body="Nghị định 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ; Thông tư 1/2023/TT-VPCP"),
        make_post("ba", "2024-04-01", documents=("10/KH-UBND", "Luật Khoa học và công nghệ 2013")),
    )
    found = collect_documents(plan, posts).others
    assert [(item.text, [post.slug for post in item.posts]) for item in found] == [
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", ["hai", "mot"]), ("9/KH-UBND", ["mot"]),
        ("10/KH-UBND", ["ba"]), ("Luật Khoa học và công nghệ 2013", ["ba"]),
    ]
    assert all((item.basis, item.section, item.areas, item.tasks) == (False, False, (), ()) for item in found)


def test_a_post_cites_what_it_lists_first_each_document_once_and_with_all_it_says_of_it() -> None:
    post = make_post(documents=("9/KH-UBND", "76/NQ-CP"), body="Nghị quyết 76/NQ-CP của Chính phủ và Chỉ thị 23/CT-TTg")
    assert [(item.citation.text, item.listed) for item in cited_documents(post)] == [
        ("9/KH-UBND", True), ("Nghị quyết số 76/NQ-CP của Chính phủ", True), ("Chỉ thị số 23/CT-TTg", False),
    ]


def test_posts_are_read_once_even_when_given_as_an_iterator() -> None:
    plan, post = naming("Nghị quyết 76/NQ-CP"), make_post(documents=("76/NQ-CP",))
    assert collect_documents(plan, iter([post])).named[0].posts == (post,)
