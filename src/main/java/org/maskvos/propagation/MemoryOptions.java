package org.maskvos.propagation;

import java.util.Random;

import org.maskvos.settings.Setting;
import org.maskvos.settings.Settings;

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
public record MemoryOptions(@Setting(name = "memory", label = "M",
	meaning = "every: nothing is forgotten; bounded: a random frame is replaced; " +
		"bounded_pixels: random pixels are.") Kind kind, @Setting(name = "memory_every", min = 1, max = 10_000,
			meaning = "One of so many frames is remembered.") int every, @Setting(name = "memory_size", min = 1,
				max = 100_000, meaning = "Frames that a bounded memory holds.") int size, @Setting(min = 0, max = 100,
					meaning = "Last frames that are remembered besides.") int recent, @Setting(min = 1, max = 1000, label = "K",
						meaning = "Memory positions that a pixel attends to.") int topK, @Setting(flag = "unpinned",
							meaning = "Annotated frames may be replaced as well.") boolean pinned, @Setting(min = 1, max = 1000,
								meaning = "Masks for each frame; more objects share them.") int slots, @Setting(label = "S",
									meaning = "Of what is replaced.") long seed) {

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
		Settings.check(MemoryOptions.class, kind, every, size, recent, topK, pinned, slots, seed);
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
