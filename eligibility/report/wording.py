"""The words of conclusions, statuses, kinds and forces, in Chinese and English, each once."""

from __future__ import annotations

from eligibility.evaluation.assessment import Assessment, Conclusion, Finding
from eligibility.language.pack import Force, Language, MatterKind, Rule, RuleKind, Subject, Words
from eligibility.language.types import Kind, Type

W = Words

CONCLUSIONS: dict[Conclusion, Words] = {
    "approved": W("符合", "complies"),
    "conditional": W("附条件符合", "complies, with conditions"),
    "refer": W("提请研究", "referred for study"),
    "undetermined": W("待补充材料", "undetermined, documents to be supplied"),
    "rejected": W("不符合", "does not comply"),
    "not_applicable": W("不涉及", "not concerned"),
}
REJECTED: dict[MatterKind, Words] = {
    "compliance": CONCLUSIONS["rejected"],
    "permission": W("本文件未授权", "not authorised by this text"),
    "supervision": W("应予核查处置", "to be verified and dealt with"),
}
STATUSES: dict[str, Words] = {
    "satisfied": W("满足", "satisfied"),
    "violated": W("不满足", "violated"),
    "unknown": W("待定", "unknown"),
    "not_applicable": W("不适用", "not applicable"),
}
PERMISSION_STATUSES: dict[str, Words] = {
    "satisfied": W("可予准许", "granted"),
    "violated": W("未予准许", "withheld"),
    "unknown": W("待定", "open"),
    "not_applicable": W("不适用", "not applicable"),
}
SUPERVISION_STATUSES: dict[str, Words] = {
    **STATUSES,
    "satisfied": W("未触及", "clear"),
    "violated": W("触及", "caught"),
}
# Priorities and targets are reported and never reject.
AIM_STATUSES: dict[str, Words] = {
    **STATUSES,
    "satisfied": W("达到", "met"),
    "violated": W("未达到", "not met"),
}
DISPLACED = W("以本地规则为准", "the local rule governs")
GOVERNS = "governs instead"  # so notes the engine a rule that gave way
NOT_NEEDED = W("无需准许", "not needed")
FORCES: dict[Force, Words] = {
    "binding": W("强制", "binding"),
    "default": W("原则", "default"),
    "target": W("目标", "target"),
    "encouraged": W("鼓励", "encouraged"),
    "discretion": W("可予", "discretion"),
}
RULE_KINDS: dict[RuleKind, Words] = {
    "requirement": W("要求", "requirement"),
    "prohibition": W("禁止", "prohibition"),
    "permission": W("准许", "permission"),
    "priority": W("优先", "priority"),
    "target": W("目标", "target"),
}
# What the condition of a rule of that kind is called in its derivation.
CONDITIONS: dict[str, Words] = {
    "requirement": W("要求", "what is required"),
    "prohibition": W("禁止的情形", "what is forbidden"),
    "permission": W("准许的条件", "what is permitted"),
    "priority": W("优先的情形", "what is preferred"),
    "target": W("目标", "what is aimed at"),
}
MATTER_KINDS: dict[MatterKind, Words] = {
    "compliance": W("合规", "compliance"),
    "permission": W("准许", "permission"),
    "supervision": W("监管", "supervision"),
}
SUBJECTS: dict[Subject, Words] = {
    "project": W("项目", "project"),
    "parcel": W("地块", "parcel"),
    "zone": W("开发区", "zone"),
    "authority": W("主管部门", "authority"),
}
JURISDICTIONS: dict[str, Words] = {
    "chaoyang": W("朝阳", "Chaoyang"),
    "yingkou": W("营口", "Yingkou"),
    "inner-mongolia": W("内蒙古", "Inner Mongolia"),
    "langfang": W("廊坊", "Langfang"),
    "yulin": W("玉林", "Yulin"),
    "lianyungang": W("连云港", "Lianyungang"),
    "anshun": W("安顺", "Anshun"),
    "national": W("国家", "National"),
}
TYPES: dict[Kind, Words] = {
    Kind.TRUTH: W("是/否", "yes/no"),
    Kind.TEXT: W("文本", "text"),
    Kind.ENUM: W("选项", "one of a list"),
    Kind.INDUSTRY: W("行业", "industry"),
    Kind.DATE: W("日期", "date"),
    Kind.AREA: W("面积", "area"),
    Kind.MONEY: W("金额", "money"),
    Kind.RATE: W("单位面积金额", "money per area"),
    Kind.RATIO: W("比例", "ratio"),
    Kind.COUNT: W("数量", "count"),
    Kind.DURATION: W("时长", "duration"),
    Kind.LIST: W("列表", "list"),
    Kind.RECORD: W("记录", "record"),
    Kind.TABLE: W("对照表", "table"),
    Kind.NOTHING: W("无", "none"),
}
# How a comparison reads, and how the room left reads: with room, with none, short.
OPERATORS: dict[str, Words] = {
    "<=": W("不超过", "at most"),
    "<": W("低于", "below"),
    ">=": W("不低于", "at least"),
    ">": W("高于", "above"),
    "==": W("等于", "equal to"),
    "!=": W("不等于", "other than"),
    "in": W("属于", "one of"),
    "not in": W("不属于", "none of"),
}

