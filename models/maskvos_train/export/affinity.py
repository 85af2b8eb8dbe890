"""Writes the one graph of the plugin that no training changes: queries (1, 1, Q, C) times keys (1, 1, C, N).

python -m maskvos_train.export.affinity ../src/main/resources/org/maskvos/propagation/affinity.onnx
"""

import argparse

import onnx
from onnx import TensorProto, helper


def tensor(name, rows, columns):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 1, rows, columns])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="file to write")
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["queries", "keys"], ["scores"])],
        "affinity",
        [tensor("queries", "Q", "C"), tensor("keys", "C", "N")],
        [tensor("scores", "Q", "N")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, parser.parse_args().out)


if __name__ == "__main__":
    main()
