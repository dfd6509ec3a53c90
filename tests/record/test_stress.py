"""Eight processes write one record at once; one of them is killed again and again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from house.files import ROOT

from eligibility.commands import main
from eligibility.record.line import Entry, Fault, read

PROCESSES, LINES, KILLS = 8, 1000, 20
# One writer: a case is decided once and its line appended again and again, each time by itself.
WRITER = """
import os, sys
from pathlib import Path
from eligibility.commands.desk import Desk
from eligibility.commands.intake import taken
from eligibility.record.append import append
from eligibility.record.entry import Decided, Settings, maker
path, name, lines, case = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
desk = Desk(recorded=True)
(one,) = taken(desk, case, [])
answer = desk.decide(one.submission)
settings = Settings(None, None, (), True, None, "en")
make = maker(Decided(one.text, one.submission, answer), desk.book(answer.jurisdiction), settings)
if name.startswith("victim"):
    whole = os.write
    os.write = lambda h, d: whole(h, bytes(d)[:997])  # in pieces: to be killed between them
print("ready", flush=True)
for number in range(lines):
    append(path, [lambda s: {**make(s), "writer": f"{name} {number}"}])
"""


def start(path: Path, name: str, lines: int) -> subprocess.Popen[bytes]:
    """A writer that has begun to write."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    case = str(min((ROOT / "cases" / "yulin").rglob("*.yaml")))
    command = [sys.executable, "-c", WRITER, str(path), name, str(lines), case]
    found = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
    assert found.stdout is not None
    assert found.stdout.readline() == b"ready\n"
    found.stdout.close()
    return found


@pytest.mark.slow
def test_eight_processes_write_and_one_is_killed_at_random_moments(tmp_path: Path) -> None:
    path, chance = tmp_path / "record.jsonl", random.Random(4)  # noqa: S311
    writers = [start(path, f"writer-{n}", LINES) for n in range(PROCESSES - 1)]
    for kill in range(KILLS):
        victim = start(path, f"victim-{kill}", LINES)
        time.sleep(chance.random())
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    last = start(path, "victim-last", LINES)
    assert [w.wait(timeout=600) for w in [*writers, last]] == [0] * PROCESSES
    with path.open("rb") as file:
        by, faults, lines = {}, 0, 0
        for one in read(file):
            lines = one.number
            if isinstance(one, Fault):
                assert one.damage == "torn"
                faults += 1
            elif isinstance(one, Entry):
                name, number = one.content["writer"].split()
                by.setdefault(name, []).append(int(number))
    assert faults <= KILLS
    assert sum(map(len, by.values())) + faults == lines
    for name, numbers in by.items():
        assert numbers == list(range(len(numbers)))
        if name.startswith("writer") or name == "victim-last":
            assert len(numbers) == LINES
    shown = CliRunner().invoke(main, ["replay", str(path), "--format", "json"])
    found = json.loads(shown.stdout)
    assert {d["damage"] for d in found["damaged"]} <= {"torn"}
    assert (found["same"], found["different"]) == (lines - faults, 0)
