"""`inv audit`: a built site against the rules in force on the day it was built for."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cchc.audit.built import BuiltSite
from cchc.audit.report import SEVERITY, audit_json, audit_text, place_words, source_words, summary
from cchc.audit.rules import load_rules
from cchc.audit.run import Report, audit_site
from cchc.cli import options
from cchc.cli.guard import say
from cchc.errors import GateError

_PAGES = options.ROOT / ".cache" / "audit"


def audit(*, output: str, form: str) -> None:
    """Print what does not hold and write it as a page into .cache/audit/; a rule of severity error is exit 1.

    The page of another folder than the project's own output lies in a folder named after its path.
    """
    options.one_of(form, "--format", ("text", "json"))
    site = BuiltSite(options.folder(output, "output"))
    day = site.day or options.moment("").date()
    report = audit_site(site, load_rules(), day)
    print(audit_json(report) if form == "json" else audit_text(report))
    say(f"Bản xem trên trình duyệt: {_write_page(report, site, _folder(output))}")
    failed = len(report.failed("error"))
    if failed:
        raise GateError(f"{failed} quy định bắt buộc chưa đạt.")


def _folder(output: str) -> Path:
    folder = options.folder(output, "output")
    own = folder == options.folder("", "output")
    return _PAGES if own else _PAGES / hashlib.sha256(str(folder).encode()).hexdigest()[:10]


def _write_page(report: Report, site: BuiltSite, folder: Path) -> Path:
    """The report for the office, in the looks of the site; never part of what is published."""
    from cchc.render import render_audit  # Jinja is imported only for the page

    sheet = next((path for path in site.paths if re.fullmatch(r"theme/cchc\.[0-9a-f]+\.css", path)), "")
    folder.mkdir(parents=True, exist_ok=True)
    if sheet:
        (folder / "audit.css").write_bytes(site.read(sheet))
    html = render_audit(options.ROOT / "theme" / "templates", {
        "report": report, "summary": summary(report), "severities": SEVERITY, "source": source_words,
        "places": place_words,
    })
    (folder / "index.html").write_text(html, encoding="utf-8", newline="\n")
    return folder / "index.html"
