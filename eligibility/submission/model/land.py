"""The land: its total, and each parcel with its use, its dates and its delays."""

from __future__ import annotations

from eligibility.language.types import AREA, DATE, MONEY, TEXT, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Items, Section, choice, fact, records
from eligibility.submission.model.land_uses import LAND_USES

USE_CLASSES = {"I": "一类", "II": "二类", "III": "三类"}
DISPOSALS = {
    "take_back": "收回土地使用权", "extension": "延长动工开发期限", "temporary_use": "安排临时使用",
    "change_of_use": "调整土地用途和规划条件", "buy_back": "协议有偿收回", "swap": "置换土地",
    "other": "其他方式",
}  # fmt: skip
AFTER_TAKE_BACK = {"reserve": "纳入土地储备", "reassigned": "重新安排使用", "neither": "均未办理"}
REUSES = {
    "add_investment": "追加投资", "transform": "转型改造", "joint": "合作经营",
    "limited_term": "限期开发", "paid_recovery": "有偿收回", "negotiated_purchase": "协议收购",
    "other": "其他方式",
}  # fmt: skip
RENOVATIONS = {
    "old_town": "旧城镇", "old_factory": "旧厂房", "old_village": "旧村庄",
    "old_industrial_area": "老工业区", "urban_renewal": "城市更新",
    "other_old_area": "其他旧区",
}  # fmt: skip
ORIGINS = {
    "allocation": "划拨", "public_grant": "招拍挂出让", "agreement": "协议出让", "lease": "租赁",
    "other": "其他",
}  # fmt: skip
SUPPLY_MODES = {
    "standard_land": "以“标准地”出让", "ordinary_grant": "一般出让", "not_granted": "不以出让供应",
}  # fmt: skip
CAUSES = {"government": "政府原因", "force_majeure": "不可抗力", "holder": "使用权人原因"}


class Delay(Section):
    """One item of `land.parcels[].delays`."""

    since: Given = fact(DATE, "延误起始日", "first day of the delay", proof=proofs.DELAY)
    until: Given = fact(
        DATE, "延误终止日", "last day of the delay",
        about=("仍在延误的填 none", "none while it goes on"), proof=proofs.DELAY)  # fmt: skip
    cause: Given = choice(CAUSES, "延误原因", "cause of the delay", proof=proofs.DELAY)


