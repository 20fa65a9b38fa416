"""Results of a Hugging Face `model-index` as evaluations: numbers that say what they measure and on how many cases.

The Hub's format has no place for the number of cases, the interval or the group; `metrics[].args` is free, so
`args: {n, ci, subgroup, threshold}` is the way to carry them, and the only one read here.
"""

import re

from boas.documents import load_vocabulary
from boas.formats._import_result import ImportedEvaluation, shorten_value
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath, format_path
from boas.translation import Message

_BINARY_METRICS = {"recall": "sensitivity", "precision": "ppv"}
"""Names that mean a metric of one class only when the averaging is said to be binary."""
_METRIC_NAMES = {
    **{name: name for name in ("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1", "balanced-accuracy")},
    **{name: name for name in ("auc", "c-index", "brier", "prevalence", "flag-rate", "mcc", "kappa")},
    "roc_auc": "auc",
    "matthews_correlation": "mcc",
    "brier_score": "brier",
}
_USUAL_NAMES = {
    "accuracy": ("acc", "exactitude"),
    "auc": ("auroc", "roc auc", "auc roc", "area under the curve"),
    "mcc": ("matthews correlation coefficient",),
    "kappa": ("cohen kappa", "cohen s kappa", "kappa de cohen"),
    "sensitivity": ("rappel", "true positive rate"),
    "ppv": ("précision",),
    "c-index": ("harrell s c",),
}
_KNOWN_ARGS = frozenset({"n", "ci", "subgroup", "threshold", "average"})
_SIGNED = frozenset({"mcc", "kappa"})
"""Metrics that may be negative."""


def take_results(taking: Extraction) -> tuple[ImportedEvaluation, ...]:
    """An evaluation for each result that holds a number which can be weighed."""
    found: list[ImportedEvaluation] = []
    models = list(taking.list_item_paths("model-index"))
    if len(models) == 1:
        taking.take((*models[0], "name"), "name", converting.convert_source_line)
    for model in models if len(models) > 1 else ():
        taking.add_loss(model, reasons.SEVERAL_MODELS)
    for model in models if len(models) == 1 else ():
        for path in taking.list_item_paths(*model, "results"):
            value = _build_evaluation(taking, path)
            if value:
                found.append(
                    ImportedEvaluation(f"hugging-face-{len(found) + 1}", value, format_path(path), taking.file)
                )
    return tuple(found)


def _build_evaluation(taking: Extraction, path: FieldPath) -> dict[str, object] | None:
    """One result as an evaluation; nothing, and losses, when no number of it can be weighed."""
    metrics = list(taking.list_item_paths(*path, "metrics"))
    if not taking.get_value(*path, "dataset", "name"):
        for metric in metrics:
            taking.add_loss(metric, reasons.NO_POPULATION)
        return None
    reported = _read_reported_values(taking, metrics)
    population = taking.convert((*path, "dataset", "name"), converting.convert_source_text) if reported else None
    if not population:
        return None
    url = taking.convert((*path, "source", "url"), converting.convert_link)
    if url:
        reported = [one | {"already_public": url} for one in reported]
    told: dict[str, object] = {"population": {"description": population}, "reported": reported}
    return told | ({"references": [{"url": url}]} if url else {})


def _read_reported_values(taking: Extraction, metrics: list[FieldPath]) -> list[dict[str, object]]:
    """The numbers of one result, each once; those of one measure that nothing tells apart become losses."""
    read = {path: one for path in metrics if (one := _read_reported_value(taking, path))}
    by_measure: dict[str, dict[str, FieldPath]] = {}
    for path, one in read.items():
        told_apart = repr([one.get(key) for key in ("metric", "subgroup", "threshold")])
        by_measure.setdefault(told_apart, {}).setdefault(repr(sorted(one.items(), key=str)), path)
    for different in by_measure.values():
        for path in different.values() if len(different) > 1 else ():
            taking.add_loss(path, reasons.SAME_MEASURE)
    return [read[path] for different in by_measure.values() if len(different) == 1 for path in different.values()]


def _read_reported_value(taking: Extraction, path: FieldPath) -> dict[str, object] | None:
    """One number with its metric and number of cases; nothing, and a loss, when it cannot be weighed."""
    metric, n = _match_metric(taking, path), taking.get_value(*path, "args", "n")
    value = taking.get_value(*path, "value")
    other = _find_other_meaning(taking, path, metric) if metric else None
    if metric is None:
        taking.add_loss(path, reasons.UNKNOWN_METRIC)
    elif other:
        taking.add_loss(path, other)
    elif isinstance(n, bool) or not isinstance(n, int) or n <= 0:
        taking.add_loss(path, reasons.NO_SIZE)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        taking.add_loss(path, reasons.NOT_NUMBER)
    elif not (-1 if metric in _SIGNED else 0) <= value <= 1:
        taking.add_loss(path, reasons.OFF_SCALE)
    else:
        for key in (("type",), ("name",), ("value",), ("config",), ("args", "n"), ("args", "average")):
            taking.mark_used(*path, *key)
        return {"metric": metric, "value": value, "n": n} | _read_metric_args(taking, path)
    return None


def _match_metric(taking: Extraction, path: FieldPath) -> str | None:
    """The registry's name of a metric; nothing when the Hub's name may mean several things."""
    name, average = taking.get_value(*path, "type"), taking.get_value(*path, "args", "average")
    if not isinstance(name, str) or average not in (None, "binary"):
        return None
    return _BINARY_METRICS.get(name) if average == "binary" and name in _BINARY_METRICS else _METRIC_NAMES.get(name)


def _find_other_meaning(taking: Extraction, path: FieldPath, metric: str) -> Message | None:
    """Why a number may measure something else than its type says: its name for people, or its settings."""
    name, config = taking.get_value(*path, "name"), taking.get_value(*path, "config")
    if name is not None and _fold(name) not in _list_names(metric):
        return reasons.OTHER_MEASURE.fill(name=shorten_value(name), metric=metric)
    args = taking.get_value(*path, "args")
    others = sorted(set(map(str, args)) - _KNOWN_ARGS) if isinstance(args, dict) else []
    if config not in (None, "default", "binary"):
        others.append(shorten_value(config))
    return reasons.MEASURE_SETTINGS.fill(settings=", ".join(others)) if others else None


def _list_names(metric: str) -> frozenset[str]:
    """What a measure is called: its term, its labels, and usual names of it, folded."""
    label = load_vocabulary("metrics").terms[metric]
    aliases = [name for name, one in (_METRIC_NAMES | _BINARY_METRICS).items() if one == metric]
    return frozenset(map(_fold, (metric, *label.to_texts().values(), *aliases, *_USUAL_NAMES.get(metric, ()))))


def _fold(name: object) -> str:
    """A name without case, signs and the word `score`."""
    return " ".join(word for word in re.findall(r"\w+", str(name).casefold()) if word != "score")


def _read_metric_args(taking: Extraction, path: FieldPath) -> dict[str, object]:
    """What `args` carries beside the number of cases: interval, group and threshold, as the card has them."""
    found: dict[str, object] = {}
    threshold = taking.convert((*path, "args", "threshold"), converting.convert_number)
    if threshold is not None:
        found["threshold"] = threshold
    for key, field in (("ci", "ci"), ("subgroup", "subgroup")):
        value = taking.get_value(*path, "args", key)
        if isinstance(value, dict) and value:
            taking.mark_used(*path, "args", key)
            found[field] = value
    return found
