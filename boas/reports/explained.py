"""What a rule or a field is about, for people at a terminal: the same as on its page."""

from boas.checks import Rule
from boas.checks.example import Lines, examples
from boas.checks.looked_at import rules_on
from boas.documents import KIND_LETTERS, vocabulary
from boas.documents.fields import ALL_KINDS
from boas.documents.form import form
from boas.documents.guide import Field
from boas.documents.meanings import meaning
from boas.documents.sample import sample_of
from boas.finding import Language, Words
from boas.reports.text import visible

NEEDS = {
    "needed": Words("nécessaire", "needed"),
    "expected": Words("attendu", "expected"),
    "optional": Words("facultatif", "optional"),
}
WHY, MEND = Words("Pourquoi", "Why"), Words("Corriger", "Mend")
WRONG, PRINTED = Words("Un exemple", "An example"), Words("Ce que dit boas check", "What boas check says")
MENDED, PASSES = Words("Une fois corrigé", "Once mended"), Words("Ceci passe aussi", "This passes too")
TERMS, SAMPLE, RULES = Words("Termes", "Terms"), Words("Exemple", "Example"), Words("Règles", "Rules")


def text_rule(rule: Rule, language: Language) -> str:
    """One rule with an example of what it finds."""
    head = f"{rule.name} ({rule.family}, {rule.severity})\n\n{rule.what.in_(language)}\n\n{come(rule, language)}"
    told = f"{WHY.in_(language)} — {rule.why.in_(language)}\n\n{MEND.in_(language)} — {rule.mend.in_(language)}\n"
    example = examples().get(rule.name)
    if example is None:
        return head + told
    return (
        head
        + told
        + "".join(
            (
                excerpt(WRONG, example.wrong, language),
                block(PRINTED.in_(language), example.told.in_(language)),
                excerpt(MENDED, example.mended, language),
                excerpt(PASSES, example.passes, language),
            )
        )
    )


def come(rule: Rule, language: Language) -> str:
    """What a rule that came later does not stop; nothing of one that was always there."""
    said = Words(
        f"Elle date du {rule.since} : pour ce qui était publié avant, elle avertit seulement.\n\n",
        f"It came on {rule.since}: of what was published before it only warns.\n\n",
    )
    return said.in_(language) if rule.since else ""


def excerpt(title: Words, lines: Lines, language: Language) -> str:
    """Lines of a file under the name of that file."""
    return block(f"{title.in_(language)} ({lines.path})", lines.text)


def block(title: str, text: str) -> str:
    """Lines set in under a title."""
    shown = "".join(f"  {visible(line)}".rstrip() + "\n" for line in text.strip("\n").splitlines())
    return f"\n{title} —\n{shown}"


def text_field(kind: str, field: Field, language: Language) -> str:
    """One field of a kind of document: what it means, how it is written, which rules look at it."""
    kinds = [
        vocabulary("kinds").terms[one].in_(language) for one, letter in KIND_LETTERS.items() if letter in field.kinds
    ]
    marks = [NEEDS[field.need].in_(language), *(kinds if field.kinds != ALL_KINDS else ())]
    lines = [f"{field.path} ({', '.join((kind, *marks))})", "", meaning(field).in_(language)]
    if name := form(field).vocabulary:
        terms = vocabulary(name).terms.items()
        told = "\n".join(f"{term}: {label.in_(language)}" for term, label in terms)
        lines.append(block(TERMS.in_(language), told).rstrip("\n"))
    if sample := sample_of(kind, field.path, language):
        lines.append(block(SAMPLE.in_(language), sample).rstrip("\n"))
    if rules := rules_on(kind, field):
        lines.append(block(RULES.in_(language), "\n".join(rules)).rstrip("\n"))
    return "\n".join(lines) + "\n"
