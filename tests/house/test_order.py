"""The house stays in order: sizes, docstrings, exactness, nothing of one machine, no loose ends."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house.files import name, python_files, tracked

PYTHON = python_files()
PACKAGE = python_files("eligibility")
TEXTS = [p for p in tracked() if p.suffix in {".py", ".md", ".yaml", ".yml", ".toml", ".json", ""}]


TOP = {
    ".ci", ".gitignore", "LICENSE", "README.md", "benchmarks", "cases", "cli.py", "docs",
    "eligibility", "pyproject.toml", "rules", "tests",
}  # fmt: skip


def test_nothing_strays_at_the_top() -> None:
    assert {name(p).partition("/")[0] for p in tracked()} - TOP == set()


def test_no_python_file_is_longer_than_300_lines() -> None:
    sizes = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in PYTHON}
    assert {n: lines for n, lines in sizes.items() if lines > 300} == {}


def test_no_function_body_is_longer_than_60_lines() -> None:
    long = []
    for path in PACKAGE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                last = node.end_lineno or 0
                if last - node.body[0].lineno >= 60:
                    long.append(f"{name(path)}:{node.lineno} {node.name}")
    assert long == []


def test_every_python_file_says_what_it_holds() -> None:
    silent = [
        name(p)
        for p in PYTHON
        if (text := p.read_text(encoding="utf-8")).strip()
        and ast.get_docstring(ast.parse(text)) is None
    ]
    assert silent == []


def test_no_package_exports_a_name_that_hides_one_of_its_modules() -> None:
    hidden = []
    for path in PACKAGE:
        if path.name == "__init__.py":
            package = name(path.parent).replace("/", ".")
            modules = {p.stem for p in path.parent.glob("*.py")}
            hidden += [f"{package}.{n}" for n in _exports(path, package) if n in modules]
    assert hidden == []


def _exports(path: Path, package: str) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.ImportFrom) and node.module != package:
            yield from (a.asname or a.name for a in node.names)


def test_the_package_holds_no_binary_floating_point() -> None:
    """Facts and figures are exact; a line may say `# binary file:` or `# measure:` and why."""
    found = []
    for path in PACKAGE:
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            number = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
            named = isinstance(node, ast.Name) and node.id == "float"
            said = ("# binary file:", "# measure:")
            if (number or named) and not any(s in lines[node.lineno - 1] for s in said):
                found.append(f"{name(path)}:{node.lineno}")
    assert found == []


def test_no_path_of_one_machine_is_written_down() -> None:
    machine = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:work|farm|root|home|Users)/")
    found = [
        f"{name(p)}:{number}"
        for p in TEXTS
        for number, line in enumerate(p.read_text(encoding="utf-8").splitlines(), 1)
        if machine.search(line) and p.name != "test_order.py"
    ]
    assert found == []


def test_no_loose_ends_are_left() -> None:
    loose = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")
    found = [name(p) for p in PYTHON if loose.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_no_ignored_type_error_or_lint_goes_without_its_code() -> None:
    bare = re.compile(r"#\s*(?:type:\s*ignore(?!\[)|noqa(?!:))")
    found = [name(p) for p in PACKAGE if bare.search(p.read_text(encoding="utf-8"))]
    assert found == []
