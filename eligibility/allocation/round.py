"""One round of allocation: tables and rules to a problem, with everyone judged."""

from __future__ import annotations

from collections.abc import Callable, Collection

from eligibility.allocation.admission import Entry, Gate
from eligibility.allocation.clashes import check_pins
from eligibility.allocation.columns import typed
from eligibility.allocation.offers import LAND, QUOTAS, read_land, read_quotas
from eligibility.allocation.plan import digest_of, grants_of, load_plan
from eligibility.allocation.policy import Policy, read_policy
from eligibility.allocation.pool import Reader, read_pool, typed_fact
from eligibility.allocation.problem import Grants, Problem, Tier
from eligibility.allocation.table import Typed, read_table
from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused
from eligibility.evaluation.assess import Question
from eligibility.evaluation.inference import Engine
from eligibility.language.library import Rulebook
from eligibility.language.located import read_text
from eligibility.language.tree import Mapping
from eligibility.submission.labels import Mapper


@dataclass(frozen=True)
class Tables:
    """The files of a round."""

    projects: str
    land: str
    quota: str
    pin: str | None = None

    def digests(self) -> dict[str, str]:
        """The digest of each file, by what it holds."""
        named = {"projects": self.projects, "land": self.land, "quota": self.quota, "pin": self.pin}
        return {
            name: digest_of(path) for name, path in named.items() if path is not None
        }  # fmt: skip


@dataclass(frozen=True)
class Round:
    """A round that was read: the problem, everyone judged, the order of the texts."""

    problem: Problem
    entries: tuple[Entry, ...]
    policy: Policy


@dataclass(frozen=True)
class Terms:
    """How a round is held: rules, question, engine, seed, and which open standings enter."""

    rulebook: Rulebook
    jurisdiction: str
    question: Question
    engine: Engine
    seed: int = 1
    include: Collection[str] = ()


def read_round(
    tables: Tables, terms: Terms, read: Reader, told: Callable[[int], None] = lambda _: None
) -> Round:
    """The round; `Refused` with every fault of every table."""
    pack = terms.rulebook.packs[terms.jurisdiction]
    mapper = Mapper(pack.vocabulary)
    faults: list[Diagnostic] = []
    land = read_land(_rows(tables.land, typed(LAND), faults), mapper, faults)
    quota_rows = _rows(tables.quota, typed(QUOTAS), faults, totals=True)
    quotas = read_quotas(quota_rows, mapper, faults)
    rows = _rows(tables.projects, typed_fact, faults)
    applicants = read_pool(rows, {p.use for p in land if p.use}, read, faults)
    policy = _policy(terms, faults)
    if faults or policy is None:
        raise Refused(dict.fromkeys(faults))
    gate = Gate(
        terms.rulebook, terms.jurisdiction, terms.question, terms.engine, policy, terms.include
    )
    entries = gate.judge(applicants, told)
    tiers = (*(Tier(r.id, r.provisions) for r in policy.tiers), Tier())
    problem = Problem(
        terms.jurisdiction, str(terms.question.as_of or ""), terms.seed, tiers,
        tuple(e.project for e in entries if e.project is not None),
        land, quotas.total, quotas.zones,
        policy.order, policy.evaluated_only, _pins(tables.pin),
    )  # fmt: skip
    if tables.pin is not None:
        check_pins(problem, tables.pin, quotas.cells)
    return Round(problem, tuple(entries), policy)


def _rows(path: str, of: Typed, faults: list[Diagnostic], *, totals: bool = False) -> list[Mapping]:
    try:
        return read_table(path, of, faults, totals=totals)
    except Refused as refused:
        faults.extend(refused.diagnostics)
        return []


def _policy(terms: Terms, faults: list[Diagnostic]) -> Policy | None:
    try:
        return read_policy(terms.rulebook.packs[terms.jurisdiction], terms.rulebook.folder)
    except Refused as refused:
        faults.extend(refused.diagnostics)
        return None


def _pins(path: str | None) -> dict[str, Grants]:
    if path is None:
        return {}
    plan = load_plan(read_text(path), path)
    return {code: grants_of(pieces) for code, pieces in plan["grants"].items()}
