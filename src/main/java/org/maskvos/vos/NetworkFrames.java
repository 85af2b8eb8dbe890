package org.maskvos.vos;

import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.maskvos.model.ModelPackage;
import org.maskvos.model.StcnSettings;
import org.maskvos.movie.Annotations;
import org.maskvos.movie.MovieInfo;
import org.maskvos.movie.Pixels;
import org.maskvos.vos.StcnOptions.Contrast;

/** Frames and annotations of a movie in the size and range of a propagation network, and back. */
final class NetworkFrames {

	private final Contrast contrast;
	private final int width, height;
	private final double finer;
	private final Resampler in, out;

	private NetworkFrames(final MovieInfo info, final NetworkScale scale, final Contrast contrast) {
		this.contrast = contrast;
		finer = scale.finer();
		width = info.width();
		height = info.height();
		in = Resampler.scaling(width, height, scale.factor());
		out = new Resampler(in.newWidth(), in.newHeight(), width, height);
	}

	/** Chooses the size: what was asked for, else the shorter side or the objects as the package wants them. */
	static NetworkFrames of(final MovieInfo info, final Annotations annotations, final ModelPackage models,
		final StcnSettings settings, final StcnOptions options)
	{
		final double side = Math.min(info.width(), info.height());
		final NetworkScale scale;
		if (options.resolution() > 0) scale = NetworkScale.fixed(options.resolution() / side);
		else if (models.objectDiameter() > 0) scale = NetworkScale.of(info, annotations, models.objectDiameter(), options
			.memory().slots());
		else scale = NetworkScale.fixed(settings.resolution() > 0 ? settings.resolution() / side : 1);
		return new NetworkFrames(info, scale, options.contrast());
	}

	int width() {
		return in.newWidth();
	}

	int height() {
		return in.newHeight();
	}

	/** How much larger objects are than the package has them. */
	double finer() {
		return finer;
	}

	/** @return planes of [0, 1]: one, or red, green and blue */
	float[][] planes(final ArrayImg<FloatType, FloatArray> frame) {
		final float[] values = Pixels.floats(frame);
		final int n = width * height;
		final float[][] planes = new float[values.length / n][];
		for (int c = 0; c < planes.length; c++) {
			final float[] plane = Arrays.copyOfRange(values, c * n, (c + 1) * n);
			if (contrast == Contrast.AUTO && planes.length == 1) new ContrastStretch().apply(plane, plane);
			else for (int i = 0; i < n; i++)
				plane[i] = Math.max(0, Math.min(1, plane[i] / 255));
			planes[c] = in.apply(plane);
		}
		return planes;
	}

	/** @return ids in the network's size, by the nearest pixel */
	int[] labels(final int[] ids) {
		final int[] result = new int[width() * height()];
		for (int y = 0; y < height(); y++)
			for (int x = 0; x < width(); x++)
				result[y * width() + x] = ids[(int) ((y + 0.5) * height / height()) * width + (int) ((x + 0.5) * width /
					width())];
		return result;
	}

	/** @return a plane of probabilities in the movie's size */
	float[] enlarged(final float[] plane) {
		return out.apply(plane);
	}
}
