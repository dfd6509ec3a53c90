"""A plan as a choice of columns within rows, in whole numbers; what multipliers of the rows prove.

A column is a piece of land that a project may take so many times: one unit of area where both can
be divided, else all that it needs there. A row is a sum over columns, and has a limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

SCALE, FAR, TRIES = 2**40, 2**200, 1000  # of multipliers; no limit; sets tried for one project
Record = dict[str, Any]
Costs = Mapping[str, int]  # what is added to each row
Columns = list[tuple[int, Costs]]  # how often at most


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
                f"spare:{kind}": amount}  # fmt: skip

    def columns(self, project: Record, fitting: Iterable[Record]) -> Columns:
        """The columns of a project: for one that may stand on several, first that it is served."""
        code, several, unit = project["code"], project["divisible"], self.unit
        least, most, alone = project["least"] // unit, project["most"] // unit, f"project:{code}"
        served = {f"tier:{project['tier']}": -project["points"]}
        found: Columns = [(1, {**served, f"least:{code}": least, f"most:{code}": -most})] * several
        for parcel in fitting:
            cut, row = parcel["divisible"], f"parcel:{parcel['id']}"
            n = parcel["area"] // unit if not cut else 1 if several else least
            own = {f"least:{code}": -n, f"most:{code}": n} if several else {**served, alone: 1}
            costs, left = self.piece(parcel, n) | own, self.limits[row] - self.fixed[row]
            times = min(most, left) if several and cut else 1
            found += [(times, costs)] if costs[row] <= left else []
        return found

    def rest(self, row: str, *changes: Costs) -> int:
        """What a row is below its limit after these changes."""
        return self.limits.get(row, FAR) - self.sums[row] - sum(c.get(row, 0) for c in changes)

    def place(self, project: Record, columns: Columns, less: Costs) -> Costs | None:
        """What a project would add where it could stand after a change; None: nowhere."""
        ways: Iterable[Costs] = (costs for _, costs in columns)
        if project["divisible"]:
            free = [c for c in columns[1:] if self.rest(next(iter(c[1])), less, c[1]) >= 0]
            cut = sorted((c for c in free if c[0] > 1), key=lambda c: c[1]["quota"])
            whole = [costs for times, costs in free if times == 1]
            ways = islice(self._ways(columns[0][1], whole, cut, less), TRIES)
        for way in ways:
            if all(self.rest(r, less, way) >= 0 for change in (way, less) for r in change):
                return way
        return None

    def _ways(self, taken: Costs, whole: list[Costs], cut: Columns, less: Costs) -> Iterator[Costs]:
        """Sets of whole parcels, each filled up with land that can be cut: new land last."""
        least, most = sorted(row for row in taken if row[:5] in ("least", "most:"))
        way = Counter(taken)
        for times, costs in cut:
            rests = [self.rest(r, less, way) // n for r, n in costs.items() if n > 0]
            part = max(min(times, way[least], *rests), 0)
            way.update({row: n * part for row, n in costs.items()})
        yield way
        for at in (n for n, costs in enumerate(whole) if taken[most] + costs[most] <= 0):
            more = {row: taken.get(row, 0) + whole[at].get(row, 0) for row in {*taken, *whole[at]}}
            yield from self._ways(more, whole[at + 1 :], cut, less)

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
            adds = any(n < 0 for _, c in columns for row, n in c.items() if row[:6] == "quota:")
            later = {f"tier:{t}" for t in range(tier) if not adds}  # can be left out of any plan
            for at, level in enumerate(levels):
                for times, costs in columns if level["name"] not in later else ():
                    gain = -sum(weights[at].get(row, 0) * n for row, n in costs.items())
                    sums[at] += max(gain, 0) * times
        return [whole // SCALE for whole in sums]
