package org.maskvos.labels;

import org.maskvos.flow.FlowField;

/** An object that may be seen again: where it was, and where it should be. */
final class LiveTrack {

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
	/** motion beyond the flow in the last step */
	private double driftX, driftY;

	// -- expectation for this frame, set by predict --

	/** mean flow over the object */
	private double flowX, flowY;
	/** expected centroid in this frame */
	double x, y;
	/** centroid without the last step's motion */
	double fromX, fromY;

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
		driftX = regions.x(k) - fromX - flowX;
		driftY = regions.y(k) - fromY - flowY;
		look(frame, regions, k);
	}

	/** Moves a lost object on with the flow and with its neighbours. */
	void lost(final double extraX, final double extraY) {
		shiftX += flowX + extraX;
		shiftY += flowY + extraY;
		driftX = driftY = 0;
	}

	/**
	 * Carries the object's pixels into this frame.
	 *
	 * @param flow previous frame to this one; null for none
	 * @param overlap receives, per region, the number of pixels that fall on it
	 */
	void predict(final FlowField flow, final Regions regions,
		final int[] overlap)
	{
		final int width = regions.width(), height = regions.height();
		final double scaleX = flow == null ? 0 : (double) width / flow.width();
		final double scaleY = flow == null ? 0 : (double) height / flow.height();
		final int offsetX = (int) Math.round(shiftX), offsetY = (int) Math.round(
			shiftY);
		double sumX = 0, sumY = 0;
		int inside = 0;
		for (final int p : pixels) {
			final int px = p % width + offsetX, py = p / width + offsetY;
			if (px < 0 || py < 0 || px >= width || py >= height) continue;
			double dx = 0, dy = 0;
			if (flow != null) {
				final int f = (int) ((py + 0.5) / scaleY) * flow.width() +
					(int) ((px + 0.5) / scaleX);
				dx = flow.dx()[f] * scaleX;
				dy = flow.dy()[f] * scaleY;
			}
			if (!(Math.abs(dx) < width && Math.abs(dy) < height)) continue; // NaN too
			inside++;
			sumX += dx;
			sumY += dy;
			final int k = regions.at((int) Math.floor(px + dx + 0.5),
				(int) Math.floor(py + dy + 0.5));
			if (k >= 0) overlap[k]++;
		}
		flowX = inside == 0 ? 0 : sumX / inside;
		flowY = inside == 0 ? 0 : sumY / inside;
		fromX = seenX + shiftX;
		fromY = seenY + shiftY;
		// Cells keep their pace for a while: half of what the flow did not
		// explain last time is expected again.
		x = fromX + flowX + 0.5 * driftX;
		y = fromY + flowY + 0.5 * driftY;
	}

	/** Motion to region {@code k} that the flow does not explain, along X. */
	double extraX(final Regions regions, final int k) {
		return regions.x(k) - fromX - flowX;
	}

	/** Likewise along Y. */
	double extraY(final Regions regions, final int k) {
		return regions.y(k) - fromY - flowY;
	}

	// -- Helper methods --

	private void look(final int frame, final Regions regions, final int k) {
		lastSeen = frame;
		pixels = regions.pixels(k);
		seenX = regions.x(k);
		seenY = regions.y(k);
		shiftX = shiftY = 0;
	}
}
