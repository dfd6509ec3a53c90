"""What a project is offered and asked: services, ways of approval, funds, facilities it builds."""

from __future__ import annotations

from eligibility.language.types import MONEY, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, choices, fact

MODES = {"build_first": "先建后验", "with_gaps": "容缺审批", "commitment": "告知承诺",
         "centralised": "集中审批"}  # fmt: skip
PUBLIC_FACILITIES = {
    "medical": "医疗", "elderly_care": "养老", "culture": "文化", "education": "教育",
    "network": "网络", "apartment": "公寓", "commerce": "商贸", "primary_school": "小学",
    "kindergarten": "幼儿园", "other": "其他",
}  # fmt: skip
CAPITAL_FIELDS = {
    "municipal_works": "市政工程", "public_works": "公建配套", "land_reserve": "土地收储",
    "plant_leasing": "厂房租赁", "other": "其他",
}  # fmt: skip
FUNDS = {
    "industry": "产业投资基金", "going_out": "企业“走出去”资金", "trade": "“内外贸专项”资金",
    "opening": "“园区开放发展”资金", "promotion": "“招商引资奖补”资金",
    "industrialisation": "新型工业化发展基金", "other": "其他资金",
}  # fmt: skip
STAGES = {"reserve": "项目储备", "promotion": "招商引资", "construction": "项目建设",
          "operation": "投产运营", "other": "其他阶段"}  # fmt: skip
SUPPORTS = {
    "department": "一个部门", "industry": "一个行业", "group": "一个小组", "library": "一个项目库",
    "project": "一个项目", "leader": "一个领导", "team": "一个团队", "to_the_end": "一抓到底",
    "enterprise": "一个企业", "leading_body": "一个班子", "all_in": "一包到底",
}  # fmt: skip
ROLES = {"county_leader": "县区主要领导挂钩", "zone_leader": "开发区领导领办",
         "officer": "服务专员代办",
         "early_service": "前期服务联动"}  # fmt: skip
AGENCY = {"signing": "签约", "registration": "注册", "start": "开工", "production": "投产",
          "operation": "运营"}  # fmt: skip
STEPS = {"appraisal": "论证评估", "risk_control": "风险防范", "decision": "决策程序"}
BUSINESSES = {"distribution": "分拨配送", "market_procurement": "市场采购",
              "offshore_trade": "离岸贸易",
              "bonded_repair": "保税维修", "bonded_research": "保税研发",
              "other": "其他"}  # fmt: skip
FEATURES = {
    "incubator": "孵化器", "accelerator": "加速器", "tech_platform": "科技公共服务平台",
    "key_laboratory": "重点实验室", "technology_centre": "企业技术中心",
    "engineering_centre": "工程技术（研究）中心", "innovation_centre": "产业创新中心",
    "waste_heat": "余热余气余压利用", "green_lighting": "绿色照明",
    "energy_saving_equipment": "节能技术与装备产业化", "energy_contract": "合同能源管理",
    "roads": "路网", "water": "供水", "power": "供电", "gas": "供气", "heat": "供热",
    "sewage": "废水处理", "solid_waste": "固体废弃物处理", "fire_safety": "消防安全设施",
    "base_station": "基站", "fibre": "光纤", "broadband": "宽带", "five_g": "5G网络",
    "industrial_internet": "工业互联网", "research": "技术研发", "design": "产品设计",
    "testing": "试验检测", "pilot": "成果中试", "incubation": "企业孵化", "logistics": "现代物流",
    "regional_headquarters": "跨国公司地区总部", "functional_body": "跨国公司功能性机构",
    "foreign_research": "跨国公司研发中心", "waste_exchange": "废物管理交换平台",
    "research_institute": "产业研究机构", "engineering_lab": "工程实验室",
    "college": "大专院校", "talent_base": "人才基地", "other": "其他",
}  # fmt: skip
BROUGHT = {"industry": "产业", "technology": "技术", "talent": "人才", "management": "管理",
           "other": "其他"}  # fmt: skip
DIGITAL_MODES = {"trial": "试点", "procurement": "采购", "joint_innovation": "联合创新",
                 "other": "其他方式"}  # fmt: skip


class ProjectAid(Section):
    """Facts under `project` on services, approvals, funds and what it builds."""

    modes_open: Given = choices(
        MODES, "该事项可用的审批方式", "ways of approval open to the item",
        about=("以本地公布的目录为准", "as the local catalogue says"),
        proof=proofs.POWERS)  # fmt: skip
    public_facilities: Given = choices(
        PUBLIC_FACILITIES, "建设的公共服务和城市功能设施", "public facilities that it builds",
        proof=proofs.FILING)  # fmt: skip
    social_capital_field: Given = choice(
        CAPITAL_FIELDS, "社会资本参与领域", "field that outside capital takes part in",
        proof=proofs.AGREEMENT)  # fmt: skip
    in_encouraged_catalogue: Given = fact(
        TRUTH, "是否列入鼓励外商投资产业目录",
        "whether it is in the catalogue of encouraged investment",
        proof=proofs.FOREIGN)  # fmt: skip
    funds_requested: Given = choices(
        FUNDS, "申请的资金", "funds that it asks for", proof=proofs.APPLICATION, lever=proofs.APPLY
    )
    upgrades_dominant: Given = fact(
        TRUTH, "是否认定为主导产业升级项目",
        "whether it is recognised as upgrading a dominant industry",
        proof=proofs.JOINT_REVIEW)  # fmt: skip
    stage: Given = choice(STAGES, "项目阶段", "stage of the project", proof=proofs.WORK_LOG)
    support_assigned: Given = choices(
        SUPPORTS, "已落实的“四个一”帮扶", "support assigned to it", proof=proofs.WORK_LOG
    )
    service_roles: Given = choices(
        ROLES, "已落实的领办代办服务", "services assigned to it", proof=proofs.WORK_LOG
    )
    agency_stages: Given = choices(
        AGENCY, "已落实领办代办的环节", "stages at which agents act for it", proof=proofs.WORK_LOG
    )
    zone_company_invests: Given = fact(
        TRUTH, "是否由开发区国有公司投资", "whether the zone's state company invests in it",
        proof=proofs.CHARTER)  # fmt: skip
    investment_steps: Given = choices(
        STEPS, "国有公司投资已履行的程序", "steps that the state company has taken",
        proof=proofs.CHARTER)  # fmt: skip
    bonded_business: Given = choice(
        BUSINESSES, "贸易和保税业务类型", "kind of trade or bonded business", proof=proofs.FILING
    )
    features: Given = choices(
        FEATURES, "项目建设内容", "what the project builds or does", proof=proofs.FILING
    )
    brought_along: Given = choices(
        BROUGHT, "随资金引入的要素", "what comes along with the capital", proof=proofs.FEASIBILITY
    )
    digital_modes: Given = choices(
        DIGITAL_MODES, "数字化转型方式", "ways in which it goes digital", proof=proofs.FEASIBILITY
    )
    incentives_due: Given = fact(
        MONEY, "到期应兑现的协议优惠", "agreed incentives that have fallen due",
        proof=proofs.PROMISE)  # fmt: skip
    incentives_paid: Given = fact(
        MONEY, "已兑现的协议优惠", "agreed incentives that were paid", proof=proofs.PROMISE
    )
