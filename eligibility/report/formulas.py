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
    "list_where": W("{list}中（{where}）的各项", "{list} with {where}"),
    "exists": W("{list}中有一项", "some item of {list}"),
    "exists_where": W("{list}中有一项满足", "some item of {list} meets"),
    "all": W("{list}的每一项都满足", "every item of {list} meets"),
    "count": W("{list}的项数", "the number of {list}"),
    "sum": W("{list}各项的合计（{what}）", "the sum over {list} of ({what})"),
    "max": W("{list}各项的最大值（{what}）", "the largest over {list} of ({what})"),
    "min": W("{list}各项的最小值（{what}）", "the smallest over {list} of ({what})"),
    "default": W("{value}（没有时为{default}）", "{value} ({default} where there is none)"),
    "larger": W("取较大者（{parts}）", "the larger of ({parts})"),
    "smaller": W("取较小者（{parts}）", "the smaller of ({parts})"),
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
    "compared": W("{left}{operator}{right}", "{left} is {operator} {right}"),
    "is": W("{left}为{right}", "{left} is {right}"),
    "is_not": W("{left}不为{right}", "{left} is not {right}"),
    "holds": W("{list}包括{word}", "{list} hold {word}"),
    "holds_not": W("{list}不包括{word}", "{list} do not hold {word}"),
}  # fmt: skip
_ARITHMETIC = {"+": "+", "-": "−", "*": "×"}
_DATES = frozenset({Kind.DATE})


class Speaker:
    """Puts the expressions of one matter in words; `items`: the lists behind bound names."""

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
                return self._say("not") + self.reader.bracketed(self.words(operand))
            case n.Junction(operator=operator, operands=operands):
                return self._say(f"join_{operator}").join(map(self._bracketed, operands))
            case n.Compare():
                return self._compare(node)
            case n.Arithmetic(operator=operator):
                left, right = self._bracketed(node.left), self._bracketed(node.right)
                return f"{left} {_ARITHMETIC[operator]} {right}"
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
            return self._quoted(self.reader.say(info.label))
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
        return self._said(key, what=self._quoted(label))

    def _compare(self, node: n.Compare) -> str:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if other == n.Constant(None):
                key = "exists_none" if node.operator == "==" else "exists_not_none"
                return self._said(key, what=self.words(side))
        if isinstance(node.left, n.Constant) and node.operator in ("in", "not in"):
            info = self._info(node.right.path) if isinstance(node.right, n.Name) else None
            parts = {"list": self.words(node.right), "word": self._word(node.left, info)}
            return self._said("holds" if node.operator == "in" else "holds_not", **parts)
        info = self._info(node.left.path) if isinstance(node.left, n.Name) else None
        left, right = self._side(node.left), self._word(node.right, info)
        if node.operator in ("==", "!="):
            return self._said("is" if node.operator == "==" else "is_not", left=left, right=right)
        dated = self._is_date(node.left) or self._is_date(node.right)
        operator = self.reader.say((DATE_OPERATORS if dated else OPERATORS)[node.operator])
        return self._said("compared", left=left, operator=operator, right=right)

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
        return self._side(node)

    def _constant(self, value: object) -> str:
        if value is None:
            return self._say("none")
        if isinstance(value, bool):
            return self._say("true" if value else "false")
        return str(value)

    def _quantified(self, node: n.Quantifier) -> Line:
        """`exists` and `all`: what each item must meet stands below."""
        self._bind(node)
        if node.function == "all":
            heading, asked = self._said("all", list=self._listed(node)), node.element
        elif node.where is not None:
            heading = self._said("exists_where", list=self.words(node.source))
            asked = node.where
        else:
            return Line(self._said("exists", list=self.words(node.source)))
        return Line(self.reader.colon(heading, "").rstrip(), under=(self.lines(asked),))

    def _aggregate(self, node: n.Quantifier) -> str:
        if node.function in ("exists", "all"):
            return self._flat(self._quantified(node))
        self._bind(node)
        listed = self._listed(node)
        told = self._said(node.function, list=listed, what=self.words(node.element))
        if node.default is None:
            return told
        return self._said("default", value=told, default=self.words(node.default))

    def _bind(self, node: n.Quantifier) -> None:
        self.items[node.variable] = node.source.path if isinstance(node.source, n.Name) else ""

    def _listed(self, node: n.Quantifier) -> str:
        listed = self.words(node.source)
        if node.where is None:
            return listed
        return self._said("list_where", list=listed, where=self.words(node.where))

    def _flat(self, line: Line) -> str:
        inner = "；".join(self._flat(below) for below in line.under)
        return f"{line.text}{inner}"

    def _call(self, node: n.Call) -> str:
        if node.function == "finding" and isinstance(node.arguments[0], n.Constant):
            return self._said("finding", id=str(node.arguments[0].value))
        if node.function == "count":
            return self._said("count", list=self.words(node.arguments[0]))
        parts = self.reader.semicolon([self.words(part) for part in node.arguments])
        return self._said("larger" if node.function == "max" else "smaller", parts=parts)

    def _bracketed(self, node: Node) -> str:
        told = self.words(node)
        compound = isinstance(node, n.Junction | n.Arithmetic | n.Choice)
        return self.reader.bracketed(told).strip() if compound else told

    def _side(self, node: Node) -> str:
        """A side of a comparison: sums and products need no brackets there."""
        return self.words(node) if isinstance(node, n.Arithmetic) else self._bracketed(node)

    def _quoted(self, label: str) -> str:
        return f"「{label}」" if self.reader.language == "zh" else f"“{label}”"

    def _colon(self, key: str) -> str:
        return self.reader.colon(self._say(key), "").rstrip()

    def _say(self, key: str) -> str:
        return self.reader.say(SAID[key])

    def _said(self, key: str, /, **parts: str) -> str:
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
