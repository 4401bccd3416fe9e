"""The project's commands (`inv --list`); each delegates to cchc.cli, which says what it does and how it ends."""

import sys
from pathlib import Path

from invoke import Context, task

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from cchc.cli.guard import guarded

_PLAIN = {"auto_shortflags": False, "positional": []}
_CONTENT = {"content": "thư mục nội dung (mặc định content/)"}
_AS_OF = {"as_of": "tính đến hết ngày này, YYYY-MM-DD"}
_TO = {"to": "thư mục máy chủ web đọc"}


@task(**_PLAIN, help={
    **_CONTENT, **_AS_OF, "output": "thư mục kết quả (mặc định output/)", "base_url": "địa chỉ đầy đủ của chuyên mục",
    "internal": "bản nội bộ: trang theo dõi có tình trạng, bài chưa đăng", "coverage": "results | full | none",
    "publish": "thêm bản nén cho máy chủ", "jobs": "số tiến trình", "full": "bỏ qua bộ nhớ đệm",
    "cache": "thư mục bộ nhớ đệm",
})
@guarded
def build(
    _context: Context, content: str = "", output: str = "", base_url: str = "", as_of: str = "",
    internal: bool = False, coverage: str = "", publish: bool = False, jobs: str = "", full: bool = False,
    cache: str = "",
) -> None:
    """Kiểm tra rồi dựng chuyên mục."""
    from cchc.cli.build import build as run

    run(content=content, output=output, base_url=base_url, as_of=as_of, internal=internal, coverage=coverage,
        publish=publish, jobs=jobs, full=full, cache=cache)


@task(**_PLAIN, help={**_CONTENT, **_AS_OF, "format": "text | json | github | sarif"})
@guarded
def check(_context: Context, content: str = "", format: str = "text", as_of: str = "") -> None:
    """Liệt kê mọi lỗi trong mọi tệp nội dung."""
    from cchc.cli.read import check as run

    run(content=content, form=format, as_of=as_of)


@task(**_PLAIN, help={
    **_CONTENT, "title": "tiêu đề bài", "task": "số nhiệm vụ của kế hoạch", "area": "chữ của nội dung: a b c d đ e g",
    "kind": "thể loại", "unit": "đơn vị", "date": "ngày đăng (mặc định hôm nay)",
})
@guarded
def new(
    _context: Context, title: str = "", task: str = "", area: str = "", kind: str = "", unit: str = "", date: str = "",
    content: str = "",
) -> None:
    """Tạo một bài nháp."""
    from cchc.cli.edit import new as run
    from cchc.editor.new_post import Wish

    run(content=content, wish=Wish(title=title, task=task, area=area, kind=kind, unit=unit, day=date))


@task(**_PLAIN, help={**_CONTENT, **_AS_OF, "port": "cổng (mặc định 8000)"})
@guarded
def preview(_context: Context, port: str = "", content: str = "", as_of: str = "") -> None:
    """Xem trước bản nội bộ, tự dựng lại khi lưu tệp."""
    from cchc.cli.edit import preview as run

    run(port=port, content=content, as_of=as_of)


@task(**_PLAIN, help={
    **_CONTENT, **_AS_OF, "plan": "mã kế hoạch, ví dụ 2024", "format": "text | json",
    "fail_under": "thoát mã 1 nếu mức hoàn thành (%) thấp hơn",
})
@guarded
def coverage(
    _context: Context, plan: str = "", as_of: str = "", format: str = "text", fail_under: str = "", content: str = "",
) -> None:
    """In bảng theo dõi thực hiện kế hoạch."""
    from cchc.cli.read import coverage as run

    run(content=content, plan=plan, as_of=as_of, form=format, fail_under=fail_under)


@task(**_PLAIN, help={
    **_CONTENT, **_AS_OF, **_TO, "base_url": "địa chỉ đầy đủ của chuyên mục",
    "force": "đăng cả khi không có bài hoặc bớt hơn 20 % trang",
})
@guarded
def deploy(
    _context: Context, to: str = "", content: str = "", base_url: str = "", as_of: str = "", force: bool = False,
) -> None:
    """Dựng bản công khai và đăng thành một bản phát hành."""
    from cchc.cli.publish import deploy as run

    run(to=to, content=content, base_url=base_url, as_of=as_of, force=force)


@task(**_PLAIN, help=_TO)
@guarded
def releases(_context: Context, to: str = "") -> None:
    """Liệt kê các bản đã đăng."""
    from cchc.cli.publish import releases as run

    run(to=to)


@task(**_PLAIN, help=_TO)
@guarded
def rollback(_context: Context, to: str = "") -> None:
    """Quay lại bản đã đăng trước đó."""
    from cchc.cli.publish import rollback as run

    run(to=to)


@task(**_PLAIN, help={"only": "chỉ chạy các kiểm thử ở đường dẫn này"})
@guarded
def test(_context: Context, only: str = "") -> None:
    """Chạy mọi kiểm thử."""
    from cchc.cli.development import test as run

    run(only=only)


@task(**_PLAIN)
@guarded
def lint(_context: Context) -> None:
    """Kiểm tra kiểu mã, kiểu dữ liệu và các tầng."""
    from cchc.cli.development import lint as run

    run()


@task(**_PLAIN, help={"posts": "số bài của tập thử (mặc định 1000)", "runs": "số lượt đo (mặc định 3)"})
@guarded
def bench(_context: Context, posts: str = "1000", runs: str = "3") -> None:
    """Đo tốc độ dựng so với Pelican nguyên bản."""
    from cchc.cli.development import bench as run

    run(posts=posts, runs=runs)


@task(**_PLAIN)
@guarded
def clean(_context: Context) -> None:
    """Xóa kết quả dựng và bộ nhớ đệm."""
    from cchc.cli.development import clean as run

    run()
