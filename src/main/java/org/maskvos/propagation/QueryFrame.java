package org.maskvos.propagation;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;

/**
 * The query frame: its key and features, which the next frame overwrites.
 * Objects pass through the networks in batches, so that large frames do not need
 * much memory.
 */
final class QueryFrame implements AutoCloseable {

	/** Pixels of all objects of a batch, about. */
	private static final int BATCH_PIXELS = 1 << 21;

	/** Tensors for a number of objects. */
	private record Batch(Tensor mask, Tensor others, Tensor value, Tensor readout, Tensor carried, Tensor logit) {}

	private final StcnNetwork network;
	private final Padding padding;
	private final Grid grid;
	private final Map<String, Tensor> frame = new HashMap<>();
	private final Map<String, Tensor> encoded = new HashMap<>();
	private final Map<Integer, Batch> batches = new HashMap<>();
	private final int largestBatch;

	QueryFrame(final StcnNetwork network, final Padding padding) throws ModelException {
		this.network = network;
		this.padding = padding;
		final StcnSettings settings = network.settings();
		grid = new Grid(padding, settings.stride());
		largestBatch = Math.max(1, BATCH_PIXELS / (padding.paddedWidth() * padding.paddedHeight()));
		frame.put("frame", tensor(1, settings.mean().length, 1));
		encoded.put("key", tensor(1, network.keyChannels(), settings.stride()));
		for (final Map.Entry<String, Integer> feature : settings.features().entrySet())
			encoded.put(feature.getKey(), tensor(1, network.key().channels(feature.getKey()), feature.getValue()));
	}

	Grid grid() {
		return grid;
	}

	/**
	 * Takes a frame.
	 *
	 * @param planes one, or red, green and blue, in [0, 1], row major; one plane
	 *          serves all colours of the network
	 */
	void encode(final float[][] planes) throws ModelException {
		final StcnSettings settings = network.settings();
		final int n = padding.paddedWidth() * padding.paddedHeight();
		for (int c = 0; c < settings.mean().length; c++) {
			final float[] plane = planes[planes.length == 1 ? 0 : c];
			final float[] normalised = new float[plane.length];
			for (int i = 0; i < plane.length; i++)
				normalised[i] = (plane[i] - settings.mean()[c]) / settings.std()[c];
			frame.get("frame").data().put(c * n, padding.pad(normalised));
		}
		network.key().run(frame, encoded);
	}

	/** The key, channels x positions. */
	float[] key() {
		return floats("key");
	}

	/** A feature of the frame, channels x height x width. */
	float[] floats(final String name) {
		final FloatBuffer data = encoded.get(name).data();
		final float[] values = new float[data.capacity()];
		data.get(0, values);
		return values;
	}

	/**
	 * What memory keeps of the frame's masks.
	 *
	 * @param masks of every object, padded, probabilities
	 * @return for each object positions x channels
	 */
	float[][] values(final List<float[]> masks) throws ModelException {
		final float[] all = new float[padding.paddedWidth() * padding.paddedHeight()];
		for (final float[] mask : masks)
			for (int i = 0; i < all.length; i++)
				all[i] += mask[i];
		final float[][] values = new float[masks.size()][];
		final float[] others = new float[all.length];
		for (int begin = 0; begin < values.length; begin += largestBatch) {
			final int count = Math.min(largestBatch, values.length - begin);
			final Batch batch = batch(count);
			for (int k = 0; k < count; k++) {
				final float[] mask = masks.get(begin + k);
				for (int i = 0; i < all.length; i++)
					others[i] = all[i] - mask[i];
				batch.mask.data().put(k * all.length, mask);
				batch.others.data().put(k * all.length, others);
			}
			network.value().run(inputs(network.settings().valueFeatures(), Map.of("frame", frame.get("frame"), "mask",
				batch.mask, "others", batch.others)), Map.of("value", batch.value));
			final float[] value = new float[network.valueChannels() * grid.positions()];
			for (int k = 0; k < count; k++) {
				batch.value.data().get(k * value.length, value);
				values[begin + k] = transposed(value, network.valueChannels(), grid.positions());
			}
		}
		return values;
	}

