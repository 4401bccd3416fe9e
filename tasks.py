"""The project's commands (`inv --list`); each delegates to cchc.cli, which says what it does and how it ends."""

import sys
from pathlib import Path

from invoke import Context, task

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from cchc.cli.guard import commands, run

command = commands(task)


@command()
def build(_ctx: Context, content: str = "", output: str = "", base_url: str = "", as_of: str = "",
          internal: bool = False, coverage: str = "", publish: bool = False, jobs: str = "", full: bool = False,
          cache: str = "", profile: bool = False) -> None:
    """Kiểm tra rồi dựng chuyên mục."""
    run("build.build", locals())


@command()
def explain(_ctx: Context, page: str = "", content: str = "", output: str = "", base_url: str = "", as_of: str = "",
            internal: bool = False, coverage: str = "", publish: bool = False, cache: str = "") -> None:
    """Cho biết một trang làm từ đâu, vì sao được dựng lại hay giữ nguyên."""
    run("explain.explain", locals())


@command(format="text | json | github | sarif")
def check(_ctx: Context, content: str = "", format: str = "text", as_of: str = "") -> None:
    """Liệt kê mọi lỗi trong mọi tệp nội dung."""
    run("read.check", locals())


@command()
def new(_ctx: Context, title: str = "", task: str = "", area: str = "", kind: str = "", unit: str = "", date: str = "",
        content: str = "") -> None:
    """Tạo một bài nháp."""
    run("edit.new", locals())


@command()
def preview(_ctx: Context, port: str = "", content: str = "", as_of: str = "") -> None:
    """Xem trước bản nội bộ, tự dựng lại khi lưu tệp."""
    run("edit.preview", locals())


@command()
def coverage(_ctx: Context, plan: str = "", as_of: str = "", format: str = "text", fail_under: str = "",
             content: str = "", since: str = "") -> None:
    """In bảng theo dõi thực hiện kế hoạch."""
    run("read.coverage", locals())


@command()
def chase(_ctx: Context, unit: str = "", plan: str = "", as_of: str = "", out: str = "", content: str = "",
          before: str = "") -> None:
    """Soạn lời nhắc gửi một đơn vị; với --out là công văn .docx."""
    run("chase.chase", locals())


@command(to="đến ngày, YYYY-MM-DD")
def report(_ctx: Context, period: str = "", from_: str = "", to: str = "", as_of: str = "", plan: str = "",
           by: str = "", out: str = "", paragraph: bool = False, content: str = "") -> None:
    """Lập báo cáo định kỳ (.docx, .xlsx), đoạn văn, hoặc bảng kê theo tác giả."""
    run("report.report", locals())


@command()
def digest(_ctx: Context, week: str = "", period: str = "", as_of: str = "", out: str = "", content: str = "") -> None:
    """Lập điểm tin của tuần hoặc của kỳ (.docx)."""
    run("digest.digest", locals())


@command()
def evidence(_ctx: Context, period: str = "", as_of: str = "", out: str = "", content: str = "") -> None:
    """Gói tài liệu kiểm chứng của kỳ (.zip)."""
    run("evidence.evidence", locals())


@command(out="tệp .yaml kết quả (mặc định ke-hoach/<mã>.yaml của thư mục nội dung)")
def import_plan(_ctx: Context, file: str = "", out: str = "", content: str = "") -> None:
    """Đọc kế hoạch từ tệp Word thành tệp .yaml."""
    run("import_plan.import_plan", locals())


@command(out="tệp kết quả (mặc định so-theo-doi/<năm>.xlsx của thư mục nội dung)")
def new_log(_ctx: Context, plan: str = "", out: str = "", content: str = "") -> None:
    """Tạo sổ theo dõi .xlsx có danh sách chọn theo kế hoạch."""
    run("new_log.new_log", locals())


@command(output="thư mục trang đã dựng (mặc định output/)")
def audit(_ctx: Context, output: str = "", format: str = "text") -> None:
    """Đối chiếu trang đã dựng với các quy định hiện hành."""
    run("audit.audit", locals())


@command()
def deploy(_ctx: Context, to: str = "", content: str = "", base_url: str = "", as_of: str = "",
           force: bool = False) -> None:
    """Dựng bản công khai và đăng thành một bản phát hành."""
    run("publish.deploy", locals())


@command()
def releases(_ctx: Context, to: str = "") -> None:
    """Liệt kê các bản đã đăng."""
    run("publish.releases", locals())


@command()
def rollback(_ctx: Context, to: str = "") -> None:
    """Quay lại bản đã đăng trước đó."""
    run("publish.rollback", locals())


@command()
def test(_ctx: Context, only: str = "") -> None:
    """Chạy mọi kiểm thử."""
    run("development.test", locals())


@command()
def lint(_ctx: Context) -> None:
    """Kiểm tra kiểu mã, kiểu dữ liệu và các tầng."""
    run("development.lint", locals())


@command()
def bench(
    _ctx: Context, posts: str = "", runs: str = "", memory: bool = False, growth: str = "", out: str = "",
) -> None:
    """Đo tốc độ dựng so với Pelican nguyên bản và Hugo."""
    run("development.bench", locals())


@command(output="thư mục kết quả (mặc định .cache/gallery)")
def gallery(_ctx: Context, output: str = "") -> None:
    """Dựng bộ sưu tập thành phần giao diện."""
    run("development.gallery", locals())


@command()
def clean(_ctx: Context) -> None:
    """Xóa kết quả dựng và bộ nhớ đệm."""
    run("development.clean", locals())
