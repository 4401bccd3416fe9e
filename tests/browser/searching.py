"""A section written to be searched, test data, and how a test asks its search page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, Route

from support import make_plan

REFORM = [  # exact and whole in the title; in the summary; in the text, newer first; apart; other diacritics
    "Cải cách hành chính ở xã", "Giao ban quý", "Hội nghị mới", "Hội nghị cũ", "Cải tiến cách làm", "Ghi chép không dấu",
]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
POSTS = {  # title: day, front matter, body
    "Cải cách hành chính ở xã": ("2024-03-01", "areas: [c]\ntasks: [3]\nkind: bai\nunit: van-phong", "Chuyện một xã."),
    "Giao ban quý": ("2024-03-02", "areas: [d]\nsummary: Bàn việc cải cách hành chính", "Nội dung họp."),
    "Hội nghị cũ": ("2024-03-03", "areas: [d]\nkind: tin", "Công tác cải cách hành chính."),
    "Hội nghị mới": ("2024-03-04", "areas: [a]\nkind: tin", "Công tác cải cách hành chính."),
    "Cải tiến cách làm": ("2024-03-05", "areas: [d]", "Một hành trình, một tài chính."),
    "Ghi chép không dấu": ("2024-03-06", "areas: [d]", "Cai cach hanh chinh."),
    "Công bố số điện thoại": ("2024-04-01", "areas: [g]", "Sở lập đường dây nóng nhận phản ánh."),
    "Hòa giải ở cơ sở": ("2024-04-02", "areas: [g]", "Kiểu cũ: thủy lợi, khỏe mạnh."),
    "Hoà giải viên": ("2024-04-03", "areas: [g]", "Kiểu mới: thuỷ lợi, khoẻ mạnh."),
    "Hoa nở": ("2024-04-04", "areas: [g]", "Giai điệu mùa xuân."),
    "Một nghị quyết": ("2024-05-01", 'areas: [a]\ndocuments: ["76/NQ-CP"]', "Điều cần biết."),
    "Nghị quyết khác": ("2024-05-02", "areas: [a]", "Nghị quyết số 176/NQ-CP và số 76/NĐ-CP."),
    "Nhắc lại nghị quyết": ("2024-05-03", "areas: [a]", "Theo Nghị quyết số 76/NQ-CP của Chính phủ."),
    "Quy định đánh giá": ("2024-05-04", "areas: [a]", "Quyết định số 01/2023/QĐ-UBND của tỉnh."),
    "Bài có tệp": ("2024-05-05", "areas: [a]\nattachments: [{file: tep/a.pdf, title: Phụ biểu, number: 47/HD-SKHCN}]", "Xem tệp."),
    "Chữ lạ": ("2024-05-06", "areas: [a]\ntags: [kiểm thử giao diện]", "Straße, x², 30c/HD-ABC, Nguyễn Thị Quý, KH&CN."),
    "Bài nháp": ("2024-05-07", "areas: [a]\nstatus: draft", "Bí mật chưa đăng: đường dây nóng."),
    "Bài gỡ": ("2024-05-08", "areas: [a]\nwithdrawn: {date: 2024-06-01, reason: Sai}", "Đã gỡ: đường dây nóng."),
}
DAYS = [f"2023-{month:02d}-{day:02d}" for month in (8, 9) for day in range(1, 14)]


def write_posts(content: Path) -> None:
    """A content folder with the real plan and the posts."""
    make_plan(content)
    posts = POSTS | {f"Nhật ký {number:02d}": (day, "", "Việc thường ngày.") for number, day in enumerate(DAYS, 1)}
    for number, (title, (day, front, body)) in enumerate(posts.items()):
        path = content / "bai-viet" / day[:4] / f"{day}-bai-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = f"{front}\n" if front else ""
        path.write_text(f"---\ntitle: {title}\n{lines}---\n\n{body}\n", encoding="utf-8")
    (content / "tep").mkdir()
    (content / "tep" / "a.pdf").write_bytes(b"%PDF-1.4\n")


def settle(page: Page) -> str:
    """The sentence on the results, once they are there."""
    page.wait_for_function("() => !['', 'Đang tìm…'].includes(document.querySelector('.c-search__status').textContent)")
    return page.inner_text(".c-search__status")


def ask(page: Page, site: str, query: str, **more: str) -> list[str]:
    """Titles found for a query, in order."""
    page.goto(f"{site}tim-kiem/?{urlencode({'q': query, **more})}")
    settle(page)
    return titles(page)


def titles(page: Page) -> list[str]:
    return page.locator(".c-found__title").all_inner_texts()


def posts_among(found: list[str]) -> list[str]:
    return [title for title in found if not title.startswith("Nhiệm vụ ")]


def without_policy(route: Route) -> None:
    """Answer a request without the policy of the section."""
    got = route.fetch()
    headers = {name: value for name, value in got.headers.items() if name != "content-security-policy"}
    route.fulfill(response=got, headers=headers)
