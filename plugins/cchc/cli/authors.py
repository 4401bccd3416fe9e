"""`inv report --by author`: posts of a period by author, for royalties."""

from __future__ import annotations

from cchc.cli import options
from cchc.cli.files import write_file
from cchc.cli.office import out_path, read_content
from cchc.cli.report import read_period
from cchc.reports.authors import NO_AUTHOR, list_authors
from cchc.reports.authors_xlsx import authors_workbook


def by_author(*, period: str, from_: str, to: str, as_of: str, out: str, content: str) -> None:
    """Write the list (.xlsx) and say how many posts and authors it has."""
    from cchc.hooks.office import read_office  # Pelican reads the settings

    office = read_office(options.SETTINGS_FILE)
    meant = read_period(period, from_, to, office)
    name = meant.id.replace("..", "-den-")
    target = out_path(out, f"bang-ke-{name}.xlsx", (".xlsx",))
    examined = read_content(content, as_of)
    found = list_authors(examined.loaded.site, examined.bodies, meant, office.base_url)
    write_file(target, authors_workbook(found, office))
    known = sum(person.name != NO_AUTHOR for person in found.authors)
    unnamed = sum(not piece.authors for piece in found.pieces)
    print(f"Đã lập bảng kê {meant.name}: {len(found.pieces)} tin, bài; {known} tác giả; {unnamed} bài {NO_AUTHOR}.")
    print(f"Kết quả: {target}")
