"""Where rows lie beside the limits that rules set, as histograms with the limit drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from eligibility.classes import dataclass
from eligibility.language.pack import Words
from eligibility.report.reader import Reader

W = Words
# As they are counted: the limit after so many steps, the last step holds the rest.
LIMIT, STEPS = 20, 40
HEIGHT = 80
MOST = 24
SENTENCE = {
    "below": W("{all} 行：{kept} 行不超过限值，{beyond} 行超过",
               "{all} rows: {kept} within the limit, {beyond} above it"),
    "above": W("{all} 行：{kept} 行达到限值，{beyond} 行未达到",
               "{all} rows: {kept} reach the limit, {beyond} fall short"),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A bar: start and width in thousandths, height in points, whether the rule is kept there."""

    start: int
    width: int
    height: int
    kept: bool


@dataclass(frozen=True)
class Histogram:
    """The rows of one rule by how near they come to its limit."""

    rule: str
    says: str
    sentence: str
    bars: tuple[Column, ...]


def histograms(counted: Any, says: Mapping[str, Words], reader: Reader) -> tuple[Histogram, ...]:
    """The histograms of the rules with most rows; `counted` by `rule|side|step`."""
    steps: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for key, many in counted.items():
        rule, side, step = key.split("|")
        steps[rule, side][int(step)] = many
    most = sorted(steps.items(), key=lambda one: (-sum(one[1].values()), one[0]))[:MOST]
    return tuple(_histogram(rule, side, held, says, reader) for (rule, side), held in most)


def _histogram(
    rule: str, side: str, held: Mapping[int, int], says: Mapping[str, Words], reader: Reader
) -> Histogram:
    tallest = max(held.values())
    width = 1000 // STEPS

    def kept(step: int) -> bool:
        return step < LIMIT if side == "below" else step >= LIMIT

    bars = tuple(
        Column(step * width, width - 2, max(1, HEIGHT * many // tallest), kept(step))
        for step, many in sorted(held.items())
    )
    inside = sum(many for step, many in held.items() if kept(step))
    whole = sum(held.values())
    sentence = reader.say(SENTENCE[side]).format(
        all=f"{whole:,}", kept=f"{inside:,}", beyond=f"{whole - inside:,}"
    )
    return Histogram(rule, reader.say(says[rule]) if rule in says else rule, sentence, bars)