class Parcel(Section):
    """One item of `land.parcels`."""

    id: Given = fact(TEXT, "宗地编号", "number of the parcel", proof=proofs.GRANT_CONTRACT)
    area: Given = fact(AREA, "宗地面积", "area of the parcel", above="0", proof=proofs.SURVEY)
    current_use: Given = choice(
        LAND_USES, "现用途", "present use",
        about=("2023年国土空间用地用海分类代码", "land-use class of the 2023 national guide"),
        proof=proofs.TITLE)  # fmt: skip
    proposed_use: Given = choice(
        LAND_USES, "拟用途", "proposed use",
        about=("2023年国土空间用地用海分类代码", "land-use class of the 2023 national guide"),
        proof=proofs.APPLICATION, lever=proofs.ADJUST_USE)  # fmt: skip
    current_class: Given = choice(
        USE_CLASSES, "现用途类别", "class of the present use",
        about=("现用途只写到1001或1101时填写", "where only 1001 or 1101 is stated as the use"),
        proof=proofs.PLAN_CONDITIONS)  # fmt: skip
    proposed_class: Given = choice(
        USE_CLASSES, "拟用途类别", "class of the proposed use",
        about=("拟用途只写到1001或1101时填写", "where only 1001 or 1101 is stated as the use"),
        proof=proofs.PLAN_CONDITIONS)  # fmt: skip
    plan_conforms: Given = fact(
        TRUTH, "是否符合国土空间规划和用途管制",
        "whether it conforms to the spatial plan and use control",
        proof=proofs.SPATIAL_PLAN)  # fmt: skip
    acquired_on: Given = fact(DATE, "取得日期", "day of acquisition", proof=proofs.GRANT_CONTRACT)
    start_by: Given = fact(DATE, "约定开工日期", "agreed day of start", proof=proofs.GRANT_CONTRACT)
    started: Given = fact(TRUTH, "是否已开工", "whether works have started", proof=proofs.WORKS)
    started_on: Given = fact(DATE, "实际开工日期", "day of start", proof=proofs.WORKS)
    stopped_on: Given = fact(
        DATE, "停工日期", "day of stoppage",
        about=("未停工的填 none", "none where works go on"), proof=proofs.STOPPAGE)  # fmt: skip
    developed_area: Given = fact(AREA, "已开发面积", "area developed", proof=proofs.SURVEY)
    price: Given = fact(MONEY, "土地价款", "price of the land", proof=proofs.GRANT_CONTRACT)
    price_paid: Given = fact(
        TRUTH, "土地价款是否缴清", "whether the price is paid in full",
        proof=proofs.PAYMENT, lever=proofs.PAY)  # fmt: skip
    certificate_held: Given = fact(
        TRUTH, "是否已取得不动产权证书", "whether the certificate is held",
        proof=proofs.TITLE, lever=proofs.REGISTER)  # fmt: skip
    publicly_granted: Given = fact(
        TRUTH, "是否以招拍挂方式取得", "whether it was granted by public bidding",
        proof=proofs.GRANT_CONTRACT)  # fmt: skip
    disposal: Given = choice(
        DISPOSALS, "闲置土地处置方式", "how the idle land is disposed of", absent=True,
        proof=proofs.DISPOSAL)  # fmt: skip
    taken_back_on: Given = fact(
        DATE, "收回日期", "day of the take-back", absent=True, proof=proofs.TAKE_BACK
    )
    use_after_take_back: Given = choice(
        AFTER_TAKE_BACK, "收回后的安排", "what became of the land taken back", proof=proofs.RESERVE
    )
    checked_on_site_on: Given = fact(
        DATE, "实地核查日期", "day of the on-site check",
        about=("未核查的填 none", "none where there was no check"),
        proof=proofs.SITE_CHECK)  # fmt: skip
    idleness_fee_paid: Given = fact(
        MONEY, "已缴土地闲置费", "idleness fee paid", proof=proofs.IDLE_FEE, lever=proofs.PAY
    )
    idle_recognised_on: Given = fact(
        DATE, "闲置土地认定日期", "day of recognition as idle land", absent=True,
        proof=proofs.IDLE_DECISION)  # fmt: skip
    low_efficiency_listed: Given = fact(
        TRUTH, "是否列入低效用地名录", "whether it is listed as inefficient land",
        proof=proofs.LOW_EFFICIENCY)  # fmt: skip
    renovation: Given = choice(
        RENOVATIONS, "旧区改造类型", "kind of renovation", absent=True, proof=proofs.RENEWAL
    )
    reuse: Given = choice(
        REUSES, "低效用地再开发方式", "way of redeveloping inefficient land", absent=True,
        about=("尚未选定的不填", "left out while none is chosen"),
        proof=proofs.REUSE_PLAN)  # fmt: skip
    zone_plan_use: Given = choice(
        LAND_USES, "园区规划确定的用途", "use that the zone's plan gives the parcel",
        proof=proofs.ZONE_PLAN)  # fmt: skip
    mixed_with: Given = choice(
        LAND_USES, "混合使用的第二用途", "second use where uses are mixed", absent=True,
        proof=proofs.PLAN_CONDITIONS)  # fmt: skip
    origin: Given = choice(
        ORIGINS, "土地取得方式", "how the right was obtained", proof=proofs.TITLE
    )
    in_allocation_catalogue: Given = fact(
        TRUTH, "拟用途是否符合划拨用地目录",
        "whether the proposed use is in the national catalogue of allocated land",
        proof=proofs.CATALOGUE_CHECK)  # fmt: skip
    split_requested: Given = fact(
        TRUTH, "是否申请产权分割", "whether a split of the property is asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    divisible: Given = fact(
        TRUTH, "是否具备独立分宗条件", "whether the land can be parted into parcels of their own",
        proof=proofs.SPLIT_SURVEY)  # fmt: skip
    conversion_approved_on: Given = fact(
        DATE, "农用地转用批准日期", "day on which the conversion was approved",
        about=("未批准的填 none", "none where it is not"), proof=proofs.CONVERSION)  # fmt: skip
    supplied_on: Given = fact(
        DATE, "供地日期", "day on which the land was supplied",
        about=("未供应的填 none", "none where it is not"), proof=proofs.SUPPLY)  # fmt: skip
    idle_plant: Given = fact(
        TRUTH, "宗地上是否有闲置厂房", "whether idle factory buildings stand on it",
        proof=proofs.PLANT_LIST)  # fmt: skip
    delays: Items = records(Delay, "延误记录", "delays", proof=proofs.DELAY)


