"""What the reviewer and the office put on record, held against the rules in play.

Overrides of assumptions, departures and findings: every entry that no rule knows, or that a rule
does not allow, is refused, all at once. An entry dated after the day of judgement does not
count, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeVar

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.evaluation.figures_in_force import overridden
from eligibility.evaluation.office import Office
from eligibility.language import nodes as n
from eligibility.language.pack import Definition, FilteredList, Matter, Pack
from eligibility.submission.facts import (
    AssumptionOverride,
    Departure,
    OpenNormFinding,
    Review,
)

Entry = TypeVar("Entry", AssumptionOverride, Departure, OpenNormFinding)


@dataclass(frozen=True)
class Reviewed:
    """The entries that count: overrides by parameter id, rules departed from, findings."""

    overrides: dict[str, AssumptionOverride] = field(hash=False)
    departures: frozenset[str] = frozenset()
    findings: Mapping[str, bool] = field(hash=False, default_factory=dict)
    warnings: tuple[str, ...] = ()


def reviewed(
    review: Review, as_of: date, packs: list[Pack], others: Iterable[Pack], office: Office
) -> Reviewed:
    """The entries of `review` and `office` that count; `Refused` with every one that cannot.

    `packs` are in play (the submission's own first), `others` are loaded beside them.
    """
    warnings: list[str] = []
    assumptions = _dated(review.assumptions, as_of, "assumptions", warnings)
    departures = _dated(review.departures, as_of, "departures", warnings)
    findings = _dated(review.findings, as_of, "findings", warnings)
    if review.received_on is not None and review.received_on > as_of:
        said = f"lies after the day of judgement {as_of}"
        warnings.append(f"review.received_on: {review.received_on} {said}")
    loaded = [*packs, *others]
    of_office, amiss = overridden(office.assumptions, loaded)
    own, faults = overridden(assumptions, packs)
    names = {pack.jurisdiction for pack in loaded}
    faults += [f for f in amiss if _names_one_of(f, names)]
    faults += [*_departure_faults(departures, packs), *_finding_faults(findings, packs)]
    if faults:
        raise Refused(faults)
    return Reviewed(
        of_office | own,
        frozenset(d.rule for d in departures),
        {f.provision: f.status == "satisfied" for f in findings},
        tuple(warnings),
    )


def _dated(
    entries: tuple[Entry, ...], as_of: date, name: str, warnings: list[str]
) -> tuple[Entry, ...]:
    late = [e for e in entries if e.on is not None and e.on > as_of]
    for entry in late:
        said = f"lies after the day of judgement {as_of} and does not count"
        warnings.append(f"review.{name}: the entry of {entry.on} {said}")
    return tuple(entry for entry in entries if entry not in late)


def _names_one_of(fault: Diagnostic, jurisdictions: set[str]) -> bool:
    """Whether a fault of the office's settings concerns a rule set that is loaded."""
    head, slash, _ = fault.message.partition("`")[2].partition("/")
    return bool(slash) and head in jurisdictions


def _departure_faults(departures: tuple[Departure, ...], packs: list[Pack]) -> Iterator[Diagnostic]:
    if not departures:
        return
    known = {r.id: r for p in packs for m in p.matters.values() for r in m.rules}
    for departure in departures:
        rule = known.get(departure.rule)
        if rule is None:
            said = f"a departure from `{departure.rule}`, which is no rule here"
            help = nearest(departure.rule, known) or "see `rules list`"
            yield Diagnostic("E212", said, departure.place, help=help)
        elif rule.force != "default":
            said = f"`{rule.id}` is {rule.force}: no departure from it can be recorded"
            help = "only default rules may be departed from"
            yield Diagnostic("E212", said, departure.place, help=help)


def _finding_faults(
    findings: tuple[OpenNormFinding, ...], packs: list[Pack]
) -> Iterator[Diagnostic]:
    if not findings:
        return
    known = {i for p in packs for m in p.matters.values() for i in _provisions(m)}
    for finding in findings:
        if finding.provision not in known:
            said = f"a finding on `{finding.provision}`, which no rule here names"
            help = nearest(finding.provision, known) or "see `rules ledger`"
            yield Diagnostic("E212", said, finding.place, help=help)


def _provisions(matter: Matter) -> Iterator[str]:
    """The provisions that a matter's rules encode or wait for a finding on."""
    for rule in matter.rules:
        yield from rule.provisions
        yield from _awaited(rule.condition)
        if rule.when is not None:
            yield from _awaited(rule.when)
    for definition in matter.definitions.values():
        for node in _parts(definition):
            yield from _awaited(node)


def _parts(definition: Definition | FilteredList) -> list[n.Node]:
    if isinstance(definition, FilteredList):
        return [definition.where]
    return [definition.value, *(x for e in definition.exceptions for x in (e.when, e.value))]


def _awaited(node: n.Node) -> Iterator[str]:
    for part in n.walk(node):
        if isinstance(part, n.Call) and part.function == "finding":
            yield from (str(a.value) for a in part.arguments if isinstance(a, n.Constant))
