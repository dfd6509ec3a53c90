"""The declared order of a jurisdiction: rules that make tiers, weights within, which land first.

`allocation.yaml` beside the rules; it names rules of `quota-priority` and facts, never a project.
Without the file the binding priorities are the tiers, in the order of their file.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from eligibility.allocation.problem import KINDS
from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.language.located import load
from eligibility.language.pack import Pack, Rule, Words
from eligibility.language.tree import Mapping, Node, Scalar, Sequence
from eligibility.language.types import Kind
from eligibility.language.units import BadQuantity, number
from eligibility.submission.catalogue import catalogue, info_of
from eligibility.submission.model.given import Context
from eligibility.submission.model.scalars import read_scalar, read_truth

FILE, MATTER = "allocation.yaml", "quota-priority"
SERVED, PREFERRED, MOST_POINTS = 100, 10, 1000
_KEYS = ("tiers", "served", "preferences", "measures", "order", "order_by", "land",
         "evaluated_only", "because")  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """Points for a fact: so many for each full `step` of a quantity up to `most`, or for a yes."""

    fact: str
    points: int
    most: int
    step: Fraction | None = None
    of: str = ""  # a list: the word that must be in it

    def earned(self, value: int | Fraction) -> int:
        """The points of so much of a quantity; none for a measure without steps."""
        return 0 if self.step is None else min(self.most, int(value // self.step) * self.points)


@dataclass(frozen=True)
class Ground:
    """A rule that says on which kinds of land those whom it speaks of are to stand.

    Where it binds (or holds by default) it does so whatever they wish; else where they state no
    wish of their own.
    """

    rule: Rule
    kinds: tuple[str, ...]

    @property
    def binds(self) -> bool:
        """Whether a wish of one's own does not count against it."""
        return self.rule.force in ("binding", "default")


@dataclass(frozen=True)
class Policy:
    """The order of one jurisdiction. `order_by`: the rules that the order of the kinds rests on."""

    tiers: tuple[Rule, ...]
    preferences: tuple[tuple[Rule, int], ...]
    measures: tuple[Measure, ...] = ()
    served: int = SERVED
    order: tuple[str, ...] = KINDS
    evaluated_only: bool = False
    because: tuple[Words, ...] = ()
    land: tuple[Ground, ...] = ()
    order_by: tuple[Rule, ...] = ()


def read_policy(pack: Pack, folder: Path) -> Policy:
    """The order that a rule set declares; `Refused` with every fault of its file."""
    matter = pack.matters.get(MATTER)
    rules = [r for r in matter.rules if r.kind == "priority"] if matter is not None else []
    path = folder / pack.jurisdiction / FILE
    if not path.is_file():
        return Policy(
            tuple(r for r in rules if r.force == "binding"),
            tuple((r, PREFERRED) for r in rules if r.force != "binding"),
        )
    return _Reading(load(path), {r.id: r for r in rules}, pack).policy()


def order_faults(pack: Pack, folder: Path) -> tuple[Diagnostic, ...]:
    """The faults of the declared order; none where there is no file of it."""
    try:
        read_policy(pack, folder)
    except Refused as refused:
        return refused.diagnostics
    return ()


