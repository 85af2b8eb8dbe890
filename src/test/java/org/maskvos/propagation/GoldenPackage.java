package org.maskvos.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.maskvos.Npz;
import org.maskvos.model.ModelPackage;

/**
 * The published STCN network with the weights of the golden vectors, exported by
 * the Python in {@code models/}: 220 MB, made once in {@code target/}.
 */
public final class GoldenPackage {

	private static final Path FOLDER = Path.of("target", "stcn-golden").toAbsolutePath();

	private GoldenPackage() {}

	/** The package folder; the test is skipped without golden vectors or without PyTorch. */
	public static synchronized Path folder() throws IOException {
		final Path golden = Npz.shared().resolve("golden").toAbsolutePath();
		assumeTrue(Files.isRegularFile(golden.resolve("recipe.py")), "no weight recipe in " + golden);
		if (!Files.isRegularFile(FOLDER.resolve("rdf.yaml"))) export(golden);
		return FOLDER;
	}

	static ModelPackage open() throws IOException {
		return ModelPackage.open(folder());
	}

	// -- Helper methods --

	private static void export(final Path golden) throws IOException {
		final String python = pythons().filter(p -> exit(List.of(p, "-c", "import torch, onnx, onnxruntime")) == 0)
			.findFirst().orElse(null);
		assumeTrue(python != null,
			"no Python with torch, onnx and onnxruntime to export the golden weights with; set MASKVOS_PYTHON");
		assertEquals(0, exit(List.of(python, "-m", "maskvos_train.evaluate.golden_stcn", "--golden", golden.toString(),
			"--only-export", "--out", FOLDER.toString())), "the export of the golden weights");
	}

	private static Stream<String> pythons() {
		return Stream.of(System.getenv("MASKVOS_PYTHON"), Path.of(".venv/bin/python").toAbsolutePath().toString(), Path.of(
			"models/.venv/bin/python").toAbsolutePath().toString(), "python3").filter(p -> p != null && (!p.contains(
				File.separator) || Files.isExecutable(Path.of(p))));
	}

	private static int exit(final List<String> command) {
		try {
			final Process process = new ProcessBuilder(command).directory(new File("models")).inheritIO().start();
			return process.waitFor(30, TimeUnit.MINUTES) ? process.exitValue() : -1;
		}
		catch (final IOException e) {
			return -1;
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return -1;
		}
	}
}
