"""Measure every plan; make coverage.json, .csv and .xlsx of each, and the schema of the first."""

from __future__ import annotations

from cchc.coverage_schema import SCHEMA_PATH, coverage_schema_json
from cchc.exports import Edition, coverage_csv, coverage_json
from cchc.hooks.stage import Stage, offer
from cchc.outputs import measure_site
from cchc.reports.coverage_xlsx import coverage_workbook
from cchc.urls import plan_url


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
            workbook = coverage_workbook(coverage, edition=edition, base_url=settings.base_url)
            data[f"{base}.json"] = coverage_json(coverage, edition=edition).encode()
            data[f"{base}.csv"] = coverage_csv(coverage, edition=edition).encode()
            data[f"{base}.xlsx"] = workbook
        data[SCHEMA_PATH] = coverage_schema_json(edition, settings.base_url).encode()


register = offer(CoverageGenerator)
