package org.maskvos.files;

import java.nio.file.Path;
import org.maskvos.io.LabelMovies;
import org.maskvos.movie.Axis;
import org.maskvos.movie.LabelSink;
import org.maskvos.movie.TestImages;

/** Begins a label movie in a process of its own, and waits to be killed: TARGET. */
final class TargetHolder {

	private TargetHolder() {}

	public static void main(final String... args) throws Exception {
		try (LabelSink sink = LabelMovies.sink(Path.of(args[0]), TestImages.info(Axis.TIME), "")) {
			sink.write(TestImages.labels(0, 1));
			System.out.println("begun");
			Thread.sleep(60_000);
		}
	}
}
