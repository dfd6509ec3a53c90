"""The files of a table by their names; one that cannot be read is refused before all else."""

from __future__ import annotations

import atexit
import codecs
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from eligibility.errors import refuse
from eligibility.screening.forms import FORMS
from eligibility.screening.inputs import SAMPLE, Table, readable


def table(names: Iterable[str], form: str | None = None) -> Table:
    """The table of some files, of a pattern, or of standard input (`-`)."""
    paths: list[Path] = []
    for name in names:
        found = [name] if name == "-" or Path(name).exists() else _matching(name)
        if not found:
            refuse("E101", f"`{name}` does not exist", file=name)
        paths += [_spooled(form) if one == "-" else Path(one) for one in found]
    forms = {form or FORMS.get(path.suffix.lower(), "") for path in paths}
    if len(forms) != 1 or "" in forms:
        known = ", ".join(FORMS)
        refuse(
            "E101", "the form of the table is not known, or its files differ in it",
            file=str(paths[0]) if paths else "", help=f"name it {known}, or give --from",
        )  # fmt: skip
    found_table = Table(tuple(paths), forms.pop())
    _check(found_table)
    return found_table


def _matching(pattern: str) -> list[str]:
    path = Path(pattern)
    return sorted(str(p) for p in path.parent.glob(path.name)) if path.name else []


def _spooled(form: str | None) -> Path:
    if form is None:
        refuse("E101", "standard input has no name to tell its form", help="give --from csv")
    with tempfile.NamedTemporaryFile("wb", suffix=f".{form}", delete=False) as file:
        path = Path(file.name)
        atexit.register(path.unlink, missing_ok=True)
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path


def _check(found: Table) -> None:
    """Refuse a table that cannot be read, before anything is decided."""
    for path in found.paths:
        about = path.stat() if path.exists() else None
        if about is not None and not stat.S_ISREG(about.st_mode):
            refuse(
                "E101", f"`{path}` is no regular file", file=str(path),
                help="give a pipe as standard input: `screen - --from csv … < PIPE`",
            )  # fmt: skip
        if about is None or not os.access(path, os.R_OK):
            refuse("E101", f"`{path}` cannot be read", file=str(path))
        if about.st_size == 0:
            refuse("E102", "the table is empty", file=str(path))
        if found.form in ("csv", "ndjson"):
            with readable(found), path.open("rb") as file:
                codecs.getincrementaldecoder("utf-8")().decode(file.read(SAMPLE))
    found.headings()
