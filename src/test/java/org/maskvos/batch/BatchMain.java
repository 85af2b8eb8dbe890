package org.maskvos.batch;

import java.nio.file.Path;

import org.maskvos.batch.BatchProgress.Outcome;

/**
 * A batch in a process of its own, to be killed: FOLDER PATTERN RESULTS PAUSE. Ends with 0 if all is done; each failure
 * is a line.
 */
final class BatchMain {

	private BatchMain() {}

	public static void main(final String... args) throws Exception {
		final BrightnessLabeler labeler = new BrightnessLabeler();
		labeler.pauseMillis = Long.parseLong(args[3]);
		System.out.println("begins");
		final BatchReport report = Batch.run(BatchOptions.of(Path.of(args[0]), Path.of(args[2])).withPattern(args[1])
			.withResume(true), labeler, new QuietProgress());
		System.out.println(report.count(Outcome.DONE) + " done, " + report.count(Outcome.SKIPPED) + " by another");
		for (final BatchReport.Entry entry : report.entries())
			if (entry.outcome() == Outcome.FAILED) System.out.println(entry.record().reason());
		System.exit(report.isComplete() ? 0 : 1);
	}

	/** A process that runs it. */
	static ProcessBuilder process(final Path folder, final String pattern, final Path results, final int pause) {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
			"-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
			BatchMain.class.getName(), folder.toString(), pattern, results.toString(), String.valueOf(pause))
			.redirectErrorStream(true);
	}
}
