package org.maskvos.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

import org.maskvos.movie.MovieException;
import org.maskvos.movie.OverlayRenderer;
import org.maskvos.vos.FrameResult;

/**
 * One picture of a few frames: from top to bottom the movie, the truth, and the
 * result with its numbers; from left to right in time.
 */
final class DemoPictures {

	private static final int COLUMNS = 4, ZOOM = 2;

	private final int frames;
	private final OverlayRenderer renderer = new OverlayRenderer(ZOOM);
	private final BufferedImage[][] rows;

	DemoPictures(final int frames) {
		this.frames = frames;
		rows = new BufferedImage[3][Math.min(COLUMNS, frames)];
	}

	/** Draws a frame if it is one of the few. */
	void add(final FrameResult result, final ArrayImg<IntType, IntArray> truth) {
		for (int i = 0; i < rows[0].length; i++) {
			if (result.t() != i * (frames - 1) / Math.max(1, rows[0].length - 1)) continue;
			rows[0][i] = renderer.draw(result.frame());
			rows[1][i] = renderer.draw(result.frame(), truth, false);
			rows[2][i] = renderer.draw(result.frame(), result.labels(), true);
		}
	}

	/** Writes the PNG. */
	void write(final Path target) throws IOException {
		ImageIO.setUseCache(false);
		try (var out = Files.newOutputStream(target)) {
			ImageIO.write(OverlayRenderer.montage(rows), "png", out);
		}
		catch (final IOException e) {
			throw new MovieException(target + " cannot be written: " + e.getMessage() + ".", e);
		}
	}
}
