package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.io.FileSaver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Evaluate Labels...} in real macros without a window: how they read the scores. */
@Tag("macro")
class EvaluateMacroTest {

	private static final String SEG =
		"seg = NaN; for (i = 0; i < Table.size; i++) if (Table.getString('measure', i) == 'SEG') seg = Table.get('value', i);\n";

	@TempDir
	private static Path folder;

	private static List<FijiMacros.Result> results;

	@BeforeAll
	static void runAll() throws Exception {
		final String truth = folder.resolve("truth.tif").toString();
		new FileSaver(TestMovies.movingSquare("truth", 3)).saveAsTiff(truth);
		final String evaluate = "run('Evaluate Labels...', 'truth=[" + truth + "] prediction=[" + truth + "] metrics=";
		results = FijiMacros.run(folder, Stream.of( //
			evaluate + "all');\n" + SEG +
				"return '' + seg + ' ' + (nResults == Table.size) + ' ' + getResultString('measure', 0);", "open('" + truth +
					"'); setSlice(2); run('Select All'); run('Clear', 'slice'); rename('worse');\n" + evaluate +
					"ctc'); n = nResults; run('Evaluate Labels...', 'truth=[" + truth + "] prediction=worse metrics=ctc');\n" +
					SEG + "Table.save('" + folder.resolve("scores.csv") + "'); return '' + (seg < 1) + ' ' + (n == nResults);")
			.map(macro -> macro.replace('\'', '"')).toList());
	}

	@Test
	void scoresAreTheResultsTable() {
		assertEquals("1 1 frames", results.get(0).value(), results.get(0).console());
	}

	@Test
	void theNextScoresTakeItsPlace() throws Exception {
		assertEquals("1 1", results.get(1).value(), results.get(1).console());
		assertTrue(Files.readString(folder.resolve("scores.csv")).startsWith("measure,value\nframes,3"), Files.readString(
			folder.resolve("scores.csv")));
	}
}
