"""The account of one text: what encodes each provision, and what the ledger leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Place, nearest
from eligibility.language.ledger import CORES, STANDINGS, Ledger, Provision
from eligibility.language.pack import Matter, Pack, Rule
from eligibility.language.types import Type
from eligibility.ledger.using import echoed, used_names

HOLDS, FAILS = "satisfied", "violated"


@dataclass(frozen=True)
class Encoding:
    """What encodes one provision: rules, figures, definitions, names of the vocabulary.

    `users` are the rules that stand on those figures and definitions.
    """

    rules: tuple[Rule, ...] = ()
    parameters: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    users: tuple[Rule, ...] = ()

    @property
    def named(self) -> bool:
        """Whether anything names the provision."""
        return bool(self.rules or self.parameters or self.definitions or self.words)

    @property
    def statuses(self) -> frozenset[str]:
        """The statuses that examples of its rules show."""
        return frozenset(e.status for r in (*self.rules, *self.users) for e in r.examples)


@dataclass(frozen=True)
class Account:
    """One text's ledger joined with its rules; `findings` say what is not in order.

    `echoes` pairs each echo rule with the yes/no fact that is all it asks.
    """

    pack: Pack
    ledger: Ledger
    encodings: Mapping[str, Encoding] = field(hash=False)
    findings: tuple[Diagnostic, ...] = ()
    echoes: tuple[tuple[Rule, str], ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the text."""
        return tuple(rule for matter in self.pack.matters.values() for rule in matter.rules)

    def standings(self) -> dict[str, int]:
        """Provisions by standing; an empty word for those without one."""
        counted: Counter[str] = Counter(p.standing or "" for p in self.ledger.provisions.values())
        return {name: counted[name] for name in (*STANDINGS, "")}

    def by_core(self) -> dict[str, tuple[int, int]]:
        """By core: how many provisions are encoded or data, of how many."""
        found: dict[str, tuple[int, int]] = {}
        for core in CORES:
            own = [p for p in self.ledger.provisions.values() if p.core == core]
            found[core] = (sum(p.standing in ("encoded", "data") for p in own), len(own))
        return found

    def examples(self) -> dict[str, int]:
        """Examples by the status that they show."""
        return dict(Counter(e.status for rule in self.rules for e in rule.examples))


def account(
    pack: Pack, ledger: Ledger, facts: Mapping[str, Type], elsewhere: frozenset[str] = frozenset()
) -> Account:
    """The account of a text. `elsewhere`: provisions of the texts that it extends."""
    encodings = _encodings(pack)
    echoes = tuple(
        (rule, fact)
        for matter in pack.matters.values()
        for rule in matter.rules
        if (fact := echoed(rule, matter, facts)) is not None
    )
    findings = [
        *_standing(ledger, encodings),
        *_citing(pack, frozenset(ledger.provisions), elsewhere),
    ]
    unique = dict.fromkeys(sorted(findings, key=Diagnostic.sort_key))
    return Account(pack, ledger, encodings, tuple(unique), echoes)


def _encodings(pack: Pack) -> dict[str, Encoding]:
    rules: dict[str, dict[str, Rule]] = {}
    users: dict[str, dict[str, Rule]] = {}
    names: dict[str, dict[str, set[str]]] = {}
    for matter in pack.matters.values():
        named = _names(matter)
        for kind, id, provisions in named.values():
            for provision in provisions:
                names.setdefault(provision, {}).setdefault(kind, set()).add(id)
        for rule in matter.rules:
            for provision in rule.provisions:
                rules.setdefault(provision, {})[rule.id] = rule
            for name in used_names(rule, matter):
                for provision in named[name][2] if name in named else ():
                    users.setdefault(provision, {})[rule.id] = rule
    for word, provisions in pack.vocabulary.provisions.items():
        for provision in provisions:
            names.setdefault(provision, {}).setdefault("word", set()).add(word)
    return {id: _encoding(id, rules, names, users) for id in {*rules, *names}}


def _encoding(
    id: str,
    rules: dict[str, dict[str, Rule]],
    names: dict[str, dict[str, set[str]]],
    users: dict[str, dict[str, Rule]],
) -> Encoding:
    own = names.get(id, {})
    return Encoding(
        rules=tuple(rules.get(id, {}).values()),
        parameters=tuple(sorted(own.get("parameter", ()))),
        definitions=tuple(sorted(own.get("definition", ()))),
        words=tuple(sorted(own.get("word", ()))),
        users=tuple(users.get(id, {}).values()),
    )


def _names(matter: Matter) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """By name: kind, id and provisions of every figure and definition of a matter."""
    found = {
        name: ("parameter", p.id, tuple(i for v in p.values for i in v.provisions))
        for name, p in matter.parameters.items()
    }
    for name, definition in matter.definitions.items():
        exceptions = getattr(definition, "exceptions", ())
        ids = (*definition.provisions, *(i for e in exceptions for i in e.provisions))
        found[name] = ("definition", f"{matter.jurisdiction}/{matter.name}/{name}", ids)
    return found


def _standing(ledger: Ledger, encodings: Mapping[str, Encoding]) -> Iterator[Diagnostic]:
    for provision in ledger.provisions.values():
        found = encodings.get(provision.id, Encoding())
        if provision.standing is None:
            yield _of(provision, "F701", "has no standing")
        elif provision.standing in ("encoded", "data") and not found.named:
            yield _of(provision, "F702", f"is called {provision.standing}, and nothing names it")
        elif provision.standing == "encoded":
            lacking = [s for s in (HOLDS, FAILS) if s not in found.statuses]
            if lacking:
                said = f"is encoded without an example that is {' or '.join(lacking)}"
                yield _of(provision, "F703", said)
        elif provision.reason is None and not found.named:
            yield _of(provision, "F706", f"is called {provision.standing} without a reason")


def _of(provision: Provision, code: str, said: str) -> Diagnostic:
    return Diagnostic(code, f"`{provision.id}` {said}", provision.place)


def _citing(pack: Pack, own: frozenset[str], elsewhere: frozenset[str]) -> Iterator[Diagnostic]:
    known = own | elsewhere
    for matter in pack.matters.values():
        for rule in matter.rules:
            if not rule.provisions:
                yield Diagnostic("F705", f"`{rule.id}` cites no provision", rule.place)
            yield from _unknown(f"`{rule.id}`", rule.provisions, known, rule.place)
        for parameter in matter.parameters.values():
            for value in parameter.values:
                if not value.provisions or not value.cite.locator:
                    lacking = "provision" if not value.provisions else "place in the text"
                    said = f"the figure `{parameter.id}` ({value.written[:40]}) cites no {lacking}"
                    yield Diagnostic("F704", said, parameter.place)
                yield from _unknown(f"`{parameter.id}`", value.provisions, known, parameter.place)
        for name, (kind, id, provisions) in _names(matter).items():
            if kind == "definition":
                place = matter.definitions[name].place
                yield from _unknown(f"`{id}`", provisions, known, place)


def _unknown(
    who: str, provisions: tuple[str, ...], known: frozenset[str], place: Place
) -> Iterator[Diagnostic]:
    for provision in dict.fromkeys(provisions):
        if provision not in known:
            said = f"{who} cites `{provision}`, which the ledger does not list"
            yield Diagnostic("F705", said, place, help=nearest(provision, known))
