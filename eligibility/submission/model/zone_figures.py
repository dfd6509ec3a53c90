"""The yearly figures of a zone and its city, and its rank, by which targets are judged."""

from __future__ import annotations

from typing import Any

from eligibility.language.types import COUNT, INDUSTRY, MONEY, RATIO, TEXT, TRUTH, list_of
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Items, Section, fact, records

USD = ("单位：美元", "in US dollars")
MOST_USD = "1,000,000,000,000"


def _count(zh: str, en: str) -> Any:
    return fact(COUNT, zh, en, proof=proofs.STATISTICS)


def _growth(zh: str, en: str) -> Any:
    return fact(RATIO, zh, en, least="-100%", most="1000%", proof=proofs.STATISTICS)


class CityZone(Section):
    """One item of `zone.city_zones`: a zone of the same city or region."""

    name: Given = fact(TEXT, "开发区名称", "name of the zone", proof=proofs.STATISTICS)
    business_income: Given = fact(
        MONEY, "主营业务收入", "main business income of the year", proof=proofs.STATISTICS
    )
    foreign_capital: Given = fact(
        COUNT, "实际利用外资", "foreign capital used in the year",
        about=USD, most=MOST_USD, proof=proofs.STATISTICS)  # fmt: skip
    foreign_capital_before: Given = fact(
        COUNT, "上年实际利用外资", "foreign capital used in the year before",
        about=USD, most=MOST_USD, proof=proofs.STATISTICS)  # fmt: skip
    circular: Given = fact(
        TRUTH, "是否已实施循环化改造", "whether circular transformation is carried out",
        proof=proofs.STATISTICS)  # fmt: skip
    dominant_industries: Given = fact(
        list_of(INDUSTRY), "主导产业", "dominant industries", proof=proofs.ZONE_PLAN
    )


