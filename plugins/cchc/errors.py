"""Errors that stop a command; each carries the exit code the public contract gives it.

0 done · 1 problems in the content · 2 wrong usage · 3 environment · 4 a bug of ours.
"""

from __future__ import annotations

import errno
import os
import traceback
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc.problems import Problem


class CchcError(Exception):
    """Base of every error a command reports in one Vietnamese sentence."""

    exitcode: ClassVar[int] = 4


class ContentError(CchcError):
    """The content has errors; `problems` lists all of them, `undone` says what was not done because of them."""

    exitcode = 1

    def __init__(
        self, problems: Sequence[Problem], undone: str = "chưa dựng gì, kết quả lần trước còn nguyên"
    ) -> None:
        self.problems = tuple(problems)
        count = sum(problem.severity == "error" for problem in self.problems)
        super().__init__(f"Nội dung có {count} lỗi; {undone}.")


class DamagedFileError(CchcError):
    """An office file that a command was given cannot be read: not such a file, broken, or a zip bomb."""

    exitcode = 1


class GateError(CchcError):
    """A limit the caller asked for is not met."""

    exitcode = 1


class UsageError(CchcError):
    """The command was called with a value it cannot use."""

    exitcode = 2


class EnvironmentFault(CchcError):
    """The machine stands in the way: full disk, missing permission, missing program."""

    exitcode = 3

    @classmethod
    def from_os_error(cls, error: OSError, doing: str) -> EnvironmentFault:
        """Say what failed while `doing` (a Vietnamese phrase) and that the last output is whole."""
        reason = reason_of(error)
        where = f" ({error.filename})" if error.filename else ""
        return cls(f"Không {doing} được: {reason}{where}. Kết quả lần trước còn nguyên.")


class InternalError(CchcError):
    """A fault in this project itself, not in the content or the machine."""

    exitcode = 4


def as_cchc_error(error: Exception) -> CchcError:
    """Any exception as one a command reports: a fault of the machine, or one of ours; CCHC_DEBUG adds the traceback."""
    if isinstance(error, CchcError):
        return error
    if isinstance(error, OSError) and error.errno is not None:
        return EnvironmentFault.from_os_error(error, "đọc hoặc ghi tệp")
    details = traceback.format_exc() if os.environ.get("CCHC_DEBUG") else f"{type(error).__name__}: {error}"
    return InternalError(f"Lỗi của phần mềm, không phải của nội dung. Gửi người quản trị: {details}")


def reason_of(error: OSError) -> str:
    """A system error in Vietnamese."""
    return _REASONS.get(error.errno or 0, f"lỗi hệ thống (mã {error.errno})")


_REASONS = {
    errno.ENOSPC: "hết dung lượng đĩa",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục đó",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.EISDIR: "chỗ đó là thư mục",
    errno.ENOTDIR: "chỗ đó không phải thư mục",
    errno.EPIPE: "chương trình nhận kết quả đã đóng",
    errno.EADDRINUSE: "cổng đang được dùng",
}
