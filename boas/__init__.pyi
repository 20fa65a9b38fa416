from .library import EstimateRow, FigureRow, OpenAlgorithm, OpenRegistry, OpenVersion, open_registry

STARTED: int
__version__: str

__all__ = [
    "EstimateRow",
    "FigureRow",
    "OpenAlgorithm",
    "OpenRegistry",
    "OpenVersion",
    "open_registry",
]
