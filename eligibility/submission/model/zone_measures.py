"""Measures of a zone that a text lists: services, reforms, forms of finance."""

from __future__ import annotations

from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choices

SCIENCE_SERVICES = {
    "design": "研发设计", "transfer": "技术成果转移", "equipment": "大型科研仪器设备共享",
    "testing": "检验检测认证", "advice": "科技咨询服务", "coaching": "创业辅导",
    "property": "知识产权服务",
}  # fmt: skip
CHANNELS = {"website": "政府网站", "application": "移动客户端", "account": "政务公众号"}
SOURCES = {
    "investment_fund": "产业综合利用投资基金", "venture_fund": "创业投资引导基金",
    "private_capital": "民间资金", "equity": "股权", "debt": "债权",
    "industry_fund": "产业投资基金",
    "securitisation": "资产证券化", "reit": "不动产投资信托基金", "special_fund": "产业专项资金",
    "government_fund": "自治区政府投资基金", "other": "其他",
}  # fmt: skip
FEATURES = {"shared": "公共设施共建共享", "cascade": "能源梯级利用", "recycling": "资源循环利用",
            "disposal": "污染物集中安全处置"}  # fmt: skip
GREEN = {"compact": "厂房集约化", "harmless": "原料无害化", "clean": "生产洁净化",
         "recycled": "废物资源化", "low_carbon": "能源低碳化"}  # fmt: skip
CIRCULAR = {"waste": "废物交换利用", "energy": "能量梯级利用", "water": "水的分类利用和循环利用"}
SMART_FIELDS = {"government": "政务", "transport": "交通", "emergency": "应急",
                "public_order": "综治"}  # fmt: skip
REFORMS = {"power": "电力市场化交易", "gas": "燃气直供试点", "water": "供排水第三方服务",
           "other": "其他"}  # fmt: skip
PAY_FORMS = {"annual": "年薪制", "project": "项目工资", "agreed": "协议工资", "other": "其他"}
TALENT_SERVICES = {
    "residence": "户籍办理", "border": "出入境", "schooling": "子女入学", "insurance": "医疗保险",
    "venture": "创业投资",
}  # fmt: skip
TRAINERS = {"university": "大专院校", "vocational": "职业院校", "institution": "社会教育机构",
            "other": "其他"}  # fmt: skip
CHAIN_SERVICES = {"insurance": "出口信用保险", "platform": "外贸综合服务",
                  "cross_border": "跨境电商平台",
                  "trains": "中欧班列"}  # fmt: skip


class ZoneMeasures(Section):
    """Facts under `zone` on the measures that it or its host has taken."""

    science_services: Given = choices(
        SCIENCE_SERVICES, "科技服务平台的服务", "services of its science platform",
        proof=proofs.PLATFORM)  # fmt: skip
    online_channels: Given = choices(
        CHANNELS, "网上政务渠道", "online channels of its services", proof=proofs.PUBLICATION
    )
    finance_sources: Given = choices(
        SOURCES, "投融资渠道", "sources and instruments of finance", proof=proofs.FUND
    )
    circular_features: Given = choices(
        FEATURES, "循环共享设施", "shared and circular features", proof=proofs.TREATMENT
    )
    green_traits: Given = choices(
        GREEN, "绿色工厂特征", "traits of green factories", proof=proofs.ENVIRONMENT
    )
    circular_measures: Given = choices(
        CIRCULAR, "循环利用措施", "measures of circular use", proof=proofs.ENVIRONMENT
    )
    smart_fields: Given = choices(
        SMART_FIELDS, "智慧平台覆盖领域", "fields of its smart platform", proof=proofs.PLATFORM
    )
    utility_reforms: Given = choices(
        REFORMS, "公用事业改革", "reforms of its utilities", proof=proofs.PUBLICATION
    )
    pay_forms: Given = choices(
        PAY_FORMS, "高层次人才分配形式", "forms of pay for high-level talent", proof=proofs.STAFF
    )
    talent_services: Given = choices(
        TALENT_SERVICES, "人才一站式服务", "services for talent", proof=proofs.PUBLICATION
    )
    trainers: Given = choices(
        TRAINERS, "人才培养基地共建方", "partners of its training base", proof=proofs.COOPERATION
    )
    chain_services: Given = choices(
        CHAIN_SERVICES, "外贸企业对接的服务", "services with which traders are linked",
        proof=proofs.COOPERATION)  # fmt: skip
