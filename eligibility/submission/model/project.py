"""The project: what it is, what it makes, what it costs, what it brings."""

from __future__ import annotations

from eligibility.language.types import DATE, INDUSTRY, MONEY, RATE, TEXT, TRUTH, list_of
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, choice, choices, fact
from eligibility.submission.model.project_aid import ProjectAid
from eligibility.submission.model.project_profile import ProjectProfile
from eligibility.submission.model.zone import ASSESSMENTS

PROJECT_KINDS = {
    "industrial": "工业", "logistics": "物流", "research": "科研", "infrastructure": "基础设施",
    "public_service": "公共服务", "residential": "住宅", "commercial": "商业", "other": "其他",
}  # fmt: skip
LEVELS = {"national": "国家级", "provincial": "省级", "municipal": "市级", "county": "县级"}
PLANT_SOURCES = {
    "acquisition": "收购闲置厂房", "cooperation": "与闲置厂房权利人合作", "lease": "租赁闲置厂房",
    "merger": "兼并闲置厂房权利人", "other_idle": "以其他形式使用闲置厂房", "new_build": "新建厂房",
}  # fmt: skip
CONSTRUCTION_STATUSES = {
    "not_started": "未开工", "under_way": "在建", "stopped": "停建", "slowed": "缓建",
    "completed": "竣工",
}  # fmt: skip
LAND_SOURCES = {
    "new_grant": "新供应土地", "own_land": "自有存量土地", "cooperation": "与土地使用权人合作",
    "lease": "租赁土地", "transfer": "受让土地",
}  # fmt: skip
INDUSTRY_CLASSES = {"I": "一类", "II": "二类", "III": "三类"}
SITING_NEEDS = {
    "none": "无", "resource": "资源", "environment": "环境", "geology": "地质", "other": "其他条件",
}  # fmt: skip
MAJOR_LISTS = {**LEVELS, "unlisted": "未列入重大项目名单"}
CHAIN_ROLES = {
    "build": "建链", "extend": "延链", "fill": "补链", "strengthen": "强链", "upstream": "上游配套",
    "downstream": "下游配套", "supporting": "其他配套",
}  # fmt: skip
PLACES_OF_TRANSFER = {
    "zone_in_city": "本市其他园区", "region_in_province": "省内其他地区",
    "outside_province": "省外", "nowhere": "未推荐",
}  # fmt: skip
AGREEMENT_TERMS = {
    "investment_intensity": "投资强度", "output_per_area": "亩均产出", "tax_per_area": "亩均税收",
    "plot_ratio": "容积率", "building_density": "建筑密度", "green_ratio": "绿地率",
    "ancillary_share": "配套用地比例", "start_date": "开工时间", "completion_date": "竣工时间",
    "energy_use": "能耗标准", "environmental_standard": "环境标准", "breach_liability": "违约责任",
}  # fmt: skip
PRE_EXAMINATIONS = {"not_done": "未预审", "passed": "通过", "failed": "未通过"}


