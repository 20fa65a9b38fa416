"""Vérifie un effectif."""


def check(n: int) -> int:
    assert n >= 11
    return n
