"""The rules of a matter → the productions that give statuses, exceptions, duties and weights.

The chain of facts: `outcome` (what the exact evaluation found for a case) → `status` → what the
case `weighs` in its matter, from the least to the worst level it may give → the conclusion
(`durable_conclusion.py`) → the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from eligibility.backends.durable_conclusion import (
    APPROVED,
    CONDITIONAL,
    NOTHING,
    REFER,
    REJECTED,
    STANDINGS,
    assisting,
    conclusions,
    group_weights,
    nothing_else_counts,
    range_words,
    stands,
)
from eligibility.backends.durable_production import (
    ASSISTS,
    CONCLUSION,
    GROUPS,
    WEIGHTS,
    Answer,
    Production,
    Test,
    below,
    either,
    fact,
)
from eligibility.classes import dataclass
from eligibility.evaluation.assessment import Status
from eligibility.evaluation.inference import EITHER, TRUE
from eligibility.language.pack import Force, RuleKind


@dataclass(frozen=True)
class RuleShape:
    """What the productions of a rule depend on."""

    id: str
    kind: RuleKind
    force: Force
    duties: tuple[str, ...] = ()

    @property
    def grants(self) -> bool:
        """Whether it is a permission."""
        return self.kind == "permission"

    @property
    def decides(self) -> bool:
        """Whether it can do more than be reported beside the others."""
        binds = self.force in ("binding", "default", "discretion")
        return self.grants or (self.kind in ("requirement", "prohibition") and binds)


@dataclass(frozen=True)
class Shape:
    """What a matter's network depends on; `definitions` pairs names with numbers of exceptions.

    `permits`: it is a matter of permission.
    """

    matter: str
    rules: tuple[RuleShape, ...]
    definitions: tuple[tuple[str, int], ...] = ()
    permits: bool = False

    @property
    def stages(self) -> tuple[int, ...]:
        """The stages that its network has after the first."""
        if any(rule.grants for rule in self.rules):
            assists = (ASSISTS,) if self.permits else ()
            return (GROUPS, WEIGHTS, *assists, CONCLUSION)
        return (CONCLUSION,) if all(rule.decides for rule in self.rules) else (GROUPS, CONCLUSION)


def productions(shape: Shape) -> tuple[Production, ...]:
    """Every production of the matter's network."""
    found: list[Production] = []
    for ordinal, (name, count) in enumerate(shape.definitions):
        found += _choices(f"{shape.matter}/{name}", name, ordinal, count)
    for ordinal, rule in enumerate(shape.rules):
        found += [*_statuses(ordinal, rule), *_duties(ordinal, rule)]
        verb = "assists" if ASSISTS in shape.stages else "weighs"
        found += _grants(ordinal, rule) if rule.grants else _weights(ordinal, rule, verb)
    if WEIGHTS in shape.stages:
        found += [*stands(shape.matter), *group_weights(shape.matter)]
    if ASSISTS in shape.stages:
        ranges = sorted({_range(p) for p in found if p.derives and "assists" in p.derives})
        found += assisting(shape.matter, ranges)
    if not all(rule.decides for rule in shape.rules):
        found.append(nothing_else_counts(shape.matter))
    return (*found, *conclusions(shape.matter))


def _range(production: Production) -> tuple[int, int]:
    derived = production.derives or {}
    return derived["low"], derived["high"]


def _choices(about: str, name: str, ordinal: int, count: int) -> Iterator[Production]:
    """A definition's exceptions: the first whose condition holds is taken."""
    for index in range(count):
        here, earlier = f"when{index}", [f"when{i}" for i in range(index)]
        says = f"exception {index + 1}"
        none_holds: list[Test] = [{key: 0} for key in earlier]
        yield Production(
            about, f"{says} taken", (fact("f", {here: 1}, *none_holds, choice=ordinal),),
            answer=Answer(taken=(name, index, TRUE)),
        )  # fmt: skip
        some_open = either([[{key: -1}] for key in (here, *earlier)])
        possible: list[Test] = [{"$neq": {here: 0}}, *below(0, *earlier), some_open]
        yield Production(
            about, f"{says} perhaps taken", (fact("f", *possible, choice=ordinal),),
            answer=Answer(taken=(name, index, EITHER)),
        )  # fmt: skip


# Sets of statuses as three bits: not applicable, satisfied, violated.
_SETS: Final = [bits for bits in product((0, 1), repeat=3) if any(bits)]
_STATUSES: Final[tuple[Status, ...]] = ("not_applicable", "satisfied", "violated")


