"""The smallest cures of a verdict, as a document: each with who can do it and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eligibility.analysis.cures import Assumed, Change, Cure, Figure, Remedy
from eligibility.analysis.dates import FIRST, LAST
from eligibility.evaluation.assessment import Assessment
from eligibility.language.pack import Words
from eligibility.language.types import Kind, Type
from eligibility.language.values import UNKNOWN
from eligibility.report.raised import Raised, added, raises
from eligibility.report.reader import Reader
from eligibility.report.stating import difference, stated
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section
from eligibility.report.wording import CONCLUSIONS
from eligibility.submission import writing
from eligibility.submission.catalogue import info_of

W = Words
WHO = {
    "applicant": W("申请人", "the applicant"),
    "zone_committee": W("开发区管委会", "the zone's committee"),
    "county_government": W("县级政府", "the county government"),
    "municipal_government": W("市级政府", "the municipal government"),
    "provincial_government": W("省级政府", "the provincial government"),
    "nobody": W("—", "nobody"),
}
HEADING = W(
    "使结论成为“{target}”的最小改变（改 {size} 项，{count} 种）",
    "The smallest changes for the verdict “{target}”: {size} fact(s), {count} way(s)",
)
NO_CHANGE = W(
    "无须改变任何事实；须待下列未知事实查明如此",
    "No fact needs to change; what is not known has to turn out as follows",
)
NONE_NEEDED = W("无需补救", "Nothing to cure")
NO_CURE = W(
    "没有可行的补救：凡可改变的事实如何改变，都不能使结论成为“{target}”",
    "There is no cure: nothing that may be changed leads to “{target}”",
)
NOT_SETTLED = W("未能证明有无补救", "Whether there is a cure could not be settled")
NOW = W("现结论：{verdict}", "Verdict now: {verdict}")
WAY = W("办法 {number}", "Way {number}")
FROM_TO = W("{old} → {new}", "{old} → {new}")
EXACT = W("恰在限上的值：{value}", "exactly at the limit: {value}")
BY = W("由{who}{act}", "by {who}: {act}")
OTHERS = W("改为下列任一亦可：{words}", "any of these would do as well: {words}")
ADDED = W("增加{item}", "add {item}")
RAISES = W("{says}：{before} → {after}", "{says}: {before} → {after}")
NAMES = W(
    "其中写明{label}的，不得低于{least}",
    "should it name the {label}, that must be at least {least}",
)
ASSUMES = W("前提（未知事实须如此）", "Rests on (what is not known would have to be so)")
RANGE = W("须在 {low} 与 {high} 之间", "between {low} and {high}")
LEAST = W("至少 {low}", "at least {low}")
MOST = W("至多 {high}", "at most {high}")
LATEST = W("不晚于 {high}", "not after {high}")
EARLIEST = W("不早于 {low}", "not before {low}")
FORBIDS = W(
    "合在一起使任何补救都不可能的事实（缺一则不然）",
    "These facts together rule every cure out; without one of them they would not",
)
WHATEVER = W(
    "无论事实如何，规则本身已使其不可能", "whatever the facts, the rules themselves rule it out"
)
OFFENDS = W("不满足的规则：{rules}", "rules that are not met: {rules}")
DEPART = W("原则性规定可以变通", "A default rule may be departed from")
DEPARTED = W(
    "有权机关变通下列规则、理由记录在案（review.departures）的，不再提请研究：{rules}",
    "with a departure and its reasons on record (review.departures) it is not referred: {rules}",
)
PROVED = W(
    "已证明没有更少的改变；每种办法都经重新审查核实。",
    "That no smaller set exists is proved; each way was decided again and confirmed.",
)
NOT_ALL = W(
    "办法可能未列全（达到搜索上限）。", "There may be further ways: a limit of the search was met."
)


def document(found: Remedy, reader: Reader, file: str) -> Document:
    """The cures, or why there is none."""
    now = reader.say(NOW).format(verdict=reader.say(CONCLUSIONS[found.verdict]))
    opening = (f"{file} · {now}",)
    target = reader.say(CONCLUSIONS[found.target])
    closing = (reader.phrase("authority"),)
    if found.unsettled:
        return Document(reader.say(NOT_SETTLED), "open", (*opening, found.unsettled), (), closing)
    if found.cures:
        heading = reader.say(HEADING if found.size else NO_CHANGE)
        heading = heading.format(target=target, size=found.size, count=len(found.cures))
        proved = reader.say(PROVED if found.complete else NOT_ALL)
        sections = tuple(
            Section(reader.say(WAY).format(number=i), tuple(_cure(c, found.now, reader)))
            for i, c in enumerate(found.cures, 1)
        ) + _departed(found, reader)
        return Document(heading, "open", opening, sections, (proved, *closing))
    if found.forbidden is None:
        return Document(reader.say(NONE_NEEDED), "good", opening, (), closing)
    lines = [
        Line(reader.colon(reader.fact(f.path), stated(f.value, f.type, f.path, reader)), "bad")
        for f in found.forbidden.facts
    ]
    rules = [f"{rule} [{s}]" if s else rule for rule, s in found.forbidden.rules]
    rules = rules or list(dict.fromkeys(r for m in found.now.matters for r in m.decided_by
                                        if m.conclusion == found.verdict))  # fmt: skip
    told = Line(reader.say(OFFENDS).format(rules=reader.listed(rules)), "faint")
    blocks = (*(lines or [Line(reader.say(WHATEVER), "bad")]), told)
    heading = reader.say(NO_CURE).format(target=target)
    sections = (Section(reader.say(FORBIDS), blocks), *_departed(found, reader))
    return Document(heading, "bad", opening, sections, closing)


def _departed(found: Remedy, reader: Reader) -> tuple[Section, ...]:
    if not found.departures:
        return ()
    said = reader.say(DEPARTED).format(rules=reader.listed(list(found.departures)))
    return (Section(reader.say(DEPART), (Line(said),)),)


def _cure(cure: Cure, now: Assessment, reader: Reader) -> Iterator[Line]:
    for change in cure.changes:
        raised = raises(now, cure.assessment) if _of_records(change.type) else ()
        yield _change(change, raised, reader)
    if cure.assumed:
        under = tuple(_assumed(one, reader) for one in cure.assumed)
        yield Line(reader.say(ASSUMES), "open", under)


def _of_records(type: Type) -> bool:
    return type.item is not None and type.item.kind is Kind.RECORD


def _change(change: Change, raised: tuple[Raised, ...], reader: Reader) -> Line:
    under = []
    if _of_records(change.type):
        new = [stated(one, change.type.item or change.type, change.path, reader)
               for one in added(change)]  # fmt: skip
        text = reader.say(ADDED).format(item=reader.listed(new))
        under = [
            reader.say(RAISES).format(says=reader.say(one.says), before=one.before(reader),
                                      after=one.after(reader))
            for one in raised
        ]  # fmt: skip
        under += _figures(change.figures, reader)
    else:
        old, new_ = (stated(v, change.type, change.path, reader)
                     for v in (change.old, change.rounded))  # fmt: skip
        text = reader.say(FROM_TO).format(old=old, new=new_)
        if far := difference(change.old, change.rounded, change.type, change.path, reader):
            text += reader.bracketed(far)
    if change.rounded != change.new:
        under.append(reader.say(EXACT).format(value=_exact(change.new, change.type)))
    who = reader.say(WHO.get(change.lever.who, W(change.lever.who, change.lever.who)))
    under.append(reader.say(BY).format(who=who, act=reader.say(change.lever.act)))
    if change.others:
        words_ = [stated(w, change.type, change.path, reader) for w in change.others]
        under.append(reader.say(OTHERS).format(words=reader.listed(words_)))
    return Line(
        reader.colon(reader.fact(change.path), text), "strong", tuple(Line(t) for t in under)
    )


def _figures(named: tuple[Figure, ...], reader: Reader) -> list[str]:
    return [
        reader.say(NAMES).format(
            label=_label(one.path, reader), least=stated(one.least, one.type, one.path, reader)
        )
        for one in named
    ]


def _label(path: str, reader: Reader) -> str:
    info = info_of(path)
    return reader.say(info.label) if info is not None else path


def _assumed(one: Assumed, reader: Reader) -> Line:
    under = tuple(Line(text) for text in _figures(one.figures, reader))
    return Line(reader.colon(reader.fact(one.path), _span(one, reader)), "plain", under)


def _span(one: Assumed, reader: Reader) -> str:
    """What would do: from … to …, where the ends say something."""
    plain = stated(one.value, one.type, one.path, reader)
    if UNKNOWN in (one.low, one.high) or one.low == one.high:
        return plain
    dated = hasattr(one.low, "isoformat")
    low = one.low if one.low not in (FIRST, one.type.low, 0) else None
    high = one.high if one.high not in (LAST, one.type.high) else None
    shown = {
        name: stated(end, one.type, one.path, reader)
        for name, end in (("low", low), ("high", high))
        if end is not None
    }
    if low is not None and high is not None:
        return reader.say(RANGE).format(**shown)
    if low is not None:
        return reader.say(EARLIEST if dated else LEAST).format(**shown)
    if high is not None:
        return reader.say(LATEST if dated else MOST).format(**shown)
    return plain


def _exact(value: Any, type: Type) -> Any:
    return writing.text(value, type)


def to_json(found: Remedy, file: str) -> dict[str, Any]:
    """The same as an object; numbers are exact texts."""
    forbidden = found.forbidden
    return tagged(
        "remedy",
        file=file,
        verdict=found.verdict,
        target=found.target,
        size=found.size,
        complete=found.complete,
        unsettled=found.unsettled or None,
        cures=[_cure_json(cure, found.now) for cure in found.cures],
        departures=list(found.departures),
        forbidden=None if forbidden is None else {
            "facts": [{"fact": f.path, "value": _exact(f.value, f.type)} for f in forbidden.facts],
            "rules": [{"id": rule, "subject": subject} for rule, subject in forbidden.rules],
        },
    )  # fmt: skip


def _named(figures: tuple[Figure, ...]) -> list[dict[str, Any]]:
    return [{"fact": one.path, "least": _exact(one.least, one.type)} for one in figures]


def _cure_json(cure: Cure, now: Assessment) -> dict[str, Any]:
    return {
        "changes": [
            {
                "fact": c.path,
                "from": _exact(c.old, c.type),
                "to": _exact(c.new, c.type),
                "rounded": _exact(c.rounded, c.type),
                "who": c.lever.who,
                "direction": c.lever.direction,
                "act": words(c.lever.act),
                "others": [_exact(o, c.type) for o in c.others],
                "names": _named(c.figures),
                "raises": [one.to_json() for one in raises(now, cure.assessment)]
                if _of_records(c.type)
                else [],
            }
            for c in cure.changes
        ],
        "assumes": [
            {
                "fact": a.path,
                "value": _exact(a.value, a.type),
                "low": None if a.low is UNKNOWN else _exact(a.low, a.type),
                "high": None if a.high is UNKNOWN else _exact(a.high, a.type),
                "names": _named(a.figures),
            }
            for a in cure.assumed
        ],
        "verdict": cure.assessment.verdict,
    }
