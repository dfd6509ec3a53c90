"""Ancillary facilities (administration and living services), and the buildings as a whole."""

from __future__ import annotations

from eligibility.language.types import AREA, RATIO
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choices, fact

FACILITIES = {
    "office": "办公楼", "canteen": "食堂", "dormitory": "职工宿舍",
    "self_contained_housing": "成套住宅", "commodity_housing": "商品住宅",
    "expert_building": "专家楼", "hotel": "宾馆", "guest_house": "招待所",
    "training_centre": "培训中心", "other_non_productive": "其他非生产性设施",
}  # fmt: skip


class Ancillary(Section):
    """Facts under `ancillary`."""

    land_area: Given = fact(
        AREA, "配套设施用地面积", "land of the ancillary facilities",
        proof=proofs.SITE_PLAN, lever=proofs.REDUCE)  # fmt: skip
    floor_area: Given = fact(
        AREA, "配套设施建筑面积", "floor area of the ancillary facilities",
        proof=proofs.FLOOR_SCHEDULE, lever=proofs.REDUCE)  # fmt: skip
    dormitory_land_area: Given = fact(
        AREA, "宿舍用地面积", "land of the dormitories",
        about=("宿舍型保障性租赁住房，未纳入保障性租赁住房的不计",
               "affordable rental housing of the dormitory type; others do not count"),
        proof=proofs.SITE_PLAN, lever=proofs.REDESIGN)  # fmt: skip
    dormitory_floor_area: Given = fact(
        AREA, "宿舍建筑面积", "floor area of the dormitories",
        proof=proofs.FLOOR_SCHEDULE, lever=proofs.REDESIGN)  # fmt: skip
    facilities: Given = choices(
        FACILITIES, "配套设施", "ancillary facilities",
        proof=proofs.SITE_PLAN, lever=proofs.REMOVE)  # fmt: skip


class Building(Section):
    """Facts under `building`."""

    total_floor_area: Given = fact(
        AREA, "总建筑面积", "total floor area", above="0",
        proof=proofs.FLOOR_SCHEDULE, lever=proofs.REDESIGN)  # fmt: skip
    covered_area: Given = fact(
        AREA, "建筑物、构筑物和堆场占地面积", "land under buildings, structures and open yards",
        proof=proofs.SITE_PLAN, lever=proofs.REDESIGN)  # fmt: skip
    ratio_floor_area: Given = fact(
        AREA, "计容建筑面积", "floor area that counts towards the plot ratio",
        about=("层高超过8米的按两倍计算", "storeys above 8 m count twice"),
        proof=proofs.FLOOR_SCHEDULE, lever=proofs.REDESIGN)  # fmt: skip
    base_floor_cap: Given = fact(
        RATIO, "配套建筑面积占比基准上限", "base cap of the ancillary share of floor area",
        proof=proofs.PLAN_CONDITIONS)  # fmt: skip
