"""How a zone is run: its office, its money, its powers, its tasks and what its authority owes."""

from __future__ import annotations

from eligibility.language.types import AREA, COUNT, DATE, MONEY, TEXT
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import (
    Given,
    Items,
    Section,
    choice,
    choices,
    fact,
    records,
)
from eligibility.submission.model.zone_duties import DutyTransfer, Power, Task

NONE_YET = ("没有的填 none", "none where there is none")
JOINT_OFFICES = {"bayuquan": "鲅鱼圈区", "ftz_yingkou": "中国（辽宁）自由贸易试验区营口片区",
                 "other": "其他", "none": "不合署"}  # fmt: skip
SOCIAL_FUNCTIONS = {"education": "教育", "health": "卫生", "civil_affairs": "民政",
                    "order": "社会治安",
                    "other": "其他社会管理"}  # fmt: skip
FISCAL = {
    "independent_accounting": "财政独立核算", "local_budget": "纳入所在地预算管理",
    "own_budget": "财政预算管理", "own_authority": "独立财政管理权限", "one_tier": "一级财政",
    "sharing": "投入和收益分配制度",
}  # fmt: skip
APPROVERS = {"party_committee": "市党委", "government": "市政府"}
FILED_WITH = {"finance": "市财政局", "human_resources": "市人力资源社会保障局",
              "organisation": "市委组织部"}  # fmt: skip
LARGE_DEPARTMENTS = {"planning": "大规划建设", "economy": "大经济发展", "social": "大社会事业",
                     "enforcement": "大行政执法", "market": "大市场监管"}  # fmt: skip
CIRCULATION = {"reduce": "减量化", "reuse": "再利用", "recover": "资源化"}
INCENTIVES = {"reward": "奖励", "penalty": "惩戒"}
UNIFIED = {"management": "统一管理", "planning": "统一规划", "policy": "统一政策"}
OPERATORS = {"social_capital": "社会资本", "foreign": "外国投资者", "government": "政府"}
GROUNDS = {"industrial_need": "产业发展需要", "need": "有发展需求", "other": "其他",
           "none": "未说明"}  # fmt: skip
PLAN_COVERS = {"industrial_layout": "县域产业用地布局", "zone_space": "开发区用地空间",
               "living": "生活设施", "medical": "医疗设施", "education": "教育设施"}  # fmt: skip
SEWAGE = {"dedicated": "专业化集中处理设施", "municipal": "依托城镇污水厂", "none": "无"}
FACILITIES = {"sewage": "污水收集处理", "metal_surface": "金属表面集中处理",
              "solid_waste": "固体废物和垃圾中转处理"}  # fmt: skip
SUPPLIES = {"water": "水", "power": "电", "telecom": "信", "heat": "热", "gas": "气"}


