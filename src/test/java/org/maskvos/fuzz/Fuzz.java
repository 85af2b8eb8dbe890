package org.maskvos.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.maskvos.fuzz.Violation.Kind;

/** Which cases there are, and what came of them. */
final class Fuzz {

	/** All cases; or a fixed sample of some hundred; or those whose names begin in a certain way. */
	static final String ALL = "all", SAMPLE = "sample";
	private static final int SAMPLED = 27;

	private Fuzz() {}

	private static List<Family> families() {
		return List.of(new TiffKinds(), new TiffNumbers(), new TiffDamage(), new TiffTexts(), new TiffShapes(),
			new PictureDamage(), new AviDamage(), new ZarrDamage(), new RoiDamage(), new OddLabels(), new OddTables(),
			new OddModels(), new OddOptions(), new OddPlaces(), new OddInputs(), new OddBatches(), new OwnProcesses(),
			new OddMovies(), new OtherFormats(), new OddFolders());
	}

	/** @param which {@link #ALL}, {@link #SAMPLE}, or beginnings of names, separated by commas */
	static List<Case> cases(final String which) throws Exception {
		final List<Case> cases = new ArrayList<>();
		final Set<String> names = new HashSet<>();
		for (final Family family : families())
			for (final Case odd : family.cases()) {
				if (!names.add(odd.name())) throw new IllegalStateException("Two cases have the name " + odd.name());
				if (isWanted(odd.name(), names.size(), which)) cases.add(odd);
			}
		return cases;
	}

	private static boolean isWanted(final String name, final int number, final String which) {
		if (which.equals(ALL)) return true;
		if (which.equals(SAMPLE)) return number % SAMPLED == 0;
		return List.of(which.split(",")).stream().anyMatch(name::startsWith);
	}

	/** @return a line of counts */
	static String report(final List<Verdict> verdicts) {
		final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
		for (final Kind kind : Kind.values())
			counts.put(kind, 0);
		for (final Verdict verdict : verdicts)
			verdict.violations().stream().map(Violation::kind).distinct().forEach(kind -> counts.merge(kind, 1,
				Integer::sum));
		final StringBuilder text = new StringBuilder("Fuzz: " + verdicts.size() + " cases, " + verdicts.stream().filter(
			verdict -> !verdict.violations().isEmpty()).count() + " with violations");
		counts.forEach((kind, count) -> text.append(", ").append(kind.name().toLowerCase().replace('_', ' ')).append(' ')
			.append(count));
		return text.toString();
	}

	static List<Verdict> run(final List<Case> cases, final Path root, final Consumer<Verdict> each) throws Exception {
		final Runner runner = new Runner(Files.createDirectories(root));
		runner.warmUp();
		final List<Verdict> verdicts = new ArrayList<>();
		for (final Case odd : cases) {
			final Verdict verdict = runner.run(odd);
			verdicts.add(verdict);
			each.accept(verdict);
		}
		return verdicts;
	}
}
