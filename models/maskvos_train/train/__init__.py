"""Losses, optimiser and the loop of training."""
