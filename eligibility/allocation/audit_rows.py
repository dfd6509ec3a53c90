"""A plan as columns (land that a project may take so often) within rows (sums with limits)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

SCALE, FAR, TRIES = 2**40, 2**200, 1000  # of multipliers; no limit; sets tried for one project
Record = dict[str, Any]
Costs = Mapping[str, int]  # what is added to each row
Columns = list[tuple[int, Costs]]  # how often at most; a unit of land, or all that is needed


class Rows:
    """The rows of a problem; `sums`: what is taken of them, `fixed`: what of it is promised."""

    def __init__(self, problem: Record, unit: int) -> None:
        self.unit, self.zones = unit, problem["zones"]
        self.sums, self.fixed = Counter[str](), Counter[str]()
        self.limits = {f"parcel:{p['id']}": p["area"] // unit if p["divisible"] else 1
                       for p in problem["parcels"]}  # fmt: skip
        for code in (p["code"] for p in problem["projects"]):
            self.limits |= {f"project:{code}": 1, f"least:{code}": 0, f"most:{code}": 0}
        for name, zone in self.zones.items():
            self.limits[f"quota:{name}"] = zone["area"] * zone["ratio"].denominator // unit
        self.limits |= {"quota": problem["total"] // unit} if problem["total"] is not None else {}

    def piece(self, parcel: Record, amount: int) -> dict[str, int]:
        """What so many units of a parcel add to the rows; stock land makes up for new land."""
        kind, zone = parcel["kind"], parcel["zone"]
        ratio = self.zones[zone]["ratio"] if zone in self.zones else 0
        per = {"new": ratio.denominator, "stock": -ratio.numerator, "plant": 0}[kind]
        return {f"parcel:{parcel['id']}": amount if parcel["divisible"] else 1,
                f"quota:{zone}": amount * per, "quota": amount * (kind == "new"),
                f"spare:{kind}": amount, "land": amount}  # fmt: skip

    def columns(self, project: Record, fitting: Iterable[Record]) -> Columns:
        """The columns of a project: for one that may stand on several, first that it is served."""
        code, many, unit = project["code"], project["divisible"], self.unit
        least, most, alone = project["least"] // unit, project["most"] // unit, f"project:{code}"
        served = {f"tier:{project['tier']}": -project["points"]}
        found: Columns = [(1, {**served, f"least:{code}": least, f"most:{code}": -most})] * many
        for parcel in fitting:
            cut, row = parcel["divisible"], f"parcel:{parcel['id']}"
            n = parcel["area"] // unit if not cut else 1 if many else least
            own = {f"least:{code}": -n, f"most:{code}": n} if many else {**served, alone: 1}
            costs, left = self.piece(parcel, n) | own, self.limits[row] - self.fixed[row]
            found += [(min(most, left) if many and cut else 1, costs)] if costs[row] <= left else []
        return found

    def rest(self, row: str, *changes: Costs) -> int:
        """What a row is below its limit after these changes."""
        return self.limits.get(row, FAR) - self.sums[row] - sum(c.get(row, 0) for c in changes)

    def place(self, project: Record, columns: Columns, less: Costs) -> Costs | None:
        """What a project would add where only a change lets it stand; None: nowhere."""
        ways: Iterable[Costs] = (c for _, c in columns if not less or next(iter(c)) in less
                                 or c["quota"] > 0 > less["quota"])  # fmt: skip
        if project["divisible"]:
            can = [c for c in columns[1:] if self.rest(next(iter(c[1])), less, c[1]) >= 0]
            cut = sorted((c for c in can if c[0] > 1), key=lambda c: c[1]["quota"])
            ways = islice(self._ways(columns[0][1], [c for n, c in can if n < 2], cut, less), TRIES)
        return next((way for way in ways if all(
            self.rest(r, less, way) >= 0 for part in (way, less) for r in part)), None)  # fmt: skip

    def _ways(self, taken: Costs, whole: list[Costs], cut: Columns, less: Costs) -> Iterator[Costs]:
        """Sets of whole parcels, each filled up with land that can be cut: new land last."""
        least, most = sorted(row for row in taken if row[:5] in ("least", "most:"))
        way = Counter(taken)
        for times, costs in takewhile(lambda _: way[least] > 0, cut):
            rests = [self.rest(r, less, way) // n for r, n in costs.items() if n > 0]
            part = max(min(times, way[least], *rests), 0)
            way.update({row: n * part for row, n in costs.items()})
        yield way
        for at in (n for n, costs in enumerate(whole) if taken[most] + costs[most] <= 0):
            more = {row: taken.get(row, 0) + whole[at].get(row, 0) for row in {*taken, *whole[at]}}
            yield from self._ways(more, whole[at + 1 :], cut, less)

    def needs(self, columns: Columns) -> int:
        """How much land a divisible project lacks at least, as all others stand."""
        got, rest = Counter[str](), self.rest
        for times, costs in columns[1:]:
            some = min(times, rest(next(iter(costs))) // next(iter(costs.values())))
            got.update({row: n * some for row, n in costs.items()})
        over: int = sum(max(got[f"quota:{z}"] - rest(f"quota:{z}"), 0) // zone["ratio"].denominator
                        for z, zone in self.zones.items())  # fmt: skip
        return max(columns[0][1].values()) - got["land"] + max(over, got["quota"] - rest("quota"))

    def bounds(self, levels: list[Record], free: Iterable[tuple[int, Columns]]) -> list[int]:
        """For each level the most that any plan reaches that keeps the levels before it; proven.

        For multipliers of the rows, none below zero, a plan has no more of a level than the sum of
        multiplier * limit, and of what each column still gains beyond its rows, as often as it can
        be taken. A level is a row too, with its sign turned. `free`: all that is not promised.
        """
        limits, sums = {row: n - self.fixed[row] for row, n in self.limits.items()}, list[int]()
        weights = [{**level["multipliers"], level["name"]: SCALE} for level in levels]
        for level in levels:
            sums.append(sum(m * limits[row] for row, m in level["multipliers"].items()))
            limits[level["name"]] = -level["value"]
        for tier, columns in free:
            gains = {row for _, costs in columns for row, n in costs.items() if n < 0}
            later = {f"tier:{t}" for t in range(tier) if not any(r[:6] == "quota:" for r in gains)}
            for at, w in enumerate(weights):
                if levels[at]["name"] not in later and not gains.isdisjoint(w):
                    sums[at] += sum(max(-sum([w[r] * n for r, n in costs.items() if r in w]), 0) * k
                                    for k, costs in columns)  # fmt: skip
        return [whole // SCALE for whole in sums]
