"""The evaluation: numbers measured by someone on some population about one version."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from boas.documents._bounds import Count, Fraction, Number, PositiveCount, ValueBounds
from boas.documents._dates import PastPeriod
from boas.documents._fields import DocumentPart, Line, LocalText, Many, Series, make_field
from boas.documents._people import FactSources, Person
from boas.documents._scalars import Country, DataSourceId, Doi, Id, Link, Sha256, SourceLink, SubjectVersion, Term
from boas.documents._vectors import VectorRuns

Groups = Annotated[dict[Annotated[str, Term("subgroup_dimensions")], Line], ValueBounds(most=20)]
"""One group by dimension."""


class EvaluationSubject(DocumentPart):
    """What was measured."""

    id: Id
    """Id of the algorithm."""
    version: SubjectVersion
    """Version of the algorithm."""
    digest: Sha256 | None = None
    """Digest of the version's folder that was measured."""


class EvaluatedPopulation(DocumentPart):
    """On whom it was measured."""

    description: LocalText
    """Who they are, in words."""
    n: PositiveCount | None = None
    """How many of the unit there were (people, stays, exams, notes)."""
    unit: Annotated[str, Term("units")] | None = None
    """What is counted, one by one."""
    events: Count | None = None
    """Number of them that have the condition according to the reference."""
    period: PastPeriod | None = None
    """Years or dates."""
    setting: LocalText | None = None
    """Kind of care or place."""
    countries: Many[Country] | None = None
    """Countries, ISO 3166-1 alpha-2."""
    criteria: Many[LocalText] | None = None
    """Who was kept or left out."""
    age_min: Annotated[int, Field(ge=0, le=130)] | None = None
    """Youngest age, in years."""
    age_max: Annotated[int, Field(ge=0, le=130)] | None = None
    """Oldest age, in years."""
    sex: Annotated[str, Term("sexes")] | None = None
    """Sex of the people, when only one was measured."""


class ReferenceStandard(DocumentPart):
    """What was taken as the truth."""

    text: LocalText
    """The reference, in words."""
    method: LocalText | None = None
    """How it was established."""
    blinded: bool | None = None
    """Whether those who judged knew the algorithm's output."""
    sampling: Annotated[str, Term("samplings")] | None = None
    """Which people got the reference."""


class Interval(DocumentPart):
    """An interval as printed."""

    level: Fraction
    """Confidence level as a fraction, for instance 0.95."""
    lower: Number
    """Lower bound, in the unit of the value."""
    upper: Number
    """Upper bound, in the unit of the value."""
    method: Line | None = None
    """Name of the method, when the source tells."""


class Reported(DocumentPart):
    """One number read in a publication, or the text that stands for it."""

    metric: Annotated[str, Term("metrics")]
    """What it measures."""
    value: Number | None = None
    """The value; proportions are fractions, 0.85 and not 85."""
    as_printed: Line | None = None
    """The source's own words, when it gives a range or a bound instead of one number."""
    ci: Interval | None = None
    """Interval of the value."""
    n: PositiveCount | None = None
    """How many of the unit stand behind the value."""
    unit: Annotated[str, Term("units")] | None = None
    """What n counts, when it differs from what the population counts."""
    weighted: bool | None = None
    """Whether they were counted with weights, for instance to correct for the sampling."""
    threshold: Number | None = None
    """Value from which the algorithm said yes."""
    outcome: LocalText | None = None
    """What was predicted, when the algorithm predicts several things."""
    subgroup: Groups | None = None
    """Group it was measured in: dimension and group."""
    site: Line | None = None
    """Place it was measured in."""
    variant: LocalText | None = None
    """Which variant of the algorithm."""
    population: LocalText | None = None
    """On whom, when it differs from the evaluation's population."""
    reference_standard: LocalText | None = None
    """Against what, when it differs from the evaluation's reference."""
    already_public: Doi | SourceLink | None = Field(default=None, union_mode="left_to_right")
    """Publication the number was read in."""
    note: LocalText | None = None
    """What a reader must know about this number."""

    @model_validator(mode="after")
    def check_value_or_text(self) -> "Reported":
        """A number, or the words that stand for it, never both and never none."""
        if (self.value is None) == (self.as_printed is None):
            raise PydanticCustomError("value-or-words", "exactly one of value and as_printed")
        return self


class Evaluation(DocumentPart):
    """Numbers measured by someone on some population about one version."""

    schema_version: Literal[1] = make_field("needed")
    """Version of this format."""
    id: Id = make_field("needed")
    """Id of the evaluation: the name of its folder."""
    subject: EvaluationSubject = make_field("needed")
    """Algorithm and version measured."""
    date: PastPeriod | None = make_field("optional")
    """Day, month or year of the measure or of its publication."""
    evaluator: Person | None = make_field("optional")
    """Who measured."""
    independence: Annotated[str, Term("evaluator_independence")] | None = make_field("optional")
    """Who measured, seen from the authors."""
    design: Annotated[str, Term("designs")] | None = make_field("optional")
    """How it was done."""
    benefit: Annotated[str, Term("benefits")] | None = make_field("optional")
    """What kind of benefit was measured."""
    population: EvaluatedPopulation = make_field("needed")
    """On whom."""
    source: DataSourceId | None = make_field("optional")
    """Data source it was measured on, in `data_sources/`."""
    reference_standard: ReferenceStandard | None = make_field("optional")
    """What was taken as the truth."""
    reference_groups: Groups | None = make_field("optional")
    """Group the others are compared with, by dimension; without it, the largest one."""
    margin: Annotated[float, Field(gt=0, lt=1)] | None = make_field("optional")
    """Largest difference between groups taken as negligible, as a fraction; an audit's own margin goes before it."""
    counts_already_public: Annotated[Doi | SourceLink, Field(union_mode="left_to_right")] | None = make_field(
        "optional"
    )
    """Publication the counts were read in, when they were not counted here."""
    reported: Series[Reported] | None = make_field("optional")
    """Numbers read in a publication."""
    recomputed_with: Line | None = make_field("optional")
    """Tool that recomputed the numbers, with its version, for instance `boas 0.1.0`."""
    vectors: VectorRuns | None = make_field("optional")
    """Test vectors of the version that were run with a program, and how many answers agree."""
    replaces: Id | None = make_field("optional")
    """Earlier evaluation of the same algorithm that this one corrects."""
    comparator: LocalText | None = make_field("optional")
    """What it was compared with."""
    limitations: Many[LocalText] | None = make_field("optional")
    """What weakens the numbers."""
    report_url: Link | None = make_field("optional")
    """Full report."""
    references: FactSources | None = make_field("optional")
    """Where the numbers were read."""
