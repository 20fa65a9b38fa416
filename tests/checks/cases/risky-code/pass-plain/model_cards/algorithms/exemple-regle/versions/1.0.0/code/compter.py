"""Compte les séjours."""


def count(stays: list[str]) -> int:
    return len(set(stays))
