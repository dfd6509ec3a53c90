"""Lists under `zone`: powers passed down to it, duties put on it, dated tasks."""

from __future__ import annotations

from eligibility.language.types import DATE, TEXT, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, fact

NONE_YET = ("没有的填 none", "none where there is none")
POWER_FIELDS = {"investment": "项目投资", "construction": "建设管理", "access": "准营准入",
                "other": "其他"}  # fmt: skip
FORMS = {"delegation": "直接下放", "authorisation": "授权", "entrustment": "委托",
         "stationing": "派驻",
         "other": "其他形式", "none": "未下放"}  # fmt: skip
TASKS = {
    "duty_boundary": "理顺职责关系", "internal_units": "内设机构优化",
    "chemical_park": "化工园区达标创建",
    "firm_library": "小巨人等培育库", "grading": "企业综合评价机制",
    "talent_mechanism": "校地人才合作机制",
    "high_tech_mechanism": "高新技术企业培育机制", "chain_plan": "主导产业链招商规划",
    "promotion_system": "全流程招商工作体系", "ftz_plan": "自贸联动创新区方案",
    "energy_study": "能源结构研究",
    "admission": "准入要求备案", "safety": "安全风险评估和示范创建", "service_list": "投资服务清单",
    "credit_rules": "信用分级分类监管办法", "heating_project": "徐圩清洁能源供热工程开工",
    "park_plan": "国际物流园发展规划", "park_platform": "国际物流园平台建成",
}  # fmt: skip


class Power(Section):
    """One item of `zone.powers`: one power of approval and how it came to the zone."""

    name: Given = fact(TEXT, "权力事项", "name of the power", proof=proofs.POWER_LIST)
    field: Given = choice(POWER_FIELDS, "权力领域", "field", proof=proofs.POWER_LIST)
    delegable: Given = fact(
        TRUTH, "法律是否允许下放", "whether law allows it to be passed down", proof=proofs.POWERS
    )
    form: Given = choice(FORMS, "下放形式", "form in which it was passed down", proof=proofs.POWERS)


class DutyTransfer(Section):
    """One item of `zone.duty_transfers`: a department's duty that was put on the zone."""

    name: Given = fact(TEXT, "移交事项", "duty", proof=proofs.POWERS)
    needed: Given = fact(
        TRUTH, "是否确需下放", "whether the transfer is truly needed",
        about=("以部门申请载明的理由和审定意见为准", "as the application and the decision state"),
        proof=proofs.POWERS)  # fmt: skip
    applied_on: Given = fact(
        DATE, "部门申请日期", "day of the department's application", about=NONE_YET,
        proof=proofs.POWERS)  # fmt: skip
    consulted_on: Given = fact(
        DATE, "征求开发区意见日期", "day on which the zone was consulted", about=NONE_YET,
        proof=proofs.POWERS)  # fmt: skip
    decided_on: Given = fact(
        DATE, "党委政府审定日期", "day of the decision of party committee and government",
        about=NONE_YET, proof=proofs.POWERS)  # fmt: skip
    supported_on: Given = fact(
        DATE, "保障措施落实日期", "day on which staff and means were provided", about=NONE_YET,
        proof=proofs.POWERS)  # fmt: skip


class Task(Section):
    """One item of `zone.tasks`: a dated task of the plan."""

    task: Given = choice(TASKS, "任务", "task", proof=proofs.WORK_LOG)
    done_on: Given = fact(
        DATE, "完成日期", "day of completion", about=("未完成的填 none", "none while it is not"),
        proof=proofs.WORK_LOG)  # fmt: skip
    due_on: Given = fact(
        DATE, "正式文本载明的期限", "deadline as the official text states it",
        about=("汇编文本遮蔽了年份，须查正式文本", "the compiled text masks the year"),
        proof=proofs.PUBLICATION)  # fmt: skip
