package org.maskvos.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.maskvos.evaluation.CtcTruth;
import org.maskvos.labels.Lineage;
import org.maskvos.labels.ObjectTable;
import org.maskvos.labels.TrackTable;
import org.maskvos.movie.LabelFolderSink;
import org.maskvos.movie.LabelLayout;
import org.maskvos.movie.LabelMovie;
import org.maskvos.movie.LabelMovies;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maskvos export}: a label movie for other programs. */
@Command(name = "export", description = "Writes a label movie in the layout of the Cell Tracking Challenge or of DAVIS.")
final class Export extends Job {

	@Parameters(paramLabel = "LABELS", description = "Label movie.")
	private Path labels;

	@Option(names = "-o", required = true, paramLabel = "FOLDER", description = "Folder to make.")
	private Path folder;

	@Option(names = "--format", required = true, paramLabel = "F",
		description = "ctc: mask000.tif ... and res_track.txt; davis: indexed PNG, 00000.png ...")
	private LabelLayout format;

	@Option(names = "--tracks", paramLabel = "FILE", description = "Text file of 'maskvos segment --tracks', which knows the parents.")
	private Path tracks;

	@Override
	public Integer call() throws Exception {
		final Lineage lineage = new Lineage();
		final int frames;
		try (LabelMovie movie = LabelMovies.open(labels);
				LabelFolderSink sink = LabelMovies.folder(folder, movie.info(), format);
				ConsoleProgress progress = progress())
		{
			final List<Lineage.Track> parents = tracks == null ? List.of() : CtcTruth.tracks(tracks, tracks);
			frames = movie.info().frames();
			for (int t = 0; t < frames; t++) {
				progress.step("Exporting", t, frames);
				final var frame = movie.frame(t);
				for (final var object : ObjectTable.measure(t, frame, null, null))
					lineage.seen(object.id(), t);
				sink.write(frame);
			}
			for (final Lineage.Track track : parents)
				if (lineage.track(track.id()) != null) lineage.setParent(track.id(), track.parent());
			sink.writeTracks(text(lineage));
			sink.commit();
		}
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("folder", folder.toString());
		values.put("format", format.name().toLowerCase(Locale.ROOT));
		values.put("frames", frames);
		values.put("objects", lineage.size());
		result(values, folder + ": " + frames + " frames, " + lineage.size() + " objects");
		return 0;
	}

	private static String text(final Lineage lineage) throws java.io.IOException {
		final StringBuilder text = new StringBuilder();
		TrackTable.write(lineage.tracks(), text);
		return text.toString();
	}
}
