"""The list of rules, and the page of each: what it looks at, why, what to do, and an example as it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from boas.checks import FAMILY_LABELS, Example, RuleFamily, Snippet, list_field_rules, load_examples
from boas.documents import DOCUMENTS, list_fields
from boas.escaping import make_visible
from boas.site._interface import RulePage
from boas.site._jobs import Job, Site, make_plain_job, make_stamped_job
from boas.site._templates import Page, render_template
from boas.translation import Language

_MOST_NAMED = 24
"""Fields of one kind of document that a rule names one by one; of more it tells how many."""


def iter_rule_jobs(site: Site, language: Language) -> Iterator[Job]:
    """The list of rules and one page for each."""
    yield make_plain_job(site, site.make_page(language, "rules"), _build_rules_content(site.rules), repr(site.rules))
    for rule in site.rules:
        page = site.make_page(language, f"rules/{rule.name}")
        yield make_stamped_job(site, page, partial(_render_rule_page, site, page, rule), repr(rule))


def _render_rule_page(site: Site, page: Page, rule: RulePage) -> bytes:
    """One rule."""
    content = {
        "twin": "",
        "rule": rule,
        "example": _escape_example(load_examples().get(rule.name)),
        "looked_at": find_rule_fields(rule.name),
        "kinds": DOCUMENTS,
        "most": _MOST_NAMED,
        "family": FAMILY_LABELS[RuleFamily(rule.family)],
        "section": "rules",
        "published": site.status,
    }
    return render_template("rule.html", page, site.settings, content)


def _build_rules_content(rules: Sequence[RulePage]) -> dict[str, object]:
    """What the list of rules asks for: families in the order they come, rules by name."""
    families: dict[str, list[RulePage]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    ordered = [
        (FAMILY_LABELS[RuleFamily(family)], sorted(members, key=lambda rule: rule.name))
        for family, members in families.items()
    ]
    return {"families": ordered, "section": "rules", "n_rules": len(rules)}


def _escape_example(example: Example | None) -> Example | None:
    """An example in which what cannot be seen is written as its code."""
    if example is None:
        return None
    return replace(
        example,
        wrong=_escape_lines(example.wrong),
        mended=_escape_lines(example.mended),
        passes=_escape_lines(example.passes),
    )


def _escape_lines(lines: Snippet) -> Snippet:
    """Lines in which every character can be seen."""
    return Snippet(lines.path, "\n".join(map(make_visible, lines.text.splitlines())))


def find_rule_fields(rule: str) -> Mapping[str, tuple[str, ...]]:
    """Paths of the fields a rule looks at, by kind of document; nothing for one that looks at files or everywhere."""
    return _map_rule_fields().get(rule, {})


@cache
def _map_rule_fields() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Paths of fields by the rules that look at them, then by kind of document."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in DOCUMENTS:
        for field in list_fields(kind):
            for rule in list_field_rules(kind, field):
                by_kind = found.setdefault(rule, {})
                by_kind[kind] = (*by_kind.get(kind, ()), field.path)
    return found
