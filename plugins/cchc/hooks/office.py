"""The office's settings, read from pelican.conf.py as Pelican reads it."""

from __future__ import annotations

from pathlib import Path

from cchc.errors import UsageError
from cchc.hooks.settings import load_settings, reply_days
from cchc.hooks.state import check_base_url
from cchc.periods import read_cut_offs
from cchc.reports.office import Office

_ELSEWHERE = frozenset({"agency", "parent_agency", "base_url", "cut_offs"})  # given by settings of their own


def read_office(settings_file: Path) -> Office:
    """Read what reports, dispatches and digests need; a wrong value is a UsageError that names the setting."""
    settings = load_settings(settings_file)
    written = dict(settings["CCHC_OFFICE"])
    base_url, cut_offs = check_base_url(settings["SITEURL"]), read_cut_offs(settings["CCHC_CUT_OFFS"])
    known = [name for name in Office.__slots__ if name not in _ELSEWHERE]
    if not set(written) <= set(known):
        raise UsageError(f"CCHC_OFFICE trong {settings_file.name} chỉ nhận: {', '.join(known)}.")
    recipients = written.get("recipients", ())
    reply_days(written)
    written["recipients"] = (recipients,) if isinstance(recipients, str) else tuple(recipients)
    return Office(
        agency=settings["CCHC_AGENCY"], parent_agency=settings["CCHC_PARENT_AGENCY"], base_url=base_url,
        cut_offs=cut_offs, **written,
    )
