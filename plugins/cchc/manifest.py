"""What a published folder holds, file by file, and the one edge through which such folders are written.

A manifest maps every file to its sha256. Builds and releases are compared, verified and healed by it alone:
never by the clock, by sizes or by modification times. It is read and written in one go for all files, as every
build does both.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cchc.errors import EnvironmentFault, UsageError

MANIFEST_NAME = ".manifest.json"
SCHEMA = "cchc.manifest/1"
FILE_MODE = 0o644
FOLDER_MODE = 0o755

_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEX = b"0123456789abcdef"
_ODD_BYTES = bytes((*range(0x20), 0x7F, ord("\\")))
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder: posix path relative to it → sha256 in hex."""

    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One sha256 for the whole folder: of its listing, sorted by path, independent of file order."""
        listing = "".join(f"{sha}  {path}\n" for path, sha in sorted(self.files.items()))
        return hashlib.sha256(listing.encode()).hexdigest()


class Disk:
    """Every change builds and releases make to the disk; tests replace it to fail or die at the n-th one.

    All methods raise OSError. Modes never depend on the umask: files are 0644, folders 0755.
    """

    def mkdir(self, folder: Path) -> None:
        """Make one folder whose parent exists."""
        folder.mkdir(exist_ok=True)  # another build may be as fast
        self.set_mode(folder, FOLDER_MODE)

    def set_mode(self, path: Path, mode: int) -> None:
        """Give a file or folder its mode, on file systems that have modes."""
        with contextlib.suppress(PermissionError, NotImplementedError):
            path.chmod(mode)

    def write(self, path: Path, data: bytes) -> None:
        """Write a whole small file through to the disk; a partial one is taken away again."""
        try:
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self.set_mode(path, FILE_MODE)

    def copy(self, source: Path, target: Path) -> None:
        """Copy the bytes of a file through to the disk."""
        with source.open("rb") as reader, target.open("wb") as writer:
            shutil.copyfileobj(reader, writer, 1 << 20)
            writer.flush()
            os.fsync(writer.fileno())
        self.set_mode(target, FILE_MODE)

    def link(self, source: Path, target: Path) -> None:
        """Give the file `source` a second name."""
        os.link(source, target)

    def symlink(self, text: str, link: Path) -> None:
        """Make `link` point at the folder `text`; Windows asks for rights an officer does not have."""
        if os.name == "nt":
            raise NotImplementedError
        link.symlink_to(text, target_is_directory=True)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, atomically, over what stands there."""
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Remove one file or link."""
        path.unlink()

    def rmdir(self, folder: Path) -> None:
        """Remove one empty folder."""
        folder.rmdir()

    def remove_tree(self, folder: Path) -> None:
        """Remove a working folder as far as it goes; what remains is for the next run."""
        shutil.rmtree(folder, ignore_errors=True)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable, where the system can."""
        if os.name != "nt":
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


DISK = Disk()


def make_folders(folder: Path, disk: Disk) -> None:
    """Make `folder` and the parents it lacks."""
    if not folder.is_dir():
        make_folders(folder.parent, disk)
        disk.mkdir(folder)


