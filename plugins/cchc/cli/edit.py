"""`inv new` and `inv preview`."""

from __future__ import annotations

from urllib.parse import urlsplit

from cchc.cli import options
from cchc.cli.build import read_overrides
from cchc.cli.guard import say
from cchc.cli.rebuild import rebuild
from cchc.editor.new_post import Wish, draft_post, write_post
from cchc.hooks.watch import Watch
from cchc.site import load_site


def new(*, content: str, date: str, **asked: str) -> None:
    """Write a post skeleton and say what to do next; `asked` are the other options of a Wish."""
    folder = options.folder(content, "content")
    moment = options.moment("")
    loaded = load_site(folder, moment)
    names = [path.rpartition("/")[2] for path in loaded.ledger if path.startswith("bai-viet/")]
    post = draft_post(loaded.site, moment.date(), Wish(day=date, **asked), names)
    target = write_post(folder, post)
    print(f"Đã tạo bài nháp: {target}")
    print("Mở tệp để viết; xem thử: .venv/bin/inv preview; kiểm tra: .venv/bin/inv check.")
    print("Viết xong, đổi trang_thai thành đăng.")


def preview(*, port: str, content: str, as_of: str) -> None:
    """Serve the internal edition and rebuild it on every save."""
    from cchc.editor.preview import Built, serve
    from cchc.hooks.settings import load_settings

    settings = load_settings(options.SETTINGS_FILE)  # a slip ends the command; later ones are told at a save
    number = options.number(port, "--port", least=1, most=65535) or 8000
    output = options.ROOT / ".cache" / "preview"
    overrides = read_overrides(
        content=content, output=str(output), base_url="", as_of=as_of, internal=True,
        coverage="", jobs="", full=False, cache="", publish=False,
    )

    def build() -> Built:
        done = rebuild(overrides, Watch())
        if done.warnings:
            say(done.warnings)
        changed = (*done.commit.moved, *done.commit.removed) if done.commit else ()
        return Built(f"Đã dựng {done.summary}; {len(changed)} tệp mới, đổi hoặc bỏ.", changed)

    watched = [options.folder(content, "content"), options.ROOT / "theme"]
    serve(output, number, watched, build, say, section=urlsplit(settings["SITEURL"]).path.rstrip("/") + "/")
