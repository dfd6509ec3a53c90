"""Eight processes write one record at once; one of them is killed again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from house.files import ROOT

from eligibility.record.line import Entry, Fault, read

PROCESSES, LINES, KILLS = 8, 1000, 20
# One writer: so many lines, each appended by itself; `torn` stops in the middle of a line.
WRITER = """
import os, sys
from pathlib import Path
from eligibility.record import append as a
path, name, lines = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if name.startswith("victim"):
    whole = os.write
    os.write = lambda h, d: whole(h, bytes(d)[:97])     # in pieces: to be killed between them
def maker(text):
    def make(s):
        return {"format": "eligibility.record/1", "line": s.number, "previous": s.previous,
                "text": text, "rules": {"digest": "", "texts": None, "texts_at": {}}}
    return make
for number in range(lines):
    a.append(path, [maker(f"{name} {number} " + "x" * 2000)])
"""


def start(path: Path, name: str, lines: int) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(lines)], env=env)


@pytest.mark.slow
def test_eight_processes_write_and_one_is_killed_at_random_moments(tmp_path: Path) -> None:
    path, chance = tmp_path / "record.jsonl", random.Random(4)  # noqa: S311
    writers = [start(path, f"writer-{n}", LINES) for n in range(PROCESSES - 1)]
    for kill in range(KILLS):
        victim = start(path, f"victim-{kill}", LINES)
        time.sleep(0.4 + chance.random())
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    last = start(path, "victim-last", LINES)
    assert [w.wait(timeout=600) for w in [*writers, last]] == [0] * PROCESSES
    with path.open("rb") as file:
        found = list(read(file))
    faults = [f for f in found if isinstance(f, Fault)]
    assert {f.damage for f in faults} <= {"torn"}
    assert len(faults) <= KILLS
    entries = [e for e in found if isinstance(e, Entry)]
    assert len(entries) + len(faults) == max(f.number for f in found)
    by = {}
    for entry in entries:
        name, number, _ = entry.content["text"].split()
        by.setdefault(name, []).append(int(number))
    for name, numbers in by.items():
        assert numbers == list(range(len(numbers)))
        if name.startswith("writer") or name == "victim-last":
            assert len(numbers) == LINES
