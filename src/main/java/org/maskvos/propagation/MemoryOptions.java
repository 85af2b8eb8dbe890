package org.maskvos.propagation;

import java.util.Random;

/**
 * What is remembered of a movie. Immutable; the {@code with} methods return
 * changed copies.
 *
 * @param kind what happens when memory is full, or that it never is
 * @param every frames from one that is remembered to the next
 * @param size frames that a bounded memory holds, annotated ones included
 * @param recent last frames that are remembered besides, in a ring: 1 is STCN's
 *          "include last", 0 none
 * @param topK remembered positions that a pixel attends to
 * @param pinned whether annotated frames are never replaced
 * @param slots masks that are segmented at a time; more objects share them
 * @param seed of what is replaced
 */
public record MemoryOptions(Kind kind, int every, int size, int recent, int topK, boolean pinned, int slots,
	long seed)
{

	/** What happens when memory is full. */
	public enum Kind {
		/** It never is: STCN. */
		EVERY,
		/** A random frame is replaced: stcnbuf. */
		BOUNDED,
		/** Random pixels of all frames are replaced: stcnbuf as published. */
		BOUNDED_PIXELS
	}

	/**
	 * @throws IllegalArgumentException if a number is out of range; the message
	 *           names the setting
	 */
	public MemoryOptions {
		require("memory_every", every, 1, 10_000);
		require("memory_size", size, 1, 100_000);
		require("recent", recent, 0, 100);
		require("top_k", topK, 1, 1000);
		require("slots", slots, 1, 1000);
	}

	/** 32 frames, every fifth, and the last; 20 positions; annotations pinned; 8 slots. */
	public static MemoryOptions defaults() {
		return new MemoryOptions(Kind.BOUNDED, 5, 32, 1, 20, true, 8, 1);
	}

	public MemoryOptions withKind(final Kind newKind) {
		return new MemoryOptions(newKind, every, size, recent, topK, pinned, slots, seed);
	}

	public MemoryOptions withEvery(final int frames) {
		return new MemoryOptions(kind, frames, size, recent, topK, pinned, slots, seed);
	}

	public MemoryOptions withSize(final int frames) {
		return new MemoryOptions(kind, every, frames, recent, topK, pinned, slots, seed);
	}

	public MemoryOptions withRecent(final int frames) {
		return new MemoryOptions(kind, every, size, frames, topK, pinned, slots, seed);
	}

	public MemoryOptions withTopK(final int positions) {
		return new MemoryOptions(kind, every, size, recent, positions, pinned, slots, seed);
	}

	public MemoryOptions withPinned(final boolean newPinned) {
		return new MemoryOptions(kind, every, size, recent, topK, newPinned, slots, seed);
	}

	public MemoryOptions withSlots(final int masks) {
		return new MemoryOptions(kind, every, size, recent, topK, pinned, masks, seed);
	}

	public MemoryOptions withSeed(final long newSeed) {
		return new MemoryOptions(kind, every, size, recent, topK, pinned, slots, newSeed);
	}

	// -- Helper methods --

	private static void require(final String name, final int value, final int min, final int max) {
		if (value < min || value > max)
			throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value + ".");
	}

	/** A new policy for the first, second ... objects to be annotated. */
	MemoryPolicy policy(final int group) {
		final Random random = new Random(seed + group);
		return switch (kind) {
			case EVERY -> new Unbounded();
			case BOUNDED -> new RandomFrames(size, random);
			case BOUNDED_PIXELS -> new RandomPixels(size, random);
		};
	}
}
