"""The durable-rules network infers what the contract says, by productions, in constant memory."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from backends.matters import (
    FAILS,
    HOLDS,
    LEVELS,
    NOT_APPLICABLE,
    conclusions_by_hand,
    matter,
    matter_cases,
    rule,
    statuses_by_hand,
)
from hypothesis import given, settings

from eligibility.evaluation import conclude
from eligibility.evaluation.conclude import Interpreter
from eligibility.evaluation.inference import (
    EITHER,
    FALSE,
    TRUE,
    ExceptionCase,
    Inference,
    MatterCase,
    Outcome,
    RuleCase,
)
from eligibility.language.pack import Matter

durable = pytest.importorskip("eligibility.backends.durable")

SHARE = rule("ancillary-land", "land-share", "requirement", "binding")
HOUSING = rule("ancillary-land", "no-housing", "prohibition", "binding")
FLOOR = rule("ancillary-land", "floor-share", "requirement", "default")
RAISED = rule("ancillary-land", "raised", "permission", "discretion", 1)
AIM = rule("ancillary-land", "aim", "target", "target")
LAND = matter("ancillary-land-by-hand", (SHARE, HOUSING, FLOOR, RAISED, AIM))
ID = "yulin/ancillary-land"
MATTER = "yulin/ancillary-land-by-hand"


def case(key: int, *outcomes: Outcome, **more: object) -> RuleCase:
    """A case of the rule at that place of the matter."""
    given = {"subject": None, **more}
    return RuleCase(key, LAND.rules[key], outcomes=frozenset(outcomes), **given)  # type: ignore[arg-type]


def infer(*cases: RuleCase, without: str = "", which: Matter = LAND) -> Inference:
    """What durable-rules infers of one matter."""
    engine = durable.DurableEngine(frozenset({without} - {""}))
    found: Inference = engine.infer((MatterCase(which, cases, in_verdict=True),))
    return found


@settings(max_examples=300)
@given(matter_cases())
def test_statuses_and_conclusions_are_those_found_by_trying_every_completion(
    cases: tuple[MatterCase, ...],
) -> None:
    inference = durable.DurableEngine().infer(cases)
    counting = ["not_applicable"]
    for one in cases:
        for each in one.cases:
            assert inference.possible[each.key] == statuses_by_hand(each)
        possible = conclusions_by_hand(one)
        expected = possible.pop() if len(possible) == 1 else "undetermined"
        assert inference.matters[one.matter.name].conclusion == expected
        counting += [expected] if one.in_verdict else []
    assert inference.verdict == max(counting, key=LEVELS.index)


@settings(max_examples=300)
@given(matter_cases())
def test_both_engines_infer_the_same(cases: tuple[MatterCase, ...]) -> None:
    plain, network = Interpreter().infer(cases), durable.DurableEngine().infer(cases)
    assert network.possible == plain.possible
    assert network.taken == plain.taken
    assert network.owed == plain.owed
    assert network.matters == plain.matters
    assert network.verdict == plain.verdict


def test_nothing_assessed_is_not_applicable() -> None:
    inference = durable.DurableEngine().infer(())
    assert inference.verdict == "not_applicable"
    assert inference.fired == ("verdict: not_applicable",)


def test_every_step_is_a_production_that_is_named_in_firing_order() -> None:
    exceptions = (ExceptionCase("land_cap", 0, FALSE), ExceptionCase("land_cap", 1, TRUE))
    inference = infer(
        case(0, FAILS, exceptions=exceptions),
        case(1, FAILS),
        case(2, HOLDS, FAILS, subject="地块1"),
    )
    assert inference.fired == (
        f"{MATTER}/land_cap: exception 2 taken for {ID}/land-share",
        f"{ID}/land-share: violated",
        f"{ID}/land-share: weighs rejected",
        f"{ID}/no-housing: satisfied",
        f"{ID}/no-housing: weighs approved",
        f"{ID}/floor-share (地块1): undecided, satisfied or violated",
        f"{ID}/floor-share (地块1): weighs approved to refer",
        f"{MATTER}: rejected by {ID}/land-share",
        "verdict: rejected",
    )


CERTAIN = (case(0, HOLDS), case(1, FAILS))
OPEN = (case(0, HOLDS), case(2, HOLDS, FAILS))
REMOVALS = (
    ("verdict: approved", CERTAIN, None),
    (f"{MATTER}: approved", CERTAIN, None),
    (f"{ID}/land-share: satisfied", CERTAIN, None),
    (f"{ID}/land-share: weighs rejected", (case(0, FAILS), case(1, FAILS)), "approved"),
    (f"{ID}/no-housing: weighs approved", (case(1, FAILS),), "not_applicable"),
    (f"{ID}/floor-share: weighs approved to refer", OPEN, "approved"),
    (f"{MATTER}: refer is possible, not certain", OPEN, None),
    (f"{ID}/raised: permission withheld", (case(0, HOLDS), case(3, FAILS)), "approved"),
    (f"{MATTER}: nothing else counts", (case(4, FAILS),), "not_applicable"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "cases", "after"), REMOVALS, ids=[name for name, *_ in REMOVALS])
def test_removing_one_production_changes_a_case(
    name: str, cases: tuple[RuleCase, ...], after: str | None
) -> None:
    before = infer(*cases)
    assert any(fired.startswith(name) for fired in before.fired)
    if after is None:
        with pytest.raises(durable.Incomplete):
            infer(*cases, without=name)
    else:
        assert infer(*cases, without=name).verdict == after != before.verdict


def test_without_its_production_an_exception_is_not_taken_and_a_duty_not_owed() -> None:
    raised = case(
        3, HOLDS, exceptions=(ExceptionCase("land_cap", 0, TRUE),), duties=(("duty-0", TRUE),)
    )
    whole = infer(raised)
    assert (whole.taken[3], whole.owed[3]) == ({("land_cap", 0): TRUE}, ("duty-0",))
    assert infer(raised, without=f"{MATTER}/land_cap: exception 1 taken").taken[3] == {
        ("land_cap", 0): FALSE
    }
    assert infer(raised, without=f"{ID}/raised: duty duty-0 owed").owed[3] == ()


def test_the_first_exception_that_holds_is_taken() -> None:
    truths = (EITHER, TRUE, TRUE)
    exceptions = tuple(ExceptionCase("land_cap", i, truth) for i, truth in enumerate(truths))
    taken = infer(case(0, HOLDS, exceptions=exceptions)).taken[0]
    assert taken == {("land_cap", 0): EITHER, ("land_cap", 1): EITHER, ("land_cap", 2): FALSE}


def test_rules_from_elsewhere_are_inferred_too() -> None:
    """The background of the same matter comes with rules and definitions of its own."""
    foreign = rule("ancillary-land", "background", "requirement", "binding")
    exceptions = (ExceptionCase("national_cap", 2, TRUE),)
    inference = infer(
        case(0, HOLDS), RuleCase(9, foreign, None, frozenset({FAILS}), exceptions)
    )  # fmt: skip
    assert inference.verdict == "rejected"
    assert inference.matters[LAND.name].decided_by == (9,)
    assert inference.taken[9] == {("national_cap", 2): TRUE}


def test_the_interpreter_takes_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the interpreter was used")

    for name, function in inspect.getmembers(conclude, inspect.isfunction):
        if function.__module__ == conclude.__name__:
            monkeypatch.setattr(conclude, name, refuse)
    monkeypatch.setattr(Interpreter, "infer", refuse)
    for outcome, verdict in (
        (HOLDS, "approved"), (FAILS, "rejected"), (NOT_APPLICABLE, "not_applicable"),
    ):  # fmt: skip
        assert infer(case(0, outcome)).verdict == verdict


def test_a_fault_in_an_action_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library swallows what an action raises; the engine must not, and stays usable."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("eligibility.backends.durable_told.Told.hear", stop)
        with pytest.raises(KeyboardInterrupt):
            infer(case(0, HOLDS))
    assert infer(case(0, HOLDS)).verdict == "approved"


def _resident_kilobytes() -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_memory_stays_constant_over_20000_inferences() -> None:
    engine = durable.DurableEngine()
    cases = (
        MatterCase(LAND, (case(0, HOLDS), case(1, FAILS), case(2, HOLDS, FAILS)), in_verdict=True),
    )
    for _ in range(1000):
        engine.infer(cases)
    before = _resident_kilobytes()
    for _ in range(20_000):
        engine.infer(cases)
    assert _resident_kilobytes() - before < 10_000


def test_a_matter_is_one_ruleset_however_often_it_is_loaded() -> None:
    """Rulesets stay in memory for good, so equal rules must share one."""
    infer(case(0, HOLDS))
    known = len(durable._by_shape)
    copies = tuple(rule("ancillary-land", r.id.split("/")[-1], r.kind, r.force, len(r.duties))
                   for r in LAND.rules)  # fmt: skip
    infer(case(0, HOLDS), which=matter(LAND.name, copies))
    assert len(durable._by_shape) == known
