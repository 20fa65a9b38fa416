"""The files of a new registry, and writing them where nothing is yet.

Files that run in a forge come from `ci/forge`; settings and README are written for the occasion. What the
registry's own rules would refuse is refused before anything is written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from boas.checks import check
from boas.documents import FOLDER, SETTINGS, find_languages, find_package_folder, render_schemas
from boas.errors import UsageError
from boas.finding import Finding
from boas.formats import choose_text_language
from boas.parsing import QuotedText, read_collection, render_mapping
from boas.repository import write_new as write_new_files
from boas.translation import Language, Message, resolve_language
from boas.tree import File, Tree

_FROM_FORGE = {
    "github.yml": ".github/workflows/boas.yml",
    "github-approval.yml": ".github/workflows/boas-approval.yml",
    "github-comment.yml": ".github/workflows/boas-comment.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "registry/boas": "ci/boas",
    "registry/build": "ci/build",
    "registry/check": "ci/check",
    "registry/review": "ci/review",
    "registry/serve": "ci/serve",
}
_OWNERS = "@OWNERS"
"""What stands in the file CODEOWNERS for those who own the repository, until somebody names them."""
_OWNER = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*", re.ASCII)
_PROGRAM = re.compile(r"(?P<address>[^@\s]\S*)@(?P<commit>[0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class RegistryOptions:
    """What somebody wants a new registry to be."""

    title: str
    licence: str
    languages: tuple[str, ...]
    threshold: int
    program: str
    """Address and commit of the program, `URL@COMMIT`; empty when they are to be written later."""
    owners: tuple[str, ...]
    """People and teams of the forge, such as `@chu/mainteneurs`; empty when they are to be written later."""
    language: Language
    """Language of whoever makes it: that of the title when the registry has it, else the title is in its first."""


def build_registry_files(wanted: RegistryOptions) -> dict[str, bytes]:
    """Every file of the new registry by its path; raises `UsageError` when the program is not named as it must be."""
    made = {
        SETTINGS: _render_settings(wanted),
        "ci/boas.pin": _render_pin(wanted.program),
        "CODEOWNERS": _render_code_owners(wanted.owners),
        "README.md": _render_readme(wanted),
        ".gitignore": _IGNORED,
        ".pre-commit-config.yaml": _render_pre_commit(),
    }
    languages = find_languages({"languages": list(wanted.languages)})
    schemas = {f"schemas/{name}": text.encode() for name, text in render_schemas(languages).items()}
    forge = {path: (find_package_folder("ci") / "forge" / name).read_bytes() for name, path in _FROM_FORGE.items()}
    return dict(sorted({**{path: text.encode() for path, text in made.items()}, **schemas, **forge}.items()))


def _render_settings(wanted: RegistryOptions) -> str:
    """The registry's own settings."""
    settings = {
        "schema_version": 1,
        "title": {choose_text_language(wanted.languages, wanted.language): QuotedText(wanted.title)},
        "languages": wanted.languages,
        "small_cell_threshold": wanted.threshold,
        "licence": wanted.licence,
    }
    head = "# yaml-language-server: $schema=../schemas/registry.schema.json"
    return "\n".join((head, *render_mapping(settings))) + "\n"


def _render_pin(program: str) -> str:
    """Which program checks this registry."""
    named = _PROGRAM.fullmatch(program)
    if program and not named:
        raise UsageError(
            Message("`{program}` is not of the form URL@COMMIT.", program=program),
            Message("Give the 40 digits of the commit."),
        )
    address, commit = (named["address"], named["commit"]) if named else ("", "")
    return (
        f"# The program that checks this registry: where Git fetches it, and the full id of a commit.\n"
        f"address={address}\ncommit={commit}\n"
    )


def _render_code_owners(owners: tuple[str, ...]) -> str:
    """Who owns what decides which cards come in; raises `UsageError` for what names nobody in a forge."""
    wrong = next((one for one in owners if not _OWNER.fullmatch(one)), None)
    if wrong is not None:
        raise UsageError(
            Message("`{wrong}` names nobody in a forge.", wrong=wrong),
            Message("Write a person or a team, for instance @hospital/maintainers."),
        )
    text = (find_package_folder("ci") / "forge" / "registry" / "CODEOWNERS").read_text("utf-8")
    if not owners:
        return text
    rules = [line for line in text.splitlines() if not line.startswith("#")]
    return "\n".join((_OWNED, *(line.replace(_OWNERS, " ".join(owners)) for line in rules))) + "\n"