def _statuses(ordinal: int, rule: RuleShape) -> Iterator[Production]:
    """One production for each set of statuses; a prohibition is violated when it holds."""
    satisfied, violated = ("no", "yes") if rule.kind == "prohibition" else ("yes", "no")
    kept = ["case", "group", "capped", "departed", "reported"]
    kept += [f"due{i}" for i in range(len(rule.duties))]
    for idle, good, bad in _SETS:
        found = [s for s, bit in zip(_STATUSES, (idle, good, bad), strict=True) if bit]
        words = " or ".join(found).replace("_", " ")
        yield Production(
            rule.id, words if len(found) == 1 else f"undecided, {words}",
            (fact("f", {satisfied: good}, {violated: bad}, outcome=ordinal, na=idle),),
            derives={"status": ordinal, "n": idle, "s": good, "v": bad},
            copied=tuple((key, "f", key) for key in kept),
            answer=Answer(statuses=frozenset(found)),
        )  # fmt: skip


def _duties(ordinal: int, rule: RuleShape) -> Iterator[Production]:
    """A duty is owed by a rule that is satisfied."""
    for index, duty in enumerate(rule.duties):
        due: Test = {f"due{index}": 1}
        yield Production(
            rule.id, f"duty {duty} owed", (fact("f", due, status=ordinal, n=0, s=1, v=0),),
            answer=Answer(owed=duty),
        )  # fmt: skip


# Tests on a status fact, with the levels that follow from it.
_Way = tuple[list[Test], frozenset[int]]


def _satisfied(rule: RuleShape) -> list[_Way]:
    """Satisfied: `conditional` with a duty that is owed, else `approved`."""
    if not rule.duties:
        return [([], frozenset({APPROVED}))]
    dues = [f"due{i}" for i in range(len(rule.duties))]
    some_open = either([[{key: -1}] for key in dues])
    return [
        ([{key: 0} for key in dues], frozenset({APPROVED})),
        ([*below(0, *dues), some_open], frozenset({APPROVED, CONDITIONAL})),
        ([either([[{key: 1}] for key in dues])], frozenset({CONDITIONAL})),
    ]


def _violated(rule: RuleShape) -> list[_Way]:
    """Violated: by force, softened by a departure on record or by an unverified background."""
    if not rule.decides:
        return [([], frozenset({APPROVED}))]
    if rule.grants or rule.force == "binding":
        return [([{"capped": 0}], frozenset({REJECTED})), ([{"capped": 1}], frozenset({REFER}))]
    return [([{"departed": 0}], frozenset({REFER})), ([{"departed": 1}], frozenset({APPROVED}))]


def _ways(rule: RuleShape) -> Iterator[tuple[list[Test], frozenset[int], bool]]:
    """Every way the rule may stand: tests, levels, and whether it is satisfied for sure."""
    nowhere: list[_Way] = [([], frozenset())]
    for idle, good, bad in _SETS:
        for owing, breach in product(
            _satisfied(rule) if good else nowhere, _violated(rule) if bad else nowhere
        ):
            tests: list[Test] = [{"n": idle}, {"s": good}, {"v": bad}, *owing[0], *breach[0]]
            levels = owing[1] | breach[1] | (frozenset({NOTHING}) if idle else frozenset())
            yield tests, levels, not (idle or bad)


def _counted(ordinal: int, alternatives: list[list[Test]]) -> tuple[dict[str, object], ...]:
    return (fact("f", either(alternatives), status=ordinal, reported=0),)


def _weights(ordinal: int, rule: RuleShape, verb: str) -> Iterator[Production]:
    """What a case weighs; a target, priority or encouragement only stands beside the others."""
    verb, word = (verb, "weighs") if rule.decides else ("beside", "beside")
    found: dict[tuple[int, int], list[list[Test]]] = {}
    for tests, levels, _ in _ways(rule):
        if levels != {NOTHING}:
            found.setdefault((min(levels), max(levels)), []).append(tests)
    for (low, high), alternatives in sorted(found.items()):
        yield Production(
            rule.id, f"{word} {range_words(low, high)}", _counted(ordinal, alternatives),
            derives={verb: 1, "low": low, "high": high, "open": int(low < high)},
            copied=(("case", "f", "case"),),
        )  # fmt: skip


def _grants(ordinal: int, rule: RuleShape) -> Iterator[Production]:
    """What a permission may do for its subject, by level, and what it does for sure."""
    found: dict[tuple[tuple[int, ...], bool], list[list[Test]]] = {}
    for tests, levels, granted in _ways(rule):
        may = tuple(int(level in levels) for level in range(len(STANDINGS)))
        found.setdefault((may, granted), []).append(tests)
    for (may, granted), alternatives in sorted(found.items()):
        words = " or ".join(w for w, bit in zip(STANDINGS, may, strict=True) if bit)
        derives = {f"may{level}": bit for level, bit in enumerate(may)}
        free = int(sum(may) == may[APPROVED])
        surely = {"granted": int(granted), "needed": 1 - may[NOTHING], "free": free}
        yield Production(
            rule.id, f"permission {words}", _counted(ordinal, alternatives),
            derives={"grant": 1, **derives, **surely},
            copied=tuple((key, "f", key) for key in ("case", "group", "capped")),
        )  # fmt: skip