class Land(Section):
    """Facts under `land`."""

    total_area: Given = fact(
        AREA, "项目总用地面积", "total land of the project", above="0",
        proof=proofs.PLAN_CONDITIONS, lever=proofs.REDESIGN)  # fmt: skip
    new_industrial_area: Given = fact(
        AREA, "新增工业用地面积", "new industrial land that is asked for",
        about=("由非工业用地转入的面积", "land that is not industrial now"),
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    quota_requested: Given = fact(
        AREA, "申请新增建设用地计划指标", "quota of new construction land that is asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    conditions_change: Given = fact(
        TRUTH, "是否申请调整规划条件", "whether a change of the planning conditions is applied for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    conditions_adjusted_on: Given = fact(
        DATE, "规划条件调整批复日期", "day on which the changed planning conditions were approved",
        about=("未批复的填 none", "none while there is no approval"),
        proof=proofs.PLAN_CONDITIONS)  # fmt: skip
    supplement_signed_on: Given = fact(
        DATE, "出让合同补充协议签订日期", "day of the supplement to the grant contract",
        about=("未签订的填 none", "none while it is not signed"),
        proof=proofs.SUPPLEMENT)  # fmt: skip
    supplement_price_due: Given = fact(
        MONEY, "应补缴土地出让金", "land price due under the supplement",
        proof=proofs.SUPPLEMENT)  # fmt: skip
    supplement_price_paid: Given = fact(
        MONEY, "已补缴土地出让金", "land price paid under the supplement",
        proof=proofs.PAYMENT, lever=proofs.PAY)  # fmt: skip
    in_urban_construction_area: Given = fact(
        TRUTH, "是否在城镇规划建设用地范围内", "whether it lies in the planned urban area",
        proof=proofs.SPATIAL_PLAN)  # fmt: skip
    guarantee_requested: Given = fact(
        TRUTH, "是否申请重点项目用地保障", "whether guaranteed land is asked for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    norm_area: Given = fact(
        AREA, "按用地标准核定的面积", "land that the standards of land use allow it",
        proof=proofs.LAND_NORM)  # fmt: skip
    farmland_compensated_on: Given = fact(
        DATE, "补充耕地落实日期", "day on which lost farmland was made good",
        about=("未落实的填 none", "none where it is not"), proof=proofs.COMPENSATION)  # fmt: skip
    conversion_approved_on: Given = fact(
        DATE, "用地批准日期", "day on which the land was approved",
        about=("未批准的填 none", "none where it is not"), proof=proofs.CONVERSION)  # fmt: skip
    supplied_on: Given = fact(
        DATE, "项目供地日期", "day on which the project's land was supplied",
        about=("未供应的填 none", "none where it is not"), proof=proofs.SUPPLY)  # fmt: skip
    supply_mode: Given = choice(
        SUPPLY_MODES, "供地方式", "how the land is supplied", proof=proofs.GRANT_NOTICE
    )
    parcels: Items = records(Parcel, "宗地", "parcels", proof=proofs.GRANT_CONTRACT)