DATE_OPERATORS: dict[str, Words] = {
    **OPERATORS,
    "<=": W("不晚于", "not after"),
    "<": W("早于", "before"),
    ">=": W("不早于", "not before"),
    ">": W("晚于", "after"),
    "==": W("为", "on"),
    "!=": W("不为", "not on"),
}


def conclusion(kind: MatterKind, of: Conclusion, language: Language) -> str:
    """A matter's conclusion in words."""
    words = REJECTED[kind] if of == "rejected" else CONCLUSIONS[of]
    return words.in_language(language)


def verdict(assessment: Assessment, language: Language) -> str:
    """The verdict in words; a rejection takes the words of the kinds of matter that it rests on."""
    if assessment.verdict != "rejected":
        return CONCLUSIONS[assessment.verdict].in_language(language)
    kinds = {
        m.matter.kind for m in assessment.matters if m.in_verdict and m.conclusion == "rejected"
    }
    words = [w.in_language(language) for kind, w in REJECTED.items() if kind in kinds]
    return ("；" if language == "zh" else "; ").join(
        words or [REJECTED["compliance"].in_language(language)]
    )


def is_aim(rule: Rule) -> bool:
    """Whether a rule only prefers, aims or encourages: it never decides against anyone."""
    return not rule.decides


def displaced(finding: Finding) -> bool:
    """Whether a rule of the background gave way to a local one, which the note names."""
    note = finding.note
    return finding.layer == "background" and note is not None and GOVERNS in note.en


def status(finding: Finding, kind: MatterKind, language: Language) -> str:
    """A finding's status in words: a permission is granted or withheld, a target met or not."""
    rule = finding.rule
    if displaced(finding):
        return DISPLACED.in_language(language)
    if rule.kind == "permission":
        if finding.status == "not_applicable" and finding.note is not None:
            return NOT_NEEDED.in_language(language)
        return PERMISSION_STATUSES[finding.status].in_language(language)
    if is_aim(rule):
        return AIM_STATUSES[finding.status].in_language(language)
    of_kind = SUPERVISION_STATUSES if kind == "supervision" else STATUSES
    return of_kind[finding.status].in_language(language)


def jurisdiction(name: str, language: Language) -> str:
    """The name of a jurisdiction as people say it."""
    words = JURISDICTIONS.get(name)
    return words.in_language(language) if words else name


def type_name(of: Type, language: Language) -> str:
    """The name of a type (`list of area` → `面积列表`)."""
    if of.item is None:
        return TYPES[of.kind].in_language(language)
    item = type_name(of.item, language)
    return f"{item}列表" if language == "zh" else f"list of {item}"
