"""Read where letters begin and end, by a model whose weights are learned from gold."""
