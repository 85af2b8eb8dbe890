package org.maskvos.labels;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.Npz;
import org.maskvos.evaluation.Evaluation;
import org.maskvos.evaluation.EvaluationResult;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;

/** Links the true masks of real sequences, without any flow. */
@Tag("slow")
public class RealSequenceTest {

	private static EvaluationResult link(final String name) {
		final Path file = Npz.shared().resolve("data").resolve(name).resolve("labels_tracked.tif");
		assumeTrue(Files.isRegularFile(file), "no sequence at " + file);
		final ImagePlus truth = IJ.openImage(file.toString());
		final Linker linker = new Linker(new Lineage(), LinkOptions.defaults());
		final Evaluation evaluation = new Evaluation(false, false);
		for (int t = 1; t <= truth.getStackSize(); t++) {
			final ImageProcessor plane = truth.getStack().getProcessor(t);
			final int[] labels = new int[plane.getPixelCount()];
			for (int p = 0; p < labels.length; p++)
				labels[p] = (int) plane.getf(p);
			final ArrayImg<IntType, IntArray> frame = ArrayImgs.ints(labels, plane.getWidth(), plane.getHeight());
			evaluation.add(frame, linker.link(frame, null));
		}
		return evaluation.result();
	}

	/** Five of 85 links are divisions that the truth does not call so. */
	@Test
	public void testMyoblasts() {
		final EvaluationResult result = link("seq_c2c12");
		assertTrue(result.linkRecall() > 0.93, "recall " + result.linkRecall());
		assertTrue(result.tracking().tra() > 0.98);
	}

	/**
	 * Nuclei in a coherent flow of more than half a diameter. In one link of five
	 * the truth follows the nearest nucleus instead of the flow of all; where the
	 * two differ, the image agrees with ours five times out of six.
	 */
	@Test
	public void testNuclei() {
		final EvaluationResult result = link("seq_epidermis_nuclei");
		assertTrue(result.linkRecall() > 0.63, "recall " + result.linkRecall());
		assertTrue(result.tracking().tra() > 0.93);
	}
}
