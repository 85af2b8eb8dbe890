package org.maskvos.movie;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.plugin.GifWriter;
import ij.plugin.filter.AVI_Writer;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;

import java.io.IOException;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;

/** Small images whose every value is known. */
public final class TestImages {

	public static final int WIDTH = 7, HEIGHT = 5, FRAMES = 12;

	private TestImages() {}

	/** The intensity at a position: different everywhere in a frame, and below 256. */
	public static int value(final int x, final int y, final int t) {
		return 20 * t % 200 + x + WIDTH * y;
	}

	/** @param bits 8, 16, 24 (RGB) or 32 */
	public static ImageProcessor plane(final int bits, final int t) {
		final FloatProcessor plane = new FloatProcessor(WIDTH, HEIGHT);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++)
				plane.setf(x, y, value(x, y, t));
		switch (bits) {
			case 8:
				return plane.convertToByteProcessor(false);
			case 16:
				return plane.convertToShortProcessor(false);
			case 24:
				return plane.convertToByteProcessor(false).convertToRGB();
			default:
				return plane;
		}
	}

	/** A calibrated stack; as ImageJ makes them, its frames are slices. */
	public static ImagePlus stack(final int bits) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int t = 0; t < FRAMES; t++)
			stack.addSlice(plane(bits, t));
		final ImagePlus image = new ImagePlus("cells.tif", stack);
		final Calibration c = image.getCalibration();
		c.pixelWidth = 0.325;
		c.pixelHeight = 0.65;
		c.pixelDepth = 2;
		c.setUnit("µm");
		c.frameInterval = 2.5;
		c.setTimeUnit("min");
		return image;
	}

	/** Saves as the suffix says. NB: ImageJ's menu commands need a running ImageJ. */
	public static void save(final ImagePlus image, final Path path) throws IOException {
		final String name = path.toString();
		final FileSaver saver = new FileSaver(image);
		switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "tif":
				assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(name) : saver.saveAsTiff(name));
				break;
			case "png":
				assertTrue(saver.saveAsPng(name));
				break;
			case "zip":
				assertTrue(saver.saveAsZip(name));
				break;
			case "gif":
				assertNull(GifWriter.save(image, name));
				break;
			default:
				new AVI_Writer().writeImage(image, name, AVI_Writer.NO_COMPRESSION, 0);
		}
	}

	/** What {@link #stack} is calibrated to. */
	public static FrameCalibration calibration() {
		return new FrameCalibration(0.325, 0.65, 2, "µm", 2.5, "min");
	}

	public static MovieInfo info(final Axis axis) {
		return new MovieInfo("cells", WIDTH, HEIGHT, 1, FRAMES, axis, calibration());
	}

	/** Labels with ids from {@code base} on, and some background. */
	public static ArrayImg<IntType, IntArray> labels(final int t, final int base) {
		final int[] ids = new int[WIDTH * HEIGHT];
		for (int i = 0; i < ids.length; i++)
			ids[i] = i % 3 == 0 ? 0 : base + value(i % WIDTH, i / WIDTH, t);
		return ArrayImgs.ints(ids, WIDTH, HEIGHT);
	}
}
