package org.maskvos.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs a sample of the cases, or those that the system property {@code maskvos.fuzz} asks for. */
@Tag("fuzz")
public class OddCallsTest {

	@Test
	public void badAndOddInputsEndInASentence() throws Exception {
		Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
		final List<Case> cases = Fuzz.cases(System.getProperty("maskvos.fuzz", Fuzz.SAMPLE));
		assertFalse(cases.isEmpty(), "no case of this name");
		final List<Verdict> verdicts = Fuzz.run(cases, Path.of("target", "fuzz"), verdict -> {});
		System.out.println(Fuzz.report(verdicts));
		final List<Verdict> bad = verdicts.stream().filter(verdict -> !verdict.violations().isEmpty()).toList();
		bad.forEach(System.out::println);
		assertEquals(0, bad.size(), () -> bad.size() + " cases, the first: " + bad.get(0));
	}
}
