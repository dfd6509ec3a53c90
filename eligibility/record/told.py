"""What a replay found, as a document and as an object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from eligibility.evaluation.assessment import WORST_FIRST
from eligibility.language.pack import Words
from eligibility.record.differences import Difference
from eligibility.record.line import Fault
from eligibility.record.replay import Replayed
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged
from eligibility.report.view import Document, Line, Section, Tone
from eligibility.report.wording import CONCLUSIONS

W = Words
HEADING = W("记录 {lines} 行：结论相同 {same}，不同 {other}，损坏 {faults}",
            "{lines} lines: {same} the same, {other} differ, {faults} damaged")  # fmt: skip
BY_THEN = W("按记录中的规则重新判定", "decided again by the rules of the record")
BY_NOW = W("按今日的规则判定", "decided by today's rules")
HEAD = W("末行校验 {digest}", "digest of the last line {digest}")
LINE = W("第 {number} 行", "line {number}")
SAME, OTHER, FAULTS = (
    W("相同", "The same"), W("不同", "Different"), W("损坏的行", "Damaged lines"),
)  # fmt: skip
DAMAGES: dict[str, Words] = {
    "torn": W("未写完（或行尾被改动）", "cut short, or its end was changed"),
    "damaged": W("内容被改动", "its content was changed"),
    "moved": W("自称第 {detail} 行：有行被调换、删去或添加",
               "says that it is line {detail}: lines were moved, taken out or put in"),
    "unchained": W("与第 {detail} 行不相接：该行不是原来的一行",
                   "does not follow line {detail}: that is not the line it was written after"),
}  # fmt: skip
CAUSES: dict[str, Words] = {
    "submission": W("材料", "submission"),
    "rules": W("规则", "rules"),
    "program": W("程序", "program"),
}
BECAUSE = W("原因：{causes}", "because of: {causes}")
SINCE = W("其后有变、不影响结论：{causes}", "changed since, to no effect: {causes}")
CHANGED_RULES = W("有变的规则文件：{files}", "rule files that changed: {files}")
NO_TEXTS = W("记录中已没有当时的规则文本，今日的规则也不是当时的",
             "the record no longer holds the rule texts, and today's are others")  # fmt: skip
MORE = W("另有 {count} 处", "{count} more")
MOST = 12
MOST_FILES = 8


def document(
    found: Sequence[Fault | Replayed], reader: Reader, file: str, digest: str, *, current: bool
) -> Document:
    """Damaged lines first, then what differs with its causes, then what came out the same."""
    faults = [f for f in found if isinstance(f, Fault)]
    replayed = [r for r in found if isinstance(r, Replayed)]
    other = [r for r in replayed if not r.same]
    same = [r for r in replayed if r.same]
    numbers = {r.number for r in found}
    heading = reader.say(HEADING).format(
        lines=len(numbers), same=len(same), other=len(other), faults=len({f.number for f in faults})
    )
    opening = (
        f"{file} · {reader.say(BY_NOW if current else BY_THEN)}",
        reader.say(HEAD).format(digest=digest),
    )
    sections = [
        Section(reader.say(FAULTS), tuple(_fault(f, reader) for f in faults)),
        Section(reader.say(OTHER), tuple(_replayed(r, reader) for r in other)),
        Section(reader.say(SAME), tuple(_replayed(r, reader) for r in same)),
    ]
    tone: Tone = "bad" if faults or other else "good"
    shown = tuple(s for s in sections if s.blocks)
    return Document(heading, tone, opening, shown, (reader.phrase("authority"),))


def _fault(fault: Fault, reader: Reader) -> Line:
    said = reader.say(DAMAGES[fault.damage]).format(detail=fault.detail)
    return Line(reader.colon(reader.say(LINE).format(number=fault.number), said), "bad")


def _replayed(of: Replayed, reader: Reader) -> Line:
    shown = _verdict(of.recorded, reader)
    if of.now is not None and of.now != of.recorded:
        shown = f"{shown} → {_verdict(of.now, reader)}"
    text = reader.colon(f"{reader.say(LINE).format(number=of.number)} {of.file}", shown)
    return Line(text, "good" if of.same else "bad", tuple(_under(of, reader)))


def _under(of: Replayed, reader: Reader) -> Iterator[Line]:
    if of.reason:
        yield Line(reader.say(NO_TEXTS) if of.reason == "texts" else of.reason, "bad")
    for words, causes in ((BECAUSE, of.causes), (SINCE, of.since)):
        if causes:
            listed = reader.listed([reader.say(CAUSES[c]) for c in causes])
            yield Line(reader.say(words).format(causes=listed), "faint")
    if of.rule_files and not of.same:
        more = len(of.rule_files) - MOST_FILES
        files = [*of.rule_files[:MOST_FILES]]
        files += [reader.say(MORE).format(count=more)] if more > 0 else []
        yield Line(reader.say(CHANGED_RULES).format(files=reader.listed(files)), "faint")
    for difference in of.differences[:MOST]:
        yield _difference(difference)
    if len(of.differences) > MOST:
        yield Line(reader.say(MORE).format(count=len(of.differences) - MOST), "faint")


def _difference(of: Difference) -> Line:
    def short(value: Any) -> str:
        text = "—" if value is None else str(value)
        return text if len(text) <= 60 else text[:60] + "…"

    return Line(f"{of.what}: {short(of.recorded)} → {short(of.now)}")


def _verdict(name: str, reader: Reader) -> str:
    found = next((c for c in WORST_FIRST if c == name), None)
    return name if found is None else reader.say(CONCLUSIONS[found])


def to_json(
    found: Sequence[Fault | Replayed], file: str, digest: str, *, current: bool
) -> dict[str, Any]:
    """The same as an object."""
    replayed = [r for r in found if isinstance(r, Replayed)]
    return tagged(
        "replay",
        record=file,
        rules="current" if current else "recorded",
        head=digest,
        lines=len({f.number for f in found}),
        same=sum(r.same for r in replayed),
        different=sum(not r.same for r in replayed),
        damaged=[
            {"line": f.number, "damage": f.damage, "detail": f.detail or None,
             "says": {"zh": DAMAGES[f.damage].zh.format(detail=f.detail),
                      "en": DAMAGES[f.damage].en.format(detail=f.detail)}}
            for f in found if isinstance(f, Fault)
        ],
        decisions=[
            {"line": r.number, "file": r.file, "recorded": r.recorded, "now": r.now,
             "same": r.same, "because": list(r.causes), "changed_since": list(r.since),
             "rule_files": list(r.rule_files), "reason": r.reason or None,
             "differences": [d.to_json() for d in r.differences]}
            for r in replayed
        ],
    )  # fmt: skip