class Project(ProjectProfile, ProjectAid):
    """Facts under `project`."""

    name: Given = fact(TEXT, "项目名称", "name of the project", proof=proofs.FILING)
    code: Given = fact(TEXT, "项目代码", "project code", about=(
        "全国投资项目在线审批监管平台代码", "code of the national approval platform"),
        proof=proofs.FILING)  # fmt: skip
    kind: Given = choice(PROJECT_KINDS, "项目类型", "kind of project", proof=proofs.FILING)
    is_new: Given = fact(TRUTH, "是否新建项目", "whether the project is new", proof=proofs.FILING)
    in_zone: Given = fact(
        TRUTH, "是否位于开发区内", "whether it stands inside a development zone",
        proof=proofs.SPATIAL_PLAN)  # fmt: skip
    is_major: Given = fact(
        TRUTH, "是否列为重大项目", "whether it is listed as a major project", proof=proofs.FILING
    )
    two_priorities: Given = fact(
        TRUTH, "是否“两重”项目", "whether it is a project of the two national priorities",
        proof=proofs.FILING)  # fmt: skip
    treasury_bond_funded: Given = fact(
        TRUTH, "是否使用超长期特别国债资金", "whether special treasury bonds fund it",
        proof=proofs.FILING)  # fmt: skip
    infrastructure_level: Given = choice(
        LEVELS, "基础设施级别", "level of the infrastructure", proof=proofs.FILING
    )
    industries: Given = fact(
        list_of(INDUSTRY), "所属产业", "industries",
        about=("产业名称或国民经济行业代码", "industry labels or codes of GB/T 4754"),
        proof=proofs.FILING)  # fmt: skip
    investment_total: Given = fact(
        MONEY, "投资总额", "planned investment", above="0",
        about=("不含土地价款和税费", "land price and taxes left out"),
        proof=proofs.FILING)  # fmt: skip
    investment_made: Given = fact(
        MONEY, "已完成投资额", "investment made",
        about=("不含土地价款和税费", "land price and taxes left out"),
        proof=proofs.AUDIT, lever=proofs.INVEST)  # fmt: skip
    construction_status: Given = choice(
        CONSTRUCTION_STATUSES, "建设状态", "state of the works", proof=proofs.WORKS_RECORD
    )
    land_source: Given = choice(
        LAND_SOURCES, "用地来源", "how the project gets its land", proof=proofs.AGREEMENT
    )
    industry_class: Given = choice(
        INDUSTRY_CLASSES, "产业的干扰污染类别",
        "class of the industry by disturbance and pollution",
        proof=proofs.ENVIRONMENT)  # fmt: skip
    plant_source: Given = choice(
        PLANT_SOURCES, "厂房来源", "how the project gets its plant", proof=proofs.AGREEMENT
    )
    high_pollution: Given = fact(
        TRUTH, "是否高污染", "whether it pollutes heavily", proof=proofs.ENVIRONMENT
    )
    high_energy: Given = fact(
        TRUTH, "是否高耗能", "whether it uses much energy", proof=proofs.ENERGY
    )
    low_efficiency: Given = fact(
        TRUTH, "是否低效益", "whether it yields little", proof=proofs.FEASIBILITY
    )
    major_list_level: Given = choice(
        MAJOR_LISTS, "重大项目名单级别", "level of the list of major projects it stands on",
        proof=proofs.MAJOR_LIST)  # fmt: skip
    chain_roles: Given = choices(
        CHAIN_ROLES, "在产业链中的作用", "part played in the industry's chain",
        proof=proofs.FEASIBILITY)  # fmt: skip
    recommended_to: Given = choice(
        PLACES_OF_TRANSFER, "推荐去向", "where the zone has recommended the project",
        proof=proofs.RECOMMENDATION)  # fmt: skip
    pre_examination: Given = choice(
        PRE_EXAMINATIONS, "投资预审结果", "result of the investment pre-examination",
        proof=proofs.PRE_EXAMINATION, lever=proofs.EXAMINE)  # fmt: skip
    pre_examination_joint: Given = fact(
        TRUTH, "投资预审是否部门联审", "whether departments pre-examined it jointly",
        proof=proofs.PRE_EXAMINATION, lever=proofs.EXAMINE)  # fmt: skip
    in_standard_plant: Given = fact(
        TRUTH, "是否入驻标准厂房", "whether it goes into a standard plant", proof=proofs.AGREEMENT
    )
    investment_promotion: Given = fact(
        TRUTH, "是否招商引资项目", "whether investment promotion brought it in",
        proof=proofs.AGREEMENT)  # fmt: skip
    assessments_due: Given = choices(
        ASSESSMENTS, "项目需作的评估事项", "assessments that the project needs",
        proof=proofs.APPLICATION)  # fmt: skip
    siting_need: Given = choice(
        SITING_NEEDS, "选址的特殊需要", "special need of the site",
        about=("因资源、环境或地质条件须在区外选址的情形",
               "why resources, environment or geology call for a site outside"),
        proof=proofs.SITING)  # fmt: skip
    siting_argued: Given = fact(
        TRUTH, "是否已作选址科学论证", "whether a scientific argument for the site is on file",
        proof=proofs.SITING, lever=proofs.STUDY)  # fmt: skip
    investment_intensity: Given = fact(
        RATE, "投资强度", "investment intensity", proof=proofs.AGREEMENT, lever=proofs.COMMIT
    )
    investment_intensity_floor: Given = fact(
        RATE, "投资强度下限", "floor of the investment intensity", proof=proofs.PLAN_CONDITIONS
    )
    tax_intensity: Given = fact(
        RATE, "亩均税收", "tax per area and year", proof=proofs.AGREEMENT, lever=proofs.COMMIT
    )
    tax_intensity_floor: Given = fact(
        RATE, "亩均税收下限", "floor of the tax per area and year", proof=proofs.PLAN_CONDITIONS
    )
    general_industrial: Given = fact(
        TRUTH, "是否一般工业项目", "whether it is a general industrial project",
        about=("受理时按一般工业项目流程办理，无须特殊审批",
               "taken in under the procedure for general projects, no special approval needed"),
        proof=proofs.ACCEPTANCE)  # fmt: skip
    approval_accepted_on: Given = fact(
        DATE, "审批受理日", "day on which the approvals were taken in",
        about=("用地规划、工程建设、施工许可中第一项齐备受理之日",
               "the first of the three permits, on a complete application"),
        proof=proofs.ACCEPTANCE)  # fmt: skip
    land_planning_permit_on: Given = fact(
        DATE, "用地规划许可日", "day of the land-planning permit", proof=proofs.LAND_PERMIT,
        lever=proofs.HANDLE)  # fmt: skip
    works_planning_permit_on: Given = fact(
        DATE, "工程建设许可日", "day of the works-planning permit", proof=proofs.WORKS_PERMIT,
        lever=proofs.HANDLE)  # fmt: skip
    construction_permit_on: Given = fact(
        DATE, "施工许可日", "day of the construction permit", proof=proofs.BUILDING_PERMIT,
        lever=proofs.HANDLE)  # fmt: skip
    agreement_terms: Given = choices(
        AGREEMENT_TERMS, "协议约定指标", "terms of the agreement to be signed",
        proof=proofs.AGREEMENT, lever=proofs.AGREE)  # fmt: skip
