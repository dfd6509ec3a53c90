"""`rules test --generate`: boundary cases of the rules, written as case files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from eligibility.commands import console
from eligibility.commands.loading import packs
from eligibility.commands.proving import need_solver
from eligibility.errors import Refused
from eligibility.language.library import jurisdictions, rules_folder, unknown_jurisdiction


def write_cases(folder: Path, names: list[str], rules: Path | None) -> Path:
    """The folder with the cases of these jurisdictions (of all when none is named)."""
    need_solver()
    from eligibility.analysis.generating import BoundaryCase, boundary_cases
    from eligibility.evaluation.timing import today
    from eligibility.submission.writing import to_yaml

    root = rules_folder(rules)
    known = jurisdictions(root)
    faults = [unknown_jurisdiction(name, root) for name in names if name not in known]
    if faults:
        raise Refused(faults)
    chosen = names or list(known)
    book = packs(rules, chosen)
    count: Counter[str] = Counter()

    def content(case: BoundaryCase) -> dict[str, Any]:
        status = case.status if case.subject is None else {case.subject: case.status}
        return {"note": case.note, "expect": {"statuses": {case.rule: status}}, **case.content}

    for place in chosen:
        home = folder / place
        home.mkdir(parents=True, exist_ok=True)
        for case in boundary_cases(book, place, today()):
            slug = re.sub(r"[^a-z0-9]+", "-", case.rule.removeprefix(f"{place}/"))
            count[case.rule] += 1
            console.write_whole(
                home / f"{slug}-{count[case.rule]:02d}.yaml", to_yaml(content(case))
            )
    return folder
