package org.maskvos.model;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.maskvos.files.Inputs;

/**
 * Finds model packages: the bundled ones, which work offline, and those in
 * folders. A folder package hides a bundled one of the same id.
 *
 * <pre>
 * ModelPackage maskvos = ModelLibrary.standard().find("");
 * </pre>
 */
public final class ModelLibrary {

	/** Environment variable with further folders, as in a PATH. */
	public static final String VARIABLE = "MASKVOS_MODELS";

	private static final String BUNDLED = "/maskvos-models/";

	private final List<Path> folders;

	/**
	 * @param folders searched in this order, before the bundled packages; each
	 *          holds package folders or is one
	 */
	public ModelLibrary(final List<Path> folders) {
		this.folders = List.copyOf(folders);
	}

	/**
	 * The folders of {@value #VARIABLE} (or of the system property
	 * {@code maskvos.models}), {@code <Fiji>/models/maskvos}, and the user's cache
	 * folder.
	 */
	public static ModelLibrary standard() {
		final List<Path> folders = new ArrayList<>();
		for (final String list : new String[] { System.getProperty("maskvos.models"), System.getenv(VARIABLE) })
			if (list != null) for (final String folder : list.split(File.pathSeparator))
				if (!folder.isBlank()) folders.add(Path.of(folder).toAbsolutePath());
		final String fiji = System.getProperty("imagej.dir", System.getProperty("fiji.dir"));
		if (fiji != null) folders.add(Path.of(fiji, "models", "maskvos"));
		folders.add(cacheFolder());
		return new ModelLibrary(folders);
	}

	/** Where packages may be put for this user, whether or not it exists. */
	public static Path cacheFolder() {
		final String home = System.getProperty("user.home");
		final String os = System.getProperty("os.name").toLowerCase();
		if (os.startsWith("mac")) return Path.of(home, "Library", "Caches", "maskvos", "models");
		final String windows = System.getenv("LOCALAPPDATA");
		if (os.startsWith("win") && windows != null) return Path.of(windows, "maskvos", "models");
		final String xdg = System.getenv("XDG_CACHE_HOME");
		return (xdg != null && xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".cache")).resolve("maskvos/models");
	}

	/** The folders that are searched, in order. */
	public List<Path> folders() {
		return folders;
	}

	/**
	 * Ids of all packages; the default one first.
	 *
	 * @throws ModelException if the plugin's jar is damaged
	 */
	public List<String> ids() throws ModelException {
		final List<String> ids = new ArrayList<>(bundled());
		packageFolders().keySet().stream().filter(id -> !ids.contains(id)).forEach(ids::add);
		return ids;
	}

	/**
	 * Finds a package.
	 *
	 * @param id name of a package, path of a package folder, or empty for the
	 *          default
	 * @throws ModelException if there is none of this name, or its description
	 *           cannot be read
	 */
	public ModelPackage find(final String id) throws ModelException {
		final List<String> bundled = bundled();
		final String wanted = id.isBlank() && !bundled.isEmpty() ? bundled.get(0) : id;
		final Path folder = packageFolders().get(wanted);
		if (folder != null) return ModelPackage.open(folder);
		if (bundled.contains(wanted)) return ModelPackage.open(wanted, PackageFiles.bundled(wanted));
		if (wanted.matches(".*[/\\\\].*") && isFolder(wanted)) return ModelPackage.open(Path.of(wanted));
		throw new ModelException("There is no model package '" + Inputs.printable(wanted) + "'; there " + (ids().size() == 1
			? "is " : "are ") + String.join(", ", ids()) + ".");
	}

	/**
	 * Finds a package that serves a system.
	 *
	 * @param id as for {@link #find(String)}; empty for the first of this kind
	 * @param kind of system, e.g. "stcn"
	 * @throws ModelException if there is none, or the one that is named is of another
	 *           kind
	 */
	public ModelPackage find(final String id, final String kind) throws ModelException {
		if (!id.isBlank()) {
			final ModelPackage models = find(id);
			if (models.kind().contains(kind)) return models;
			throw new ModelException("The model package '" + models.id() + "' is of the kind " + String.join(", ", models
				.kind()) + "; a package of the kind " + kind + " is needed.");
		}
		for (final String each : ids()) {
			final ModelPackage models = whole(each);
			if (models != null && models.kind().contains(kind)) return models;
		}
		throw new ModelException("There is no model package of the kind " + kind + "; put one into " + cacheFolder() + ".");
	}

	// -- Helper methods --

	/** A package that can be understood; another one must not stand in the way: null. */
	private ModelPackage whole(final String id) {
		try {
			return find(id);
		}
		catch (final ModelException e) {
			return null;
		}
	}

	private static boolean isFolder(final String path) {
		try {
			return Files.isDirectory(Path.of(path));
		}
		catch (final InvalidPathException e) {
			return false;
		}
	}

	private Map<String, Path> packageFolders() {
		final Map<String, Path> found = new LinkedHashMap<>();
		for (final Path folder : folders) {
			if (Files.isRegularFile(folder.resolve("rdf.yaml"))) found.putIfAbsent(String.valueOf(folder.getFileName()),
				folder);
			if (!Files.isDirectory(folder)) continue;
			try (Stream<Path> entries = Files.list(folder)) {
				entries.filter(entry -> Files.isRegularFile(entry.resolve("rdf.yaml"))).sorted().forEach(entry -> found
					.putIfAbsent(entry.getFileName().toString(), entry));
			}
			catch (final IOException | UncheckedIOException e) {
				// NB: a folder that nobody may read holds no packages; other folders do
			}
		}
		return found;
	}

	/** Ids of the packages in the jar, the default one first. */
	private static List<String> bundled() throws ModelException {
		try (InputStream in = ModelLibrary.class.getResourceAsStream(BUNDLED + "index.txt")) {
			if (in == null) throw new ModelException("The plugin's jar is damaged: it has no list of models.");
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::trim).filter(line -> !line
				.isEmpty()).toList();
		}
		catch (final ModelException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new ModelException("The plugin's jar is damaged: its list of models cannot be read.", e);
		}
	}
}
