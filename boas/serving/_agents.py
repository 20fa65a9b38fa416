"""Who asks, as far as the header `User-Agent` tells: somebody with a browser, a program, or a robot.

The list is that of COUNTER and of the Code of Practice for Research Data (doi:10.7287/peerj.preprints.26505v1), kept
by the library `counter-robots`. It is compared in lower case as well, as COUNTER asks: `GPTBot` is a `bot`.
"""

import re

import counter_robots

_LONGEST = 400
"""Characters looked at: every agent says what it is at its beginning."""
_OWN_PAGE = re.compile(r"\+https?:")
"""A robot names, behind a plus sign, the page that says what it is for."""
_MORE_PROGRAMS = re.compile(r"^boas/|^R \(|httr|okhttp|^java/", re.IGNORECASE)
"""Programs that the list lacks: ours, R, and two common libraries."""
_MOST_KNOWN = 4_096


class AgentClassifier:
    """Tells agents apart. What it met is kept as a number that nobody can read back, and only while it runs."""

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[int, str] = {}

    def classify(self, agent: str) -> str:
        """One of `USAGE_AGENTS`; who says nothing is a robot, for every browser says something."""
        said = agent[:_LONGEST]
        found = self._known.get(hash(said))
        if found is None:
            found = _classify(said)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[hash(said)] = found
        return found


def _classify(agent: str) -> str:
    """Programs first: the list of robots holds them as well."""
    if _OWN_PAGE.search(agent):
        return "robot"
    if _MORE_PROGRAMS.search(agent) or counter_robots.is_machine(agent):
        return "program"
    is_robot = counter_robots.is_robot(agent) or counter_robots.is_robot(agent.lower())
    return "robot" if is_robot else "person"
