package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BusyTimeTest {

	@Test
	void overlappingWorkCountsOnce() throws InterruptedException {
		final BusyTime busy = new BusyTime();
		assertEquals(0, busy.seconds());
		final long start = System.nanoTime();
		busy.begin();
		busy.begin();
		Thread.sleep(30);
		busy.end();
		final double half = busy.seconds();
		Thread.sleep(30);
		busy.end();
		final double all = busy.seconds();
		final double wall = 1e-9 * (System.nanoTime() - start);
		assertTrue(half >= 0.029 && all >= half + 0.029 && all <= wall, half + ", " + all + " of " + wall);
		Thread.sleep(5);
		assertEquals(all, busy.seconds(), "nobody works");
	}
}
