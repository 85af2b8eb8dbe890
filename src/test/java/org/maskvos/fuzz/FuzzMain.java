package org.maskvos.fuzz;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs cases without Maven and prints what came of them: for work on them. With -Dmaskvos.fuzz.say=true, of all. */
public final class FuzzMain {

	private FuzzMain() {}

	/** @param args which cases */
	public static void main(final String... args) throws Exception {
		System.setProperty("java.awt.headless", "true");
		final PrintStream out = System.out;
		Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
		final List<Case> cases = Fuzz.cases(args.length == 0 ? Fuzz.ALL : args[0]);
		final boolean all = Boolean.getBoolean("maskvos.fuzz.say");
		final Map<String, double[]> families = new TreeMap<>();
		final List<Verdict> verdicts = Fuzz.run(cases, Path.of("target", "fuzz"), verdict -> {
			if (all || !verdict.violations().isEmpty()) out.println(verdict);
			final double[] sum = families.computeIfAbsent(verdict.name().replaceFirst("-.*", ""), family -> new double[2]);
			sum[0]++;
			if (verdict.outcome() != null) sum[1] += verdict.outcome().seconds();
		});
		families.forEach((family, sum) -> out.printf("%s: %.0f cases, %.1f s%n", family, sum[0], sum[1]));
		out.println(Fuzz.report(verdicts));
		System.exit(0);
	}
}
