"""A plan for the desk: tiers with bound and gap, who got what, a reason for everyone else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from eligibility.language.pack import Language, Words
from eligibility.report import allocated_reasons
from eligibility.report.allocated_shown import Plan, Shown, area, units
from eligibility.report.allocated_words import CHANGES, KINDS, SAID
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.wording import FORCES, jurisdiction

OPEN = ("refer", "undetermined")
BAR = 20  # the length of a zone's land as a bar


def document(plan: Plan, says: Mapping[str, Words], language: Language) -> Document:
    """The whole plan; `says`: what the rules that it names ask, by rule."""
    shown = Shown(plan, says, language)
    sections = [
        tiers(shown), granted(shown), spread(shown), waiting(shown), left_out(shown), effects(shown)
    ]  # fmt: skip
    return Document(
        shown.say("heading"), "strong", _opening(shown),
        tuple(s for s in sections if s is not None), (shown.say("ties"), shown.say("advice")),
    )  # fmt: skip


def _opening(shown: Shown) -> tuple[str, ...]:
    held, stated = shown.plan["grants"], shown.problem
    place = jurisdiction(stated["jurisdiction"], shown.language)
    return (
        shown.say("place", place=place, day=stated["as_of"], seed=stated["seed"]),
        shown.say("served", served=len(held), entered=len(stated["projects"]),
                  all=len(shown.plan["reasons"])),
        *_order(shown),
        *(shown.say("weights", why=w[shown.language]) for w in shown.plan.get("policy", ())),
        *(shown.say("advisory", why=w[shown.language]) for w in shown.plan.get("advisory", ())),
    )  # fmt: skip


def _order(shown: Shown) -> tuple[str, ...]:
    """Which land is used first, and the rules that say so, with their force."""
    found = [
        shown.say("by_force", rule=shown.rule(by["rule"]), provisions=" ".join(by["provisions"]),
                  force=shown.word(FORCES[by["force"]]))
        for by in shown.plan.get("order_by", ())
    ]  # fmt: skip
    kinds = shown.joined([shown.word(KINDS[kind]) for kind in shown.problem["order"]])
    return (shown.say("order_by", kinds=kinds, rules=shown.joined(found)),) if found else ()


def tiers(shown: Shown) -> Section:
    """Each level of the objective with its value, bound and gap."""
    heads = ("h_tier", "h_rule", "h_served", "h_value", "h_bound", "h_gap")
    rows = tuple(_level(shown, level) for level in shown.plan["levels"])
    return Section(shown.say("levels"), (Table(tuple(map(shown.say, heads)), rows),))


def _level(shown: Shown, level: Plan) -> tuple[str, ...]:
    head, _, which = level["name"].partition(":")
    value, bound = level["value"], level["bound"]
    sure = "best" if value == bound else "claimed" if level["optimal"] else "gap"
    if head == "tier":
        own = [p for p in shown.problem["projects"] if p["tier"] == int(which)]
        served = f"{sum(p['code'] in shown.plan['grants'] for p in own)}/{len(own)}" if own else "–"
        gap = shown.say(sure, gap=bound - value)
        return (which, shown.tier(int(which)), served, str(value), str(bound), gap)
    unit = units(shown.plan["unit"])
    land = [area(-n * unit) for n in (value, bound)]
    gap = shown.say(sure, gap=area((bound - value) * unit))
    return ("", shown.say("spared", kind=shown.word(KINDS[which])), "–", *land, gap)


def granted(shown: Shown) -> Section | None:
    """Who got what, as they stand in line."""
    rows = tuple(
        (str(r["place_in_line"]), shown.project(r["code"]), str(r["tier"]), str(r["points"]),
         shown.pieces(r["grants"]), _note(shown, r))
        for r in shown.plan["reasons"] if r["outcome"] == "granted"
    )  # fmt: skip
    heads = ("h_line", "h_project", "h_tier", "h_points", "h_land", "h_note")
    table = Table(tuple(map(shown.say, heads)), rows)
    return Section(shown.say("granted"), (table,)) if rows else None


def _note(shown: Shown, r: Plan) -> str:
    """What is to be known of one in the line: a promise, an open conclusion that was let in."""
    notes = [shown.say("promised")] if r.get("promised") else []
    notes += [shown.say(f"let_in_{r['standing']}")] if r.get("standing") in OPEN else []
    return shown.joined(notes)


def spread(shown: Shown, *, drawn: bool = True) -> Section | None:
    """The land of each zone by tier, what is left of it; `drawn`: with a bar in letters."""
    numbers = range(1, len(shown.problem["tiers"]) + 1)
    whole, given = defaultdict[str, int](int), defaultdict[tuple[str, int], int](int)
    for parcel in shown.parcels.values():
        whole[parcel["zone"]] += units(parcel["area"])
    for code, pieces in shown.plan["grants"].items():
        for piece in pieces:
            zone = shown.parcels[piece["parcel"]]["zone"]
            given[zone, shown.projects[code]["tier"]] += units(piece["area"])
    rows = []
    for zone, size in sorted(whole.items()):
        parts = [given[zone, tier] for tier in numbers]
        bar = "".join(str(t) * (BAR * a // size) for t, a in zip(numbers, parts, strict=True))
        cells = [area(a) if a else "–" for a in (*parts, size - sum(parts))]
        rows.append((zone, *cells, *((bar.ljust(BAR, "·"),) if drawn else ())))
    named = [shown.say("tier", tier=tier) for tier in numbers]
    heads = (shown.say("h_zone"), *named, shown.say("h_left"))
    heads += (shown.say("h_bar"),) if drawn else ()
    return Section(shown.say("spread"), (Table(heads, tuple(rows)),)) if rows else None


def waiting(shown: Shown) -> Section | None:
    """Those that got nothing, each with its reasons."""
    lines = [
        Line(shown.say("waits", project=shown.project(r["code"]), line=r["place_in_line"],
                       tier=r["tier"], points=r["points"]), "open",
             (*_noted(shown, r), *allocated_reasons.lines(shown, r)))
        for r in shown.plan["reasons"] if r["outcome"] in ("waits", "no_land_fits")
    ]  # fmt: skip
    return Section(shown.say("waiting"), tuple(lines)) if lines else None


def _noted(shown: Shown, r: Plan) -> tuple[Line, ...]:
    note = _note(shown, r)
    return (Line(note),) if note else ()


def left_out(shown: Shown) -> Section | None:
    """Those that did not enter."""
    lines = tuple(
        allocated_reasons.out(shown, r)
        for r in shown.plan["reasons"] if r["outcome"] == "not_eligible"
    )  # fmt: skip
    return Section(shown.say("out"), lines) if lines else None


def effects(shown: Shown) -> Section | None:
    """What more of each quota brings: a line for each, or that nothing would help."""
    found = shown.plan.get("effects")
    if found is None:
        said = shown.say("no_effects") if "effects" in shown.plan else ""
        return Section(shown.say("effects"), (Line(said),)) if said else None
    rows = tuple(
        (shown.quota(e["quota"]), f"+{e['more']} 亩",
         " · ".join(f"{n:+d}" for n in e["served"]), " · ".join(f"{n:+d}" for n in e["points"]))
        for e in found if any(e["served"]) or any(e["points"])
    )  # fmt: skip
    helps = {e["quota"] for e in found if any(e["served"]) or any(e["points"])}
    idle = [shown.quota(q) for q in dict.fromkeys(e["quota"] for e in found) if q not in helps]
    heads = ("h_quota", "h_more", "h_served_by_tier", "h_points_by_tier")
    table = (Table(tuple(map(shown.say, heads)), rows),) if rows else ()
    last = (Line(shown.say("no_use", quotas=shown.joined(idle))),) if idle else ()
    return Section(shown.say("effects"), (*table, *last)) if found else None


def why_document(
    plan: Plan, says: Mapping[str, Words], code: str, changes: Sequence[Mapping[str, Any]],
    language: Language,
) -> Document:  # fmt: skip
    """What would have admitted one project."""
    shown = Shown(plan, says, language)
    reason = shown.reasons[code]
    if reason["outcome"] == "granted":
        line = Line(shown.say("is_served", land=shown.pieces(reason["grants"])), "good")
        section = Section(shown.say("granted"), (line,))
        return Document(
            shown.say("why_served", project=shown.project(code)), "good", (), (section,)
        )
    lines = [Line(_change(shown, change)) for change in changes]
    return Document(
        shown.say("why", project=shown.project(code)), "strong", (),
        (Section(shown.say("why_not"), tuple(allocated_reasons.lines(shown, reason))),
         Section(shown.say("smallest"), tuple(lines or [Line(shown.say("nothing_helps"))]))),
        (shown.say("advice"),),
    )  # fmt: skip


def _change(shown: Shown, change: Mapping[str, Any]) -> str:
    of = change["of"]
    if change["kind"] in ("quota", "quotas"):
        of = shown.joined([shown.quota(name) for name in of.split(" ")])
    return shown.word(CHANGES[change["kind"]]).format(of=of, more=change["more"])


def audit_document(
    faults: Sequence[str], bounds: Sequence[tuple[str, int, int, str]], file: str,
    language: Language, *, retraced: bool = False,
) -> Document:  # fmt: skip
    """What a check of a plan found. `retraced`: the problem was made again from its tables."""

    def say(key: str) -> str:
        return SAID[key].in_language(language).format(file=file)

    if faults:
        section = Section(say("faults"), tuple(Line(f, "bad") for f in faults))
        return Document(say("bad_plan"), "bad", (), (section,))
    rows = tuple(
        (name, str(v), str(bound), say(f"bound_{word}")) for name, v, bound, word in bounds
    )
    heads = tuple(map(say, ("h_level", "h_value", "h_bound", "h_proof")))
    section = Section(say("bounds"), (Table(heads, rows),))
    told = say("retraced" if retraced else "not_retraced")
    return Document(say("good_plan"), "good", (), (section,), (told,))
