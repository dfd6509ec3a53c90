"""What a zone has planned, set up, published and agreed: its plans, services and duties."""

from __future__ import annotations

from eligibility.language.types import AREA, COUNT, DATE, RATIO, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, choices, fact

PLANS = {"spatial_layout": "空间布局规划", "industrial": "产业发展规划",
         "panorama": "主导产业全景图",
         "positioning": "发展战略定位", "project_introduction": "项目引进规划"}  # fmt: skip
PLAN_CONTENTS = {"ecology": "生态", "industry": "产业", "transport": "交通",
                 "infrastructure": "基础设施"}  # fmt: skip
COORDINATION = {"planning": "规划协同", "transport": "交通协同", "industry": "产业协同",
                "ecology": "生态协同", "flood": "防洪协同"}  # fmt: skip
ALIGNED = {"urban_rural": "城乡建设规划", "land_use": "土地利用规划", "transport": "交通运输规划",
           "environment": "环境保护规划", "spatial": "国土空间规划"}  # fmt: skip
FACTORS = {"resources": "资源禀赋", "base": "产业基础", "environment": "环境容量"}
SURVEY_RESULTS = {"met": "符合标准", "not_met": "不符合标准"}
CLEAN_UPS = {"retained": "保留", "integrated": "整合", "closed": "清理取缔", "none": "尚未处理"}
MODES = {"trusteeship": "托管", "joint": "合作共建", "one_zone_many_parks": "一区多园",
         "headquarters_base": "总部+孵化基地", "cross_region": "跨区域共建", "enclave": "飞地经济",
         "joint_stock": "股份合作", "entrusted_promotion": "委托招商", "park_in_park": "园中园",
         "merge": "整合",
         "other": "其他方式"}  # fmt: skip
PARTNERS = {"tech_park": "知名科技园区", "headquarters": "企业总部", "institute": "科研院所",
            "university": "高等院校", "zone": "其他开发区", "border_zone": "边境经济合作区",
            "cross_border_zone": "跨境经济合作区", "other": "其他"}  # fmt: skip
INTEGRATORS = {"national": "国家级开发区或高新区", "provincial": "省级开发区或高新区",
               "other": "其他"}  # fmt: skip
PURPOSES = {"expand_space": "拓展用地空间", "extend_chain": "延伸配套产业链",
            "specialty_park": "打造特色产业园", "other": "其他"}  # fmt: skip
LINKS = {"intake": "集中受理", "flow": "内部流转", "timed": "限时办结", "reply": "统一反馈"}
LISTS = {"power": "权力清单", "responsibility": "责任清单", "service": "服务清单",
         "one_visit": "最多跑一次目录"}  # fmt: skip
COMBINED = {
    "certificates": "多证合一", "plans": "多规合一", "assessments": "多评合一",
    "drawings": "多图联审", "acceptances": "多验合一", "surveys": "多测合一",
    "completion_survey": "竣工测验合一",
}  # fmt: skip
UNIFIED = {"process": "审批流程", "platform": "信息数据平台", "management": "审批管理体系",
           "supervision": "监管方式"}  # fmt: skip
ENFORCEMENT = {"market": "市场监管", "safety": "安全生产", "resources": "自然资源",
               "environment": "环境保护"}  # fmt: skip
SERVICES = {
    "information": "信息通", "market": "市场通", "law": "法规通", "support": "配套通",
    "logistics": "物流通", "funds": "资金通", "talent": "人才通", "technology": "技术通",
    "services": "服务通", "innovation_platform": "双创平台",
}  # fmt: skip
WASTE = {"collect": "收集", "store": "贮存", "transfer": "转运", "reuse": "再利用"}
TITLES = {"ecological_park": "国家生态文明建设示范园区（生态工业园区）", "low_carbon": "低碳园区",
          "zero_carbon": "零碳园区", "circular": "循环化改造",
          "demonstration_base": "新型工业化产业示范基地",
          "future_industry": "未来产业集聚区"}  # fmt: skip
CATALOGUES = {"projects": "产业招商项目目录", "enterprises": "招商企业目录"}
COUNTY_PLAN = {"timetable": "时间表", "roadmap": "路线图", "tasks": "任务分解", "units": "责任分工"}
INSPECTED = {"policies": "重要政策", "tasks": "重点任务", "fund_projects": "专项资金项目"}
GRADES = {"excellent": "优秀", "good": "良好", "fair": "一般", "poor": "较差"}
LAND_TOOLS = {"land_classes": "创新产业用地分类", "mixed_use": "土地混合使用",
              "efficiency": "提高产业用地利用效率"}  # fmt: skip
