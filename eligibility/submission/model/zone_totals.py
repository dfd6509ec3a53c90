"""What all the zones of a city reach together, and what one zone has been awarded."""

from __future__ import annotations

from typing import Any

from eligibility.language.types import COUNT, DATE, MONEY, RATIO, TEXT
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Items, Section, choices, fact, records

USD = ("单位：美元", "in US dollars")
MOST_USD = "1,000,000,000,000"
NONE_YET = ("没有的填 none", "none where there is none")
ANNUAL_GOALS = {
    "gdp": "地区生产总值", "industrial_output": "工业总产值", "tax": "税收收入",
    "fixed_investment": "固定资产投资", "foreign_capital": "实际利用外资", "trade": "进出口总额",
}  # fmt: skip


def _money(zh: str, en: str, above: str | None = None) -> Any:
    return fact(MONEY, zh, en, above=above, proof=proofs.STATISTICS)


def _count(zh: str, en: str) -> Any:
    return fact(COUNT, zh, en, proof=proofs.STATISTICS)


def _dollars(zh: str, en: str) -> Any:
    return fact(COUNT, zh, en, about=USD, most=MOST_USD, proof=proofs.STATISTICS)


def _growth(zh: str, en: str) -> Any:
    return fact(RATIO, zh, en, least="-100%", most="1000%", proof=proofs.STATISTICS)


class IndicatorGrowth(Section):
    """One item of `zone.indicator_growth`: one main indicator, here and where it is compared."""

    name: Given = fact(TEXT, "指标名称", "name of the indicator", proof=proofs.STATISTICS)
    growth: Given = _growth("开发区增幅", "growth in the zone")
    compared_growth: Given = _growth("对比县区增幅", "growth in the county compared")


