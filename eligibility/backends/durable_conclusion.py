"""From what the cases of a matter weigh to its conclusion, and from conclusions to the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from eligibility.backends.durable_production import (
    ASSISTS,
    CONCLUSION,
    GROUPS,
    WEIGHTS,
    Answer,
    Pattern,
    Production,
    absent,
    fact,
    same,
)
from eligibility.evaluation.assessment import WORST_FIRST, Conclusion

NOTHING, APPROVED, CONDITIONAL, REFER, REJECTED = range(5)
# What each level concludes, and what it means for one permission of a subject.
LEVELS: Final[tuple[Conclusion, ...]] = (
    "not_applicable", "approved", "conditional", "refer", "rejected",
)  # fmt: skip
STANDINGS: Final = (
    "not needed", "granted", "granted with duties", "withheld (unverified)", "withheld",
)  # fmt: skip
RANK: Final[dict[Conclusion, int]] = {c: i for i, c in enumerate(reversed(WORST_FIRST))}


def range_words(low: int, high: int) -> str:
    """From the least to the worst level, in words."""
    words = [LEVELS[level].replace("_", " ") for level in (low, high)]
    return words[0] if low == high else " to ".join(words)


def stands(matter: str) -> Iterator[Production]:
    """The levels that all permissions of a subject may give together: one granted is enough."""
    mine = same("group", "f")
    surely_granted = absent({"granted": 1}, mine, grant=1)
    blocked: dict[int, tuple[Pattern, ...]] = {
        NOTHING: (absent({"needed": 1}, mine, grant=1),),
        APPROVED: (),
        CONDITIONAL: (absent({"free": 1}, mine, grant=1),),
        REFER: (surely_granted, absent({"capped": 0}, {"needed": 1}, mine, alias="h", grant=1)),
        REJECTED: (surely_granted,),
    }
    for level, absences in blocked.items():
        some = fact("f", {f"may{level}": 1}, grant=1)
        yield Production(
            matter, f"permissions of a subject may give {range_words(level, level)}",
            (fact("g", stage=GROUPS), some, *absences),
            derives={"stands": 1, "level": level}, copied=(("group", "f", "group"),),
        )  # fmt: skip


def group_weights(matter: str) -> Iterator[Production]:
    """What a subject's permissions weigh together, for each of them."""
    mine = same("group", "l")
    for low in range(len(LEVELS)):
        for high in range(low, len(LEVELS)):
            worst = [fact("h", mine, stands=1, level=high)] if high > low else []
            yield Production(
                matter, f"permissions of a subject weigh {range_words(low, high)}",
                (
                    fact("g", stage=WEIGHTS), fact("l", stands=1, level=low), *worst,
                    fact("f", mine, grant=1),
                    absent({"$lt": {"level": low}}, mine, alias="better", stands=1),
                    absent({"$gt": {"level": high}}, mine, alias="worse", stands=1),
                ),
                derives={
                    "weighs": 1, "sought": 1, "low": low, "high": high, "open": int(low < high),
                },
                copied=(("case", "f", "case"),),
            )  # fmt: skip


def assisting(matter: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Production]:
    """What stands beside permissions: it approves nothing where no permission is needed."""
    sought, surely = fact("p", sought=1), {"$gte": {"low": APPROVED}}
    perhaps = fact("p", {"$gte": {"high": APPROVED}}, sought=1)
    needed = absent(surely, sought=1)
    where: tuple[tuple[str, tuple[Pattern, ...], bool, bool], ...] = (
        ("where a permission is needed", (fact("p", surely, sought=1),), True, True),
        ("where a permission may be needed", (perhaps, needed), False, True),
        ("where no permission is needed",
         (sought, absent({"$gte": {"high": APPROVED}}, sought=1)), False, False),
        ("where no permission counts", (absent(sought=1),), True, True),
    )  # fmt: skip
    for low, high in ranges:
        for words, patterns, keeps_low, keeps_high in where:
            least = low if keeps_low or low >= REFER else NOTHING
            most = high if keeps_high or high >= REFER else NOTHING
            still_open = low < high and least < most
            yield Production(
                matter, f"{range_words(low, high)} beside the permissions, {words}",
                (fact("g", stage=ASSISTS), fact("f", assists=1, low=low, high=high), *patterns),
                derives={"weighs": 1, "low": least, "high": most, "open": int(still_open)},
                copied=(("case", "f", "case"),),
            )  # fmt: skip


def nothing_else_counts(matter: str) -> Production:
    """What stands beside the others counts where there are no others."""
    return Production(
        matter, "nothing else counts",
        (fact("g", stage=GROUPS), fact("f", beside=1), absent(decides=1)),
        derives={"weighs": 1},
        copied=tuple((key, "f", key) for key in ("case", "low", "high", "open")),
    )  # fmt: skip


def conclusions(matter: str) -> Iterator[Production]:
    """The worst level that is certain concludes, unless a worse one is possible."""
    for level in range(REJECTED, NOTHING, -1):
        possible = fact("f", weighs=1, open=1, high=level)
        yield Production(
            matter, f"{range_words(level, level)} is possible, not certain",
            (fact("g", stage=CONCLUSION), possible, absent({"$gte": {"low": level}}, weighs=1)),
            derives={"torn": 1}, copied=(("case", "f", "case"),),
        )  # fmt: skip
    yield _concluding(matter, "undetermined", fact("f", torn=1))
    for level in range(REJECTED, NOTHING, -1):
        certain = fact("f", weighs=1, low=level, high=level)
        worse = absent({"$gt": {"high": level}}, weighs=1)
        yield _concluding(matter, LEVELS[level], certain, worse)
    yield _concluding(matter, LEVELS[NOTHING], absent({"$gt": {"high": NOTHING}}, weighs=1))


def _concluding(matter: str, conclusion: Conclusion, *when: Pattern) -> Production:
    return Production(
        matter, conclusion, (fact("g", stage=CONCLUSION), *when),
        derives={"concluded": RANK[conclusion]}, copied=(("counts", "g", "counts"),),
        answer=Answer(conclusion=conclusion), to_verdict=True,
    )  # fmt: skip


def verdict() -> Iterator[Production]:
    """The verdict is the worst of the conclusions that count."""
    for conclusion, rank in RANK.items():
        some = [fact("f", counts=1, concluded=rank)] if rank else []
        worse = absent({"$gt": {"concluded": rank}}, counts=1)
        yield Production(
            "verdict", conclusion, (fact("g", stage=CONCLUSION), *some, worse),
            answer=Answer(conclusion=conclusion),
        )  # fmt: skip
