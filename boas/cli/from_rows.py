"""From a local file of rows about people to the text of the tables that may be published, and into a folder.

Nothing else is written: no log, no copy, no cache.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from errno import ENOENT
from pathlib import Path

from boas.cli.progress import showing
from boas.cli.weighings import DEFAULT_THRESHOLD, threshold_in
from boas.cli.writing import refused, write_new
from boas.documents import vocabulary
from boas.errors import MachineError, RegistryError, UsageError
from boas.evidence.counts import CountsRow, CountsTable, ScoresTable, Withheld
from boas.evidence.strata import label
from boas.evidence.tabulating.cells import tabulate
from boas.evidence.tabulating.rows import Columns, Tally, tally
from boas.evidence.tabulating.score_ranges import tabulate_scores
from boas.evidence.tabulating.writing import counts_csv, scores_csv
from boas.evidence.withholding.withhold import withhold
from boas.finding import Language, Words
from boas.reading import find_root, nearest_of, read_folder
from boas.reading.evidence_tables import evidence_faults
from boas.reading.tables import read_table

NAMES = ("counts.csv", "scores.csv")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    file: Path
    folder: Path
    columns: Columns
    crossings: tuple[tuple[str, ...], ...]
    threshold: int | None
    """Smallest count published; nothing for the registry's."""
    bins: int


@dataclass(frozen=True, slots=True)
class Tables:
    """What may be published."""

    n_people: int
    counts: CountsTable
    scores: ScoresTable | None
    """Nothing when scores were not asked for."""
    left_out: tuple[str, ...]
    """Breakdowns that the table of scores could not have: dimensions, `site`, or empty for everybody."""

    @property
    def texts(self) -> dict[str, str]:
        """The files to write, by name."""
        found = {"counts.csv": counts_csv(self.counts)}
        return found | ({"scores.csv": scores_csv(self.scores)} if self.scores and self.scores.rows else {})


def count(order: Order, language: Language) -> Tables:
    """Count the rows and withhold what is small; raises `UsageError` when something asked for cannot be had."""
    refuse_what_is_there(order)
    columns = order.columns
    dimensions = tuple(dimension for dimension, _ in columns.by)
    crossings = [crossing_of(names, dimensions, has_site=bool(columns.site)) for names in order.crossings]
    threshold = order.threshold or threshold_at(order.folder)
    counted = read(order.file, columns, language)
    scores, left_out = tabulate_scores(counted, dimensions, threshold, order.bins) if columns.score else (None, ())
    counts = withhold(tabulate(counted.counts, dimensions, crossings, threshold), scores)
    tables = Tables(counted.n_people, counts, scores, left_out)
    refuse_what_cannot_be_read(tables.texts)
    return tables


def read(file: Path, columns: Columns, language: Language) -> Tally:
    """Count the rows, with progress."""
    try:
        with showing(language) as progress, file.open(encoding="utf-8", newline="") as lines:
            progress.step(Words("Lignes lues", "Rows read"))
            return tally(lines, columns, lambda n_rows: progress.count(n_rows, 0))
    except OSError as error:
        raise MachineError(
            Words(f"Lecture impossible : {error.strerror}", f"Cannot read: {error.strerror}"),
            Words("Vérifier le fichier et les droits.", "Check the file and permissions."),
        ) from error


def dimensions_in(text: str) -> tuple[tuple[str, str], ...]:
    """Dimensions and their columns from `age_band=age,sex`; raises `UsageError` for one that is not known."""
    found: list[tuple[str, str]] = []
    for part in filter(None, text.split(",")):
        dimension, _, column = part.strip().partition("=")
        known = [term for term in vocabulary("subgroup_dimensions").terms if term != "site"]
        if dimension not in known or dimension in dict(found):
            raise no_dimension(dimension, known, is_twice=dimension in dict(found))
        found.append((dimension, column or dimension))
    return tuple(found)


def no_dimension(name: str, known: list[str], *, is_twice: bool) -> UsageError:
    """What people were to be grouped by is no dimension, or was named before."""
    if is_twice:
        return UsageError(
            Words(f"La dimension « {name} » est donnée deux fois.", f"The dimension `{name}` is given twice."),
            Words("La donner une seule fois.", "Give it once."),
        )
    near, names = nearest_of(name, tuple(known)), ", ".join(known)
    site = Words("Donner la colonne des sites avec --site.", "Give the column of sites with --site.")
    listed = Words(
        f"Dimensions : {names}. Écrire DIMENSION=COLONNE quand la colonne porte un autre nom.",
        f"Dimensions: {names}. Write DIMENSION=COLUMN when the column has another name.",
    )
    hint = Words(f"Essayer « {near} ».", f"Try `{near}`.") if near else listed
    return UsageError(
        Words(f"« {name} » n’est pas une dimension.", f"`{name}` is no dimension."), site if name == "site" else hint
    )


def crossing_of(names: tuple[str, ...], dimensions: tuple[str, ...], *, has_site: bool) -> tuple[str, ...]:
    """A combination of dimensions; raises `UsageError` for one that was not asked for."""
    allowed = (*dimensions, *(("site",) if has_site else ()))
    found = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    for name in found:
        if name not in allowed:
            raise UsageError(
                Words(f"« {name} » ne peut pas être croisé.", f"`{name}` cannot be crossed."),
                Words(
                    "Donner d’abord cette dimension à --by, ou --site.", "Give this dimension to --by first, or --site."
                ),
            )
    return found


