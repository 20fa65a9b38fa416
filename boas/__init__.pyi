from .library import EstimateRow, FigureRow, OpenAlgorithm, OpenRegistry, OpenVersion, open_registry

__version__: str

__all__ = [
    "EstimateRow",
    "FigureRow",
    "OpenAlgorithm",
    "OpenRegistry",
    "OpenVersion",
    "open_registry",
]
