"""Stage 2: measure every plan; write coverage.json and coverage.csv."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from cchc.exports import coverage_csv, coverage_json
from cchc.hooks.state import BuildState
from cchc.hooks.writer import SectionWriter
from cchc.outputs import measure_site
from cchc.urls import plan_url


class CoverageGenerator(Generator):
    """Coverage of the site's plans."""

    def generate_context(self) -> None:
        """Measure."""
        state: BuildState = self.settings["CCHC_STATE"]
        state.coverages = measure_site(state.checked().loaded.site)

    def generate_output(self, writer: SectionWriter) -> None:
        """Write the open data of each plan, in the edition of the build."""
        state: BuildState = self.settings["CCHC_STATE"]
        edition = state.settings.edition
        if edition == "none":
            return
        for plan, coverage in state.coverages.items():
            document = coverage_json(coverage, edition="full" if edition == "full" else "results")
            table = coverage_csv(coverage, edition="full" if edition == "full" else "results")
            writer.write_bytes(f"{plan_url(plan)}coverage.json", document.encode())
            writer.write_bytes(f"{plan_url(plan)}coverage.csv", table.encode())


def _give(_pelican: object) -> type:
    return CoverageGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_give)
