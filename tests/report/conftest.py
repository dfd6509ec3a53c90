"""Assessments built by hand, so that the reports are tested without any rule set or engine."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility.evaluation.assessment import (
    Assessment,
    Assumption,
    Comparison,
    ExceptionTaken,
    Finding,
    MatterResult,
    NotAssessed,
    OwedDuty,
)
from eligibility.language.nodes import Constant
from eligibility.language.pack import Citation, InForce, Matter, Rule, Source, Words
from eligibility.language.units import AREA_UNITS, M2
from eligibility.report.reader import Reader

MU = AREA_UNITS["亩"]


def rule(slug: str, zh: str, en: str, **more: object) -> Rule:
    """A rule of Yulin's ancillary land."""
    settings: dict[str, object] = {
        "matter": "ancillary-land",
        "jurisdiction": "yulin",
        "provisions": ("YL-047", "YL-048"),
        "cite": Citation("yulin", "五、(十八)"),
        "kind": "requirement",
        "force": "binding",
        "condition": Constant(True),
    }
    settings.update(more)
    return Rule(id=f"yulin/ancillary-land/{slug}", says=Words(zh, en), **settings)  # type: ignore[arg-type]


def finding(of: Rule, status: str, **more: object) -> Finding:
    """A finding about the whole project, with nothing in it but what is given."""
    settings: dict[str, object] = {
        "subject": None,
        "possible": frozenset({status}),
        "comparison": None,
        "missing": (),
        "assumptions": (),
        "exceptions": (),
        "duties": (),
    }
    settings.update(more)
    return Finding(rule=of, status=status, **settings)  # type: ignore[arg-type]


MAINLY = Assumption(
    "yulin/ancillary-land/mainly",
    Words("「主要」读作超过一半", '"mainly" is read as more than half'),
    "1/2",
)
OVER = Comparison(
    "5000 m2", "<=", "14000/3 m2", "-1000/3 m2", 5000 * M2, 7 * MU, 5000 * M2 * -1 + 7 * MU, "area"
)
LAND_SHARE = finding(
    rule("land-share", "配套用地不超过项目总用地的上限", "Ancillary land stays within its cap"),
    "violated",
    comparison=OVER,
    exceptions=(
        ExceptionTaken(
            "land_cap",
            0,
            False,
            Words("经市政府同意，上限提高", "raised with the municipal government's consent"),
            ("YL-048",),
        ),
    ),
    facts=("ancillary.land_area", "land.total_area"),
)
FLOOR_SHARE = finding(
    rule(
        "floor-share",
        "配套建筑面积不超过总建筑面积的上限",
        "Ancillary floor area stays within its cap",
    ),
    "unknown",
    possible=frozenset({"satisfied", "violated"}),
    missing=("building.total_floor_area",),
)
HOUSING = finding(
    rule("no-housing", "不建成套住宅", "No self-contained housing", kind="prohibition"),
    "satisfied",
    assumptions=(MAINLY,),
)
DUTY = OwedDuty(
    "supplement",
    Words("签订补充合同", "sign the supplementary contract"),
    date(2026, 6, 30),
    "yulin/ancillary-land/land-share",
)
MATTER = Matter(
    "ancillary-land",
    "yulin",
    "compliance",
    "project",
    Words("配套用地比例", "Share of ancillary land"),
    ("ancillary.land_area",),
    False,
    {},
    {},
)


@pytest.fixture
def assessment() -> Assessment:
    """A rejected and advisory assessment with one of everything."""
    return Assessment(
        file="cases/yulin/example.yaml",
        submission_digest="sha256:" + "a1" * 32,
        rulebook_digest="sha256:" + "b2" * 32,
        as_of=date(2026, 3, 31),
        as_of_is_today=False,
        governing_day=date(2026, 3, 1),
        jurisdiction="yulin",
        engine="interpreter",
        verdict="rejected",
        advisory=(Words("文本未载日期", "the text bears no date"),),
        matters=(
            MatterResult(
                MATTER,
                "rejected",
                ("yulin/ancillary-land/land-share", "yulin/ancillary-land/floor-share"),
                (HOUSING, FLOOR_SHARE, LAND_SHARE),
                (DUTY,),
                True,
            ),
        ),
        not_assessed=(
            NotAssessed("siting", Words("材料中没有开启该事项的事实", "no fact opens it")),
        ),
        missing=("building.total_floor_area",),
        assumptions=(MAINLY,),
        warnings=("land.parcels: the areas add up to 1 亩 less than land.total_area",),
        project_name="年产2万吨铜基材项目",
        other_transition=(("ancillary-land", "approved"),),
    )


@pytest.fixture(params=["zh", "en"])
def reader(request: pytest.FixtureRequest) -> Reader:
    """A reader of each language."""
    source = Source(
        jurisdiction="yulin",
        title=Words("玉林高新区高质量发展实施方案", "Yulin high-tech zone plan"),
        issuer=Words("玉林市", "Yulin"),
        status="undated",
        advisory=None,
        in_force=InForce(),
        transition="by_receipt",
        transition_assumption=None,
        transition_cite=None,
        extends=("national",),
    )
    return Reader(request.param, {"yulin": source})
