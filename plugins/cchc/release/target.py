"""The names of places to publish to."""

from __future__ import annotations

import re
from pathlib import Path

from cchc.errors import UsageError

_REMOTE = re.compile(r"[^/\\:]{2,}:|[^/\\:]+@[^/\\:]+:")


def parse_target(text: str) -> Path:
    """Turn a target's name into a local folder's absolute path.

    Raises UsageError for an empty name and for what names another machine (ssh://, s3://, user@host:…).
    """
    if not text.strip():
        raise UsageError("Nơi xuất bản phải là đường dẫn một thư mục, đang để trống.")
    if _REMOTE.match(text):
        raise UsageError(
            f"Nơi xuất bản {text} chưa được hỗ trợ: hiện chỉ xuất bản vào một thư mục trên máy này "
            "(hoặc ổ mạng đã gắn), ví dụ --to /srv/cchc."
        )
    return Path(text).expanduser().resolve()
