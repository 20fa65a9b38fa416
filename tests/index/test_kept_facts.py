"""A fact is taken over only under the digest of what it is made of, and only when it comes back as it was."""

from collections.abc import Callable
from dataclasses import dataclass

from boas.index._kept_facts import KeptFacts


@dataclass(frozen=True)
class Share:
    """A fact."""

    name: str
    value: float


def remembered(facts: KeptFacts) -> dict[str, bytes]:
    """What an index would remember of facts."""
    return {one.key: one.write() for one in facts.iter_entries()}


def told(share: Share, calls: list[Share]) -> Callable[[], Share]:
    """What makes a fact and tells that it was asked to."""

    def make() -> Share:
        calls.append(share)
        return share

    return make


def test_a_fact_is_taken_over_while_what_it_is_made_of_is_as_it_was() -> None:
    first, calls = KeptFacts({}), list[Share]()
    first.find("share", "abc", Share, told(Share("é", 0.1), calls))

    later = KeptFacts(remembered(first))

    assert later.find("share", "abc", Share, told(Share("other", 1.5), calls)) == Share("é", 0.1)
    assert later.find("share", "abd", Share, told(Share("other", 1.5), calls)) == Share("other", 1.5)
    assert later.find("part", "abc", Share, told(Share("part", 2.5), calls)) == Share("part", 2.5)
    assert calls == [Share("é", 0.1), Share("other", 1.5), Share("part", 2.5)]
    assert remembered(later).keys() == {"share abc", "share abd", "part abc"}


def test_what_was_not_asked_for_is_forgotten() -> None:
    first = KeptFacts({})
    first.find("share", "abc", Share, lambda: Share("é", 0.1))

    assert remembered(KeptFacts(remembered(first))) == {}


def test_what_would_come_back_otherwise_than_it_was_is_made_each_time() -> None:
    facts = KeptFacts({})

    assert facts.find("share", "abc", Share, lambda: Share("whole", 1)).value == 1  # written 1, read back as 1.0
    assert remembered(facts) == {}


def test_what_is_made_of_nothing_that_has_a_digest_is_made_each_time() -> None:
    facts, calls = KeptFacts({}), list[Share]()

    for _ in range(2):
        facts.find("share", "", Share, told(Share("draft", 0.5), calls))

    assert len(calls) == 2
    assert remembered(facts) == {}
