"""Accuracy and cost: of networks in PyTorch, and of packages through the plugin's command line."""
