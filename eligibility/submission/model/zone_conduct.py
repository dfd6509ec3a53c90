"""The development zone: its plan, its powers, and how it is run."""

from __future__ import annotations

from eligibility.language.types import COUNT, DATE, INDUSTRY, TEXT, TRUTH, list_of
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, choice, choices, fact
from eligibility.submission.model.zone_results import ZoneResults

PLAN_EVENTS = {"new": "编制", "revision": "修订", "none": "未编制也未修订"}
PROCEDURES = {"not_started": "未申报", "under_way": "审批中", "approved": "已批准"}
REFORMS = {
    "full_appointment": "全员聘用制", "internal_units": "优化内设机构",
    "finance_and_tax": "财税制度改革", "committee_and_company": "“管委会+公司”改革",
    "pay": "薪酬绩效改革",
}  # fmt: skip
ROUTES = {"with_gaps": "容缺受理", "commitment": "告知承诺"}
DISCHARGES = {"wastewater": "废水", "waste_gas": "废气", "solid_waste": "固体废物"}
SPECIALISTS = {"law": "法律", "foreign_language": "外语", "finance": "金融", "other": "其他"}
SERVICE_STAFF = {"guide": "导办", "help": "帮办", "agent": "代办"}
CARBON = {"control": "碳排放双控", "accounting": "统计核算", "footprint": "产品碳足迹"}
GRADES = {"normal": "正常", "yellow_card": "黄牌警告", "delisted": "摘牌"}
POINTS = {"bonus": "加分", "deduction": "扣减分", "unchanged": "不加不减"}
FUNCTIONS = {
    "construction": "建设", "promotion": "招商", "operation": "运营", "management": "管理",
    "services": "服务", "statutory": "法定行政职权", "other": "其他",
}  # fmt: skip