def replace_file(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Write a file under a temporary name beside it, then rename: readers see the old or the new one."""
    draft = path.with_name(f"{path.name}.tmp")
    try:
        disk.write(draft, data)
        disk.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def os_faults(doing: str, codes: Collection[int] | None = None) -> Iterator[None]:
    """Turn an OSError of the block (of the given errno `codes`, else any) into the environment's fault."""
    try:
        yield
    except OSError as error:
        if codes is not None and error.errno not in codes:
            raise
        raise EnvironmentFault.from_os_error(error, doing) from error


@contextlib.contextmanager
def hold_lock(path: Path, timeout: float, holder: str) -> Iterator[None]:
    """Hold the lock file `path`; wait up to `timeout` seconds for `holder` (Vietnamese) to let go of it."""
    from filelock import FileLock, Timeout  # not needed to see that nothing changed

    lock = FileLock(path, timeout=timeout)
    try:
        lock.acquire()
    except Timeout as error:
        raise EnvironmentFault(f"{holder} đang giữ {path}, chờ {timeout:g} giây chưa xong.") from error
    except OSError as error:
        raise EnvironmentFault.from_os_error(error, "khoá thư mục") from error
    try:
        yield
    finally:
        lock.release()


def is_sha256(text: str) -> bool:
    """Whether `text` is a sha256 in hex as manifests hold it."""
    return _SHA256.fullmatch(text) is not None


def hash_file(path: Path) -> str:
    """Compute the sha256 of a file's bytes, in hex."""
    with path.open("rb", buffering=0) as file:
        sha = hashlib.sha256(chunk := file.read(_CHUNK))
        while len(chunk) == _CHUNK:
            sha.update(chunk := file.read(_CHUNK))
    return sha.hexdigest()


def walk_files(folder: Path) -> Iterator[str]:
    """Every entry under `folder` that is not a folder, as a posix path; links are entries and not followed.

    Raises OSError when the folder or one inside it cannot be read.
    """
    root, waiting = f"{folder}/", [""]  # texts: a Path costs more than the call
    while waiting:
        prefix = waiting.pop()
        with os.scandir(root + prefix) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    yield prefix + entry.name


def are_plain(paths: Collection[str]) -> bool:
    """Whether all paths stay inside their folder, on Windows too, and can be written in JSON."""
    joined = "/\n/".join(paths)
    try:
        data = joined.encode()
    except UnicodeEncodeError:  # half a surrogate pair: a name that is not UTF-8
        return False
    ends = max(len(paths) - 1, 0)
    framed = f"/{joined}/" if paths else ""
    return (
        len(data.translate(None, _ODD_BYTES)) == len(data) - ends
        and not any(part in framed for part in ("//", "/./", "/../"))
        and not any(path[1:2] == ":" for path in paths)
    )


def _is_plain_file(folder: Path, path: str) -> bool:
    return stat.S_ISREG(os.lstat(f"{folder}/{path}").st_mode)  # a Path costs more than the call


def measure_tree(
    folder: Path, noted: Mapping[str, str] = MappingProxyType({}), found: Mapping[str, bool] | None = None
) -> Manifest:
    """Hash every file of `folder`, except its own manifest; of `noted` files the sha256 is known already.

    `found` is what walk_files gives, if that is known, and whether each is a plain file. Raises UsageError for a link,
    a special file or a name no web server could serve; OSError when unreadable.
    """
    if found is None:
        found = {path: _is_plain_file(folder, path) for path in walk_files(folder)}
    paths = sorted(found.keys() - {MANIFEST_NAME})
    sound = are_plain(paths)
    for path in paths:
        if not (found[path] and (sound or are_plain((path,)))):
            raise UsageError(f"{folder / path}: chỉ tệp thường, tên không có ký tự lạ, mới được xuất bản.")
    return Manifest({path: noted.get(path) or hash_file(folder / path) for path in paths})


def parse_manifest(data: bytes) -> Manifest | None:
    """Read the manifest in `data`; None when damaged, of another program or naming paths outside."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        return None
    files = document.get("files")
    if not isinstance(files, dict):
        return None
    return Manifest(files) if _are_sha256(files.values()) and are_plain(files) else None


def _are_sha256(values: Collection[object]) -> bool:
    """Whether all values are such texts; in one go, as there are as many as files."""
    if not set(map(type, values)) <= {str}:
        return False
    texts = [str(value) for value in values]
    joined = "".join(texts)
    return set(map(len, texts)) <= {64} and joined.isascii() and not joined.encode().translate(None, _HEX)


def load_manifest(folder: Path) -> Manifest | None:
    """Read the manifest kept in `folder`; None when absent, damaged or foreign. Raises OSError."""
    place = folder / MANIFEST_NAME
    return parse_manifest(place.read_bytes()) if place.is_file() else None


def format_manifest(manifest: Manifest, **more: str) -> bytes:
    """Canonical JSON: sorted, one line for each file, UTF-8, ending with a newline; `more` adds text keys."""
    document = {"schema": SCHEMA, **more}
    rest = json.dumps(document, ensure_ascii=False, separators=(",\n", ": "), sort_keys=True)
    files = json.dumps(dict(manifest.files), ensure_ascii=False, separators=(",\n", ": "), sort_keys=True)
    listing = f"{{\n{files[1:-1]}\n}}" if manifest.files else "{}"
    return f'{{\n"files": {listing},\n{rest[1:-1]}\n}}\n'.encode()


def write_manifest(folder: Path, manifest: Manifest, disk: Disk = DISK) -> None:
    """Keep `manifest` in `folder`, atomically. Raises OSError."""
    replace_file(folder / MANIFEST_NAME, format_manifest(manifest), disk)


def verify_tree(folder: Path, manifest: Manifest) -> list[str]:
    """How `folder` differs from `manifest`, one Vietnamese phrase a file, sorted by path; [] when equal."""
    found = set(walk_files(folder)) - {MANIFEST_NAME} if folder.is_dir() else set()
    differences = {path: f"thiếu {path}" for path in manifest.files.keys() - found}
    differences |= {path: f"thừa {path}" for path in found - manifest.files.keys()}
    for path in found & manifest.files.keys():
        sound = are_plain((path,)) and _is_plain_file(folder, path)
        if not sound or hash_file(folder / path) != manifest.files[path]:
            differences[path] = f"khác {path}"
    return [differences[path] for path in sorted(differences)]
