"""What is found about rules: the kind, the rules, and witnesses that the interpreter confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eligibility.analysis.witness import Witness
from eligibility.language.pack import Words

Kind = Literal[
    "never_applies", "never_satisfied", "never_violated", "redundant", "conflict", "impassable",
    "overlap", "gap", "non_monotone", "unsettled",
]  # fmt: skip
KINDS: dict[Kind, Words] = {
    "never_applies": Words("从不适用", "never applies"),
    "never_satisfied": Words("从不满足", "can never be satisfied"),
    "never_violated": Words("从不违反", "can never be violated"),
    "redundant": Words("由其他规则推出", "implied by the other rules"),
    "conflict": Words("不能同时满足", "cannot both hold where both apply"),
    "impassable": Words("任何项目都不能通过", "no possible submission can pass"),
    "overlap": Words("例外相互重叠", "exceptions overlap"),
    "gap": Words("没有规则可适用", "a gap: everything is known and no rule speaks"),
    "non_monotone": Words("改善反而变差", "a better fact makes the conclusion worse"),
    "unsettled": Words("未能判定", "not settled"),
}


@dataclass(frozen=True)
class ProofFinding:
    """One finding. `detail` tells it from others about the same rules; `key` is its stable name."""

    kind: Kind
    jurisdiction: str
    matter: str
    rules: tuple[str, ...]
    says: Words
    witnesses: tuple[Witness, ...] = ()
    detail: str = ""

    @property
    def key(self) -> str:
        """The name under which the finding is accepted."""
        place = f"{self.jurisdiction}/{self.matter}"
        short = [rule.removeprefix(f"{place}/") for rule in self.rules]
        detail = f" [{self.detail}]" if self.detail else ""
        return f"{self.kind} {place}: {' + '.join(short)}".rstrip(": ") + detail


@dataclass(frozen=True)
class Proved:
    """The outcome for one matter: what was found, and how many questions were put.

    `length`: up to how many items lists were looked at.
    """

    jurisdiction: str
    matter: str
    findings: tuple[ProofFinding, ...]
    questions: int
    unsettled: int
    length: int
