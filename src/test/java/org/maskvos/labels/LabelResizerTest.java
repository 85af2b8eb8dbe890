package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests {@link LabelResizer}. */
@Tag("unit")
public class LabelResizerTest {

	private static float[] foreground(final Synthetic scene) {
		return scene.maps(1, 0, 1).foreground();
	}

	@Test
	public void testSameSizeIsHandedThrough() {
		final ArrayImg<IntType, IntArray> labels = new Synthetic(8, 6).image();
		assertSame(labels, new LabelResizer(8, 6, 0.5f).resize(labels, new float[48]));
	}

	/** Touching objects keep their size, place and contact at any scale. */
	@Test
	public void testUpAndDown() {
		final Synthetic small = new Synthetic(60, 45).disc(1, 20, 22, 10).disc(2, 40, 22, 10);
		for (final double scale : new double[] { 0.5, 0.8, 1.37, 2, 3.3 }) {
			final int w = (int) Math.round(60 * scale), h = (int) Math.round(45 * scale);
			final double sx = w / 60.0, r = 10 * scale + 0.5 * (scale - 1);
			final Synthetic truth = new Synthetic(w, h).disc(1, 20.5 * sx - 0.5, 22.5 * h / 45 - 0.5, r).disc(2, 40.5 * sx -
				0.5, 22.5 * h / 45 - 0.5, r);
			final int[] found = Synthetic.values(new LabelResizer(w, h, 0.5f).resize(small.image(), foreground(small)));
			final double score = Synthetic.accuracy(truth.labels, found);
			assertTrue(score > (scale < 1 ? 0.85 : 0.93), scale + ": " + score);
		}
	}

	@Test
	public void testRemovedObjectsStayRemovedAndFilledHolesFilled() {
		final Synthetic scene = new Synthetic(20, 20).disc(1, 8, 10, 5);
		final float[] foreground = foreground(scene);
		foreground[10 * 20 + 8] = 0; // filled by the splitter
		foreground[2 * 20 + 17] = 1; // too small, removed by the splitter
		final int[] found = Synthetic.values(new LabelResizer(40, 40, 0.5f).resize(scene.image(), foreground));
		assertEquals(1, found[20 * 40 + 16]);
		assertEquals(1, found[21 * 40 + 17]);
		assertEquals(0, found[5 * 40 + 35]);
	}

	@Test
	public void testTinyAndMismatch() {
		final Synthetic one = new Synthetic(1, 1).disc(3, 0, 0, 1);
		final int[] found = Synthetic.values(new LabelResizer(3, 2, 0.5f).resize(one.image(), new float[] { 1 }));
		for (final int label : found)
			assertEquals(3, label);
		assertThrows(IllegalArgumentException.class, () -> new LabelResizer(3, 2, 0.5f).resize(one.image(), new float[2]));
	}
}
