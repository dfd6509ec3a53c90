"""Facts that contradict each other (refused, naming both lines), and near-misses (warnings)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from eligibility.errors import Diagnostic
from eligibility.language.units import AREA_UNITS
from eligibility.language.values import NONE
from eligibility.submission.credit_code import odd_credit_code
from eligibility.submission.flatten import text_of
from eligibility.submission.model import SubmissionModel
from eligibility.submission.model.declare import Section
from eligibility.submission.model.given import Answer, Rows
from eligibility.submission.project_code import odd_project_code

# (part, whole): a part is never larger than its whole.
PARTS: tuple[tuple[str, str], ...] = (
    ("ancillary.land_area", "land.total_area"),
    ("ancillary.dormitory_land_area", "ancillary.land_area"),
    ("ancillary.dormitory_land_area", "land.total_area"),
    ("ancillary.floor_area", "building.total_floor_area"),
    ("ancillary.dormitory_floor_area", "ancillary.floor_area"),
    ("ancillary.dormitory_floor_area", "building.total_floor_area"),
    ("zone.strategic_value_added", "zone.gdp"),
    ("zone.city_zones_gdp", "zone.city_gdp"),
    ("zone.foreign_capital", "zone.host_foreign_capital"),
    ("zone.high_tech_enterprises", "zone.city_high_tech_enterprises"),
    ("zone.tech_smes", "zone.city_tech_smes"),
    ("zone.city_rank", "zone.city_ranked"),
)
# The same within one item of a list, by the list's path.
ITEM_PARTS: tuple[tuple[str, str, str], ...] = (("land.parcels", "developed_area", "area"),)
# (list, earlier, later): the later day never lies before the earlier one.
ORDERS: tuple[tuple[str, str, str], ...] = (
    ("land.parcels", "started_on", "stopped_on"),
    ("land.parcels.delays", "since", "until"),
)
# (list, first day, last day): no two items of one list share days.
APART: tuple[tuple[str, str, str], ...] = (("land.parcels.delays", "since", "until"),)
# (list, yes/no, its day, further days): without it there is no such day; with it there is its day.
EVENTS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("land.parcels", "started", "started_on", ("stopped_on",)),
)
# A failing check digit may be a slip of the pen or a code of another form: a warning.
CODES: dict[str, Callable[[str], str]] = {
    "project.code": odd_project_code,
    "enterprise.credit_code": odd_credit_code,
}
NEAR = AREA_UNITS["亩"] // 100


def contradictions(model: SubmissionModel) -> list[Diagnostic]:
    """A fault for every pair of facts that cannot both be true."""
    faults = [
        fault
        for part, whole in PARTS
        for fault in _part_above_whole(part, at(model, part), whole, at(model, whole))
    ]
    faults += _twice(parcels(model))
    for path, parcel in parcels(model):
        faults += _parcel(path, parcel)
    return faults


def at(model: SubmissionModel, path: str) -> Answer | None:
    """The answer to a fact of a section, if it was given."""
    section, _, key = path.partition(".")
    found = getattr(getattr(model, section), key, None)
    return found if isinstance(found, Answer) else None


def parcels(model: SubmissionModel) -> list[tuple[str, Section]]:
    """The parcels with their paths."""
    rows = model.land.parcels if model.land is not None else None
    models = rows.models if rows is not None else ()
    return [(f"land.parcels[{index}]", parcel) for index, parcel in enumerate(models)]


def _clash(
    first: tuple[str, Answer], second: tuple[str, Answer], says: str, help: str = ""
) -> Diagnostic:
    """A fault about two facts, the one that stands later in the file; `says` goes between them."""
    (a, given), (b, other) = first, second
    message = (
        f"`{a}: {text_of(given.node)}` (line {given.node.place.line}) {says} "
        f"`{b}: {text_of(other.node)}` (line {other.node.place.line})"
    )
    later = max(given, other, key=lambda answer: answer.node.start)
    return later.node.fault("E208", message, help or "correct one of them")


def _part_above_whole(
    part: str, given: Answer | None, whole: str, other: Answer | None
) -> Iterator[Diagnostic]:
    if given is None or other is None:
        return
    if isinstance(given.value, int) and isinstance(other.value, int) and given.value > other.value:
        yield _clash((part, given), (whole, other), "is larger than")


def _parcel(path: str, parcel: Section) -> Iterator[Diagnostic]:
    fields = {key: value for key, value in parcel.__dict__.items() if isinstance(value, Answer)}
    for where, part, whole in ITEM_PARTS:
        if where == "land.parcels":
            yield from _part_above_whole(
                f"{path}.{part}", fields.get(part), f"{path}.{whole}", fields.get(whole)
            )
    for where, happened, own, others in EVENTS:
        if where == "land.parcels":
            yield from _events(path, fields, happened, own, others)
    yield from _in_order("land.parcels", path, parcel.__dict__)
    delays = parcel.__dict__.get("delays")
    models = delays.models if isinstance(delays, Rows) else ()
    for index, delay in enumerate(models):
        yield from _in_order("land.parcels.delays", f"{path}.delays[{index}]", delay.__dict__)
    yield from _overlaps(path, [delay.__dict__ for delay in models])


def _overlaps(path: str, delays: list[dict[str, Any]]) -> Iterator[Diagnostic]:
    """Two delays that share days: each day is deducted once, so they are written as one."""
    [(_, since, until)] = APART
    for (i, one), (j, other) in combinations(enumerate(delays), 2):
        starts = [d.get(since) for d in (one, other)]
        if not all(isinstance(s, Answer) and isinstance(s.value, date) for s in starts):
            continue
        first, second = sorted(((one, i), (other, j)), key=lambda pair: pair[0][since].value)
        end, begin = first[0].get(until), second[0][since]
        if isinstance(end, Answer) and (end.value is NONE or _after(end.value, begin.value)):
            yield _clash(
                (f"{path}.delays[{second[1]}].since", begin),
                (f"{path}.delays[{first[1]}].until", end),
                "lies before", "delays may not overlap: write the days that they share once",
            )  # fmt: skip


def _after(end: Any, begin: date) -> bool:
    return isinstance(end, date) and end > begin


def _events(
    path: str, fields: dict[str, Answer], happened: str, own: str, others: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """What did not happen has no day, and what did has one."""
    given = fields.get(happened)
    if given is None or not isinstance(given.value, bool):
        return
    for key in (own, *others):
        event = fields.get(key)
        if event is not None and not given.value and isinstance(event.value, date):
            yield _clash((f"{path}.{happened}", given), (f"{path}.{key}", event), "contradicts")
    day = fields.get(own)
    if day is not None and given.value and day.value is NONE:
        yield _clash((f"{path}.{happened}", given), (f"{path}.{own}", day), "contradicts")


def _in_order(items: str, path: str, given: dict[str, Any]) -> Iterator[Diagnostic]:
    for where, first, second in ORDERS:
        if where == items:
            yield from _order(path, given.get(first), first, given.get(second), second)


def _order(
    path: str, first: Answer | None, a: str, second: Answer | None, b: str
) -> Iterator[Diagnostic]:
    if first is None or second is None:
        return
    if (
        isinstance(first.value, date)
        and isinstance(second.value, date)
        and second.value < first.value
    ):
        yield _clash((f"{path}.{b}", second), (f"{path}.{a}", first), "lies before")


def _twice(items: list[tuple[str, Section]]) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[str, Answer]] = {}
    for path, parcel in items:
        given = parcel.__dict__.get("id")
        if isinstance(given, Answer) and isinstance(given.value, str):
            first = seen.setdefault(given.value, (f"{path}.id", given))
            if first[1] is not given:
                yield _clash((f"{path}.id", given), first, "repeats", "give each parcel its own id")


def near_misses(model: SubmissionModel, as_of: date | None) -> list[str]:
    """A sentence for everything that is odd and yet may be real."""
    return [*_overspent(model), *_sum_of_parcels(model), *_codes(model), *_future(model, as_of)]


def _overspent(model: SubmissionModel) -> Iterator[str]:
    made, total = at(model, "project.investment_made"), at(model, "project.investment_total")
    if made is None or total is None:
        return
    if isinstance(made.value, int) and isinstance(total.value, int) and made.value > total.value:
        yield (
            f"project.investment_made ({text_of(made.node)}) is more than project.investment_total "
            f"({text_of(total.node)})"
        )


def _sum_of_parcels(model: SubmissionModel) -> Iterator[str]:
    total = at(model, "land.total_area")
    areas = [parcel.__dict__["area"] for _, parcel in parcels(model)]
    known = [a.value for a in areas if isinstance(a, Answer) and isinstance(a.value, int)]
    if total is None or not isinstance(total.value, int) or not areas or len(known) < len(areas):
        return
    difference = sum(known) - total.value
    if abs(difference) > NEAR:
        mu = (Decimal(abs(difference)) / AREA_UNITS["亩"]).quantize(Decimal("0.0001")).normalize()
        way = "more" if difference > 0 else "less"
        yield f"land.parcels: the areas add up to {mu:f} 亩 {way} than land.total_area"


def _codes(model: SubmissionModel) -> Iterator[str]:
    for path, what_is_odd in CODES.items():
        code = at(model, path)
        odd = what_is_odd(code.value) if code is not None and isinstance(code.value, str) else ""
        if code is not None and odd:
            yield f"{path}: `{code.value}` {odd}"


def _future(model: SubmissionModel, as_of: date | None) -> Iterator[str]:
    if as_of is None:
        return
    for path, parcel in parcels(model):
        for key in ("acquired_on", "started_on", "stopped_on"):
            given = parcel.__dict__.get(key)
            if isinstance(given, Answer) and isinstance(given.value, date) and given.value > as_of:
                yield f"{path}.{key}: {given.value} lies after the day of judgement, {as_of}"
