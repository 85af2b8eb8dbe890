"""Training of the MaskVOS networks: simulated and synthetic microscopy clips, networks, training, export."""
