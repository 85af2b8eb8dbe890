package org.maskvos.model;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/** A {@link Graph} in an ONNX Runtime session. */
final class OrtGraph implements Graph {

	private final OrtSession session;
	private final GraphContract contract;
	private final String file;
	private final BusyTime busy;

	OrtGraph(final OrtSession session, final GraphContract contract, final String file, final BusyTime busy) {
		this.session = session;
		this.contract = contract;
		this.file = file;
		this.busy = busy;
	}

	@Override
	public void run(final Map<String, Tensor> inputs, final Map<String, Tensor> outputs) throws ModelException {
		busy.begin();
		try (OrtSession.Result result = session.run(onnx(inputs), onnx(outputs))) {
			// outputs are written in place; closing the result leaves them alone
		}
		catch (final OrtException e) {
			throw new ModelException("The model file " + file + " cannot work on tensors of these sizes, or is damaged.", e);
		}
		finally {
			busy.end();
		}
	}

	@Override
	public int channels(final String tensor) throws ModelException {
		try {
			final NodeInfo node = session.getInputInfo().containsKey(tensor) ? session.getInputInfo().get(tensor) : session
				.getOutputInfo().get(tensor);
			if (node != null && node.getInfo() instanceof TensorInfo info && info.getShape().length > 1 && info
				.getShape()[1] > 0) return (int) info.getShape()[1];
		}
		catch (final OrtException e) {
			throw new ModelException("The model file " + file + " cannot be asked for its tensors.", e);
		}
		throw new ModelException("The model file " + file + " does not say how many channels '" + tensor + "' has.");
	}

	/** Compares names, types and shapes with the contract. */
	void check() throws ModelException, OrtException {
		check("input", session.getInputInfo(), contract.inputs());
		check("output", session.getOutputInfo(), contract.outputs());
	}

	@Override
	public void close() {
		try {
			session.close();
		}
		catch (final OrtException e) {
			throw new IllegalStateException("ONNX Runtime cannot close " + file, e);
		}
	}

	// -- Helper methods --

	private static Map<String, OnnxTensor> onnx(final Map<String, Tensor> tensors) {
		final Map<String, OnnxTensor> map = new HashMap<>();
		tensors.forEach((name, tensor) -> map.put(name, tensor.onnx()));
		return map;
	}

	private void check(final String role, final Map<String, NodeInfo> found,
		final Map<String, GraphContract.Shape> expected) throws ModelException
	{
		if (!found.keySet().equals(expected.keySet())) throw new ModelException("The model file " + file + " has the " +
			role + "s " + new TreeSet<>(found.keySet()) + ", but a graph '" + contract.name() + "' has " + new TreeSet<>(
				expected.keySet()) + ".");
		for (final NodeInfo node : found.values()) {
			final GraphContract.Shape shape = expected.get(node.getName());
			if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT || !shape.fits(info
				.getShape())) throw new ModelException("The " + role + " '" + node.getName() + "' of the model file " + file +
					" is " + node.getInfo() + ", but must be float32 of the shape " + shape + ".");
		}
	}
}
