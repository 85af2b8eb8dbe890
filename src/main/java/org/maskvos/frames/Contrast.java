package org.maskvos.frames;

/** Brings the raw intensities of a grey plane to [0, 1]. */
@FunctionalInterface
public interface Contrast {

	/**
	 * @param plane raw intensities, all finite
	 * @param out receives values in [0, 1]; may be {@code plane}
	 */
	void apply(float[] plane, float[] out);

	/** Intensities from 0 to 255 as they are. */
	static Contrast none() {
		return (plane, out) -> {
			for (int i = 0; i < plane.length; i++)
				out[i] = Math.max(0, Math.min(1, plane[i] / 255));
		};
	}

	/** Each frame is stretched by itself, so that frames may come in any order. */
	static Contrast ofEachFrame() {
		return (plane, out) -> new ContrastStretch().apply(plane, out);
	}

	/** Frames are stretched in order: an empty one stays dark, see {@link ContrastStretch}. */
	static Contrast throughTime() {
		return new ContrastStretch();
	}
}
