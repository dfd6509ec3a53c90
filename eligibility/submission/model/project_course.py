"""The project on its way: what it is to become, how it is admitted, approved and connected."""

from __future__ import annotations

from eligibility.language.types import DATE, MONEY, RATIO, TEXT, TRUTH, list_of
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
from eligibility.submission.model.project import Project

CARRIERS = {"incubator": "未来产业孵化器", "pilot_area": "未来产业先导区", "other": "其他载体"}
REVIVAL_FORMS = {
    "central_local": "央地合作", "paired": "对口合作", "enclave": "飞地经济", "other": "其他形式",
}  # fmt: skip
PARTNERS = {
    "beijing_headquarters": "总部研发在北京、生产制造在本市",
    "beijing_incubation": "前端孵化在北京、中试转化在本市", "zhenjiang": "镇江产业转移",
    "russia_mongolia": "俄蒙经贸机构", "obihiro": "日本带广市",
    "hong_kong_macao": "港澳经贸机构和企业", "other": "其他",
}  # fmt: skip
NEGATIVE_LIST = {"prohibited": "禁止类", "restricted": "限制类", "not_listed": "清单以外"}
UTILITIES = {"water": "供水", "power": "供电", "gas": "供气", "heat": "供热"}
INTERFACES = {"red_line": "建筑区划红线", "outside": "红线以外", "inside": "红线以内"}
BEARERS = {"utility": "供水供电供气供热企业", "government": "政府", "user": "用户"}
PLATFORM_STATUSES = {"recognised": "已认定", "filed": "已备案", "none": "未认定"}
SUPPORTS = {"land": "用地", "plant": "厂房", "other": "其他"}
HOUSING_RESOURCES = {
    "collective": "集体经营性建设用地", "own_idle": "自有闲置土地",
    "park_ancillary": "产业园区配套用地", "idle_buildings": "存量闲置房屋", "other": "其他",
}  # fmt: skip
INFRASTRUCTURE_FIELDS = {
    "information": "信息化基础设施", "other_infrastructure": "其他基础设施", "research": "科研设施",
    "education": "教育设施", "medical": "医疗设施", "culture": "文化设施", "other": "其他",
}  # fmt: skip
RD_KINDS = {"new_product": "高端新产品研发", "key_technology": "关键核心技术攻关", "other": "其他"}
PROGRAMMES = {
    "base": "产业基础再造工程", "equipment": "重大技术装备攻关工程",
    "renewal": "技术改造和设备更新工程", "none": "均未参与",
}  # fmt: skip
STANDARDS = {"international": "国际标准", "domestic": "国内标准", "none": "无"}


class Utility(Section):
    """One item of `project.utilities`: one connection to a public network."""

    id: Given = fact(TEXT, "接入编号", "number of the connection", proof=proofs.CONNECTION)
    kind: Given = choice(UTILITIES, "接入类型", "kind of utility", proof=proofs.CONNECTION)
    interface: Given = choice(
        INTERFACES, "投资界面", "point to which the utility invests", proof=proofs.CONNECTION
    )
    charge_outside: Given = fact(
        MONEY, "用户承担的红线外费用", "cost outside the red line that the user bears",
        proof=proofs.CONNECTION)  # fmt: skip
    charge_basis: Given = fact(
        TEXT, "收费依据的法律法规或政策", "law or policy on which the cost rests",
        about=("没有的填 none", "none where there is none"), proof=proofs.CONNECTION)  # fmt: skip
    connection_bearer: Given = choice(
        BEARERS, "红线至公共管网工程的承担方", "who bears the works from red line to network",
        proof=proofs.CONNECTION)  # fmt: skip


