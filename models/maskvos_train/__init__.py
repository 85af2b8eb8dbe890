"""The MaskVOS networks: their training data, training, export and evaluation."""
