package org.maskvos.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.maskvos.model.ModelException;
import org.maskvos.model.Tensor;

/**
 * Keys and values of remembered frames, a block for each. All positions of all
 * blocks together are numbered block by block, row by row.
 */
final class MemoryBank implements AutoCloseable {

	/**
	 * The memory of one frame; with replaced pixels, of parts of several. Its arrays
	 * are its own and are written in place: arrays that changed hands would be taken
	 * for old when they are dropped, and memory would seem to grow with the movie.
	 */
	static final class Block implements AutoCloseable {

		private final Tensor keys;
		private final float[][] values;
		private final SlotMap[] owners;
		private final MemoryPositions located;
		private final boolean pinned;

		private Block(final MemoryFrame frame, final Grid grid, final boolean pinned) throws ModelException {
			keys = Tensor.allocate(1, 1, frame.keys().length / grid.positions(), grid.positions());
			keys.data().put(0, frame.keys());
			values = new float[frame.values().length][];
			Arrays.setAll(values, s -> frame.values()[s].clone());
			owners = frame.owners() == null ? null : new SlotMap[values.length];
			if (owners != null) Arrays.setAll(owners, s -> frame.owners()[s].copy());
			located = new MemoryPositions(frame.time(), grid);
			this.pinned = pinned;
		}

		private void set(final MemoryFrame frame) {
			keys.data().put(0, frame.keys());
			for (int s = 0; s < values.length; s++) {
				System.arraycopy(frame.values()[s], 0, values[s], 0, values[s].length);
				if (owners != null) owners[s].set(frame.owners()[s]);
			}
			located.set(frame.time());
		}

		/** See {@link MemoryFrame#keys()}; shape 1, 1, C + 1, positions. */
		Tensor keys() {
			return keys;
		}

		/** Positions x channels of a slot. */
		float[] values(final int slot) {
			return values[slot];
		}

		MemoryPositions located() {
			return located;
		}

		/** Null if no slot is shared. */
		SlotMap[] owners() {
			return owners;
		}

		/**
		 * Exchanges the values of two slots around an object: where it was drawn in one
		 * mask and was among the others of the second, it is now the other way round.
		 * Nothing else of either slot is near, so that this is what encoding the frame
		 * again would give.
		 */
		void move(final MaskSlots.Move move) {
			final SlotMap from = owners[move.from()], to = owners[move.to()];
			final float[] a = values[move.from()], b = values[move.to()];
			final int channels = a.length / from.owner().length;
			for (final int p : MaskSlots.around(move.id(), from, to)) {
				for (int i = p * channels; i < (p + 1) * channels; i++) {
					final float value = a[i];
					a[i] = b[i];
					b[i] = value;
				}
				to.copy(from, p, p);
				from.clear(p);
			}
		}

		@Override
		public void close() {
			keys.close();
		}
	}

	private final Grid grid;
	private final int positions;
	private final List<Block> blocks = new ArrayList<>();

	/** @param grid of the frames */
	MemoryBank(final Grid grid) {
		this.grid = grid;
		positions = grid.positions();
	}

	/** Positions of a block. */
	int positions() {
		return positions;
	}

	List<Block> blocks() {
		return blocks;
	}

	/** Indices of the blocks that may be overwritten. */
	int[] loose() {
		return java.util.stream.IntStream.range(0, blocks.size()).filter(b -> !blocks.get(b).pinned).toArray();
	}

	/** @param pinned whether the frame stays for ever */
	void append(final MemoryFrame frame, final boolean pinned) throws ModelException {
		blocks.add(new Block(frame, grid, pinned));
	}

	/** Overwrites a block. */
	void replace(final int block, final MemoryFrame frame) {
		blocks.get(block).set(frame);
	}

	/**
	 * Overwrites single positions.
	 *
	 * @param targets where the frame's positions go, one after the other
	 */
	void scatter(final int[] targets, final MemoryFrame frame) {
		final int rows = frame.keys().length / positions;
		for (int i = 0; i < targets.length; i++) {
			final Block block = blocks.get(targets[i] / positions);
			final int p = targets[i] % positions;
			for (int c = 0; c < rows; c++)
				block.keys.data().put(c * positions + p, frame.keys()[c * positions + i]);
			block.located.put(p, i, frame.time());
			for (int s = 0; s < block.values.length; s++) {
				final int channels = frame.values()[s].length / positions;
				System.arraycopy(frame.values()[s], i * channels, block.values[s], p * channels, channels);
				if (block.owners != null) block.owners[s].copy(frame.owners()[s], i, p);
			}
		}
	}

	@Override
	public void close() {
		blocks.forEach(Block::close);
		blocks.clear();
	}
}
