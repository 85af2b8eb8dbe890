package org.maskvos.batch;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.maskvos.model.ModelException;
import org.maskvos.model.ModelLibrary;
import org.maskvos.model.ModelPackage;
import org.maskvos.movie.Movie;
import org.maskvos.settings.Settings;
import org.maskvos.vos.FrameConsumer;
import org.maskvos.vos.Progress;
import org.maskvos.vos.SegmentationReport;
import org.maskvos.vos.Segmenter;
import org.maskvos.vos.maskvos.MaskVos;
import org.maskvos.vos.maskvos.MaskVosOptions;

/** Segments movies without further input. */
public final class SegmentLabeler implements Labeler {

	private final MaskVosOptions options;
	private final ModelPackage models;
	private Segmenter segmenter;

	/** @throws ModelException if there is no such model package */
	public SegmentLabeler(final MaskVosOptions options) throws ModelException {
		this.options = options;
		models = ModelLibrary.standard().find(options.model());
	}

	@Override
	public String model() {
		return models.id();
	}

	@Override
	public String checksum() {
		return models.checksum();
	}

	@Override
	public Map<String, Object> settings(final MovieItem item) {
		final Map<String, Object> settings = new TreeMap<>(Settings.deciding(options));
		settings.put("mode", "segment");
		return settings;
	}

	@Override
	public void load() throws ModelException {
		if (segmenter == null) segmenter = MaskVos.open(options);
	}

	@Override
	public boolean isLoaded() {
		return segmenter != null;
	}

	@Override
	public Labelled label(final MovieItem item, final Movie movie, final FrameConsumer consumer, final Progress progress)
		throws IOException
	{
		final SegmentationReport report = segmenter.segment(movie, consumer, progress);
		return new Labelled(report.lineage(), report.provenance(), report.device());
	}

	@Override
	public void close() {
		if (segmenter != null) segmenter.close();
	}
}
