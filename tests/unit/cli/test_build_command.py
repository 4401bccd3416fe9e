"""What `inv build` says beside its result."""

from __future__ import annotations

from cchc.cli.rebuild import dead_link_lines
from cchc.pages.parts import Link


def test_an_entry_without_a_page_is_named_but_for_the_section_s_own_pages() -> None:
    """A slip in an address never goes unsaid; a page that merely has no content yet is no slip."""
    lines = list(dead_link_lines([
        Link(title="Giới thiệu", url="gioi-thieu/"), Link(title="Kế hoạch", url="ke-hoach/"),
        Link(title="Tin tức", url="tin-tuc"), Link(title="Liên hệ", url="lien-hê/"),
    ]))
    assert [line.partition("”")[0] for line in lines] == ["Cảnh báo: bỏ mục “Tin tức", "Cảnh báo: bỏ mục “Liên hệ"]
    assert all("CCHC_MENU" in line for line in lines)
