package org.maskvos.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.maskvos.batch.Merge;
import org.maskvos.batch.MovieItem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code maskvos merge}: the last step of a batch in shards. */
@Command(name = "merge",
	description = "Checks that every movie of a batch has its results, and writes one table over all.")
final class MergeResults extends Job {

	@Parameters(paramLabel = "RESULTS", description = "Folder that 'maskvos batch' wrote to.")
	private Path results;

	@Override
	public Integer call() throws Exception {
		final Merge.Result merged = Merge.run(results, this::remark);
		merged.failed().forEach(record -> remark(record.movie() + " failed: " + record.reason()));
		merged.missing().forEach(movie -> remark(movie + " has no results; run its shard again with --resume."));
		merged.unlike().forEach(movie -> remark(movie +
			" was made with another model, version or settings than the first."));
		final Map<String, Object> values = new LinkedHashMap<>();
		values.put("table", merged.table().toString());
		values.put("movies", merged.movies());
		values.put("done", merged.done());
		values.put("failed", merged.failed().stream().map(record -> record.movie().toString()).toList());
		values.put("missing", names(merged.missing()));
		values.put("unlike", names(merged.unlike()));
		remark("Movies: " + merged.movies() + "; done: " + merged.done() + "; failed: " + merged.failed().size() +
			"; missing: " + merged.missing().size() + "; table: " + merged.table() + ".");
		result(values, "");
		return merged.isComplete() ? 0 : Failures.FAILED;
	}

	// -- Helper methods --

	private static List<String> names(final List<MovieItem> movies) {
		return movies.stream().map(MovieItem::toString).toList();
	}
}
