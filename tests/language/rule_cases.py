"""Reads the corpus of rule files: each case is one matter file in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility.errors import Diagnostic, Refused
from eligibility.language.library import Rulebook, load_packs
from eligibility.submission.catalogue import catalogue

CORPUS = Path(__file__).parents[1] / "corpus" / "rules"
KEYS = {"note", "text", "rule", "head", "vocabulary", "shared", "second", "want", "want_errors"}
SOURCE = """
jurisdiction: testland
title: {zh: 测试文件, en: A text for tests}
status: adopted
transition: by_judgement
"""
HEAD = """
matter: siting
kind: compliance
subject: project
about: {zh: 选址, en: Siting}
cite: 一
opens_on: [project.kind]
"""
RULE = """
    provisions: [T-1]
    force: binding
    says: {zh: 说明, en: What it says}
"""


def cases(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases of one kind (good or bad) with their names."""
    for path in sorted((CORPUS / kind).glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield f"{path.stem}: {case['note']}", case


def load(case: dict[str, Any], folder: Path) -> Rulebook:
    """The rulebook of a case: `text` is a whole file; `head` and `rule` fill in a usual one."""
    home = folder / "testland"
    home.mkdir()
    (home / "source.yaml").write_text(SOURCE, encoding="utf-8")
    (home / "siting.yaml").write_text(_text(case), encoding="utf-8")
    for key, name in (("vocabulary", "vocabulary"), ("shared", "shared"), ("second", "admission")):
        if key in case:
            (home / f"{name}.yaml").write_text(case[key], encoding="utf-8")
    return load_packs(catalogue(), ["testland"], folder)


def _text(case: dict[str, Any]) -> str:
    if "text" in case:
        return str(case["text"])
    rule = "".join(f"    {line}\n" for line in case.get("rule", "").splitlines())
    start = f"{HEAD}{case.get('head', '')}\nrules:\n  - id: testland/siting/one"
    return f"{start}{RULE}{rule}"


def check_bad(case: dict[str, Any], folder: Path) -> None:
    """Fail unless the file is refused with just the errors that the case wants."""
    assert set(case) <= KEYS, f"unknown keys {set(case) - KEYS}"
    assert case.get("want_errors"), "the case expects nothing"
    with pytest.raises(Refused) as refused:
        load(case, folder)
    told = [_told(d) for d in refused.value.diagnostics]
    assert [t["code"] for t in told] == [w["code"] for w in case["want_errors"]], told
    for found, wanted in zip(told, case["want_errors"], strict=True):
        for key, value in wanted.items():
            whole = key in {"code", "line", "column", "marked"}
            held = found[key] == value if whole else value in found[key]
            assert held, f"{key}: wanted {value!r}, found {found[key]!r}"


def _told(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.place
    assert place is not None, diagnostic
    start = place.column - 1
    return {
        "code": diagnostic.code, "line": place.line, "column": place.column,
        "message": diagnostic.message, "help": diagnostic.help,
        "marked": diagnostic.source_line[start : start + place.width],
    }  # fmt: skip
