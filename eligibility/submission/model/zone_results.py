"""The development zone: what it has reached, as offices of statistics and recognition state it."""

from __future__ import annotations

from eligibility.language.types import AREA, COUNT, DATE, RATIO
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, fact
from eligibility.submission.model.zone import Zone

_AVERAGE = (
    "规划期内的年均增速，可为负；各园区合并计算",
    "yearly average over the plan period, may be negative; all zones taken together",
)
_CUT = ("与2024年相比，上升的填负数", "against 2024; negative where it rose")


class ZoneResults(Zone):
    """Facts under `zone`: its results."""

    city_gdp_growth: Given = fact(
        RATIO, "全市地区生产总值年均增速", "average growth of the whole city's product",
        least="-100%", most="1000%", about=_AVERAGE, proof=proofs.STATISTICS)  # fmt: skip
    value_added_growth: Given = fact(
        RATIO, "工业增加值年均增速", "average growth of industrial value added",
        least="-100%", most="1000%", about=_AVERAGE, proof=proofs.STATISTICS)  # fmt: skip
    large_industry_growth: Given = fact(
        RATIO, "规上工业产值年均增速", "average growth of output of above-scale industry",
        least="-100%", most="1000%", about=_AVERAGE, proof=proofs.STATISTICS)  # fmt: skip
    budget_revenue_growth: Given = fact(
        RATIO, "一般公共预算收入年均增速", "average growth of general budget revenue",
        least="-100%", most="1000%", about=_AVERAGE, proof=proofs.STATISTICS)  # fmt: skip
    fixed_investment_growth: Given = fact(
        RATIO, "固定资产投资年均增速", "average growth of fixed-asset investment",
        least="-100%", most="1000%", about=_AVERAGE, proof=proofs.STATISTICS)  # fmt: skip
    projects_signed_in_plan: Given = fact(
        COUNT, "规划期内新签约招商项目数", "promoted projects signed in the plan period",
        proof=proofs.STATISTICS)  # fmt: skip
    projects_started_in_plan: Given = fact(
        COUNT, "规划期内新开工招商项目数", "promoted projects started in the plan period",
        proof=proofs.STATISTICS)  # fmt: skip
    smart_facilities: Given = fact(
        COUNT, "省级以上智能工厂、数字化车间和工业互联网平台数",
        "smart factories, digital workshops and industrial internet platforms recognised by the "
        "province or above", proof=proofs.RECOGNITION)  # fmt: skip
    rd_institutions: Given = fact(
        COUNT, "省级以上研发机构数", "research institutions recognised by the province or above",
        proof=proofs.RECOGNITION)  # fmt: skip
    above_scale_enterprises: Given = fact(
        COUNT, "规上企业数", "enterprises above the statistical scale", proof=proofs.STATISTICS
    )
    growth_tier_enterprises: Given = fact(
        COUNT, "雏鹰、瞪羚、独角兽企业数", "fledgling, gazelle and unicorn enterprises",
        about=("一家企业只计一次", "each enterprise once"), proof=proofs.RECOGNITION)  # fmt: skip
    new_trade_enterprises: Given = fact(
        COUNT, "规划期内新增有实绩外贸企业数", "enterprises that first traded in the plan period",
        proof=proofs.STATISTICS)  # fmt: skip
    area: Given = fact(AREA, "开发区核准面积", "approved area of the zone", above="0",
                       proof=proofs.ZONE_LIST)  # fmt: skip
    unbuildable_area: Given = fact(
        AREA, "不可建设土地面积", "land that cannot be built on", proof=proofs.EVALUATION
    )
    supply_ready_area: Given = fact(
        AREA, "已达到供地条件的土地面积", "land brought to the conditions of supply",
        proof=proofs.EVALUATION)  # fmt: skip
    standard_plant_area: Given = fact(
        AREA, "标准厂房建筑面积", "floor area of completed standard plant",
        proof=proofs.PLANT_LIST)  # fmt: skip
    standard_plant_used: Given = fact(
        AREA, "标准厂房已利用建筑面积", "floor area of standard plant in use",
        about=("已出租、出售或自用且有经营者入驻", "let, sold or used, with an operator present"),
        proof=proofs.PLANT_LIST)  # fmt: skip
    energy_intensity_cut: Given = fact(
        RATIO, "单位工业增加值能耗降幅", "cut of energy used per industrial value added",
        least="-1000%", about=_CUT, proof=proofs.STATISTICS)  # fmt: skip
    water_intensity_cut: Given = fact(
        RATIO, "单位工业增加值水耗降幅", "cut of water used per industrial value added",
        least="-1000%", about=_CUT, proof=proofs.STATISTICS)  # fmt: skip
    specialty_recognised_on: Given = fact(
        DATE, "认定为省级特色产业园区的日期", "day of recognition as a provincial specialty park",
        about=("未认定的填 none", "none where it is not"), proof=proofs.RECOGNITION)  # fmt: skip
    recognised_on: Given = fact(
        DATE, "高新区获批日期", "day on which the high-tech zone was approved",
        about=("未获批的填 none", "none where it is not"), proof=proofs.ZONE_LIST)  # fmt: skip
