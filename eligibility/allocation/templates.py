"""Empty tables to fill in: their columns with labels, choices and an example; as CSV and YAML."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.allocation.columns import Column
from eligibility.allocation.offers import LAND, QUOTAS
from eligibility.allocation.pool import WISHES
from eligibility.submission.catalogue import info_of

# What a row of the pool is mostly judged by; any other fact may stand in a column of its own.
FACTS = (
    "project.code", "project.name", "project.kind", "project.is_new", "project.in_zone",
    "project.industries", "project.industry_class", "project.investment_intensity",
    "project.tax_intensity", "zone.name", "enterprise.size",
)  # fmt: skip
TABLES = ("projects", "land", "quota")


def columns(table: str) -> dict[str, Column]:
    """The columns of a table by name."""
    if table == "land":
        return LAND
    if table == "quota":
        return QUOTAS
    infos = [info for path in FACTS if (info := info_of(path)) is not None]
    facts = {
        i.path: Column(i.label.zh, i.type, i.path == "project.code", choices=i.choices)
        for i in infos
    }
    return {**facts, **WISHES}


def template(table: str, *, yaml: bool = False) -> str:
    """The text of a table: its headings and an example."""
    found = columns(table)
    if yaml:
        return _yaml(found)
    heads = [c.label for c in found.values()]
    examples = [c.example for c in found.values()]
    if table == "projects":
        heads, examples = ["适用地区", *heads], ["", *examples]
    return f"{','.join(heads)}\n{','.join(examples)}\n"


def _yaml(found: Mapping[str, Column]) -> str:
    """One row under `rows`, every key with its label; facts lie in their sections."""
    lines, section = ["rows:"], ""
    for name, column in found.items():
        head, dot, key = name.partition(".")
        if dot and head != section:
            lines.append(f"    {head}:")
        section = head if dot else ""
        needed = "，必填" if column.needed else ""
        value = f'"{column.example}"' if column.example else ""
        indent = "      " if dot else "    "
        lines.append(f"{indent}{key or name}: {value}".rstrip() + f"  # {column.label}{needed}")
    lines[1] = "  - " + lines[1].strip()
    return "\n".join(lines) + "\n"
