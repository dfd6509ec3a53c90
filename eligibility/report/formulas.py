"""A rule's expressions in words, with the labels of the data dictionary in place of paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eligibility.language import nodes as n
from eligibility.language.nodes import Node
from eligibility.language.pack import FilteredList, Matter, Rule, Words
from eligibility.language.types import Kind
from eligibility.report.reader import Reader
from eligibility.report.view import Line
from eligibility.report.wording import DATE_OPERATORS, OPERATORS
from eligibility.submission.catalogue import FactInfo, info_of

W = Words
SAID: dict[str, Words] = {
    "and": W("同时满足", "all of"),
    "or": W("满足其一", "one of"),
    "not": W("并非", "not"),
    "no_not": W("以下不成立", "this does not hold"),
    "yes": W("{what}：是", "{what}: yes"),
    "no": W("{what}：否", "{what}: no"),
    "exists": W("{list}中有一项", "some item of {list}"),
    "exists_where": W("{list}中有一项满足", "some item of {list} with"),
    "all": W("{list}的每一项都满足", "every item of {list} meets"),
    "all_where": W("{list}中凡{where}的，每一项都满足", "every item of {list} with {where} meets"),
    "count": W("{list}的项数", "the number of {list}"),
    "count_where": W("{list}中{where}的项数", "the number of {list} with {where}"),
    "sum": W("{list}各项{what}的合计", "the sum of {what} over {list}"),
    "sum_where": W("{list}中{where}的各项{what}的合计", "the sum of {what} over {list} with {where}"),
    "max": W("{list}各项{what}的最大值", "the largest {what} of {list}"),
    "max_where": W("{list}中{where}的各项{what}的最大值", "the largest {what} of {list} with {where}"),
    "min": W("{list}各项{what}的最小值", "the smallest {what} of {list}"),
    "min_where": W("{list}中{where}的各项{what}的最小值", "the smallest {what} of {list} with {where}"),
    "default": W("{value}（没有时为{default}）", "{value} ({default} where there is none)"),
    "larger": W("{parts}中的较大者", "the larger of {parts}"),
    "smaller": W("{parts}中的较小者", "the smaller of {parts}"),
    "choice": W("{if}时为{then}，否则为{else}", "{then} where {if}, otherwise {else}"),
    "lookup": W("{table}中{key}的一栏", "{table} for {key}"),
    "finding": W("审查人认定 {id} 符合", "the reviewer finds {id} satisfied"),
    "exists_not_none": W("有{what}", "there is a {what}"),
    "exists_none": W("没有{what}", "there is no {what}"),
    "as_of": W("判断日", "the day of judgement"),
    "item": W("该项", "the item"),
    "each": W("对{list}的每一项", "for each item of {list}"),
    "join_and": W("且", " and "),
    "join_or": W("或", " or "),
    "true": W("是", "true"),
    "false": W("否", "false"),
    "none": W("无", "none"),
    "plus": W("{left} 加 {right}", "{left} plus {right}"),
    "minus": W("{left} 减 {right}", "{left} less {right}"),
    "times": W("{left} 乘以 {right}", "{left} times {right}"),
    "compared": W("{left}{operator}{right}", "{left} {operator} {right}"),
}  # fmt: skip
_ARITHMETIC = {"+": "plus", "-": "minus", "*": "times"}
_DATES = frozenset({Kind.DATE})


class Speaker:
    """Puts the expressions of one matter in words; `items` are the lists that bound names stand for."""

    def __init__(self, matter: Matter, reader: Reader, items: Mapping[str, str]) -> None:
        self.matter, self.reader, self.items = matter, reader, dict(items)

    def lines(self, node: Node) -> Line:
        """A condition as nested lines, one condition a line."""
        if isinstance(node, n.Junction):
            return Line(self._colon(node.operator), under=tuple(map(self.lines, node.operands)))
        if isinstance(node, n.Not) and isinstance(node.operand, n.Junction):
            return Line(self._colon("no_not"), under=(self.lines(node.operand),))
        if isinstance(node, n.Quantifier) and node.function in ("exists", "all"):
            return self._quantified(node)
        return Line(self.words(node))

    def words(self, node: Node) -> str:
        """An expression in one line."""
        match node:
            case n.Constant(value=value):
                return self._constant(value)
            case n.Name():
                return self._truth(node, "yes") if self._is_truth(node) else self.name(node.path)
            case n.Not(operand=n.Name() as operand) if self._is_truth(operand):
                return self._truth(operand, "no")
            case n.Not(operand=operand):
                return f"{self._say('not')}（{self.words(operand)}）"
            case n.Junction(operator=operator, operands=operands):
                return self._say(f"join_{operator}").join(map(self._bracketed, operands))
            case n.Compare():
                return self._compare(node)
            case n.Arithmetic(operator=operator):
                left, right = self._bracketed(node.left), self._bracketed(node.right)
                return self._said(_ARITHMETIC[operator], left=left, right=right)
            case n.Choice():
                return self._said("choice", **{
                    "if": self.words(node.condition), "then": self.words(node.then),
                    "else": self.words(node.otherwise),
                })  # fmt: skip
            case n.Lookup():
                return self._said("lookup", table=self.words(node.table), key=self.words(node.key))
            case n.Quantifier():
                return self._aggregate(node)
            case n.Call():
                return self._call(node)

    def name(self, path: str) -> str:
        """What a fact, item, figure or definition is called; a figure with its value."""
        parameter = self.matter.parameters.get(path)
        if parameter is not None:
            told = parameter.values[-1].written if parameter.type.item is None else ""
            return f"{path}〔{told}〕" if told else f"〔{path}〕"
        if path in self.matter.definitions:
            return f"〔{path}〕"
        if path == "as_of":
            return self._say("as_of")
        info = self._info(path)
        if info is not None:
            return f"「{self.reader.say(info.label)}」"
        return self._say("item") if path in self.items else path

    def _info(self, path: str) -> FactInfo | None:
        head, _, tail = path.partition(".")
        if head not in self.items:
            return info_of(path)
        return info_of(f"{self._source(head)}[].{tail}") if tail else None

    def _source(self, variable: str) -> str:
        """The fact path of the list that a bound name is an item of."""
        head, _, tail = self.items[variable].partition(".")
        if head in self.items and head != variable:
            return f"{self._source(head)}[].{tail}"
        definition = self.matter.definitions.get(self.items[variable])
        if isinstance(definition, FilteredList) and isinstance(definition.source, n.Name):
            return definition.source.path
        return self.items[variable]

    def _is_truth(self, node: Node) -> bool:
        if not isinstance(node, n.Name):
            return False
        info = self._info(node.path)
        return info is not None and info.type.kind is Kind.TRUTH

    def _truth(self, node: n.Name, key: str) -> str:
        info = self._info(node.path)
        assert info is not None  # noqa: S101  (the caller asked)
        label = self.reader.say(info.label).removeprefix("是否").removeprefix("whether ")
        return self._said(key, what=f"「{label}」")

    def _compare(self, node: n.Compare) -> str:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if other == n.Constant(None):
                key = "exists_none" if node.operator == "==" else "exists_not_none"
                return self._said(key, what=self.words(side))
        info = self._info(node.left.path) if isinstance(node.left, n.Name) else None
        right = self._word(node.right, info)
        dated = self._is_date(node.left) or self._is_date(node.right)
        operator = (DATE_OPERATORS if dated else OPERATORS)[node.operator]
        said = self.reader.say(operator)
        return self._said("compared", left=self._bracketed(node.left), operator=said, right=right)

    def _is_date(self, node: Node) -> bool:
        if not isinstance(node, n.Name):
            return isinstance(node, n.Arithmetic) and self._is_date(node.left)
        if node.path == "as_of":
            return True
        definition = self.matter.definitions.get(node.path)
        info = self._info(node.path)
        kinds = [getattr(definition, "type", None), info.type if info is not None else None]
        return any(kind is not None and kind.kind in _DATES for kind in kinds)

    def _word(self, node: Node, info: FactInfo | None) -> str:
        """A word by its label where the fact that it is compared with has one."""
        if isinstance(node, n.Constant) and isinstance(node.value, str) and info is not None:
            label = info.choices.get(node.value)
            if label is not None:
                return f"{label}（{node.value}）" if self.reader.language == "zh" else node.value
        return self._bracketed(node)

    def _constant(self, value: object) -> str:
        if value is None:
            return self._say("none")
        if isinstance(value, bool):
            return self._say("true" if value else "false")
        return str(value)

    def _quantified(self, node: n.Quantifier) -> Line:
        self.items[node.variable] = node.source.path if isinstance(node.source, n.Name) else ""
        listed = self._list(node.source)
        asked = node.where if node.function == "exists" else node.element
        if node.function == "exists" and asked is None:
            return Line(self._said("exists", list=listed))
        assert asked is not None  # noqa: S101  (`all` always asks something)
        if node.function == "exists":
            heading = self._said("exists_where", list=listed)
        elif node.where is None:
            heading = self._said("all", list=listed)
        else:
            heading = self._said("all_where", list=listed, where=self.words(node.where))
        return Line(self.reader.colon(heading, "").rstrip(), under=(self.lines(asked),))

    def _aggregate(self, node: n.Quantifier) -> str:
        self.items[node.variable] = node.source.path if isinstance(node.source, n.Name) else ""
        parts = {"list": self._list(node.source), "what": self.words(node.element)}
        if node.function in ("exists", "all"):
            line = self._quantified(node)
            return line.text + "".join(self._flat(below) for below in line.under)
        if node.where is not None:
            parts["where"] = self.words(node.where)
        told = self._said(f"{node.function}{'_where' if node.where is not None else ''}", **parts)
        if node.default is None:
            return told
        return self._said("default", value=told, default=self.words(node.default))

    def _flat(self, line: Line) -> str:
        inner = "；".join(self._flat(below) for below in line.under)
        return f"{line.text}{inner}"

    def _call(self, node: n.Call) -> str:
        if node.function == "finding" and isinstance(node.arguments[0], n.Constant):
            return self._said("finding", id=str(node.arguments[0].value))
        if node.function == "count":
            return self._said("count", list=self._list(node.arguments[0]))
        parts = self.reader.listed([self.words(part) for part in node.arguments])
        return self._said("larger" if node.function == "max" else "smaller", parts=parts)

    def _list(self, node: Node) -> str:
        return self.words(node)

    def _bracketed(self, node: Node) -> str:
        told = self.words(node)
        compound = isinstance(node, n.Junction | n.Arithmetic | n.Choice)
        return f"（{told}）" if compound else told

    def _colon(self, key: str) -> str:
        return self.reader.colon(self._say(key), "").rstrip()

    def _say(self, key: str) -> str:
        return self.reader.say(SAID[key])

    def _said(self, key: str, **parts: str) -> str:
        return self._say(key).format(**parts)


def speaker(rule: Rule, matter: Matter, reader: Reader) -> Speaker:
    """The speaker for a rule of a matter; it knows the item that the rule is about."""
    bound: dict[str, str] = {}
    for one in (*matter.rules, rule):
        if one.variable is not None and isinstance(one.items, n.Name):
            bound[one.variable] = one.items.path
    return Speaker(matter, reader, bound)


def told(rule: Rule, matter: Matter, reader: Reader) -> Iterator[tuple[str, Line]]:
    """The parts of a rule in words, by key: `each`, `when`, `not_needed`, the kind of the rule."""
    by = speaker(rule, matter, reader)
    if rule.items is not None:
        yield "each", Line(by.words(rule.items))
    parts = (("when", rule.when), ("not_needed", rule.not_needed), (rule.kind, rule.condition))
    for key, node in parts:
        if node is not None:
            yield key, by.lines(node)
