"""The models of a submission; every fact is declared once, in the file of its section."""

from __future__ import annotations

from typing import Any

from eligibility.language.types import DATE, TEXT, list_of
from eligibility.submission.model.ancillary import Ancillary, Building
from eligibility.submission.model.consents import Consent
from eligibility.submission.model.declare import Given, Items, Section, fact, records
from eligibility.submission.model.enterprise import Enterprise
from eligibility.submission.model.land import Land
from eligibility.submission.model.project import Project
from eligibility.submission.model.proofs import CONSENT
from eligibility.submission.model.review import ReviewPart
from eligibility.submission.model.transfer import Transfer
from eligibility.submission.model.zone import Zone


class SubmissionModel(Section):
    """A whole project file: its head, the sections of facts, the reviewer's part."""

    as_of: Given = fact(DATE, "判定日", "day of judgement")
    jurisdiction: Given = fact(TEXT, "适用地区", "jurisdiction")
    matters: Given = fact(list_of(TEXT), "审查事项", "matters asked for")
    note: Any = None
    expect: Any = None
    project: Project | None = None
    enterprise: Enterprise | None = None
    land: Land | None = None
    ancillary: Ancillary | None = None
    building: Building | None = None
    consents: Items = records(
        Consent,
        "同意文件",
        "consents",
        about=("没有的填 []", "[] where there are none"),
        proof=CONSENT,
    )
    zone: Zone | None = None
    transfer: Transfer | None = None
    review: ReviewPart | None = None


# The sections that hold facts, in the order of the dictionary; `consents` is a list beside them.
SECTIONS: dict[str, type[Section]] = {
    "project": Project, "enterprise": Enterprise, "land": Land, "ancillary": Ancillary,
    "building": Building, "zone": Zone, "transfer": Transfer,
}  # fmt: skip
HEAD = ("as_of", "jurisdiction", "matters", "note", "expect")
