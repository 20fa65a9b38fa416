"""The reuses of the shipped registry: fifty-one facts read in public sources, and how many of them count."""

from collections import Counter

from boas.index import Index, ReuseOverview, decode_answer

ENTERED = 51
BY_OTHERS_AT_FIRST_SIGHT = 27
"""As whoever compiled them told the owners of repositories from the producers."""
NEVERTHELESS_OF_A_PRODUCER = {
    ("pmeasyr", "dimractivite"),  # AP-HP, of which the producing department is a part
    ("schema-snds", "dico-snds"),  # the card names DREES and the Health Data Hub as producers
    ("schema-snds", "documentation-snds"),
    ("schema-snds", "generateur-donnees-synthetiques"),
    ("schema-snds", "synthetic-snds"),
}
"""Held against the cards, these are by an organisation of the producers."""
BY_NOBODY_NAMED = {("charlson-sniiram", "projet-22566683")}


def overview(index: Index) -> ReuseOverview:
    """All reuses of the shipped registry."""
    return decode_answer(index.read_body("reuses") or b"", ReuseOverview)


def test_every_fact_is_entered_with_its_source(shipped_index: Index) -> None:
    found = overview(shipped_index)

    assert len(found.reuses) == ENTERED
    assert len({row.algorithm.id for row in found.reuses}) == 19
    for row in found.reuses:
        document = row.reuse.content
        assert document.origin == "compiled"
        assert document.sources
        assert all(source.is_findable() and source.seen == "2026-11-28" for source in document.sources)


def test_those_of_others_count_and_the_makers_own_stand_apart(shipped_index: Index) -> None:
    found = overview(shipped_index)
    standing = {(row.algorithm.id, row.id): row.state for row in found.reuses}
    counts = Counter(standing.values())

    assert {standing[key] for key in NEVERTHELESS_OF_A_PRODUCER} == {"producer"}
    assert {standing[key] for key in BY_NOBODY_NAMED} == {"unknown-reuser"}
    left = BY_OTHERS_AT_FIRST_SIGHT - len(NEVERTHELESS_OF_A_PRODUCER) - len(BY_NOBODY_NAMED)
    assert counts["counted"] == found.totals.counted == left
    assert counts["producer"] == ENTERED - BY_OTHERS_AT_FIRST_SIGHT + len(NEVERTHELESS_OF_A_PRODUCER)


def test_one_reuse_pins_a_version_that_the_registry_holds(shipped_index: Index) -> None:
    pinned = [(row.algorithm.id, row.version) for row in overview(shipped_index).reuses if row.version]

    assert pinned == [("cartographie-pathologies-cnam", "2.0.0")]
