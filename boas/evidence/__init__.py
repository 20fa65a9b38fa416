"""Counts to metrics, intervals and disparities, and printed claims held against them.

`weighing` is the door. Behind it numbers are made (`estimating`), claims held against them (`judging`), small
counts looked after (`withholding`) and tables written for those who hold the rows (`tabulating`). Knows typed
documents and tables, never files, rules or pages. What cannot be computed is said with its reason; nothing is dropped.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
