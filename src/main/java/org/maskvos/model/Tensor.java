package org.maskvos.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;

/**
 * A float32 array outside the heap that a {@link Graph} reads or writes in
 * place. Allocate once per shape, use for every frame:
 *
 * <pre>
 * try (Tensor frame = Tensor.allocate(1, 1, height, width)) {
 * 	frame.data().put(0, pixels);
 * 	graph.run(Map.of("frame", frame), outputs);
 * }
 * </pre>
 */
public final class Tensor implements AutoCloseable {

	private final FloatBuffer data;
	private final OnnxTensor onnx;

	private Tensor(final FloatBuffer data, final OnnxTensor onnx) {
		this.data = data;
		this.onnx = onnx;
	}

	/**
	 * Allocates a tensor of zeros.
	 *
	 * @param shape usually N, C, H, W
	 * @throws ModelException if it would have 2^29 elements or more (2 GB), or the
	 *           engine cannot be used
	 */
	public static Tensor allocate(final long... shape) throws ModelException {
		final long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
		if (size >= 1 << 29) throw new ModelException("A tensor of " + Arrays.toString(shape) +
			" is larger than 2 GB; use smaller tiles.");
		final FloatBuffer data = ByteBuffer.allocateDirect((int) size * Float.BYTES).order(ByteOrder.nativeOrder())
			.asFloatBuffer();
		try {
			return new Tensor(data, OnnxTensor.createTensor(OrtRuntime.environment(), data, shape));
		}
		catch (final OrtException e) {
			throw new ModelException("ONNX Runtime cannot make a tensor of " + Arrays.toString(shape) + ": " + e.getMessage(),
				e);
		}
	}

	/** The elements, row major; use absolute positions. */
	public FloatBuffer data() {
		return data;
	}

	public long[] shape() {
		return onnx.getInfo().getShape();
	}

	OnnxTensor onnx() {
		return onnx;
	}

	@Override
	public void close() {
		onnx.close();
	}
}
