"""What a project brings and asks for: its origin, its partners, its approvals, its incentives."""

from __future__ import annotations

from eligibility.language.types import COUNT, DATE, MONEY, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, choices, fact

NATURES = {"new": "新建", "expansion": "扩建", "alteration": "改建",
           "technical_upgrade": "技术改造",
           "relocation": "迁建", "pilot": "中试"}  # fmt: skip
UPGRADES = {"first_set": "首台（套）重大技术装备", "smart_workshop": "智能车间",
            "demonstration": "国家或省级示范项目"}  # fmt: skip
ORIGINS = {"beijing": "北京", "tianjin": "天津", "hebei": "河北", "yangtze_delta": "长三角",
           "greater_bay": "粤港澳大湾区", "other_developed": "其他发达地区", "other": "其他地区",
           "none": "非转移项目"}  # fmt: skip
BRINGS = {"technology": "技术", "results": "成果", "project": "项目"}
TRAITS = {"capital_intensive": "资金密集", "technology_intensive": "技术密集",
          "land_saving": "用地集约", "environment_friendly": "环境友好"}  # fmt: skip
QUALITIES = {"technology": "技术水平高", "linkage": "产业关联性强", "space": "发展空间大",
             "driving": "带动力强"}  # fmt: skip
PLATFORMS = {
    "key_laboratory": "重点实验室", "industry_institute": "产业技术研究院",
    "manufacturing_centre": "制造业创新中心", "engineering_centre": "工程研究中心",
    "technology_centre": "技术创新中心", "enterprise_centre": "企业技术中心",
    "design_centre": "工业设计中心", "incubator": "孵化器", "maker_space": "众创空间",
    "emerging_alliance": "新兴产业发展联盟", "technology_alliance": "产业技术创新战略联盟",
    "collaborative_base": "协同创新基地", "talent_park": "高层次人才创新创业园区",
    "service_platform": "公共服务平台", "brand_institution": "品牌研发机构",
    "standards_body": "标准化技术组织", "university_park": "大学科技园", "other": "其他平台",
}  # fmt: skip
PLATFORM_LEVELS = {"national": "国家级", "provincial": "省级（自治区级）", "municipal": "市级",
                   "lower": "市级以下"}  # fmt: skip
TALENT_PARK = {"policy": "配套政策", "offices": "办公场所", "housing": "生活住所",
               "finance": "金融支持", "land": "转化土地", "workflow": "工作流程"}  # fmt: skip
CAPITAL = {"social": "社会资本", "private": "民营资本", "government": "政府投资",
           "foreign": "境外资本", "mixed": "政府和社会资本"}  # fmt: skip
FUND_USES = {
    "promotion": "招商引资和投资促进", "facilities": "配套设施", "public_platform": "公共服务平台",
    "foreign_trade": "利用外资和外贸出口平台及项目", "rewards": "奖励先进", "other": "其他",
}  # fmt: skip
ENERGY_KINDS = {"wind": "风电", "solar": "光伏", "integrated": "源网荷储一体化", "other": "其他",
                "none": "非能源项目"}  # fmt: skip
QUOTAS = {"land": "用地", "energy": "用能", "water": "用水"}
NEW_INFRASTRUCTURE = {
    "information": "信息技术基础设施", "artificial_intelligence": "人工智能",
    "data_centre": "大数据中心",
    "industrial_internet": "工业互联网", "five_g": "5G网络", "digital_park": "数字园区",
    "digital_support": "数字园区配套设施", "other": "其他",
}  # fmt: skip
FACILITIES = {"shared_centre": "智能制造共享中心", "digital_centre": "数字产业创新中心",
              "smart_factory": "智能工厂", "smart_workshop": "智能车间",
              "internet": "工业互联网平台",
              "smart_storage": "智能仓储", "unmanned_delivery": "无人配送",
              "other": "其他"}  # fmt: skip
TECHNOLOGIES = {"substitution": "能源替代技术", "capture": "碳捕集、利用与封存技术",
                "process": "工艺降碳技术", "management": "低碳管理技术",
                "other": "其他"}  # fmt: skip
