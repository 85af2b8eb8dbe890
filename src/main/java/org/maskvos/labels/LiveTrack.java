package org.maskvos.labels;

import org.maskvos.flow.FlowField;

/** An object that may be seen again: where it was, and where it should be. */
final class LiveTrack {

	private static final int SAMPLES = 200;

	final int id;
	final int birth;
	int lastSeen;
	/** as last seen */
	private int[] pixels;
	private double seenX, seenY;
	/** smoothed over time, so that one bad outline counts less */
	double area;
	/** motion from where it was last seen to the frame before this one */
	private double shiftX, shiftY;
	/** motion beyond flow and neighbours in the last step */
	private double driftX, driftY;

	// -- expectation for this frame, set by predict --

	/** centroid without the last step's motion */
	double fromX, fromY;
	/** mean flow over the object */
	private double flowX, flowY;
	/** motion of the neighbourhood beyond the flow */
	private double sharedX, sharedY;

	LiveTrack(final int id, final int frame, final Regions regions, final int k) {
		this.id = id;
		birth = frame;
		area = regions.area(k);
		look(frame, regions, k);
	}

	double diameter() {
		return Diameters.ofArea(area);
	}

	/** Frames since it was last seen, not counting this one: 0 for none. */
	int missed(final int frame) {
		return frame - lastSeen - 1;
	}

	/** Notes that the object is region {@code k} of this frame. */
	void found(final int frame, final Regions regions, final int k) {
		area = 0.5 * (area + regions.area(k));
		driftX = extraX(regions, k);
		driftY = extraY(regions, k);
		look(frame, regions, k);
	}

	/** Moves a lost object on with the flow and with its neighbours. */
	void lost(final double extraX, final double extraY) {
		shiftX += flowX + sharedX + extraX;
		shiftY += flowY + sharedY + extraY;
		driftX = driftY = 0;
	}

	/**
	 * Asks the flow where the object should be.
	 *
	 * @param flow previous frame to this one; null for none
	 * @param width of the frame
	 * @param height of the frame
	 */
	void predict(final FlowField flow, final int width, final int height) {
		sharedX = sharedY = flowX = flowY = 0;
		fromX = seenX + shiftX;
		fromY = seenY + shiftY;
		int inside = 0;
		final FlowSampler sampler = new FlowSampler(flow, width, height);
		// the mean of a smooth flow needs no more than some samples
		for (int i = 0; i < pixels.length; i += 1 + pixels.length / SAMPLES) {
			final int p = pixels[i];
			if (!sampler.at(p % width + offset(shiftX), p / width + offset(shiftY))) continue;
			inside++;
			flowX += sampler.dx;
			flowY += sampler.dy;
		}
		if (inside > 0) {
			flowX /= inside;
			flowY /= inside;
		}
	}

	/** Takes part in a motion that the flow does not show. */
	void share(final double motionX, final double motionY) {
		sharedX = motionX;
		sharedY = motionY;
	}

	/** Expected centroid in this frame, along X. */
	double x() {
		// Cells keep their pace for a while: half of what was not expected last
		// time is expected again.
		return fromX + flowX + sharedX + 0.5 * driftX;
	}

	/** Expected centroid in this frame, along Y. */
	double y() {
		return fromY + flowY + sharedY + 0.5 * driftY;
	}

	/**
	 * Carries the object's pixels into this frame.
	 *
	 * @param flow as given to {@link #predict}
	 * @param overlap receives, per region, the number of pixels that fall on it
	 */
	void splat(final FlowField flow, final Regions regions, final int[] overlap) {
		final int width = regions.width();
		final FlowSampler sampler = new FlowSampler(flow, width, regions.height());
		final int left = offset(shiftX), top = offset(shiftY);
		int y = 0;
		for (final int p : pixels) {
			while (p >= (y + 1) * width) // pixels ascend: no division needed
				y++;
			final int px = p - y * width + left, py = y + top;
			if (!sampler.at(px, py)) continue;
			final int k = regions.at((int) Math.floor(px + sampler.dx + sharedX + 0.5), (int) Math.floor(py + sampler.dy +
				sharedY + 0.5));
			if (k >= 0) overlap[k]++;
		}
	}

	/** Motion to region {@code k} beyond flow and neighbours, along X. */
	double extraX(final Regions regions, final int k) {
		return regions.x(k) - fromX - flowX - sharedX;
	}

	/** Likewise along Y. */
	double extraY(final Regions regions, final int k) {
		return regions.y(k) - fromY - flowY - sharedY;
	}

	// -- Helper methods --

	private static int offset(final double shift) {
		return (int) Math.round(shift);
	}

	private void look(final int frame, final Regions regions, final int k) {
		lastSeen = frame;
		pixels = regions.pixels(k);
		seenX = regions.x(k);
		seenY = regions.y(k);
		shiftX = shiftY = 0;
	}
}