class ProjectCourse(Project):
    """Facts under `project`: its course."""

    planned_start: Given = fact(DATE, "计划开工日期", "planned day of start", proof=proofs.FILING)
    land_guarantee_listed: Given = fact(
        TRUTH, "是否列入重点用地项目保障清单", "whether it is on the list of guaranteed projects",
        proof=proofs.GUARANTEE_LIST)  # fmt: skip
    enterprise_invested: Given = fact(
        TRUTH, "是否企业投资项目", "whether an enterprise invests in it", proof=proofs.FILING
    )
    carrier: Given = choice(
        CARRIERS, "未来产业载体类型", "kind of carrier of future industry", proof=proofs.FILING
    )
    revival_form: Given = choice(
        REVIVAL_FORMS, "参与闲置资产盘活的形式", "form of the revival of idle assets",
        proof=proofs.AGREEMENT)  # fmt: skip
    partners: Given = choices(
        PARTNERS, "合作对象或模式", "partners or models of cooperation", proof=proofs.AGREEMENT
    )
    items_decided_by_zone: Given = fact(
        list_of(TEXT), "由园区审批的事项", "items that the zone decides", proof=proofs.ACCEPTANCE
    )
    composite_permit_requested: Given = fact(
        TRUTH, "是否申请综合许可证", "whether a composite permit is applied for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    negative_list: Given = choice(
        NEGATIVE_LIST, "外商投资准入负面清单核对结果", "check against the negative list in force",
        proof=proofs.NEGATIVE_LIST)  # fmt: skip
    foreign_share: Given = fact(
        RATIO, "外资股比", "share held by foreign investors", proof=proofs.CHARTER
    )
    foreign_share_cap: Given = fact(
        RATIO, "清单规定的外资股比上限", "cap of the foreign share in the list",
        about=("清单未限股比的填 100%", "100% where the list caps no share"),
        proof=proofs.NEGATIVE_LIST)  # fmt: skip
    negative_list_conditions_met: Given = fact(
        TRUTH, "是否满足清单的其他条件", "whether the list's other conditions are met",
        proof=proofs.NEGATIVE_LIST)  # fmt: skip
    eco_zoning_conforms: Given = fact(
        TRUTH, "是否符合生态环境分区管控要求", "whether it conforms to ecological zoning",
        proof=proofs.ENVIRONMENT)  # fmt: skip
    plan_eia_conforms: Given = fact(
        TRUTH, "是否符合规划环评及审查意见", "whether it conforms to the plan's assessment",
        proof=proofs.ENVIRONMENT)  # fmt: skip
    bond_reserve_listed: Given = fact(
        TRUTH, "是否进入专项债项目储备库", "whether it is in the reserve of bond projects",
        proof=proofs.BOND_RESERVE)  # fmt: skip
    platform_status: Given = choice(
        PLATFORM_STATUSES, "平台认定状态", "how far the platform is recognised",
        proof=proofs.PLATFORM)  # fmt: skip
    platform_recognised_on: Given = fact(
        DATE, "平台认定日期", "day of recognition of the platform",
        about=("未认定的填 none", "none where it is not"), proof=proofs.PLATFORM)  # fmt: skip
    subsidy_requested: Given = fact(
        TRUTH, "是否申请平台财政补助", "whether a subsidy for the platform is asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    utilities: Items = records(
        Utility, "水电气热接入", "connections to utilities", proof=proofs.CONNECTION
    )
    policy_requested: Given = fact(
        TRUTH, "是否申请一事一议优惠政策", "whether it asks for incentives of its own",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    dual_innovation_platform: Given = fact(
        TRUTH, "是否“双创”平台", "whether it is a platform of innovation and entrepreneurship",
        proof=proofs.RECOGNITION)  # fmt: skip
    support_requested: Given = choices(
        SUPPORTS, "申请园区支持的事项", "support that it asks of the zone",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    support_given: Given = choices(
        SUPPORTS, "园区已给予的支持", "support that the zone has given", proof=proofs.AGREEMENT
    )
    housing_resource: Given = choice(
        HOUSING_RESOURCES, "保障性租赁住房所用资源", "what the rental housing is built on",
        proof=proofs.FILING)  # fmt: skip
    infrastructure_field: Given = choice(
        INFRASTRUCTURE_FIELDS, "基础设施或公共服务类别", "field of infrastructure or service",
        proof=proofs.FILING)  # fmt: skip
    rd_kind: Given = choice(RD_KINDS, "研发类型", "kind of research", proof=proofs.FEASIBILITY)
    rd_standard: Given = choice(
        STANDARDS, "产品采用的标准", "standard that the product meets", proof=proofs.FEASIBILITY
    )
    own_ip: Given = fact(
        TRUTH, "是否有自主知识产权", "whether it holds its own intellectual property",
        proof=proofs.IP)  # fmt: skip
    national_programme: Given = choice(
        PROGRAMMES, "参与的国家或省工程", "national or provincial programme it takes part in",
        proof=proofs.FILING)  # fmt: skip
