package org.maskvos.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

/** Descriptions of model packages of any content: understood, or refused in a few words, in little time. */
@Tag("unit")
@Timeout(60)
class RdfFuzzTest {

	static Stream<byte[]> seeds() throws IOException {
		final Stream.Builder<byte[]> seeds = Stream.builder();
		for (final Path packages : new Path[] { Path.of("models/packages"), Path.of("src/test/resources") })
			try (Stream<Path> files = Files.walk(packages)) {
				for (final Path file : files.filter(path -> path.endsWith("rdf.yaml")).sorted().toList())
					seeds.add(Files.readAllBytes(file));
			}
		seeds.add("name: [1, {a: b}]\nconfig: {maskvos: {kind: x, object_diameter: .inf, stcn: {stride: 1e30}}}".getBytes(
			StandardCharsets.UTF_8));
		return seeds.build();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isUnderstoodOrRefused(final byte[] yaml) {
		try {
			Rdf.parse(yaml);
		}
		catch (final YAMLException e) {
			final String message = e.getMessage();
			assertTrue(message != null && message.lines().count() == 1 && message.length() < 600, message);
		}
	}
}
