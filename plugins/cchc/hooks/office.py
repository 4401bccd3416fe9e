"""The office's settings, read from pelican.conf.py as Pelican reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file

from cchc.errors import UsageError
from cchc.hooks.state import check_base_url
from cchc.periods import read_cut_offs
from cchc.reports.office import Office


def read_office(settings_file: Path) -> Office:
    """Read what reports, dispatches and digests need; a wrong value is a UsageError that names the setting."""
    settings: dict[str, Any] = get_settings_from_file(str(settings_file))
    written = dict(settings["CCHC_OFFICE"])
    try:
        written["recipients"] = tuple(written.get("recipients", ()))
        return Office(
            agency=settings["CCHC_AGENCY"], parent_agency=settings["CCHC_PARENT_AGENCY"],
            base_url=check_base_url(settings["SITEURL"]), cut_offs=read_cut_offs(settings["CCHC_CUT_OFFS"]), **written,
        )
    except TypeError as error:
        known = ", ".join(name for name in Office.__slots__ if name not in {"agency", "parent_agency", "base_url"})
        raise UsageError(f"CCHC_OFFICE trong {settings_file.name} chỉ nhận: {known}.") from error
