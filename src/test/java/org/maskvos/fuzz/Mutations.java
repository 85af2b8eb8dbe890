package org.maskvos.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes, always in the same way. */
final class Mutations {

	/** Damaged bytes, and how. */
	record Mutation(String name, byte[] bytes) {}

	private Mutations() {}

	/** Ends at so many places, more densely at the beginning. */
	static List<Mutation> cuts(final byte[] file, final int count) {
		final List<Mutation> cuts = new ArrayList<>();
		int last = -1;
		for (int i = 0; i < count; i++) {
			final double part = (double) i / count;
			final int length = (int) (file.length * part * part);
			if (length <= last) continue;
			last = length;
			cuts.add(new Mutation("cut" + length, Arrays.copyOf(file, length)));
		}
		cuts.add(new Mutation("cut-last", Arrays.copyOf(file, file.length - 1)));
		return cuts;
	}

	/** A few bits or bytes are others, more often at the beginning. */
	static List<Mutation> flips(final byte[] file, final int count, final long seed) {
		final List<Mutation> flips = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Random random = new Random(seed * 1000 + i);
			final byte[] copy = file.clone();
			final int changes = 1 + i % 3 * 2;
			for (int k = 0; k < changes; k++) {
				final double part = random.nextDouble();
				final int at = (int) (file.length * (i % 2 == 0 ? part * part * part : part));
				copy[at] = switch (random.nextInt(4)) {
					case 0 -> (byte) 0xff;
					case 1 -> 0;
					case 2 -> (byte) random.nextInt();
					default -> (byte) (copy[at] ^ 1 << random.nextInt(8));
				};
			}
			flips.add(new Mutation("flip" + i, copy));
		}
		return flips;
	}

	/** Parts are missing, doubled, or in another order. */
	static List<Mutation> shuffles(final byte[] file, final int count, final long seed) {
		final List<Mutation> shuffles = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Random random = new Random(seed * 7919 + i);
			final int from = random.nextInt(file.length), length = 1 + random.nextInt(Math.max(1, Math.min(64, file.length -
				from)));
			final byte[] head = Arrays.copyOf(file, from), part = Arrays.copyOfRange(file, from, Math.min(file.length, from +
				length)), tail = Arrays.copyOfRange(file, Math.min(file.length, from + length), file.length);
			shuffles.add(new Mutation("shuffle" + i, switch (i % 3) {
				case 0 -> concat(head, tail);
				case 1 -> concat(head, part, part, tail);
				default -> concat(head, new byte[part.length], tail);
			}));
		}
		return shuffles;
	}

	static byte[] concat(final byte[]... parts) {
		int length = 0;
		for (final byte[] part : parts)
			length += part.length;
		final byte[] all = new byte[length];
		int at = 0;
		for (final byte[] part : parts) {
			System.arraycopy(part, 0, all, at, part.length);
			at += part.length;
		}
		return all;
	}

	/** Bytes that look like nothing. */
	static byte[] noise(final int length, final long seed) {
		final byte[] noise = new byte[length];
		new Random(seed).nextBytes(noise);
		return noise;
	}
}
