"""`inv deploy`, `inv releases`, `inv rollback`."""

from __future__ import annotations

from cchc.cli import build as build_command
from cchc.cli import options
from cchc.errors import UsageError
from cchc.release.local import list_releases, publish_release, rollback_release
from cchc.release.target import parse_target


def deploy(*, to: str, content: str, base_url: str, as_of: str, force: bool) -> None:
    """Build the public edition apart from output/, then publish it as a release."""
    _need_target(to)
    parse_target(to)
    folder = options.ROOT / ".cache" / "deploy"
    build_command.build(
        content=content, output=str(folder), base_url=base_url, as_of=as_of, internal=False, coverage="", jobs="",
        full=False, cache="", publish=True,
    )
    release = publish_release(folder, to, force=force)
    state = "Đã đăng" if release.new else "Không có gì mới, đang dùng"
    print(f"{state} bản {release.id} ({release.pages} trang) tại {to}.")


def releases(*, to: str) -> None:
    """List what is kept at the target, oldest first."""
    _need_target(to)
    found = list_releases(to)
    for release in found:
        mark = "đang dùng" if release.current else ""
        print(f"{release.id}  {release.pages} trang  {mark}".rstrip())
    if not found:
        print("Chưa có bản nào.")


def rollback(*, to: str) -> None:
    """Return to the release before the current one."""
    _need_target(to)
    release = rollback_release(to)
    print(f"Đã quay lại bản {release.id} ({release.pages} trang) tại {to}.")
    print("Lần đăng sau sẽ dựng lại từ nội dung hiện có: hãy sửa nội dung trước khi đăng.")


def _need_target(to: str) -> None:
    if not to:
        raise UsageError("Cần --to THƯ_MỤC, nơi máy chủ web đọc trang (ví dụ --to /srv/cchc).")
