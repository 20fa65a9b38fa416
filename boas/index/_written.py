"""Documents inside answers: as they were written, field by field, and typed by the model of their kind."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Generic, TypeVar

from boas.documents import DocumentPart

Model = TypeVar("Model", bound=DocumentPart)


class Written(dict[str, object], Generic[Model]):
    """A document, or a part of one, by field name: nothing added, nothing left out, nothing set right.

    Its JSON is that of the author. `content` is the same read as its model, where what was left out is `None`.
    """

    def __init__(self, value: Mapping[str, object], model: type[Model]) -> None:
        """Take the fields as written, and the model that describes them."""
        super().__init__(value)
        self._model = model

    @cached_property
    def content(self) -> Model:
        """The document by its model, read when it is first asked for."""
        return self._model.model_validate_json(json.dumps(self))
