"""Empty tables to fill in: headings in Chinese and one line as an example."""

from __future__ import annotations

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


def template(table: str) -> str:
    """The CSV of a table: its headings and an example."""
    if table == "land":
        return _csv(LAND)
    if table == "quota":
        return _csv(QUOTAS)
    labels = [info.label.zh for path in FACTS if (info := info_of(path)) is not None]
    heads = ["适用地区", *labels, *(c.label for c in WISHES.values())]
    examples = ["", *("" for _ in labels), *(c.example for c in WISHES.values())]
    return f"{','.join(heads)}\n{','.join(examples)}\n"


def _csv(columns: dict[str, Column]) -> str:
    heads = ",".join(c.label for c in columns.values())
    return f"{heads}\n{','.join(c.example for c in columns.values())}\n"
