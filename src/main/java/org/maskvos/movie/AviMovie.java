package org.maskvos.movie;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.AVI_Reader;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * An AVI file, through ImageJ's virtual stack; frames are time points unless
 * axis Z is asked for.
 */
final class AviMovie implements Movie {

	private final Movie movie;

	AviMovie(final Path path, final MovieOptions options) throws IOException {
		final AVI_Reader reader = new AVI_Reader();
		final ImageStack stack = reader.makeStack(path.toString(), 1, 0, true, false, false);
		if (stack == null || reader.getErrorText() != null)
			throw new MovieException(path + " cannot be read as an AVI: " + reason(reader.getErrorText()));
		if (stack.getSize() == 0) throw new MovieException(path + " holds no frames.");
		if (stack.getProcessor(1) == null) throw new MovieException(path + ": frame 1 cannot be read.");
		final ImagePlus image = new ImagePlus(Titles.of(path), stack);
		final boolean z = options.axis() == Axis.Z;
		image.setDimensions(1, z ? stack.getSize() : 1, z ? 1 : stack.getSize());
		image.getCalibration().frameInterval = frameInterval(path);
		movie = ImagePlusMovie.of(image, path.toString(), options);
	}

	/** ImageJ's message has a first line without information. */
	private static String reason(final String text) {
		if (text == null) return "it holds no frames.";
		final String[] lines = text.strip().split("\\s*\\n\\s*");
		return lines[Math.min(1, lines.length - 1)].replaceFirst("\\.?$", ".");
	}

	/** In seconds, from the main header, which is the first chunk; 0 if unknown. */
	private static double frameInterval(final Path path) throws IOException {
		final byte[] head = new byte[36];
		try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
			in.readFully(head);
		}
		final ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.BIG_ENDIAN);
		if (buffer.getInt(24) != 0x61766968) return 0; // "avih"
		return buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(32) / 1e6;
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return movie.info();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		return movie.frame(t);
	}
}