class ZoneTotals(Section):
    """Facts under `zone` that add up the zones of its city, or record what it was awarded."""

    figures_on: Given = fact(
        DATE, "指标数据截止日", "day to which the figures run", proof=proofs.STATISTICS
    )
    annual_goals_met: Given = choices(
        ANNUAL_GOALS, "完成年度计划的主要指标", "main indicators that met the year's plan",
        proof=proofs.STATISTICS)  # fmt: skip
    zones_enterprises: Given = _count("全市开发区入驻企业数", "enterprises in the city's zones")
    zones_output: Given = _money("全市开发区年产值", "yearly output of the city's zones")
    zones_tax: Given = _money("全市开发区年税收", "yearly tax of the city's zones")
    zones_revenue: Given = _money(
        "全市开发区一般公共预算收入", "budget revenue of the city's zones"
    )
    zones_revenue_base: Given = _money(
        "基期全市开发区一般公共预算收入", "their budget revenue in the base year", "0"
    )
    city_revenue: Given = _money("全市一般公共预算收入", "budget revenue of the city", "0")
    zones_trade: Given = _money("全市开发区外贸进出口总额", "foreign trade of the city's zones")
    zones_trade_base: Given = _money(
        "基期全市开发区外贸进出口总额", "their foreign trade in the base year", "0"
    )
    city_trade: Given = _money("全市外贸进出口总额", "foreign trade of the city", "0")
    zones_manufacturing_value_added: Given = _money(
        "全市开发区制造业增加值", "manufacturing value added of the city's zones"
    )
    city_manufacturing_value_added: Given = _money(
        "全市制造业增加值", "manufacturing value added of the city", "0"
    )
    zones_foreign_capital: Given = _dollars(
        "全市开发区实际利用外资", "foreign capital used in the city's zones"
    )
    city_foreign_capital: Given = _dollars("全市实际利用外资", "foreign capital used in the city")
    zones_foreign_capital_in_plan: Given = _dollars(
        "规划期内全市开发区累计实际利用外资", "foreign capital used in the zones in the plan period"
    )
    high_tech_enterprises_base: Given = _count(
        "基期开发区内高新技术企业数", "high-tech firms in zones in the base year"
    )
    zones_industrial_output: Given = _money(
        "全市开发区工业总产值", "gross industrial output of the city's zones"
    )
    zones_industrial_output_base: Given = _money(
        "基期全市开发区工业总产值", "the same in the base year", "0"
    )
    zones_industrial_value_added: Given = _money(
        "全市开发区工业增加值", "industrial value added of the city's zones"
    )
    zones_industrial_value_added_base: Given = _money(
        "基期全市开发区工业增加值", "their industrial value added in the base year", "0"
    )
    city_industrial_value_added: Given = _money(
        "全市工业增加值", "industrial value added of the city", "0"
    )
    zones_industrial_investment: Given = _money(
        "全市开发区工业投资", "industrial investment in the city's zones"
    )
    zones_industrial_investment_base: Given = _money(
        "基期全市开发区工业投资", "industrial investment in them in the base year", "0"
    )
    zones_industrial_enterprises: Given = _count(
        "全市开发区工业企业户数", "industrial enterprises in the city's zones"
    )
    zones_industrial_enterprises_base: Given = _count(
        "基期全市开发区工业企业户数", "industrial enterprises in them in the base year"
    )
    zones_above_scale_output: Given = _money(
        "全市开发区规模以上工业总产值", "output of above-scale industry in the city's zones"
    )
    city_above_scale_output: Given = _money(
        "全市规模以上工业总产值", "output of above-scale industry in the city", "0"
    )
    smart_workshops: Given = _count("开发区智能车间数", "smart workshops in the zones")
    smart_factories: Given = _count("开发区智能工厂数", "smart factories in the zones")
    specialised_giants: Given = _count(
        "开发区专精特新小巨人企业数", "specialised little giants in the zones"
    )
    listed_companies: Given = _count("开发区上市公司数", "listed companies of the zones")
    listed_high_tech: Given = _count(
        "开发区上市公司中的高新技术企业数", "high-tech firms among them"
    )
    city_listed_companies: Given = _count("全市上市公司数", "listed companies of the city")
    national_talents: Given = _count(
        "规划期内入选国家级人才工程人数", "persons selected by national programmes in the period"
    )
    provincial_talents: Given = _count(
        "规划期内入选省级人才工程人数", "persons selected by provincial programmes in the period"
    )
    zones_total: Given = _count("全市开发区数", "zones of the city")
    zones_risk_assessed: Given = _count(
        "已完成安全风险评估的开发区数", "zones whose safety risks are assessed"
    )
    zones_with_safety_platform: Given = _count(
        "已建成安全监管信息平台的开发区数", "zones with a platform of safety supervision"
    )
    indicator_growth: Items = records(
        IndicatorGrowth, "主要指标增幅对比", "growth of the main indicators compared",
        proof=proofs.STATISTICS)  # fmt: skip
    years_of_rising_rank: Given = fact(
        COUNT, "连续进位年数", "years in a row in which its provincial rank rose",
        proof=proofs.RANKING)  # fmt: skip
    years_lagging: Given = fact(
        COUNT, "连续排名落后年数", "years in a row ranked as lagging",
        about=("以考核办法认定的落后为准", "lagging as the rules of the ranking say"),
        proof=proofs.RANKING)  # fmt: skip
    level_approved_on: Given = fact(
        DATE, "现级别批准日期", "day on which its present level was approved",
        about=("未升级的填 none", "none where it was not raised"),
        proof=proofs.ZONE_LIST)  # fmt: skip
    synergy_included_on: Given = fact(
        DATE, "作为协同区纳入省级管理的日期",
        "day on which it came under provincial management as a synergy zone",
        about=NONE_YET, proof=proofs.ZONE_LIST)  # fmt: skip
    chemical_park_certified_on: Given = fact(
        DATE, "省级化工园区达标认定日期", "day of certification as a provincial chemical park",
        about=NONE_YET, proof=proofs.RECOGNITION)  # fmt: skip
    safety_title_on: Given = fact(
        DATE, "省级安全发展示范城市命名日期", "day of the title of provincial safety demonstration",
        about=NONE_YET, proof=proofs.RECOGNITION)  # fmt: skip
