"""Two versions of the rules as a document: changes, directions, projects that flip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from eligibility.analysis.changed import RuleChange
from eligibility.analysis.differing import MatterDiff, Shown
from eligibility.analysis.flips import Flip, Flips
from eligibility.language.pack import Words
from eligibility.language.types import Kind
from eligibility.report.quantities import quantity
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged
from eligibility.report.view import Document, Line, Section, Table
from eligibility.report.wording import CONCLUSIONS

W = Words
HEADING = W("规则的变动：{count} 个事项", "Changes of the rules: {count} matter(s)")
NOTHING = W("规则没有变动", "The rules are the same")
DIRECTIONS = {
    "equal": W("结论相同（已证明）", "equal (proved)"),
    "stricter": W("更严（已证明没有放宽之处）", "stricter (proved: nothing became easier)"),
    "looser": W("更宽（已证明没有收紧之处）", "looser (proved: nothing became harder)"),
    "incomparable": W("有宽有严", "incomparable: stricter for some, looser for others"),
    "new": W("新增事项", "a new matter"),
    "gone": W("取消事项", "the matter is gone"),
    "unsettled": W("未能判定", "not settled"),
}
WHAT = {
    "rule": W("规则", "rule"), "figure": W("数值", "figure"),
    "definition": W("定义", "definition"), "matter": W("事项", "matter"),
}  # fmt: skip
CHANGE = W(
    "{what} {name} · {part}：{before} → {after}", "{what} {name} · {part}: {before} → {after}"
)
WORSE = W("变差的例子：{before} → {after}", "comes out worse: {before} → {after}")
BETTER = W("变好的例子：{before} → {after}", "comes out better: {before} → {after}")
PROJECTS = W(
    "项目：{decided} 个，结论改变 {count} 个", "Projects: {decided}, of which {count} flip"
)
ELSEWHERE = W("另有 {count} 个不属所比的地区，未计",
              "{count} more are of a jurisdiction that is not compared")  # fmt: skip
UNKNOWN = W("{count} 个未填", "{count} not known")
SUMS = W("结论改变的合计", "Sums of those that flip")
HEADINGS = (
    W("项目", "project"), W("原结论", "before"), W("现结论", "after"), W("条款", "provisions"),
    W("用地", "land"), W("投资", "investment"),
)  # fmt: skip


def document(found: Sequence[MatterDiff], projects: Flips | None, reader: Reader) -> Document:
    """Matter by matter; then the projects whose verdict changes, with their sums."""
    changed = [d for d in found if d.changes or d.direction != "equal"]
    heading = reader.say(HEADING).format(count=len(changed)) if changed else reader.say(NOTHING)
    sections = [_matter(d, reader) for d in found]
    if projects is not None:
        sections += _projects(projects, reader)
    return Document(heading, "strong", (), tuple(sections))


def _matter(diff: MatterDiff, reader: Reader) -> Section:
    direction = reader.say(DIRECTIONS[diff.direction])
    title = reader.colon(f"{diff.jurisdiction}/{diff.matter}", direction)
    lines = [Line(_change(c, reader)) for c in diff.changes]
    if diff.reason:
        lines.append(Line(diff.reason, "open"))
    for words, shown in ((WORSE, diff.worse), (BETTER, diff.better)):
        if shown is not None:
            lines.append(_shown(words, shown, reader))
    return Section(title, tuple(lines))


def _change(change: RuleChange, reader: Reader) -> str:
    return reader.say(CHANGE).format(
        what=reader.say(WHAT[change.what]), name=change.name, part=change.part,
        before=change.before or "—", after=change.after or "—",
    )  # fmt: skip


def _shown(words: Words, shown: Shown, reader: Reader) -> Line:
    both = {
        "before": reader.say(CONCLUSIONS[shown.old.assessment.verdict]),
        "after": reader.say(CONCLUSIONS[shown.new.assessment.verdict]),
    }
    under = tuple(Line(line, "faint") for line in shown.new.text.splitlines())
    return Line(reader.say(words).format(**both), "open", under)


def _projects(flips: Flips, reader: Reader) -> Iterator[Section]:
    title = reader.say(PROJECTS).format(decided=flips.decided, count=len(flips.found))
    headings = tuple(reader.say(h) for h in HEADINGS)
    rows = tuple(_row(f, reader) for f in flips.found)
    told: list[Line | Table] = [Table(headings, rows)] if rows else []
    if flips.elsewhere:
        told.append(Line(reader.say(ELSEWHERE).format(count=flips.elsewhere), "faint"))
    yield Section(title, tuple(told))
    sums = sums_of(flips)
    if sums:
        rows = tuple(
            (str(s["projects"]), reader.say(CONCLUSIONS[s["before"]]),
             reader.say(CONCLUSIONS[s["after"]]), "", _sum(s, "land", Kind.AREA, reader),
             _sum(s, "investment", Kind.MONEY, reader))
            for s in sums
        )  # fmt: skip
        yield Section(reader.say(SUMS), (Table(headings, rows),))


def _row(flip: Flip, reader: Reader) -> tuple[str, ...]:
    return (
        flip.project or flip.file, reader.say(CONCLUSIONS[flip.before]),
        reader.say(CONCLUSIONS[flip.after]), " ".join(flip.provisions),
        _amount(flip.land, Kind.AREA, reader), _amount(flip.investment, Kind.MONEY, reader),
    )  # fmt: skip


def _amount(value: int | None, kind: Kind, reader: Reader) -> str:
    if value is None:
        return reader.phrase("not_known")
    return quantity(value, kind.value, reader.language)


def _sum(sums: dict[str, Any], name: str, kind: Kind, reader: Reader) -> str:
    """A sum, and of how many projects it lacks the figure."""
    lacking = sums[f"{name}_not_known"]
    if lacking == sums["projects"]:
        return reader.phrase("not_known")
    said = quantity(sums[name], kind.value, reader.language)
    return said + reader.bracketed(reader.say(UNKNOWN).format(count=lacking)) if lacking else said


def sums_of(flips: Flips) -> list[dict[str, Any]]:
    """Land and investment of the projects that flip, by from what to what."""
    groups: dict[tuple[str, str], list[Flip]] = defaultdict(list)
    for flip in flips.found:
        groups[flip.before, flip.after].append(flip)
    return [
        {
            "before": before, "after": after, "projects": len(group),
            "land": sum(f.land or 0 for f in group),
            "investment": sum(f.investment or 0 for f in group),
            "land_not_known": sum(f.land is None for f in group),
            "investment_not_known": sum(f.investment is None for f in group),
        }
        for (before, after), group in groups.items()
    ]  # fmt: skip


def to_json(found: Sequence[MatterDiff], projects: Flips | None) -> dict[str, Any]:
    """The same as an object; areas as exact texts, money in fen."""
    return tagged(
        "rules-diff",
        matters=[
            {
                "jurisdiction": d.jurisdiction,
                "matter": d.matter,
                "direction": d.direction,
                "reason": d.reason or None,
                "changes": [vars(c) for c in d.changes],
                "worse": _shown_json(d.worse),
                "better": _shown_json(d.better),
            }
            for d in found
        ],
        projects=None if projects is None else {
            "decided": projects.decided,
            "elsewhere": projects.elsewhere,
            "flips": [vars(f) for f in projects.found],
            "sums": sums_of(projects),
        },
    )  # fmt: skip


def _shown_json(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "submission": dict(shown.new.content),
        "before": shown.old.assessment.verdict,
        "after": shown.new.assessment.verdict,
    }
