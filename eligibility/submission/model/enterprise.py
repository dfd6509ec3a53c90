"""The enterprise behind the project."""

from __future__ import annotations

from eligibility.language.types import DATE, MONEY, TEXT, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, choice, choices, fact
from eligibility.submission.model.enterprise_standing import EnterpriseStanding

CATEGORIES = {
    "zombie": "僵尸企业", "scattered_polluting": "散乱污企业", "low_safety": "本质安全度较低企业",
    "none": "不属于以上各类",
}  # fmt: skip
RECOGNITIONS = {
    "fortune_500": "世界500强", "multinational": "跨国公司", "key_multinational": "重点跨国公司",
    "leading": "龙头（头部）企业", "high_tech": "高新技术企业", "tech_sme": "科技型中小企业",
    "specialised_giant": "专精特新小巨人企业", "advanced_manufacturing": "先进制造业企业",
    "key_components": "关键零部件和中间品制造企业", "unicorn": "独角兽企业",
    "china_500": "中国500强", "greater_bay_area": "粤港澳大湾区企业",
    "single_champion": "制造业单项冠军", "specialised_sme": "专精特新中小企业",
}  # fmt: skip
TREATMENTS = {
    "finance_and_tax": "财税政策", "procurement": "政府采购", "bidding": "招标投标",
    "standards": "标准制定", "other": "其他方面",
}  # fmt: skip
RELIEFS = {
    "research_deduction": "研发费用加计扣除", "high_tech_rate": "高新技术企业所得税减免",
    "small_business": "小微企业普惠性税收减免", "other": "其他减免",
}  # fmt: skip
PLEDGED_RIGHTS = {
    "patent": "专利权", "trademark": "商标权", "copyright": "著作权（版权）", "other": "其他",
}  # fmt: skip
EXHIBITION_COSTS = {"booth": "展位费", "fee": "展费", "other": "其他费用"}
TRAINING_TERMS = {"headcount": "培育人数", "trades": "工种", "employment": "就业承诺"}
RELOCATIONS = {"whole": "整体迁入", "part": "部分迁入", "none": "非迁入"}
TRADE_ACTIVITIES = {
    "overseas_outlet": "境外营销网点", "overseas_warehouse": "海外仓", "cross_border": "跨境电商",
    "own_containers": "自用集装箱运输", "train": "跨境班列",
    "transit_warehouse": "中转仓", "integrated_service": "外贸综合服务",
    "market_procurement": "市场采购贸易", "truck": "卡车班列",
    "own_brand": "自主品牌", "other": "其他",
}  # fmt: skip
POWER_SUPPLY = {"generator": "与发电企业直接交易", "retailer": "向售电公司购电",
                "grid": "电网代理购电"}  # fmt: skip
SIZES = {"micro": "微型", "small": "小型", "medium": "中型", "large": "大型"}


class Enterprise(EnterpriseStanding):
    """Facts under `enterprise`."""

    credit_code: Given = fact(
        TEXT, "统一社会信用代码", "unified social credit code", proof=proofs.LICENCE,
        about=("十八位，含校验位", "eighteen characters with a check digit"))  # fmt: skip
    opening_accepted_on: Given = fact(
        DATE, "企业开办受理日", "day on which the opening was taken in",
        proof=proofs.OPENING_RECORD)  # fmt: skip
    opened_on: Given = fact(
        DATE, "企业开办办结日", "day on which the opening was completed",
        about=("注册登记、刻章备案等全部事项办结之日",
               "registration, seals and the other steps all done"),
        proof=proofs.OPENING_RECORD, lever=proofs.HANDLE)  # fmt: skip
    size: Given = choice(SIZES, "企业规模", "size of the enterprise", proof=proofs.ENTERPRISE_SIZE)
    category: Given = choice(
        CATEGORIES, "整治认定类别", "category under which the authority has listed it",
        proof=proofs.CLEAN_UP_LIST)  # fmt: skip
    name: Given = fact(TEXT, "企业名称", "name of the enterprise", proof=proofs.LICENCE)
    recognitions: Given = choices(
        RECOGNITIONS, "企业资质认定", "recognitions of the enterprise",
        about=("均未认定的填 []", "[] where it has none"), proof=proofs.RECOGNITION)  # fmt: skip
    relocation: Given = choice(
        RELOCATIONS, "迁入方式", "how the enterprise moves in", proof=proofs.AGREEMENT
    )
    capacity_exited_on: Given = fact(
        DATE, "产能整体退出日期", "day on which its capacity was given up entirely",
        about=("未退出的填 none", "none while it is not"), proof=proofs.CAPACITY_EXIT)  # fmt: skip
    business_income: Given = fact(
        MONEY, "年主营业务收入", "main business income of the year", proof=proofs.STATISTICS
    )
    trade_activities: Given = choices(
        TRADE_ACTIVITIES, "外向型业务", "foreign trade activities", proof=proofs.APPLICATION
    )
    power_supply: Given = choice(
        POWER_SUPPLY, "购电方式", "how it buys power", proof=proofs.POWER_CONTRACT
    )
    power_market_requested: Given = fact(
        TRUTH, "是否申请参与电力市场化交易", "whether it asks to trade in the power market",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    foreign_invested: Given = fact(
        TRUTH, "是否外商投资企业", "whether foreign investors hold a part of it",
        proof=proofs.FOREIGN)  # fmt: skip
    unequal_treatment: Given = choices(
        TREATMENTS, "经认定受到差别对待的方面", "fields in which it was found treated worse",
        about=("没有的填 []", "[] where there are none"), proof=proofs.COMPLAINT)  # fmt: skip
    reliefs_due: Given = choices(
        RELIEFS, "符合条件的税收减免", "tax reliefs to which it is entitled", proof=proofs.TAX
    )
    reliefs_granted: Given = choices(
        RELIEFS, "已落实的税收减免", "tax reliefs that were granted", proof=proofs.TAX
    )
    training_terms: Given = choices(
        TRAINING_TERMS, "校企培养协议载明事项", "points of the training agreement",
        proof=proofs.TRAINING)  # fmt: skip
    exhibition_costs: Given = choices(
        EXHIBITION_COSTS, "申请支持的参展费用", "costs of exhibitions for which support is asked",
        proof=proofs.APPLICATION)  # fmt: skip
    pledged_rights: Given = choices(
        PLEDGED_RIGHTS, "质押的知识产权", "intellectual property that is pledged",
        proof=proofs.IP)  # fmt: skip
