"""`inv new` and `inv preview`."""

from __future__ import annotations

from cchc.cli import options
from cchc.cli.build import read_overrides
from cchc.cli.guard import say
from cchc.editor.new_post import draft_post, write_post
from cchc.site import load_site


def new(*, content: str, title: str, task: str, area: str, kind: str, unit: str, date: str) -> None:
    """Write a post skeleton and say what to do next."""
    folder = options.folder(content, "content")
    moment = options.moment("")
    site = load_site(folder, moment).site
    post = draft_post(site, moment.date(), title=title, task=task, area=area, kind=kind, unit=unit, day=date)
    target = write_post(folder, post)
    print(f"Đã tạo bài nháp: {target}")  # noqa: T201
    print("Mở tệp để viết, xem thử bằng `inv preview`, kiểm tra bằng `inv check`; đổi trang_thai thành đăng khi xong.")  # noqa: T201


def preview(*, port: str, content: str, as_of: str) -> None:
    """Serve the internal edition and rebuild it on every save."""
    from cchc.editor.preview import serve  # noqa: PLC0415 - brings the server and the watcher
    from cchc.hooks.build import run_build  # noqa: PLC0415 - brings Pelican

    number = options.number(port, "--port", least=1, most=65535) or 8000
    output = options.ROOT / ".cache" / "preview"
    overrides = read_overrides(
        content=content, output=str(output), base_url=f"http://127.0.0.1:{number}/", as_of=as_of, internal=True,
        coverage="", jobs="", full=False, cache="", publish=False,
    )

    def build() -> str:
        result = run_build(options.SETTINGS_FILE, overrides)
        changed = len(result.commit.added) + len(result.commit.changed)
        warnings = len(result.state.checked().loaded.problems)
        return f"Đã dựng: {len(result.state.pages)} trang, {changed} tệp mới hoặc đổi, {warnings} cảnh báo."

    watched = [options.folder(content, "content"), options.ROOT / "theme"]
    serve(output, number, watched, build, say)