class ZoneFigures(Section):
    """Facts under `zone` that statistics and rankings state."""

    city_zones: Items = records(
        CityZone, "同一地市或自治区的开发区", "zones of the same city or region",
        proof=proofs.STATISTICS)  # fmt: skip
    strategic_value_added: Given = fact(
        MONEY, "战略性新兴产业增加值", "value added of strategic emerging industries",
        proof=proofs.STATISTICS)  # fmt: skip
    high_tech_value_added: Given = fact(
        MONEY, "高新技术产业增加值", "value added of high-tech industries", proof=proofs.STATISTICS
    )
    industrial_value_added: Given = fact(
        MONEY, "规模以上工业增加值", "value added of industry above scale",
        above="0", proof=proofs.STATISTICS)  # fmt: skip
    city_gdp: Given = fact(
        MONEY, "全市地区生产总值", "gross domestic product of the city",
        above="0", proof=proofs.STATISTICS)  # fmt: skip
    city_zones_gdp: Given = fact(
        MONEY, "全市开发区地区生产总值", "gross domestic product of all the city's zones",
        proof=proofs.STATISTICS)  # fmt: skip
    gdp_growth: Given = _growth("地区生产总值年均增速", "average yearly growth of the product")
    tax_growth: Given = _growth("税收收入年均增速", "average yearly growth of tax revenue")
    gross_output_growth: Given = _growth(
        "工业总产值年均增速", "average yearly growth of gross industrial output"
    )
    foreign_capital_growth: Given = _growth(
        "实际利用外资年均增速", "average yearly growth of foreign capital used"
    )
    foreign_trade_growth: Given = _growth(
        "外贸进出口年均增速", "average yearly growth of foreign trade"
    )
    foreign_capital: Given = fact(
        COUNT, "开发区实际利用外资", "foreign capital used in the zone",
        about=USD, most=MOST_USD, proof=proofs.STATISTICS)  # fmt: skip
    host_foreign_capital: Given = fact(
        COUNT, "所在盟市实际利用外资", "foreign capital used in the host league or city",
        about=USD, above="0", most=MOST_USD, proof=proofs.STATISTICS)  # fmt: skip
    large_enterprises: Given = _count("百亿元级企业数", "enterprises of the ten billion class")
    largest_cluster_output: Given = fact(
        MONEY, "最大产业集群年产值", "yearly output of the largest cluster",
        proof=proofs.STATISTICS)  # fmt: skip
    high_tech_enterprises: Given = _count("开发区内高新技术企业数", "high-tech firms in zones")
    city_high_tech_enterprises: Given = _count("全市高新技术企业数", "high-tech firms of the city")
    tech_smes: Given = _count("开发区内科技型中小企业数", "technology SMEs in zones")
    city_tech_smes: Given = _count("全市科技型中小企业数", "technology SMEs of the city")
    provincial_platforms_added: Given = _count(
        "新增省级以上创新平台数", "platforms of provincial rank or more added"
    )
    platforms: Given = _count("市级以上研发平台总数", "municipal research platforms")
    platforms_growth: Given = _growth(
        "市级以上研发平台年增速", "yearly growth of research platforms"
    )
    results_introduced: Given = _count("引进重大科研成果数", "major research results brought in")
    results_transferred: Given = _count(
        "引进转化京津科技成果数", "results of Beijing and Tianjin put to use"
    )
    cooperation_bases: Given = _count(
        "省级以上国际科技合作基地数", "international cooperation bases of provincial rank or more"
    )
    county_maker_spaces: Given = _count("本县众创空间数", "maker spaces of the county")
    incubators_added: Given = _count("新增省级以上孵化器数", "provincial incubators added")
    maker_spaces_added: Given = _count("新增省级以上众创空间数", "provincial maker spaces added")
    incubation_places: Given = _count(
        "市级以上孵化器、众创空间数", "incubators and maker spaces of municipal rank or more"
    )
    incubated: Given = _count("入孵企业和创业团队数", "firms and teams under incubation")
    transfer_institutions: Given = _count(
        "省级以上技术转移服务机构数", "technology transfer institutions of provincial rank or more"
    )
    talent_teams: Given = _count("支持引进创新创业团队数", "innovation teams brought in")
    talent_persons: Given = _count("支持引进创新英才数", "innovation talents brought in")
    academician_stations: Given = _count("新建院士工作站数", "academician stations set up")
    foreign_parks: Given = _count("中外合作产业园数", "parks run with foreign partners")
    interprovincial_parks: Given = _count("省际合作共建园数", "parks run with other provinces")
    specialty_parks: Given = _count("特色产业园数", "specialty parks for certain countries")
    key_projects_this_year: Given = _count("当年引进重点项目数", "key projects of the year")
    major_projects: Given = _count("战略性新兴产业重大项目数", "major strategic projects built")
    major_projects_investment: Given = fact(
        MONEY, "战略性新兴产业重大项目总投资", "their total investment", proof=proofs.STATISTICS
    )
    promotion_projects: Given = _count("重点推进招商项目数", "promotion projects pushed on")
    promotion_chains: Given = _count("招商围绕的主导产业链数", "industry chains promoted")
    promotion_assigned: Given = _count("分解下达的招商项目数", "promotion projects assigned")
    promotion_completed: Given = _count("已完成的招商项目数", "promotion projects completed")
    national_rank: Given = fact(
        COUNT, "国家级经开区考核全国排名", "national rank", above="0", proof=proofs.RANKING
    )
    national_rank_before: Given = fact(
        COUNT, "上年全国排名", "national rank of the year before", above="0", proof=proofs.RANKING
    )
    western_rank: Given = fact(
        COUNT, "西部地区排名", "rank in the western region", above="0", proof=proofs.RANKING
    )
    city_rank: Given = fact(
        COUNT, "市考核综合排名", "rank in the city", above="0", proof=proofs.CITY_RANKING
    )
    city_ranked: Given = fact(
        COUNT, "市考核参评开发区数", "zones ranked in the city", above="0",
        proof=proofs.CITY_RANKING)  # fmt: skip
    city_places_gained: Given = fact(
        COUNT, "市考核进位数", "places gained in the city", proof=proofs.CITY_RANKING
    )
