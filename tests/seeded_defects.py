"""Plants defects into copies of the packs; each kind names the detector that must catch it.

    python tests/seeded_defects.py [JURISDICTION]...      prints kind × detector, and the missed

`prove` and `ledger --texts` look at the planted pack alone; what they may find beside the defect is
what `accepted-findings.yaml` accepts, and nothing. The texts are the reader's own copies
(`../shared/policy/texts`); without them their kinds are left out, with a word. Equivalent rewrites
are planted, too: `rules diff` must call each `equal`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seeded_texts import TEXTS, held_against_the_text

from eligibility.analysis.accepted import FILE, read_accepted
from eligibility.analysis.differing import differences
from eligibility.analysis.proving import prove_matter
from eligibility.errors import Refused
from eligibility.evaluation.examples import check_examples
from eligibility.language.library import Rulebook, jurisdictions, load_packs, rules_folder
from eligibility.language.pack import Matter, Rule
from eligibility.submission.catalogue import catalogue

DAY = date(2026, 6, 30)
SITES = 4  # rules of each jurisdiction, and as many figures and places of its text
EXTRA = "project.treasury_bond_funded"  # a yes/no fact that no rule among the sites looks at
Edit = Callable[[str], str]


@dataclass(frozen=True)
class Kind:
    """A kind of defect: name, detector, what that must say, and the edit of a file."""

    name: str
    detector: str
    wanted: str
    edit: Edit


@dataclass(frozen=True)
class Site:
    """A rule that defects are planted into, with its file and its condition as written."""

    jurisdiction: str
    matter: Matter
    rule: Rule
    file: Path
    line: str
    condition: str


def kinds(site: Site) -> Iterator[Kind]:
    """The defects of one rule."""
    line, c = site.line, site.condition

    def condition(new: str) -> Edit:
        return lambda text: replaced(text, site, line, f"    require: {new}")

    def rule(new: str) -> Edit:
        return lambda text: text.rstrip() + "\n\n" + new

    def another(slug: str, key: str, expression: str) -> str:
        return (
            f"  - id: {site.rule.jurisdiction}/{site.matter.name}/{slug}\n"
            f"    provisions: [{site.rule.provisions[0]}]\n    force: binding\n"
            f"    {key}: {expression}\n    says: {{zh: 另一条, en: another}}\n"
        )

    yield Kind("a condition more", "diff", "stricter", condition(f"({c}) and {EXTRA}"))
    yield Kind("a way out more", "diff", "looser", condition(f"({c}) or {EXTRA}"))
    yield Kind("the other way round", "diff", "incomparable", condition(f"not ({c})"))
    yield Kind("the other way round", "test", "fails", condition(f"not ({c})"))
    yield Kind("never to be met", "prove", "never_satisfied",
               condition(f"({c}) and {EXTRA} and not {EXTRA}"))  # fmt: skip
    yield Kind(
        "always met", "prove", "never_violated", condition(f"({c}) or {EXTRA} or not {EXTRA}")
    )
    twin, against = another("twin", "require", f"({c}) or {EXTRA}"), another("against", "forbid", c)
    yield Kind("the same rule twice, in other words", "prove", "redundant",
               rule(twin) if plain(site) else same)  # fmt: skip
    yield Kind("a rule against it", "prove", "conflict", rule(against) if plain(site) else same)
    yield Kind("a rule that never applies", "prove", "never_applies",
               rule(another("idle", "require", EXTRA).replace(
                   "    says", f"    when: {EXTRA} and not {EXTRA}\n    says")))  # fmt: skip
    yield from figures(site)
    yield Kind("no longer binding", "diff", "looser",
               lambda text: replaced(text, site, "    force: binding", "    force: target")
               )  # fmt: skip
    if site.rule.when is None:
        yield Kind("an occasion more", "diff", "looser",
                   lambda text: replaced(text, site, line, f"    when: {EXTRA}\n{line}")
                   )  # fmt: skip
    at_the_figure = re.search(r"(?<= )(<=|>=)(?= [a-z_]+[^<>=]*$)", c)
    if at_the_figure is not None:
        strictly = c[: at_the_figure.start()] + at_the_figure.group(1)[0] + c[at_the_figure.end() :]
        yield Kind("strictly", "test", "fails", condition(strictly))
    yield Kind("a name that is none", "check", "E501", condition(f"({c}) and project.no_such_fact"))
    yield Kind("an expression cut off", "check", "E401", condition(f"({c}) and ("))
    yield Kind("a number in it", "check", "E403", condition(f"({c}) and land.total_area > 7"))
    yield Kind("area against money", "check", "E502",
               condition(f"({c}) and land.total_area > project.investment_total"))  # fmt: skip
    yield Kind("two kinds in one rule", "check", "E304",
               lambda text: replaced(text, site, line, f"{line}\n    forbid: {EXTRA}"))  # fmt: skip


def figures(site: Site) -> Iterator[Kind]:
    """A share moved by one point: what is allowed grows, or what is asked for does."""
    found = re.search(r"(<=|<|>=|>) ([a-z_]+)(?: \* [a-z_.]+)?$", site.condition)
    if found is None:
        return
    operator, name = found.groups()
    figure = re.compile(rf"^(  {name}:\s*(?:\{{value: |\n    value: ))(\d+)%", re.MULTILINE)
    for step, word in ((1, "higher"), (-1, "lower")):
        wanted = "looser" if (operator in ("<=", "<")) == (step > 0) else "stricter"

        def moved(text: str, s: int = step) -> str:
            return figure.sub(lambda m: f"{m.group(1)}{int(m.group(2)) + s}%", text, count=1)

        yield Kind(f"a figure {word}", "diff", wanted, moved)
        yield Kind(f"a figure {word}", "test", "fails", moved)


def rewrites(site: Site) -> Iterator[Kind]:
    """Edits that change nothing."""
    line, c = site.line, site.condition

    def condition(new: str) -> Edit:
        return lambda text: replaced(text, site, line, f"    require: {new}")

    yield Kind("not not", "diff", "equal", condition(f"not (not ({c}))"))
    yield Kind("and true", "diff", "equal", condition(f"true and ({c})"))
    yield Kind("absorbed", "diff", "equal", condition(f"({c}) and (({c}) or {EXTRA})"))
    yield Kind("by cases", "diff", "equal",
               condition(f"(({c}) and {EXTRA}) or (({c}) and not {EXTRA})"))  # fmt: skip


def same(text: str) -> str:
    """No edit: the kind does not fit the site."""
    return text


def plain(site: Site) -> bool:
    """Whether the rule always applies, so that another rule can stand beside it."""
    return site.rule.when is None and site.rule.items is None


def replaced(text: str, site: Site, line: str, new: str) -> str:
    """The file with one line of one rule replaced."""
    start = text.index(f"id: {site.rule.id}\n")
    at = text.index(line, start)
    return text[:at] + new + text[at + len(line) :]


def sites(book: Rulebook, jurisdiction: str, most: int) -> list[Site]:
    """Binding requirements whose condition stands on one line and that can decide their matter."""
    found = []
    for _, matter in sorted(book.packs[jurisdiction].matters.items()):
        for rule in matter.rules:
            site = _site(jurisdiction, matter, rule)
            if site is not None:
                found.append(site)
                break
    found.sort(key=lambda s: not plain(s))
    return found[:most]


def _site(jurisdiction: str, matter: Matter, rule: Rule) -> Site | None:
    file = Path(matter.file)
    if rule.kind != "requirement" or rule.force != "binding" or matter.kind == "permission":
        return None
    text = file.read_text(encoding="utf-8")
    start = text.find(f"id: {rule.id}\n")
    after = text.find("\n  - id:", start)
    found = re.search(r"^    require: ([^\n\"'{>|].*)$", text[start : after if after > 0 else None],
                      re.MULTILINE)  # fmt: skip
    if start < 0 or found is None or EXTRA in text:
        return None
    return Site(jurisdiction, matter, rule, file, found.group(0), found.group(1))


def detect(kind: Kind, site: Site, root: Path, original: Rulebook, accepted: set[str]) -> str:
    """What the detector says about the defect that stands in `root` now."""
    try:
        book = load_packs(catalogue(), [site.jurisdiction], root)
    except Refused as refused:
        codes = [d.code for d in refused.diagnostics]
        return (
            kind.wanted if kind.detector == "check" and kind.wanted in codes else f"refused {codes}"
        )
    pack, name = book.packs[site.jurisdiction], site.matter.name
    if kind.detector == "test":
        checks = check_examples(book, [site.jurisdiction])
        return "fails" if any(not c.held and c.rule == site.rule.id for c in checks) else "passes"
    if kind.detector == "prove":
        proved = prove_matter(book, pack, pack.matters[name], DAY, 3)
        new = {f.kind for f in proved.findings if f.key not in accepted}
        return kind.wanted if kind.wanted in new else f"found {sorted(new)}"
    if kind.detector == "diff":
        return _diff(original, book, site)
    return "no fault"


def _diff(original: Rulebook, book: Rulebook, site: Site) -> str:
    for one in differences(original, book, DAY):
        if (one.jurisdiction, one.matter) == (site.jurisdiction, site.matter.name):
            shown = {"stricter": one.worse, "looser": one.better}
            if one.direction == "incomparable":
                whole = one.worse is not None and one.better is not None
            else:
                whole = shown.get(one.direction, True) is not None
            return one.direction if whole else f"{one.direction} without a witness"
    return "not compared"


def run(names: list[str], most: int = SITES) -> tuple[Counter[tuple[str, str, str]], list[str]]:
    """Counts by kind, detector and outcome; and the defects that were missed."""
    counted: Counter[tuple[str, str, str]] = Counter()
    missed: list[str] = []
    for name in names:
        original = load_packs(catalogue(), [name])
        for site in sites(original, name, most):
            for kind, found in planted(site, original):
                hit = found == kind.wanted
                counted[kind.name, kind.detector, "caught" if hit else "missed"] += 1
                if not hit:
                    missed.append(f"{site.rule.id}: {kind.name}: {kind.wanted} wanted, {found}")
        for said, id, found in held_against_the_text(name, most) if TEXTS.is_dir() else ():
            counted[said, "texts", "caught" if found == "caught" else "missed"] += 1
            if found != "caught":
                missed.append(f"{id}: {said}: {found}")
    return counted, missed


def planted(site: Site, original: Rulebook) -> Iterator[tuple[Kind, str]]:
    """Each defect of a rule in turn, with what its detector says."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "rules"
        shutil.copytree(rules_folder(), root)
        accepted = set(read_accepted(root / FILE))
        file = root / site.jurisdiction / site.file.name
        text = file.read_text(encoding="utf-8")
        for kind in (*kinds(site), *rewrites(site)):
            edited = kind.edit(text)
            if edited != text:
                file.write_text(edited, encoding="utf-8")
                yield kind, detect(kind, site, root, original, accepted)
        file.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the table and the missed."""
    names = sys.argv[1:] or [n for n in jurisdictions(rules_folder()) if n != "national"]
    counted, missed = run(names)
    rows = dict.fromkeys((kind, detector) for kind, detector, _ in counted)
    for kind, detector in rows:
        caught, lost = (counted[kind, detector, word] for word in ("caught", "missed"))
        print(f"{kind:40} {detector:6} {caught:4} of {caught + lost}")
    if not TEXTS.is_dir():
        print(f"left out: what is held against the texts; there are no copies in {TEXTS}")
    total = sum(counted.values())
    print(f"{total - len(missed)} of {total} as wanted")
    for line in missed:
        print("missed:", line)


if __name__ == "__main__":
    main()
