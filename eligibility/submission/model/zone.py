"""The development zone."""

from __future__ import annotations

from eligibility.language.types import (
    AREA,
    COUNT,
    INDUSTRY,
    MONEY,
    RATE,
    RATIO,
    TEXT,
    TRUTH,
    list_of,
)
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, choice, choices, fact
from eligibility.submission.model.zone_figures import ZoneFigures
from eligibility.submission.model.zone_measures import ZoneMeasures
from eligibility.submission.model.zone_office import ZoneOffice
from eligibility.submission.model.zone_promotion import ZonePromotion
from eligibility.submission.model.zone_services import ZoneServices
from eligibility.submission.model.zone_totals import ZoneTotals

ZONE_LEVELS = {
    "national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级",
    "subdistrict": "街道级", "township": "乡级", "village": "村级",
}  # fmt: skip
ZONE_KINDS = {"economic": "经济开发区", "high_tech": "高新技术产业开发区",
              "customs_special": "海关特殊监管区", "other": "其他"}  # fmt: skip
ZONE_REQUESTS = {"upgrade": "升级", "expansion": "扩区", "boundary_adjustment": "调区",
                 "bonded_zone": "申建综合保税区",
                 "urban_boundary_optimisation": "城镇开发边界局部优化",
                 "plan_adjustment": "规划弹性调整",
                 "trusteeship": "托管周边区域",
                 "high_tech_recognition": "申建高新区",
                 "science_powers": "行使县级科技管理权限"}  # fmt: skip
ADMISSION_INDICATORS = {
    "investment": "投资", "energy": "能耗", "environment": "环境", "safety": "安全",
    "tax_per_area": "亩均税收",
}  # fmt: skip
FILING_OFFICES = {"municipal": "市发展改革部门", "county": "县发展改革部门"}
EVALUATION_INDICATORS = {
    "tax_per_area": "亩均税收", "output_per_area": "亩均工业产值",
    "energy_per_value_added": "单位工业增加值能耗", "sales_per_energy": "单位能耗销售收入",
    "sales_per_pollutant": "单位污染物排放销售收入", "rd_intensity": "研发经费投入强度",
    "labour_productivity": "全员劳动生产率",
}  # fmt: skip
POLICY_ELEMENTS = {
    "conditions": "享受条件", "scope": "适用范围", "size": "优惠幅度", "procedure": "兑现流程",
    "term": "执行期限",
}  # fmt: skip
ASSESSMENTS = {
    "geological_hazard": "地质灾害危险性评估", "mineral_cover": "压覆矿产评估",
    "water_and_soil": "水土保持评价", "flood": "洪水影响评价", "water_resources": "水资源论证",
    "climate": "气候可行性论证", "earthquake": "地震安全性评价", "heritage": "考古调查勘探评估",
    "environment": "环境影响评价", "energy": "节能评价", "traffic": "交通影响评价",
}  # fmt: skip


