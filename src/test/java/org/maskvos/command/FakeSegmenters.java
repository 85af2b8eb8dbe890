package org.maskvos.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

import net.imglib2.img.array.ArrayImgs;

import org.maskvos.batch.Labeler;
import org.maskvos.batch.Labelled;
import org.maskvos.batch.MovieItem;
import org.maskvos.labels.Lineage;
import org.maskvos.model.ModelException;
import org.maskvos.movie.Movie;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVosOptions;

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
	public Segmenter open(final MaskVosOptions newOptions) throws ModelException {
		options = newOptions;
		if (newOptions.network().device() == org.maskvos.model.Device.GPU) throw new ModelException(
			"CUDA cannot be used on this computer.");
		return new Segmenter() {

			@Override
			public SegmentationReport segment(final Movie movie, final FrameConsumer consumer, final Progress progress)
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

	@Override
	public Labeler labeler(final MaskVosOptions newOptions) {
		return new Labeler() {

			private Segmenter segmenter;

			@Override
			public String model() {
				return "fake";
			}

			@Override
			public String checksum() {
				return "00";
			}

			@Override
			public Map<String, Object> settings(final MovieItem item) {
				return Map.of("object_diameter", newOptions.objectDiameter());
			}

			@Override
			public void load() throws ModelException {
				if (segmenter == null) segmenter = FakeSegmenters.this.open(newOptions);
			}

			@Override
			public boolean isLoaded() {
				return segmenter != null;
			}

			@Override
			public Labelled label(final MovieItem item, final Movie movie, final FrameConsumer consumer,
				final Progress progress) throws IOException
			{
				final SegmentationReport report = segmenter.segment(movie, consumer, progress);
				return new Labelled(report.lineage(), "", report.device());
			}

			@Override
			public void close() {
				closed = true;
			}
		};
	}

	// -- Helper methods --

	private SegmentationReport segment(final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
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
			consumer.accept(new FrameResult(t, ArrayImgs.ints(labels, movie.info().width(), movie.info().height()), frame,
				lineage));
			progress.report("Segmenting", t + 1, n);
		}
		return new SegmentationReport(n, lineage, 24, "fake", "00", "CPU", org.maskvos.vos.Provenance.of("Segmented", movie
			.info(), "fake", "00", java.util.Map.of()), 0.1, 0);
	}
}
