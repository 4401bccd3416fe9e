"""`inv import-plan`: a plan issued as a Word file becomes a plan file, with questions where it is not clear."""

from __future__ import annotations

from pathlib import Path

from cchc.cli import options
from cchc.cli.files import write_new_file
from cchc.errors import UsageError
from cchc.importers.docx_file import read_docx
from cchc.importers.knowledge import gather_knowledge
from cchc.importers.plan_draft import make_draft
from cchc.importers.plan_yaml import MarkedLine, WrittenPlan, write_plan
from cchc.plan_file import PLAN_ID
from cchc.site import load_site

_FOLDER = "ke-hoach"


def import_plan(*, file: str, out: str, content: str) -> None:
    """Write the plan file of the Word file `file`, list what a person must check; never over a file that is there."""
    if not file:
        raise UsageError("Cần --file: tệp Word của kế hoạch, ví dụ --file ke-hoach-2025.docx.")
    source = Path(file).expanduser().absolute()
    asked = Path(out).expanduser().absolute() if out else None
    if asked and (asked.suffix != ".yaml" or not PLAN_ID.fullmatch(asked.stem)):
        raise UsageError(f"--out phải là tệp <mã>.yaml, mã gồm chữ thường không dấu, số, gạch nối, đang là `{out}`.")
    _refuse_existing(asked)
    blocks = read_docx(source)
    folder = options.folder(content, "content")
    knowledge = gather_knowledge(load_site(folder, options.moment("")).site.newest_plan)
    draft = make_draft(blocks, knowledge, source.name, asked.stem if asked else "")
    target = asked or folder / _FOLDER / f"{draft.values['id']}.yaml"
    _refuse_existing(target)
    written = write_plan(draft, _opening(source.name))
    write_new_file(target, written.text.encode("utf-8"), doing="ghi kế hoạch", make_folder=asked is None)
    tasks, areas = len(draft.values["tasks"]), len(draft.values["areas"])
    print(f"Đã ghi {target}: {areas} nội dung, {tasks} nhiệm vụ; đã đọc {draft.cell_count} ô của bảng nhiệm vụ, "
          f"{len(draft.doubtful_cells)} ô cần kiểm tra.")
    if draft.kept_columns:
        titles = ", ".join(f"“{title}”" for title in draft.kept_columns)
        print(f"Cột khác của bảng ({titles}) được giữ thành ghi chú # ở từng nhiệm vụ, không dùng để tính.")
    _print_marked(written)
    print("Tiếp theo: .venv/bin/inv check" + (f" --content {content}." if content else "."))


def _opening(name: str) -> list[str]:
    return [
        f"Nhập từ {name} bằng lệnh import-plan; lời văn của kế hoạch được giữ nguyên.",
        "Chỗ nào có ghi chú “cần kiểm tra” thì so lại với văn bản, sửa nếu sai, rồi xóa ghi chú đó.",
        "Phần đặt thêm, không có trong văn bản: id, title của nội dung và nhiệm vụ, fields, areas, kinds, conventions.",
    ]


def _print_marked(written: WrittenPlan) -> None:
    if not written.marked:
        print("Không có chỗ nào phải kiểm tra.")
        return
    print(f"Cần kiểm tra {len(written.marked)} chỗ (trong tệp ghi `# cần kiểm tra`):")
    for item in written.marked:
        print(_line(item))


def _line(item: MarkedLine) -> str:
    return f"  dòng {item.line}: {item.what}: {item.why}"


def _refuse_existing(target: Path | None) -> None:
    if target is not None and target.exists():
        raise UsageError(f"Đã có {target}, không ghi đè. Đổi tên hoặc chuyển tệp đó đi, hoặc thêm --out.")
