package org.maskvos.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.yaml.snakeyaml.error.YAMLException;

/**
 * A folder, or the same folder inside a jar, with {@code rdf.yaml} and one ONNX
 * file per graph. Reading the description is cheap; graphs are read, and their
 * checksums compared, when they are asked for.
 */
public final class ModelPackage {

	private final String id;
	private final URL folder;
	private final Rdf rdf;

	private ModelPackage(final String id, final URL folder, final Rdf rdf) {
		this.id = id;
		this.folder = folder;
		this.rdf = rdf;
	}

	// -- Opening --

	/** Opens a package folder; its name is the id. */
	public static ModelPackage open(final Path folder) throws ModelException {
		try {
			// a folder's URL ends with a slash only if the folder exists
			final String url = folder.toAbsolutePath().toUri().toString();
			return open(folder.toAbsolutePath().normalize().getFileName().toString(),
				new URL(url.endsWith("/") ? url : url + "/"));
		}
		catch (final java.net.MalformedURLException e) {
			throw new ModelException("The model folder " + folder + " cannot be read: " + e.getMessage(), e);
		}
	}

	/**
	 * @param id name for commands and macros
	 * @param folder with a slash at its end
	 */
	static ModelPackage open(final String id, final URL folder) throws ModelException {
		final Rdf rdf;
		try (InputStream in = new URL(folder, "rdf.yaml").openStream()) {
			rdf = Rdf.parse(in.readAllBytes());
		}
		catch (final YAMLException e) {
			throw new ModelException("The model description " + display(folder, "rdf.yaml") +
				" cannot be understood: " + e.getMessage() + ".", e);
		}
		catch (final IOException e) {
			throw new ModelException("The model package " + id + " has no readable " +
				display(folder, "rdf.yaml") + ".", e);
		}
		if (rdf.formatVersion() == null || !rdf.formatVersion().startsWith("0.5") ||
			!"model".equals(rdf.type())) throw new ModelException("The file " + display(folder, "rdf.yaml") +
				" is not a bioimage.io model description of version 0.5.");
		if (rdf.maskvos().graphs().isEmpty())
			throw new ModelException("The file " + display(folder, "rdf.yaml") +
				" has no graphs under config: maskvos: it is a model for another program.");
		return new ModelPackage(id, folder, rdf);
	}

	// -- Contents --

	public String id() {
		return id;
	}

	/** The systems that it serves, e.g. "maskvos". */
	public List<String> kind() {
		return rdf.maskvos().kind();
	}

	/** Canonical diameter of an object in network px; 0 if none. */
	public double objectDiameter() {
		return rdf.maskvos().objectDiameter();
	}

	/**
	 * How frames enter the propagation graphs.
	 *
	 * @throws ModelException if the package does not propagate
	 */
	public StcnSettings stcn() throws ModelException {
		if (rdf.maskvos().stcn() != null) return rdf.maskvos().stcn();
		throw new ModelException("The model package " + id + " cannot propagate labels: its rdf.yaml has no section stcn.");
	}

	/** Names of the graphs. */
	public List<String> graphs() {
		return rdf.maskvos().graphs().keySet().stream().sorted().toList();
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
		if (file == null || file.source() == null) throw new ModelException("The model package " + id +
			" has no graph '" + graph + "'; it has " + String.join(", ", graphs()) + ".");
		final String name = describe(graph);
		final byte[] bytes;
		try (InputStream in = new URL(folder, file.source()).openStream()) {
			bytes = in.readAllBytes();
		}
		catch (final NoSuchFileException | java.io.FileNotFoundException e) {
			throw new ModelException("The model package " + id + " lacks its file " + name + ".", e);
		}
		catch (final IOException e) {
			throw new ModelException("The model file " + name + " cannot be read: " + e.getMessage(), e);
		}
		if (!HexFormat.of().formatHex(sha256().digest(bytes)).equalsIgnoreCase(file.sha256()))
			throw new ModelException("The model file " + name +
				" is damaged or was changed: its SHA-256 is not the one in rdf.yaml.");
		return bytes;
	}

	/** Full name of a graph's file, for messages. */
	public String describe(final String graph) {
		return display(folder, file(graph).source());
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
		return new ModelInfo(id, rdf.name(), rdf.description(),
			kind(), rdf.license(), rdf.authors(),
			display(folder, ""), bytes, checksum(), objectDiameter());
	}

	// -- Helper methods --

	private Rdf.GraphFile file(final String graph) {
		final Map<String, Rdf.GraphFile> files = rdf.maskvos().graphs();
		return files.get(graph);
	}

	private static String display(final URL folder, final String file) {
		if (!"file".equals(folder.getProtocol())) return folder + file;
		return Path.of(java.net.URI.create(folder.toString())).resolve(file).toString();
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