class ZoneConduct(ZoneResults):
    """Facts under `zone`: its conduct."""

    plan_event: Given = choice(
        PLAN_EVENTS, "规划编制情况", "what happens to the plan", proof=proofs.ZONE_PLAN
    )
    plan_approved_on: Given = fact(
        DATE, "规划批准日期", "day on which the plan was approved",
        about=("未批准的填 none", "none where it is not"), proof=proofs.PLAN_APPROVAL)  # fmt: skip
    plan_eia_started_on: Given = fact(
        DATE, "规划环评启动日期", "day on which the assessment of the plan was begun",
        about=("未启动的填 none", "none where it was not"), proof=proofs.PLAN_EIA,
        lever=proofs.ASSESS_PLAN)  # fmt: skip
    plan_eia_reviewed_on: Given = fact(
        DATE, "规划环评审查意见日期", "day of the review opinion on the assessment of the plan",
        about=("未审查的填 none", "none where there is none"), proof=proofs.PLAN_EIA,
        lever=proofs.ASSESS_PLAN)  # fmt: skip
    boundary_procedure: Given = choice(
        PROCEDURES, "四至范围调整的审批进度", "state of the approval of the boundary change",
        proof=proofs.BOUNDARY_FILE, lever=proofs.FILE_BOUNDARY)  # fmt: skip
    chain_maps: Given = fact(
        list_of(INDUSTRY), "已绘制招商图谱的产业链", "chains that have a map for promotion",
        proof=proofs.CHAIN_MAP, lever=proofs.DRAW_MAP)  # fmt: skip
    plant_upgrade_planned: Given = fact(
        TRUTH, "是否有闲置厂房集中区改造方案", "whether a plan to upgrade the idle plant exists",
        proof=proofs.UPGRADE_PLAN)  # fmt: skip
    reforms: Given = choices(
        REFORMS, "已实施的体制机制改革", "reforms that are carried out", proof=proofs.REFORM
    )
    reform_results_on: Given = fact(
        DATE, "改革阶段性成效认定日期", "day on which first results of the reform are recorded",
        about=("没有的填 none", "none where there are none"), proof=proofs.REFORM)  # fmt: skip
    delegated_powers: Given = fact(
        list_of(TEXT), "赋权清单所列事项", "powers on the zone's list of delegated powers",
        proof=proofs.POWER_LIST)  # fmt: skip
    composite_permit_industries: Given = fact(
        list_of(INDUSTRY), "综合许可证试点行业", "industries with the composite permit on trial",
        proof=proofs.POWER_LIST)  # fmt: skip
    approval_routes: Given = choices(
        ROUTES, "园区已实行的审批方式", "ways of approval that the zone has adopted",
        proof=proofs.POWER_LIST)  # fmt: skip
    sewage_plant_stable: Given = fact(
        TRUTH, "污水集中处理设施是否稳定有效运行", "whether the sewage works run stably",
        proof=proofs.MONITORING)  # fmt: skip
    discharge_breaches: Given = choices(
        DISCHARGES, "超标或未无害化处理的排放", "discharges in breach of their standard",
        about=("均达标的填 []", "[] where all meet it"), proof=proofs.MONITORING)  # fmt: skip
    major_accidents: Given = fact(
        COUNT, "当年重特大生产安全事故起数", "major work accidents of this year",
        proof=proofs.ACCIDENTS)  # fmt: skip
    safety_system: Given = fact(
        TRUTH, "是否建立安全生产责任制和长效机制", "whether a system of work safety stands",
        proof=proofs.SAFETY_RULES)  # fmt: skip
    figures_falsified: Given = fact(
        TRUTH, "上报数据是否被认定弄虚作假", "whether its reported figures were found false",
        proof=proofs.STATISTICS_CHECK)  # fmt: skip
    months_without_outbound: Given = fact(
        COUNT, "当年主要领导未外出招商的月数",
        "months of this year in which none of its heads went out to promote",
        proof=proofs.WORK_LOG)  # fmt: skip
    months_without_monitoring: Given = fact(
        COUNT, "当年未监测调度的月数", "months of this year without a round of monitoring",
        proof=proofs.WORK_LOG)  # fmt: skip
    promotion_specialists: Given = choices(
        SPECIALISTS, "招商队伍专业人才", "specialists of the promotion team", proof=proofs.STAFF
    )
    service_staff: Given = choices(
        SERVICE_STAFF, "已设置的专职服务人员", "kinds of full-time service staff",
        proof=proofs.STAFF)  # fmt: skip
    service_list: Given = fact(
        TRUTH, "是否公布增值服务清单", "whether a list of added services is published",
        proof=proofs.STAFF)  # fmt: skip
    settlement_documents_complete: Given = fact(
        TRUTH, "落户申请条件和材料是否齐备", "whether the settlement application is complete",
        proof=proofs.SETTLEMENT)  # fmt: skip
    settlement_accepted_on: Given = fact(
        DATE, "落户受理日期", "day on which settlement was applied for", proof=proofs.SETTLEMENT
    )
    settlement_finished_on: Given = fact(
        DATE, "落户办结日期", "day on which settlement was completed",
        about=("未办结的填 none", "none while it is not"), proof=proofs.SETTLEMENT)  # fmt: skip
    independent_finance: Given = fact(
        TRUTH, "是否具有独立财政管理职权", "whether it manages its own finances",
        proof=proofs.POWER_LIST)  # fmt: skip
    one_tier_finance: Given = fact(
        TRUTH, "是否具有一级财政管理权限", "whether it has the finances of one tier of government",
        proof=proofs.POWER_LIST)  # fmt: skip
    own_jurisdiction: Given = fact(
        TRUTH, "是否有清晰独立的管辖区划", "whether its territory is its own and clear",
        proof=proofs.ZONE_LIST)  # fmt: skip
    science_body: Given = fact(
        TRUTH, "是否设有科技管理机构", "whether it has a body that manages science",
        proof=proofs.STAFF)  # fmt: skip
    evaluation_result: Given = choice(
        GRADES, "评价考核结果", "result of the evaluation", proof=proofs.RANKING
    )
    leader_interviewed_on: Given = fact(
        DATE, "约谈主要负责人日期", "day on which its principal leader was interviewed",
        about=("未约谈的填 none", "none where there was none"), proof=proofs.INTERVIEW)  # fmt: skip
    appraisal_points: Given = choice(
        POINTS, "年度创优争先计分", "points in the yearly appraisal", proof=proofs.APPRAISAL
    )
    outsourced_functions: Given = choices(
        FUNCTIONS, "购买服务或外包的事项", "functions that are bought in or outsourced",
        proof=proofs.COOPERATION)  # fmt: skip
    carbon_management: Given = choices(
        CARBON, "已建立的碳排放管理制度", "parts of carbon management in place",
        proof=proofs.ENERGY)  # fmt: skip
