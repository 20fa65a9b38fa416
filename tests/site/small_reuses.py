"""Who uses the algorithms of the registry in memory, as an index would answer it: every reuse counts."""

from collections import Counter
from collections.abc import Sequence

from boas.index import LineageAnswer, Named, ReuseList, ReuseOverview, ReuseRow, ReuseTotals
from boas.index import _answers as a


def reuse_rows(answer: a.AlgorithmAnswer) -> tuple[ReuseRow, ...]:
    """The reuses of one algorithm."""
    names = {one.id: one for one in answer.reusers}
    return tuple(
        ReuseRow(
            id=str(reuse.get("id", "reprise")),
            algorithm=Named(answer.id, answer.row.name),
            version=reuse.get("version"),  # type: ignore[arg-type]
            is_matched=False,
            organisations=tuple(
                names.get(name, Named(name, {"fr": name, "en": name}))
                for name in [str(reuse["organisation"])]
                if "organisation" in reuse
            ),
            signer=names.get(str(reuse.get("declared_by", {}).get("organisation"))),  # type: ignore[attr-defined]
            state="counted",
            first_seen=str(reuse["date"]),
            last_seen=str(reuse["date"]),
            notices=(),
            reuse=reuse,
        )
        for reuse in answer.reuses
    )


def reuse_list(answer: a.AlgorithmAnswer) -> ReuseList:
    """The reuses of one algorithm, with how many there are."""
    rows = reuse_rows(answer)
    return ReuseList(answer.id, totals(rows), rows[0].version if rows else None, rows)


def totals(rows: Sequence[ReuseRow]) -> ReuseTotals:
    """All of them count."""
    return ReuseTotals(len(rows), 0, 0, 0, 0)


def reuse_overview(answers: Sequence[a.AlgorithmAnswer]) -> ReuseOverview:
    """The reuses of all algorithms."""
    rows = tuple(row for answer in answers for row in reuse_rows(answer))
    years = Counter(row.first_seen[:4] for row in rows)
    return ReuseOverview(totals(rows), len({row.algorithm.id for row in rows}), {}, dict(years), rows)


def no_lineage(answer: a.AlgorithmAnswer) -> LineageAnswer:
    """An algorithm that comes from nothing, and from which nothing comes."""
    return LineageAnswer(answer.id, answer.row.version, (), (), (), ())
