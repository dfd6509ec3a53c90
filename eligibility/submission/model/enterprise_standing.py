"""How an enterprise stands: its rank, its credit, its grade, where its results are booked."""

from __future__ import annotations

from eligibility.language.types import COUNT, RATIO
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, choices, fact

BOOKED = {"output": "产值", "goods": "货值", "tax": "税收"}
INSTITUTIONS = {"research": "非营利性研究开发机构", "university": "高等学校",
                "converted": "转制科研院所", "other": "其他单位"}  # fmt: skip
CREDIT = {"good": "守法诚信", "ordinary": "一般", "poor": "失信"}
GRADES = {"A": "A类", "B": "B类", "C": "C类", "D": "D类"}


class EnterpriseStanding(Section):
    """Facts under `enterprise` on its standing."""

    world_rank: Given = fact(
        COUNT, "世界500强榜单名次", "place among the largest firms of the world",
        above="0", absent=True, about=("以企业或其控股母公司最新榜单计，未上榜不填",
        "of the firm or its parent in the latest list; left out where it has none"),
        proof=proofs.RECOGNITION)  # fmt: skip
    manufacturing_rank: Given = fact(
        COUNT, "中国制造业500强榜单名次", "place among China's largest manufacturers",
        above="0", absent=True, about=("以企业或其控股母公司最新榜单计，未上榜不填",
        "of the firm or its parent in the latest list; left out where it has none"),
        proof=proofs.RECOGNITION)  # fmt: skip
    booked_in_zone: Given = choices(
        BOOKED, "在开发区落地核算的指标", "what is booked in the zone", proof=proofs.TAX
    )
    institution: Given = choice(
        INSTITUTIONS, "职务发明单位类型", "kind of institution behind the invention",
        proof=proofs.RECOGNITION)  # fmt: skip
    reward_taxed_share: Given = fact(
        RATIO, "成果奖励计入工资薪金的比例", "part of the invention's reward that is taxed as wage",
        proof=proofs.TAX)  # fmt: skip
    credit_class: Given = choice(
        CREDIT, "企业信用分类", "credit class of the enterprise", proof=proofs.RECOGNITION
    )
    inspections: Given = fact(
        COUNT, "当年受检次数", "inspections of this year", proof=proofs.WORK_LOG
    )
    inspections_before: Given = fact(
        COUNT, "分级监管施行前一年受检次数", "inspections of the year before graded supervision",
        proof=proofs.WORK_LOG)  # fmt: skip
    land_grade: Given = choice(
        GRADES, "企业综合评价等级", "grade of the enterprise in the zone's evaluation",
        about=("A类最优", "A is the best"), proof=proofs.GRADING)  # fmt: skip
