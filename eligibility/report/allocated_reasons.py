"""Why a project waits or did not enter, in sentences that can be put before those who ask."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.language.pack import Words
from eligibility.report.allocated_shown import Plan, Shown, area
from eligibility.report.allocated_words import BECAUSE, KINDS, MISFITS, STANDINGS
from eligibility.report.view import Line
from eligibility.submission.catalogue import info_of

MOST = 8  # so many parcels, or projects, are named


def lines(shown: Shown, r: Plan) -> list[Line]:
    """The reasons of one that waits."""
    found = [Line(text) for text in _barred(shown, r)]
    found += [Line(text) for text in _stood_before(shown, r)]
    for rule in r.get("open_tiers", ()):
        found.append(Line(shown.say("open_tier", rule=shown.rule(rule))))
    if r.get("kinds_by"):
        kinds = [shown.word(KINDS[k]) for k in shown.projects[r["code"]]["kinds"]]
        rules = shown.joined([shown.rule(rule) for rule in r["kinds_by"]])
        found.append(Line(shown.say("kinds_by", rules=rules, kinds=shown.joined(kinds))))
    if r.get("cut_by"):
        most = shown.projects[r["code"]]["most"]
        found.append(Line(shown.say("cut", rule=shown.rule(r["cut_by"]), most=most)))
    return found


def out(shown: Shown, r: Plan) -> Line:
    """One that did not enter: its standing, the rules that keep it out, the facts it lacks."""
    rules = (Line(shown.rule(rule)) for rule in r["rules"])
    missing = (Line(shown.say("missing", fact=_fact(shown, m))) for m in r["missing"])
    standing = shown.word(STANDINGS[r["standing"]])
    return Line(shown.listed([shown.project(r["code"]), standing]), "bad", (*rules, *missing))


def _barred(shown: Shown, r: Plan) -> Iterator[str]:
    """What land and which quotas stand against it."""
    misfits = [
        shown.say("misfit", count=n, why=shown.word(MISFITS[k])) for k, n in r["misfits"].items()
    ]
    if r["outcome"] == "no_land_fits":
        yield shown.say("no_land", why=shown.joined(misfits), count=len(shown.parcels))
        return
    least = shown.projects[r["code"]]["least"]
    for quota in (b for b in r["blocked"] if b.startswith("quota")):
        left = area(shown.quota_left(quota))
        yield shown.say("quota_full", quota=shown.quota(quota), left=left, least=least)
    taken = [b.removeprefix("parcel:") for b in r["blocked"] if b.startswith("parcel:")]
    for id in taken[:MOST]:
        holders = shown.joined([shown.project(c) for c in shown.on[id]])
        key = "taken" if shown.left[id] == 0 else "taken_in_part"
        yield shown.say(key, parcel=id, holders=holders, left=area(shown.left[id]), least=least)
    if len(taken) > MOST:
        yield shown.say("more_taken", count=len(taken) - MOST)


def _stood_before(shown: Shown, r: Plan) -> Iterator[str]:
    """Who took the last place, and why that project stood before this one."""
    if r["outcome"] == "no_land_fits":
        return
    if r["last"]:
        last = shown.project(r["last"])
        yield shown.say("last", project=last, because=_because(shown, r, shown.reasons[r["last"]]))
    if r["behind"] and r["because"] != "fit":
        some = shown.joined([shown.project(c) for c in r["behind"][:MOST]])
        yield shown.say("behind", projects=some, count=len(r["behind"]))


def _because(shown: Shown, mine: Plan, theirs: Plan) -> str:
    said = shown.word(BECAUSE[mine["because"]])
    one, other = shown.projects[mine["code"]], shown.projects[theirs["code"]]
    return said.format(
        theirs=theirs["points"], mine=mine["points"], parts=_parts(shown, mine, theirs),
        their_tier=shown.tier(theirs["tier"]), my_tier=shown.tier(mine["tier"]),
        their_day=other["filed"] or shown.say("undated"),
        my_day=one["filed"] or shown.say("undated"),
        seed=shown.problem["seed"], least=one["least"],
    )  # fmt: skip


def _parts(shown: Shown, mine: Plan, theirs: Plan) -> str:
    """In which points two projects of one tier differ, the largest difference first."""
    one, other = mine.get("points_of", {}), theirs.get("points_of", {})
    differ = sorted(
        ((other.get(k, 0) - one.get(k, 0), k) for k in {*one, *other}),
        key=lambda d: (-abs(d[0]), d[1]),
    )
    texts = [
        shown.say("points_of", what=_what(shown, k), theirs=other.get(k, 0), mine=one.get(k, 0))
        for by, k in differ if by
    ]  # fmt: skip
    return shown.say("points_parts", parts=shown.joined(texts)) if texts else ""


def _what(shown: Shown, name: str) -> str:
    """What points are for: a rule, a fact, or one word of a fact."""
    if name in shown.says:
        return shown.word(shown.says[name])
    path, _, word = name.partition("=")
    info = info_of(path)
    if info is None:
        return name
    chosen = (info.choices or {}).get(word, word) if shown.language == "zh" else word
    label = shown.word(Words(info.label.zh, info.label.en))
    return f"{label} {chosen}" if word else label


def _fact(shown: Shown, path: str) -> str:
    info = info_of(path)
    return path if info is None else f"{shown.word(Words(info.label.zh, info.label.en))} ({path})"