_OWNED = (
    "# Whose approval a change of these files needs: what decides which cards come in, and who may judge them.\n"
    "# It protects nothing until the approval of code owners is required for the branch, in the forge."
)


def _render_pre_commit() -> str:
    """The hook of `ci/forge` as a local one."""
    hook = [
        line
        for line in (find_package_folder("ci") / "forge" / "pre-commit-hooks.yaml").read_text("utf-8").splitlines()
        if line
    ]
    entry = "".join(f"      {line}\n" for line in hook if not line.startswith("#"))
    return (
        f"# Checks what the next commit adds: `pre-commit install` once.\nrepos:\n  - repo: local\n    hooks:\n{entry}"
    )


_IGNORED = "# made by boas\n/.boas/\n"


def _render_readme(wanted: RegistryOptions) -> str:
    """What the registry is and how to work with it, in each of its languages, that of the title first."""
    title = " ".join(wanted.title.split()).replace("<", "&lt;")
    words = [resolve_language(language) for language in find_languages({"languages": list(wanted.languages)})]
    first = sorted(dict.fromkeys(words), key=lambda language: language != wanted.language)
    return f"# {title}\n\n" + "\n".join(_README.fill(licence=wanted.licence).in_(language) for language in first)


_README = Message(
    """## In English

A registry of health algorithms. Each algorithm has its card in `model_cards/algorithms/`;
`boas check` checks it, at home as in the forge; the branch `main` becomes a site and an API.

```sh
ci/check                        # the whole registry, with the program of ci/boas.pin
ci/check --since origin/main    # what a proposal adds
ci/review                       # its summary: levels, changes, recomputed numbers
ci/serve --working-tree         # a preview of what you write, made anew whenever you save
ci/serve                        # the site, on http://127.0.0.1:8000
```

### Who may accept what

A proposal does not touch cards together with what checks them (`ci/`, `schemas/`, the forge, `CODEOWNERS`,
`registry.yaml`) or with the list of reviewers (`reviewers.yaml`): it is refused. `ci/review` also says who on that list
may review: neither an author nor somebody who has declared a tie.

To be set once in the forge, since Git cannot impose it: `main` protected, the job `check` (GitHub) or `boas` (GitLab)
required, an approval by somebody other than the author, a new approval after each push, and the consent of those named
in `CODEOWNERS`. Once the list has names, require `approval` as well (GitHub): whoever approves must be one who may
review. The page “Contribute” of the site gives each setting, and the command for GitLab.

To list a reviewer: a proposal of its own, with an entry in `model_cards/reviewers.yaml`.

```yaml
schema_version: 1
reviewers:
  - name: First Last
    orcid: …
    organisation: id-in-organisations
    accounts:
      github: "…"       # the number of the account, not its name
    since: YYYY-MM-DD
```

Licence of the cards: {licence}.
"""
)


def refuse_errors(files: Mapping[str, bytes]) -> None:
    """Raise `UsageError` when the new registry would not pass its own check."""
    errors = [finding for finding in _check_files(files) if finding.severity == "error"]
    if errors:
        raise UsageError(errors[0].message, errors[0].help)


def _check_files(files: Mapping[str, bytes]) -> Iterable[Finding]:
    """What every rule says of files that are not written yet."""
    cards = {path: data for path, data in files.items() if path.startswith(f"{FOLDER}/")}
    named = {path: File(path, "", "file", len(data)) for path, data in cards.items()}
    return check(read_collection(Tree(named, lambda file: cards[file.path])))


def write_registry(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file; raises `UsageError`, with nothing written, when one is there already.

    What an interrupted run has written whole is completed.
    """
    if all((folder / path).exists() for path in files):
        raise _make_exists_error(folder / next(iter(files)))
    try:
        write_new_files(folder, files)
    except FileExistsError as error:
        raise _make_exists_error(Path(error.filename)) from error


def _make_exists_error(path: Path) -> UsageError:
    """A file of the new registry is there, and is another one."""
    return UsageError(
        Message("{path} is there already: nothing was written.", path=path),
        Message("Choose an empty folder."),
    )
