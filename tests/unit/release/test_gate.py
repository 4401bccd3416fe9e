"""Builds that must not replace the one online."""

import pytest

from cchc.errors import GateError
from cchc.manifest import Manifest
from cchc.release.gate import check_gates, count_pages

POST = "bai-viet/2024/tin/index.html"


@pytest.mark.parametrize(
    ("files", "pages", "online", "passes"),
    [
        ([POST], 1, None, True),
        ([POST], 80, 100, True),
        ([POST], 79, 100, False),
        ([POST], 4, 5, True),
        ([POST], 3, 5, False),
        ([POST], 200, 100, True),
        ([POST], 0, 0, True),
        ([], 100, None, False),
        (["bai-viet/index.html", "bai-viet/2024/index.html", "bai-viet/2024/tin/anh.jpg"], 3, None, False),
        (["x/bai-viet/2024/tin/index.html", "bai-viet/24/tin/index.html"], 2, None, False),
    ],
)
def test_posts_and_at_least_80_percent_of_the_pages_are_needed(
    files: list[str], pages: int, online: int | None, passes: bool
):
    if passes:
        check_gates(dict.fromkeys(files, ""), pages, online)
    else:
        with pytest.raises(GateError, match="--force"):
            check_gates(dict.fromkeys(files, ""), pages, online)


def test_pages_are_the_html_files():
    assert count_pages(Manifest(dict.fromkeys(["index.html", "a/b.html", "a.css", "html"], ""))) == 2
