package org.maskvos.batch;

import java.nio.file.Path;

import org.maskvos.batch.BatchProgress.Outcome;

/** A batch in a process of its own, to be killed: FOLDER PATTERN RESULTS PAUSE. */
final class BatchMain {

	private BatchMain() {}

	public static void main(final String... args) throws Exception {
		final BrightnessLabeler labeler = new BrightnessLabeler();
		labeler.pauseMillis = Long.parseLong(args[3]);
		System.out.println("begins");
		final BatchReport report = Batch.run(BatchOptions.of(Path.of(args[0]), Path.of(args[2])).withPattern(args[1]).withResume(true), labeler,
			new QuietProgress());
		System.out.println(report.count(Outcome.DONE) + " done, " + report.count(Outcome.BUSY) + " busy");
	}
}
