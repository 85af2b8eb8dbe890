package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.movie.FrameCalibration;

/** Tests {@link ObjectTable}, {@link TrackTable} and {@link Diameters}. */
@Tag("unit")
public class ObjectTableTest {

	private static Lineage family() {
		final Lineage lineage = new Lineage();
		lineage.begin(0, 0);
		lineage.begin(2, 1);
		lineage.begin(2, 1);
		lineage.seen(3, 5);
		return lineage;
	}

	@Test
	public void testMeasurements() {
		final int[] labels = { //
			0, 3, 3, 0, 0, //
			0, 3, 0, 0, 0, //
			0, 0, 2, 2, 0, //
			0, 0, 0, 0, 0 };
		final float[] values = new float[40];
		for (int p = 0; p < 20; p++) {
			values[p] = p;
			values[p + 20] = 100;
		}
		final List<ObjectMeasurement> one = ObjectTable.measure(4, ArrayImgs.ints(labels, 5, 4), ArrayImgs.floats(
			java.util.Arrays.copyOf(values, 20), 5, 4), family());
		assertEquals(List.of(new ObjectMeasurement(4, 2, 1, 2, 2.5, 2, 2, 2, 3, 2, false, 12.5), new ObjectMeasurement(4, 3,
			1, 3, 4 / 3.0, 1 / 3.0, 1, 0, 2, 1, true, 3)), one);
		// several channels are averaged; no intensities, unknown ids
		assertEquals(56.25, ObjectTable.measure(4, ArrayImgs.ints(labels, 5, 4), ArrayImgs.floats(values, 5, 4, 2), null)
			.get(0).meanIntensity());
		final ObjectMeasurement bare = ObjectTable.measure(0, ArrayImgs.ints(new int[] { 9 }, 1, 1), null, family()).get(0);
		assertEquals(0, bare.parent());
		assertTrue(Double.isNaN(bare.meanIntensity()));
	}

	@Test
	public void testText() throws IOException {
		final Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.GERMANY);
		try {
			final StringBuilder text = new StringBuilder();
			final ObjectTable table = new ObjectTable(new FrameCalibration(0.5, 0.5, 1, "a,\"b", 0, "sec"));
			table.writeHeader(text);
			table.write(List.of(new ObjectMeasurement(0, 12, 3, 7, 1 / 3.0, 20000.125, 0, 1, 2, 3, true, Double.NaN)), text);
			final String[] lines = text.toString().split("\n");
			assertEquals(lines[0].split(",").length, 16);
			assertEquals("1,12,3,7,0.3333333,20000.13,0,1,2,3,1,NaN,1.75,0.1666667," + "10000.06,\"a,\"\"b\"", lines[1]);
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	public void testTracks() throws IOException {
		final StringBuilder text = new StringBuilder();
		TrackTable.write(family().tracks(), text);
		assertEquals("1 0 0 0\n2 2 2 1\n3 2 5 1\n", text.toString());
		assertEquals(family().tracks(), TrackTable.read(List.of(text.toString().split("\n"))));
		final IOException e = assertThrows(IOException.class, () -> TrackTable.read(List.of("1 0 0 0", "", "2 2 x 1")));
		assertTrue(e.getMessage().contains("2 2 x 1"));
	}

	@Test
	public void testDiameters() {
		final double[] diameters = Diameters.of(new Synthetic(100, 60).disc(1, 25, 30, 12).disc(9, 70, 30, 20).disc(4, 50,
			5, 3).image());
		assertEquals(3, diameters.length);
		assertEquals(6, diameters[0], 0.5);
		assertEquals(24, diameters[1], 0.5);
		assertEquals(40, diameters[2], 0.5);
		assertEquals(diameters[1], Diameters.median(diameters));
		assertTrue(Double.isNaN(Diameters.median()));
		assertEquals(20, Diameters.weightedMedian(3, 20, 2, 10, 3, 20));
		assertTrue(Double.isNaN(Diameters.weightedMedian()));
		assertEquals(0, Diameters.of(new Synthetic(5, 5).image()).length);
	}
}
