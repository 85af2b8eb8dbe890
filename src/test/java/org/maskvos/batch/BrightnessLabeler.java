package org.maskvos.batch;

import java.io.IOException;
import java.util.Map;

import net.imglib2.img.array.ArrayImgs;

import org.maskvos.labels.Lineage;
import org.maskvos.movie.Movie;
import org.maskvos.movie.Pixels;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.FrameResult;
import org.maskvos.vos.Progress;

/** Labels a pixel by its brightness: needs no network, and the same movie always has the same labels. */
class BrightnessLabeler implements Labeler {

	/** Greys that share a label. */
	int step = 50;
	/** For each frame, to be killed in. */
	long pauseMillis;
	String failing = "";
	int loaded, labelled, closed;

	@Override
	public String model() {
		return "brightness";
	}

	@Override
	public String checksum() {
		return "00";
	}

	@Override
	public Map<String, Object> settings(final MovieItem item) {
		return Map.of("step", step);
	}

	@Override
	public void load() throws org.maskvos.model.ModelException {
		if (!isLoaded()) loaded++;
	}

	@Override
	public boolean isLoaded() {
		return loaded > 0;
	}

	@Override
	public Labelled label(final MovieItem item, final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
	{
		if (item.name().equals(failing)) throw new IllegalStateException("out of luck");
		labelled++;
		final Lineage lineage = new Lineage();
		for (int t = 0; t < movie.info().frames(); t++) {
			progress.step("Labelling", t, movie.info().frames());
			final var frame = movie.frame(t);
			final float[] values = Pixels.floats(frame);
			final int[] labels = new int[movie.info().width() * movie.info().height()];
			for (int i = 0; i < labels.length; i++) {
				labels[i] = (int) (values[i] / step) % 1000;
				if (labels[i] > 0) lineage.seen(labels[i], t);
			}
			pause();
			consumer.accept(new FrameResult(t, ArrayImgs.ints(labels, movie.info().width(), movie.info().height()), frame,
				lineage));
		}
		return new Labelled(lineage, "Labelled by brightness\n", "none");
	}

	private void pause() {
		try {
			Thread.sleep(pauseMillis);
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void close() {
		closed++;
	}
}
