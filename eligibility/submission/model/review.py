"""The reviewer's own part. It holds no facts: it is never in the catalogue of facts."""

from __future__ import annotations

from eligibility.language.types import DATE, TEXT
from eligibility.submission.model.declare import Given, Items, Section, choice, fact, records


class AssumptionEntry(Section):
    """One item of `review.assumptions`: another value in place of an assumption."""

    id: Given = fact(TEXT, "解释编号", "id of the assumption")
    value: Given = fact(TEXT, "采用值", "value used instead")
    by: Given = fact(TEXT, "审查人", "who decides")
    on: Given = fact(DATE, "日期", "on which day")
    reason: Given = fact(TEXT, "理由", "why")


class DepartureEntry(Section):
    """One item of `review.departures`: a departure from a default rule, on record."""

    rule: Given = fact(TEXT, "规则编号", "id of the rule")
    by: Given = fact(TEXT, "审查人", "who decides")
    on: Given = fact(DATE, "日期", "on which day")
    reason: Given = fact(TEXT, "理由", "why")
    document: Given = fact(TEXT, "文件", "the document that records it")


class FindingEntry(Section):
    """One item of `review.findings`: the finding on an open norm."""

    provision: Given = fact(TEXT, "条款编号", "id of the provision")
    status: Given = choice({"satisfied": "符合", "violated": "不符合"}, "认定", "finding")
    by: Given = fact(TEXT, "审查人", "who decides")
    on: Given = fact(DATE, "日期", "on which day")
    reason: Given = fact(TEXT, "理由", "why")


class IndustryEntry(Section):
    """One item of `review.industries`: the catalogue's name for a label that it does not list."""

    label: Given = fact(TEXT, "所写产业", "label as written")
    as_: Given = fact(TEXT, "对应产业", "name in the catalogue", key="as")
    by: Given = fact(TEXT, "审查人", "who decides")


class ReviewPart(Section):
    """Everything under `review`."""

    file_no: Given = fact(TEXT, "收件编号", "file number")
    received_on: Given = fact(DATE, "收件日期", "day of receipt")
    assumptions: Items = records(AssumptionEntry, "对解释的另行认定", "assumptions overridden")
    departures: Items = records(DepartureEntry, "经批准的例外", "departures on record")
    findings: Items = records(FindingEntry, "对开放条款的认定", "findings on open norms")
    industries: Items = records(IndustryEntry, "产业对应", "industries mapped")
