"""The one-time notice of what to supply (补正告知): item, document, article, what it settles."""

from __future__ import annotations

from eligibility.analysis.asking import Asked, Wanted
from eligibility.evaluation.assessment import Assessment
from eligibility.language.pack import Words
from eligibility.language.values import Record
from eligibility.report.annexes import cited, numbered, project, waiting
from eligibility.report.asking import HOW, how, proof_of
from eligibility.report.matters import TONES
from eligibility.report.paper import Block, Grid, Paper, Part, Signatures
from eligibility.report.reader import Reader
from eligibility.report.view import Line
from eligibility.report.wording import verdict
from eligibility.submission.catalogue import info_of
from eligibility.submission.facts import Submission

W = Words
TITLE = W("补正告知书", "Notice of what to supply")
ONCE = W("一次性告知", "told once and in full")
PROJECT = W("项目情况", "The project")
SUPPLY = W("需补正的材料（{count} 项）", "To be supplied ({count})")
OFFICE = W("由审查机关认定或备齐的事项，申请人无须补正",
           "For the authority itself; nothing for the applicant to do")  # fmt: skip
NOTHING = W("没有需要补正的材料：再补材料也不改变现结论",
            "Nothing to supply: no further material changes the conclusion")  # fmt: skip
ITEM = W("需补正的内容", "what to supply")
PROOF = W("证明材料", "shown by")
ARTICLE = W("依据", "article")
USE = W("用途", "what it is for")
SETTLES = W("补齐即可确定：{matters}", "settles: {matters}")
WAITING = W("用于判断：{matters}", "needed for: {matters}")
WHY = W("现有材料不足以作出结论，请补齐下列材料一并提交；逾期或仍不足的，由主管部门依规办理。",
        "The file does not yet allow a conclusion. Please supply the following together; what "
        "follows when it is not supplied is for the competent authority to say.")  # fmt: skip
ADVISORY = W("所据文本尚不能作正式依据，本告知仅供预审",
             "The text is no formal basis yet; this notice serves a preview only")  # fmt: skip
SIGNING = W("签署和签收", "Signatures and receipt")
SIGNERS = (
    W("告知单位（盖章）", "Authority (seal)"),
    W("经办人（签字）", "Officer"),
    W("告知日期", "Date of notice"),
    W("补正期限", "To be supplied by"),
    W("申请人（签收）", "Received by the applicant"),
    W("签收日期", "Date of receipt"),
)


def notice(assessment: Assessment, asked: Asked, reader: Reader, submission: Submission) -> Paper:
    """The notice on one submission, ready for Word or HTML."""
    reader = reader.about(assessment, submission)
    label = "advisory_verdict" if assessment.advisory else "verdict"
    name = assessment.project_name or ""
    return Paper(
        language=reader.language,
        title=reader.say(TITLE),
        subject=f"{name}{reader.bracketed(reader.say(ONCE))}",
        badge=reader.colon(reader.phrase(label), verdict(assessment, reader.language)),
        tone=TONES[assessment.verdict],
        opening=_opening(assessment, reader),
        parts=numbered(_parts(assessment, asked, reader, submission), reader.language),
        closing=(reader.phrase("authority"),),
        day=assessment.as_of.isoformat(),
    )


def _opening(assessment: Assessment, reader: Reader) -> tuple[Line, ...]:
    if not assessment.advisory:
        return ()
    why = reader.semicolon([reader.say(words) for words in assessment.advisory])
    return (Line(reader.colon(reader.say(ADVISORY), why), "open"),)


def _parts(
    assessment: Assessment, asked: Asked, reader: Reader, submission: Submission
) -> list[Part]:
    ours = [w for w in asked.wanted if _is_ours(w)]
    theirs = [w for w in asked.wanted if not _is_ours(w)]
    parts = [Part(reader.say(PROJECT), (project(assessment, submission, reader),))]
    title = reader.say(SUPPLY).format(count=len(theirs))
    if theirs:
        blocks: tuple[Block, ...] = (Line(reader.say(WHY)), _grid(theirs, assessment, reader))
        parts.append(Part(title, blocks))
    elif not ours:
        parts.append(Part(title, (Line(reader.say(NOTHING)),)))
    if ours:
        parts.append(Part(reader.say(OFFICE), (_grid(ours, assessment, reader),)))
    parts.append(Part(reader.say(SIGNING), (Signatures(tuple(reader.say(w) for w in SIGNERS)),)))
    return parts


def _is_ours(wanted: Wanted) -> bool:
    """Whether the authority itself has to find it or to set it."""
    return wanted.path.startswith(("review.", "office."))


def _grid(wanted: list[Wanted], assessment: Assessment, reader: Reader) -> Grid:
    headings = ("", *(reader.say(w) for w in (ITEM, PROOF, ARTICLE, USE)))
    rows = tuple(
        (str(number), *_row(one, assessment, reader)) for number, one in enumerate(wanted, 1)
    )
    return Grid(headings, rows, (6, 25, 17, 33, 19))


def _named(path: str, reader: Reader) -> list[str]:
    """A fact as its applicant knows it: the item's own name, the label; then its path."""
    info = info_of(path)
    if info is None:
        return [reader.fact(path)]
    root, bracket, rest = path.partition("[")
    items = reader.submission.facts.get(root) if reader.submission is not None else None
    subject = ""
    if bracket and isinstance(items, tuple):
        place = f"{root}[{rest.partition(']')[0]}]"
        names = (i.subject for i in items if isinstance(i, Record) and i.path == place)
        subject = next((f"[{name}] " for name in names if name != place), "")
    return [subject + reader.say(info.label), path]


def _row(wanted: Wanted, assessment: Assessment, reader: Reader) -> tuple[str, str, str, str]:
    info = info_of(wanted.path)
    item = _named(wanted.path, reader)
    if info is not None and how(info, reader):
        item.append(reader.say(HOW).format(how=how(info, reader)))
    found = [f for f in waiting(assessment, wanted.path) if f.rule.id in wanted.rules]
    articles = dict.fromkeys(f"{cited(f, reader)} · {f.rule.id}" for f in found)
    about = {m.matter.name: reader.say(m.matter.about) for m in assessment.matters}
    rest = [m for m in wanted.matters if m not in wanted.settles]
    use = [
        reader.say(words).format(matters=reader.listed([about.get(n, n) for n in names]))
        for words, names in ((SETTLES, list(wanted.settles)), (WAITING, rest))
        if names
    ]
    return (
        "\n".join(item),
        reader.say(proof_of(wanted.path)),
        "\n".join(articles),
        "\n".join(use),
    )
