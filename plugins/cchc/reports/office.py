"""Who reports: the agency's names, symbols, signature block and recipients, from the project's settings."""

from __future__ import annotations

from dataclasses import dataclass

from cchc.periods import CALENDAR, CutOff


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Settings of everything the office sends; "" is left blank for the clerk or the signer.

    `base_url` is the section's absolute address with a slash at its end. `unit` is the name of the unit that
    follows the plan ("Văn phòng Sở"), `reply_days` the working days a unit has to answer. `report_symbol` as
    "BC-SKHCN", `letter_symbol` as "SKHCN-VP"; `recipients` are lines of "Nơi nhận".
    """

    agency: str
    parent_agency: str
    base_url: str
    unit: str = "Văn phòng Sở"
    place: str = ""
    report_symbol: str = ""
    letter_symbol: str = ""
    authority: str = ""
    position: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    reply_days: int = 5
    cut_offs: tuple[CutOff, ...] = CALENDAR
