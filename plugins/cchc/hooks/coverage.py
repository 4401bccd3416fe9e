"""Stage 2: measure every plan; write coverage.json and coverage.csv."""

from __future__ import annotations

from cchc.exports import Edition, coverage_csv, coverage_json
from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.outputs import measure_site
from cchc.urls import plan_url


class CoverageGenerator(Stage):
    """Coverage of the site's plans."""

    def generate_context(self) -> None:
        """Measure."""
        self.state.coverages = measure_site(self.state.checked().loaded.site)

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the open data of each plan, in the edition of the build."""
        if self.state.settings.edition == "none":
            return
        edition: Edition = "full" if self.state.settings.edition == "full" else "results"
        for plan, coverage in self.state.coverages.items():
            writer.write_bytes(f"{plan_url(plan)}coverage.json", coverage_json(coverage, edition=edition).encode())
            writer.write_bytes(f"{plan_url(plan)}coverage.csv", coverage_csv(coverage, edition=edition).encode())


register = offer(CoverageGenerator)
