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
    "tier": W("其属“{their_tier}”，先于本项目所属的“{my_tier}”",
              "it is of “{their_tier}”, which comes before “{my_tier}”, where this project stands"),
    "points": W("同一层级中其 {theirs} 分，本项目 {mine} 分{parts}",
                "in the same tier it has {theirs} points, this project {mine}{parts}"),
    "filed": W("层级和分值（{mine} 分）相同，其申报在先：{their_day}，本项目 {my_day}",
               "tier and points ({mine}) are the same, and it was filed earlier: {their_day}, this "
               "project {my_day}"),
    "draw": W("层级、分值（{mine} 分）、申报日期均相同，按种子 {seed} 抽签，其在先",
              "tier, points ({mine}) and day of filing are the same, and it drew the better lot "
              "from the seed {seed}"),
    "fit": W("其次序在后，但腾出其用地也放不下本项目（至少 {least}）；"
             "同时腾出几个项目的用地，会减少同层级或更高层级的总分值",
             "it stands behind, but its land alone would not do for this project (at least "
             "{least}); to take the land of several would cost points of this tier or one before"),
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
    "quota": W("{of}，再增加 {more}", "{more} more of the {of}"),
    "quotas": W("{of}，各再增加 {more}", "{more} more of each: {of}"),
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
    "let_in_refer": W("提请研究，经要求纳入", "to be referred; let in as asked"),
    "let_in_undetermined": W("待补充材料，经要求纳入", "undetermined; let in as asked"),
    "waiting": W("未落实用地及原因", "Waiting, and why"),
    "waits": W("{project}（次序 {line}，层级 {tier}，{points} 分）",
               "{project} (place {line}, tier {tier}, {points} points)"),
    "no_land": W("{count} 宗地块都不合适：{why}", "none of the {count} parcels fits: {why}"),
    "misfit": W("{count} 宗{why}", "{count} {why}"),
    "quota_full": W("{quota}，剩 {left}，本项目至少要 {least}",
                    "of the {quota}, {left} is left; this project needs at least {least}"),
    "quota_all": W("新增指标总量 {area}", "quota over all zones, {area}"),
    "quota_zone": W("{zone}新增指标 {area}", "quota of {zone}, {area}"),
    "quota_zone_more": W("{zone}新增指标 {area}（另因盘活存量增加 {more}）",
                         "quota of {zone}, {area} (and {more} for stock land revived)"),
    "taken": W("合适的地块 {parcel} 已安排给 {holders}", "{parcel}, which fits, went to {holders}"),
    "taken_in_part": W("合适的地块 {parcel} 已安排给 {holders}，剩 {left}，本项目至少要 {least}",
                       "of {parcel}, which fits, {left} is left beside {holders}; this project "
                       "needs at least {least}"),
    "more_taken": W("另有 {count} 宗合适的地块也已安排", "{count} more parcels that fit are taken"),
    "piece": W("{parcel} {area}（{zone}，{kind}）", "{parcel} {area} ({zone}, {kind})"),
    "points_of": W("{what} {theirs} 对 {mine}", "{what} {theirs} to {mine}"),
    "points_parts": W("（{parts}）", " ({parts})"),
    "undated": W("未载", "not stated"),
    "weights": W("权重：{why}", "weights: {why}"),
    "no_effects": W("增加指标的效果未计算：项目多，逐一重新求解耗时；加 --effects 计算",
                    "what more quota would bring was not worked out: with so many projects, "
                    "solving again for each takes long; --effects does it"),
    "no_use": W("单独增加以下指标，至多 100 亩，结果都不变：{quotas}",
                "up to 100 亩 more of any of these alone changes nothing: {quotas}"),
    "is_served": W("已落实：{land}", "served: {land}"),
    "why_served": W("{project} 已落实用地", "{project} is served"),
    "last": W("最后一个位置由 {project} 取得：{because}",
              "the last place went to {project}: {because}"),
    "behind": W("次序在后而已落实的有 {projects}（共 {count} 个）；任何一个腾出，都放不下本项目",
                "behind it, {projects} ({count} in all) are served; the land of none alone would "
                "do"),
    "open_tier": W("如能补充材料证明“{rule}”，层级会提前",
                   "its tier would be an earlier one if this were shown: {rule}"),
    "kinds_by": W("可用土地按“{rules}”限于{kinds}；申报表写明可用土地的，除强制规定外按其所写",
                  "by “{rules}” it stands on {kinds}; a wish stated in the table counts instead, "
                  "but against what binds"),
    "order_by": W("土地使用次序（{kinds}）依据：{rules}",
                  "order of the land ({kinds}) by: {rules}"),
    "by_force": W("{rule}（{provisions}，{force}）", "{rule} ({provisions}, {force})"),
    "cut": W("最多用地按“{rule}”压减为 {most}",
             "what it may ask for is bounded to {most} by {rule}"),
    "out": W("未进入分配", "Did not enter"), "missing": W("缺 {fact}", "missing {fact}"),
    "effects": W("增加指标的效果（按层级）", "What more quota would bring, by tier"),
    "ties": W("层级和分值相同的，申报在先者在先；再相同的，按种子抽签",
              "equals stand by their day of filing, then by a draw from the seed"),
    "advice": W("本程序仅供参考，以主管部门决定为准",
                "the program advises; the competent authority decides"),
    "why": W("{project} 为什么没有落实", "Why {project} waits"), "why_not": W("原因", "Reasons"),
    "smallest": W("能使其落实的最小变化（重新求解得出）",
                  "The smallest changes that would admit it, by solving again"),
    "nothing_helps": W("增加指标（单独或与总量同时）、提高亩均税收、改换园区都不能使其落实；"
                       "须另有合适的地块",
                       "neither more quota (alone or with that over all zones) nor a higher tax "
                       "per mu nor another zone would: other land that fits is needed"),
    "good_plan": W("方案成立：{file}", "The plan stands: {file}"),
    "bad_plan": W("方案不成立：{file}", "The plan does not stand: {file}"),
    "faults": W("问题", "Faults"), "bounds": W("目标值与上限", "Values and bounds"),
    "bound_best": W("最优，已用整数算术证明", "the best there is: proven in whole numbers"),
    "bound_proven": W("上限已用整数算术证明", "bound proven in whole numbers"),
    "bound_claimed": W("上限由求解器声称", "bound claimed by the solver"),
    "retraced": W("各表和规则重新读取，得出的正是本方案所述的项目、地块、指标、层级、分值和原因",
                  "the tables and rules, read again, give just the projects, land, quotas, tiers, "
                  "points and reasons of this plan"),
    "not_retraced": W("资格、层级和分值按方案所述；同时给出三张表，可连同规则一并复核",
                      "eligibility, tiers and points are taken as the plan states them; name its "
                      "three tables as well, and they are checked too"),
    "sheet_summary": W("概要", "Summary"), "sheet_levels": W("目标", "Levels"),
    "sheet_granted": W("落实用地", "Served"), "sheet_spread": W("园区分布", "Land by zone"),
    "sheet_waiting": W("未落实及原因", "Waiting"), "sheet_out": W("未进入", "Did not enter"),
    "sheet_effects": W("增加指标", "More quota"),
    "quotas": W("新增指标使用情况", "Quotas of new land"), "h_total": W("总量", "over all zones"),
    "quota_used": W("已用 {used} / {area}，剩余 {left}", "{used} of {area} taken, {left} left"),
    "quota_raised": W("已用 {used} / {area} + {raised}（盘活存量挂钩），剩余 {left}",
                      "{used} of {area} + {raised} (for stock land revived) taken, {left} left"),
    "used": W("已用", "taken"), "raised": W("因盘活存量增加", "added for stock land revived"),
    "all_parts": W("逐宗", "parcel by parcel"),
    "drawn_in_numbers": W("以数字列出", "the same in figures"),
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
