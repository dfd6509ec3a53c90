"""How a zone promotes, serves and is appraised: its services, its funds, its yearly duties."""

from __future__ import annotations

from eligibility.language.types import COUNT, DATE, MONEY
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, choices, fact

NONE_YET = ("没有的填 none", "none where there is none")
PROMOTION_SYSTEM = {
    "plan": "产业招商规划", "policy": "产业政策制定", "climate": "营商环境建设",
    "image": "形象推介",
    "staff": "人员选拔培训", "channels": "信息渠道培育", "landing": "项目落地服务",
    "appraisal": "绩效考核",
}  # fmt: skip
LIBRARIES = {"smart_workshop": "智能车间", "smart_factory": "智能工厂", "giant": "专精特新小巨人",
             "tech_sme": "科技型中小企业", "traditional": "优势传统企业"}  # fmt: skip
WINDOW = {"one_window": "一窗受理", "one_lead": "一家牵头", "parallel": "并联审批",
          "timed": "限时办结",
          "online": "线上全链通", "registration": "注册登记", "seals": "刻章备案"}  # fmt: skip
INCENTIVES = {"reward": "奖励", "penalty": "惩戒"}
CATALOGUE = {"build": "建链", "fill": "补链", "strengthen": "强链", "extend": "延链",
             "targets": "靶向企业"}  # fmt: skip
FUNDS = {"industry": "主导产业发展基金", "talent": "人才创业引导基金", "venture": "创业投资基金",
         "land": "土地整理基金"}  # fmt: skip
TRAITS = {"entity": "实体化运行", "market": "市场化运作", "enterprise": "企业化经营"}
BASES = {"provincial_scheme": "省测评方案", "other": "其他办法", "none": "未开展考评"}
PUBLISHED = {"progress": "工作推进情况", "rank": "年度考核排名"}
APPRAISAL = {
    "plan_targets": "方案各项目标", "own_indicators": "区别于行政区的个性化指标",
    "main_indicators": "主要经济指标纳入市政府绩效", "platform_tasks": "重大平台任务",
}  # fmt: skip
CHANNELS = {"dialogue": "政企沟通机制", "coordination": "问题协调机制", "complaint": "投诉渠道",
            "hotline": "投资投诉热线"}  # fmt: skip
FULL_CYCLE = {"approval": "审批", "policy": "政策", "statistics": "统计", "management": "管理",
              "service": "服务", "supervision": "监督", "assessment": "考核"}  # fmt: skip
PROMOTION_MODES = {"chain": "产业链招商", "small_group": "小团组靶向招商",
                   "headquarters": "总部招商", "equity": "优质股权招商",
                   "research": "境外研发机构定向招商",
                   "stationed": "驻点招商", "by_investors": "以商引商", "services": "购买服务",
                   "commission": "项目委托", "delegation": "委派", "other": "其他方式"}  # fmt: skip
LOW_CARBON = {"planning": "规划", "construction": "建设", "operation": "运营管理",
              "promotion": "项目招引"}  # fmt: skip
OUTLETS = {"human_resources": "人社", "finance": "金融", "market": "市场", "telecom": "通讯",
           "transport": "交通", "other": "其他部门"}  # fmt: skip
SMART = {"network": "信息基础设施网络", "service": "园区服务应用平台",
         "management": "园区管理应用平台"}  # fmt: skip
LINKS = {"expressway": "高速公路", "airport": "机场", "railway": "铁路站点"}
PAY_LINKS = {"rank_change": "考核进退位", "appraisal": "绩效考核", "none": "未挂钩"}


