"""The check of plans needs no solver, and finds whatever was tampered with."""

from __future__ import annotations

import subprocess
import sys

import pytest
from allocation.pools import random_pool
from allocation.tampering import WAYS, tampered
from house.files import ROOT

from eligibility.allocation.audit import audit
from eligibility.allocation.plan import to_json
from eligibility.allocation.solve import solve


def _check(seed: int) -> list[str]:
    problem = random_pool(seed)
    plan = to_json(problem, solve(problem, seconds=20), "", "", {})
    assert audit(plan).faults == ()
    found = []
    for name, other in tampered(plan, seed):
        assert audit(other).faults, f"{name} of pool {seed} was let through"
        found.append(name)
    return found


def test_tampered_plans_are_refused() -> None:
    found = [name for seed in range(25) for name in _check(seed)]
    assert set(found) == set(WAYS)


@pytest.mark.slow
def test_more_than_a_thousand_tampered_plans_are_refused() -> None:
    assert sum(len(_check(seed)) for seed in range(25, 325)) > 1_000


def test_a_plan_whose_digest_is_another_is_refused() -> None:
    problem = random_pool(3)
    plan = to_json(problem, solve(problem, seconds=20), "", "", {})
    plan["problem"]["seed"] += 1
    assert "the digest of problem is another" in audit(plan).faults


@pytest.mark.parametrize("content", [{}, {"problem": 1}, {"problem": {"projects": [1]}}])
def test_what_is_no_plan_is_a_fault(content: dict[str, object]) -> None:
    assert audit(content).faults


def test_the_check_loads_no_solver() -> None:
    code = (
        "import sys\nfor n in ('highspy', 'numpy', 'ortools'): sys.modules[n] = None\n"
        "import eligibility.allocation.audit\n"
        "names = [m for m in sys.modules if m.startswith('eligibility.allocation.')]\n"
        "assert all('audit' in m for m in names), names\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
