"""The models of a submission; every fact is declared once, in the file of its section."""

from __future__ import annotations

from typing import Any

from eligibility.language.types import DATE, TEXT, list_of
from eligibility.submission.model.ancillary import Ancillary, Building
from eligibility.submission.model.consents import Consent
from eligibility.submission.model.declare import Given, Items, Section, fact, part, records
from eligibility.submission.model.enterprise import Enterprise
from eligibility.submission.model.land import Land
from eligibility.submission.model.project_course import ProjectCourse
from eligibility.submission.model.proofs import CONSENT
from eligibility.submission.model.review import ReviewPart
from eligibility.submission.model.transfer import Transfer
from eligibility.submission.model.zone_conduct import ZoneConduct


class SubmissionModel(Section):
    """A whole project file: its head, the sections of facts, the reviewer's part."""

    as_of: Given = fact(DATE, "判定日", "day of judgement")
    jurisdiction: Given = fact(TEXT, "适用地区", "jurisdiction")
    matters: Given = fact(list_of(TEXT), "审查事项", "matters asked for")
    note: Any = None
    expect: Any = None
    project: ProjectCourse | None = part(ProjectCourse)
    enterprise: Enterprise | None = part(Enterprise)
    land: Land | None = part(Land)
    ancillary: Ancillary | None = part(Ancillary)
    building: Building | None = part(Building)
    consents: Items = records(
        Consent,
        "同意文件",
        "consents",
        about=("没有的填 []", "[] where there are none"),
        proof=CONSENT,
    )
    zone: ZoneConduct | None = part(ZoneConduct)
    transfer: Transfer | None = part(Transfer)
    review: ReviewPart | None = part(ReviewPart)


# The sections that hold facts, in the order of the dictionary; `consents` is a list beside them.
SECTIONS: dict[str, type[Section]] = {
    "project": ProjectCourse, "enterprise": Enterprise, "land": Land, "ancillary": Ancillary,
    "building": Building, "zone": ZoneConduct, "transfer": Transfer,
}  # fmt: skip
HEAD = ("as_of", "jurisdiction", "matters", "note", "expect")
