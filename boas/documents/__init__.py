"""What the registry's documents say: typed models, vocabularies and the JSON Schema made from them."""