class _Reading:
    """One reading, with the faults met."""

    def __init__(self, root: Mapping, rules: dict[str, Rule], pack: Pack) -> None:
        self.root, self.rules, self.pack = root, rules, pack
        self.faults: list[Diagnostic] = []
        self.used: set[str] = set()

    def policy(self) -> Policy:
        self._keys(self.root, _KEYS)
        tiers = tuple(filter(None, map(self._tier, self._items("tiers"))))
        preferences = tuple(filter(None, map(self._preference, self._items("preferences"))))
        measures = tuple(filter(None, map(self._measure, self._items("measures"))))
        because = tuple(filter(None, (self._words(node) for node in self._items("because"))))
        served = self._points(self.root, "served", SERVED)
        order, land = self._order(), tuple(filter(None, map(self._ground, self._items("land"))))
        by = self._texts(self.root.get("order_by"))
        order_by = tuple(filter(None, (self._any_rule(name) for name in by)))
        evaluated = self._truth("evaluated_only")
        if not because:
            self._tell(
                self.root, "E302", "`because` is missing: weights need their reason in words"
            )
        if self.faults:
            raise Refused(self.faults)
        return Policy(
            tiers, preferences, measures, served, order, evaluated, because, land, order_by
        )

    def _tell(self, node: Node, code: str, message: str, help: str = "") -> None:
        self.faults.append(node.fault(code, message, help))

    def _keys(self, node: Mapping, known: tuple[str, ...]) -> None:
        for key, _ in node:
            if key.text not in known:
                self._tell(key, "E301", f"`{key.text}` is no key here", nearest(key.text, known))

    def _items(self, name: str) -> list[Mapping]:
        node = self.root.get(name)
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else [node]
        for item in items:
            if not isinstance(item, Mapping):
                self._tell(item, "E303", f"`{name}` holds keys with values")
        return [item for item in items if isinstance(item, Mapping)]

    def _rule(self, node: Mapping) -> Rule | None:
        name = node.get("rule")
        if not isinstance(name, Scalar):
            self._tell(node, "E302", "`rule` is missing")
            return None
        rule = self.rules.get(name.text)
        if rule is None:
            help = nearest(name.text, self.rules)
            self._tell(name, "E501", f"`{name.text}` is no priority of `{MATTER}`", help)
        elif name.text in self.used:
            self._tell(name, "E303", f"`{name.text}` stands twice")
        self.used.add(name.text)
        return rule

    def _tier(self, node: Mapping) -> Rule | None:
        self._keys(node, ("rule", "because"))
        rule = self._rule(node)
        if rule is not None and rule.force != "binding" and node.get("because") is None:
            help = "say why under `because`, or make it a preference"
            self._tell(
                node, "E302", f"`{rule.id}` is {rule.force}: a tier of it needs a reason", help
            )
        self._words(node.get("because"))
        return rule

    def _preference(self, node: Mapping) -> tuple[Rule, int] | None:
        self._keys(node, ("rule", "points"))
        rule, points = self._rule(node), self._points(node, "points", PREFERRED)
        return None if rule is None else (rule, points)

    def _measure(self, node: Mapping) -> Measure | None:
        self._keys(node, ("fact", "step", "points", "most", "of"))
        fact = node.get("fact")
        info = info_of(fact.text) if isinstance(fact, Scalar) else None
        if info is None or info.path not in catalogue():
            self._tell(fact or node, "E501", "a measure names a fact", "see `eligibility facts`")
            return None
        points = self._points(node, "points", 1)
        if info.type.kind is Kind.TRUTH:
            return Measure(info.path, points, points)
        of = node.get("of")
        if isinstance(of, Scalar):
            item = info.type.item or info.type
            if of.text not in item.words:
                self._tell(
                    of,
                    "E505",
                    f"`{of.text}` is no word of `{info.path}`",
                    nearest(of.text, item.words),
                )
            return Measure(info.path, points, points, of=of.text)
        return self._stepped(node, info.path, points)

    def _ground(self, node: Mapping) -> Ground | None:
        self._keys(node, ("rule", "kinds", "because"))
        name, given = node.get("rule"), node.get("kinds")
        if not isinstance(name, Scalar):
            self._tell(node, "E302", "`rule` is missing")
            return None
        kinds = self._texts(given)
        if not kinds or {k.text for k in kinds} - set(KINDS):
            self._tell(given or node, "E303", f"`kinds` holds some of {', '.join(KINDS)}")
            return None
        self._words(node.get("because"))
        rule = self._any_rule(name)
        return None if rule is None else Ground(rule, tuple(k.text for k in kinds))

    def _any_rule(self, name: Scalar) -> Rule | None:
        """A rule of any matter of the jurisdiction."""
        matter = self.pack.matters.get(name.text.split("/")[1] if name.text.count("/") == 2 else "")
        known = {r.id: r for r in matter.rules} if matter is not None else {}
        if name.text not in known:
            help = nearest(name.text, known)
            self._tell(name, "E501", f"`{name.text}` is no rule of {self.pack.jurisdiction}", help)
        return known.get(name.text)

    def _texts(self, node: Node | None) -> list[Scalar]:
        items = node.items if isinstance(node, Sequence) else [node]
        return [item for item in items if isinstance(item, Scalar)]

    def _stepped(self, node: Mapping, path: str, points: int) -> Measure | None:
        step, kind = node.get("step"), catalogue()[path]
        if not isinstance(step, Scalar):
            self._tell(node, "E302", f"`{path}` needs a `step` (or `of`, for a word)")
            return None
        try:
            value: Any = read_scalar(step.text, kind, {}, Context())
            size = Fraction(value)
        except (BadQuantity, TypeError, ValueError) as bad:
            self._tell(step, getattr(bad, "code", "E303"), str(bad))
            return None
        if size <= 0:
            self._tell(step, "E303", "a step is more than nothing")
            return None
        return Measure(path, points, self._points(node, "most", MOST_POINTS), size)

    def _points(self, node: Mapping, name: str, otherwise: int) -> int:
        given = node.get(name)
        if given is None:
            return otherwise
        try:
            value = number(given.text) if isinstance(given, Scalar) else Fraction(-1)
        except BadQuantity:
            value = Fraction(-1)
        if value.denominator != 1 or not 1 <= value <= MOST_POINTS:
            self._tell(given, "E303", f"`{name}` is a whole number from 1 to {MOST_POINTS}")
            return otherwise
        return int(value)

    def _order(self) -> tuple[str, ...]:
        given = self.root.get("order")
        if given is None:
            return KINDS
        words = [i.text for i in self._texts(given)]
        if sorted(words) != sorted(KINDS):
            self._tell(given, "E303", f"`order` holds {', '.join(KINDS)}, each once")
        return tuple(words)

    def _truth(self, name: str) -> bool:
        given = self.root.get(name)
        if given is None:
            return False
        try:
            return read_truth(given.text) if isinstance(given, Scalar) else False
        except BadQuantity as bad:
            self._tell(given, bad.code, str(bad), bad.help)
            return False

    def _words(self, node: Node | None) -> Words | None:
        if node is None:
            return None
        said = (
            {k.text: v.text for k, v in node if isinstance(v, Scalar)}
            if isinstance(node, Mapping)
            else {}
        )
        if set(said) != {"zh", "en"}:
            self._tell(node, "E303", "words stand in both languages: {zh: …, en: …}")
            return None
        return Words(said["zh"], said["en"])