class Zone(ZoneFigures, ZoneServices, ZoneTotals, ZoneOffice, ZonePromotion, ZoneMeasures):
    """Facts under `zone`."""

    name: Given = fact(TEXT, "开发区名称", "name of the zone", proof=proofs.ZONE_LIST)
    city: Given = fact(TEXT, "所在城市", "city of the zone", proof=proofs.ZONE_LIST)
    level: Given = choice(ZONE_LEVELS, "开发区级别", "level of the zone", proof=proofs.ZONE_LIST)
    kind: Given = choice(ZONE_KINDS, "开发区类型", "kind of zone", proof=proofs.ZONE_LIST)
    dominant_industries: Given = fact(
        list_of(INDUSTRY), "主导产业", "dominant industries",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    potential_industries: Given = fact(
        list_of(INDUSTRY), "潜力产业", "potential industries",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    lead_industry: Given = fact(
        INDUSTRY, "首位产业", "lead industry", proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE
    )
    land_evaluation_done: Given = fact(
        TRUTH, "是否参加年度土地集约利用评价",
        "whether it took part in the yearly land-intensity evaluation",
        proof=proofs.EVALUATION, lever=proofs.EVALUATE)  # fmt: skip
    requests: Given = choices(
        ZONE_REQUESTS, "申请事项", "what the zone asks for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    is_new: Given = fact(
        TRUTH, "是否拟新设开发区", "whether the zone itself is proposed now",
        proof=proofs.APPLICATION)  # fmt: skip
    industrial_land_share: Given = fact(
        RATIO, "工业用地占建设用地比例",
        "share of industrial land in construction land, as planned",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    built_up: Given = fact(
        TRUTH, "是否为已建成区", "whether the zone is built up", proof=proofs.ZONE_PLAN
    )
    idle_standard_plant_suitable: Given = fact(
        TRUTH, "是否有可用的闲置标准厂房", "whether an idle standard plant would do",
        proof=proofs.ZONE_LIST)  # fmt: skip
    output_intensity: Given = fact(
        RATE, "工业用地产出强度", "yearly industrial output per area of industrial land",
        proof=proofs.EVALUATION)  # fmt: skip
    admission_indicators: Given = choices(
        ADMISSION_INDICATORS, "准入控制指标", "control indicators that the zone sets for admission",
        proof=proofs.ADMISSION, lever=proofs.SET_ADMISSION)  # fmt: skip
    admission_filed_with: Given = choices(
        FILING_OFFICES, "准入要求备案机关", "offices with which admission requirements are filed",
        proof=proofs.ADMISSION, lever=proofs.SET_ADMISSION)  # fmt: skip
    years_in_bottom_three: Given = fact(
        COUNT, "连续排名全省后3位的年数", "years in a row among the last three of the province",
        proof=proofs.RANKING)  # fmt: skip
    construction_land_after: Given = fact(
        AREA, "优化后的城镇建设用地规模", "urban construction land after the optimisation",
        proof=proofs.BOUNDARY_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    construction_land_cap: Given = fact(
        AREA, "批准的城镇建设用地规模", "urban construction land that the spatial plan allows",
        proof=proofs.APPROVED_PLAN)  # fmt: skip
    expansion_multiple_after: Given = fact(
        RATIO, "优化后的城镇开发边界扩展倍数", "expansion multiple afterwards",
        most="1000%", proof=proofs.BOUNDARY_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    expansion_multiple_cap: Given = fact(
        RATIO, "批准的城镇开发边界扩展倍数", "expansion multiple that the spatial plan allows",
        most="1000%", proof=proofs.APPROVED_PLAN)  # fmt: skip
    approved_area_changes: Given = fact(
        TRUTH, "规划调整是否变动核准范围", "whether the approved area of the zone changes",
        proof=proofs.BOUNDARY_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    gdp: Given = fact(
        MONEY, "地区生产总值", "yearly gross domestic product", proof=proofs.STATISTICS
    )
    gdp_base: Given = fact(
        MONEY, "基期地区生产总值", "gross domestic product of the base year",
        above="0", proof=proofs.STATISTICS)  # fmt: skip
    gross_output: Given = fact(
        MONEY, "年工业总产值", "yearly gross industrial output", proof=proofs.STATISTICS
    )
    projects_of_10bn_this_year: Given = fact(
        COUNT, "当年引进100亿元以上项目数",
        "projects of 10 billion yuan or more brought in this year",
        proof=proofs.STATISTICS)  # fmt: skip
    projects_of_5bn_this_year: Given = fact(
        COUNT, "当年引进50亿元以上项目数",
        "projects of 5 billion yuan or more brought in this year",
        proof=proofs.STATISTICS)  # fmt: skip
    projects_of_5bn_in_plan: Given = fact(
        COUNT, "规划期内新增50亿级项目数",
        "projects of the 5 billion class added in the plan period",
        proof=proofs.STATISTICS)  # fmt: skip
    projects_of_2bn_in_plan: Given = fact(
        COUNT, "规划期内新增20亿级项目数",
        "projects of the 2 billion class added in the plan period",
        proof=proofs.STATISTICS)  # fmt: skip
    places_gained: Given = fact(
        COUNT, "全省考评进位数", "places gained in the provincial ranking over the year before",
        proof=proofs.RANKING)  # fmt: skip
    years_of_falling_rank: Given = fact(
        COUNT, "连续退位年数", "years in a row in which its provincial rank fell",
        proof=proofs.RANKING)  # fmt: skip
    evaluation_indicators: Given = choices(
        EVALUATION_INDICATORS, "企业综合评价指标",
        "indicators by which the zone grades enterprises",
        proof=proofs.GRADING, lever=proofs.SET_GRADING)  # fmt: skip
    policy_elements: Given = choices(
        POLICY_ELEMENTS, "招商优惠政策载明事项", "points that the zone's incentive policy settles",
        proof=proofs.INCENTIVES, lever=proofs.AMEND_POLICY)  # fmt: skip
    assessments_completed: Given = choices(
        ASSESSMENTS, "已完成的区域评估事项", "assessments completed for the whole area",
        proof=proofs.AREA_ASSESSMENT, lever=proofs.ASSESS_AREA)  # fmt: skip
