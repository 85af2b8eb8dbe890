package org.maskvos.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

import net.imglib2.img.array.ArrayImgs;

import org.maskvos.labels.Lineage;
import org.maskvos.model.ModelException;
import org.maskvos.movie.Movie;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.MaskVosOptions;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;

/**
 * A segmenter without networks: a pixel's label is its brightness divided by
 * 100. Remembers the settings it was opened with.
 */
class FakeSegmenters implements Segmenters {

	MaskVosOptions options;
	boolean closed;
	IntConsumer beforeFrame = t -> {};

	@Override
	public List<String> models() {
		return List.of("fake");
	}

	@Override
	public Segmenter open(final MaskVosOptions newOptions) throws IOException {
		options = newOptions;
		if (newOptions.device() == org.maskvos.model.Device.GPU)
			throw new ModelException("CUDA cannot be used on this computer.");
		return new Segmenter() {

			@Override
			public SegmentationReport segment(final Movie movie,
				final FrameConsumer consumer, final Progress progress)
				throws IOException
			{
				return FakeSegmenters.this.segment(movie, consumer, progress);
			}

			@Override
			public void close() {
				closed = true;
			}
		};
	}

	// -- Helper methods --

	private SegmentationReport segment(final Movie movie,
		final FrameConsumer consumer, final Progress progress) throws IOException
	{
		final int n = movie.info().frames();
		final Lineage lineage = new Lineage();
		for (int t = 0; t < n; t++) {
			beforeFrame.accept(t);
			if (progress.isCanceled()) throw new CancellationException();
			final var frame = movie.frame(t);
			final float[] values = frame.update(null).getCurrentStorageArray();
			final int[] labels = new int[movie.info().width() * movie.info().height()];
			for (int i = 0; i < labels.length; i++) {
				labels[i] = (int) (values[i] / 100);
				while (lineage.size() < labels[i])
					lineage.begin(t, 0);
				if (labels[i] > 0) lineage.seen(labels[i], t);
			}
			consumer.accept(new FrameResult(t, ArrayImgs.ints(labels, movie.info()
				.width(), movie.info().height()), frame, lineage));
			progress.report("Segmenting", t + 1, n);
		}
		return new SegmentationReport(n, lineage, 24, "fake", "00", "CPU", 0.1, 0);
	}
}
