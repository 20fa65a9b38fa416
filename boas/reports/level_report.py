"""What the newest version of an algorithm lacks for its next level, as a list its author can go through."""

from dataclasses import dataclass

from boas.documents import vocabulary
from boas.documents.guide import card_fields
from boas.documents.meanings import meaning
from boas.finding import Language, Words
from boas.reports.text import visible


@dataclass(frozen=True, slots=True)
class Measured:
    """An evaluation of another version."""

    evaluation: str
    version: str
    """Version that was measured."""
    holds: bool
    """Whether its figures stand for the version shown too."""
    changes: tuple[Words, ...]
    """What can have changed results since; empty when it is not a matter of changes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one version stands."""

    algorithm: str
    version: str
    level: int
    asked: tuple[Words, ...]
    """What the next level asks for, in sentences; empty at the highest one."""
    lacking: tuple[str, ...]
    """Paths of the fields of its card that level 1 still asks for."""
    digest: str
    """Digest of the version's folder, which an audit is bound to."""
    is_published: bool
    """Whether the version may not be edited any more."""
    measured: tuple[Measured, ...] = ()
    """Evaluations of other versions, whether their figures stand for this one or not."""


TO_REACH = Words("Pour atteindre le niveau {} ({}) :", "To reach level {} ({}):")
AT_THE_TOP = Words("Aucun niveau n’est plus haut.", "No level is higher.")
THEN = Words("Ensuite :", "Next:")
FROZEN = Words(
    "la version publiée ne change plus : en préparer une autre", "the published version is frozen: begin another"
)
WHAT = Words("ce qu’un champ veut dire, avec un exemple", "what a field means, with an example")
CHECK = Words("ce qui reste à corriger", "what is left to mend")
ROWS = Words("compter un fichier d’une ligne par personne", "count a file with one row a person")
NUMBERS = Words("ce que donnent les chiffres", "what the numbers come to")
BIND = Words("l’empreinte à écrire dans l’audit", "the digest to write in the audit")


def text_level(one: Standing, language: Language) -> str:
    """Where a version stands and what to do next, as text."""
    word = vocabulary("levels").terms
    head = Words(
        f"{one.algorithm} {one.version} – niveau {one.level}", f"{one.algorithm} {one.version} – level {one.level}"
    )
    lines = [f"{head.in_(language)} ({word[str(one.level)].in_(language)})", ""]
    lines += measured_elsewhere(one.measured, language)
    if not one.asked:
        return "\n".join([*lines, AT_THE_TOP.in_(language), ""])
    above = one.level + 1
    lines.append(TO_REACH.in_(language).format(above, word[str(above)].in_(language)))
    lines += [f"  - {visible(sentence.in_(language))}" for sentence in one.asked]
    lines += ["", *(f"      {row}" for row in fields_told(one.lacking, language))] if one.lacking else []
    lines += ["", THEN.in_(language), *(f"  {row}" for row in commands(one, language))]
    return "\n".join([*lines, ""])


def measured_elsewhere(found: tuple[Measured, ...], language: Language) -> list[str]:
    """Figures that were measured on other versions, and whether they count; a line each, then what changed since."""
    lines = []
    for one in found:
        words = UNCHANGED if one.holds else OTHER
        lines.append(visible(words.in_(language).format(one.evaluation, one.version)))
        lines += [f"  - {visible(change.in_(language))}" for change in one.changes[:MOST_CHANGES]]
        left = len(one.changes) - MOST_CHANGES
        lines += [f"  - {MORE.in_(language).format(left)}"] if left > 0 else []
    return [*lines, ""] if lines else []


MOST_CHANGES = 5
"""Changes told of one evaluation before the rest is only counted."""
MORE = Words("et {} de plus", "and {} more")
UNCHANGED = Words(
    "Évaluation « {} » : mesurée sur la version {}, inchangée depuis ; elle compte.",
    "Evaluation “{}”: measured on version {}, unchanged since; it counts.",
)
OTHER = Words(
    "Évaluation « {} » : mesurée sur la version {}, pas sur celle-ci ; elle ne compte pas.",
    "Evaluation “{}”: measured on version {}, not on this one; it does not count.",
)


def fields_told(paths: tuple[str, ...], language: Language) -> list[str]:
    """Each field with what it means, in columns."""
    known = {field.path: field for field in card_fields()}
    width = max(map(len, paths))
    return [f"{path:<{width}}  {visible(meaning(known[path]).in_(language))}" for path in paths]


def commands(one: Standing, language: Language) -> list[str]:
    """What to run next, with what each is good for, in columns."""
    rows = list(steps(one))
    width = max(len(command) for command, _ in rows)
    return [f"{command:<{width}}  {words.in_(language)}" for command, words in rows]


def steps(one: Standing) -> tuple[tuple[str, Words], ...]:
    """Commands for what the next level asks."""
    folder = f"model_cards/algorithms/{one.algorithm}"
    check = (f"boas check {folder}", CHECK)
    if one.level == 0:
        again = ((f"boas release {one.algorithm}", FROZEN),) if one.is_published else ()
        return (*again, (f"boas explain {one.lacking[0]}", WHAT), check)
    if one.level < 3:  # noqa: PLR2004 -- levels 2 and 3 rest on evaluations, level 4 on an audit
        return (("boas evidence from-rows --help", ROWS), (f"boas evidence {one.algorithm}", NUMBERS), check)
    return ((f"digest: {one.digest}", BIND), check)
