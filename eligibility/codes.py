"""Every diagnostic code and what it stands for; declared here once, printed by `docs/errors.md`."""

from __future__ import annotations

CODES: dict[str, str] = {
    # reading a file
    "E101": "the file cannot be read",
    "E102": "the file is empty",
    "E103": "the file is not text in UTF-8",
    "E104": "the file is too large",
    "E105": "the text is nested too deeply",
    "E106": "the text is not valid YAML or JSON",
    "E107": "a key is written twice",
    "E108": "a YAML alias, anchor or tag is not accepted",
    "E109": "the file holds something other than one mapping",
    "E110": "the file holds too many values or too long a text",
    # a submission
    "E201": "an unknown key",
    "E202": "a value that its fact cannot take",
    "E203": "a quantity without its unit",
    "E204": "a unit of another kind",
    "E205": "a value outside its bounds",
    "E206": "a date that does not exist",
    "E207": "a word that is not one of the choices",
    "E208": "two facts that contradict each other",
    "E209": "a value finer than the exact base unit",
    "E210": "an unknown jurisdiction",
    "E211": "an unknown matter",
    "E212": "a departure or an assumption that the rules do not allow",
    "E213": "a list where one value is due, or the other way round",
    # a rule file
    "E301": "an unknown key in a rule file",
    "E302": "a required key is missing in a rule file",
    "E303": "a value that a rule file cannot take",
    "E304": "a rule with no kind, or with more than one",
    "E305": "a rule id that is used twice",
    "E306": "a rule id that does not fit its file",
    "E307": "definitions that need each other in a circle",
    "E308": "an example that states nothing",
    # an expression
    "E401": "an expression that cannot be parsed",
    "E402": "something that is not part of the rule language",
    "E403": "a number in an expression",
    "E404": "an expression that is too long or too deep",
    "E501": "a name that nothing declares",
    "E502": "two things of different kinds, compared or added",
    "E503": "an operation that its operands do not have",
    "E504": "a condition that is no yes/no",
    "E505": "a word that its enumeration does not hold",
    "E506": "a function used with the wrong arguments",
    # findings of rules check and rules test
    "F601": "a rule outside the exact part of the language",
    "F602": "an example or case with another outcome",
    "F603": "a declared thing that no rule uses",
    "F604": "a rule without an example of a status it can take",
}
