package org.maskvos.movie.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.TiffDecoder;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.maskvos.io.LabelMovie;
import org.maskvos.io.LabelMovies;
import org.maskvos.io.Movies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.FrameMemory;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.TestImages;

/** One clear sentence, with the name of the file, for whatever is wrong. */
@Tag("unit")
class MovieErrorsTest {

	@TempDir
	Path folder;

	@Test
	void missingFile() {
		refused(folder.resolve("no.tif"), "%s does not exist.");
	}

	@Test
	void emptyFile() throws IOException {
		refused(Files.createFile(folder.resolve("a.tif")), "%s is empty.");
	}

	@Test
	void folderWithoutImages() throws IOException {
		Files.writeString(folder.resolve("notes.txt"), "hello");
		refused(folder, "%s holds no TIFF, PNG or JPEG images.");
	}

	@Test
	void textNamedTiff() throws IOException {
		refused(Files.writeString(folder.resolve("a.tif"), "hello, this is text"),
			"%s is not a TIF image: its first bytes are those of another kind of file.");
	}

	@Test
	void textNamedText() throws IOException {
		refused(Files.writeString(folder.resolve("a.txt"), "1 2 3 4 5 6 7 8 9"),
			"%s is not an image that ImageJ reads without Bio-Formats.");
	}

	@Test
	void brokenAvi() throws IOException {
		final String message = refused(Files.writeString(folder.resolve("a.avi"), "RIFF, but no more than this"));
		assertTrue(message.contains("a.avi cannot be read as an AVI: "), message);
	}

