package org.maskvos.propagation;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.maskvos.concurrent.Workers;
import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;

/**
 * Reads memory: L2 affinity of every query to every remembered position, and where
 * the package knows of motion how likely it is to have come from there; softmax
 * over the best of them, weighted mean of their values (Cheng et al. 2021,
 * equations 1 to 5). Affinities are made block by block for some queries at a
 * time, so that the working set is bounded, whatever memory holds. Packages that
 * know of motion look at a window around each position of large frames.
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

	/** Numbers of candidates are rounded up to multiples of this, so that few tensors serve. */
	private static final int ROUND = 256;

	/** Room for affinities to some candidates; keys of a block that is read as a whole are its own. */
	private record Room(Tensor keys, Tensor scores) {}

	private final StcnNetwork network;
	private final int positions;
	private final int topK;
	private final int most;
	private final SearchWindow window;
	private final MotionPrior motionPrior;
	private final Tensor queries;
	private final Map<Integer, Room> rooms = new HashMap<>();
	private final TopK best;
	private final Workers workers;
	private long nanos;

	/**
	 * @param grid of the frames
	 * @param topK remembered positions that a query attends to
	 * @param workers not closed by this
	 */
	MemoryReader(final StcnNetwork network, final Grid grid, final int topK, final Workers workers)
		throws ModelException
	{
		this.workers = workers;
		this.network = network;
		positions = grid.positions();
		this.topK = topK;
		final double pace = network.settings().pace();
		motionPrior = new MotionPrior(pace, grid);
		final boolean nearby = pace > 0 && !LocalWindow.covers(grid);
		most = nearby ? LocalWindow.SIDE * LocalWindow.SIDE : Math.min(positions, Math.max(TILE, SCORES / positions / TILE *
			TILE));
		window = nearby ? new LocalWindow(grid) : SearchWindow.everywhere(positions, most);
		queries = Tensor.allocate(1, 1, most, network.keyChannels() + 1);
		best = new TopK(most, topK);
	}

	/**
	 * @param key of the query frame, channels x positions
	 * @param time number of the query frame
	 * @param blocks not empty
	 * @param slots to be read
	 */
	Readout read(final float[] key, final int time, final List<MemoryBank.Block> blocks, final int slots)
		throws ModelException
	{
		final long start = System.nanoTime();
		final int channels = network.keyChannels();
		final float[] query = QueryFrame.transposed(key, channels, positions);
		final boolean shared = blocks.get(0).owners() != null;
		final Readout readout = new Readout(new float[slots][network.valueChannels() * positions], shared
			? new int[slots][positions] : null);
		final List<IntFunction<int[]>> candidates = new ArrayList<>();
		final List<IntFunction<TopK.Prior>> priors = new ArrayList<>();
		for (final MemoryBank.Block block : blocks) {
			candidates.add(window.candidates(block.located()));
			priors.add(motionPrior.of(block.located(), time));
		}
		for (int batch = 0; batch < window.batches(); batch++) {
			final int[] at = window.queries(batch);
			for (int q = 0; q < at.length; q++) {
				queries.data().put(q * (channels + 1), query, at[q] * channels, channels);
				queries.data().put(q * (channels + 1) + channels, 1);
			}
			best.clear();
			for (int b = 0; b < blocks.size(); b++)
				rank(blocks.get(b), b, at, candidates.get(b).apply(batch), priors.get(b));
			workers.share((at.length + TILE - 1) / TILE, (from, to) -> {
				for (int tile = from; tile < to; tile++)
					gather(at, tile * TILE, Math.min(at.length, (tile + 1) * TILE), blocks, readout);
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
		for (final Room room : rooms.values()) {
			if (room.keys != null) room.keys.close();
			room.scores.close();
		}
	}

	// -- Helper methods --

	/** @param at positions of the queries in work */
	private void rank(final MemoryBank.Block block, final int index, final int[] at, final int[] candidates,
		final IntFunction<TopK.Prior> prior) throws ModelException
	{
		if (candidates.length == 0) return;
		final int width = window.everywhere() ? positions : (candidates.length + ROUND - 1) / ROUND * ROUND;
		final Room room = room(width);
		if (room.keys != null) collect(block.keys().data(), candidates, room.keys.data(), width);
		final long start = System.nanoTime();
		network.affinity().run(Map.of("queries", queries, "keys", room.keys == null ? block.keys() : room.keys), Map.of(
			"scores", room.scores));
		nanos -= System.nanoTime() - start;
		workers.share(at.length, (from, to) -> {
			final float[] row = new float[width];
			for (int q = from; q < to; q++) {
				room.scores.data().get(q * width, row);
				best.offer(q, row, candidates, index * positions, prior.apply(at[q]));
			}
		});
	}

	private Room room(final int width) throws ModelException {
		Room room = rooms.get(width);
		if (room != null) return room;
		room = new Room(window.everywhere() ? null : Tensor.allocate(1, 1, network.keyChannels() + 1, width), Tensor
			.allocate(1, 1, most, width));
		rooms.put(width, room);
		return room;
	}

	/** Copies the keys of some positions; what is behind the last one is never looked at. */
	private void collect(final FloatBuffer from, final int[] candidates, final FloatBuffer to, final int width) {
		for (int c = 0; c <= network.keyChannels(); c++)
			for (int i = 0; i < candidates.length; i++)
				to.put(c * width + i, from.get(c * positions + candidates[i]));
	}

	/** Readouts and votes of some queries of those in work, which are at these positions. */
	private void gather(final int[] at, final int from, final int to, final List<MemoryBank.Block> blocks,
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
					final int memory = best.position(q, r);
					final float[] values = blocks.get(memory / positions).values(slot);
					add(weights[q - from][r], values, memory % positions * channels, sum);
				}
				if (readout.votes() != null) readout.votes()[slot][at[q]] = vote(q, weights[q - from], blocks, slot);
			}
			final float[] out = readout.values()[slot];
			for (int c = 0; c < channels; c++)
				for (int q = from; q < to; q++)
					out[c * positions + at[q]] = sums[q - from][c];
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
