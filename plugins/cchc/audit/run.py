"""A built site against the rules in force: what holds, what does not, where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cchc.audit.built import BuiltSite, Finding
from cchc.audit.checks import PAGE_CHECKS, SITE_CHECKS
from cchc.audit.rules import Rule, in_force


@dataclass(frozen=True, slots=True)
class Result:
    """A rule and everything that breaks it; nothing when it holds."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by what was found there, in the order found."""
        found: dict[str, list[str]] = {}
        for finding in self.findings:
            found.setdefault(finding.what, []).append(finding.path)
        return {what: tuple(dict.fromkeys(paths)) for what, paths in found.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """The audit of a site by the rules of a day; results in the order of the rules."""

    day: date
    address: str
    pages: int
    results: tuple[Result, ...]

    def failed(self, severity: str) -> tuple[Result, ...]:
        """Rules of a severity that do not hold."""
        return tuple(result for result in self.results if result.findings and result.rule.severity == severity)

    @property
    def passed(self) -> tuple[Result, ...]:
        """Rules that hold."""
        return tuple(result for result in self.results if not result.findings)


def audit_site(site: BuiltSite, rules: Iterable[Rule], day: date) -> Report:
    """Run the checks of every rule in force on `day`; each page is parsed once."""
    rules = tuple(rule for rule in in_force(rules, day) if not rule.when or rule.when in site.known)
    found: dict[str, list[Finding]] = {rule.id: [] for rule in rules}
    count = 0
    for page in site.pages():
        count += 1
        for rule in rules:
            if rule.check in PAGE_CHECKS and page.role in rule.on:
                found[rule.id] += PAGE_CHECKS[rule.check](page, rule.parameters)
    for rule in rules:
        if rule.check in SITE_CHECKS:
            found[rule.id] += SITE_CHECKS[rule.check](site, rule.parameters)
    results = tuple(Result(rule, tuple(found[rule.id])) for rule in rules)
    return Report(day=day, address=site.base_url, pages=count, results=results)
