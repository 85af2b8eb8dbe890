package org.maskvos.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.maskvos.files.PartFile;
import org.maskvos.movie.MovieException;

/** One row for each movie of a manifest, from the movies' records: {@code batch.csv}. */
final class SummaryTable {

	static final String FILE = "batch.csv";

	private static final String HEADER =
		"name,movie,series,status,reason,frames,objects,seconds,frames_per_second,model,model_checksum,version,device,labels\n";

	private SummaryTable() {}

	/**
	 * @param remarks gets a sentence for each record that cannot be understood
	 * @return a record for each movie of the manifest, in its order; null where there is none of the file as it was then,
	 *         or it cannot be understood
	 */
	static List<MovieRecord> write(final Manifest manifest, final Path results, final FolderLocks locks,
		final Consumer<String> remarks) throws IOException
	{
		final List<MovieRecord> records = new ArrayList<>();
		final StringBuilder text = new StringBuilder(HEADER);
		try (FolderLocks.Claim claim = locks.await(FILE)) {
			for (final MovieItem movie : manifest.movies()) {
				final MovieRecord record = record(movie, results, remarks);
				records.add(record);
				text.append(row(movie, record));
			}
			PartFile.write(results.resolve(FILE), text.toString());
		}
		return records;
	}

	// -- Helper methods --

	private static MovieRecord record(final MovieItem movie, final Path results, final Consumer<String> remarks) {
		try {
			final MovieRecord record = MovieRecord.read(results, movie.name());
			return record != null && record.movie().equals(movie) ? record : null;
		}
		catch (final MovieException e) {
			remarks.accept(e.getMessage());
			return null;
		}
	}

	private static String row(final MovieItem movie, final MovieRecord r) {
		final String begin = String.join(",", quoted(movie.name()), quoted(movie.file()), String.valueOf(movie.series()));
		if (r == null) return begin + ",missing,,,,,,,,,,\n";
		final String labels = r.outputs().keySet().stream().filter(name -> name.endsWith(".tif")).findFirst().orElse("");
		return begin + String.format(Locale.ROOT, ",%s,%s,%d,%d,%.3f,%.3f,%s,%s,%s,%s,%s\n", r.status().name().toLowerCase(
			Locale.ROOT), quoted(r.reason()), r.frames(), r.objects(), r.seconds(), r.framesPerSecond(), quoted(r.model()), r
				.modelChecksum(), quoted(r.environment().getOrDefault("maskvos", "")), quoted(r.device()), quoted(labels));
	}

	private static String quoted(final String text) {
		return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
	}
}