class ZonePromotion(Section):
    """Facts under `zone` about its promotion, its services and its appraisal."""

    promotion_system: Given = choices(
        PROMOTION_SYSTEM, "招商工作体系环节", "elements of its system of promotion",
        proof=proofs.WORK_LOG)  # fmt: skip
    libraries: Given = choices(
        LIBRARIES, "培育库覆盖的企业类型", "kinds of firm in its reserve lists",
        proof=proofs.WORK_LOG)  # fmt: skip
    approval_window: Given = choices(
        WINDOW, "综合服务窗口办理方式", "how its service window works",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    catalogue_covers: Given = choices(
        CATALOGUE, "招商指导目录或产业链图载明", "what its promotion catalogue or chain map covers",
        proof=proofs.CHAIN_MAP)  # fmt: skip
    funds: Given = choices(FUNDS, "已设立的基金", "funds set up", proof=proofs.FUND)
    incentive_cost: Given = fact(
        MONEY, "招商优惠测算成本", "cost of the incentives as estimated", proof=proofs.INCENTIVES
    )
    incentive_benefit: Given = fact(
        MONEY, "招商优惠测算收益", "benefit of the incentives as estimated",
        proof=proofs.INCENTIVES)  # fmt: skip
    promotion_reported: Given = fact(
        MONEY, "上报的招商引资数额", "promotion result as reported", proof=proofs.STATISTICS
    )
    promotion_paid_in: Given = fact(
        MONEY, "招商项目实际投入资金", "funds actually put into promoted projects",
        proof=proofs.AUDIT)  # fmt: skip
    operator_traits: Given = choices(
        TRAITS, "运营公司运行方式", "how its operating company runs", proof=proofs.CHARTER
    )
    operator_government_financing: Given = fact(
        MONEY, "运营公司为地方政府融资数额", "financing that its company raised for the government",
        proof=proofs.AUDIT)  # fmt: skip
    appraisal_basis: Given = choice(
        BASES, "开发区考评依据", "rules by which the zones are appraised", proof=proofs.CITY_RANKING
    )
    appraisal_published: Given = choices(
        PUBLISHED, "已通报的内容", "what was published of the appraisal", proof=proofs.CITY_RANKING
    )
    appraisal_covers: Given = choices(
        APPRAISAL, "年度考核包含的内容", "what the yearly appraisal covers",
        proof=proofs.CITY_RANKING)  # fmt: skip
    pay_linked_to: Given = choices(
        PAY_LINKS, "薪酬总额挂钩的因素", "what the total pay is tied to", proof=proofs.CITY_RANKING
    )
    channels: Given = choices(
        CHANNELS, "已建立的沟通投诉渠道", "channels of dialogue and complaint",
        proof=proofs.PUBLICATION, lever=proofs.SET_UP)  # fmt: skip
    full_cycle: Given = choices(
        FULL_CYCLE, "全周期管理体系涵盖的环节", "links of the system of management",
        proof=proofs.PUBLICATION)  # fmt: skip
    promotion_modes: Given = choices(
        PROMOTION_MODES, "采用的招商方式", "ways of promotion in use", proof=proofs.WORK_LOG
    )
    low_carbon_in: Given = choices(
        LOW_CARBON, "已融入低碳理念的环节", "where the low-carbon idea is built in",
        proof=proofs.ZONE_PLAN)  # fmt: skip
    outlets: Given = choices(
        OUTLETS, "区内便民服务网点", "service outlets in the zone", proof=proofs.WORK_LOG
    )
    smart_platforms: Given = choices(
        SMART, "已建成的智慧园区平台", "platforms of the smart park", proof=proofs.ZONE_PLAN
    )
    links: Given = choices(
        LINKS, "已打通快速通道的交通节点", "nodes with a fast link", proof=proofs.ZONE_PLAN
    )
    talent_centre_on: Given = fact(
        DATE, "高层次人才一站式服务中心设立日期", "day of the one-stop centre for talent",
        about=NONE_YET, proof=proofs.WORK_LOG)  # fmt: skip
    city_meetings: Given = fact(
        COUNT, "市级当年开发区工作推进会次数", "meetings of the city on its zones this year",
        proof=proofs.WORK_LOG)  # fmt: skip
    county_meetings: Given = fact(
        COUNT, "县区当年开发区专题会议次数", "meetings of the county on its zones this year",
        proof=proofs.WORK_LOG)  # fmt: skip
    major_projects_landed: Given = fact(
        COUNT, "当年完成招商的重大项目数", "major projects landed this year",
        proof=proofs.STATISTICS)  # fmt: skip
    enterprises: Given = fact(
        COUNT, "入驻企业数", "enterprises in the zone", proof=proofs.STATISTICS
    )
    enterprises_with_contact: Given = fact(
        COUNT, "已落实帮扶责任人的企业数", "enterprises with a named contact", proof=proofs.WORK_LOG
    )
