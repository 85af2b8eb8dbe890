package org.maskvos.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.maskvos.files.InputException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A folder, or the same folder inside a jar, with {@code rdf.yaml} and one ONNX
 * file per graph. Reading the description is cheap; graphs are read, and their
 * checksums compared, when they are asked for.
 */
public final class ModelPackage {

	private static final String DESCRIPTION = "rdf.yaml";
	/** Bytes that a graph may have: as many as an ONNX file without others beside it. */
	private static final long LARGEST_GRAPH = Integer.MAX_VALUE;

	private final String id;
	private final PackageFiles files;
	private final Rdf rdf;

	private ModelPackage(final String id, final PackageFiles files, final Rdf rdf) {
		this.id = id;
		this.files = files;
		this.rdf = rdf;
	}

	// -- Opening --

	/** Opens a package folder; its name is the id. */
	public static ModelPackage open(final Path folder) throws ModelException {
		final Path name = folder.toAbsolutePath().normalize().getFileName();
		return open(name == null ? folder.toString() : name.toString(), PackageFiles.in(folder));
	}

	/** @param id name for commands and macros */
	static ModelPackage open(final String id, final PackageFiles files) throws ModelException {
		final String name = files.describe(DESCRIPTION);
		final Rdf rdf;
		try {
			rdf = Rdf.parse(files.read(DESCRIPTION, Rdf.LARGEST));
		}
		catch (final YAMLException e) {
			throw new ModelException("The model description " + name + " cannot be understood: " + e.getMessage() + ".", e);
		}
		catch (final InputException e) {
			throw new ModelException("The model package " + id + " has no readable " + DESCRIPTION + ": " + e.getMessage(),
				e);
		}
		catch (final IOException e) {
			throw new ModelException("The model package " + id + " has no readable " + name + ".", e);
		}
		if (rdf.formatVersion() == null || !rdf.formatVersion().startsWith("0.5") || !"model".equals(rdf.type()))
			throw new ModelException("The file " + name + " is not a bioimage.io model description of version 0.5.");
		if (rdf.graphs().isEmpty()) throw new ModelException("The file " + name +
			" has no graphs under config: maskvos: it is a model for another program.");
		return new ModelPackage(id, files, rdf);
	}

	// -- Contents --

	public String id() {
		return id;
	}

	/** The systems that it serves, e.g. "maskvos". */
	public List<String> kind() {
		return rdf.kind();
	}

	/** Canonical diameter of an object in network px; 0 if none. */
	public double objectDiameter() {
		return rdf.objectDiameter();
	}

	/**
	 * What a system needs to know of the package besides.
	 *
	 * @param name of a section under {@code config: maskvos}
	 * @param reader makes something of it; what it throws is told with the file's name
	 * @throws ModelException if there is no such section, or the reader refuses it
	 */
	public <T> T section(final String name, final Function<RdfSection, T> reader) throws ModelException {
		try {
			final RdfSection section = rdf.maskvos().section(name);
			if (section.isEmpty()) throw new ModelException("The model package " + id + " cannot be used for this: its " +
				DESCRIPTION + " has no section " + name + ".");
			return reader.apply(section);
		}
		catch (final YAMLException | IllegalArgumentException e) {
			throw new ModelException("The model description " + files.describe(DESCRIPTION) +
				" cannot be understood: in section " + name + ", " + e.getMessage() + ".", e);
		}
	}

	/** Names of the graphs. */
	public List<String> graphs() {
		return rdf.graphs().keySet().stream().sorted().toList();
	}

	/** SHA-256 over the declared checksums of all graphs, hexadecimal. */
	public String checksum() {
		final MessageDigest digest = sha256();
		for (final String graph : graphs())
			digest.update(Objects.toString(file(graph).sha256()).getBytes());
		return HexFormat.of().formatHex(digest.digest());
	}

	/**
	 * The bytes of a graph's ONNX file, checked against its SHA-256.
	 *
	 * @throws ModelException if the graph is not in the package, its file is
	 *           missing, or the checksum differs; the message names the file
	 */
	public byte[] bytes(final String graph) throws ModelException {
		final Rdf.GraphFile file = file(graph);
		if (file == null || file.source() == null) throw new ModelException("The model package " + id + " has no graph '" +
			graph + "'; it has " + String.join(", ", graphs()) + ".");
		final String name = describe(graph);
		final byte[] bytes;
		try {
			bytes = files.read(file.source(), LARGEST_GRAPH);
		}
		catch (final NoSuchFileException | FileNotFoundException e) {
			throw new ModelException("The model package " + id + " lacks its file " + name + ".", e);
		}
		catch (final InputException e) {
			throw new ModelException("The model package " + id + " cannot be used: " + e.getMessage(), e);
		}
		catch (final IOException e) {
			throw new ModelException("The model file " + name + " cannot be read.", e);
		}
		if (!HexFormat.of().formatHex(sha256().digest(bytes)).equalsIgnoreCase(file.sha256())) throw new ModelException(
			"The model file " + name + " is damaged or was changed: its SHA-256 is not the one in rdf.yaml.");
		return bytes;
	}

	/** Full name of a graph's file, for messages. */
	public String describe(final String graph) {
		return files.describe(file(graph).source());
	}

	/**
	 * Everything a person wants to know. Reads all graphs.
	 *
	 * @throws ModelException if a graph is missing or damaged
	 */
	public ModelInfo info() throws ModelException {
		long bytes = 0;
		for (final String graph : graphs())
			bytes += bytes(graph).length;
		return new ModelInfo(id, rdf.name(), rdf.description(), kind(), rdf.license(), rdf.authors(), files.describe(""),
			bytes, checksum(), objectDiameter());
	}

	// -- Helper methods --

	private Rdf.GraphFile file(final String graph) {
		final Map<String, Rdf.GraphFile> files = rdf.graphs();
		return files.get(graph);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256", e);
		}
	}
}
