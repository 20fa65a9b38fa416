"""The list of rules, and the page of each: what it looks at, why, what to do, and an example as it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from boas.checks.example import Example, Lines, examples
from boas.checks.looked_at import rules_on
from boas.documents.guide import fields
from boas.finding import Language
from boas.reports import visible
from boas.site.ask import RulePage
from boas.site.guide import KINDS
from boas.site.jobs import Job, Site, plain_job
from boas.site.render import render

Json = dict[str, Any]

MOST_NAMED = 24
"""Fields of one kind of document that a rule names one by one; of more it tells how many."""


def rule_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of rules and one page for each."""
    yield plain_job(site, site.make_page(language, "rules"), rules_content(site.rules), repr(site.rules))
    for rule in site.rules:
        page = site.make_page(language, f"rules/{rule.name}")
        content = {
            "twin": "",
            "rule": rule,
            "example": shown(examples().get(rule.name)),
            "looked_at": fields_of(rule.name),
            "kinds": KINDS,
            "most": MOST_NAMED,
            "section": "rules",
        }
        make = partial(render, "rule.html", page, site.settings, content)
        yield Job(page.url, site.make_key(language, repr(rule)), make, page)


def rules_content(rules: Sequence[RulePage]) -> Json:
    """What the list of rules asks for: families in the order they come, rules by name."""
    families: dict[str, list[RulePage]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    ordered = [(family, sorted(members, key=lambda rule: rule.name)) for family, members in families.items()]
    return {"families": ordered, "section": "rules", "n_rules": len(rules)}


def shown(example: Example | None) -> Example | None:
    """An example in which what cannot be seen is written as its code."""
    if example is None:
        return None
    return replace(
        example, wrong=printed(example.wrong), mended=printed(example.mended), passes=printed(example.passes)
    )


def printed(lines: Lines) -> Lines:
    """Lines in which every character can be seen."""
    return Lines(lines.path, "\n".join(map(visible, lines.text.splitlines())))


def fields_of(rule: str) -> Mapping[str, tuple[str, ...]]:
    """Paths of the fields a rule looks at, by kind of document; nothing for one that looks at files or everywhere."""
    return fields_by_rule().get(rule, {})


@cache
def fields_by_rule() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Paths of fields by the rules that look at them, then by kind of document."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in KINDS:
        for field in fields(kind):
            for rule in rules_on(kind, field):
                by_kind = found.setdefault(rule, {})
                by_kind[kind] = (*by_kind.get(kind, ()), field.path)
    return found
