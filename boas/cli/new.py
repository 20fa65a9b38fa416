"""`boas new`: the files of a new algorithm, from answers or from what other public formats already say.

On a terminal it asks; in a script every answer is an option, and all that is missing is told at once. It
writes nothing that `boas check` would refuse, and never over a file.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._terminal_questions import ask_choice, ask_field
from boas.documents import is_id, load_vocabulary
from boas.errors import UsageError
from boas.finding import Finding
from boas.formats import AlgorithmDraft, CodeList, ImportResult
from boas.formats.importers import FORMATS, describe_list, make_slug
from boas.parsing import find_root, read_folder, read_languages
from boas.reports import render_text_report
from boas.scaffolding import (
    QUESTIONS,
    ImportChoices,
    NewCardSession,
    ReadingOptions,
    build_draft,
    check_free_id,
    check_version_number,
    describe_missing_option,
    describe_next_steps,
    find_wrong_answers,
    format_imported,
    has_system,
    list_missing_choices,
    list_missing_fields,
    list_without_match,
    list_without_role,
    make_missing_error,
    parse_columns,
    parse_list_choices,
    parse_options,
    read_catalogue,
    read_foreign_files,
    refuse_lost_lists,
    resolve_term,
    resolve_text_language,
    write_draft,
)
from boas.translation import Language, Message, list_languages


@click.command("new")
@click.argument("algorithm", required=False, metavar="[ID]")
@click.option("--kind", help="rule, score, ml, generative or pipeline.")
@click.option("--name", help="Name for people.")
@click.option("--summary", help="One or two sentences that tell a hospital what this is.")
@click.option("--category", help="What it does, a term of `categories`.")
@click.option("--modality", multiple=True, help="Form of the data it reads (repeat for several).")
@click.option("--domain", multiple=True, help="Field of medicine (repeat for several).")
@click.option("--purpose", help="What the algorithm is for.")
@click.option("--organisation", multiple=True, metavar="ID", help="Producing organisation (repeat for several).")
@click.option("--source", multiple=True, metavar="ID:ROLE", help="Data source and what it served for (repeat).")
@click.option("--limitation", multiple=True, help="What it cannot do or does badly (repeat for several).")
@click.option("--absent", multiple=True, type=(str, str), metavar="FIELD REASON", help="Say why a field is not given.")
@click.option("--new-organisation", multiple=True, type=(str, str), metavar="ID NAME", help="Add an organisation.")
@click.option("--new-source", multiple=True, type=(str, str, str), metavar="ID NAME CONTENT", help="Add a data source.")
@click.option("--version", default="1.0.0", show_default=True, help="Number of the first version.")
@click.option("--from", "foreign", multiple=True, type=click.Path(path_type=Path), help="File or folder to import.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Format of the file (default: found out).")
@click.option("--texts-in", metavar="LANGUAGE", help="Language of the texts that are imported.")
@click.option("--keep-text", is_flag=True, help="Keep the body of an imported README.md as method.<language>.md.")
@click.option("--list-system", multiple=True, metavar="[NAME=]SYSTEM", help="Code system of imported codelists.")
@click.option("--list-role", multiple=True, metavar="[LIST=]ROLE", help="Whether imported lists include or exclude.")
@click.option(
    "--list-match", multiple=True, metavar="[LIST=]MATCH", help="How codes are compared: exact, prefix or descendants."
)
@click.option("--column", multiple=True, metavar="PART=NAME", help="Column that holds code, label, system or list.")
@click.option("--found-at", metavar="URL", help="Address at which the imported files were read.")
@click.option("--origin", help="Who writes the card: submitted (its authors) or compiled.")
@click.option("--registry", type=click.Path(path_type=Path, file_okay=False), help="Root of the registry.")
@click.option(
    "--lang",
    type=click.Choice(list_languages()),
    help="Language of messages, comments and answers (default: BOAS_LANG, locale, fr).",
)
def command(
    *,
    algorithm: str | None,
    absent: tuple[tuple[str, str], ...],
    new_organisation: tuple[tuple[str, str], ...],
    new_source: tuple[tuple[str, str, str], ...],
    version: str,
    foreign: tuple[Path, ...],
    form: str | None,
    texts_in: Language | None,
    keep_text: bool,
    list_system: tuple[str, ...],
    list_role: tuple[str, ...],
    list_match: tuple[str, ...],
    column: tuple[str, ...],
    found_at: str | None,
    origin: str | None,
    registry: Path | None,
    lang: str | None,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Begin a new algorithm: its card holds what you answer, and asks for the rest in comments.

    \b
    boas new                                   asks all questions (on a terminal)
    boas new avc-sejours --kind rule --name "Séjours pour AVC" ...
    boas new --from README.md                  Hugging Face, MONAI, MHub, CITATION.cff, codemeta.json
    boas new --from liste.csv --list-system CIM-10 --list-role include --list-match exact
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    language = resolve_language(lang)
    root = find_root(registry or Path.cwd())
    check_version_number(version)
    tree = read_folder(root)
    texts_in = resolve_text_language(texts_in, read_languages(tree))
    register = read_catalogue(tree)
    register.add(new_organisation, new_source)
    options = {path: given.get(question.option.removeprefix("--")) for path, question in QUESTIONS.items()}
    answers = parse_options(options | {"id": algorithm}, absent, language)
    reading = ReadingOptions(form or "", parse_columns(column), found_at or "", keep_text)
    imported = read_foreign_files(foreign, reading, lambda words: click.echo(words.in_(language)))
    choices = ImportChoices(
        parse_list_choices("--list-system", list_system, "code_systems"),
        parse_list_choices("--list-role", list_role, "codelist_roles"),
        parse_list_choices("--list-match", list_match, "code_matches"),
        texts_in,
        origin and resolve_term("--origin", origin, "origins"),
    )
    draft = _settle_answers(NewCardSession(root, tree, language, version, register), answers, imported, choices)
    paths = write_draft(root, draft)
    click.echo(describe_next_steps(root, draft, paths, language), nl=False)


def _settle_answers(
    work: NewCardSession, answers: dict[str, object], imported: ImportResult, choices: ImportChoices
) -> AlgorithmDraft:
    """A draft without error; asks for what is missing, or raises `UsageError` that names all of it."""
    asks, read = sys.stdin.isatty(), imported
    while True:
        _complete_answers(work, answers, imported, choices, asks=asks)
        settled = build_draft(work, answers, imported, choices)
        imported = settled.draft.imported
        if not settled.findings:
            click.echo(format_imported(read, imported, work.language), nl=False)
            refuse_lost_lists(read, imported)
            return settled.draft
        _drop_wrong_answers(work, answers, imported, settled.findings, asks=asks)


def _complete_answers(
    work: NewCardSession, answers: dict[str, object], imported: ImportResult, choices: ImportChoices, *, asks: bool
) -> None:
    """Fill in what is missing at the terminal; without one, raises `UsageError` that names every option at once."""
    if "id" in answers:
        check_free_id(work.root, str(answers["id"]))
    paths = list_missing_fields({*answers, *(piece.to for piece in imported.pieces)})
    more = list_missing_choices(imported, choices)
    if not (paths or more):
        return
    if not asks:
        click.echo(format_imported(imported, imported, work.language), nl=False)
        raise make_missing_error([*map(describe_missing_option, paths), *more])
    for path in paths:
        answers[path] = _ask_id(work, answers) if path == "id" else ask_field(path, work.register, work.language)
    _ask_import_choices(more, imported, choices, work)


def _ask_id(work: NewCardSession, answers: Mapping[str, object]) -> str:
    """An id that is free, proposed after the name; asked again as long as it is not."""
    name = answers.get("name")
    proposed = make_slug(" ".join(map(str, name.values()))) if isinstance(name, dict) else ""
    while True:
        written = str(ask_field("id", work.register, work.language, proposed if is_id(proposed) else ""))
        try:
            check_free_id(work.root, written)
        except UsageError as error:
            click.echo(f"{error.message.in_(work.language)} {error.help.in_(work.language)}")
        else:
            return written


def _ask_import_choices(
    options: list[str], imported: ImportResult, choices: ImportChoices, work: NewCardSession
) -> None:
    """Ask for what only imported files ask for."""
    language, languages = work.language, work.languages
    if "--texts-in" in options:
        known = {name: load_vocabulary("languages").terms[name] for name in languages}
        question = Message("In which language are the imported texts?")
        choices.texts_in = ask_choice(question, known, language)
    if "--origin" in options:
        choices.origin = ask_choice(Message("Who writes this card?"), load_vocabulary("origins").terms, language)
    if "--list-system" in options:
        _ask_systems(imported, choices, language)
    imported = replace(imported, lists=tuple(one for one in imported.lists if has_system(one, choices)))
    for one in list_without_role(imported, choices) if "--list-role" in options else ():
        question = Message("What do the codes of the list {list} do?", list=describe_list(one))
        choices.roles[one.name] = ask_choice(question, load_vocabulary("codelist_roles").terms, language)
    for one in list_without_match(imported, choices) if "--list-match" in options else ():
        question = Message("How is a code of the list {list} compared?", list=describe_list(one))
        choices.matches[one.name] = ask_choice(question, load_vocabulary("code_matches").terms, language)


def _ask_systems(imported: ImportResult, choices: ImportChoices, language: Language) -> None:
    """Ask for each foreign code system once which one of the registry it is, with the first list that has it."""
    unknown: dict[str, CodeList] = {}
    for one in imported.lists:
        if one.system is None:
            unknown.setdefault(one.foreign_system, one)
    for one in unknown.values():
        question = Message(
            "Code system `{name}` of the list {list}? (Enter: none of these)",
            name=one.foreign_system or "…",
            list=describe_list(one),
        )
        found = ask_choice(question, load_vocabulary("code_systems").terms, language, may_be_empty=True)
        choices.systems |= {one.foreign_system: found} if found else {}


def _drop_wrong_answers(
    work: NewCardSession,
    answers: dict[str, object],
    imported: ImportResult,
    findings: tuple[Finding, ...],
    *,
    asks: bool,
) -> None:
    """Forget the answers that are wrong, so that they are asked again; without a terminal, raises `UsageError`."""
    known = {*answers, *(piece.to for piece in imported.pieces)}
    wrong = find_wrong_answers(answers, findings)
    if list_missing_fields(known) and not wrong:
        return  # only what an import could not give
    click.echo(render_text_report(findings, work.language, colour=False), nl=False, err=True)
    if not (asks and wrong):
        raise UsageError(
            Message("Nothing was written: these answers have errors."),
            Message("Fix the options these lines are about."),
        )
    for path in wrong:
        del answers[path]