TRADE = {"processing": "加工贸易", "general": "一般贸易", "none": "无进出口"}
HOLDERS = {"national": "国家级", "provincial": "省级（自治区级）", "municipal": "市级（盟市级）",
           "county": "县级"}  # fmt: skip
NATURE_OF_POWER = {"economic": "经济管理", "social": "社会管理", "other": "其他"}
HANDLERS = {"zone": "开发区管委会", "holder": "原审批机关"}
APPROVAL_MODES = {"ordinary": "普通审批", "build_first": "先建后验", "with_gaps": "容缺审批",
                  "commitment": "告知承诺", "centralised": "集中审批"}  # fmt: skip
STEPS = {"land_approval": "用地批准", "planning_permit": "建设工程规划许可",
         "construction_permit": "施工许可", "environment": "环境影响评价", "energy": "节能审查",
         "fire_design": "消防设计审查", "trial_acceptance": "分项验收",
         "connection": "市政接入手续", "other": "其他手续"}  # fmt: skip
RISK_BEARERS = {"enterprise": "企业自行承担", "government": "政府承担", "shared": "共同承担"}
INCENTIVES = {"reward": "投资奖励", "loan_interest": "贷款贴息", "equipment": "设备补贴",
              "training": "培训补贴", "tailored": "一企一策、一业一策",
              "multinational": "重点跨国公司投资项目支持",
              "other": "其他奖补"}  # fmt: skip
RESULTS = {"passed": "通过", "failed": "未通过", "not_done": "未进行"}


