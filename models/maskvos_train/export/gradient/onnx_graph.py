"""An ONNX graph in the making: nodes, constants, and sizes that are known only when it runs."""

import numpy as np
import onnx
import sympy
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.utils._sympy.functions import FloorDiv, Mod, PythonMod

OPSET, IR_VERSION = 17, 8
TYPES = {torch.float32: TensorProto.FLOAT, torch.int64: TensorProto.INT64, torch.bool: TensorProto.BOOL}
ARRAYS = {torch.float32: np.float32, torch.int64: np.int64, torch.bool: np.bool_}


class OnnxGraph:
    """Names of tensors are handed around; equal constants and equal nodes are there once."""

    def __init__(self) -> None:
        self.nodes, self.inputs, self.outputs = [], [], []
        self.constants, self.known, self.sizes = {}, {}, {}
        self.used = set()
        self.sources = {}  # what views and slices were made from

    def node(self, kind: str, inputs: list[str], count: int = 1, **attributes: object) -> str | list[str]:
        """Adds a node, or finds an equal one; the name of its output, or names where count is more."""
        key = kind, tuple(inputs), count, repr(sorted(attributes.items()))
        if key not in self.known:
            outputs = [self.name(kind.lower()) for _ in range(count)]
            self.nodes.append(helper.make_node(kind, inputs, outputs, name=outputs[0], **attributes))
            self.known[key] = outputs
        outputs = self.known[key]
        return outputs[0] if count == 1 else outputs

    def name(self, stem: str) -> str:
        name = f"{stem}_{len(self.used)}"
        self.used.add(name)
        return name

    def constant(self, value: object, dtype: torch.dtype = torch.float32) -> str:
        if isinstance(value, (torch.SymInt, torch.SymFloat)):
            raise TypeError(f"The size {value} is no constant.")
        array = np.asarray(value, ARRAYS[dtype])
        key = array.tobytes(), array.shape, array.dtype.str
        if key not in self.constants:
            self.constants[key] = numpy_helper.from_array(array, self.name("constant"))
        return self.constants[key].name

    # -- Sizes --

    def input(self, name: str, value: torch.Tensor, axes: dict[int, str]) -> str:
        """Declares an input; axes: names of its free sizes."""
        for axis, size in axes.items():
            if not free(value.shape[axis]):
                raise ValueError(
                    f"The function fixes the {size} of {name} to {value.shape[axis]}: is it another size, too?"
                )
        shape = [axes.get(k, n) if free(n) else int(n) for k, n in enumerate(value.shape)]
        self.inputs.append(helper.make_tensor_value_info(name, TYPES[value.dtype], shape))
        for axis, n in enumerate(value.shape):
            if isinstance(n, torch.SymInt) and isinstance(n.node.expr, sympy.Symbol):
                self.sizes.setdefault(n.node.expr, (name, axis))
        return name

    def size(self, n: int | torch.SymInt) -> str:
        """A size as a tensor of one int64."""
        if isinstance(n, torch.SymInt) and not n.node.expr.is_number:
            return self.expression(n.node.expr)
        return self.constant([int(n)], torch.int64)

    def expression(self, e: sympy.Expr) -> str:
        if e.is_Integer:
            return self.constant([int(e)], torch.int64)
        if e.is_Symbol:
            name, axis = self.sizes[e]
            return self.node("Shape", [name], start=axis, end=axis + 1)
        if isinstance(e, FloorDiv):
            return self.node("Div", [self.expression(a) for a in e.args])
        if isinstance(e, (Mod, PythonMod)):
            return self.node("Mod", [self.expression(a) for a in e.args])
        if isinstance(e, sympy.Pow) and e.args[1].is_Integer and e.args[1] > 0:
            return self.folded("Mul", [e.args[0]] * int(e.args[1]))
        if isinstance(e, (sympy.Add, sympy.Mul)):
            return self.folded("Add" if isinstance(e, sympy.Add) else "Mul", list(e.args))
        if isinstance(e, (sympy.Max, sympy.Min)):
            return self.folded(type(e).__name__, list(e.args))
        raise NotImplementedError(f"the size {e}")

    def folded(self, kind: str, terms: list) -> str:
        result = self.expression(terms[0])
        for term in terms[1:]:
            result = self.node(kind, [result, self.expression(term)])
        return result

    def shape(self, sizes: list) -> str:
        """Sizes as one tensor of int64."""
        if not any(free(n) for n in sizes):
            return self.constant([int(n) for n in sizes], torch.int64)
        return self.node("Concat", [self.size(n) for n in sizes], axis=0)

    # -- Done --

    def output(self, name: str, source: str, value: torch.Tensor) -> None:
        shape = [str(n) if free(n) else int(n) for n in value.shape]
        self.nodes.append(helper.make_node("Identity", [source], [name], name=name))
        self.outputs.append(helper.make_tensor_value_info(name, TYPES[value.dtype], shape))

    def needed(self) -> list:
        """The nodes that outputs depend on."""
        wanted, kept = {o.name for o in self.outputs}, []
        for node in reversed(self.nodes):
            if wanted.intersection(node.output):
                kept.append(node)
                wanted.update(node.input)
        return kept[::-1]

    def model(self, name: str) -> onnx.ModelProto:
        nodes = self.needed()
        used = {i for node in nodes for i in node.input}
        constants = [c for c in self.constants.values() if c.name in used]
        graph = helper.make_graph(nodes, name, self.inputs, self.outputs, constants)
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION, producer_name="maskvos_train")
        onnx.checker.check_model(model)
        return model


def free(n: int | torch.SymInt) -> bool:
    return isinstance(n, torch.SymInt) and not n.node.expr.is_number


def same(a: torch.Tensor, b: torch.Tensor) -> bool:
    """Whether two shapes are the same whatever the free sizes are."""
    expression = lambda n: n.node.expr if isinstance(n, torch.SymInt) else n
    return [expression(n) for n in a.shape] == [expression(n) for n in b.shape]
