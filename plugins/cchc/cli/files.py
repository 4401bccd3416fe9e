"""Files that commands make: written whole or not at all, beside their place first, then put there in one step."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO

from cchc.cli.guard import say
from cchc.errors import EnvironmentFault, UsageError


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A stream to `target`, a generated file: it takes the place of what was there only when the block ends well."""
    with _draft(target, "ghi tệp") as (stream, draft):
        yield stream
        stream.close()
        draft.replace(target)


def write_file(target: Path, data: bytes) -> None:
    """Write a document that people go on writing in: one that is there and differs is kept under another name."""
    kept = None
    with _draft(target, "ghi tệp") as (stream, draft):
        stream.write(data)
        stream.close()
        if target.is_file() and target.read_bytes() != data:
            kept = next(path for path in _earlier_names(target) if not path.exists())
            target.rename(kept)
        draft.replace(target)
    if kept:
        say(f"Đã có {target.name} với nội dung khác; bản trước được giữ ở {kept}.")


def _earlier_names(target: Path) -> Iterator[Path]:
    """Names for what stood at `target` before (-truoc-1, -truoc-2, …)."""
    return (target.with_name(f"{target.stem}-truoc-{number}{target.suffix}") for number in count(1))


def write_new_file(target: Path, data: bytes, *, doing: str, make_folder: bool) -> None:
    """Write a file that people will work on, never over one that is there, nor over one that comes to be there.

    `doing` is a Vietnamese phrase for messages ("tạo sổ theo dõi"); a missing folder is made or is a fault.
    """
    if make_folder:
        try:
            target.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise EnvironmentFault.from_os_error(error, doing) from error
    with _draft(target, doing) as (stream, draft):
        stream.write(data)
        stream.close()
        try:
            os.link(draft, target)
        except FileExistsError:
            raise UsageError(f"Đã có {target}, không ghi đè.") from None
        except (OSError, AttributeError, NotImplementedError):  # a disk that knows no hard links
            if target.exists():
                raise UsageError(f"Đã có {target}, không ghi đè.") from None
            draft.rename(target)


@contextmanager
def _draft(target: Path, doing: str) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside `target` with the permissions of an ordinary one, gone after the block whatever happens in it."""
    if not target.parent.is_dir():
        raise EnvironmentFault(f"Không {doing} được: không có thư mục {target.parent}. Tạo thư mục hoặc đổi --out.")
    draft: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", dir=target.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as stream:
            draft.chmod(0o666 & ~_umask())
            yield stream, draft
    except OSError as error:
        raise EnvironmentFault.from_os_error(OSError(error.errno, "", str(target)), doing) from error
    finally:
        if draft:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
