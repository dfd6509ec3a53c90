"""What is still needed, as a document: fact by fact, or document by document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eligibility.analysis.asking import Asked, Wanted
from eligibility.language.pack import Words
from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.report.to_json import tagged, words
from eligibility.report.view import Document, Line, Section
from eligibility.report.wording import CONCLUSIONS
from eligibility.submission.catalogue import FactInfo, info_of
from eligibility.submission.facts import Submission

W = Words
HEADING = W("尚需补充的材料（{count} 项）", "Still needed ({count})")
NOTHING = W(
    "无需再补：再多的材料也不改变结论", "Nothing is needed: no further fact changes the verdict"
)
NOW = W("现结论：{verdict}；补齐后可能为：{possible}",
        "Verdict now: {verdict}; once supplied it may be: {possible}")  # fmt: skip
SETTLES = W("单独即可确定：{matters}", "can settle alone: {matters}")
WAITING = W("涉及：{matters}", "awaited by: {matters}")
HOW = W("填写：{how}", "write: {how}")
REVIEWER = W("由审查人认定", "for the reviewer to find")
OFFICE = W("由办公室设置给出", "for the office's settings")
NO_PROOF = W("未指定证明材料", "no document named")
FACTS = W("按影响大小排列", "The most decisive first")


def proof_of(path: str) -> Words:
    """The document that shows a fact, or who is to settle it."""
    if path.startswith("review."):
        return REVIEWER
    if path.startswith("office."):
        return OFFICE
    info = info_of(path)
    return info.proof if info is not None and info.proof.en else NO_PROOF


def how(info: FactInfo, reader: Reader) -> str:
    """How a fact is written: its unit, its words, its bounds."""
    words_ = (info.type.item or info.type).words
    if words_:
        shown = [f"{w} {info.choices.get(w, '')}".strip() for w in words_]
        if reader.language == "en":
            shown = list(words_)
        return " | ".join(shown)
    parts = [info.unit, *info.bounds]
    return " · ".join(p for p in parts if p)


def document(
    asked: Asked, reader: Reader, submission: Submission, *, by_document: bool
) -> Document:
    """The facts that are needed, or for each document the facts that it shows."""
    shown = [reader.say(CONCLUSIONS[c]) for c in asked.possible]
    opening = [submission.file]
    if submission.as_of is not None:
        opening[0] += f" · {day(submission.as_of, reader.language)}"
    if not asked.wanted:
        verdict = reader.say(CONCLUSIONS[asked.verdict])
        heading = reader.say(NOTHING)
        return Document(reader.colon(heading, verdict), "good", tuple(opening))
    opening.append(
        reader.say(NOW).format(
            verdict=reader.say(CONCLUSIONS[asked.verdict]), possible=reader.listed(shown)
        )
    )
    sections = (
        [
            Section(reader.say(proof), tuple(_line(w, reader) for w in wanted))
            for proof, wanted in grouped(asked.wanted)
        ]
        if by_document
        else [Section(reader.say(FACTS), tuple(_line(w, reader, proof=True) for w in asked.wanted))]
    )
    heading = reader.say(HEADING).format(count=len(asked.wanted))
    return Document(heading, "open", tuple(opening), tuple(sections), (reader.phrase("authority"),))


def grouped(wanted: Iterable[Wanted]) -> list[tuple[Words, list[Wanted]]]:
    """The facts by the document that shows them, in the order of the most decisive."""
    found: dict[Words, list[Wanted]] = {}
    for one in wanted:
        found.setdefault(proof_of(one.path), []).append(one)
    return list(found.items())


def _line(wanted: Wanted, reader: Reader, *, proof: bool = False) -> Line:
    info = info_of(wanted.path)
    under = []
    if proof:
        under.append(reader.colon(reader.phrase("proof"), reader.say(proof_of(wanted.path))))
    if info is not None and how(info, reader):
        under.append(reader.say(HOW).format(how=how(info, reader)))
    if wanted.settles:
        under.append(reader.say(SETTLES).format(matters=reader.listed(list(wanted.settles))))
    rest = [m for m in wanted.matters if m not in wanted.settles]
    if rest:
        under.append(reader.say(WAITING).format(matters=reader.listed(rest)))
    lines = [Line(text) for text in under]
    lines.append(Line(f"{reader.phrase('rule')} {reader.listed(list(wanted.rules))}", "faint"))
    return Line(reader.fact(wanted.path), "open", tuple(lines))


def to_json(asked: Asked, submission: Submission) -> dict[str, Any]:
    """The same as an object."""
    return tagged(
        "ask",
        file=submission.file,
        verdict=asked.verdict,
        possible=list(asked.possible),
        needed=[_wanted(w) for w in asked.wanted],
        documents=[
            {"proof": words(proof), "facts": [w.path for w in wanted]}
            for proof, wanted in grouped(asked.wanted)
        ],
    )


def _wanted(wanted: Wanted) -> dict[str, Any]:
    info = info_of(wanted.path)
    return {
        "fact": wanted.path,
        "label": words(info.label) if info is not None else None,
        "type": str(info.type if info is not None else wanted.type),
        "proof": words(proof_of(wanted.path)),
        "settles": list(wanted.settles),
        "matters": list(wanted.matters),
        "rules": list(wanted.rules),
    }
