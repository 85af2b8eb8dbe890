"""Training data: simulated clips, clips made from still images, what the networks are asked to predict."""
