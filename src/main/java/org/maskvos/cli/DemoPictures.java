package org.maskvos.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.drawing.OverlayRenderer;
import org.maskvos.drawing.Pictures;
import org.maskvos.files.PartFile;
import org.maskvos.vos.FrameResult;

/**
 * One picture of a few frames: from left to right the movie, the truth, and the
 * result with its numbers; from top to bottom in time.
 */
final class DemoPictures {

	private static final int ROWS = 3, ZOOM = 2;

	private final int frames;
	private final OverlayRenderer renderer = new OverlayRenderer(ZOOM);
	private final BufferedImage[][] rows;

	DemoPictures(final int frames) {
		this.frames = frames;
		rows = new BufferedImage[Math.min(ROWS, frames)][];
	}

	/** Draws a frame if it is one of the few. */
	void add(final FrameResult result, final ArrayImg<IntType, IntArray> truth) {
		for (int i = 0; i < rows.length; i++) {
			if (result.t() == i * (frames - 1) / Math.max(1, rows.length - 1)) rows[i] = new BufferedImage[] { renderer.draw(
				result.frame()), renderer.draw(result.frame(), truth, false), renderer.draw(result.frame(), result.labels(),
					true) };
		}
	}

	/** Writes the PNG. */
	void write(final Path target) throws IOException {
		PartFile.write(target, Pictures.png(OverlayRenderer.montage(rows)));
	}
}
