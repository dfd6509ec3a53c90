"""Reads the tables of land and quotas; every fault of both with row and column."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction
from typing import Any

from eligibility.allocation.columns import (
    AREA,
    KIND,
    KIND_LABELS,
    QUOTA,
    RATE,
    RATIO,
    TEXT,
    TRUTH,
    Cells,
    Column,
    taken,
)
from eligibility.allocation.problem import Parcel, ZoneQuota
from eligibility.classes import dataclass
from eligibility.errors import Diagnostic
from eligibility.language.tree import Mapping, Node
from eligibility.language.types import Kind, Type
from eligibility.submission.catalogue import info_of
from eligibility.submission.labels import Mapper

_USE = info_of("land.parcels[].proposed_use")
_USES = _USE.type if _USE is not None else Type(Kind.TEXT)
USES = Column("用途", _USES, True, False, dict(_USE.choices) if _USE is not None else {}, "100101")
LAND: dict[str, Column] = {
    "id": Column("地块编号", TEXT, True, example="A-01"),
    "zone": Column("园区", TEXT, True),
    "use": USES,
    "kind": Column("土地类型", KIND, True, False, KIND_LABELS, "新增用地"),
    "area": Column("面积", AREA, True, example="60 亩"),
    "divisible": Column("可分割", TRUTH, example="是"),
    "industries": Column("准入产业", TEXT, many=True),
    "investment": Column("最低投资强度", RATE, example="200 万元/亩"),
    "tax": Column("最低亩均税收", RATE, example="15 万元/亩"),
}
QUOTAS: dict[str, Column] = {
    "zone": Column("园区", TEXT, example="东区"),
    "area": Column("新增指标", QUOTA, True, example="300 亩"),
    "ratio": Column("挂钩比例", RATIO, example="50%"),
    "evaluated": Column("已评价", TRUTH, example="是"),
}
TOTALS = ("", "合计", "total", "总量")


@dataclass(frozen=True)
class Quotas:
    """The quota over all zones (None: not stated) and those of zones.

    `cells`: where each figure stands, by zone (empty: over all).
    """

    total: int | None
    zones: MappingOf[str, ZoneQuota]
    cells: MappingOf[str, Node] = field(default_factory=dict, hash=False)


def read_land(
    rows: Sequence[Mapping], mapper: Mapper, faults: list[Diagnostic]
) -> tuple[Parcel, ...]:
    """The parcels of a table; one id stands once."""
    cells = Cells(LAND)
    found: dict[str, Parcel] = {}
    for row in rows:
        before = len(cells.faults)
        values, nodes = cells.row(row)
        id = values.get("id")
        if isinstance(id, str) and id in found:
            cells.tell(nodes["id"], "E107", f"the parcel `{id}` is counted twice")
        elif len(cells.faults) == before and id is not None:
            found[id] = _parcel(values, mapper)
        elif isinstance(id, str):
            found[id] = Parcel(id, "", "", "new", 1)
    faults.extend(cells.faults)
    return tuple(found.values())


def _parcel(values: MappingOf[str, Any], mapper: Mapper) -> Parcel:
    return Parcel(
        values["id"], zone_name(values["zone"], mapper), values["use"], values["kind"],
        values["area"], taken(values, "divisible", otherwise=False),
        tuple(mapper.label(x).name or x for x in values.get("industries", ())),
        values.get("investment"), values.get("tax"),
    )  # fmt: skip


def read_quotas(rows: Sequence[Mapping], mapper: Mapper, faults: list[Diagnostic]) -> Quotas:
    """The quotas of a table: a row without a zone (合计) is over all of them."""
    cells = Cells(QUOTAS)
    total: int | None = None
    zones: dict[str, ZoneQuota] = {}
    places: dict[str, Node] = {}
    for row in rows:
        values, nodes = cells.row(row)
        zone = taken(values, "zone", "")
        name = "" if zone in TOTALS else zone_name(zone, mapper)
        places[name] = nodes.get("area", row)
        if zone in TOTALS:
            if total is not None:
                cells.tell(row, "E107", "a second quota over all zones")
            total = taken(values, "area", 0)
            if values.get("ratio"):
                help = "state it in the row of each zone"
                cells.tell(nodes["ratio"], "E202", "the link to stock land is a zone's own", help)
            continue
        if name in zones:
            cells.tell(nodes["zone"], "E107", f"a second quota of `{name}`")
        zones[name] = ZoneQuota(
            taken(values, "area", 0), taken(values, "ratio", Fraction(0)),
            taken(values, "evaluated", otherwise=True),
        )  # fmt: skip
    faults.extend(cells.faults)
    return Quotas(total, zones, places)


def zone_name(written: str, mapper: Mapper) -> str:
    """The vocabulary's own name of a zone, or the name as written."""
    return mapper.zone(written) or written
