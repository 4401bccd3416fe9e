"""When a build must not replace the one that is online: it lost its posts or many of its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cchc.errors import GateError
from cchc.manifest import Manifest

MAX_LOSS_PERCENT = 20

_POST = re.compile(r"bai-viet/\d{4}/[^/]+/index\.html")


def count_pages(manifest: Manifest) -> int:
    """Count the HTML pages."""
    return sum(path.endswith(".html") for path in manifest.files)


def check_gates(files: Mapping[str, str], pages: int, online: int | None) -> None:
    """Raise GateError for a build without posts, or with over 20 % fewer pages than the `online` one.

    `files` are the build's paths, `pages` its HTML pages, `online` those of the current release or None.
    """
    if not any(map(_POST.fullmatch, files)):
        raise GateError("Bản dựng không có bài viết nào nên không xuất bản. Nếu đúng ý, hãy thêm --force.")
    if online is not None and pages * 100 < online * (100 - MAX_LOSS_PERCENT):
        raise GateError(
            f"Bản dựng có {pages} trang, bản đang chạy có {online}: ít hơn quá {MAX_LOSS_PERCENT} % "
            "nên không xuất bản. Nếu đúng ý, hãy thêm --force."
        )