class ProjectProfile(Section):
    """Facts under `project` on what it brings and what it asks for."""

    nature: Given = choice(NATURES, "建设性质", "nature of the works", proof=proofs.FILING)
    upgrade_features: Given = choices(
        UPGRADES, "技术改造内容", "features of the upgrade", proof=proofs.FEASIBILITY
    )
    transferred_from: Given = choice(
        ORIGINS, "项目转出地", "where the project is transferred from", proof=proofs.FILING
    )
    talent_brings: Given = choices(
        BRINGS, "高层次人才带来的技术、成果、项目", "what high-level talent brings with it",
        about=("非高层次人才项目填 []", "[] where there is no such talent"),
        proof=proofs.TALENT)  # fmt: skip
    land_traits: Given = choices(
        TRAITS, "高端高新项目用地特征认定", "traits found at the joint review of land use",
        proof=proofs.JOINT_REVIEW)  # fmt: skip
    promotion_qualities: Given = choices(
        QUALITIES, "招商评审认定的特点", "qualities found at the promotion review",
        proof=proofs.JOINT_REVIEW)  # fmt: skip
    admission_result: Given = choice(
        RESULTS, "入区评审结果", "result of the admission review", proof=proofs.JOINT_REVIEW
    )
    foreign_capital: Given = fact(
        MONEY, "项目外资额", "foreign capital of the project", proof=proofs.FILING
    )
    platform_kind: Given = choice(
        PLATFORMS, "创新平台类型", "kind of innovation platform", absent=True,
        about=("非平台项目不填", "left out where it is none"), proof=proofs.PLATFORM)  # fmt: skip
    platform_level: Given = choice(
        PLATFORM_LEVELS, "创新平台级别", "level of the innovation platform", proof=proofs.PLATFORM
    )
    talent_park_elements: Given = choices(
        TALENT_PARK, "人才园区已具备的要素", "elements that the talent park has",
        proof=proofs.PLATFORM)  # fmt: skip
    capital_source: Given = choice(
        CAPITAL, "资金来源", "where the capital comes from", proof=proofs.FILING
    )
    specialty_park: Given = fact(
        TRUTH, "是否为特色产业园建设项目", "whether it builds a specialty industry park",
        proof=proofs.FILING)  # fmt: skip
    fund_use: Given = choice(
        FUND_USES, "专项资金用途", "use of the zone's special fund", proof=proofs.FUND
    )
    bond_requested: Given = fact(
        TRUTH, "是否申请专项债券", "whether special bonds are asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    energy_kind: Given = choice(
        ENERGY_KINDS, "能源项目类型", "kind of energy project", proof=proofs.FILING
    )
    quotas_requested: Given = choices(
        QUOTAS, "申请的约束性指标", "binding quotas that are asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    carbon_demand: Given = fact(
        COUNT, "碳排放指标需求", "carbon quota that the project needs",
        about=("单位：吨", "in tonnes"), proof=proofs.ENERGY)  # fmt: skip
    new_infrastructure: Given = choice(
        NEW_INFRASTRUCTURE, "新型基础设施类型", "kind of new infrastructure", proof=proofs.FILING
    )
    smart_facility: Given = choice(
        FACILITIES, "智能化设施类型", "kind of smart facility", proof=proofs.FILING
    )
    technologies: Given = choices(
        TECHNOLOGIES, "低碳技术类型", "low-carbon technologies", proof=proofs.FEASIBILITY
    )
    trade_mode: Given = choice(TRADE, "贸易方式", "mode of trade", proof=proofs.FILING)
    sci_tech_innovation: Given = fact(
        TRUTH, "是否列为科技创新类项目", "whether it is listed as a sci-tech innovation project",
        proof=proofs.MAJOR_LIST)  # fmt: skip
    power_level: Given = choice(
        HOLDERS, "审批权限原属层级", "level that holds the power of approval", proof=proofs.POWERS
    )
    power_nature: Given = choice(
        NATURE_OF_POWER, "审批事项性质", "nature of the matter approved", proof=proofs.POWERS
    )
    power_reserved: Given = fact(
        TRUTH, "是否须由上级统一协调管理", "whether it needs unified coordination from above",
        about=("以公布的权限清单为准", "as the published list of powers says"),
        proof=proofs.POWERS)  # fmt: skip
    power_handled_by: Given = choice(
        HANDLERS, "审批实施机关", "who handles the approval", proof=proofs.POWERS
    )
    approval_mode: Given = choice(
        APPROVAL_MODES, "申请的审批方式", "mode of approval asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    postponed_steps: Given = choices(
        STEPS, "申请后置的手续", "steps to be postponed", proof=proofs.APPLICATION,
        lever=proofs.APPLY)  # fmt: skip
    missing_core_documents: Given = fact(
        COUNT, "缺少的主要材料件数", "core documents that are missing", proof=proofs.INTAKE
    )
    missing_minor_documents: Given = fact(
        COUNT, "缺少的次要材料件数", "minor documents that are missing", proof=proofs.INTAKE
    )
    supplement_by: Given = fact(
        DATE, "承诺补正日期", "day by which the missing papers are promised",
        about=("未承诺的填 none", "none where nothing is promised"),
        proof=proofs.COMMITMENT, lever=proofs.SIGN)  # fmt: skip
    risk_bearer: Given = choice(
        RISK_BEARERS, "投资风险承担方", "who bears the risk of the investment", proof=proofs.FILING
    )
    commitment_barred: Given = fact(
        TRUTH, "是否属法律不允许承诺的事项", "whether law rules a commitment out",
        proof=proofs.POWERS)  # fmt: skip
    commitment_signed_on: Given = fact(
        DATE, "承诺书签署日期", "day on which the commitment was signed",
        about=("未签署的填 none", "none while it is not"),
        proof=proofs.COMMITMENT, lever=proofs.SIGN)  # fmt: skip
    commitment_checked_on: Given = fact(
        DATE, "承诺事项核查日期", "day on which the commitment was checked",
        about=("未核查的填 none", "none while it is not"), proof=proofs.SITE_CHECK)  # fmt: skip
    incentive_kind: Given = choice(
        INCENTIVES, "奖补类型", "kind of incentive asked for", proof=proofs.APPLICATION
    )
    incentive_review: Given = choice(
        RESULTS, "公平竞争和权限审查结果", "result of the review of competition and powers",
        proof=proofs.FAIR_REVIEW)  # fmt: skip
    promise_due_on: Given = fact(
        DATE, "惠企承诺兑现期限", "day by which a promise to the enterprise falls due",
        proof=proofs.PROMISE)  # fmt: skip
    promise_kept_on: Given = fact(
        DATE, "惠企承诺兑现日期", "day on which the promise was kept",
        about=("未兑现的填 none", "none while it is not"), proof=proofs.PROMISE)  # fmt: skip
