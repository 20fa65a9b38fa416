"""What a card, evaluation, audit, reuse, notice, data source or organisation says.

One definition: typed models whose field strings, needs and bump levels become the JSON Schema, the
field guide and the texts of findings. Every room above imports it; it never reads what authors wrote.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