REGIONS = {"yellow_river": "黄河流域", "north_east": "东北三省", "jing_jin_ji": "京津冀",
           "yangtze_delta": "长三角", "pearl_delta": "珠三角",
           "first_tier_city": "北上广深", "sister_city": "友好城市",
           "other": "其他地区"}  # fmt: skip


class ZoneServices(Section):
    """Facts under `zone` about its plans, its services and what its authorities did."""

    plans: Given = choices(
        PLANS, "已编制的规划", "plans drawn up", proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE
    )
    plan_contents: Given = choices(
        PLAN_CONTENTS, "规划统筹的内容", "what the plan covers",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    coordination: Given = choices(
        COORDINATION, "与相邻新区对接的方面", "fields coordinated with the neighbouring new area",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    plan_aligned_with: Given = choices(
        ALIGNED, "规划已衔接的上位规划", "plans with which the zone's plan is aligned",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    industry_factors: Given = choices(
        FACTORS, "确定主导产业时考虑的因素", "factors weighed when the industries were chosen",
        proof=proofs.ZONE_PLAN, lever=proofs.PLAN_ZONE)  # fmt: skip
    urban_boundary_on: Given = fact(
        DATE, "城镇开发边界划定日期", "day on which the urban boundary was drawn",
        about=("未划定的填 none", "none where it is not drawn"),
        proof=proofs.APPROVED_PLAN)  # fmt: skip
    reserved_project_land: Given = fact(
        AREA, "预留项目用地面积", "land reserved for projects", proof=proofs.APPROVED_PLAN
    )
    sewage_treated_share: Given = fact(
        RATIO, "污水集中处理率", "share of sewage that is treated centrally",
        proof=proofs.TREATMENT)  # fmt: skip
    solid_waste_treated_share: Given = fact(
        RATIO, "固体废物集中处理率", "share of solid waste that is treated centrally",
        proof=proofs.TREATMENT)  # fmt: skip
    sewage_monitored: Given = fact(
        TRUTH, "污水处理是否安装自动在线监控", "whether sewage is monitored online",
        proof=proofs.TREATMENT)  # fmt: skip
    hazardous_waste: Given = choices(
        WASTE, "危险废物收运环节", "links of hazardous waste handling in place",
        proof=proofs.TREATMENT)  # fmt: skip
    titles_sought: Given = choices(
        TITLES, "申报创建的称号", "titles that the zone seeks", proof=proofs.APPLICATION
    )
    standard_issued_on: Given = fact(
        DATE, "园区清理标准印发日期", "day on which the clean-up standard was issued",
        about=("未印发的填 none", "none where there is none"),
        proof=proofs.PARK_SURVEY)  # fmt: skip
    surveyed_on: Given = fact(
        DATE, "园区排查日期", "day on which the park was surveyed",
        about=("未排查的填 none", "none where it was not"), proof=proofs.PARK_SURVEY)  # fmt: skip
    survey_result: Given = choice(
        SURVEY_RESULTS, "园区排查认定结果", "result of the survey", proof=proofs.PARK_SURVEY
    )
    clean_up: Given = choice(
        CLEAN_UPS, "园区清理整合处理", "what was done with the park", proof=proofs.PARK_SURVEY
    )
    integrator: Given = choice(
        INTEGRATORS, "整合主体", "who integrates the park", proof=proofs.COOPERATION
    )
    cooperation_mode: Given = choice(
        MODES, "整合或合作方式", "mode of integration or cooperation", proof=proofs.COOPERATION
    )
    cooperation_partner: Given = choice(
        PARTNERS, "合作方", "partner of the cooperation", proof=proofs.COOPERATION
    )
    partner_region: Given = choice(
        REGIONS, "合作方所在区域", "region of the partner", proof=proofs.COOPERATION
    )
    benefit_sharing_on: Given = fact(
        DATE, "利益共享协议签订日期", "day of the agreement on sharing benefits",
        about=("未签订的填 none", "none where there is none"),
        proof=proofs.COOPERATION)  # fmt: skip
    trusteeship_purposes: Given = choices(
        PURPOSES, "托管目的", "purposes of the trusteeship", proof=proofs.TRUSTEESHIP
    )
    functions_divided_on: Given = fact(
        DATE, "管理职能划分日期", "day on which the functions were divided",
        about=("未划分的填 none", "none while they are not"), proof=proofs.TRUSTEESHIP)  # fmt: skip
    entrusted_area: Given = fact(
        AREA, "被托管区域面积", "area under trusteeship", proof=proofs.TRUSTEESHIP
    )
    service_links: Given = choices(
        LINKS, "政务服务办理环节", "links of the service desk in place",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    published_lists: Given = choices(
        LISTS, "已公开的清单目录", "lists made public",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    combined_procedures: Given = choices(
        COMBINED, "已实行的合并办理模式", "combined procedures in force",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    unified_approval: Given = choices(
        UNIFIED, "工程审批已统一的方面", "what is unified in construction approvals",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    enforcement_fields: Given = choices(
        ENFORCEMENT, "综合执法队伍覆盖领域", "fields of the joint enforcement team",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    base_services_done: Given = fact(
        TRUTH, "是否已达到九通一平", "whether the nine basic services are in place",
        proof=proofs.ZONE_PLAN)  # fmt: skip
    new_services: Given = choices(
        SERVICES, "新九通一平已达到的方面", "services of the new set in place",
        proof=proofs.ZONE_PLAN)  # fmt: skip
    promotion_catalogues: Given = choices(
        CATALOGUES, "已制定的招商目录", "promotion catalogues drawn up", proof=proofs.PUBLICATION
    )
    county_plan: Given = choices(
        COUNTY_PLAN, "县级实施方案载明事项", "points of the county's plan",
        proof=proofs.COUNTY_PLAN)  # fmt: skip
    county_plan_filed_on: Given = fact(
        DATE, "县级实施方案备案日期", "day on which the county's plan was filed",
        about=("未备案的填 none", "none where it was not"), proof=proofs.COUNTY_PLAN)  # fmt: skip
    host_measures_on: Given = fact(
        DATE, "所在市配套办法印发日期", "day of the host city's measures",
        about=("未印发的填 none", "none where there are none"),
        proof=proofs.COUNTY_PLAN)  # fmt: skip
    inspected: Given = choices(
        INSPECTED, "纳入督查的内容", "what is put under inspection", proof=proofs.CITY_RANKING
    )
    months_reported: Given = fact(
        COUNT, "本年已通报的月数", "months reported on this year", proof=proofs.CITY_RANKING
    )
    months_passed: Given = fact(
        COUNT, "本年已过的月数", "months that have passed this year", proof=proofs.CITY_RANKING
    )
    evaluated_on: Given = fact(
        DATE, "最近一次土地集约利用评价日期", "day of the latest land-intensity evaluation",
        about=("未评价的填 none", "none where there was none"),
        proof=proofs.EVALUATION)  # fmt: skip
    county_grade: Given = choice(
        GRADES, "县级领导班子年度考核等次", "yearly grade of the county's leadership",
        proof=proofs.CITY_RANKING)  # fmt: skip
    fund_checked_on: Given = fact(
        DATE, "专项资金监管检查日期", "day of the check of the special fund",
        about=("未检查的填 none", "none where there was none"), proof=proofs.FUND)  # fmt: skip
    fund_evaluated_on: Given = fact(
        DATE, "专项资金绩效评价日期", "day of the evaluation of the special fund",
        about=("未评价的填 none", "none where there was none"), proof=proofs.FUND)  # fmt: skip
    incentive_rules_on: Given = fact(
        DATE, "奖补办法印发日期", "day on which the rules on incentives were issued",
        about=("未印发的填 none", "none where there are none"),
        proof=proofs.INCENTIVES)  # fmt: skip
    admission_published_on: Given = fact(
        DATE, "准入条件公布日期", "day on which the admission conditions were published",
        about=("未公布的填 none", "none where they were not"), proof=proofs.ADMISSION,
        lever=proofs.SET_ADMISSION)  # fmt: skip
    carbon_quota_left: Given = fact(
        COUNT, "单列碳排放指标余额", "carbon quota left in the zone's own line",
        about=("单位：吨", "in tonnes"), proof=proofs.ENERGY)  # fmt: skip
    land_tools: Given = choices(
        LAND_TOOLS, "所在盟市采用的产业用地措施", "industrial land tools of the host city",
        proof=proofs.PUBLICATION)  # fmt: skip
    comment_on: Given = fact(
        DATE, "对征求意见稿提出意见的日期", "day of a comment on the draft",
        proof=proofs.APPLICATION)  # fmt: skip
