"""The figures that hold on a day: parameters in force, with assumptions that someone overrode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import Any

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, nearest
from eligibility.evaluation.assessment import Assumption
from eligibility.language.figures import figure
from eligibility.language.pack import Matter, Pack, Parameter
from eligibility.language.types import Kind
from eligibility.language.units import BadQuantity
from eligibility.submission.facts import AssumptionOverride


@dataclass(frozen=True)
class Figures:
    """Values by name for one matter; `missing` are parameters with no value in force that day."""

    values: Mapping[str, Any] = field(hash=False)
    missing: frozenset[str] = frozenset()


def in_force(matter: Matter, day: date, overrides: Mapping[str, AssumptionOverride]) -> Figures:
    """The figures of a matter on a day."""
    values: dict[str, Any] = {}
    missing = []
    for name, parameter in matter.parameters.items():
        override = overrides.get(parameter.id)
        found = parameter.on(day)
        if override is not None:
            values[name] = figure(override.value)[1]
        elif found is not None:
            values[name] = found.value
        else:
            missing.append(name)
    return Figures(values, frozenset(missing))


def overridden(
    given: Iterable[AssumptionOverride], packs: Iterable[Pack]
) -> tuple[dict[str, AssumptionOverride], list[Diagnostic]]:
    """Overrides by the full id of their parameter, and faults: no such assumption, wrong kind."""
    given = tuple(given)
    known = {} if not given else {
        p.id: p for pack in packs for m in pack.matters.values()
        for p in m.parameters.values() if p.assumption is not None
    }  # fmt: skip
    found: dict[str, AssumptionOverride] = {}
    faults = []
    for override in given:
        parameter = known.get(override.id) or _short(override.id, known)
        if parameter is None:
            help = nearest(override.id, known) or "see `rules list`"
            said = f"`{override.id}` is no assumption of these rules"
            faults.append(Diagnostic("E212", said, override.place, help=help))
        elif not _fits(parameter, override.value):
            said = f"`{override.value}` is no {parameter.type} as `{parameter.id}` needs"
            faults.append(
                Diagnostic("E212", said, override.place, help="write it like the rule's own")
            )
        else:
            found[parameter.id] = override
    return found, faults


def _short(id: str, known: Mapping[str, Parameter]) -> Parameter | None:
    named = [p for p in known.values() if p.name == id]
    return named[0] if len(named) == 1 else None


def _fits(parameter: Parameter, value: str) -> bool:
    try:
        kind, _ = figure(value)
    except BadQuantity:
        return False
    numbers = {Kind.COUNT, Kind.RATIO}
    both = {kind.kind, parameter.type.kind}
    return len(both) == 1 or both == numbers


def assumption_of(
    parameter: Parameter, day: date, overrides: Mapping[str, AssumptionOverride]
) -> Assumption | None:
    """The assumption that a parameter stands for, as it was used."""
    if parameter.assumption is None:
        return None
    override = overrides.get(parameter.id)
    if override is not None:
        return Assumption(
            parameter.id, parameter.assumption, override.value, override.by, override.reason
        )
    value = parameter.on(day)
    return Assumption(parameter.id, parameter.assumption, value.written if value else "")
