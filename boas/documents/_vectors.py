"""Test vectors: invented rows with the answers expected of a version, and what a run of them gave."""

from typing import Annotated, Literal

from boas.documents._bounds import Count, PositiveCount, ValueBounds
from boas.documents._fields import DistinctItems, DocumentPart, Line, LocalText, Many
from boas.documents._scalars import Sha256, Term

Tolerance = Annotated[float, ValueBounds(at_least=0, at_most=1e15)]
"""How far a number may lie from the expected one."""


class VectorUse(DocumentPart):
    """Invented rows in `input.csv`, with the answers expected for them in `expected.csv`.

    The first column of `expected.csv` names a row of `input.csv`; each other column is an answer.
    """

    path: Line
    """Folder of both files inside the version's folder, for instance `vectors/sejours`."""
    synthetic: Literal[True]
    """Always `true`: whoever writes it declares that all rows are invented and none is about a person."""
    run_by: Annotated[str, Term("vector_runners")]
    """Who can run it: the registry, for what codelists select, or whoever has the program."""
    description: LocalText | None = None
    """What it shows."""
    absolute_tolerance: Tolerance | None = None
    """How far a number may lie from the expected one, in its own unit; 0 unless it is given."""
    relative_tolerance: Tolerance | None = None
    """How much further, as a fraction of the expected number, for instance 0.001; 0 unless it is given."""


VectorUses = Annotated[Many[VectorUse], DistinctItems((("path",),))]
"""Vectors, each folder once."""


class VectorRun(DocumentPart):
    """What one vector of the version gave when somebody ran a program on it; `boas vectors` writes it."""

    path: Line
    """Folder of the vector inside the version's folder, for instance `vectors/sejours`."""
    input: Sha256
    """SHA-256 of its `input.csv`."""
    expected: Sha256
    """SHA-256 of its `expected.csv`."""
    command: Line
    """Name of the program that was run."""
    n: PositiveCount
    """How many answers were expected."""
    agreeing: Count
    """How many of them the program gave, within the tolerances of the vector."""


VectorRuns = Annotated[Many[VectorRun], DistinctItems((("path",),))]
"""Runs, each vector once."""
