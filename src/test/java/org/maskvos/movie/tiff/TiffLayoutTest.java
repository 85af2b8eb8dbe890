package org.maskvos.movie.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.io.FileInfo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.Movies;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Pixels;
import org.maskvos.movie.Selection;

/** TIFF files of other programs. */
@Tag("unit")
class TiffLayoutTest {

	private static final Path PATH = Path.of("a.ome.tif");
	private static final FrameCalibration NONE = FrameCalibration.uncalibrated();

	@TempDir
	Path folder;

	@Test
	void omeAxesAndCalibration() throws IOException {
		assertEquals(new TiffLayout(2, 1, 3, true, new FrameCalibration(0.3, 0.6, 1, "µm", 2, "sec")), ome(6,
			"<Pixels DimensionOrder=\"XYZCT\" SizeC=\"2\" SizeZ=\"1\" SizeT=\"3\" PhysicalSizeX=\"0.3\" " +
				"PhysicalSizeY=\"0.6\" PhysicalSizeYUnit=\"&#181;m\" TimeIncrement=\"2.0\">"));
		assertEquals(new TiffLayout(2, 1, 3, false, NONE), ome(6,
			"<ome:Pixels SizeT='3' SizeC='2' SizeZ='1' DimensionOrder='XYZTC'>"));
		assertEquals(new TiffLayout(2, 3, 1, false, NONE), ome(6,
			"<Pixels DimensionOrder=\"XYZCT\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"1\">"));
	}

	@Test
	void omeFrameOfASet() throws IOException {
		assertEquals(new TiffLayout(1, 1, 1, true, NONE), ome(1, "<Pixels SizeC=\"2\" SizeZ=\"1\" SizeT=\"30\">"));
	}

	@Test
	void omeThatNeedsBioFormats() {
		assertEquals("a.ome.tif is part of an OME-TIFF of several files, which needs Bio-Formats; save it as a TIFF stack.",
			assertThrows(MovieException.class, () -> ome(4, "<Pixels SizeC=\"2\" SizeZ=\"1\" SizeT=\"30\">")).getMessage());
		assertEquals("a.ome.tif holds several series of images, which need Bio-Formats; save one as a TIFF stack.",
			assertThrows(MovieException.class, () -> ome(4, "<Pixels SizeT=\"2\"></Pixels><Pixels SizeT=\"2\">"))
				.getMessage());
	}

	@Test
	void numbersOfNoSenseAreUnknown() throws IOException {
		assertEquals(new TiffLayout(1, 1, 6, true, NONE), ome(6,
			"<Pixels SizeC=\"1\" SizeZ=\"-2\" SizeT=\"-3\" PhysicalSizeX=\"Infinity\" TimeIncrement=\"NaN\">"));
		assertEquals(1, ome(1, "<Pixels SizeC=\"1e30\" SizeZ=\"1e30\" SizeT=\"1e30\">").frames());
		final FileInfo first = new FileInfo();
		first.description = "ImageJ=1\nimages=4\nchannels=65536\nslices=65536\nframes=4294967296\nfinterval=-1\n";
		assertEquals(new TiffLayout(1, 4, 1, true, NONE), TiffLayout.of(PATH, first, 4));
		final FrameCalibration odd = new FrameCalibration(Double.NaN, 0, 2, "cm\nimages=9", 5, "\u0000");
		assertEquals(new FrameCalibration(1, 1, 2, "cm images=9", 5, "sec"), odd);
	}

	@Test
	void channelsMayVarySlowest() throws IOException {
		final Selection s = Selection.of("a", false, 2, 1, 3, MovieOptions.defaults().withChannel(2));
		assertEquals(3, s.plane(1));
		assertEquals(4, s.withChannelsFirst(false).plane(1));
	}

	@Test
	void bigTiff() throws IOException {
		// two images of 2 x 1 pixels, 16 bits, little-endian
		final ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
		for (int n = 0; n < 2; n++) {
			final int data = out.position() + 8 + 7 * 20 + 8;
			out.putLong(7);
			entry(out, 256, 3, 2);
			entry(out, 257, 3, 1);
			entry(out, 258, 3, 16);
			entry(out, 259, 3, 1);
			entry(out, 262, 3, 1);
			entry(out, 273, 16, data);
			entry(out, 279, 16, 4);
			out.putLong(n == 1 ? 0 : data + 4);
			out.putShort((short) (10 * n)).putShort((short) 65535);
		}
		final Path path = folder.resolve("big.tif");
		Files.write(path, Arrays.copyOf(out.array(), out.position()));
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			assertEquals(2, movie.info().frames());
			assertEquals(10, Pixels.floats(movie.frame(1))[0]);
			assertEquals(65535, Pixels.floats(movie.frame(1))[1]);
		}
		Files.write(path, Arrays.copyOf(out.array(), out.position() - 1));
		assertTrue(assertThrows(MovieException.class, () -> Movies.open(path, MovieOptions.defaults())).getMessage()
			.endsWith("big.tif is truncated: it should hold 2 images and ends within image 2."));
	}

	// -- Helper methods --

	private static void entry(final ByteBuffer out, final int tag, final int type, final long value) {
		out.putShort((short) tag).putShort((short) type).putLong(1).putLong(value);
	}

	private static TiffLayout ome(final int images, final String pixels) throws MovieException {
		final FileInfo first = new FileInfo();
		first.samplesPerPixel = 1;
		first.description = "<?xml version=\"1.0\"?><OME><Image>" + pixels + "</Pixels></Image></OME>";
		return TiffLayout.of(PATH, first, images);
	}
}
