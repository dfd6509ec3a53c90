"""Rate and memory of durable-rules' inference: three matters, 15 rules, 21 cases, as they come.

`python benchmarks/bench_durable.py` prints the figures; exit 3 when a limit is missed: 200
inferences a second, and 10 MB more resident memory over 20,000 of them. Truths are given, so this
is the engine's own share of an assessment.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from eligibility.backends.durable import DurableEngine
from eligibility.evaluation.conclude import Interpreter
from eligibility.evaluation.inference import (
    FALSE,
    TRUE,
    ExceptionCase,
    MatterCase,
    Outcome,
    RuleCase,
)
from eligibility.language.nodes import Constant
from eligibility.language.pack import Citation, Duty, Force, Matter, Rule, RuleKind, Words

ROUNDS, LEAST_RATE, MOST_KILOBYTES = 20_000, 200, 10_000
OUTCOMES: tuple[Outcome, ...] = ((False, None), (True, True), (True, False))
RULES: tuple[tuple[RuleKind, Force, int], ...] = (
    ("requirement", "binding", 0), ("prohibition", "binding", 0), ("requirement", "default", 0),
    ("target", "target", 0), ("permission", "discretion", 1),
)  # fmt: skip


def workload(seed: int) -> tuple[MatterCase, ...]:
    """Three matters of five rules; two rules of each speak of a second subject."""
    drawn = random.Random(seed)
    return tuple(_matter(drawn, number) for number in range(3))


def _matter(drawn: random.Random, number: int) -> MatterCase:
    words, name = Words("测试", "a test"), f"matter-{number}"
    rules = tuple(
        Rule(
            id=f"bench/{name}/{place}", matter=name, jurisdiction="bench", provisions=(),
            cite=Citation("bench", "1"), kind=kind, force=force, condition=Constant(True),
            says=words, duties=(Duty("later", words, None, None),) * duties,
        )
        for place, (kind, force, duties) in enumerate(RULES)
    )  # fmt: skip
    matter = Matter(name, "bench", "compliance", "project", words, (), False, {}, {}, rules)
    exceptions = (ExceptionCase("cap", 0, FALSE), ExceptionCase("cap", 1, TRUE))
    cases = (
        RuleCase(
            10 * number + place, rule, None if place < len(rules) else "P2",
            frozenset(drawn.sample(OUTCOMES, drawn.choice((1, 1, 1, 2)))), exceptions * (place < 2),
            tuple((duty.id, TRUE) for duty in rule.duties),
        )
        for place, rule in enumerate((*rules, *rules[:2]))
    )  # fmt: skip
    return MatterCase(matter, tuple(cases), in_verdict=True)


def resident_kilobytes() -> int:
    """The resident memory of this process."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def seconds(engine: DurableEngine | Interpreter, loads: list[tuple[MatterCase, ...]]) -> float:
    """How long the engine takes for these workloads."""
    start = time.perf_counter()
    for load in loads:
        engine.infer(load)
    return time.perf_counter() - start


def main() -> int:
    """The exit code, after the figures were printed."""
    engine = DurableEngine()
    loads = [workload(seed) for seed in range(100)]
    cold = seconds(engine, loads[:1])
    seconds(engine, loads * 10)
    before = resident_kilobytes()
    taken = seconds(engine, loads * (ROUNDS // len(loads)))
    grown = resident_kilobytes() - before
    plain = seconds(Interpreter(), loads * 10) / (10 * len(loads))
    rate = ROUNDS / taken
    fired = len(engine.infer(loads[0]).fired)
    print(f"first inference, networks built   {cold * 1000:8.1f} ms")
    print(f"inferences a second               {rate:8.0f}    (at least {LEAST_RATE})")
    print(f"productions that fire in one      {fired:8d}")
    print(f"times the interpreter's time      {taken / ROUNDS / plain:8.1f}")
    print(f"memory over {ROUNDS} inferences   {grown:8d} kB (under {MOST_KILOBYTES})")
    return 0 if rate >= LEAST_RATE and grown < MOST_KILOBYTES else 3


if __name__ == "__main__":
    sys.exit(main())
