package org.maskvos.propagation;

/**
 * What memory keeps of a frame; copied by whoever keeps it.
 *
 * @param time number of the frame
 * @param keys (C + 1) x positions: the key times 2 / sqrt(C), and below it its
 *          squared length over -sqrt(C), so that the product with a query and a
 *          1 is the affinity of STCN (Cheng et al. 2021, equation 5), without the
 *          term that is the same for all positions
 * @param values for each slot positions x channels
 * @param owners who owns the positions of each slot; null if no slot is shared
 */
record MemoryFrame(int time, float[] keys, float[][] values, SlotMap[] owners) {

	/**
	 * @param key C x positions
	 * @param channels C
	 */
	static float[] scaled(final float[] key, final int channels) {
		final int n = key.length / channels;
		final float[] scaled = new float[key.length + n];
		final double root = Math.sqrt(channels);
		final float twice = (float) (2 / root);
		for (int i = 0; i < key.length; i++)
			scaled[i] = twice * key[i];
		for (int i = 0; i < n; i++) {
			double square = 0;
			for (int c = 0; c < channels; c++)
				square += (double) key[c * n + i] * key[c * n + i];
			scaled[key.length + i] = (float) (-square / root);
		}
		return scaled;
	}
}
