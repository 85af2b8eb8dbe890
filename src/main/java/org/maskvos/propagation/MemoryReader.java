package org.maskvos.propagation;

import java.util.List;
import java.util.Map;

import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;

/**
 * Reads memory: L2 affinity of every query to every remembered position, and where
 * the package knows of motion how likely it is to have come from there; softmax
 * over the best of them, weighted mean of their values (Cheng et al. 2021,
 * equations 1 to 5). Affinities are made block by block for some queries at a
 * time, so that the working set is bounded, whatever memory holds.
 */
final class MemoryReader implements AutoCloseable {

	/** Affinities that exist at a time. */
	private static final int SCORES = 1 << 21;
	/** Queries whose readouts are gathered together: a cache line of floats. */
	private static final int TILE = 16;

	/**
	 * @param values for each slot channels x positions
	 * @param votes for each slot the object that a position's memories belong to;
	 *          null if no slot is shared
	 */
	record Readout(float[][] values, int[][] votes) {}

	private final StcnNetwork network;
	private final int positions;
	private final int topK;
	private final int rows;
	private final Wander wander;
	private final Tensor queries;
	private final Tensor scores;
	private final BestScores best;
	private final Workers workers;
	private long nanos;

	/**
	 * @param columns positions of a frame along X
	 * @param positions of a frame
	 * @param topK remembered positions that a query attends to
	 */
	MemoryReader(final StcnNetwork network, final int columns, final int positions, final int topK)
		throws ModelException
	{
		this.network = network;
		this.positions = positions;
		this.topK = topK;
		wander = new Wander(network.settings().pace(), network.settings().stride(), columns, positions / columns);
		rows = Math.min(positions, Math.max(TILE, SCORES / positions / TILE * TILE));
		queries = Tensor.allocate(1, 1, rows, network.keyChannels() + 1);
		scores = Tensor.allocate(1, 1, rows, positions);
		best = new BestScores(rows, topK);
		workers = new Workers(network.threads());
	}

	/**
	 * @param key of the frame in work, channels x positions
	 * @param time number of the frame in work
	 * @param blocks not empty
	 * @param slots to be read
	 */
	Readout read(final float[] key, final int time, final List<MemoryBank.Block> blocks, final int slots) throws ModelException {
		final long start = System.nanoTime();
		final int channels = network.keyChannels();
		final float[] query = CurrentFrame.transposed(key, channels, positions);
		final boolean shared = blocks.get(0).owners() != null;
		final Readout readout = new Readout(new float[slots][network.valueChannels() * positions],
			shared ? new int[slots][positions] : null);
		for (int begin = 0; begin < positions; begin += rows) {
			final int first = begin, count = Math.min(rows, positions - begin);
			for (int i = 0; i < count; i++) {
				queries.data().put(i * (channels + 1), query, (begin + i) * channels, channels);
				queries.data().put(i * (channels + 1) + channels, 1);
			}
			best.clear();
			for (int b = 0; b < blocks.size(); b++)
				rank(blocks.get(b), b, time, begin, count);
			workers.share((count + TILE - 1) / TILE, (from, to) -> {
				for (int tile = from; tile < to; tile++)
					gather(first, tile * TILE, Math.min(count, (tile + 1) * TILE), blocks, readout);
			});
		}
		nanos += System.nanoTime() - start;
		return readout;
	}

	/** Wall time spent here and not in ONNX Runtime, in seconds. */
	double seconds() {
		return nanos * 1e-9;
	}

	@Override
	public void close() {
		queries.close();
		scores.close();
		workers.close();
	}

	// -- Helper methods --

	private void rank(final MemoryBank.Block block, final int index, final int time, final int first, final int count)
		throws ModelException
	{
		final long start = System.nanoTime();
		network.affinity().run(Map.of("queries", queries, "keys", block.keys()), Map.of("scores", scores));
		nanos -= System.nanoTime() - start;
		final Wander.Likelihood likelihood = wander.of(block.origins(), time);
		workers.share(count, (from, to) -> {
			final float[] row = new float[positions];
			for (int q = from; q < to; q++) {
				scores.data().get(q * positions, row);
				likelihood.add(row, first + q);
				best.offer(q, row, index * positions);
			}
		});
	}

	/** Readouts and votes of some queries of those in work. */
	private void gather(final int first, final int from, final int to, final List<MemoryBank.Block> blocks,
		final Readout readout)
	{
		final int channels = network.valueChannels();
		final float[][] weights = new float[to - from][topK];
		for (int q = from; q < to; q++)
			best.weights(q, weights[q - from]);
		final float[][] sums = new float[to - from][channels];
		for (int slot = 0; slot < readout.values().length; slot++) {
			for (int q = from; q < to; q++) {
				final float[] sum = sums[q - from];
				java.util.Arrays.fill(sum, 0);
				for (int r = 0; r < best.count(q); r++) {
					final int at = best.position(q, r);
					final float[] values = blocks.get(at / positions).values(slot);
					add(weights[q - from][r], values, at % positions * channels, sum);
				}
				if (readout.votes() != null) readout.votes()[slot][first + q] = vote(q, weights[q - from], blocks, slot);
			}
			final float[] out = readout.values()[slot];
			for (int c = 0; c < channels; c++)
				for (int q = from; q < to; q++)
					out[c * positions + first + q] = sums[q - from][c];
		}
	}

	private static void add(final float weight, final float[] values, final int offset, final float[] sum) {
		for (int c = 0; c < sum.length; c++)
			sum[c] += weight * values[offset + c];
	}

	/** The object of a slot that owns most of what a query attends to. */
	private int vote(final int query, final float[] weights, final List<MemoryBank.Block> blocks, final int slot) {
		// NB: few objects are near, so they are looked for one after the other
		final int[] owners = new int[topK];
		final float[] sums = new float[topK];
		int known = 0, winner = 0;
		for (int r = 0; r < best.count(query); r++) {
			final int at = best.position(query, r);
			final int owner = blocks.get(at / positions).owners()[slot].owner()[at % positions];
			int i = 0;
			while (i < known && owners[i] != owner)
				i++;
			if (i == known) owners[known++] = owner;
			sums[i] += weights[r];
		}
		float most = 0;
		for (int i = 0; i < known; i++)
			if (owners[i] != 0 && sums[i] > most) {
				most = sums[i];
				winner = owners[i];
			}
		return winner;
	}
}
