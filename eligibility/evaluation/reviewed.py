"""What the reviewer and the office put on record, held against the rules in play.

Overrides of assumptions, departures and findings: every entry that no rule knows, or that a rule
does not allow, is refused, all at once. An entry dated after the day of judgement does not
count, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeVar

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.evaluation.figures_in_force import overridden
from eligibility.evaluation.office import Office
from eligibility.language.library import Rulebook, jurisdictions
from eligibility.language.pack import Pack
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
    review: Review, as_of: date, packs: list[Pack], rulebook: Rulebook, office: Office
) -> Reviewed:
    """The entries of `review` and `office` that count; `Refused` with every one that cannot.

    `packs` are those in play, the submission's own first.
    """
    warnings: list[str] = []
    assumptions = _dated(review.assumptions, as_of, "assumptions", warnings)
    departures = _dated(review.departures, as_of, "departures", warnings)
    findings = _dated(review.findings, as_of, "findings", warnings)
    if review.received_on is not None and review.received_on > as_of:
        said = f"lies after the day of judgement {as_of}"
        warnings.append(f"review.received_on: {review.received_on} {said}")
    of_office, amiss = overridden(office.assumptions, rulebook.packs.values())
    own, faults = overridden(assumptions, packs)
    faults += [f for f in amiss if _names_one_of(f, set(rulebook.packs))]
    faults += _strangers(office, rulebook)
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


def _strangers(office: Office, rulebook: Rulebook) -> Iterator[Diagnostic]:
    """What the office's settings say about jurisdictions that there are not."""
    if not office.adopted and not office.assumptions:
        return
    known = jurisdictions(rulebook.folder)
    for name in office.adopted:
        if name not in known:
            help = nearest(name, known) or f"there are {', '.join(known)}"
            said = f"the office adopts a text of `{name}`, which is no jurisdiction"
            yield Diagnostic("E210", said, help=help)
    for override in office.assumptions:
        head, slash, _ = override.id.partition("/")
        if slash and head not in known:
            said = f"`{override.id}` is no assumption of any rule set"
            yield Diagnostic("E212", said, override.place, help=nearest(head, known))


def _departure_faults(departures: tuple[Departure, ...], packs: list[Pack]) -> Iterator[Diagnostic]:
    for departure in departures:
        found = (pack.rule(departure.rule) for pack in packs)
        rule = next((one for one in found if one is not None), None)
        if rule is None:
            known = [r.id for p in packs for m in p.matters.values() for r in m.rules]
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
    for finding in findings:
        if not any(finding.provision in pack.provisions for pack in packs):
            known = sorted({i for pack in packs for i in pack.provisions})
            said = f"a finding on `{finding.provision}`, which no rule here names"
            help = nearest(finding.provision, known) or "see `rules ledger`"
            yield Diagnostic("E212", said, finding.place, help=help)
