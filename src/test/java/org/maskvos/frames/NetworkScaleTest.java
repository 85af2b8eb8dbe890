package org.maskvos.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NetworkScaleTest {

	private static final long VIDEO = 854 * 480;

	private static NetworkScale of(final long pixels, final double diameter, final int objects) {
		return NetworkScale.of(pixels, diameter, objects, 32, 8);
	}

	@Test
	void smallObjectsAndCrowdsHaveTheSizeThatTheNetworkKnows() {
		assertEquals(new NetworkScale(2, 1), of(512 * 512, 16, 3));
		assertEquals(new NetworkScale(1, 1), of(512 * 512, 32, 3));
		assertEquals(new NetworkScale(0.5, 1), of(512 * 512, 64, 9));
		assertEquals(new NetworkScale(4, 1), of(512 * 512, 4, 3), "no more than 4 times");
		assertEquals(new NetworkScale(0.25, 1), of(512 * 512, 200, 9), "no less than a quarter");
	}

	@Test
	void aFewLargeObjectsAreSeenFiner() {
		final NetworkScale scale = of(VIDEO, 200, 1);
		assertEquals(4 * 32.0 / 200, scale.factor(), 1e-9);
		assertEquals(4, scale.finer(), 1e-9);
		assertEquals(scale, of(VIDEO, 200, 8));
		assertEquals(new NetworkScale(1, 50 / 32.0), of(VIDEO, 50, 3), "never finer than the movie");
	}

	@Test
	void largeFramesStayAffordable() {
		for (final double diameter : new double[] { 300, 1500 }) {
			final NetworkScale scale = of(4096L * 4096, diameter, 1);
			assertTrue(scale.factor() * scale.factor() * 4096 * 4096 <= VIDEO + 1, "at " + diameter);
			assertTrue(scale.finer() >= 1);
		}
		assertEquals(new NetworkScale(32 / 40.0, 1), of(4096L * 4096, 40, 1), "but objects are never smaller than known");
	}

	@Test
	void whereOnlyAFewObjectsHaveRoomTheyAreLookedForFiner() {
		assertEquals(new NetworkScale(0.6, 1), NetworkScale.of(512, 40, 24));
		assertEquals(new NetworkScale(0.375, 1.5), NetworkScale.of(384, 96, 24));
		assertEquals(new NetworkScale(0.48, 2), NetworkScale.of(256, 100, 24));
		assertEquals(new NetworkScale(1, 1.25), NetworkScale.of(64, 30, 24), "never finer than the movie");
		assertEquals(new NetworkScale(2, 1), NetworkScale.of(64, 12, 24));
	}
}
