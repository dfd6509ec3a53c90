"""Where one more project could stand on a plan's land: a part of the check of plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Record = Mapping[str, Any]
Piece = tuple[str, int]
Held = dict[str, list[Piece]]
State = tuple[dict[str, int], dict[str, int], dict[str, int]]
TRIES = 200  # so many ways of putting whole parcels together are tried for a divisible project


class Places:
    """The land and quotas of a plan, and what is free of them."""

    def __init__(
        self, parcels: Mapping[str, Record], fits: Mapping[str, list[Record]], total: int | None,
        zones: Mapping[str, tuple[int, Fraction, bool]], order: list[str],
    ) -> None:  # fmt: skip
        self.parcels, self.fits, self.order = parcels, fits, order
        self.total, self.zones = total, zones

    def sums(self, held: Held) -> tuple[dict[str, int], dict[str, int]]:
        """The new land and the stock land that is held in each zone."""
        new, stock = defaultdict[str, int](int), defaultdict[str, int](int)
        for grants in held.values():
            for parcel, size in grants:
                kind, zone = self.parcels[parcel]["kind"], self.parcels[parcel]["zone"]
                if kind == "new":
                    new[zone] += size
                elif kind == "stock":
                    stock[zone] += size
        return new, stock

    def free(self, held: Held) -> dict[str, int]:
        """What is left of each parcel."""
        free = {id: p["area"] for id, p in self.parcels.items()}
        for grants in held.values():
            for parcel, size in grants:
                free[parcel] -= size
        return free

    def stands(self, project: Record, held: Held, free: dict[str, int]) -> list[Piece] | None:
        """Where a project could stand: on one parcel, or for a divisible one on several pieces."""
        order, (new, stock) = self.order, self.sums(held)
        ground = sorted(
            self.fits[project["code"]], key=lambda q: (order.index(q["kind"]), q["area"], q["id"])
        )
        whole = [q for q in ground if not q["divisible"] and free[q["id"]] == q["area"]]
        cut = [q for q in ground if q["divisible"] and free[q["id"]] > 0]
        if project["divisible"]:
            return self._search(project, whole, cut, [], (free, new, stock), [TRIES])
        for parcel in [q for q in ground if q in whole or q in cut]:
            size = project["least"] if parcel["divisible"] else parcel["area"]
            found = [(parcel["id"], size)]
            if size <= self._room(parcel, free, new, stock) and self._sound(found, new, stock):
                return found
        return None

    def _search(self, project: Record, whole: list[Record], cut: list[Record], got: list[Piece],
                state: State, tries: list[int]) -> list[Piece] | None:  # fmt: skip
        tries[0] -= 1
        free, new, stock = state
        more, have = list(got), sum(size for _, size in got)
        tried_new, tried_stock = self._plus(new, "new", got), self._plus(stock, "stock", got)
        before = (tried_new.copy(), tried_stock.copy())
        for parcel in cut:
            room = self._room(parcel, free, tried_new, tried_stock)
            size = min(room, project["least"] - have)
            if size > 0:
                more.append((parcel["id"], size))
                have += size
                tried_new = self._plus(tried_new, "new", more[-1:])
                tried_stock = self._plus(tried_stock, "stock", more[-1:])
        if have >= project["least"] and self._sound(more, new, stock):
            return more
        have = sum(size for _, size in got)
        for at, parcel in enumerate(whole):
            piece = (parcel["id"], parcel["area"])
            fits = self._room(parcel, free, *before) >= parcel["area"]
            if fits and have + parcel["area"] <= project["most"] and tries[0] > 0:
                found = self._search(project, whole[at + 1 :], cut, [*got, piece], state, tries)
                if found is not None:
                    return found
        return None

    def _plus(self, sums: dict[str, int], kind: str, got: list[Piece]) -> dict[str, int]:
        found = defaultdict(int, sums)
        for parcel, size in got:
            found[self.parcels[parcel]["zone"]] += size * (self.parcels[parcel]["kind"] == kind)
        return found

    def _room(
        self, parcel: Record, free: dict[str, int], new: dict[str, int], stock: dict[str, int]
    ) -> int:
        rooms = self._rooms(new, stock, parcel["zone"]) if parcel["kind"] == "new" else []
        return min(free[parcel["id"]], *rooms) if rooms else free[parcel["id"]]

    def _sound(self, got: list[Piece], new: dict[str, int], stock: dict[str, int]) -> bool:
        """Whether no quota is overdrawn with these pieces."""
        after, used = self._plus(new, "new", got), self._plus(stock, "stock", got)
        return all(room >= 0 for z in ("", *self.zones) for room in self._rooms(after, used, z))

    def _rooms(self, new: dict[str, int], stock: dict[str, int], zone: str) -> list[int]:
        """What is left of the quotas that a zone's new land counts in."""
        rooms = (
            [sum(p["area"] for p in self.parcels.values())]
            if self.total is None
            else [self.total - sum(new.values())]
        )
        if zone in self.zones:
            size, ratio, _ = self.zones[zone]
            rooms.append(int((size + ratio * stock[zone] - new[zone]) // 1))
        return rooms
