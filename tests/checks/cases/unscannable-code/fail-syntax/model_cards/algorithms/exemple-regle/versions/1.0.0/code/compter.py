def count(stays:
    return len(stays)
