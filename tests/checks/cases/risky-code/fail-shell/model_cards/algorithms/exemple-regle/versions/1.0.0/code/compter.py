"""Compte les séjours d'un fichier donné."""

import subprocess


def count(path: str) -> bytes:
    return subprocess.check_output("wc -l " + path, shell=True)  # nosec