class ZoneOffice(Section):
    """Facts under `zone` about its office, its money and its authority's duties."""

    joint_office: Given = choice(
        JOINT_OFFICES, "合署办公对象", "with whom it shares an office", proof=proofs.ZONE_LIST
    )
    social_functions: Given = choices(
        SOCIAL_FUNCTIONS, "仍由开发区承担的行政和社会管理职能",
        "administrative and social functions kept",
        about=("已全部剥离的填 []", "[] where all are handed over"),
        proof=proofs.REFORM)  # fmt: skip
    fiscal_arrangements: Given = choices(
        FISCAL, "已实行的财政管理体制", "fiscal arrangements in force", proof=proofs.REFORM
    )
    revenue_increment: Given = fact(
        MONEY, "财政收入增量", "increment of fiscal revenue", proof=proofs.STATISTICS
    )
    revenue_increment_kept: Given = fact(
        MONEY, "开发区分享的财政收入增量", "the zone's part of the increment",
        proof=proofs.STATISTICS)  # fmt: skip
    retained_revenue: Given = fact(
        MONEY, "市县两级留存的开发区财力收入", "the zone's revenue kept by city and county",
        proof=proofs.STATISTICS)  # fmt: skip
    retained_spent: Given = fact(
        MONEY, "留存部分用于开发区发展的数额", "what of it was spent on the zone",
        proof=proofs.STATISTICS)  # fmt: skip
    departments: Given = fact(COUNT, "内设机构数", "departments", above="0", proof=proofs.STAFF)
    core_departments: Given = fact(
        COUNT, "承担经济发展、科技创新、营商环境职责的机构数",
        "departments for economy, science or business climate", proof=proofs.STAFF)  # fmt: skip
    large_departments: Given = choices(
        LARGE_DEPARTMENTS, "已建立的大部门", "large departments set up", proof=proofs.STAFF
    )
    tiers_below_department: Given = fact(
        COUNT, "职能机构以下的管理层级数", "tiers of management below the departments",
        proof=proofs.STAFF)  # fmt: skip
    branches_without_basis: Given = fact(
        COUNT, "无法律、行政法规依据的派驻机构数", "branches stationed without law or regulation",
        proof=proofs.STAFF)  # fmt: skip
    leader_posts: Given = fact(
        COUNT, "领导班子职数", "posts of its leadership", above="0", proof=proofs.STAFF
    )
    leaders_selected: Given = fact(
        COUNT, "面向社会公开遴选的领导人数", "leaders selected openly", proof=proofs.STAFF
    )
    personnel_plan_on: Given = fact(
        DATE, "人事薪酬改革方案施行日期", "day on which its plan of staff and pay took effect",
        about=NONE_YET, proof=proofs.REFORM)  # fmt: skip
    personnel_plan_approvals: Given = choices(
        APPROVERS, "批准人事薪酬改革方案的机关", "who approved the plan of staff and pay",
        proof=proofs.REFORM)  # fmt: skip
    personnel_plan_filed_with: Given = choices(
        FILED_WITH, "人事薪酬改革方案备案机关", "with whom that plan is filed", proof=proofs.REFORM
    )
    powers: Items = records(Power, "权力事项", "powers of approval", proof=proofs.POWER_LIST)
    duty_transfers: Items = records(
        DutyTransfer, "移交开发区的职责", "duties put on the zone", proof=proofs.POWERS
    )
    tasks: Items = records(Task, "有期限的任务", "dated tasks", proof=proofs.WORK_LOG)
    wastewater_measures: Given = choices(
        CIRCULATION, "废水处理已实现", "what is done with waste water", proof=proofs.TREATMENT
    )
    solid_waste_measures: Given = choices(
        CIRCULATION, "固体废物处理已实现", "what is done with solid waste", proof=proofs.TREATMENT
    )
    land_incentives: Given = choices(
        INCENTIVES, "节约集约用地奖惩办法", "rewards and penalties for the use of land",
        proof=proofs.PUBLICATION)  # fmt: skip
    quota_demand: Given = fact(
        AREA, "落地项目新增建设用地需求", "new construction land that landing projects need",
        proof=proofs.GUARANTEE_LIST)  # fmt: skip
    quota_supplied: Given = fact(
        AREA, "已安排开发区的新增用地指标", "quota given to the zones", proof=proofs.CONVERSION
    )
    quota_elsewhere: Given = fact(
        AREA, "安排区外非必需项目的指标", "quota given to other projects that could wait",
        proof=proofs.CONVERSION)  # fmt: skip
    balance_demand: Given = fact(
        AREA, "开发区项目占补平衡指标需求", "farmland balance that the projects need",
        proof=proofs.COMPENSATION)  # fmt: skip
    balance_supplied: Given = fact(
        AREA, "已统筹的占补平衡指标", "farmland balance provided", proof=proofs.COMPENSATION
    )
    quota_link_on: Given = fact(
        DATE, "存量盘活与指标挂钩机制印发日期", "day of the rules that link quota to revived land",
        about=NONE_YET, proof=proofs.PUBLICATION)  # fmt: skip
    revived_stock_area: Given = fact(
        AREA, "上年盘活存量建设用地面积", "existing land revived in the year before",
        proof=proofs.EVALUATION)  # fmt: skip
    entrusted_to: Given = fact(
        TEXT, "受托管理的开发区", "zone to which the park is entrusted",
        about=("未委托的填 none", "none where it is not"), proof=proofs.TRUSTEESHIP)  # fmt: skip
    unified_with_host: Given = choices(
        UNIFIED, "与受托开发区统一的方面", "what is unified with that zone",
        proof=proofs.TRUSTEESHIP)  # fmt: skip
    specialty_park_operator: Given = choice(
        OPERATORS, "特色区中园运营主体", "who runs the specialty park inside",
        proof=proofs.COOPERATION)  # fmt: skip
    boundary_grounds: Given = choice(
        GROUNDS, "扩区调区理由", "ground of the change of its boundary",
        proof=proofs.BOUNDARY_FILE)  # fmt: skip
    spatial_plan_covers: Given = choices(
        PLAN_COVERS, "县域国土空间规划已统筹的内容", "what the county's spatial plan provides for",
        proof=proofs.APPROVED_PLAN)  # fmt: skip
    sewage_facility: Given = choice(
        SEWAGE, "污水集中处理方式", "how sewage is treated centrally", proof=proofs.TREATMENT
    )
    facilities: Given = choices(
        FACILITIES, "已布局的环保设施", "environmental works laid out", proof=proofs.TREATMENT
    )
    supplies: Given = choices(
        SUPPLIES, "已保障的要素供应", "supplies secured", proof=proofs.ZONE_PLAN
    )
    assessments_before: Given = fact(
        COUNT, "上年已完成的区域评估事项数", "assessments of the area completed the year before",
        proof=proofs.AREA_ASSESSMENT)  # fmt: skip