	/**
	 * Decodes masks.
	 *
	 * @param readouts for each object channels x positions
	 * @param carried for each object its mask of the frame before, carried here; null
	 *          if not known. Only packages that ask for it look at it.
	 * @return for each object its probabilities, padded
	 */
	List<float[]> masks(final float[][] readouts, final List<float[]> carried) throws ModelException {
		final int n = padding.paddedWidth() * padding.paddedHeight();
		final List<float[]> masks = new ArrayList<>();
		final boolean carries = network.settings().carriedMasks();
		final List<float[]> expected = carries && carried == null ? Collections.nCopies(readouts.length, unknown(n))
			: carried;
		for (int begin = 0; begin < readouts.length; begin += largestBatch) {
			final int count = Math.min(largestBatch, readouts.length - begin);
			final Batch batch = batch(count);
			for (int k = 0; k < count; k++)
				batch.readout.data().put(k * readouts[begin + k].length, readouts[begin + k]);
			final Map<String, Tensor> given = inputs(network.settings().decodeFeatures(), Map.of("readout", batch.readout));
			if (carries) {
				for (int k = 0; k < count; k++)
					batch.carried.data().put(k * n, expected.get(begin + k));
				given.put("carried", batch.carried);
			}
			network.decode().run(given, Map.of("logit", batch.logit));
			for (int k = 0; k < count; k++) {
				final float[] mask = new float[n];
				batch.logit.data().get(k * n, mask);
				for (int i = 0; i < n; i++)
					mask[i] = (float) (1 / (1 + Math.exp(-mask[i])));
				masks.add(mask);
			}
		}
		return masks;
	}

	@Override
	public void close() {
		frame.values().forEach(Tensor::close);
		encoded.values().forEach(Tensor::close);
		for (final Batch b : batches.values())
			for (final Tensor tensor : new Tensor[] { b.mask, b.others, b.value, b.readout, b.carried, b.logit })
				if (tensor != null) tensor.close();
	}

	// -- Helper methods --

	private static float[] unknown(final int pixels) {
		final float[] plane = new float[pixels];
		Arrays.fill(plane, MaskWarper.UNKNOWN);
		return plane;
	}

	private Tensor tensor(final int batch, final int channels, final int stride) throws ModelException {
		return Tensor.allocate(batch, channels, padding.paddedHeight() / stride, padding.paddedWidth() / stride);
	}

	private Batch batch(final int objects) throws ModelException {
		Batch batch = batches.get(objects);
		if (batch != null) return batch;
		final int stride = network.settings().stride(), channels = network.valueChannels();
		batch = new Batch(tensor(objects, 1, 1), tensor(objects, 1, 1), tensor(objects, channels, stride), tensor(objects,
			channels, stride), network.settings().carriedMasks() ? tensor(objects, 1, 1) : null, tensor(objects, 1, 1));
		batches.put(objects, batch);
		return batch;
	}

	private Map<String, Tensor> inputs(final Map<String, Integer> features, final Map<String, Tensor> others) {
		final Map<String, Tensor> inputs = new HashMap<>(others);
		features.keySet().forEach(name -> inputs.put(name, encoded.get(name)));
		return inputs;
	}

	/** @return columns x rows, in tiles that stay in the cache */
	static float[] transposed(final float[] matrix, final int rows, final int columns) {
		final float[] result = new float[matrix.length];
		final int tile = 32;
		for (int r0 = 0; r0 < rows; r0 += tile)
			for (int c0 = 0; c0 < columns; c0 += tile)
				for (int r = r0; r < Math.min(rows, r0 + tile); r++)
					for (int c = c0; c < Math.min(columns, c0 + tile); c++)
						result[c * rows + r] = matrix[r * columns + c];
		return result;
	}
}
