package org.maskvos.movie.avi;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;
import org.maskvos.files.Titles;
import org.maskvos.movie.Axis;
import org.maskvos.movie.FrameCalibration;
import org.maskvos.movie.Movie;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.MovieOptions;
import org.maskvos.movie.Selection;
import org.maskvos.movie.picture.PictureDecoder;
import org.maskvos.movie.picture.PngChunks;

/** An AVI file, one frame in memory at a time; frames are time points unless axis Z is asked for. */
public final class AviMovie implements Movie {

	private final Path path;
	private final AviFile file;
	private final Selection selection;
	private final MovieInfo info;

	/** @throws MovieException if it is damaged, or of a kind that is not read */
	public AviMovie(final Path path, final MovieOptions options) throws IOException {
		this.path = path;
		file = new AviFile(path);
		boolean done = false;
		try {
			final AviFormat format = file.format();
			final int channels = format.kind().isPicture() ? PictureDecoder.channels(picture(0)) : format.channels();
			final boolean z = options.axis() == Axis.Z;
			selection = Selection.of(path.toString(), channels == 3, 1, z ? file.frames() : 1, z ? 1 : file.frames(),
				options);
			info = new MovieInfo(Titles.withoutSuffix(Titles.of(path)), format.width(), format.height(), channels, selection
				.frames(), selection.axis(), new FrameCalibration(1, 1, 1, "pixel", file.frameInterval(), "sec"));
			done = true;
		}
		finally {
			if (!done) file.close();
		}
	}

	// -- Movie methods --

	@Override
	public MovieInfo info() {
		return info;
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int t) throws IOException {
		final int n = selection.plane(t);
		return ArrayImgs.floats(file.format().kind().isPicture() ? pixels(n) : file.format().intensities(raw(n)), info
			.width(), info.height(), info.channels());
	}

	@Override
	public void close() throws IOException {
		file.close();
	}

	// -- Helper methods --

	/** NB: some programs leave out what fills up the last row. */
	private byte[] raw(final int t) throws IOException {
		final byte[] raw = file.frame(t);
		final long size = file.format().bytes();
		if (raw.length < size - 3) throw damaged(t, "it has " + raw.length + " of " + size + " bytes", null);
		return raw.length < size ? Arrays.copyOf(raw, (int) size) : raw;
	}

	private float[] pixels(final int t) throws IOException {
		final Raster picture = picture(t);
		if (PictureDecoder.channels(picture) != info.channels()) throw damaged(t, "it is " + (info.channels() == 3 ? "grey"
			: "coloured") + " unlike the first one", null);
		return PictureDecoder.intensities(picture, info.channels());
	}

	private Raster picture(final int t) throws IOException {
		final AviFormat format = file.format();
		final byte[] bytes = file.frame(t);
		final Raster picture;
		try {
			picture = PictureDecoder.decode(path + ": frame " + (t + 1), format.kind() == AviFormat.Kind.JPEG ? MotionJpeg
				.complete(bytes) : png(bytes));
		}
		catch (final MovieException exc) {
			throw exc;
		}
		catch (final IOException exc) {
			throw damaged(t, exc.getMessage(), exc);
		}
		if (picture.getWidth() != format.width() || picture.getHeight() != format.height()) throw damaged(t, "it has " +
			picture.getWidth() + " x " + picture.getHeight() + " pixels, the movie " + format.width() + " x " + format
				.height(), null);
		return picture;
	}

	private static byte[] png(final byte[] bytes) throws IOException {
		if (PngChunks.size(bytes) == null) throw new IOException("it is no PNG");
		return PngChunks.of(bytes).encode();
	}

	private MovieException damaged(final int t, final String why, final Exception cause) {
		return new MovieException(path + " is damaged: frame " + (t + 1) + " cannot be read (" + why + ").", cause);
	}
}
