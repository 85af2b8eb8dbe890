package org.maskvos.movie.omezarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.maskvos.files.Part;
import org.maskvos.files.PartFile;
import org.maskvos.files.PartFolder;
import org.maskvos.files.Titles;
import org.maskvos.movie.Labels;
import org.maskvos.movie.MovieException;
import org.maskvos.movie.MovieInfo;
import org.maskvos.zarr.ZarrLabelWriter;
import org.maskvos.zarr.ZarrNode;

/**
 * Where a label image goes: a folder of its own, {@code NAME.zarr}, or the group
 * {@code labels} of the image that was labelled, {@code movie.zarr/labels/NAME}.
 *
 * @param path the label image
 * @param image that was labelled; null if the labels stand alone
 */
public record OmeZarrLabelTarget(Path path, OmeZarrImage image) {

	private static final String LABELS = "labels";
	/** Labels that stand alone get a smaller level while a side is longer. */
	private static final int LARGE = 1024;
	/** How long another process may hold the list of labels, which takes it milliseconds. */
	private static final long PATIENCE_MILLIS = 10_000;

	/** Whether labels that go there are OME-Zarr. */
	public static boolean isOne(final Path path) {
		final Path absolute = path.toAbsolutePath().normalize();
		return Titles.of(absolute).toLowerCase(Locale.ROOT).endsWith(".zarr") || isInside(absolute);
	}

	/** @throws MovieException if labels cannot be written there; the message says why */
	static OmeZarrLabelTarget of(final Path path) throws IOException {
		final Path absolute = path.toAbsolutePath().normalize();
		OmeZarrImage image = null;
		if (isInside(absolute)) {
			final Path folder = absolute.getParent().getParent();
			final ZarrNode node = OmeZarr.read(folder);
			image = OmeZarrImage.of(node);
			if (node.version() != 2) throw new MovieException(absolute + " cannot be written: " + folder +
				" is an OME-Zarr of version 0.5, and labels are written in version 0.4; name a folder NAME.zarr for them.");
		}
		// NB: where the metadata of its group are
		if (image != null && Titles.of(absolute).startsWith(".")) throw new MovieException(absolute +
			" cannot be written: the name of a label image must not begin with a dot.");
		if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !isLabelImage(absolute)) throw new MovieException(
			absolute + " exists and is no OME-Zarr label image; choose another name.");
		return new OmeZarrLabelTarget(absolute, image);
	}

	/**
	 * Widths and heights of all levels: in an image as many as it has itself.
	 *
	 * @throws MovieException if the image is not of the movie's size
	 */
	List<long[]> levels(final MovieInfo info) throws IOException {
		final List<long[]> levels = new ArrayList<>();
		if (image == null) {
			long width = info.width(), height = info.height();
			levels.add(new long[] { width, height });
			while (Math.max(width, height) > LARGE)
				levels.add(new long[] { width = (width + 1) / 2, height = (height + 1) / 2 });
			return levels;
		}
		for (final String name : image.levels()) {
			final long[] shape = OmeZarr.array(image, name).shape();
			levels.add(new long[] { shape[image.axis("x")], shape[image.axis("y")] });
		}
		final long[] first = levels.get(0);
		if (first[0] != info.width() || first[1] != info.height()) throw new MovieException(path +
			" cannot be written: the movie has " + info.width() + " x " + info.height() + " pixels, but " + image.folder() +
			" has " + first[0] + " x " + first[1] + ".");
		return levels;
	}

	/**
	 * Axes of the label image, rows and columns last. In an image they are its own but for
	 * the channels, because viewers lay labels over it from the last axis on.
	 *
	 * @param along the frames, {@code t} or {@code z}
	 */
	List<String> axes(final String along) {
		final List<String> axes = new ArrayList<>(image == null ? List.of() : image.axes());
		axes.remove("c");
		final int n = axes.size();
		final boolean usual = axes.contains(along) && axes.subList(Math.max(0, n - 2), n).equals(List.of("y", "x"));
		return usual ? axes : List.of(along, "y", "x");
	}

	/**
	 * Begins the label image, which may replace another label image. The folder of an image's labels is made if there is
	 * none; {@link #leave} removes it if it stays empty.
	 */
	PartFolder begin() throws IOException {
		if (image != null) try {
			Files.createDirectories(path.getParent());
		}
		catch (final IOException exc) {
			throw Part.failed(path, exc);
		}
		return PartFolder.replacing(path, OmeZarrLabelTarget::isLabelImage);
	}

	/** To be called in the end, whatever became of the label image. */
	void leave() throws IOException {
		if (image != null) try {
			Files.deleteIfExists(path.getParent());
		}
		catch (final DirectoryNotEmptyException exc) {
			// there are labels, or will be
		}
	}

	/**
	 * Enters the label image in the list of its group.
	 *
	 * @param open gets the files in the making, for the caller to close; until then nobody else changes the list
	 * @return those of them that are to be published
	 */
	List<Part> list(final List<Part> open) throws IOException {
		if (image == null) return List.of();
		final Path group = path.getParent();
		final PartFile list = PartFile.of(group.resolve(".zattrs"), PATIENCE_MILLIS);
		open.add(list);
		final ZarrNode node = OmeZarr.read(group);
		final ObjectNode attributes = node != null && node.attributes() instanceof final ObjectNode given ? given
			: JsonNodeFactory.instance.objectNode();
		final ArrayNode names = JsonNodeFactory.instance.arrayNode();
		for (final JsonNode name : attributes.path(LABELS)) {
			if (name.asText().equals(Titles.of(path))) return List.of();
			names.add(name);
		}
		attributes.set(LABELS, names.add(Titles.of(path)));
		list.fill(ZarrLabelWriter.json(attributes));
		if (node != null) return List.of(list);
		final PartFile mark = PartFile.of(group.resolve(".zgroup"), PATIENCE_MILLIS);
		open.add(mark);
		mark.fill(ZarrLabelWriter.json(ZarrLabelWriter.GROUP));
		return List.of(mark, list);
	}

	// -- Helper methods --

	private static boolean isInside(final Path path) {
		final Path group = path.getParent();
		return group != null && Titles.of(group).equals(LABELS) && group.getParent() != null && ZarrNode.isOne(group
			.getParent());
	}

	/** NB: what cannot be read is not ours to replace. */
	private static boolean isLabelImage(final Path path) {
		try {
			final ZarrNode node = Files.isDirectory(path) ? OmeZarr.read(path) : null;
			return node != null && OmeZarrImage.metadata(node).has("image-label");
		}
		catch (final IOException exc) {
			return false;
		}
	}
}
