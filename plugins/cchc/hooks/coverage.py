"""Measure every plan; make coverage.json, .csv and .xlsx of each, and the schema of the first."""

from __future__ import annotations

import hashlib
import zlib

from cchc.coverage import Coverage
from cchc.coverage_schema import SCHEMA_PATH, coverage_schema_json
from cchc.exports import Edition, coverage_csv, coverage_json
from cchc.hooks.stage import Stage, offer
from cchc.outputs import measure_site
from cchc.records.version import code_version
from cchc.reports.coverage_xlsx import coverage_workbook
from cchc.urls import plan_url
from cchc.workers import Workers

_MODULES, _PACKAGES = ("reports.coverage_xlsx",), ("xlsxwriter",)
_WORTH_SPAWNING = 3000  # outputs, which take about as long as starting a process that is not forked


class CoverageGenerator(Stage):
    """Coverage of the site's plans."""

    def generate_context(self) -> None:
        """Measure, and make the open data of each plan in the edition of the build."""
        self.state.coverages = measure_site(self.state.checked().loaded.site)
        settings, data = self.state.settings, self.state.data
        if settings.edition == "none":
            return
        edition: Edition = "full" if settings.edition == "full" else "results"
        for plan, coverage in self.state.coverages.items():
            base = f"{plan_url(plan)}coverage"
            data[f"{base}.json"] = coverage_json(coverage, edition=edition).encode()
            data[f"{base}.csv"] = coverage_csv(coverage, edition=edition).encode()
            self._offer_workbook(f"{base}.xlsx", coverage, edition)
        data[SCHEMA_PATH] = coverage_schema_json(edition, settings.base_url).encode()

    def _offer_workbook(self, path: str, coverage: Coverage, edition: Edition) -> None:
        """The workbook, which takes seconds for 10,000 outputs: the one that stands when it was made from the same.

        Else it is made beside what the build does next.
        """
        base_url = self.state.settings.base_url
        text = f"{code_version(_MODULES, _PACKAGES)}\0{zlib.ZLIB_RUNTIME_VERSION}\0{edition}\0{base_url}\0{coverage!r}"
        self.state.data_from[path] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        standing = self.state.standing_bytes(path, self.state.data_from[path])
        beside = self.state.workers.forks or len(coverage.outputs) > _WORTH_SPAWNING
        workers = self.state.workers if beside else Workers()
        if standing:
            self.state.data[path] = standing
        else:
            self.state.store.close()  # no connection goes into another process
            self.state.data_to_come[path] = workers.submit(
                coverage_workbook, coverage, edition=edition, base_url=base_url
            )


register = offer(CoverageGenerator)