	@Test
	void tiffWithoutImage() throws IOException {
		refused(Files.write(folder.resolve("a.tif"), new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0 }), "%s holds no image.");
	}

	@Test
	void tiffCutInItsHeader() throws IOException {
		refused(Files.write(folder.resolve("a.tif"), new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0, 9 }),
			"%s is truncated: the header of image 1 lies beyond its end.");
	}

	@Test
	void tiffWhoseImagesFormACircle() throws IOException {
		final Path path = folder.resolve("a.tif");
		TestImages.save(new ImagePlus("a", TestImages.plane(8, 0)), path);
		final ByteBuffer bytes = bytes(path);
		bytes.putInt(10 + 12 * bytes.getShort(8), 8);
		refused(Files.write(path, bytes.array()), "%s is damaged: its images form a circle.");
	}

	@Test
	void tiffCutInItsImages() throws IOException {
		final Path path = stack("a.tif");
		final ByteBuffer bytes = bytes(path);
		bytes.putInt(10 + 12 * bytes.getShort(8), 0); // as in ImageJ's huge stacks
		Files.write(path, bytes.array());
		cut(path, firstPixel(path) + 3 * 2 * TestImages.WIDTH * TestImages.HEIGHT + 5);
		refused(path, "%s is truncated: it should hold 12 images and ends within image 4.");
	}

	@Test
	void tiffThatImageJCannotRead() throws IOException {
		final Path path = folder.resolve("a.tif");
		TestImages.save(new ImagePlus("a", TestImages.plane(16, 0)), path);
		final ByteBuffer bytes = bytes(path);
		for (int entry = 10; entry < 10 + 12 * bytes.getShort(8); entry += 12)
			if (bytes.getShort(entry) == TiffDecoder.COMPRESSION) bytes.putShort(entry + 8, (short) 34712);
		refused(Files.write(path, bytes.array()), "%s is compressed in another way (34712), which ImageJ cannot read " +
			"without Bio-Formats; save it as a plain TIFF stack of 8, 16 or 32 bits.");
	}

	@Test
	void tiffOfOnePlaneCut() throws IOException {
		final Path path = folder.resolve("a.tif");
		TestImages.save(new ImagePlus("a", new ShortProcessor(100, 100)), path);
		cut(path, 10000);
		refused(path, "%s is truncated: it should hold 1 images and ends within image 1.");
	}

	@Test
	void tiffCutWhileItIsRead() throws IOException {
		final Path path = stack("a.tif");
		try (Movie movie = Movies.open(path, MovieOptions.defaults())) {
			cut(path, 1000);
			final MovieException exc = assertThrows(MovieException.class, () -> movie.frame(11));
			assertEquals(path + " is truncated: it ends within frame 12.", exc.getMessage());
		}
	}

	@Test
	void brokenPng() throws IOException {
		final Path path = folder.resolve("a.png");
		TestImages.save(new ImagePlus("a", TestImages.plane(8, 0)), path);
		cut(path, 45);
		refused(path, "%s cannot be read as an image; it is damaged or of an unknown kind.");
	}

	@Test
	void framesOfDifferentSize() throws IOException {
		final Path a = picture("f1.png", 8, 6), b = picture("f2.png", 8, 7);
		assertEquals("Frames differ in size: " + a + " has 8 x 6 pixels and " + b + " has 8 x 7.", refused(folder));
	}

	@Test
	void framesOfDifferentKind() throws IOException {
		picture("f1.png", 8, 6);
		picture("f1.jpg", 8, 6);
		refused(folder, "%s holds images of several kinds (1 JPEG, 1 PNG); keep the frames of one movie in a folder of " +
			"their own.");
	}

	@Test
	void greyAndColouredFrames() throws IOException {
		final Path a = folder.resolve("f1.png"), b = folder.resolve("f2.png");
		TestImages.save(new ImagePlus("a", TestImages.plane(8, 0)), a);
		TestImages.save(new ImagePlus("a", TestImages.plane(24, 0)), b);
		try (Movie movie = Movies.open(folder, MovieOptions.defaults())) {
			final MovieException exc = assertThrows(MovieException.class, () -> movie.frame(1));
			assertEquals(b + " and " + a + " are not both grey or both RGB.", exc.getMessage());
		}
	}

	@Test
	void stacksInAFolder() throws IOException {
		final Path path = stack("a.tif");
		assertEquals(path + " holds 12 images; the files of a folder must be single frames.", refused(folder));
	}

	@Test
	void missingChannelOfAFile() throws IOException {
		final MovieException exc = assertThrows(MovieException.class, () -> Movies.open(stack("a.tif"), MovieOptions
			.defaults().withChannel(3)));
		assertEquals(folder.resolve("a.tif") + " has 1 channel; channel 3 does not exist.", exc.getMessage());
	}

	@Test
	void framesTooLargeForTheHeap() {
		final MovieException exc = assertThrows(MovieException.class, () -> FrameMemory.require("a.tif", 40000, 20000, 1, 2,
			4L << 30));
		assertEquals("a.tif is too large: a frame of 40000 x 20000 pixels needs about 10.4 GB and Java may use 4.0 GB; " +
			"give Java more memory, or crop or downscale the movie.", exc.getMessage());
	}

	@Test
	void framesTooLargeForAnArray() {
		final MovieException exc = assertThrows(MovieException.class, () -> FrameMemory.require("a.tif", 30000, 30000, 3, 1,
			Long.MAX_VALUE));
		assertEquals("a.tif is too large: a frame of 30000 x 30000 pixels has more than 2^31 values; crop or downscale it.",
			exc.getMessage());
	}

	@Test
	void hugeTiffIsRefusedBeforeItIsRead() throws IOException {
		final Path path = folder.resolve("huge.tif");
		final MovieInfo info = new MovieInfo("huge", 60000, 50000, 1, 1, Axis.Z, FrameCalibration.uncalibrated());
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			final TiffHeader header = new TiffHeader(info, 8, new byte[0]);
			file.getChannel().write(header.encode(0, 255, 0));
			file.setLength(header.length() + 3000000000L); // sparse
		}
		assertTrue(refused(path).startsWith(path + " is too large: a frame of 60000 x 50000 pixels "));
	}

	@Test
	void emptyImage() {
		final ImagePlus image = new ImagePlus();
		image.setTitle("none");
		final MovieException exc = assertThrows(MovieException.class, () -> Movies.of(image, MovieOptions.defaults()));
		assertEquals("Image 'none' is empty.", exc.getMessage());
	}

	@Test
	void jpegThatEndsEarly() throws IOException {
		final Path path = picture("a.jpg", 64, 64);
		cut(path, Files.size(path) - 30);
		refused(path, "%s cannot be read as an image; it is damaged or of an unknown kind.");
	}

	@Test
	void foldersAndLinksThatAreNoFiles() throws IOException {
		final Path link = Files.createSymbolicLink(folder.resolve("a.tif"), folder.resolve("a.tif"));
		refused(link, "%s does not exist: it is a link that leads nowhere.");
		final Path frames = Files.createDirectory(folder.resolve("frames")), broken = frames.resolve("f2.png");
		Files.createSymbolicLink(broken, folder.resolve("nowhere"));
		assertEquals(broken + " does not exist: it is a link that leads nowhere.", refused(frames));
	}

	@Test
	@Timeout(30)
	@EnabledOnOs(OS.LINUX)
	void pipesAndDevices() throws IOException, InterruptedException {
		final Path frames = Files.createDirectory(folder.resolve("frames"));
		for (final String name : new String[] { "a.tif", "frames/f3.png", "a.zip", "a.avi" }) {
			final Path pipe = folder.resolve(name);
			assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
			refused(pipe, "%s is not a regular file, but a device, pipe or socket.");
		}
		assertEquals(frames.resolve("f3.png") + " is not a regular file, but a device, pipe or socket.", refused(frames));
		refused(Path.of("/dev/zero"), "%s is not a regular file, but a device, pipe or socket.");
	}

	@Test
	void labelsThatAreNoNumbers() throws IOException {
		for (final float value : new float[] { Float.NaN, Float.POSITIVE_INFINITY, -1, 0.5f, 1 << 25 }) {
			final Path path = folder.resolve("a.tif");
			TestImages.save(new ImagePlus("a", new FloatProcessor(2, 1, new float[] { 3, value })), path);
			try (LabelMovie labels = LabelMovies.open(path)) {
				assertEquals(path + " is not a label image: frame 1 holds the value " + value + ".", assertThrows(
					MovieException.class, () -> labels.frame(0)).getMessage());
			}
		}
	}

	@Test
	@Timeout(30)
	void tiffWhoseHeadersOverlap() throws IOException {
		// each header is the entries of the next one, 12 bytes further on; 4096 entries each
		final ByteBuffer bytes = ByteBuffer.allocate(1 << 22).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
		final MovieException told = assertThrows(MovieException.class, () -> {
			try (TiffDirectories tiff = new TiffDirectories(Files.write(folder.resolve("a.tif"), overlapping(bytes)))) {
				while (tiff.next())
					tiff.number(TiffDecoder.IMAGE_WIDTH, 0);
			}
		});
		assertEquals(folder.resolve("a.tif") + " is damaged: the headers of its images overlap.", told.getMessage());
	}

	@Test
	void zipWithoutAMovie() throws IOException {
		final Path path = zip("a.roi", new byte[100]);
		refused(path, "%s holds no TIFF file.");
	}

	@Test
	void zippedTiffThatIsDamaged() throws IOException {
		final Path path = folder.resolve("cells.zip");
		TestImages.save(TestImages.stack(16), path);
		final byte[] bytes = Files.readAllBytes(path);
		bytes[bytes.length / 3] ^= 0x10;
		refused(Files.write(path, bytes), "%s is damaged: its TIFF file cannot be unpacked.");
		cut(path, bytes.length / 2);
		refused(path, "%s is damaged: its TIFF file cannot be unpacked.");
		refused(zip("../x/a.tif", new byte[] { 'I', 'I', 42, 0, 0, 0, 0, 0 }), "%s holds no image.");
	}

	@Test
	void sizesThatImageJWouldBelieve() throws IOException {
		final String large =
			"%s is too large: a frame of 65535 x 65535 pixels has more than 2^31 values; crop or downscale it.";
		refused(Files.write(folder.resolve("a.gif"), new byte[] { 'G', 'I', 'F', '8', '9', 'a', -1, -1, -1, -1, 0, 0, 0 }),
			large);
		refused(Files.writeString(folder.resolve("a.pgm"), "P5 # a comment\n65535 65535\n255\n"), large);
		refused(Files.writeString(folder.resolve("a.pgm"), "P5 9 9 255 012345678"),
			"%s is truncated: it should have 9 x 9 pixels.");
	}

	// -- Helper methods --

	private Path zip(final String entry, final byte[] content) throws IOException {
		final Path path = folder.resolve("a.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(content);
		}
		return path;
	}

	/** NB: what looks like 4096 entries ends with the offset of a header that begins two bytes later. */
	private static byte[] overlapping(final ByteBuffer bytes) {
		final int length = 2 + 12 * 4096;
		for (int begin = 8; begin + length + 4 < bytes.capacity() - 100_000; begin += 54)
			bytes.putShort(begin, (short) 4096);
		for (int begin = 8; begin + length + 4 < bytes.capacity() - 100_000; begin += 54)
			bytes.putInt(begin + length, begin + 54);
		return bytes.array();
	}

	private Path stack(final String name) throws IOException {
		final Path path = folder.resolve(name);
		TestImages.save(TestImages.stack(16), path);
		return path;
	}

	private static long firstPixel(final Path path) throws IOException {
		try (TiffPages pages = new TiffPages(path)) {
			return pages.page(0).offsets()[0];
		}
	}

	/** In the file's own byte order. */
	private static ByteBuffer bytes(final Path path) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
		return bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
	}

	private Path picture(final String name, final int width, final int height) throws IOException {
		final Path path = folder.resolve(name);
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
		assertTrue(ImageIO.write(image, name.substring(name.length() - 3), path.toFile()));
		return path;
	}

	private static void cut(final Path path, final long length) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			assertTrue(length < file.length());
			file.setLength(length);
		}
	}

	private static String refused(final Path path) {
		final MovieException exc = assertThrows(MovieException.class, () -> Movies.open(path, MovieOptions.defaults())
			.close());
		return exc.getMessage();
	}

	private static void refused(final Path path, final String message) {
		assertEquals(String.format(message, path), refused(path));
	}
}
