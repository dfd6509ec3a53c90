"""The wording of plans."""

from __future__ import annotations

from eligibility.language.pack import Words

W = Words

KINDS = {
    "plant": W("标准厂房", "standard plant"), "stock": W("存量用地", "stock land"),
    "new": W("新增用地", "new land"),
}  # fmt: skip
MISFITS = {
    "zone": W("园区不在意向之内", "in a zone that it does not wish"),
    "kind": W("土地类型不接受", "of a kind that it does not take"),
    "use": W("用途分类不符", "of another land-use class"),
    "industry": W("地块准入产业不符", "kept for other industries"),
    "unevaluated": W("园区未参加节约集约评价", "new land in a zone without a land evaluation"),
    "investment": W("投资强度不足", "asking for a higher investment intensity"),
    "tax": W("亩均税收不足", "asking for a higher tax per mu"),
    "small": W("面积不足", "too small"), "large": W("整宗面积过大", "too large and not divisible"),
}  # fmt: skip
BECAUSE = {
    "promise": W("其用地此前已承诺", "its land was promised before"),
    "tier": W("其保障层级在先", "it is of a tier that comes first"),
    "points": W("同一层级中其分值较高", "it has more points within the tier"),
    "filed": W("层级和分值相同，其申报在先",
               "tier and points are the same, and it was filed earlier"),
    "draw": W("其他相同，抽签在先", "all else is the same, and it drew the better lot"),
    "fit": W("其次序在后，但本项目无法单独使用其用地，换入会减少同层级或更高层级的总分值",
             "it stands behind, but this project could not use its land alone, or the whole would "
             "come to fewer points"),
}  # fmt: skip
STANDINGS = {
    "rejected": W("不符合，不进入分配", "not eligible: does not enter"),
    "refer": W("提请研究，未要求纳入（--include refer）",
               "to be referred, and not asked for (--include refer)"),
    "undetermined": W("待补充材料，未要求纳入（--include undetermined）",
                      "undetermined, and not asked for (--include undetermined)"),
    "eligible": W("符合", "eligible"),
}  # fmt: skip
CHANGES = {
    "quota": W("{of}再增加 {more}", "{more} more of the {of}"),
    "tax": W("亩均税收再提高 {more}", "a tax per mu that is {more} higher"),
    "zone": W("同意落户 {of}", "also taking land in {of}"),
}
SAID = {
    "heading": W("用地分配方案", "Allocation of land"),
    "place": W("适用地区 {place}，日期 {day}，抽签种子 {seed}",
               "{place}, {day}, seed of the draw {seed}"),
    "served": W("申报 {all} 个，进入分配 {entered} 个，落实用地 {served} 个",
                "{all} applied, {entered} entered, {served} were served"),
    "advisory": W("参考：{why}", "advisory: {why}"),
    "levels": W("目标次序（前轮承诺不计）", "The objective, in its order (promises apart)"),
    "rest": W("其他项目", "all others"), "all": W("全部项目", "all projects"),
    "spared": W("{kind}尽量少用", "as little {kind} as can be"),
    "best": W("已到上限", "the best there is"),
    "claimed": W("求解器判定最优", "the best, as the solver says"),
    "gap": W("差距 {gap}", "gap {gap}"),
    "granted": W("落实用地", "Served"), "promised": W("前轮承诺", "promised before"),
    "waiting": W("未落实用地及原因", "Waiting, and why"),
    "waits": W("{project}（次序 {line}，层级 {tier}，{points} 分）",
               "{project} (place {line}, tier {tier}, {points} points)"),
    "no_land": W("没有合适的地块：{why}", "no land fits: {why}"),
    "quota_full": W("{quota}已用尽或不足", "the {quota} is used up or too little is left"),
    "quota_all": W("新增指标总量 {area}", "quota over all zones, {area}"),
    "quota_zone": W("{zone}新增指标 {area}", "quota of {zone}, {area}"),
    "taken": W("合适的地块已安排：{parcels}", "the land that fits is taken: {parcels}"),
    "last": W("最后一个位置由 {project} 取得：{because}",
              "the last place went to {project}: {because}"),
    "behind": W("次序在后而落实的 {projects}（共 {count} 个）各自的用地不足以单独替换",
                "behind it, {projects} ({count} in all) are served; none holds enough alone"),
    "open_tier": W("如能证明 {rule}，层级会提前",
                   "its tier would be an earlier one if {rule} were shown"),
    "cut": W("用地上限按 {rule} 压减", "what it may ask for is bounded by {rule}"),
    "out": W("未进入分配", "Did not enter"), "missing": W("缺 {fact}", "missing {fact}"),
    "effects": W("增加指标的效果（按层级）", "What more quota would bring, by tier"),
    "ties": W("层级和分值相同的，申报在先者在先；再相同的，按种子抽签",
              "equals stand by their day of filing, then by a draw from the seed"),
    "advice": W("本程序仅供参考，以主管部门决定为准",
                "the program advises; the competent authority decides"),
    "why": W("{project} 为什么没有落实", "Why {project} waits"), "why_not": W("原因", "Reasons"),
    "smallest": W("能使其落实的最小变化（重新求解得出）",
                  "The smallest changes that would admit it, by solving again"),
    "nothing_helps": W("单独增加指标、提高亩均税收或改换园区都不能使其落实",
                       "neither more quota nor a higher tax per mu nor another zone alone would"),
    "good_plan": W("方案成立：{file}", "The plan stands: {file}"),
    "bad_plan": W("方案不成立：{file}", "The plan does not stand: {file}"),
    "faults": W("问题", "Faults"), "bounds": W("目标值与上限", "Values and bounds"),
    "bound_best": W("最优，已用整数算术证明", "the best there is: proven in whole numbers"),
    "bound_proven": W("上限已用整数算术证明", "bound proven in whole numbers"),
    "bound_claimed": W("上限由求解器声称", "bound claimed by the solver"),
    "spread": W("各园区用地分布", "Land by zone and tier"), "tier": W("层级 {tier}", "tier {tier}"),
    "h_zone": W("园区", "zone"), "h_left": W("剩余", "left"),
    "h_bar": W("图示（数字为层级，·为剩余）", "drawn (digits: tiers, ·: left)"),
    "h_tier": W("层级", "tier"), "h_rule": W("依据", "by"), "h_served": W("落实", "served"),
    "h_value": W("分值", "value"), "h_bound": W("上限", "bound"), "h_gap": W("差距", "gap"),
    "h_line": W("次序", "place"), "h_project": W("项目", "project"), "h_points": W("分", "points"),
    "h_land": W("用地", "land"), "h_note": W("备注", "note"), "h_quota": W("指标", "quota"),
    "h_more": W("增加", "more"), "h_served_by_tier": W("多落实（逐层级）", "served more, by tier"),
    "h_points_by_tier": W("分值变化（逐层级）", "points, by tier"), "h_level": W("目标", "level"),
    "h_proof": W("证明", "proof"),
}  # fmt: skip
