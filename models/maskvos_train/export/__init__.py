"""ONNX graphs and model packages."""
