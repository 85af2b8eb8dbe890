package org.maskvos.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.maskvos.files.Inputs;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The part of a bioimage.io model description 0.5 ({@code rdf.yaml}) that the
 * plugin reads; the rest is for people and for the model zoo. Texts that are not
 * there are null, lists empty, numbers 0.
 *
 * @param kind the systems that the package serves
 * @param objectDiameter canonical diameter in network px
 * @param graphs name to file; empty if none is declared
 * @param maskvos the section {@code config: maskvos}, in which systems find their own settings
 */
record Rdf(String formatVersion, String type, String name, String description, List<String> authors, String license,
		List<String> kind, double objectDiameter, Map<String, GraphFile> graphs, RdfSection maskvos) {

	/** Bytes that a description may have. */
	static final int LARGEST = 1 << 18;

	private static final int DEEPEST = 30, MOST_ALIASES = 20;

	/** An ONNX file beside rdf.yaml, and the SHA-256 of its bytes. */
	record GraphFile(String source, String sha256) {}

	/**
	 * @param yaml text in UTF-8
	 * @throws YAMLException if it is not YAML, or a value is of another kind than
	 *           expected; the message says what, without a full stop
	 */
	static Rdf parse(final byte[] yaml) {
		final LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(LARGEST);
		options.setNestingDepthLimit(DEEPEST);
		options.setMaxAliasesForCollections(MOST_ALIASES);
		options.setAllowRecursiveKeys(false);
		options.setAllowDuplicateKeys(false);
		try {
			final RdfSection file = RdfSection.of("the file", new Yaml(new SafeConstructor(options)).load(new String(yaml,
				StandardCharsets.UTF_8)));
			final RdfSection maskvos = file.section("config").section("maskvos");
			return new Rdf(file.text("format_version"), file.text("type"), file.text("name"), file.text("description"),
				authors(file), file.text("license"), maskvos.texts("kind"), maskvos.number("object_diameter", 1, 10_000),
				graphs(maskvos.section("graphs")), maskvos);
		}
		catch (final MarkedYAMLException e) {
			throw new YAMLException(plain(e.getProblem()) + (e.getProblemMark() == null ? "" : " in line " + (e
				.getProblemMark().getLine() + 1)), e);
		}
		catch (final YAMLException e) {
			throw new YAMLException(plain(e.getMessage()), e);
		}
		catch (final StackOverflowError | RuntimeException e) {
			throw new YAMLException("its values lie in each other without end, or are none", e);
		}
	}

	// -- Helper methods --

	private static List<String> authors(final RdfSection file) {
		return file.sections("authors").stream().map(author -> Objects.requireNonNullElse(author.text("name"), ""))
			.toList();
	}

	private static Map<String, GraphFile> graphs(final RdfSection declared) {
		final Map<String, GraphFile> graphs = new LinkedHashMap<>();
		for (final String name : declared.keys()) {
			final RdfSection graph = declared.section(name);
			graphs.put(name, new GraphFile(graph.text("source"), graph.text("sha256")));
		}
		return graphs;
	}

	private static String plain(final String message) {
		return Inputs.printable(String.valueOf(message).replaceAll("\\s+", " ").replaceAll("\\.$", ""));
	}
}
