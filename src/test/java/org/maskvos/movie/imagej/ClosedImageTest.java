package org.maskvos.movie.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageConverter;
import ij.process.LUT;
import ij.process.StackConverter;

import java.awt.Color;
import java.io.IOException;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;

/** An open image that its owner closes or changes while it is read. */
@Tag("unit")
class ClosedImageTest {

	private static final int FRAMES = 5;

	@Test
	void closed() throws IOException {
		refused(ImagePlus::flush, "was closed before all of it was read");
	}

	@Test
	void anotherType() throws IOException {
		refused(image -> new StackConverter(image).convertToGray8(), "was changed before all of it was read");
		refused(image -> new StackConverter(image).convertToGray32(), "was changed before all of it was read");
	}

	@Test
	void anotherSize() throws IOException {
		refused(image -> {
			image.setRoi(new Roi(2, 2, 8, 8));
			image.setStack(image.getStack().crop(2, 2, 0, 8, 8, FRAMES));
		}, "was changed before all of it was read");
		refused(image -> image.getStack().deleteLastSlice(), "was changed before all of it was read");
	}

	@Test
	void aSingleFrame() throws IOException {
		final ImagePlus image = image(1);
		try (Movie movie = Movies.of(image, MovieOptions.defaults())) {
			movie.frame(0);
			new ImageConverter(image).convertToGray8();
			assertTrue(assertThrows(MovieException.class, () -> movie.frame(0)).getMessage().contains("was changed"));
			image.flush();
			assertTrue(assertThrows(MovieException.class, () -> movie.frame(0)).getMessage().contains("was closed"));
		}
	}

	@Test
	void whatOneDoesToLookAtItIsAllowed() throws IOException {
		final ImagePlus image = image(FRAMES);
		try (LabelMovie movie = LabelMovies.of(image)) {
			for (int t = 0; t < FRAMES; t++) {
				image.setSlice(FRAMES - t);
				image.setLut(LUT.createLutFromColor(Color.GREEN));
				image.setDisplayRange(0, t + 10);
				image.setRoi(new Roi(1, 1, t + 1, 3));
				image.setTitle("t" + t);
				assertEquals(t + 1, Pixels.ints(movie.frame(t))[0]);
			}
		}
	}

	// -- Helper methods --

	private static void refused(final Consumer<ImagePlus> deed, final String sentence) throws IOException {
		final ImagePlus image = image(FRAMES);
		try (Movie movie = Movies.of(image, MovieOptions.defaults())) {
			movie.frame(0);
			deed.accept(image);
			final String message = assertThrows(MovieException.class, () -> movie.frame(1)).getMessage();
			assertTrue(message.startsWith("Image 'cells.tif' " + sentence) && message.endsWith("."), message);
		}
	}

	private static ImagePlus image(final int frames) {
		final ImagePlus image = ij.IJ.createImage("cells.tif", "16-bit", 16, 12, frames);
		for (int t = 0; t < frames; t++)
			image.getStack().getProcessor(t + 1).set(0, t + 1);
		return image;
	}
}
