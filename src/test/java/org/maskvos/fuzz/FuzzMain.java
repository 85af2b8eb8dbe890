package org.maskvos.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs cases without Maven: for work on them. */
public final class FuzzMain {

	private FuzzMain() {}

	/** @param args which cases */
	public static void main(final String... args) throws Exception {
		System.setProperty("java.awt.headless", "true");
		final java.io.PrintStream out = System.out;
		final List<Case> cases = new ArrayList<>(Fuzz.cases(args.length == 0 ? Fuzz.ALL : args[0]));
		final long start = System.nanoTime();
		final boolean slow = Boolean.getBoolean("slow");
		final List<Verdict> verdicts = Fuzz.run(cases, Path.of("target", "fuzz"), verdict -> {
			if (!verdict.violations().isEmpty()) out.println(verdict);
			else if (Boolean.getBoolean("say")) out.println(verdict.name() + " -> " + verdict.outcome().code() + " " + verdict
				.outcome().err().strip());
			if (slow && verdict.outcome() != null && verdict.outcome().seconds() > 0.5) out.printf("SLOW %s %.2f%n", verdict
				.name(), verdict.outcome().seconds());
		});
		out.printf("%s; %.1f s%n", Fuzz.report(verdicts), (System.nanoTime() - start) * 1e-9);
		System.exit(0);
	}
}
