def count(stays: list[str]) -> int:
    return len(stays)