def threshold_at(folder: Path) -> int:
    """The smallest count of the registry the folder lies in; 11 outside of any."""
    root = root_of(folder)
    return threshold_in(read_folder(root)) if root else DEFAULT_THRESHOLD


def root_of(folder: Path) -> Path | None:
    """The registry a folder lies in."""
    try:
        return find_root(folder)
    except RegistryError:
        return None


def refuse_what_is_there(order: Order) -> None:
    """Raise `UsageError` when a file would be overwritten, or when rows about people lie in the registry."""
    wanted = NAMES if order.columns.score else NAMES[:1]
    for name in wanted:
        if (order.folder / name).exists() or (order.folder / name).is_symlink():
            raise already_there(order.folder / name)
    root = root_of(order.folder)
    if root is not None and order.file.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            Words(
                "Ce fichier porte une ligne par personne et se trouve dans le registre.",
                "This file has a row per person and lies in the registry.",
            ),
            Words("Le déplacer hors du registre avant tout commit.", "Move it out of the registry before any commit."),
        )


def refuse_what_cannot_be_read(texts: Mapping[str, str]) -> None:
    """Raise `UsageError` when a name of a group could not stand in a table of the registry."""
    for name, text in texts.items():
        data = text.encode()
        table = read_table(data)
        for fault in table.diagnostics or evidence_faults(name.removesuffix(".csv"), table, data):
            raise UsageError(
                Words(
                    f"{name} ne se relirait pas : {fault.message.fr}",
                    f"{name} could not be read back: {fault.message.en}",
                ),
                Words(
                    "Changer les noms des groupes dans le fichier lu.", "Change the names of groups in the file read."
                ),
            )


def already_there(path: Path) -> UsageError:
    """A file of that name is there."""
    return UsageError(
        Words(f"{path} existe déjà.", f"{path} exists already."),
        Words("Le déplacer d’abord, ou choisir un autre dossier.", "Move it first, or choose another folder."),
    )


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all files, or none; raises `UsageError` or `MachineError` when one cannot be."""
    root = root_of(folder) or folder
    within = folder.resolve().relative_to(root.resolve())
    if not folder.is_dir():
        raise refused(FileNotFoundError(ENOENT, os.strerror(ENOENT)))
    for name in texts:
        if os.path.lexists(folder / name):
            raise already_there(folder / name)
    try:
        write_new(root, {(within / name).as_posix(): text.encode() for name, text in texts.items()})
    except FileExistsError as error:
        raise already_there(Path(error.filename)) from error


def told(tables: Tables, folder: Path, language: Language) -> str:
    """What was written, what was withheld, and what to do next."""
    cells = [cell for row in tables.counts.rows for cell in row.cells]
    small, others = cells.count(Withheld.SMALL), cells.count(Withheld.COMPLEMENT)
    n_rows, below = len(tables.counts.rows), tables.counts.threshold
    lines = [
        Words(
            f"counts.csv : {tables.n_people} personnes, {n_rows} lignes ; "
            f"masqués : {small} effectifs « <{below} » et {others} « [c] ».",
            f"counts.csv: {tables.n_people} people, {n_rows} rows; "
            f"withheld: {small} counts as `<{below}` and {others} as `[c]`.",
        )
    ]
    if tables.scores is not None:
        lines += scores_told(tables.scores, tables.left_out)
    if any(is_veiled_whole(row) for row in tables.counts.rows):
        lines.append(WHOLE_IS_VEILED)
    lines.append(
        Words(f"Relire {folder}, puis : boas check {folder}", f"Read {folder} again, then: boas check {folder}")
    )
    return "".join(f"{line.in_(language)}\n" for line in lines)


def is_veiled_whole(row: CountsRow) -> bool:
    """Whether a row counts everybody and does not say everything."""
    is_whole = not row.stratum.site and not row.stratum.groups
    return is_whole and any(isinstance(cell, Withheld) for cell in row.cells)


WHOLE_IS_VEILED = Words(
    "  L’ensemble est masqué en partie : population.n ou events pourraient le redonner ; « boas check » le dira.",
    "  Everybody is withheld in part: population.n or events could give that back; `boas check` will tell.",
)


def scores_told(scores: ScoresTable, left_out: tuple[str, ...]) -> list[Words]:
    """What became of the scores."""
    if not scores.rows:
        return [
            Words(
                "scores.csv n’est pas écrit : trop peu de personnes pour deux tranches de scores.",
                "scores.csv is not written: too few people for two ranges of scores.",
            )
        ]
    lines = [Words(f"scores.csv : {len(scores.rows)} lignes.", f"scores.csv: {len(scores.rows)} rows.")]
    if left_out:
        fr, en = (", ".join(label(name, language) for name in left_out) for language in ("fr", "en"))
        lines.append(
            Words(
                f"  Sans répartition par {fr} : effectifs trop petits.", f"  Not broken down by {en}: counts too small."
            )
        )
    return lines
