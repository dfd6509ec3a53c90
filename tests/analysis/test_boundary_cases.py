"""The boundary cases of the project's own packs hold in every engine, the columns too."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3")
pytest.importorskip("polars")

from click.testing import CliRunner, Result

from eligibility.commands import main
from eligibility.language.library import jurisdictions, rules_folder
from eligibility.language.located import load, plain

EVERY = [pytest.param(name, marks=() if name == "yulin" else pytest.mark.slow)
         for name in jurisdictions(rules_folder())]  # fmt: skip


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, words)))


def cases(folder: Path) -> list[dict[str, Any]]:
    """The generated case files."""
    found = [plain(load(path)) for path in sorted(folder.rglob("*.yaml"))]
    return [case for case in found if isinstance(case, dict)]


def subjects(case: dict[str, Any], rule: str) -> tuple[str | None, str]:
    """The item that the status is of (None: of the project), and the status."""
    wanted = case["expect"]["statuses"][rule]
    return next(iter(wanted.items())) if isinstance(wanted, dict) else (None, wanted)


def screened(
    rows: list[dict[str, Any]], rules: list[str], jurisdiction: str, matter: str, day: str,
    folder: Path,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:  # fmt: skip
    """The answers of `screen` to these projects, and its summary."""
    table, out = folder / "table.ndjson", folder / "out.ndjson"
    left_out = ("as_of", "matters", "expect", "note")
    lines = [{k: v for k, v in row.items() if k not in left_out} for row in rows]
    table.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    wishes = [word for rule in rules for word in ("--status", rule)]
    told = run("screen", table, "-o", out, "--jurisdiction", jurisdiction, "--matter", matter,
               "--as-of", day, "--no-background", "--quiet", *wishes,
               "--format", "json")  # fmt: skip
    assert told.exit_code == 0, told.output
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return answers, json.loads(told.stdout)


def item_of(case: dict[str, Any], subject: str) -> int:
    """Where an item stands in its list."""
    path, _, index = subject.partition("[")
    if index:
        return int(index.rstrip("]"))
    for section in case.values():
        for items in section.values() if isinstance(section, dict) else ():
            names = [i.get("id") if isinstance(i, dict) else i for i in items
                     ] if isinstance(items, list) else []  # fmt: skip
            if path in names:
                return names.index(path)
    raise AssertionError(subject)


@pytest.mark.parametrize("jurisdiction", EVERY)
def test_boundary_cases_hold_in_every_engine(jurisdiction: str, tmp_path: Path):
    folder = tmp_path / "cases"
    for engine in ("durable", "interpreter"):
        words = ("--generate", folder) if engine == "durable" else ()
        place = jurisdiction if words else folder
        told = run("rules", "test", place, *words, "--engine", engine)
        assert told.exit_code == 0, told.stdout[-2000:]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for case in cases(folder):
        groups[case["matters"][0], case["as_of"]].append(case)
    wrong, by_file, decided = [], 0, 0
    for (matter, day), rows in groups.items():
        rules = sorted({rule for row in rows for rule in row["expect"]["statuses"]})
        answers, summary = screened(rows, rules, jurisdiction, matter, day, tmp_path)
        by_file, decided = by_file + summary["by_file"], decided + summary["decided"]
        for row, answer in zip(rows, answers, strict=True):
            for rule in row["expect"]["statuses"]:
                subject, wanted = subjects(row, rule)
                found = answer[f"status:{rule}"]
                if subject is not None and isinstance(found, list):
                    found = found[item_of(row, subject)]
                if found != wanted:
                    wrong.append((rule, row["note"], wanted, found))
    assert not wrong
    assert decided == sum(map(len, groups.values()))
    assert by_file < decided / 2
