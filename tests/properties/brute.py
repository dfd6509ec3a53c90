"""Every completion of a rule's missing facts over small domains with each value that matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from properties.worlds import Situation, norms

from eligibility.evaluation.plan import reach
from eligibility.language import nodes as n
from eligibility.language.pack import Matter, Rule
from eligibility.language.types import Kind, Type
from eligibility.language.values import NONE, UNKNOWN, Label, Record
from eligibility.strategies.drawing import OTHER_WORD, STEPS, later
from eligibility.strategies.figures import Figures, figures_in
from eligibility.strategies.for_facts import DAY, relevant, with_origins
from eligibility.submission.facts import Facts

NORM, MAPPING = "finding:", "mapping:"
OTHER = Label(OTHER_WORD, OTHER_WORD)


def alone(matter: Matter, rule: Rule) -> Matter:
    """The matter with one rule and the definitions and figures that it uses."""
    names = {node.path for node in reach(matter, rule) if isinstance(node, n.Name)}
    return replace(
        matter,
        rules=(rule,),
        opens_on=(),
        definitions={k: v for k, v in matter.definitions.items() if k in names},
        parameters={k: v for k, v in matter.parameters.items() if k in names},
    )


def domains(situation: Situation, rule: Rule) -> dict[str, list[Any]] | None:
    """The values to try for each missing fact of the rule; None where a list is missing."""
    matter = alone(situation.rules, rule)
    figures = figures_in([matter])
    open_facts = dict(_missing(situation.facts, figures))
    if any(type.kind is Kind.LIST for type in open_facts.values()):
        return None
    values = {p: _domain(situation, figures, p, type) for p, type in open_facts.items()}
    for norm in norms(matter):
        if norm not in situation.norms:
            values[NORM + norm] = ["satisfied", "violated"]
    industries = {w for words in figures.words.values() for w in words}
    known = _known(tuple(situation.facts.values.values()))
    industries |= {v.name for v in known if isinstance(v, Label) and v.name is not None}
    for label in _unmapped(tuple(situation.facts.values.values())):
        names = sorted(industries & set(situation.pack.vocabulary.industries.values()))
        values[MAPPING + label.written] = [*names, OTHER_WORD]
    return values


def _unmapped(value: Any) -> Iterator[Label]:
    for part in _known(value):
        if isinstance(part, Label) and part.name is None:
            yield part


def size(values: dict[str, list[Any]]) -> int:
    """How many completions there are."""
    return prod(len(domain) for domain in values.values())


def completed(situation: Situation, values: dict[str, list[Any]]) -> Iterator[Situation]:
    """Every completion."""
    for combination in product(*values.values()):
        chosen = dict(zip(values, combination, strict=True))
        known = {k.removeprefix(NORM): v for k, v in chosen.items() if k.startswith(NORM)}
        tops = {k: v for k, v in chosen.items() if "[" not in k and ":" not in k}
        facts = {**situation.facts.values, **tops}
        filled = {path: _filled(value, chosen) for path, value in facts.items()}
        yield replace(situation, facts=with_origins(filled), norms={**situation.norms, **known})


def _filled(value: Any, chosen: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(_filled(item, chosen) for item in value)
    if isinstance(value, Label):
        return replace(value, name=chosen.get(MAPPING + value.written, value.name))
    return _record(value, chosen) if isinstance(value, Record) else value


def _record(record: Record, chosen: dict[str, Any]) -> Record:
    fields = {
        name: chosen.get(f"{record.path}.{name}", _filled(value, chosen))
        for name, value in record.fields.items()
    }
    return replace(record, fields=fields)


def _missing(given: Facts, figures: Figures) -> Iterator[tuple[str, Type]]:
    for path, type in relevant(figures).items():
        value = given.get(path)
        if value is UNKNOWN:
            yield path, type
        elif isinstance(value, tuple):
            for item in value:
                yield from _missing_fields(item, type, path, figures)


def _missing_fields(
    item: Any, type: Type, path: str, figures: Figures
) -> Iterator[tuple[str, Type]]:
    for name, value in item.fields.items() if isinstance(item, Record) and type.item else ():
        field = type.item.fields[name] if type.item else type
        if value is UNKNOWN and f"{path}.{name}" in figures.facts:
            yield f"{item.path}.{name}", field
        elif isinstance(value, tuple):
            for below in value:
                yield from _missing_fields(below, field, f"{path}.{name}", figures)


def _domain(situation: Situation, figures: Figures, path: str, type: Type) -> list[Any]:
    absent = [NONE] if type.absent else []
    plain = "".join(part.partition("]")[2] if "]" in part else part for part in path.split("["))
    met = {v for v in _known(tuple(situation.facts.values.values())) if isinstance(v, str)}
    words = sorted(figures.words.get(plain, set()) | met)
    match type.kind:
        case Kind.TRUTH:
            return [True, False]
        case Kind.ENUM:
            others = [word for word in type.words if word not in words]
            return [*[w for w in words if w in type.words], *others[:2], *absent]
        case Kind.TEXT:
            return [*words, OTHER_WORD, *absent]
        case Kind.INDUSTRY:
            return [*[Label(w, w) for w in words], OTHER, *absent]
        case Kind.DATE:
            return [*_days(situation, figures), *absent]
        case _:
            return [*_numbers(situation, figures, type), *absent]


def _known(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for item in value:
            yield from _known(tuple(item.fields.values()) if isinstance(item, Record) else item)
    else:
        yield value


def _days(situation: Situation, figures: Figures) -> list[Any]:
    known = [v for v in _known(tuple(situation.facts.values.values())) if hasattr(v, "isoformat")]
    days = {DAY, *known, *figures.numbers.get(Kind.DATE, ())}
    for period in figures.numbers.get(Kind.DURATION, ()):
        days |= {later(day, period, sign) for day in list(days) for sign in (1, -1)}
    return sorted(days | {day + timedelta(days=step) for day in days for step in (1, -1)})


def _numbers(situation: Situation, figures: Figures, type: Type) -> list[Any]:
    """Bounds, figures, known numbers, their products with ratios and rates, and one unit beside."""
    met = list(_known(tuple(situation.facts.values.values())))
    known = [v for v in met if isinstance(v, int | Fraction) and not isinstance(v, bool)]
    factors = {f for kind in (Kind.RATIO, Kind.RATE) for f in figures.numbers.get(kind, ())}
    factors |= {v for v in known if isinstance(v, Fraction)}
    own = set(figures.numbers.get(type.kind, ())) | set(known)
    shifts = figures.numbers.get(type.kind, set())
    own |= {a + sign * b for a in known for b in shifts for sign in (1, -1)}
    own |= {a * b for a in factors for b in own} | {a / b for a in known for b in known if b}
    own |= {a / b for a in known for b in factors if b}
    step = STEPS.get(type.kind, (1,))[0]
    own |= {value + sign * step for value in own for sign in (1, -1)}
    whole = type.kind in (Kind.AREA, Kind.MONEY, Kind.COUNT)
    values = {int(v // 1) if whole else Fraction(v) for v in own} | {0, step, 10**14}
    low, high = type.low or 0, type.high
    values |= {high} if high is not None else set()
    fits = (v for v in values if v >= low and not (type.low_open and v == low))
    return sorted(v for v in fits if high is None or v <= high)
