"""Results of a Hugging Face `model-index` as evaluations: numbers that say what they measure and on how many cases.

The Hub's format has no place for the number of cases, the interval or the group; `metrics[].args` is free, so
`args: {n, ci, subgroup, threshold}` is the way to carry them, and the only one read here.
"""

from boas.formats._import_result import ImportedEvaluation
from boas.formats.importers import _conversion as converting
from boas.formats.importers import _loss_reasons as reasons
from boas.formats.importers._extraction import Extraction
from boas.parsing import FieldPath, format_path

_BINARY_METRICS = {"recall": "sensitivity", "precision": "ppv"}
"""Names that mean a metric of one class only when the averaging is said to be binary."""
_METRIC_NAMES = {
    **{name: name for name in ("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1", "balanced-accuracy")},
    **{name: name for name in ("auc", "c-index", "brier", "prevalence", "flag-rate", "mcc", "kappa")},
    "roc_auc": "auc",
    "matthews_correlation": "mcc",
    "brier_score": "brier",
}
_SIGNED = frozenset({"mcc", "kappa"})
"""Metrics that may be negative."""


def take_results(taking: Extraction) -> tuple[ImportedEvaluation, ...]:
    """An evaluation for each result that holds a number which can be weighed."""
    found: list[ImportedEvaluation] = []
    models = list(taking.list_item_paths("model-index"))
    if len(models) == 1:
        taking.take((*models[0], "name"), "name", converting.convert_source_line)
    for model in models:
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
    reported = [one for metric in metrics if (one := _read_reported_value(taking, metric))]
    population = taking.convert((*path, "dataset", "name"), converting.convert_source_text) if reported else None
    if not population:
        return None
    url = taking.convert((*path, "source", "url"), converting.convert_link)
    if url:
        reported = [one | {"already_public": url} for one in reported]
    told: dict[str, object] = {"population": {"description": population}, "reported": reported}
    return told | ({"references": [{"url": url}]} if url else {})


def _read_reported_value(taking: Extraction, path: FieldPath) -> dict[str, object] | None:
    """One number with its metric and number of cases; nothing, and a loss, when it cannot be weighed."""
    metric, n = _match_metric(taking, path), taking.get_value(*path, "args", "n")
    value = taking.get_value(*path, "value")
    if metric is None:
        taking.add_loss(path, reasons.UNKNOWN_METRIC)
    elif isinstance(n, bool) or not isinstance(n, int) or n <= 0:
        taking.add_loss(path, reasons.NO_SIZE)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        taking.add_loss(path, reasons.NOT_NUMBER)
    elif not (-1 if metric in _SIGNED else 0) <= value <= 1:
        taking.add_loss(path, reasons.OFF_SCALE)
    else:
        for key in (("type",), ("name",), ("value",), ("args", "n"), ("args", "average")):
            taking.mark_used(*path, *key)
        return {"metric": metric, "value": value, "n": n} | _read_metric_args(taking, path)
    return None


def _match_metric(taking: Extraction, path: FieldPath) -> str | None:
    """The registry's name of a metric; nothing when the Hub's name may mean several things."""
    name, average = taking.get_value(*path, "type"), taking.get_value(*path, "args", "average")
    if not isinstance(name, str) or average not in (None, "binary"):
        return None
    return _BINARY_METRICS.get(name) if average == "binary" and name in _BINARY_METRICS else _METRIC_NAMES.get(name)


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
