"""Where letters begin and end, read by a model whose weights are learned from gold."""
